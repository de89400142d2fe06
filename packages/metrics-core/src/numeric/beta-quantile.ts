import { betaDensity, betaTails, logScaledBeta } from "./beta-tails.ts";
import type { Tails } from "./gamma-tails.ts";
import { normalQuantile } from "./normal-quantile.ts";
import { tailQuantile } from "./tail-quantile.ts";

/**
 * The ratio at which a beta variable X has the given tails, both above 0, as a logarithm: ln of (X / a) / ((1 − X) / b).
 *
 * The ratio is an F variable with 2a and 2b degrees of freedom. It is 1 at the mean, so that its logarithm keeps the digits
 * that large shapes need there; and with small shapes it goes beyond the largest and the smallest number.
 *
 * @param guess - a first guess from a caller who knows a good one
 */
export function betaLogRatioQuantile(a: number, b: number, target: Tails, guess?: number): number {
  const logLower = logTail(target.lower, target.upper);
  const logUpper = logTail(target.upper, target.lower);
  // So far out that the leading term of the tail is all of it. The first test only saves the second one.
  if (logLower < -36 * a) {
    const near = leadingLogShare(a, b, logLower);
    if (near < -40 - Math.log1p(b)) return near - Math.log(a / b);
  }
  if (logUpper < -36 * b) {
    const far = leadingLogShare(b, a, logUpper);
    if (far < -40 - Math.log1p(a)) return -far - Math.log(a / b);
  }
  const start = guess ?? (a < 1 || b < 1 ? smallShapeGuess(a, b, logLower, logUpper) : normalGuess(a, b, target));
  return tailQuantile(target, start, 0, (u) => {
    const odds = (a / b) * Math.exp(u);
    const y = 1 / (1 + odds);
    const x = odds * y;
    const excess = -a * Math.expm1(u) * y;
    return { tails: betaTails(a, b, x, y, excess), density: betaDensity(a, b, x, y, excess), tilt: excess };
  });
}

function logTail(tail: number, other: number): number {
  return tail < 0.5 ? Math.log(tail) : Math.log1p(-other);
}

/** ln x from the leading term of the lower tail, x^a / (a B(a, b)). */
function leadingLogShare(a: number, b: number, logLower: number): number {
  return (logLower + logScaledBeta(a, b)) / a;
}

function smallShapeGuess(a: number, b: number, logLower: number, logUpper: number): number {
  const near = leadingLogShare(a, b, logLower);
  if (near < -1 - Math.log1p(b)) return near - Math.log(a / b);
  const far = leadingLogShare(b, a, logUpper);
  return far < -1 - Math.log1p(a) ? -far - Math.log(a / b) : 0;
}

/** Abramowitz & Stegun 26.5.22: half the logarithm of an F variable is nearly normal. */
function normalGuess(a: number, b: number, { lower, upper }: Tails): number {
  const z = lower < upper ? normalQuantile(lower) : -normalQuantile(upper);
  const p = 1 / (2 * a - 1);
  const q = 1 / (2 * b - 1);
  const h = 2 / (p + q);
  const lambda = (z * z - 3) / 6;
  return 2 * ((z * Math.sqrt(h + lambda)) / h + (p - q) * (lambda + 5 / 6 - 2 / (3 * h)));
}
