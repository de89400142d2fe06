import type { Problem } from "./problem.ts";

/** A row as it was sent: its values by column, or why it has none. `columns` is the same array for as long as the columns stay the same. */
export type SourceRow =
  | {
      readonly line: number;
      readonly raw: string;
      readonly columns: readonly string[];
      readonly cells: readonly string[];
    }
  | { readonly line: number; readonly raw: string; readonly problems: readonly Problem[] };

/** Rows from a file or from a program, a few at a time. Empty text means that there is no value. */
export interface Source {
  readonly format: "csv" | "ndjson" | "rows";
  readonly delimiter: string | null;
  /** Known before the first row; `null` when every row brings its own. */
  readonly columns: readonly string[] | null;
  readonly rows: AsyncIterable<readonly SourceRow[]>;
}

/** What stands for a NUL. */
export const SHOWN_NUL = "␀";

/** Text that Postgres can hold; a NUL is shown as ␀, a lone surrogate as �. */
export function storable(text: string): string {
  return text.replaceAll("\0", SHOWN_NUL).replace(/\p{Surrogate}/gu, "�");
}
