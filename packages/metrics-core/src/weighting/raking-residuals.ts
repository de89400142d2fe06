import { MetricsError } from "../error.ts";
import { type CellMargin, collapseToCells } from "./margin-cells.ts";
import { requireRows } from "./require-weights.ts";
import type { WeightingMargin } from "./targets.ts";

/** How weights were raked. */
export interface RakedDesign {
  readonly margins: readonly WeightingMargin[];
  /** The weights raking started from. Default 1 for every row. */
  readonly startWeights?: ArrayLike<number>;
}

const MAX_SWEEPS = 10_000;

/**
 * What margins do not explain: residuals of a least-squares fit of one effect per margin category, weighted by the start
 * weights. A raked estimate varies only through them, because the margins themselves are fixed by the targets.
 *
 * Solved by fitting the margins in turn until nothing moves, on cells, like raking itself.
 *
 * @throws MetricsError `ARGUMENT_INVALID` when margins say so nearly the same that the fit does not settle; for the rest as
 * `rake`
 * @see Deville & Särndal 1992, JASA 87(418), 376-382 (equation 3.4); R survey, calibrate(calfun = "raking")
 */
export function rakingResiduals(
  where: string,
  { margins, startWeights }: RakedDesign,
  values: Float64Array,
): Float64Array {
  const cells = collapseToCells(where, margins, startWeights, "refuse");
  requireRows(where, "the raking", cells.cellOf.length, values.length);
  const sums = new Float64Array(cells.rows.length);
  cells.cellOf.forEach((cell, row) => (sums[cell] = sums[cell]! + cells.start[row]! * values[row]!));
  const means = sums.map((sum, cell) => (cells.startWeight[cell] === 0 ? 0 : sum / cells.startWeight[cell]!));
  const size = means.reduce((max, mean) => Math.max(max, Math.abs(mean)), 0);

  const residuals = means.slice();
  for (let sweep = 0; sweep < MAX_SWEEPS; sweep++) {
    let moved = 0;
    for (const margin of cells.margins) moved = Math.max(moved, removeMeans(residuals, cells.startWeight, margin));
    if (moved <= 1e-14 * size) return values.map((value, row) => value - explained(cells.cellOf[row]!));
  }
  throw new MetricsError(
    "ARGUMENT_INVALID",
    `${where}: expected margins that are not nearly the same, got a fit that does not settle`,
    {
      margins: margins.map(({ name }) => name),
    },
  );

  function explained(cell: number): number {
    return means[cell]! - residuals[cell]!;
  }
}

/** Takes the mean of each category out, and says how large the largest was. */
function removeMeans(residuals: Float64Array, startWeight: Float64Array, { labels, categoryOf }: CellMargin): number {
  const sums = new Float64Array(labels.length);
  const weights = new Float64Array(labels.length);
  categoryOf.forEach((category, cell) => {
    sums[category] = sums[category]! + startWeight[cell]! * residuals[cell]!;
    weights[category] = weights[category]! + startWeight[cell]!;
  });
  const means = sums.map((sum, category) => (weights[category] === 0 ? 0 : sum / weights[category]!));
  categoryOf.forEach((category, cell) => (residuals[cell] = residuals[cell]! - means[category]!));
  return means.reduce((max, mean) => Math.max(max, Math.abs(mean)), 0);
}
