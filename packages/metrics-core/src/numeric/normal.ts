import { chebyshevSum } from "./chebyshev.ts";
import { requireNumber } from "./distribution-argument.ts";

/**
 * Standard normal distribution function: P(Z ≤ x).
 *
 * Unit: probability, 0–1. The relative error stays below 1e-13 down to the smallest normal number (x ≈ −37.5);
 * −Infinity gives 0, Infinity gives 1.
 *
 * @throws MetricsError `ARGUMENT_INVALID` when x is NaN
 * @see Schonfelder 1978, Math. Comp. 32(144) (scaled erfc as one Chebyshev series); constants are our own
 * @example
 * normalCdf(0) // => 0.5
 */
export function normalCdf(x: number): number {
  return upperTail(-requireNumber("normalCdf", "x", x));
}

/**
 * Upper tail of the standard normal distribution: P(Z > x), without the cancellation of 1 − cdf.
 *
 * Unit: probability, 0–1. Accuracy and edges as {@link normalCdf}.
 *
 * @throws MetricsError `ARGUMENT_INVALID` when x is NaN
 * @example
 * normalSurvival(0) // => 0.5
 */
export function normalSurvival(x: number): number {
  return upperTail(requireNumber("normalSurvival", "x", x));
}

/**
 * Two-sided p value of a normal test statistic: P(|Z| ≥ |z|).
 *
 * Unit: probability, 0–1.
 *
 * @throws MetricsError `ARGUMENT_INVALID` when z is NaN
 * @example
 * normalTwoSidedP(0) // => 1
 */
export function normalTwoSidedP(z: number): number {
  return 2 * upperTail(Math.abs(requireNumber("normalTwoSidedP", "z", z)));
}

function upperTail(x: number): number {
  return x < 0 ? 1 - positiveTail(-x) : positiveTail(x);
}

/** ½ erfc(x/√2) for x ≥ 0. */
function positiveTail(x: number): number {
  if (x === 0) return 0.5; // which the series misses by one unit of the last digit
  if (x > 39) return 0; // below half of the smallest subnormal number, and Infinity would end as NaN
  const u = x * Math.SQRT1_2;
  return (0.5 * chebyshevSum(SCALED_ERFC, (u - 3.75) / (u + 3.75)) * expHalfSquare(x)) / (1 + 2 * u);
}

/** exp(−x²/2). The square is taken apart, because its rounding error of 700 · 2⁻⁵³ would show in the far tail. */
function expHalfSquare(x: number): number {
  const coarse = Math.trunc(x * 16) / 16;
  return Math.exp(-0.5 * coarse * coarse) * Math.exp(-0.5 * (x - coarse) * (x + coarse));
}

/**
 * Chebyshev series of (1 + 2u) exp(u²) erfc(u) in t = (u − 3.75) / (u + 3.75), all u ≥ 0.
 * Made by test/reference/distributions/coefficients.py.
 */
const SCALED_ERFC: readonly number[] = [
  1.1775789345674017, -0.004590054580646478, -0.08424913336651792, 0.05920993999819189, -0.026658668435305753,
  0.009074997670705265, -0.002413163540417608, 0.0004907758365258086, -6.916973302501207e-5, 4.13902798607301e-6,
  7.74038306619849e-7, -2.1886401049234397e-7, 1.076499946567091e-8, 4.521959811218287e-9, -7.754400208831351e-10,
  -6.318088340886684e-11, 2.86879501093067e-11, 1.9455868545777347e-13, -9.65469674843344e-13, 3.25254814814874e-14,
  3.3478119482868056e-14, -1.864562880419313e-15, -1.2507950530688648e-15, 7.418235256624044e-17, 5.068148904796111e-17,
];
