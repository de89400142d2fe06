import { MetricsError } from "../error.ts";
import { type Kish, kishOf } from "./kish.ts";
import { type MarginReport, marginReport } from "./margin-report.ts";
import { requireWeights, weightsOrOnes } from "./require-weights.ts";
import type { WeightingMargin } from "./targets.ts";

/** What to report on. */
export interface WeightReportRequest {
  /** The weights that will be used. */
  readonly weights: ArrayLike<number>;
  /** The weights before. Default 1 for every row. */
  readonly startWeights?: ArrayLike<number>;
  readonly margins?: readonly WeightingMargin[];
  /** How they converged, if they were raked: the answer of `rake`. */
  readonly raked?: { readonly iterations: number; readonly maxMarginError: number };
  /** What trimming did, if they were trimmed: the answer of `trimWeights`. */
  readonly trimmed?: { readonly trimmed: number; readonly rounds: number; readonly movedShare: number };
  /** How many of the largest weights to list. Default 10. */
  readonly largest?: number;
}

/** One of the largest weights. */
export interface LargestWeight {
  readonly row: number;
  readonly weight: number;
  readonly startWeight: number;
  /** Share of all weight that this row has. */
  readonly share: number;
}

/** What weighting did, and what it costs. */
export interface WeightReport {
  readonly before: Kish;
  readonly after: Kish;
  readonly margins: readonly MarginReport[];
  /** Largest over smallest weight above 0; `null` when there is none, or it is larger than any number. */
  readonly range: number | null;
  /** Smallest and largest weight / start weight, of the rows with a start weight; `null` when there is none. */
  readonly ratios: { readonly min: number; readonly max: number } | null;
  /** Rows of weight 0: in the ledger, in no estimate. */
  readonly weightless: number;
  /** Largest first; rows of equal weight in row order. */
  readonly largest: readonly LargestWeight[];
  readonly convergence: { readonly iterations: number; readonly maxMarginError: number } | null;
  readonly trimming: { readonly trimmed: number; readonly rounds: number; readonly movedShare: number } | null;
}

const WHERE = "weightReport";

/**
 * Everything to look at before weights are used: margins, effective base and design effect before and after, range of the
 * weights, rows that dominate, how they converged and what was trimmed.
 *
 * @throws MetricsError `WEIGHT_INVALID` for a weight that is negative, NaN or infinite; `INPUT_MISMATCH` when lengths differ;
 * `ARGUMENT_INVALID` for invalid targets or a `largest` that is not a whole number of at least 0
 * @see Kish 1965, Survey Sampling, section 11.7
 * @example
 * weightReport({ weights: [0.5, 0.5, 1, 2], largest: 1 }).largest
 * // => [{ row: 3, weight: 2, startWeight: 1, share: 0.5 }]
 */
export function weightReport(request: WeightReportRequest): WeightReport {
  const { weights, margins = [], raked, trimmed, largest = 10 } = request;
  if (!(Number.isInteger(largest) && largest >= 0)) {
    throw new MetricsError("ARGUMENT_INVALID", `${WHERE}: expected a number of largest weights, got ${largest}`, {
      largest,
    });
  }
  requireWeights(WHERE, weights);
  const start = weightsOrOnes(WHERE, request.startWeights, weights.length);
  const after = kishOf(weights);
  return {
    before: kishOf(start),
    after,
    margins: marginReport(WHERE, margins, start, weights),
    ...extremes(weights, start),
    largest: largestRows(weights, largest).map((row) => ({
      row,
      weight: weights[row]!,
      startWeight: start[row]!,
      share: weights[row]! / after.sum,
    })),
    convergence: raked === undefined ? null : { iterations: raked.iterations, maxMarginError: raked.maxMarginError },
    trimming:
      trimmed === undefined
        ? null
        : { trimmed: trimmed.trimmed, rounds: trimmed.rounds, movedShare: trimmed.movedShare },
  };
}

function extremes(
  weights: ArrayLike<number>,
  start: ArrayLike<number>,
): Pick<WeightReport, "range" | "ratios" | "weightless"> {
  let least = Number.POSITIVE_INFINITY;
  let most = 0;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  let weightless = 0;
  for (let row = 0; row < weights.length; row++) {
    const weight = weights[row]!;
    if (weight === 0) weightless++;
    else {
      least = Math.min(least, weight);
      most = Math.max(most, weight);
    }
    if (start[row]! > 0) {
      min = Math.min(min, weight / start[row]!);
      max = Math.max(max, weight / start[row]!);
    }
  }
  return {
    range: most > 0 && Number.isFinite(most / least) ? most / least : null,
    ratios: max >= min && Number.isFinite(max) ? { min, max } : null,
    weightless,
  };
}

/** Rows of the largest weights above 0, found in one pass with a short sorted list. */
function largestRows(weights: ArrayLike<number>, count: number): number[] {
  const rows: number[] = [];
  for (let row = 0; row < weights.length; row++) {
    const weight = weights[row]!;
    if (weight === 0 || (rows.length === count && !(weight > weightAt(rows.length - 1)))) continue;
    let place = rows.length;
    while (place > 0 && weight > weightAt(place - 1)) place--;
    rows.splice(place, 0, row);
    if (rows.length > count) rows.pop();
  }
  return rows;

  function weightAt(place: number): number {
    return weights[rows[place]!]!;
  }
}
