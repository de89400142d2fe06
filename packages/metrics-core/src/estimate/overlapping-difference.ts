import { MetricsError } from "../error.ts";
import type { Crosstab } from "../summary/crosstab.ts";
import { pointOf, requireScale, scaleSize } from "../summary/scale.ts";
import { weightsAsNumbers } from "../summary/weight-sums.ts";
import { requireSameMetric, waldComparison } from "./comparison.ts";
import { changeBetween, type Difference, suppressedDifference, testedChange } from "./difference.ts";
import type { Estimate } from "./estimate.ts";
import { requireLevel } from "./level.ts";
import type { Score } from "./score.ts";

/** How the people who stand in both samples answered twice: their joint scores, centred on their own means. */
export interface Overlap {
  /** People in both samples, by their number. */
  readonly n: number;
  /** Σ w² (s₁ − m₁)(s₂ − m₂) over them, in squared units of the metric. */
  readonly products: number;
}

/**
 * Joint scores of the people who stand in both samples, from the crosstab of their two answers (rows first sample, columns second).
 *
 * @throws MetricsError `SCALE_MISMATCH` when the two answers are on different scales
 * @example
 * overlapOf(crosstabOf(ONE_TO_FIVE, ONE_TO_FIVE, [[1, 2], [5, 4]]), meanScore("satisfaction")) // => { n: 2, products: 4 }
 */
export function overlapOf(pairs: Crosstab, score: Score): Overlap {
  requireScale("overlapOf", pairs.columns, pairs.rows);
  const { rows } = pairs;
  const width = scaleSize(rows);
  const { w, ww } = pairs.weights === null ? { w: pairs.n, ww: pairs.n } : weightsAsNumbers(pairs.weights);
  const scores = Array.from({ length: width }, (_, index) => score.of(pointOf(rows, index), index, rows));
  let [n, weight, sumOfFirst, sumOfSecond] = [0, 0, 0, 0];
  const cells: { first: number; second: number; squared: number }[] = [];
  for (const [cell, count] of pairs.n.entries()) {
    const [first, second] = [scores[Math.floor(cell / width)]!, scores[cell % width]!];
    if (first === null || second === null) continue;
    n += count;
    weight += w[cell]!;
    sumOfFirst += w[cell]! * first;
    sumOfSecond += w[cell]! * second;
    cells.push({ first, second, squared: ww[cell]! });
  }
  if (weight === 0) return { n, products: 0 };
  const [meanOfFirst, meanOfSecond] = [sumOfFirst / weight, sumOfSecond / weight];
  const products = cells.reduce(
    (sum, { first, second, squared }) => sum + squared * (first - meanOfFirst) * (second - meanOfSecond),
    0,
  );
  return { n, products };
}

/**
 * Difference of two estimates from samples that share some people: second minus first.
 *
 * The variance is SE₁² + SE₂² − 2 cov, and the covariance of the two estimates is the joint scores of the shared people over W₁ W₂, which
 * without weights is n₁₂ cov₁₂/(n₁ n₂). No overlap gives the Wald difference of independent samples; complete overlap the paired one,
 * with n in place of n − 1 for shares and points.
 *
 * @param overlap - from `overlapOf`; the weights in it are those of the two samples
 * @throws MetricsError `INPUT_MISMATCH` for two metrics, or an overlap larger than a sample; `ARGUMENT_INVALID` for a level outside (0, 1)
 * @see Kish 1965, Survey Sampling, section 12.4 (overlapping samples)
 * @example
 * const both = crosstabOf(ONE_TO_FIVE, ONE_TO_FIVE, [[2, 4], [3, 4], [3, 3]]);
 * const [before, after] = [satisfaction(rowTally(both)), satisfaction(columnTally(both))];
 * overlappingDifference(before, after, overlapOf(both, meanScore("satisfaction"))) // => { status: "estimated", value: 1 }
 */
export function overlappingDifference(
  first: Estimate,
  second: Estimate,
  overlap: Overlap,
  options: { readonly level?: number } = {},
): Difference {
  const { level = 0.95 } = options;
  requireLevel("overlappingDifference", level);
  if (first.status === "suppressed") return suppressedDifference(first, second, first.reason);
  if (second.status === "suppressed") return suppressedDifference(first, second, second.reason);
  requireSameMetric("overlappingDifference", first, second);
  if (overlap.n > Math.min(first.base.valid, second.base.valid)) {
    throw new MetricsError(
      "INPUT_MISMATCH",
      `overlappingDifference: expected an overlap inside both samples, got ${overlap.n} of ${first.base.valid} and ${second.base.valid}`,
      { overlap: overlap.n, first: first.base.valid, second: second.base.valid },
    );
  }
  const covariance = covarianceOf(overlap, first.base.weighted * second.base.weighted, first.evidence.kind === "mean");
  const centre = second.value - first.value;
  if (first.standardError === null || second.standardError === null) {
    return testedChange(changeBetween(first, second), "overlapping", level, waldComparison(centre, null, level));
  }
  const variance = first.standardError ** 2 + second.standardError ** 2 - 2 * covariance;
  // Complete overlap with equal changes leaves 0, or the dust of it.
  const noise = 1e-12 * (first.standardError ** 2 + second.standardError ** 2);
  const standardError = variance > noise ? Math.sqrt(variance) : 0;
  return testedChange(changeBetween(first, second), "overlapping", level, waldComparison(centre, standardError, level));
}

/** Means divide by n − 1 where shares and points divide by n. */
function covarianceOf({ n, products }: Overlap, weights: number, isMean: boolean): number {
  return n < 2 ? 0 : (products / weights) * (isMean ? n / (n - 1) : 1);
}
