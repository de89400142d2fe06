import { chebyshevSum } from "./chebyshev.ts";
import { requirePositive } from "./distribution-argument.ts";
import { log1pMinus } from "./log1p-minus.ts";

const HALF_LOG_TWO_PI = 0.9189385332046728;

/**
 * Natural logarithm of the gamma function, ln Γ(x), for x > 0. Relative error below 1e-14, also beside its zeros 1 and 2.
 *
 * @throws MetricsError `ARGUMENT_INVALID` unless x is positive and finite
 * @example
 * logGamma(1) // => 0
 */
export function logGamma(x: number): number {
  requirePositive("logGamma", "x", x);
  if (x < 1) return logGamma1p(x) - Math.log(x);
  if (x < 2) return logGamma1p(x - 1);
  if (x < 3) return Math.log1p(x - 2) + logGamma1p(x - 2);
  return (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI + stirlingError(x);
}

/**
 * Natural logarithm of the beta function, ln B(a, b) = ln Γ(a) + ln Γ(b) − ln Γ(a + b), without the cancellation of
 * these three for large arguments.
 *
 * @throws MetricsError `ARGUMENT_INVALID` unless a and b are positive and finite
 * @example
 * logBeta(1, 4) // => -1.3862943611198906
 */
export function logBeta(a: number, b: number): number {
  requirePositive("logBeta", "a", a);
  requirePositive("logBeta", "b", b);
  const small = Math.min(a, b);
  const large = Math.max(a, b);
  if (small < 1) return logGamma1p(small) - Math.log(small) - logGammaRatio(large, small);
  return (
    stirlingError(a) +
    stirlingError(b) -
    stirlingError(a + b) +
    HALF_LOG_TWO_PI -
    0.5 * Math.log(large) -
    (small - 0.5) * Math.log1p(large / small) -
    large * Math.log1p(small / large)
  );
}

/** ln Γ(1 + a) for 0 ≤ a ≤ 1, exact to the last digits also beside its zeros 0 and 1. */
export function logGamma1p(a: number): number {
  return 0 - a * (1 - a) * chebyshevSum(LOG_GAMMA_1P, 2 * a - 1);
}

/** ln Γ(x + a) − ln Γ(x) for x > 0 and 0 < a < 1, with an error that is small against a. */
export function logGammaRatio(x: number, a: number): number {
  if (x < 1) return logGammaRatio(x + 1, a) - Math.log1p(a / x);
  const u = a / x;
  return x * log1pMinus(u) - 0.5 * Math.log1p(u) + a * Math.log(x + a) + stirlingError(x + a) - stirlingError(x);
}

/**
 * What Stirling's formula leaves out: ln Γ(a + 1) − [(a + ½) ln a − a + ½ ln 2π], a > 0.
 *
 * @see Loader 2000, Fast and accurate computation of binomial probabilities (its use in densities)
 */
export function stirlingError(a: number): number {
  if (a < 1) return logGamma1p(a) - (a + 0.5) * Math.log(a) + a - HALF_LOG_TWO_PI;
  return chebyshevSum(STIRLING, 4 / (a + 1) - 1) / a;
}

/** Chebyshev series of a · stirlingError(a) in 4/(a + 1) − 1, all a ≥ 1. Made by test/reference/distributions/coefficients.py. */
const STIRLING: readonly number[] = [
  0.08263065917688443, -0.0010419052384592824, -0.00041791509124401586, -9.19164379862292e-5, -1.5065182083999292e-5,
  -2.0727472828241235e-6, -2.732935380712334e-7, -3.806478471209917e-8, -5.432738845798718e-9, -7.636835949787315e-10,
  -1.1049505314725702e-10, -1.6439445453404263e-11, -2.3976748969157672e-12, -3.5858609374391485e-13,
  -5.5191585307325726e-14, -8.158670824664962e-15, -1.2605432887323305e-15, -1.9980430602892427e-16,
  -2.897179685526915e-17,
];

/** Chebyshev series of ln Γ(1 + a) / (a (a − 1)) in 2a − 1, a in [0, 1]. Made by the same script. */
const LOG_GAMMA_1P: readonly number[] = [
  0.49141539302938714, -0.07611416167043585, 0.008432324965932778, -0.001079493726328608, 0.00014900748003692963,
  -2.1512399888556784e-5, 3.1979329860862186e-6, -4.851693012139927e-7, 7.47148782116316e-8, -1.1638296700170518e-8,
  1.829400437118668e-9, -2.8969180607129607e-10, 4.61570140620909e-11, -7.392810230497983e-12, 1.1894280008333085e-12,
  -1.9212068676522805e-13, 3.113975526387164e-14, -5.0628432984486114e-15, 8.254150281631144e-16,
  -1.3490578987574844e-16, 2.209876116782623e-17,
];
