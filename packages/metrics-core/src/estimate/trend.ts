import { MetricsError } from "../error.ts";
import { chiSquareSurvival } from "../numeric/chi-square.ts";
import { normalTwoSidedP } from "../numeric/normal.ts";
import { requireSameMetric } from "./comparison.ts";
import type { Estimate, Estimated, Reason } from "./estimate.ts";
import { normalDeviate, requireLevel } from "./level.ts";
import { requireVariance, standardErrorBy, type VarianceMethod } from "./standard-error.ts";

/** A number of one period; periods must not share answers. */
export interface TrendPoint {
  /** Position on the time axis, in whatever unit the slope should be per. */
  readonly time: number;
  readonly estimate: Estimate;
}

export interface Trend {
  readonly status: "estimated";
  readonly metric: string;
  /** Periods with an estimate; the others are left out. */
  readonly periods: number;
  /** Change per unit of time, each period weighted by 1/SE². */
  readonly slope: number;
  /** From the standard errors of the periods, taken as known. */
  readonly standardError: number;
  /** Of the slope, by the normal distribution. */
  readonly interval: { readonly level: number; readonly low: number; readonly high: number };
  readonly z: number;
  /** Of no linear trend, two-sided. */
  readonly p: number;
  /** Ordinary least squares, every period alike. */
  readonly unweightedSlope: number;
  /** Cochran's Q: whether the periods differ at all, in a line or not. */
  readonly homogeneity: { readonly q: number; readonly degreesOfFreedom: number; readonly p: number };
}

export type TrendResult = Trend | { readonly status: "suppressed"; readonly metric: string; readonly reason: Reason };

/**
 * Linear trend over periods, with weights 1/SE², and Cochran's test that all periods are equal.
 *
 * For periods with different people in them: rolling windows share answers, and the test does not hold for them. Suppressed with
 * `BELOW_MINIMUM_BASE` when fewer than three periods have an estimate, with `NO_VARIANCE` when one of these has no standard error or 0.
 *
 * @throws MetricsError `ARGUMENT_INVALID` without points, or for times that are not finite, or stand twice;
 * or a level outside (0, 1); `INPUT_MISMATCH` for points of different metrics; `NAME_UNKNOWN` for another variance
 * @see Cochran 1954, Biometrics 10, 101–129
 * @example
 * trendOf([[0, 40], [1, 50], [2, 60]].map(([time, n]) => ({
 *   time: time!,
 *   estimate: topBox(tallyFromCells(ONE_TO_FIVE, [{ point: 5, n: n! }, { point: 1, n: 100 - n! }]), 1),
 * }))) // => { slope: 0.1 }
 */
export function trendOf(
  points: readonly TrendPoint[],
  options: { readonly variance?: VarianceMethod; readonly level?: number } = {},
): TrendResult {
  const { variance = "linearised", level = 0.95 } = options;
  requireLevel("trendOf", level);
  requireVariance("trendOf", variance);
  requireTimes(points);
  const metric = points[0]!.estimate.metric;
  const found = points.flatMap(({ time, estimate }) => (estimate.status === "estimated" ? [{ time, estimate }] : []));
  for (const { estimate } of found) requireSameMetric("trendOf", found[0]!.estimate, estimate);
  if (found.length < 3) return { status: "suppressed", metric, reason: "BELOW_MINIMUM_BASE" };
  const observed = found.map(({ time, estimate }) => observe(time, estimate, variance));
  if (!observed.every((each) => each !== null)) return { status: "suppressed", metric, reason: "NO_VARIANCE" };
  const { slope, spread, mean } = lineThrough(observed);
  const standardError = Math.sqrt(1 / spread);
  const half = normalDeviate(level) * standardError;
  const q = observed.reduce((sum, { value, weight }) => sum + weight * (value - mean) ** 2, 0);
  const degreesOfFreedom = observed.length - 1;
  return {
    status: "estimated",
    metric,
    periods: observed.length,
    slope,
    standardError,
    interval: { level, low: slope - half, high: slope + half },
    z: slope / standardError,
    p: normalTwoSidedP(slope / standardError),
    unweightedSlope: lineThrough(observed.map((each) => ({ ...each, weight: 1 }))).slope,
    homogeneity: { q, degreesOfFreedom, p: chiSquareSurvival(q, degreesOfFreedom) },
  };
}

interface Observation {
  readonly time: number;
  readonly value: number;
  readonly weight: number;
}

function observe(time: number, estimate: Estimated, variance: VarianceMethod): Observation | null {
  const standardError = standardErrorBy(estimate, variance);
  return standardError === null || standardError === 0
    ? null
    : { time, value: estimate.value, weight: 1 / standardError ** 2 };
}

/** Weighted least squares: slope, Σ w (t − t̄)² and the weighted mean of the values. */
function lineThrough(observed: readonly Observation[]): { slope: number; spread: number; mean: number } {
  const sum = (each: (observation: Observation) => number): number =>
    observed.reduce((total, observation) => total + each(observation), 0);
  const weights = sum(({ weight }) => weight);
  const middle = sum(({ weight, time }) => weight * time) / weights;
  const mean = sum(({ weight, value }) => weight * value) / weights;
  const spread = sum(({ weight, time }) => weight * (time - middle) ** 2);
  return { slope: sum(({ weight, time, value }) => weight * (time - middle) * (value - mean)) / spread, spread, mean };
}

function requireTimes(points: readonly TrendPoint[]): void {
  const times = points.map(({ time }) => time);
  if (!times.every(Number.isFinite) || new Set(times).size !== times.length || times.length === 0) {
    throw new MetricsError("ARGUMENT_INVALID", `trendOf: expected different, finite times, got ${times.join(", ")}`, {
      times,
    });
  }
}
