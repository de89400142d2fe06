import { MetricsError } from "../error.ts";
import { type RakedDesign, rakingResiduals } from "./raking-residuals.ts";
import { requireRows, weightsOrOnes } from "./require-weights.ts";
import { type GroupIds, numberDesign, type SamplingDesign, varianceOfSum } from "./sampling-design.ts";

/** A weighted mean to estimate, and how its rows were sampled. */
export interface LinearisedMeanRequest extends SamplingDesign {
  /** One value a row; `null` where there is no answer. */
  readonly values: ArrayLike<number | null>;
  /** Default 1 for every row. */
  readonly weights?: ArrayLike<number>;
  /**
   * Rows without a value: `remove` them first, or `keep` them in the design, as members of another domain (R: `subset`).
   * Default `remove`; with `raking` they are always kept, because raking was done on all rows.
   */
  readonly unanswered?: "remove" | "keep";
  /** How the weights were raked. Then the variance takes into account that the margins are fixed. Default: weights as fixed. */
  readonly raking?: RakedDesign;
}

/** A weighted ratio Σ w·x / Σ w·y to estimate. */
export interface LinearisedRatioRequest extends LinearisedMeanRequest {
  /** y of each row; `null` where there is none. */
  readonly denominators: ArrayLike<number | null>;
}

/** Whom the estimate is about. */
export interface LinearisedBase {
  /** Rows with a value, those of weight 0 included. */
  readonly n: number;
  /** Σ weight of the rows with a value. */
  readonly weighted: number;
  /** In the design, after rows without a value were removed. */
  readonly clusters: number;
  readonly strata: number;
}

/** An estimate with its linearised variance, or the reason why it has none. */
export type LinearisedEstimate =
  | {
      /** `degenerate`: all values are the same, so the variance is 0 and an interval from it would have no width. */
      readonly status: "estimated" | "degenerate";
      readonly value: number;
      readonly variance: number;
      readonly standardError: number;
      /** Clusters minus strata, for a Student interval. */
      readonly degreesOfFreedom: number;
      /** Variance / variance of a simple random sample with replacement of the same n; `null` when that has none. */
      readonly designEffect: number | null;
      readonly base: LinearisedBase;
    }
  | {
      readonly status: "value-only";
      /** One row has all the weight; a stratum has a single cluster; or no stratum has two. */
      readonly reason: "SINGLE_ROW" | "LONE_CLUSTER" | "NO_DEGREES_OF_FREEDOM";
      readonly value: number;
      readonly base: LinearisedBase;
    }
  | {
      readonly status: "suppressed";
      readonly reason: "EMPTY_BASE" | "ZERO_DENOMINATOR";
      readonly base: LinearisedBase;
    };

/**
 * Weighted mean with its variance by Taylor linearisation, for clusters drawn with replacement within strata.
 *
 * Unit: that of the values (standard error) and its square (variance). With e_i = w_i (x_i - m) / Σw, the variance is, per
 * stratum of n clusters, n/(n-1) Σ (e - mean of e)² over the cluster sums of e. Rows of weight 0 count as sampled. Weights
 * are taken as fixed unless `raking` says how they were made. One row, or a stratum with one cluster and no declared rule
 * for it, has a value but no variance.
 *
 * @throws MetricsError `ARGUMENT_INVALID` for a value that is not finite, values or weights too large to be squared, or an id that is missing; `WEIGHT_INVALID` for a
 * weight that is negative, NaN or infinite; `INPUT_MISMATCH` when lengths differ or a cluster lies in two strata;
 * `NAME_UNKNOWN` for an unknown option
 * @see Kish & Frankel 1974, Journal of the Royal Statistical Society B 36(1), 1-37; Lumley 2010, Complex Surveys; R survey
 * @example
 * linearisedMean({ values: [1, 2, 3], weights: [1, 2, 1] })
 * // => { status: "estimated", value: 2, variance: 0.1875, standardError: 0.4330127018922193, degreesOfFreedom: 2,
 * //      designEffect: 0.75, base: { n: 3, weighted: 4, clusters: 3, strata: 1 } }
 */
export function linearisedMean(request: LinearisedMeanRequest): LinearisedEstimate {
  const { values } = request;
  // A row without a value lacks a denominator too, so that it is left out of both sums.
  return linearise("linearisedMean", {
    ...request,
    denominators: Array.from(values, (value) => (value === null ? null : 1)),
  });
}

/**
 * Weighted ratio Σ w·x / Σ w·y with its variance by Taylor linearisation: `linearisedMean` with e_i = w_i (x_i - m·y_i) / Σ w·y.
 *
 * A denominator that sums to 0 suppresses the estimate. For the rest as `linearisedMean`.
 *
 * @throws MetricsError as `linearisedMean`
 * @see Cochran 1977, Sampling Techniques, chapter 6; R survey, svyratio
 * @example
 * linearisedRatio({ values: [1, 2, 3], denominators: [2, 2, 4] }).status // => "estimated"
 */
export function linearisedRatio(request: LinearisedRatioRequest): LinearisedEstimate {
  return linearise("linearisedRatio", request);
}

function linearise(where: string, request: LinearisedRatioRequest): LinearisedEstimate {
  const { values, denominators, raking, loneCluster = "refuse" } = request;
  const rows = values.length;
  for (const [what, column] of Object.entries({ denominators, strata: request.strata, clusters: request.clusters })) {
    if (column !== undefined) requireRows(where, what, column.length, rows);
  }
  const weights = weightsOrOnes(where, request.weights, rows);
  const x = finiteOrZero(where, "value", values, denominators);
  const y = finiteOrZero(where, "denominator", denominators, values);
  const sums = sumUp(request, weights, x, y);

  const kept = keepsRows(where, request) || sums.answered.length === rows ? null : sums.answered;
  const design = numberDesign(where, pickRows(request, kept), kept?.length ?? rows);
  const base = { n: sums.answered.length, weighted: sums.w, clusters: design.stratumOf.length, strata: design.strata };
  if (sums.w === 0) return { status: "suppressed", reason: "EMPTY_BASE", base };
  if (sums.wy === 0) return { status: "suppressed", reason: "ZERO_DENOMINATOR", base };
  const value = sums.wx / sums.wy;
  if (!Number.isFinite(value)) throw tooLarge(where);
  if (sums.weighted.length === 1) return { status: "value-only", reason: "SINGLE_ROW", value, base };

  const degreesOfFreedom = base.clusters - base.strata;
  if (degreesOfFreedom === 0) return { status: "value-only", reason: "NO_DEGREES_OF_FREEDOM", value, base };
  const plain = x.map((xi, row) => xi - value * y[row]!);
  // What the ratio lost in rounding: where one row has nearly all the weight, its own residual is smaller than that.
  const lost = sums.weighted.reduce((sum, row) => sum + weights[row]! * plain[row]!, 0) / sums.wy;
  const centred = plain.map((residual, row) => (residual - lost * y[row]!) / sums.wy);
  const residuals = raking === undefined ? centred : rakingResiduals(where, raking, centred);
  const all = residuals.map((residual, row) => residual * weights[row]!);
  const variance = varianceOfSum(
    design,
    kept === null ? all : Float64Array.from(kept, (row) => all[row]!),
    loneCluster,
  );
  if (variance === null) return { status: "value-only", reason: "LONE_CLUSTER", value, base };
  if (isConstant(sums.weighted, x, y)) {
    return { status: "degenerate", value, variance: 0, standardError: 0, degreesOfFreedom, designEffect: null, base };
  }
  let squares = 0;
  for (const row of sums.weighted) squares += weights[row]! * centred[row]! ** 2;
  const simple = (sums.w * squares) / (sums.weighted.length - 1);
  if (!Number.isFinite(variance) || !Number.isFinite(simple)) throw tooLarge(where);
  return {
    status: "estimated",
    value,
    variance,
    standardError: Math.sqrt(variance),
    degreesOfFreedom,
    designEffect: simple > 0 ? variance / simple : null,
    base,
  };
}

function tooLarge(where: string): MetricsError {
  return new MetricsError(
    "ARGUMENT_INVALID",
    `${where}: expected values and weights with squares that numbers can hold`,
  );
}

function keepsRows(where: string, { unanswered = "remove", raking }: LinearisedMeanRequest): boolean {
  if (unanswered !== "remove" && unanswered !== "keep") {
    throw new MetricsError(
      "NAME_UNKNOWN",
      `${where}: expected unanswered to be remove or keep, got ${String(unanswered satisfies never)}`,
      { unanswered },
    );
  }
  return unanswered === "keep" || raking !== undefined;
}

/** The numbers of a column, with 0 in rows where this or the other column has none, so that they add nothing. */
function finiteOrZero(
  where: string,
  what: string,
  column: ArrayLike<number | null>,
  other: ArrayLike<number | null>,
): Float64Array {
  return Float64Array.from(column, (number, row) => {
    if (number !== null && !Number.isFinite(number)) {
      throw new MetricsError(
        "ARGUMENT_INVALID",
        `${where}: expected a finite ${what} or null, got ${number} in row ${row}`,
        { row },
      );
    }
    return other[row] === null ? 0 : (number ?? 0);
  });
}

interface Sums {
  readonly w: number;
  readonly wx: number;
  readonly wy: number;
  /** Rows with a value. */
  readonly answered: readonly number[];
  /** Those of them with weight. */
  readonly weighted: readonly number[];
}

function sumUp(
  { values, denominators }: LinearisedRatioRequest,
  weights: ArrayLike<number>,
  x: Float64Array,
  y: Float64Array,
): Sums {
  const answered = Array.from(x.keys()).filter((row) => values[row] !== null && denominators[row] !== null);
  const weighted = answered.filter((row) => weights[row]! > 0);
  let w = 0;
  let wx = 0;
  let wy = 0;
  for (const row of weighted) {
    w += weights[row]!;
    wx += weights[row]! * x[row]!;
    wy += weights[row]! * y[row]!;
  }
  return { w, wx, wy, answered, weighted };
}

function pickRows({ strata, clusters, ...design }: SamplingDesign, kept: readonly number[] | null): SamplingDesign {
  const pick = (ids: GroupIds): GroupIds => (kept === null ? ids : kept.map((row) => ids[row]!));
  return { ...design, ...(strata && { strata: pick(strata) }), ...(clusters && { clusters: pick(clusters) }) };
}

/** Whether x is the same multiple of y in all rows. */
function isConstant(rows: readonly number[], x: Float64Array, y: Float64Array): boolean {
  const first = rows[0]!;
  return rows.every((row) => x[row]! * y[first]! === x[first]! * y[row]!);
}
