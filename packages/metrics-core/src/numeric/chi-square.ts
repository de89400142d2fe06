import { requireDigits, requireNumber, requirePositive, requireProbability } from "./distribution-argument.ts";
import { gammaQuantile } from "./gamma-quantile.ts";
import { gammaTails, type Tails } from "./gamma-tails.ts";

/**
 * Chi-square distribution function: P(X ≤ x) with `df` degrees of freedom.
 *
 * Unit: probability, 0–1. x at or below 0 gives 0, Infinity gives 1. Relative error below 1e-12 for df from 1e-3 to 1e12, in
 * both tails down to 1e-300; df need not be whole.
 *
 * @throws MetricsError `ARGUMENT_INVALID` when x is NaN, or df not positive and finite, or arguments so extreme that no digit is left
 * @see NIST DLMF 8.2.4: P(df/2, x/2)
 * @example
 * chiSquareCdf(2, 2) // => 0.6321205588285578
 */
export function chiSquareCdf(x: number, df: number): number {
  return tails("chiSquareCdf", x, df).lower;
}

/**
 * Upper tail of the chi-square distribution: P(X > x), the p value of a chi-square test.
 *
 * Unit, accuracy and errors as {@link chiSquareCdf}; x at or below 0 gives 1, Infinity gives 0.
 *
 * @throws MetricsError `ARGUMENT_INVALID` when x is NaN, or df not positive and finite, or arguments so extreme that no digit is left
 * @example
 * chiSquareSurvival(2, 2) // => 0.3678794411714422
 */
export function chiSquareSurvival(x: number, df: number): number {
  return tails("chiSquareSurvival", x, df).upper;
}

/**
 * Chi-square quantile: the x with P(X ≤ x) = p.
 *
 * 0 gives 0, 1 gives Infinity; a quantile below the smallest number (tiny p with df below 2) gives 0.
 *
 * @throws MetricsError `ARGUMENT_INVALID` unless p is in [0, 1] and df positive and finite
 * @example
 * chiSquareQuantile(0.95, 1) // => 3.841458820694127
 */
export function chiSquareQuantile(p: number, df: number): number {
  requireProbability("chiSquareQuantile", "p", p);
  requirePositive("chiSquareQuantile", "df", df);
  if (p === 0) return 0;
  if (p === 1) return Infinity;
  return requireDigits("chiSquareQuantile", 2 * gammaQuantile(df / 2, { lower: p, upper: 1 - p }));
}

function tails(where: string, x: number, df: number): Tails {
  requireNumber(where, "x", x);
  requirePositive(where, "df", df);
  if (x <= 0) return { lower: 0, upper: 1 };
  if (x === Infinity) return { lower: 1, upper: 0 };
  return requireDigits(where, gammaTails(df / 2, x / 2));
}
