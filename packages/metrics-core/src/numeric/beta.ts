import { betaLogRatioQuantile } from "./beta-quantile.ts";
import { betaTails } from "./beta-tails.ts";
import { differenceOfProducts } from "./difference-of-products.ts";
import { requireDigits, requireNumber, requirePositive, requireProbability } from "./distribution-argument.ts";
import type { Tails } from "./gamma-tails.ts";

/**
 * Beta distribution function: P(X ≤ x), the regularized incomplete beta function I_x(a, b).
 *
 * Unit: probability, 0–1. x at or below 0 gives 0, from 1 on 1. Relative error below 1e-12 for shapes from 1e-3 to 1e12, in
 * both tails down to 1e-300.
 *
 * @throws MetricsError `ARGUMENT_INVALID` when x is NaN, or a shape not positive and finite, or arguments so extreme that no digit is left
 * @see NIST DLMF 8.17.2
 * @example
 * betaCdf(0.5, 2, 2) // => 0.5
 */
export function betaCdf(x: number, a: number, b: number): number {
  return tails("betaCdf", x, a, b).lower;
}

/**
 * Upper tail of the beta distribution: P(X > x).
 *
 * Unit, accuracy and errors as {@link betaCdf}; x at or below 0 gives 1, from 1 on 0.
 *
 * @throws MetricsError `ARGUMENT_INVALID` when x is NaN, or a shape not positive and finite, or arguments so extreme that no digit is left
 * @example
 * betaSurvival(0.5, 1, 3) // => 0.125
 */
export function betaSurvival(x: number, a: number, b: number): number {
  return tails("betaSurvival", x, a, b).upper;
}

/**
 * Beta quantile: the x with P(X ≤ x) = p. Clopper-Pearson limits are beta quantiles.
 *
 * 0 gives 0 and 1 gives 1; so does a quantile below the smallest number, or nearer to 1 than numbers come.
 *
 * @throws MetricsError `ARGUMENT_INVALID` unless p is in [0, 1] and both shapes positive and finite
 * @example
 * betaQuantile(0.975, 8, 3) // => 0.9332604888222654
 */
export function betaQuantile(p: number, a: number, b: number): number {
  requireProbability("betaQuantile", "p", p);
  requirePositive("betaQuantile", "a", a);
  requirePositive("betaQuantile", "b", b);
  if (p === 0 || p === 1) return p;
  return requireDigits("betaQuantile", betaQuantileAt(a, b, { lower: p, upper: 1 - p }));
}

/** The same for two tails above 0, so that a small upper one keeps its digits. */
export function betaQuantileAt(a: number, b: number, target: Tails): number {
  const odds = (a / b) * Math.exp(betaLogRatioQuantile(a, b, target));
  return odds < 1 ? odds / (1 + odds) : 1 / (1 + 1 / odds);
}

function tails(where: string, x: number, a: number, b: number): Tails {
  requireNumber(where, "x", x);
  requirePositive(where, "a", a);
  requirePositive(where, "b", b);
  if (x <= 0) return { lower: 0, upper: 1 };
  if (x >= 1) return { lower: 1, upper: 0 };
  const y = 1 - x;
  const rest = 1 - y - x; // what y lost in rounding, exactly
  return requireDigits(where, betaTails(a, b, x, y, differenceOfProducts(a, y, b, x) + a * rest));
}
