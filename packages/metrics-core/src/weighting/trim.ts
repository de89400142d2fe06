import { MetricsError } from "../error.ts";
import { type Kish, kishOf } from "./kish.ts";
import { type MarginReport, marginReport } from "./margin-report.ts";
import { requireWeights } from "./require-weights.ts";
import type { WeightingMargin } from "./targets.ts";

/** How the weight that was cut off is given to the rows that were not trimmed: the same amount each, or in proportion. */
export type Redistribution = "equal" | "proportional";

/** What to trim. */
export interface TrimRequest {
  readonly weights: ArrayLike<number>;
  /** Largest weight allowed, in the unit of the weights. */
  readonly upper: number;
  /** Smallest weight allowed. Default 0. */
  readonly lower?: number;
  /** Default `equal`, as `trimWeights` of R survey. */
  readonly redistribute?: Redistribution;
  /** Margins the weights were raked to, or `none`. Said explicitly, because trimming breaks them. */
  readonly margins: "none" | readonly WeightingMargin[];
  /** Must be `true` to trim weights that were raked. Bounds inside `rake` keep the margins. */
  readonly breakMargins?: boolean;
}

/** Trimmed weights with the same sum. */
export interface Trimmed {
  readonly weights: Float64Array;
  /** Rows that ended at a limit. */
  readonly trimmed: number;
  /** Weight that moved from trimmed rows to others, as a share of all weight. */
  readonly movedShare: number;
  /** Times the weights were cut and redistributed; 0 when none was outside. */
  readonly rounds: number;
  /** Margins before and after; empty when there were none. */
  readonly margins: readonly MarginReport[];
  readonly before: Kish;
  readonly after: Kish;
}

const WHERE = "trimWeights";

/** Where a row is during the rounds. */
const FREE = 0;
const AT_LIMIT = 1;
const WEIGHTLESS = 2;

/**
 * Trims weights to limits and redistributes what was cut over the rows that were not trimmed, until none is outside.
 *
 * Unit: weights with the same sum as before. A row that was trimmed stays at its limit. Rows of weight 0 stay at 0 and get
 * nothing (R would give them some). After raking it breaks the margins: prefer `bounds` of `rake`, or say `breakMargins` and
 * read the margin report.
 *
 * @throws MetricsError `ARGUMENT_INVALID` for limits out of order, or raked weights without `breakMargins`; `WEIGHT_INVALID`
 * for a weight that is negative, NaN or infinite; `TARGET_UNREACHABLE` when every row is at a limit and weight is left over;
 * `NAME_UNKNOWN` for an unknown redistribution; `INPUT_MISMATCH` when lengths differ
 * @see Potter 1990, A study of procedures to identify and trim extreme sampling weights, ASA Survey Research Methods
 * @see R survey, trimWeights(strict = TRUE): the same weights with an upper limit alone; with a lower one R lets trimmed rows share in later rounds
 * @example
 * [...trimWeights({ weights: [1, 1, 1, 5], upper: 3.5, margins: "none" }).weights] // => [1.5, 1.5, 1.5, 3.5]
 */
export function trimWeights(request: TrimRequest): Trimmed {
  const { margins, upper, lower = 0, redistribute = "equal" } = request;
  requireLimits(lower, upper, redistribute);
  requireWeights(WHERE, request.weights);
  if (margins !== "none" && request.breakMargins !== true) {
    throw new MetricsError(
      "ARGUMENT_INVALID",
      `${WHERE}: expected breakMargins: true, because trimming moves raked weights off their margins, got ${request.breakMargins}`,
      { breakMargins: request.breakMargins },
    );
  }
  const before = kishOf(request.weights);
  const weights = Float64Array.from(request.weights);
  const place = Uint8Array.from(weights, (weight) => (weight === 0 ? WEIGHTLESS : FREE));
  let rounds = 0;
  while (cutAndRedistribute(weights, place, lower, upper, redistribute)) rounds++;

  let moved = 0;
  weights.forEach((weight, row) => (moved += Math.max(0, request.weights[row]! - weight)));
  return {
    weights,
    trimmed: place.reduce((count, at) => count + (at === AT_LIMIT ? 1 : 0), 0),
    movedShare: before.sum === 0 ? 0 : moved / before.sum,
    rounds,
    margins: margins === "none" ? [] : marginReport(WHERE, margins, request.weights, weights),
    before,
    after: kishOf(weights),
  };
}

/** One round. Says whether any weight was outside its limits. */
function cutAndRedistribute(
  weights: Float64Array,
  place: Uint8Array,
  lower: number,
  upper: number,
  redistribute: Redistribution,
): boolean {
  let left = 0;
  let freeRows = 0;
  let freeWeight = 0;
  let outside = false;
  for (let row = 0; row < weights.length; row++) {
    const weight = weights[row]!;
    if (place[row] !== FREE) continue;
    if (weight < lower || weight > upper) {
      const limit = weight < lower ? lower : upper;
      left += weight - limit;
      weights[row] = limit;
      place[row] = AT_LIMIT;
      outside = true;
    } else {
      freeRows++;
      freeWeight += weight;
    }
  }
  if (!outside) return false;
  if (freeRows === 0 && Math.abs(left) > 1e-12 * upper) {
    throw new MetricsError(
      "TARGET_UNREACHABLE",
      `${WHERE}: expected limits that hold the total weight, got ${left} left over with every row at ${lower} or ${upper}`,
      { lower, upper, left, reason: "OUT_OF_BOUNDS" },
    );
  }
  for (let row = 0; row < weights.length; row++) {
    const weight = weights[row]!;
    if (place[row] !== FREE) continue;
    weights[row] = redistribute === "equal" ? weight + left / freeRows : weight + left * (weight / freeWeight);
  }
  return true;
}

function requireLimits(lower: number, upper: number, redistribute: Redistribution): void {
  if (!(lower >= 0 && lower < upper && upper < Number.POSITIVE_INFINITY)) {
    throw new MetricsError(
      "ARGUMENT_INVALID",
      `${WHERE}: expected limits with 0 <= lower < upper, got ${lower} and ${upper}`,
      {
        lower,
        upper,
      },
    );
  }
  if (redistribute !== "equal" && redistribute !== "proportional") {
    throw new MetricsError(
      "NAME_UNKNOWN",
      `${WHERE}: expected redistribute to be equal or proportional, got ${String(redistribute satisfies never)}`,
      { redistribute },
    );
  }
}
