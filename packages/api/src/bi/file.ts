import { setImmediate as nextRound } from "node:timers/promises";
import { stringify } from "csv-stringify/sync";
import { arrowOf } from "./arrow.ts";
import type { Cell, MetricsTable } from "./rows.ts";

export const FILE_TYPES = {
  csv: "text/csv; charset=utf-8",
  ndjson: "application/x-ndjson",
  arrow: "application/vnd.apache.arrow.file",
} as const;
export type FileFormat = keyof typeof FILE_TYPES;
export const FILE_FORMATS = Object.keys(FILE_TYPES) as readonly FileFormat[];

/** The table as a file. CSV: a header, commas, dots, `\n`; empty is null. NDJSON: an object a line, every column in each. */
export async function fileOf(table: MetricsTable, format: FileFormat): Promise<Uint8Array> {
  if (format === "arrow") return arrowOf(table);
  const { columns, rows } = table;
  const textOf = format === "csv" ? csvOf : (some: Rows): string => ndjsonOf(columns, some);
  const pieces = format === "csv" ? [Buffer.from(csvOf([columns]))] : [];
  for (let at = 0; at < rows.length; at += PIECE) {
    pieces.push(Buffer.from(textOf(rows.slice(at, at + PIECE))));
    await nextRound();
  }
  return Buffer.concat(pieces);
}

type Rows = MetricsTable["rows"];

/** Rows that are written in one go; then others have their turn. */
const PIECE = 2_000;

const csvOf = (rows: Rows): string => stringify(rows.map((row) => row.map(harmless)));

const ndjsonOf = (columns: readonly string[], rows: Rows): string =>
  rows.map((row) => `${JSON.stringify(Object.fromEntries(columns.map((name, at) => [name, row[at]])))}\n`).join("");

/** A text that a spreadsheet would run as a formula gets an apostrophe before it; numbers stay numbers. */
function harmless(cell: Cell): Cell {
  return typeof cell === "string" && /^[=+\-@\t\r\n]/.test(cell) ? `'${cell}` : cell;
}
