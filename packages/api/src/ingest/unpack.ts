import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { GatheredBytes } from "../gathered-bytes.ts";
import { InputError } from "../input-error.ts";
import { IMPORT_LIMITS } from "../limits.ts";

export interface UnpackOptions {
  readonly gzip: boolean;
  /** Most bytes, unpacked (default: `IMPORT_LIMITS.file`). */
  readonly most?: number;
}

/** Bytes handed on at once: a client that sends them one by one must not cost a look at the whole row for each. */
const CHUNK = 64 * 1024;

/**
 * The bytes of a file as they are, or unpacked, no faster than they are read.
 *
 * A gzip bomb is refused when it shows: once 16 MB are unpacked, a file may hold 200 times the bytes that were sent and no more.
 *
 * @throws InputError `FILE_TOO_LARGE`; `FILE_INVALID` for broken gzip
 * @throws whatever the bytes throw
 */
export async function* unpacked(bytes: AsyncIterable<Uint8Array>, options: UnpackOptions): AsyncGenerator<Uint8Array> {
  const { gzip, most = IMPORT_LIMITS.file } = options;
  let packed = 0;
  let total = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of bytes) {
      packed += chunk.length;
      yield chunk;
    }
  }
  for await (const chunk of gathered(gzip ? gunzipped(gathered(counted())) : counted())) {
    total += chunk.length;
    if (total > most) throw tooLarge(`at most ${most} bytes${gzip ? " unpacked" : ""}`, "more");
    if (gzip && total > IMPORT_LIMITS.ratioFrom && total > packed * IMPORT_LIMITS.ratio)
      throw tooLarge(
        `a gzip file that unpacks to at most ${IMPORT_LIMITS.ratio} times its size`,
        "one that unpacks to more",
      );
    yield chunk;
  }
}

async function* gathered(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let waiting = new GatheredBytes();
  for await (const chunk of bytes) {
    if (waiting.length === 0 && chunk.length >= CHUNK) yield chunk;
    else waiting.add(chunk);
    if (waiting.length < CHUNK) continue;
    yield waiting.all();
    waiting = new GatheredBytes();
  }
  if (waiting.length > 0) yield waiting.all();
}

async function* gunzipped(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip({ chunkSize: CHUNK });
  // What fails in the source is thrown below, where the unpacked bytes are read.
  pipeline(Readable.from(bytes, { objectMode: true }), gunzip, () => {});
  try {
    for await (const chunk of gunzip) yield chunk as Uint8Array;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (!code.startsWith("Z_")) throw error;
    const got = code === "Z_BUF_ERROR" ? "one that ends too early" : "something else, or a damaged one";
    throw new InputError("FILE_INVALID", `file: expected a whole gzip file, got ${got}`);
  } finally {
    gunzip.destroy();
  }
}

const tooLarge = (expected: string, got: string): InputError =>
  new InputError("FILE_TOO_LARGE", `file: expected ${expected}, got ${got}`);
