/*
 * Responses column by column: how a store hands its rows to the kernels that count them.
 *
 * A block holds some rows. Categories are codes, small whole numbers that mean something in that block only; what a
 * code stands for is a number that the caller gives out over all blocks (`KeyColumn.parts`). Answers are bytes, as for
 * `tallyOfCodes`. Rows that correct earlier rows take them away again: their sign is -1.
 */

import type { RowsByCode } from "./rows-by-code.ts";

/** Codes of one column, one per row; `null`: every row has code 0. */
export type Codes = Uint8Array | Uint16Array | null;

/**
 * A column to group by. `parts[code]` is the number of the value, the same number in every block; below 2^26.
 *
 * Rows that come in runs of one value need no code each: `codes` is then null, and `runs` says which.
 */
export interface KeyColumn {
  readonly codes: Codes;
  readonly runs?: CodeRuns;
  readonly parts: ArrayLike<number>;
}

/** Codes of neighbouring rows: `codes[i]` is that of the rows before `ends[i]`, down to the end before it. */
export interface CodeRuns {
  readonly ends: Int32Array;
  readonly codes: ArrayLike<number>;
}

/** A column to filter on: rows count whose code has 1 in `keep`, not those with 0. */
export interface FilterColumn {
  readonly codes: Codes;
  readonly keep: Uint8Array;
  /** The same column by code: then a few rows are found without a look at all of them. */
  readonly rowsByCode?: RowsByCode;
}

/** Rows [from, until) that all count (1) or all take away (-1), with the parts of the group that they share. */
export interface RowRange {
  readonly from: number;
  readonly until: number;
  readonly sign: 1 | -1;
  readonly parts: readonly number[];
}

/** Which rows of a block count, and for which group: the parts of its range, then one part per key column. */
export interface RowBlock {
  readonly ranges: readonly RowRange[];
  readonly keys: readonly KeyColumn[];
  readonly filters: readonly FilterColumn[];
}
