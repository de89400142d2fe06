import type { Codes, RowsByCode } from "@klik/metrics-core/columns";

/**
 * Columns that a segment can have. One that is absent has its default in every row: no value (categories, attributes),
 * weight 1, missing (slots). Only `day` is always there. A segment is of one organisation and has no columns for it and its sector.
 */
export type ColumnName =
  | "day"
  | "channel"
  | "touchpoint"
  | "audience"
  | "organisation"
  | "sector"
  | "weight"
  | `slot:${number}`
  | `attribute:${string}`;

/** Rows in order: first those that came, then those that went, both by day; one run for each day. */
export interface RunColumn {
  readonly kind: "runs";
  readonly rows: number;
  /** Rows [0, came) came, the others went. */
  readonly came: number;
  /** Day of each run, in days since 1970-01-01, and the row after its last. */
  readonly days: Int32Array;
  readonly ends: Int32Array;
}

/** Categories and attributes: a code per row into values as text; ids of categories are text too. */
export interface CodeColumn {
  readonly kind: "codes";
  readonly codes: Codes;
  readonly values: readonly (string | null)[];
  /** Made of it when it is filtered on, and never stored. */
  readonly rowsByCode?: RowsByCode;
}

/** Answers to one slot, a byte per row. */
export interface ByteColumn {
  readonly kind: "bytes";
  readonly bytes: Uint8Array;
}

/** A code per row into weights of `units` × 10^−`places`. */
export interface WeightUnits {
  readonly kind: "weights";
  readonly codes: Codes;
  readonly units: readonly bigint[];
  readonly places: number;
}

export type Column = RunColumn | CodeColumn | ByteColumn | WeightUnits;

/** Up to 65,536 signed rows by column, as a segment holds them. Immutable. */
export interface Block {
  readonly runs: RunColumn;
  readonly codes: ReadonlyMap<ColumnName, CodeColumn>;
  readonly slots: ReadonlyMap<number, Uint8Array>;
  readonly weights: WeightUnits | null;
}

/** Rows a segment may have, so that a code fits two bytes. */
export const MOST_ROWS = 65_536;

/** What every row has whose segment lacks the column. */
export const NO_VALUE: CodeColumn = { kind: "codes", codes: null, values: [null] };
