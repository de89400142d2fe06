import { MISSING } from "./category-column.ts";
import { type Kish, kishOf } from "./kish.ts";
import type { MarginCells, MissingPolicy } from "./margin-cells.ts";
import { totalOr } from "./require-weights.ts";

/** Rows with the same combination of categories: they get the same factor. */
export interface WeightedCell {
  /** One category per margin, in the order of the margins. */
  readonly categories: readonly string[];
  readonly n: number;
  readonly startWeight: number;
  /** Weight / start weight. */
  readonly factor: number;
  readonly weight: number;
}

/** Weights made from one factor per cell. */
export interface WeightedRows {
  /** One weight a row, in row order; 0 for rows left out. */
  readonly weights: Float64Array;
  readonly cells: readonly WeightedCell[];
  /** Rows without a value in some margin: left out or kept as they were, never fitted. */
  readonly missingRows: number;
  /** Of the rows taking part. */
  readonly kish: Kish;
}

/** The total of the new weights, and what turns start weights into weights of that total. */
export function scaleToTotal(
  where: string,
  cells: MarginCells,
  missing: MissingPolicy,
  total: number | undefined,
): { readonly total: number; readonly scale: number } {
  const fitted = cells.startWeight.reduce((sum, weight) => sum + weight, 0);
  const startSum = missing === "keep-weight" ? fitted + cells.missingWeight : fitted;
  const wanted = totalOr(where, total, startSum);
  return { total: wanted, scale: wanted / startSum };
}

/** Turns factors of cells into weights of rows; `scale` is what rows that keep their weight are multiplied by. */
export function weightRows(
  cells: MarginCells,
  factors: Float64Array,
  missing: MissingPolicy,
  scale: number,
): WeightedRows {
  const { cellOf, start, missingRows } = cells;
  const missingFactor = missing === "keep-weight" ? scale : 0;
  const weights = new Float64Array(cellOf.length);
  for (let row = 0; row < weights.length; row++) {
    const cell = cellOf[row]!;
    weights[row] = start[row]! * (cell === MISSING ? missingFactor : factors[cell]!);
  }
  const leftOut = missing === "leave-out" && missingRows > 0;
  return {
    weights,
    cells: describeCells(cells, factors),
    missingRows,
    kish: kishOf(leftOut ? weights.filter((_, row) => cellOf[row] !== MISSING) : weights),
  };
}

function describeCells({ margins, rows, startWeight }: MarginCells, factors: Float64Array): WeightedCell[] {
  return Array.from(factors, (factor, cell) => ({
    categories: margins.map(({ labels, categoryOf }) => labels[categoryOf[cell]!]!),
    n: rows[cell]!,
    startWeight: startWeight[cell]!,
    factor,
    weight: startWeight[cell]! * factor,
  }));
}
