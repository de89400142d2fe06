import { isUtf8 } from "node:buffer";
import { IMPORT_LIMITS } from "../limits.ts";
import { type Problem, problem, type ProblemCode } from "./problem.ts";
import { type RawRecord, RecordSplitter } from "./record-splitter.ts";
import { type Source, type SourceRow, storable } from "./source.ts";

/**
 * Reads NDJSON: one flat JSON object a line. Texts, numbers, true, false and null are values; a list of texts is the same as these texts
 * with `|` between them.
 *
 * Keys may differ from row to row. A number that a double cannot hold exactly is refused: send it as text.
 */
export function openNdjson(chunks: AsyncIterator<Uint8Array>): Source {
  const splitter = new RecordSplitter({ delimiter: null, limit: IMPORT_LIMITS.line });
  const columns = new ColumnList();
  async function* rows(): AsyncGenerator<readonly SourceRow[]> {
    for (let chunk = await chunks.next(); chunk.done !== true; chunk = await chunks.next()) {
      yield read(splitter.push(chunk.value));
    }
    yield read(splitter.end());
  }
  const read = (records: readonly RawRecord[]): readonly SourceRow[] =>
    records.flatMap((record) => {
      const row = rowOf(record, columns);
      return row === null ? [] : [row];
    });
  return { format: "ndjson", delimiter: null, columns: null, rows: rows() };
}

/** The keys of the rows so far; a new one makes a new list. */
class ColumnList {
  names: readonly string[] = [];
  readonly #index = new Map<string, number>();

  /** Forgets the keys of earlier rows when with those of this one they would be too many: no row is refused for what others hold. */
  makeRoomFor(keys: readonly string[]): void {
    const added = keys.filter((key) => !this.#index.has(key));
    if (this.names.length + added.length <= IMPORT_LIMITS.columns) return;
    this.names = [];
    this.#index.clear();
  }

  indexOf(key: string): number {
    const known = this.#index.get(key);
    if (known !== undefined) return known;
    this.#index.set(key, this.names.length);
    this.names = [...this.names, key];
    return this.names.length - 1;
  }
}

function rowOf({ line, bytes, problem: unread }: RawRecord, columns: ColumnList): SourceRow | null {
  const text = bytes.toString("utf8");
  const refuse = (column: string | null, code: ProblemCode, reason: string): SourceRow => ({
    line,
    raw: storable(text),
    problems: [{ column, code, reason }],
  });
  if (unread !== null)
    return refuse(null, unread, `expected at most ${IMPORT_LIMITS.line} bytes, got more; only the beginning is kept`);
  if (text.trim() === "") return null;
  if (text.includes("�") && !isUtf8(bytes))
    return refuse(null, "ENCODING_INVALID", "expected UTF-8, got bytes of another encoding");
  const parsed = parse(text);
  if (parsed === null) return refuse(null, "JSON_INVALID", "expected one JSON object a line, got something else");
  // Keys of an object within would be counted too; such a row is refused below.
  if (keysIn(text) !== Object.keys(parsed).length && !Object.values(parsed).some(holdsKeys)) {
    return refuse(null, "JSON_INVALID", "expected every key once, got one more than once");
  }
  const keys = Object.keys(parsed);
  if (keys.length > IMPORT_LIMITS.columns)
    return refuse(null, "COLUMN_UNKNOWN", `expected at most ${IMPORT_LIMITS.columns} columns, got ${keys.length}`);
  columns.makeRoomFor(keys);
  const cells: string[] = [];
  const problems: Problem[] = [];
  for (const [key, value] of Object.entries(parsed)) {
    if (storable(key) !== key) {
      problems.push({
        column: storable(key),
        code: "TEXT_INVALID",
        reason: "expected a key without NUL or half a character, got one",
      });
      continue;
    }
    const cell = cellOf(value);
    if (typeof cell === "string") cells[columns.indexOf(key)] = cell;
    else problems.push({ column: key, code: cell.code, reason: cell.reason });
    if (typeof cell === "string" && cell.length > IMPORT_LIMITS.field) {
      problems.push(problem(key, "FIELD_TOO_LONG", `at most ${IMPORT_LIMITS.field} characters`, String(cell.length)));
    }
  }
  problems.push(...impreciseNumbers(text, parsed));
  if (problems.length > 0) return { line, raw: storable(text), problems };
  return {
    line,
    raw: text,
    columns: columns.names,
    cells: Array.from(columns.names, (_, index) => cells[index] ?? ""),
  };
}

function parse(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

/** Keys as written, so that one that stands twice is seen: `JSON.parse` keeps the last only. */
function keysIn(json: string): number {
  let keys = 0;
  for (const match of json.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/g)) if (match[1] !== undefined) keys++;
  return keys;
}

/** Whether a value may hold keys of its own. */
const holdsKeys = (value: unknown): boolean =>
  typeof value === "object" &&
  value !== null &&
  !(Array.isArray(value) && value.every((one) => typeof one === "string"));

function cellOf(value: unknown): string | { readonly code: ProblemCode; readonly reason: string } {
  switch (typeof value) {
    case "string":
      if (/[\0\p{Surrogate}]/u.test(value))
        return { code: "TEXT_INVALID", reason: "expected text, got a NUL or half a character" };
      return value;
    case "number":
    case "boolean":
      return String(value);
    default:
      if (value === null) return "";
      if (Array.isArray(value) && value.every((one) => typeof one === "string" && !one.includes("|")))
        return cellOf(value.join("|"));
      return {
        code: "JSON_INVALID",
        reason: "expected a text, a number, true, false, null or a list of texts, got something else",
      };
  }
}

/** Numbers with more digits than a double holds lose some in `JSON.parse`, without a word. */
function impreciseNumbers(json: string, parsed: Readonly<Record<string, unknown>>): readonly Problem[] {
  if (!/[\d.]{16}|\d[eE]/.test(json)) return [];
  const numbers = [...json.replace(/"(?:[^"\\]|\\.)*"/g, '""').matchAll(/-?\d[\d.]*(?:[eE][+-]?\d+)?/g)];
  const imprecise = numbers.some(
    ([digits]) => /[eE]/.test(digits) || digits.replace(/[-.]/g, "").replace(/^0+/, "").length > 15,
  );
  if (!imprecise) return [];
  const column =
    Object.keys(parsed).find((key) => typeof parsed[key] === "number" && String(parsed[key]).length > 15) ?? null;
  return [
    {
      column,
      code: "NUMBER_IMPRECISE",
      reason: "expected a number of at most 15 digits without exponent, got another; send it as text",
    },
  ];
}
