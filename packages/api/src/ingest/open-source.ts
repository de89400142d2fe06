import { InputError } from "../input-error.ts";
import { type Delimiter, openCsv } from "./csv.ts";
import { openNdjson } from "./ndjson.ts";
import type { Source } from "./source.ts";

export interface OpenOptions {
  readonly format: "csv" | "ndjson";
  /** CSV only; otherwise it is read from the header line. */
  readonly delimiter?: Delimiter;
}

/**
 * Opens a stream of bytes as rows. A byte order mark of UTF-8 is passed over.
 *
 * @throws InputError `FILE_INVALID` for anything but UTF-8 text, and for a header that cannot be used
 */
export async function openSource(bytes: AsyncIterable<Uint8Array>, options: OpenOptions): Promise<Source> {
  const chunks = await withoutMark(bytes[Symbol.asyncIterator]());
  if (options.format === "ndjson") return openNdjson(chunks);
  return openCsv(chunks, options.delimiter === undefined ? {} : { delimiter: options.delimiter });
}

/** Files that are taken for text, by their first bytes. */
const OTHERS: readonly { readonly bytes: readonly number[]; readonly name: string }[] = [
  { bytes: [0xff, 0xfe], name: "UTF-16; save the file as UTF-8" },
  { bytes: [0xfe, 0xff], name: "UTF-16; save the file as UTF-8" },
  { bytes: [0x1f, 0x8b], name: "a gzip file; unpack it" },
  { bytes: [0x50, 0x4b, 0x03, 0x04], name: "a zip file or an Excel workbook; save it as CSV in UTF-8" },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], name: "an old Excel workbook; save it as CSV in UTF-8" },
];

async function withoutMark(chunks: AsyncIterator<Uint8Array>): Promise<AsyncIterator<Uint8Array>> {
  let first: Buffer = Buffer.alloc(0);
  while (first.length < 4) {
    const chunk = await chunks.next();
    if (chunk.done === true) break;
    first = Buffer.concat([first, chunk.value]);
  }
  const other = OTHERS.find(({ bytes }) => bytes.every((byte, index) => first[index] === byte));
  if (other !== undefined) throw new InputError("FILE_INVALID", `line 1: expected text in UTF-8, got ${other.name}`);
  if (first[0] === 0xef && first[1] === 0xbb && first[2] === 0xbf) first = first.subarray(3);
  async function* joined(): AsyncGenerator<Uint8Array> {
    if (first.length > 0) yield first;
    for (let chunk = await chunks.next(); chunk.done !== true; chunk = await chunks.next()) yield chunk.value;
  }
  return joined();
}
