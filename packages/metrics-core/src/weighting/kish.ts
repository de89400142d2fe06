import { MetricsError } from "../error.ts";
import { requireWeights } from "./require-weights.ts";

/** What unequal weights look like and what they cost. `null` where there is nothing to divide by. */
export interface Kish {
  /** Rows, those of weight 0 included. */
  readonly n: number;
  readonly sum: number;
  readonly sumOfSquares: number;
  readonly min: number | null;
  readonly max: number | null;
  readonly mean: number | null;
  /** n_eff = (Σw)² / Σw²: the equally weighted rows that would be as precise. */
  readonly effectiveBase: number | null;
  /** n / n_eff = 1 + cv²: by how much unequal weights multiply a variance. */
  readonly designEffect: number | null;
  /** Squared coefficient of variation of the weights, population form. */
  readonly cv2: number | null;
}

/**
 * Kish's effective base and design effect of a set of weights.
 *
 * Unit: rows (effective base), a ratio of variances (design effect). It is only the cost of *unequal weights*; a metric
 * has its own ratio of variances (`linearisedMean`). Rows of weight 0 count in `n`, as in R. No rows, or only rows of
 * weight 0, have no effective base: `null`. One row with all the weight has an effective base of 1.
 *
 * @throws MetricsError `WEIGHT_INVALID` for a weight that is negative, NaN or infinite, or when the largest weight lies
 * outside 1e-150 to 1e150, where squares leave the range of a double
 * @see Kish 1965, Survey Sampling, section 11.7; Kish 1992, Journal of Official Statistics 8(2), 183-200
 * @example
 * kishOf([0.5, 0.5, 1, 2]).effectiveBase // => 2.909090909090909
 */
export function kishOf(weights: ArrayLike<number>): Kish {
  requireWeights("kishOf", weights);
  const n = weights.length;
  if (n === 0) return { ...NO_WEIGHT, n, min: null, max: null, mean: null };
  let sum = 0;
  let min = Number.POSITIVE_INFINITY;
  let max = 0;
  for (let row = 0; row < n; row++) {
    const weight = weights[row]!;
    sum += weight;
    if (weight < min) min = weight;
    if (weight > max) max = weight;
  }
  if (max === 0) return { ...NO_WEIGHT, n, min, max, mean: 0 };
  if (!(max > 1e-150 && max < 1e150)) {
    throw new MetricsError("WEIGHT_INVALID", `kishOf: expected a largest weight between 1e-150 and 1e150, got ${max}`, {
      max,
    });
  }
  const mean = sum / n;
  let sumOfSquares = 0;
  let squaredDeviations = 0;
  for (let row = 0; row < n; row++) {
    const weight = weights[row]!;
    sumOfSquares += weight * weight;
    squaredDeviations += (weight - mean) * (weight - mean);
  }
  // From deviations, because n Σw² / (Σw)² - 1 loses its digits when the weights are nearly equal.
  const cv2 = squaredDeviations / n / (mean * mean);
  return {
    n,
    sum,
    sumOfSquares,
    min,
    max,
    mean,
    effectiveBase: sum * (sum / sumOfSquares),
    designEffect: 1 + cv2,
    cv2,
  };
}

const NO_WEIGHT = { sum: 0, sumOfSquares: 0, effectiveBase: null, designEffect: null, cv2: null };
