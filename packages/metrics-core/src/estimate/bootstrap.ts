import { MetricsError } from "../error.ts";
import { requireName } from "../name.ts";
import { normalCdf } from "../numeric/normal.ts";
import { normalQuantile } from "../numeric/normal-quantile.ts";
import { randomSource } from "../numeric/random.ts";
import { sortedQuantile } from "../numeric/sorted-quantile.ts";
import { requireLevel } from "./level.ts";
import { requireDraws } from "./simulated-interval.ts";

/** A number of a weighted sample, such as `weightedMean`. NaN where the sample has none. */
export type Statistic = (values: Float64Array, weights: Float64Array) => number;

export interface BootstrapInterval {
  readonly level: number;
  readonly method: "percentile" | "bca";
  /** The statistic of the sample itself. */
  readonly value: number;
  /** Standard deviation of the statistic over the resamples. */
  readonly standardError: number;
  readonly low: number;
  readonly high: number;
  readonly seed: number;
  readonly draws: number;
  /** Resamples in which the statistic was not defined; they are left out. */
  readonly undefinedDraws: number;
}

export interface BootstrapOptions {
  /** Where the random numbers start; it stands on the result. */
  readonly seed: number;
  /** Default 0.95. */
  readonly level?: number;
  /** Default 2,000. */
  readonly draws?: number;
  /** `bca` corrects for bias and skewness. Default `percentile`. */
  readonly method?: "percentile" | "bca";
}

/**
 * Σ w x / Σ w.
 *
 * @example
 * weightedMean(Float64Array.of(8, 6), Float64Array.of(3, 1)) // => 7.5
 */
export function weightedMean(values: Float64Array, weights: Float64Array): number {
  let [total, weight] = [0, 0];
  for (let row = 0; row < values.length; row++) {
    total += weights[row]! * values[row]!;
    weight += weights[row]!;
  }
  return total / weight;
}

/**
 * Bootstrap interval of any statistic of a weighted sample.
 *
 * Draws respondents with equal chance and lets each bring along its weight. (Drawing with a chance in proportion to the weight would hide
 * what unequal weights cost.) `null` for fewer than two rows, and when the statistic is not defined on the sample or on any resample.
 *
 * @param weights - one per value, or `null` for 1 each
 * @throws MetricsError `INPUT_MISMATCH` for a wrong number of weights, `WEIGHT_INVALID`, `ARGUMENT_INVALID` for a value that is not finite,
 * a level outside (0, 1), a seed, or draws that are no whole number from 100 to 10 million
 * `NAME_UNKNOWN` for another method
 * @see Efron & Tibshirani 1993, An Introduction to the Bootstrap, chapters 13 and 14
 * @example
 * bootstrapInterval([100, 100, 0, -100], null, weightedMean, { seed: 7 }) // => { value: 25, method: "percentile", seed: 7, draws: 2000 }
 */
export function bootstrapInterval(
  values: ArrayLike<number>,
  weights: ArrayLike<number> | null,
  statistic: Statistic,
  options: BootstrapOptions,
): BootstrapInterval | null {
  const { seed, level = 0.95, draws = 2000, method = "percentile" } = options;
  requireLevel("bootstrapInterval", level);
  requireDraws("bootstrapInterval", draws);
  requireName("bootstrapInterval", "method", method, ["percentile", "bca"]);
  const [x, w] = requireSample(values, weights);
  const random = randomSource(seed);
  const value = statistic(x, w);
  if (x.length < 2 || !Number.isFinite(value)) return null;
  const drawn = resample(x, w, statistic, draws, random);
  if (drawn.length === 0) return null;
  const tails = [(1 - level) / 2, (1 + level) / 2] as const;
  const [lower, upper] = method === "bca" ? correctedTails(tails, x, w, statistic, value, drawn) : tails;
  return {
    level,
    method,
    value,
    standardError: deviationOf(drawn),
    low: sortedQuantile(drawn, lower),
    high: sortedQuantile(drawn, upper),
    seed,
    draws,
    undefinedDraws: draws - drawn.length,
  };
}

/** The statistic of every resample in which it is defined, ascending. */
function resample(
  x: Float64Array,
  w: Float64Array,
  statistic: Statistic,
  draws: number,
  random: () => number,
): Float64Array {
  const [values, weights] = [new Float64Array(x.length), new Float64Array(x.length)];
  const drawn = new Float64Array(draws);
  let defined = 0;
  for (let draw = 0; draw < draws; draw++) {
    for (let row = 0; row < x.length; row++) {
      const at = Math.floor(random() * x.length);
      values[row] = x[at]!;
      weights[row] = w[at]!;
    }
    const value = statistic(values, weights);
    if (Number.isFinite(value)) drawn[defined++] = value;
  }
  return drawn.subarray(0, defined).sort();
}

/** Tails moved for bias (how many draws lie below the value) and acceleration (skewness of the jackknife). */
function correctedTails(
  tails: readonly [number, number],
  x: Float64Array,
  w: Float64Array,
  statistic: Statistic,
  value: number,
  drawn: Float64Array,
): readonly [number, number] {
  let [below, equal] = [0, 0];
  for (const each of drawn) {
    if (each < value) below++;
    else if (each === value) equal++;
  }
  // Half of the ties, so that a statistic with few values is not pushed aside; never quite 0 or 1.
  const share = Math.min(Math.max((below + equal / 2) / drawn.length, 0.5 / drawn.length), 1 - 0.5 / drawn.length);
  const bias = normalQuantile(share);
  const acceleration = accelerationOf(x, w, statistic);
  const corrected = (tail: number): number => {
    const z = bias + normalQuantile(tail);
    return normalCdf(bias + z / (1 - acceleration * z));
  };
  return [corrected(tails[0]), corrected(tails[1])];
}

/** Leaves out one row after the other; of a large sample one of 1,000 groups, because that costs a thousand statistics and not n. */
function accelerationOf(x: Float64Array, w: Float64Array, statistic: Statistic): number {
  const groups = Math.min(x.length, 1000);
  const without = (group: number): number => {
    const keep = (all: Float64Array): Float64Array => all.filter((_, row) => row % groups !== group);
    return statistic(keep(x), keep(w));
  };
  const left = Array.from({ length: groups }, (_, group) => without(group)).filter(Number.isFinite);
  const { deviations } = deviationsOf(Float64Array.from(left));
  const cubes = deviations.reduce((sum, each) => sum - each ** 3, 0);
  const squares = deviations.reduce((sum, each) => sum + each ** 2, 0);
  return squares > 0 ? cubes / (6 * squares ** 1.5) : 0;
}

/** Deviations from the mean in units of the largest number, whose powers then stay in the range of doubles. */
function deviationsOf(numbers: Float64Array): { readonly unit: number; readonly deviations: Float64Array } {
  const unit = numbers.reduce((most, each) => Math.max(most, Math.abs(each)), 0) || 1;
  const mean = numbers.reduce((sum, each) => sum + each / unit, 0) / numbers.length;
  return { unit, deviations: numbers.map((each) => each / unit - mean) };
}

function deviationOf(drawn: Float64Array): number {
  const { unit, deviations } = deviationsOf(drawn);
  const squares = deviations.reduce((sum, each) => sum + each ** 2, 0);
  return unit * Math.sqrt(squares / Math.max(1, drawn.length - 1));
}

function requireSample(
  values: ArrayLike<number>,
  weights: ArrayLike<number> | null,
): readonly [x: Float64Array, w: Float64Array] {
  if (weights !== null && weights.length !== values.length) {
    throw new MetricsError(
      "INPUT_MISMATCH",
      `bootstrapInterval: expected ${values.length} weights, got ${weights.length}`,
      {
        values: values.length,
        weights: weights.length,
      },
    );
  }
  const x = Float64Array.from(values, numberOrNaN);
  const w = weights === null ? new Float64Array(x.length).fill(1) : Float64Array.from(weights, numberOrNaN);
  const [badValue, badWeight] = [x.findIndex((each) => !Number.isFinite(each)), w.findIndex((each) => !isWeight(each))];
  if (badValue >= 0) {
    throw new MetricsError(
      "ARGUMENT_INVALID",
      `bootstrapInterval: expected finite values, got ${x[badValue]} in row ${badValue}`,
      {
        row: badValue,
      },
    );
  }
  if (badWeight >= 0) {
    throw new MetricsError(
      "WEIGHT_INVALID",
      `bootstrapInterval: expected finite weights of at least 0, got ${w[badWeight]} in row ${badWeight}`,
      { row: badWeight },
    );
  }
  return [x, w];
}

/** A null of JSON would become 0. */
function numberOrNaN(value: unknown): number {
  return typeof value === "number" ? value : Number.NaN;
}

function isWeight(weight: number): boolean {
  return weight >= 0 && weight < Number.POSITIVE_INFINITY;
}
