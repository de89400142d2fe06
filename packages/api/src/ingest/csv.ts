import { isUtf8 } from "node:buffer";
import { InputError, shown } from "../input-error.ts";
import { IMPORT_LIMITS } from "../limits.ts";
import { type Problem, type ProblemCode, problem } from "./problem.ts";
import { type RawRecord, RecordSplitter } from "./record-splitter.ts";
import { type Source, type SourceRow, storable } from "./source.ts";

/** What stands between fields. */
export const DELIMITERS = [",", ";", "\t"] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/**
 * Reads CSV: a header, then one record a row (see `RecordSplitter`).
 *
 * The delimiter is the one that the header line holds most of, unless it is given. Nothing is repaired: a record with too few or too
 * many fields, a quote in the wrong place or bytes that are no UTF-8 makes a row with problems.
 *
 * @throws InputError `FILE_INVALID` when the header cannot be used
 */
export async function openCsv(
  chunks: AsyncIterator<Uint8Array>,
  options: { readonly delimiter?: Delimiter } = {},
): Promise<Source> {
  const { beginning, done } = await readFirstLine(chunks);
  const delimiter = options.delimiter ?? delimiterOf(beginning);
  const splitter = new RecordSplitter({ delimiter: delimiter.charCodeAt(0), limit: IMPORT_LIMITS.line });
  let records: readonly RawRecord[] = splitter.push(beginning);
  let ended = done;
  while (records.length === 0) {
    if (ended) records = splitter.end();
    if (ended) break;
    const chunk = await chunks.next();
    if (chunk.done === true) ended = true;
    else records = splitter.push(chunk.value);
  }
  const columns = headerOf(records[0], delimiter);
  const first = records.slice(1);
  async function* rows(): AsyncGenerator<readonly SourceRow[]> {
    const read = (record: RawRecord): SourceRow => rowOf(record, columns, delimiter);
    yield first.map(read);
    while (!ended) {
      const chunk = await chunks.next();
      if (chunk.done === true) break;
      yield splitter.push(chunk.value).map(read);
    }
    yield splitter.end().map(read);
  }
  return { format: "csv", delimiter, columns, rows: rows() };
}

/** The fields of one record that the splitter has found to be well formed. */
export function fieldsOf(record: string, delimiter: string): readonly string[] {
  if (!record.includes('"')) return record.split(delimiter);
  const fields: string[] = [];
  for (let at = 0; at <= record.length; at++) {
    if (record[at] === '"') {
      let close = record.indexOf('"', at + 1);
      while (record[close + 1] === '"') close = record.indexOf('"', close + 2);
      fields.push(record.slice(at + 1, close).replaceAll('""', '"'));
      at = close + 1;
    } else {
      const next = record.indexOf(delimiter, at);
      const end = next === -1 ? record.length : next;
      fields.push(record.slice(at, end));
      at = end;
    }
  }
  return fields;
}

async function readFirstLine(chunks: AsyncIterator<Uint8Array>): Promise<{ beginning: Buffer; done: boolean }> {
  let beginning: Buffer = Buffer.alloc(0);
  while (beginning.length <= IMPORT_LIMITS.line) {
    const chunk = await chunks.next();
    if (chunk.done === true) return { beginning, done: true };
    beginning = Buffer.concat([beginning, chunk.value]);
    if (beginning.includes(10) || beginning.includes(13)) break;
  }
  return { beginning, done: false };
}

function delimiterOf(beginning: Buffer): Delimiter {
  const line = /^[^\r\n]*/.exec(beginning.toString("utf8"))?.[0].replace(/"(?:[^"]|"")*("|$)/g, "") ?? "";
  const counts = DELIMITERS.map((delimiter) => line.split(delimiter).length - 1);
  const most = Math.max(...counts);
  const found = DELIMITERS.filter((_, index) => counts[index] === most);
  if (most > 0 && found.length > 1) {
    throw headerError(
      `one delimiter: comma, semicolon or tab`,
      `as many of ${found.map((one) => shown(one)).join(" as of ")}; say which it is`,
    );
  }
  return most === 0 ? "," : (found[0] as Delimiter);
}

function headerOf(record: RawRecord | undefined, delimiter: string): readonly string[] {
  if (record === undefined) throw headerError("a header line with the names of the columns", "an empty file");
  if (record.problem !== null) throw headerError("a header line that can be read", PROBLEMS[record.problem].got);
  const text = record.bytes.toString("utf8");
  if (text.includes("�") && !isUtf8(record.bytes))
    throw headerError("UTF-8", "a header in another encoding; save the file as UTF-8");
  if (text.includes("\0"))
    throw headerError("text", "a header with NUL bytes (UTF-16, or no text file); save the file as CSV in UTF-8");
  const columns = fieldsOf(text, delimiter).map((name) => name.trim());
  if (columns.length > IMPORT_LIMITS.columns)
    throw headerError(`at most ${IMPORT_LIMITS.columns} columns`, String(columns.length));
  const empty = columns.flatMap((name, index) => (name === "" ? [index + 1] : []));
  if (empty.length > 0) throw headerError("a name for every column", `none for column ${empty.join(", ")}`);
  const twice = columns.filter((name, index) => columns.indexOf(name) !== index);
  if (twice.length > 0)
    throw headerError("every column once", `${[...new Set(twice)].map(shown).join(", ")} more than once`);
  return columns;
}

const headerError = (expected: string, got: string): InputError =>
  new InputError("FILE_INVALID", `line 1: expected ${expected}, got ${got}`);

const PROBLEMS: Readonly<
  Record<NonNullable<RawRecord["problem"]>, { readonly expected: string; readonly got: string }>
> = {
  LINE_TOO_LONG: { expected: `at most ${IMPORT_LIMITS.line} bytes`, got: "more; only the beginning is kept" },
  QUOTE_UNCLOSED: { expected: `a closing quote within ${IMPORT_LIMITS.line} bytes`, got: "none" },
  QUOTE_MISPLACED: { expected: "quotes around a whole field, and doubled inside", got: "a quote elsewhere" },
};

function rowOf(record: RawRecord, columns: readonly string[], delimiter: string): SourceRow {
  const { line, bytes } = record;
  const text = bytes.toString("utf8");
  if (record.problem !== null) {
    const { expected, got } = PROBLEMS[record.problem];
    const column = record.problem === "LINE_TOO_LONG" ? null : (columns[openQuoteField(text, delimiter)] ?? null);
    return {
      line,
      raw: storable(text),
      problems: [{ column, code: record.problem, reason: `expected ${expected}, got ${got}` }],
    };
  }
  const cells = record.quoted ? fieldsOf(text, delimiter) : text.split(delimiter);
  const problems: Problem[] = [];
  if (cells.length !== columns.length) problems.push(fieldCount(cells.length, columns.length));
  if (text.length > IMPORT_LIMITS.field || text.includes("\0") || text.includes("�")) {
    const valid = isUtf8(bytes);
    for (const [index, cell] of cells.entries()) {
      const column = columns[index] ?? null;
      if (cell.length > IMPORT_LIMITS.field)
        problems.push(
          problem(column, "FIELD_TOO_LONG", `at most ${IMPORT_LIMITS.field} characters`, String(cell.length)),
        );
      if (cell.includes("\0")) problems.push(unreadable(column, "TEXT_INVALID", "text", "a NUL byte"));
      if (!valid && cell.includes("�"))
        problems.push(unreadable(column, "ENCODING_INVALID", "UTF-8", "bytes of another encoding"));
    }
  }
  return problems.length > 0 ? { line, raw: storable(text), problems } : { line, raw: text, columns, cells };
}

const unreadable = (column: string | null, code: ProblemCode, expected: string, got: string): Problem => ({
  column,
  code,
  reason: `expected ${expected}, got ${got}`,
});

function fieldCount(got: number, expected: number): Problem {
  return { column: null, code: "FIELD_COUNT", reason: `expected ${expected} fields, as in the header, got ${got}` };
}

/** Index of the first field whose quotes are wrong, in a line that the splitter refused. */
function openQuoteField(line: string, delimiter: string): number {
  let field = 0;
  for (let at = 0; at < line.length; field++) {
    if (line[at] === '"') {
      const rest = /^"(?:[^"]|"")*"/.exec(line.slice(at));
      if (rest === null || ![delimiter, undefined].includes(line[at + rest[0].length])) return field;
      at += rest[0].length + 1;
    } else {
      const next = line.indexOf(delimiter, at);
      const end = next === -1 ? line.length : next;
      if (line.slice(at, end).includes('"')) return field;
      at = end + 1;
    }
  }
  return field;
}
