import type { ProblemCode } from "./problem.ts";

/** The bytes of one record, without its line end. */
export interface RawRecord {
  /** Line on which it begins, from 1. */
  readonly line: number;
  readonly bytes: Buffer;
  /** Whether a field is quoted: without quotes, fields are what stands between delimiters. */
  readonly quoted: boolean;
  /** Why it is no record; then `bytes` is its first line, or the beginning of that. */
  readonly problem: Extract<ProblemCode, "LINE_TOO_LONG" | "QUOTE_UNCLOSED" | "QUOTE_MISPLACED"> | null;
}

interface SplitterOptions {
  /** Byte between fields; `null`: lines without quoting. */
  readonly delimiter: number | null;
  /** Most bytes of a record. */
  readonly limit: number;
}

const LF = 10;
const CR = 13;
const QUOTE = 34;
/** How much of a line beyond the limit is kept to be shown. */
const KEPT = 1000;

/**
 * Cuts a stream of bytes into records: RFC 4180 (a quoted field may hold delimiters, line ends and doubled quotes), strictly.
 *
 * Lines end with LF, CR LF or CR, also mixed. Empty lines are no records. After a quote that is never closed, or that stands where none
 * can, it goes on at the next line, so one bad line never swallows the good ones after it. Memory: the limit and one chunk.
 */
export class RecordSplitter {
  readonly #delimiter: number | null;
  readonly #limit: number;
  #rest: Buffer = Buffer.alloc(0);
  #line = 1;
  /** Inside a line beyond the limit, of which the beginning was given. */
  #skipping = false;

  constructor(options: SplitterOptions) {
    this.#delimiter = options.delimiter;
    this.#limit = options.limit;
  }

  /** The records that this chunk completes. */
  push(chunk: Uint8Array): readonly RawRecord[] {
    this.#rest =
      this.#rest.length === 0
        ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length)
        : Buffer.concat([this.#rest, chunk]);
    return this.#split(false);
  }

  /** The records that the end of the stream completes. */
  end(): readonly RawRecord[] {
    return this.#split(true);
  }

  #split(atEnd: boolean): readonly RawRecord[] {
    const scan = new Scan(this.#rest, atEnd);
    const records: RawRecord[] = [];
    let from = 0;
    while (from < this.#rest.length) {
      const end = scan.lineEnd(from);
      if (this.#skipping || (end === null && this.#rest.length - from > this.#limit)) {
        if (!this.#skipping) records.push(this.#record(from, from + KEPT, "LINE_TOO_LONG"));
        this.#skipping = end === null;
        from = end === null ? scan.safeLength() : end.next;
        if (end === null) break;
        this.#line++;
        continue;
      }
      if (end === null) break;
      if (end.at - from > this.#limit) {
        records.push(this.#record(from, from + KEPT, "LINE_TOO_LONG"));
      } else if (this.#delimiter === null || scan.nextQuote(from) > end.at) {
        if (end.at > from) records.push(this.#record(from, end.at, null, false));
      } else {
        const record = this.#quoted(scan, from, this.#delimiter);
        if (record === null) break;
        if (typeof record !== "string") {
          records.push(this.#record(from, record.at, null, true));
          this.#line += record.at === end.at ? 1 : scan.linesBetween(from, record.next);
          from = record.next;
          continue;
        }
        records.push(this.#record(from, end.at, record));
      }
      this.#line++;
      from = end.next;
    }
    this.#rest = this.#rest.subarray(from);
    return records;
  }

  #record(from: number, to: number, problem: RawRecord["problem"], quoted = true): RawRecord {
    return { line: this.#line, bytes: this.#rest.subarray(from, to), quoted, problem };
  }

  /** Where a record with quotes ends; `null`: not yet known. */
  #quoted(scan: Scan, from: number, delimiter: number): LineEnd | RawRecord["problem"] {
    const bytes = this.#rest;
    let at = from;
    for (;;) {
      if (bytes[at] === QUOTE) {
        const close = scan.closingQuote(at + 1);
        if (close === null) return scan.atEnd || bytes.length - from > this.#limit ? "QUOTE_UNCLOSED" : null;
        if (close - from > this.#limit) return "QUOTE_UNCLOSED";
        at = close + 1;
        if (at < bytes.length && bytes[at] !== delimiter && bytes[at] !== LF && bytes[at] !== CR)
          return "QUOTE_MISPLACED";
      } else {
        while (at < bytes.length && bytes[at] !== delimiter && bytes[at] !== LF && bytes[at] !== CR) {
          if (bytes[at] === QUOTE) return "QUOTE_MISPLACED";
          at++;
        }
      }
      if (bytes[at] !== delimiter) {
        const end = scan.lineEnd(at);
        if ((end?.at ?? bytes.length) - from > this.#limit) return "LINE_TOO_LONG";
        return end;
      }
      at++;
    }
  }
}

interface LineEnd {
  readonly at: number;
  /** First byte of the next line. */
  readonly next: number;
}

/** Looks for bytes in one buffer from left to right; what it has found it does not look for again. */
class Scan {
  readonly atEnd: boolean;
  readonly #bytes: Buffer;
  /** Per byte the last search: from where, and what it found. */
  readonly #found = new Map<number, { readonly from: number; readonly at: number }>();

  constructor(bytes: Buffer, atEnd: boolean) {
    this.#bytes = bytes;
    this.atEnd = atEnd;
  }

  /** End of the line that `from` is in; `null`: it is not in this buffer, and more may come. */
  lineEnd(from: number): LineEnd | null {
    const lf = this.#find(LF, from);
    const cr = this.#find(CR, from);
    const length = this.#bytes.length;
    if (cr < lf) {
      if (cr + 1 === lf && lf < length) return { at: cr, next: lf + 1 };
      return cr + 1 < length || this.atEnd ? { at: cr, next: cr + 1 } : null;
    }
    if (lf < length) return { at: lf, next: lf + 1 };
    return this.atEnd ? { at: length, next: length } : null;
  }

  nextQuote(from: number): number {
    return this.#find(QUOTE, from);
  }

  /** The quote that closes a field, doubled ones passed over; `null`: it is not in this buffer. */
  closingQuote(from: number): number | null {
    let at = this.#bytes.indexOf(QUOTE, from);
    while (at !== -1 && this.#bytes[at + 1] === QUOTE) at = this.#bytes.indexOf(QUOTE, at + 2);
    if (at === -1) return null;
    // At the end of a chunk the next byte may double it.
    return at + 1 < this.#bytes.length || this.atEnd ? at : null;
  }

  /** How much of a line without end can go: not a CR that an LF may follow. */
  safeLength(): number {
    const { length } = this.#bytes;
    return this.#bytes[length - 1] === CR ? length - 1 : length;
  }

  linesBetween(from: number, to: number): number {
    let lines = 0;
    for (let at = from; at < to; lines++) at = this.lineEnd(at)?.next ?? to;
    return lines;
  }

  /** First such byte at or after `from`; the length when there is none. */
  #find(byte: number, from: number): number {
    const known = this.#found.get(byte);
    if (known !== undefined && known.from <= from && from <= known.at) return known.at;
    const index = this.#bytes.indexOf(byte, from);
    const at = index === -1 ? this.#bytes.length : index;
    this.#found.set(byte, { from, at });
    return at;
  }
}
