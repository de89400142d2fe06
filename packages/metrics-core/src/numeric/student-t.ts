import { betaLogRatioQuantile } from "./beta-quantile.ts";
import { betaTails, betaTailsFarOut, isFarOut } from "./beta-tails.ts";
import { invalid, requireDigits, requireNumber, requireProbability } from "./distribution-argument.ts";
import type { Tails } from "./gamma-tails.ts";
import { normalSurvival } from "./normal.ts";
import { normalQuantile } from "./normal-quantile.ts";

/**
 * Student's t distribution function: P(T ≤ t) with `df` degrees of freedom.
 *
 * Unit: probability, 0–1. −Infinity gives 0, Infinity gives 1. df need not be whole (Welch); df = Infinity is the normal
 * distribution. Relative error below 1e-12 for df from 1e-3 on, in both tails down to 1e-300.
 *
 * @throws MetricsError `ARGUMENT_INVALID` when t is NaN, or df not positive
 * @see Abramowitz & Stegun 26.7.1: t² is an F variable with 1 and df degrees of freedom
 * @example
 * studentTCdf(1, 1) // => 0.75
 */
export function studentTCdf(t: number, df: number): number {
  return upperTail("studentTCdf", -t, df);
}

/**
 * Upper tail of Student's t distribution: P(T > t).
 *
 * Unit, accuracy and errors as {@link studentTCdf}; −Infinity gives 1, Infinity gives 0.
 *
 * @throws MetricsError `ARGUMENT_INVALID` when t is NaN, or df not positive
 * @example
 * studentTSurvival(2.5, 10) // => 0.015723422118304412
 */
export function studentTSurvival(t: number, df: number): number {
  return upperTail("studentTSurvival", t, df);
}

/**
 * Two-sided p value of a t statistic: P(|T| ≥ |t|).
 *
 * Unit: probability, 0–1.
 *
 * @throws MetricsError `ARGUMENT_INVALID` when t is NaN, or df not positive
 * @example
 * studentTTwoSidedP(-2.5, 10) // => 0.031446844236608824
 */
export function studentTTwoSidedP(t: number, df: number): number {
  return 2 * upperTail("studentTTwoSidedP", Math.abs(t), df);
}

/**
 * Quantile of Student's t distribution: the t with P(T ≤ t) = p.
 *
 * Unit: standard errors. 0 gives −Infinity, 1 gives Infinity; so does a quantile above the largest number (df far below 1).
 * df = Infinity gives the normal quantile.
 *
 * @throws MetricsError `ARGUMENT_INVALID` unless p is in [0, 1] and df positive
 * @see Hill 1970, CACM 13(10), algorithm 396 (the first guess)
 * @example
 * studentTQuantile(0.975, 10) // => 2.2281388519862744
 */
export function studentTQuantile(p: number, df: number): number {
  requireProbability("studentTQuantile", "p", p);
  requireDegrees("studentTQuantile", df);
  if (df === Infinity) return normalQuantile(p);
  if (p === 0.5) return 0;
  const tail = Math.min(p, 1 - p);
  if (tail === 0) return p === 0 ? -Infinity : Infinity;
  // |T| lies below t with probability |2p − 1|: exact, so that the quantile keeps its digits beside 0 as well.
  const target = { lower: Math.abs(2 * p - 1), upper: 2 * tail };
  const logSquare = betaLogRatioQuantile(0.5, df / 2, target, df < 1 ? undefined : Math.log(hillSquare(tail, df)));
  const t = requireDigits("studentTQuantile", Math.exp(logSquare / 2));
  return p < 0.5 ? -t : t;
}

function upperTail(where: string, t: number, df: number): number {
  requireNumber(where, "t", t);
  requireDegrees(where, df);
  const beyond =
    df === Infinity ? normalSurvival(Math.abs(t)) : 0.5 * requireDigits(where, squareTails(Math.abs(t), df)).upper;
  return t < 0 ? 1 - beyond : beyond;
}

/** Tails of T² at t². */
function squareTails(t: number, df: number): Tails {
  const odds = (t * t) / df;
  if (isFarOut(0.5, df / 2, odds)) return betaTailsFarOut(0.5, df / 2, 2 * Math.log(t) - Math.log(df));
  const y = 1 / (1 + odds);
  return betaTails(0.5, df / 2, odds * y, y, 0.5 * (1 - t) * (1 + t) * y);
}

function requireDegrees(where: string, df: number): void {
  if (!(df > 0)) throw invalid(where, "df", "a positive number", df);
}

/** t² at an upper tail below ½, to 3–6 digits, for df ≥ 1. */
function hillSquare(tail: number, df: number): number {
  const p = 2 * tail;
  const a = 1 / (df - 0.5);
  const b = 48 / (a * a);
  let c = (((20700 * a) / b - 98) * a - 16) * a + 96.36;
  const d = ((94.5 / (b + c) - 3) / b + 1) * Math.sqrt((a * Math.PI) / 2) * df;
  const y = (d * p) ** (2 / df);
  if (y <= 0.05 + a) {
    const series = 1 / (((df + 6) / (df * y) - 0.089 * d - 0.822) * (df + 2) * 3) + 0.5 / (df + 4);
    return df * (((series * y - 1) * (df + 1)) / (df + 2) + 1 / y);
  }
  const x = -normalQuantile(tail);
  const square = x * x;
  if (df < 5) c += 0.3 * (df - 4.5) * (x + 0.6);
  c += (((0.05 * d * x - 5) * x - 7) * x - 2) * x + b;
  const z = ((((0.4 * square + 6.3) * square + 36) * square + 94.5) / c - square - 3) / b + 1;
  return df * Math.expm1(a * (z * x) ** 2);
}
