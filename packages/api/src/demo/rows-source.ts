import type { Source, SourceRow } from "../ingest/source.ts";
import type { DemoRow } from "./demo-programme.ts";

const CHUNK = 500;

/** Rows in memory as a source for `importRows`. */
export function rowsSource(columns: readonly string[], rows: readonly DemoRow[]): Source {
  const sourceRow = (row: DemoRow, line: number): SourceRow => {
    const cells = columns.map((column) => String(row[column] ?? ""));
    return { line, raw: cells.join(","), columns, cells };
  };
  async function* chunks(): AsyncGenerator<readonly SourceRow[]> {
    for (let from = 0; from < rows.length; from += CHUNK) {
      yield rows.slice(from, from + CHUNK).map((row, at) => sourceRow(row, from + at + 1));
    }
  }
  return { format: "rows", delimiter: null, columns, rows: chunks() };
}
