import { logGamma1p, stirlingError } from "./log-gamma.ts";
import { deviance } from "./log1p-minus.ts";
import { TAIL_INTEGRAL_FROM, tailIntegral } from "./tail-integral.ts";

/** Both tails of a distribution at one point. The smaller one is computed, so that neither loses digits. */
export interface Tails {
  readonly lower: number; // P(X ≤ x)
  readonly upper: number; // P(X > x)
}

/**
 * Regularized incomplete gamma functions P(a, x) and Q(a, x): the tails of the gamma distribution with shape a > 0 and
 * scale 1, for 0 < x < ∞.
 *
 * Below shape 1 near zero a power series gives both; below shape 200 it is the series for P under the mean and the
 * continued fraction for Q above it; from there on quadrature.
 *
 * @see NIST DLMF 8.7.1, 8.7.3, 8.9.2; Gil, Segura & Temme 2012, SIAM J. Sci. Comput. 34(6)
 */
export function gammaTails(a: number, x: number): Tails {
  if (a < 1 && x <= 1.5) return smallShapeTails(a, x);
  const density = gammaDensity(a, x);
  if (density === 0) return x <= a ? { lower: 0, upper: 1 } : { lower: 1, upper: 0 };
  if (x <= a) {
    const lower = density * (a < TAIL_INTEGRAL_FROM ? lowerSeries(a, x) : lowerIntegral(a, x));
    return { lower, upper: 1 - lower };
  }
  const upper = density * (a < TAIL_INTEGRAL_FROM ? upperFraction(a, x) : upperIntegral(a, x));
  return { lower: 1 - upper, upper };
}

/** x^a e^(−x) / Γ(a): the density of ln X at ln x. */
export function gammaDensity(a: number, x: number): number {
  return Math.sqrt(a / (2 * Math.PI)) * Math.exp(-stirlingError(a) - deviance(a, (x - a) / a, x / a));
}

/** Both tails for a < 1 and small x: P = e^w (1 + v) with w = ln(x^a / Γ(a + 1)) and v = Σ a (−x)ⁿ / (n! (a + n)). */
function smallShapeTails(a: number, x: number): Tails {
  const w = a * Math.log(x) - logGamma1p(a);
  let power = 1;
  let sum = 0;
  for (let n = 1, term = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
    power *= -x / n;
    term = power / (a + n);
    sum += term;
  }
  const v = a * sum;
  const factor = Math.exp(w);
  return { lower: factor * (1 + v), upper: Math.max(0, -Math.expm1(w) - factor * v) };
}

/** Σ xⁿ / (a (a+1) … (a+n)). */
function lowerSeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; term > 1e-17 * sum; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return sum;
}

/** Legendre's continued fraction, by the method of Lentz. */
function upperFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = Infinity;
  let d = 1 / b;
  let result = d;
  for (let n = 1, change = 0; Math.abs(change - 1) > 3e-16; n++) {
    const numerator = n * (a - n);
    b += 2;
    d = 1 / (b + numerator * d);
    c = b + numerator / c;
    change = c * d;
    result *= change;
  }
  return result;
}

function lowerIntegral(a: number, x: number): number {
  return tailIntegral((a - 1 - x) / x, a - 1, x, 0, Infinity, x) / x;
}

function upperIntegral(a: number, x: number): number {
  return tailIntegral((x - a + 1) / x, 0, Infinity, a - 1, x, Infinity) / x;
}
