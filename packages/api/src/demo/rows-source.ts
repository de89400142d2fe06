import type { Source, SourceRow } from "../ingest/source.ts";
import type { DemoRow } from "./demo-programme.ts";

const CHUNK = 500;

/** Generated rows as a source for `importRows`. */
export function rowsSource(columns: readonly string[], rows: Iterable<DemoRow>): Source {
  async function* chunks(): AsyncGenerator<readonly SourceRow[]> {
    let chunk: SourceRow[] = [];
    let line = 0;
    for (const row of rows) {
      const cells = columns.map((column) => String(row[column] ?? ""));
      chunk.push({ line: ++line, raw: cells.join(","), columns, cells });
      if (chunk.length < CHUNK) continue;
      yield chunk;
      chunk = [];
    }
    if (chunk.length > 0) yield chunk;
  }
  return { format: "rows", delimiter: null, columns, rows: chunks() };
}
