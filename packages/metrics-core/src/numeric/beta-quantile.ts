import { betaDensity, betaTails, logScaledBeta } from "./beta-tails.ts";
import type { Tails } from "./gamma-tails.ts";
import { normalQuantile } from "./normal-quantile.ts";
import { tailQuantile } from "./tail-quantile.ts";

/**
 * Logarithm of the odds X / (1 − X) at which a beta variable has the given tails, both above 0.
 *
 * The odds rather than X, because F and t quantiles are proportional to them, and their logarithm, because with small
 * shapes they go beyond the largest and the smallest number.
 *
 * @param guess - a first guess from a caller who knows a good one
 */
export function betaLogOddsQuantile(a: number, b: number, target: Tails, guess?: number): number {
  const logLower = logTail(target.lower, target.upper);
  const logUpper = logTail(target.upper, target.lower);
  // So far out that the leading term of the tail is all of it. The first test only saves the second one.
  if (logLower < -36 * a) {
    const near = leadingLogOdds(a, b, logLower);
    if (near < -40 - Math.log1p(b)) return near;
  }
  if (logUpper < -36 * b) {
    const far = leadingLogOdds(b, a, logUpper);
    if (far < -40 - Math.log1p(a)) return -far;
  }
  const start = guess ?? (a < 1 || b < 1 ? smallShapeGuess(a, b, logLower, logUpper) : normalGuess(a, b, target));
  return tailQuantile(target, start, Math.log(a / b), (u) => {
    const odds = Math.exp(u);
    const y = 1 / (1 + odds);
    const x = odds * y;
    const excess = (a - b * odds) * y;
    return { tails: betaTails(a, b, x, y, excess), density: betaDensity(a, b, x, y, excess), tilt: excess };
  });
}

function logTail(tail: number, other: number): number {
  return tail < 0.5 ? Math.log(tail) : Math.log1p(-other);
}

/** ln x from the leading term of the lower tail, x^a / (a B(a, b)). */
function leadingLogOdds(a: number, b: number, logLower: number): number {
  return (logLower + logScaledBeta(a, b)) / a;
}

function smallShapeGuess(a: number, b: number, logLower: number, logUpper: number): number {
  const near = leadingLogOdds(a, b, logLower);
  if (near < -1 - Math.log1p(b)) return near;
  const far = leadingLogOdds(b, a, logUpper);
  return far < -1 - Math.log1p(a) ? -far : Math.log(a / b);
}

/** Abramowitz & Stegun 26.5.22: half the log odds are nearly normal. */
function normalGuess(a: number, b: number, { lower, upper }: Tails): number {
  const z = lower < upper ? normalQuantile(lower) : -normalQuantile(upper);
  const p = 1 / (2 * a - 1);
  const q = 1 / (2 * b - 1);
  const h = 2 / (p + q);
  const lambda = (z * z - 3) / 6;
  return Math.log(a / b) + 2 * ((z * Math.sqrt(h + lambda)) / h + (p - q) * (lambda + 5 / 6 - 2 / (3 * h)));
}
