import type { Tails } from "./gamma-tails.ts";
import { logBeta, logGamma1p, logGammaRatio, stirlingError } from "./log-gamma.ts";
import { deviance } from "./log1p-minus.ts";
import { TAIL_INTEGRAL_FROM, tailIntegral } from "./tail-integral.ts";

/**
 * Regularized incomplete beta functions I_x(a, b) and I_y(b, a): the tails of the beta distribution, for 0 < x, y < 1.
 *
 * `excess` is a·y − b·x, positive below the mean. It comes from the caller, who knows it better than x and y tell: near
 * the mean of large shapes all digits of the answer depend on it.
 *
 * A shape below 1 has a power series near its end that gives both tails; otherwise the tail on the near side of the mean
 * comes from a continued fraction, or from quadrature when both shapes are at least 200.
 *
 * @see DiDonato & Morris 1992, ACM TOMS 18(3), algorithm 708 (the fraction); NIST DLMF 8.17
 */
export function betaTails(a: number, b: number, x: number, y: number, excess: number): Tails {
  if (a < 1 && x <= 0.5 && b * x <= 1.5) return smallShapeTails(a, b, x);
  if (b < 1 && y <= 0.5 && a * y <= 1.5) return mirror(smallShapeTails(b, a, y));
  return excess >= 0 ? tailsBelowMean(a, b, x, y, excess) : mirror(tailsBelowMean(b, a, y, x, -excess));
}

function tailsBelowMean(a: number, b: number, x: number, y: number, excess: number): Tails {
  const density = betaDensity(a, b, x, y, excess);
  if (density === 0) return { lower: 0, upper: 1 };
  const quadrature = a >= TAIL_INTEGRAL_FROM && b >= TAIL_INTEGRAL_FROM;
  const lower = density * (quadrature ? lowerIntegral(a, b, x, y, excess) : lowerFraction(a, b, x, y, excess));
  return { lower, upper: 1 - lower };
}

function mirror({ lower, upper }: Tails): Tails {
  return { lower: upper, upper: lower };
}

/** x^a y^b / B(a, b): the density of ln(X / (1 − X)) at ln(x / y). */
export function betaDensity(a: number, b: number, x: number, y: number, excess: number): number {
  const n = a + b;
  const distance = deviance(a, -excess / a, x * (n / a)) + deviance(b, excess / b, y * (n / b));
  const correction = stirlingError(n) - stirlingError(a) - stirlingError(b);
  return Math.sqrt(((a / n) * b) / (2 * Math.PI)) * Math.exp(correction - distance);
}

/** ln(a B(a, b)); for a < 1 with an error that is small against a. */
export function logScaledBeta(a: number, b: number): number {
  return a < 1 ? logGamma1p(a) - logGammaRatio(b, a) : Math.log(a) + logBeta(a, b);
}

/** Whether the odds x/y are so near to 0 or Infinity that they may have left the range of numbers. */
export function isFarOut(a: number, b: number, odds: number): boolean {
  return odds * (1 + b) < 1e-250 || odds > 1e250 * (1 + a);
}

/** The tails where {@link isFarOut} holds: the leading term is all of them, x^a / (a B(a, b)) or its mirror. */
export function betaTailsFarOut(a: number, b: number, logOdds: number): Tails {
  if (logOdds > 0) return mirror(betaTailsFarOut(b, a, -logOdds));
  const logLower = a * logOdds - logScaledBeta(a, b);
  return { lower: Math.exp(logLower), upper: -Math.expm1(logLower) };
}

/** Both tails for a < 1: I = e^w (1 + v), w = ln(x^a / (a B(a, b))), v = Σ a (1 − b)(2 − b)…(n − b) xⁿ / (n! (a + n)). */
function smallShapeTails(a: number, b: number, x: number): Tails {
  const w = a * Math.log(x) - logScaledBeta(a, b);
  let power = 1;
  let sum = 0;
  for (let n = 1, term = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
    power *= ((n - b) / n) * x;
    term = power / (a + n);
    sum += term;
  }
  const v = a * sum;
  const factor = Math.exp(w);
  return { lower: factor * (1 + v), upper: Math.max(0, -Math.expm1(w) - factor * v) };
}

/** I_x(a, b) / betaDensity by the even part of the continued fraction, by the method of Lentz. */
function lowerFraction(a: number, b: number, x: number, y: number, excess: number): number {
  let c = (a / (a + 1)) * (excess + 1);
  let d = 0;
  let result = 1 / c;
  for (let n = 1, change = 0; Math.abs(change - 1) > 3e-16; n++) {
    const k = a + 2 * n;
    const growth = (n * (b - n) * x) / (k - 1);
    const numerator = ((a + n - 1) / (k - 1)) * (a + b + n - 1) * x * growth;
    const denominator = n + growth + ((a + n) / (k + 1)) * (excess + 1 + n * (1 + y));
    d = 1 / (denominator + numerator * d);
    c = denominator + numerator / c;
    change = c * d;
    result /= change;
  }
  return result;
}

function lowerIntegral(a: number, b: number, x: number, y: number, excess: number): number {
  return tailIntegral((excess - y + x) / (x * y), a - 1, x, b - 1, y, x) / (x * y);
}
