import { stringify } from "csv-stringify/sync";
import type { Cell, MetricsTable } from "./rows.ts";

export const FILE_TYPES = { csv: "text/csv; charset=utf-8", ndjson: "application/x-ndjson" } as const;
export type FileFormat = keyof typeof FILE_TYPES;

/** The table as a file. CSV: a header, commas, dots, `\n`; empty is null. NDJSON: an object a line, every column in each. */
export function fileOf({ columns, rows }: MetricsTable, format: FileFormat): string {
  if (format === "csv") return stringify([columns, ...rows].map((row) => row.map(harmless)));
  return rows
    .map((row) => `${JSON.stringify(Object.fromEntries(columns.map((name, at) => [name, row[at]])))}\n`)
    .join("");
}

/** A text that a spreadsheet would run as a formula gets an apostrophe before it; numbers stay numbers. */
function harmless(cell: Cell): Cell {
  return typeof cell === "string" && /^[=+\-@\t\r\n]/.test(cell) ? `'${cell}` : cell;
}
