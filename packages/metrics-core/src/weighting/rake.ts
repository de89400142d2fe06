import { MetricsError } from "../error.ts";
import type { RatioBounds } from "./category-multiplier.ts";
import { type CellMargin, collapseToCells, type MarginCells, type MissingPolicy } from "./margin-cells.ts";
import { type Fitted, type FittingTable, fitProportionally } from "./proportional-fitting.ts";
import type { WeightingMargin } from "./targets.ts";
import { scaleToTotal, type WeightedRows, weightRows } from "./weighted-cells.ts";

/** What to rake, and how exactly. */
export interface RakeRequest {
  readonly margins: readonly WeightingMargin[];
  /** Design weights. Default 1 for every row. */
  readonly startWeights?: ArrayLike<number>;
  /** Sum of the weights. Default: the sum of the start weights of the rows taking part. */
  readonly total?: number;
  /**
   * Largest relative error of a margin category that is accepted, above 0 and below 1. Default 1e-9. Where convergence is
   * fast, sweeps go on to about 1e-14, because weights lag behind margins.
   */
  readonly tolerance?: number;
  /** Full sweeps over the margins before giving up. Default 10,000; a sweep costs a pass over the cells, not the rows. */
  readonly maxIterations?: number;
  /** Limits of weight / start weight, where start weights are first scaled to the total (so 1 means unchanged). */
  readonly bounds?: Partial<RatioBounds>;
  /** Rows without a value in some margin. Default `refuse`. */
  readonly missing?: MissingPolicy;
}

/** Raked weights and how they were reached. */
export interface Raked extends WeightedRows {
  readonly total: number;
  /** Full sweeps over the margins. */
  readonly iterations: number;
  /** Largest |weight - target| / target of any margin category. */
  readonly maxMarginError: number;
}

const WHERE = "rake";

/**
 * Raking (iterative proportional fitting): the weights closest to the start weights that meet known margins.
 *
 * Unit: weights that sum to `total`. Rows are collapsed to cells first, so the fitting itself does not depend on the number
 * of rows, and rows with the same categories get the same factor. Odds ratios of the start table are kept. With bounds,
 * ratios stay within them during the whole iteration (odds ratios change only where one is at a bound). Either way the answer
 * is the closest one in Kullback-Leibler distance: it depends neither on the order of rows or margins nor on the scale of the
 * start weights.
 *
 * Rows of weight 0 keep it. A target of 0 gives its rows the weight 0. Without a solution nothing is returned: never weights
 * that miss their margins.
 *
 * @throws MetricsError `TARGET_UNREACHABLE`, naming margin and category, with `details.reason` `NO_RESPONDENTS`,
 * `NO_START_WEIGHT`, `OUT_OF_BOUNDS` (one category alone already breaks the bounds), `NO_SOLUTION` (proved: no weights within
 * the bounds meet all margins) or `NOT_CONVERGED` (within `maxIterations`; typical when some weights would have to be 0)
 * @throws MetricsError `ARGUMENT_INVALID` for a missing value without policy, targets with a wrong sum, no margins or a margin
 * named twice, and options out of range; `INPUT_MISMATCH` for a sample category without target or lengths that differ;
 * `WEIGHT_INVALID` for a start weight that is negative, NaN or infinite; `NAME_UNKNOWN` for an unknown unit or policy
 * @see Deming & Stephan 1940, Annals of Mathematical Statistics 11(4), 427-444
 * @see Deville & Särndal 1992, JASA 87(418), 376-382 (raking as calibration; bounds)
 * @example
 * rake({ margins: [{ name: "sector", categories: ["a", "a", "a", "b"], targets: { a: 0.5, b: 0.5 } }] }).kish.effectiveBase
 * // => 3
 */
export function rake(request: RakeRequest): Raked {
  const { tolerance = 1e-9, maxIterations = 10_000, missing = "refuse" } = request;
  requireOptions(tolerance, maxIterations);
  const bounds = boundsOf(request.bounds);
  const cells = collapseToCells(WHERE, request.margins, request.startWeights, missing);
  const { total, scale } = scaleToTotal(WHERE, cells, missing, request.total);

  const { table, kept } = fittingTable(cells, scale, bounds);
  requireReachable(cells.margins, table);
  const fitted = fitProportionally(table, tolerance, maxIterations);
  if (fitted.outcome !== "converged") throw notFitted(cells.margins, fitted, tolerance);

  const factors = new Float64Array(cells.rows.length);
  kept.forEach((cell, i) => (factors[cell] = scale * fitted.ratios[i]!));
  return {
    ...weightRows(cells, factors, missing, scale),
    total,
    iterations: fitted.sweeps,
    maxMarginError: fitted.maxMarginError,
  };
}

function requireOptions(tolerance: number, maxIterations: number): void {
  if (!(tolerance > 0 && tolerance < 1)) {
    throw new MetricsError("ARGUMENT_INVALID", `${WHERE}: expected a tolerance between 0 and 1, got ${tolerance}`, {
      tolerance,
    });
  }
  if (!(Number.isInteger(maxIterations) && maxIterations >= 1)) {
    throw new MetricsError("ARGUMENT_INVALID", `${WHERE}: expected at least 1 iteration, got ${maxIterations}`, {
      maxIterations,
    });
  }
}

function boundsOf({ lower = 0, upper = Number.POSITIVE_INFINITY }: Partial<RatioBounds> = {}): RatioBounds {
  // The mean ratio is 1 by construction, so bounds that leave 1 out have no solution at all.
  if (!(lower >= 0 && lower <= 1 && upper >= 1)) {
    throw new MetricsError(
      "ARGUMENT_INVALID",
      `${WHERE}: expected bounds with 0 <= lower <= 1 <= upper, got ${lower} to ${upper}`,
      {
        lower,
        upper,
      },
    );
  }
  return { lower, upper };
}

/** The cells that can have weight, with start weights and targets on the scale of the answer. */
function fittingTable(
  { margins, startWeight }: MarginCells,
  scale: number,
  bounds: RatioBounds,
): { readonly table: FittingTable; readonly kept: Int32Array } {
  // A target of 0 takes its cells out of play, unless a lower bound forbids that; then they stay in, and are refused.
  const canHaveWeight = (cell: number): boolean =>
    startWeight[cell]! > 0 &&
    (bounds.lower > 0 || margins.every(({ shares, categoryOf }) => shares[categoryOf[cell]!]! > 0));
  const kept = Int32Array.from(startWeight.keys()).filter(canHaveWeight);
  const total = startWeight.reduce((sum, weight) => sum + weight, 0) * scale;
  const table = {
    start: Float64Array.from(kept, (cell) => startWeight[cell]! * scale),
    margins: margins.map(({ shares, categoryOf }) => ({
      targets: shares.map((share) => share * total),
      categoryOf: kept.map((cell) => categoryOf[cell]!),
    })),
    bounds,
  };
  return { table, kept };
}

/** Looks at each category alone: has it weight to scale, and can its cells reach the target within the bounds? */
function requireReachable(margins: readonly CellMargin[], { start, margins: fitted, bounds }: FittingTable): void {
  fitted.forEach(({ targets, categoryOf }, m) => {
    const weights = new Float64Array(targets.length);
    categoryOf.forEach((category, cell) => (weights[category] = weights[category]! + start[cell]!));
    targets.forEach((target, c) => {
      const weight = weights[c]!;
      if (weight === 0 && margins[m]!.shares[c]! > 0)
        throw unreachable("NO_START_WEIGHT", margins[m]!, c, "no start weight");
      const ratio = target / weight;
      if (ratio < bounds.lower * (1 - 1e-12) || ratio > bounds.upper * (1 + 1e-12)) {
        throw unreachable("OUT_OF_BOUNDS", margins[m]!, c, `a ratio of ${ratio} to its start weight`);
      }
    });
  });
}

function unreachable(reason: string, { name, labels }: CellMargin, code: number, got: string): MetricsError {
  const category = labels[code]!;
  return new MetricsError(
    "TARGET_UNREACHABLE",
    `${WHERE}: expected a target within reach for margin ${name}, category ${category}, got ${got}`,
    { margin: name, category, reason },
  );
}

function notFitted(margins: readonly CellMargin[], fitted: Fitted, tolerance: number): MetricsError {
  const { name, labels } = margins[fitted.worst.margin]!;
  const category = labels[fitted.worst.category]!;
  const reason = fitted.outcome === "unreachable" ? "NO_SOLUTION" : "NOT_CONVERGED";
  return new MetricsError(
    "TARGET_UNREACHABLE",
    `${WHERE}: expected every margin within a relative ${tolerance}, got ${fitted.maxMarginError} for margin ${name}, category ` +
      `${category} after ${fitted.sweeps} iterations${reason === "NO_SOLUTION" ? "; no allowed weights meet all margins" : ""}`,
    { margin: name, category, reason, maxMarginError: fitted.maxMarginError, iterations: fitted.sweeps },
  );
}
