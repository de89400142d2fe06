import { betaLogRatioQuantile } from "./beta-quantile.ts";
import { betaTails, betaTailsFarOut, isFarOut } from "./beta-tails.ts";
import { requireDigits, requireNumber, requirePositive, requireProbability } from "./distribution-argument.ts";
import type { Tails } from "./gamma-tails.ts";

/**
 * F distribution function: P(X ≤ x) with `df1` degrees of freedom above and `df2` below.
 *
 * Unit: probability, 0–1. x at or below 0 gives 0, Infinity gives 1. Relative error below 1e-12 for df from 1e-3 to 1e12, in
 * both tails down to 1e-300; df need not be whole.
 *
 * @throws MetricsError `ARGUMENT_INVALID` when x is NaN, or a df not positive and finite, or arguments so extreme that no digit is left
 * @see Abramowitz & Stegun 26.6.2: I(df1/2, df2/2) at odds x df1/df2
 * @example
 * fCdf(1, 4, 4) // => 0.5
 */
export function fCdf(x: number, df1: number, df2: number): number {
  return tails("fCdf", x, df1, df2).lower;
}

/**
 * Upper tail of the F distribution: P(X > x), the p value of an F test.
 *
 * Unit, accuracy and errors as {@link fCdf}; x at or below 0 gives 1, Infinity gives 0.
 *
 * @throws MetricsError `ARGUMENT_INVALID` when x is NaN, or a df not positive and finite, or arguments so extreme that no digit is left
 * @example
 * fSurvival(3, 2, 2) // => 0.25
 */
export function fSurvival(x: number, df1: number, df2: number): number {
  return tails("fSurvival", x, df1, df2).upper;
}

/**
 * F quantile: the x with P(X ≤ x) = p.
 *
 * 0 gives 0, 1 gives Infinity; so does a quantile below the smallest number or above the largest (df far below 1).
 *
 * @throws MetricsError `ARGUMENT_INVALID` unless p is in [0, 1] and both df positive and finite
 * @example
 * fQuantile(0.95, 3, 20) // => 3.098391212140779
 */
export function fQuantile(p: number, df1: number, df2: number): number {
  requireProbability("fQuantile", "p", p);
  requirePositive("fQuantile", "df1", df1);
  requirePositive("fQuantile", "df2", df2);
  if (p === 0) return 0;
  if (p === 1) return Infinity;
  return requireDigits("fQuantile", Math.exp(betaLogRatioQuantile(df1 / 2, df2 / 2, { lower: p, upper: 1 - p })));
}

function tails(where: string, x: number, df1: number, df2: number): Tails {
  requireNumber(where, "x", x);
  requirePositive(where, "df1", df1);
  requirePositive(where, "df2", df2);
  if (x <= 0) return { lower: 0, upper: 1 };
  if (x === Infinity) return { lower: 1, upper: 0 };
  const [a, b] = [df1 / 2, df2 / 2];
  const odds = x * (df1 / df2);
  if (isFarOut(a, b, odds)) return requireDigits(where, betaTailsFarOut(a, b, Math.log(x) + Math.log(df1 / df2)));
  const y = 1 / (1 + odds);
  return requireDigits(where, betaTails(a, b, odds * y, y, a * (1 - x) * y));
}
