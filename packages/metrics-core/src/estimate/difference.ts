import { MetricsError } from "../error.ts";
import { requireName } from "../name.ts";
import type { Base } from "./base.ts";
import {
  type Comparison,
  jointStandardError,
  requireSameMetric,
  waldComparison,
  welchDegreesOfFreedom,
} from "./comparison.ts";
import { adjustedWaldDifference, permutedDifference } from "./contrast-difference.ts";
import type { Contrast } from "./contrast-interval.ts";
import type { Estimate, Estimated, Evidence, Flag, Reason } from "./estimate.ts";
import { requireLevel } from "./level.ts";
import type { Unit } from "./score.ts";
import {
  agrestiCaffoDifference,
  newcombeDifference,
  permutedShareDifference,
  pooledDifference,
  type Share,
} from "./share-difference.ts";
import {
  degreesOfFreedomOf,
  requireVariance,
  sampleStandardError,
  standardErrorBy,
  type VarianceMethod,
} from "./standard-error.ts";

export type DifferenceMethod =
  | "adjusted-wald"
  | "agresti-caffo"
  | "log"
  | "newcombe"
  | "overlapping"
  | "paired"
  | "permutation"
  | "pooled"
  | "wald"
  | "welch";

/** The methods for independent groups that fit each kind of estimate; the first is the default. */
export const DIFFERENCE_METHODS: Readonly<Record<Evidence["kind"], readonly DifferenceMethod[]>> = {
  contrast: ["adjusted-wald", "wald", "welch", "permutation"],
  share: ["newcombe", "agresti-caffo", "wald", "pooled", "permutation"],
  mean: ["welch", "wald"],
  odds: ["log"],
  log: ["log"],
};

/** What an estimate became: second minus first, with its test. */
export interface EstimatedDifference {
  readonly status: "estimated";
  readonly metric: string;
  readonly unit: Unit;
  readonly method: DifferenceMethod;
  /** Second value minus first, unrounded. */
  readonly value: number;
  /** What test and interval are built around: the same, or of the adjusted shares. On the logarithm for ratios. */
  readonly centre: number;
  /** Of the centre; `null` or 0 where the method rests on a variance that is not there. */
  readonly standardError: number | null;
  /** z, or t when there are degrees of freedom; `null` without a variance, and where p is counted out. */
  readonly statistic: number | null;
  readonly degreesOfFreedom: number | null;
  /** Two-sided. `null` when the method has no variance to test with: both groups gave one and the same answer, or one answer. */
  readonly p: number | null;
  /** In the unit of the value, clamped to the differences there can be; `null` where there is none. */
  readonly interval: { readonly level: number; readonly low: number; readonly high: number } | null;
  readonly flags: readonly Flag[];
  readonly first: Base;
  readonly second: Base;
}

export interface SuppressedDifference {
  readonly status: "suppressed";
  readonly metric: string;
  readonly unit: Unit;
  readonly value: null;
  readonly reason: Reason;
  readonly first: Base;
  readonly second: Base;
}

export type Difference = EstimatedDifference | SuppressedDifference;

export interface DifferenceOptions {
  readonly method?: DifferenceMethod;
  /** Default 0.95. */
  readonly level?: number;
  /** Standard error of `wald` and `welch` on weighted answers. Default `linearised`. */
  readonly variance?: VarianceMethod;
}

/** With fewer answers than this in a group, points are compared by counting out all permutations. */
export const PERMUTATION_BASE = 20;

/**
 * Difference of two estimates of one metric from different people: second minus first, with interval and two-sided p value.
 *
 * Default methods: points by Wald on adjusted shares, with p from the exact permutation distribution when a group has fewer than 20
 * unweighted answers; shares by Newcombe's interval and the pooled score test; means by Welch's t; ratios on the logarithm (p only).
 * Estimates from clusters, and counts of a whole population, are compared by their standard errors: t (`welch`) and z (`wald`).
 * Weighted groups enter adjusted shares, Newcombe and Agresti-Caffo with their effective base, and `wald` and `welch` with the linearised
 * standard error, or with Kish's.
 *
 * Suppressed when one of the two is, or with `NO_VARIANCE` for a ratio of 0. For the same people twice use `pairedDifference`, for partly
 * the same people `overlappingDifference`.
 *
 * @throws MetricsError `INPUT_MISMATCH` for two metrics, units or scales; `NAME_UNKNOWN` for a method that does not fit, or another variance;
 * `ARGUMENT_INVALID` for a level outside (0, 1)
 * @see DEFINITIONS of each method: `contrast-difference.ts`, `share-difference.ts`, `comparison.ts`, `permutation.ts`
 * @example
 * differenceOf(
 *   nps(tallyFromCells(ZERO_TO_TEN, [{ point: 10, n: 50 }, { point: 8, n: 30 }, { point: 0, n: 20 }])),
 *   nps(tallyFromCells(ZERO_TO_TEN, [{ point: 10, n: 40 }, { point: 8, n: 30 }, { point: 0, n: 30 }])),
 *   { method: "wald" },
 * ) // => { value: -20, standardError: 11.40175, p: 0.07941063 }
 */
export function differenceOf(first: Estimate, second: Estimate, options: DifferenceOptions = {}): Difference {
  const { level = 0.95, variance = "linearised" } = options;
  requireLevel("differenceOf", level);
  requireVariance("differenceOf", variance);
  if (first.status === "suppressed") return suppressedDifference(first, second, first.reason);
  if (second.status === "suppressed") return suppressedDifference(first, second, second.reason);
  requireSameMetric("differenceOf", first, second);
  const method = methodOf(first, second, options.method);
  const comparison = compare(first, second, method, level, variance);
  if (comparison === null) return suppressedDifference(first, second, "NO_VARIANCE");
  return testedChange(changeBetween(first, second), method, level, comparison);
}

/** What a difference is about, before it is tested. */
type UntestedChange = Pick<EstimatedDifference, "metric" | "unit" | "value" | "flags" | "first" | "second"> & {
  /** The smallest and largest difference there can be. */
  readonly range: readonly [low: number, high: number];
};

/** The change from one sample to another. */
export function changeBetween(first: Estimated, second: Estimated): UntestedChange {
  return {
    metric: second.metric,
    unit: second.unit,
    value: second.value - first.value,
    range: [second.range[0] - first.range[1], second.range[1] - first.range[0]],
    flags: [...new Set([...first.flags, ...second.flags])],
    first: first.base,
    second: second.base,
  };
}

/** A change with its test and its clamped interval. */
export function testedChange(
  { range, ...change }: UntestedChange,
  method: DifferenceMethod,
  level: number,
  { bounds, ...comparison }: Comparison,
): EstimatedDifference {
  const interval =
    bounds === null ? null : { level, low: Math.max(range[0], bounds[0]), high: Math.min(range[1], bounds[1]) };
  return { status: "estimated", ...change, method, ...comparison, interval };
}

export function suppressedDifference(first: Estimate, second: Estimate, reason: Reason): SuppressedDifference {
  const { metric, unit, base } = second;
  return { status: "suppressed", metric, unit, value: null, reason, first: first.base, second: base };
}

function methodOf(first: Estimated, second: Estimated, asked: DifferenceMethod | undefined): DifferenceMethod {
  const { kind } = first.evidence;
  const methods = DIFFERENCE_METHODS[kind];
  if (asked !== undefined) {
    requireName("differenceOf", `method for ${first.metric}`, asked, methods);
    return asked;
  }
  if (kind !== "odds" && kind !== "log") {
    const either = (holds: (estimate: Estimated) => boolean): boolean => holds(first) || holds(second);
    if (either(({ flags }) => flags.includes("WHOLE_POPULATION"))) return "wald";
    if (either(({ degreesOfFreedom }) => degreesOfFreedom !== undefined)) return kind === "share" ? "wald" : "welch";
    if (kind === "contrast" && countable(first) && countable(second)) {
      if (Math.min(first.base.valid, second.base.valid) < PERMUTATION_BASE) return "permutation";
    }
  }
  return methods[0]!;
}

/** Whether the evidence is plain counts, few enough to deal out in all ways. */
function countable({ evidence, base }: Estimated): boolean {
  return "n" in evidence && evidence.n === base.valid && base.valid <= 1000;
}

function compare(
  first: Estimated,
  second: Estimated,
  method: DifferenceMethod,
  level: number,
  variance: VarianceMethod,
): Comparison | null {
  const [a, b] = [first.evidence, second.evidence];
  switch (method) {
    case "adjusted-wald":
      return adjustedWaldDifference(a as Contrast, b as Contrast, level);
    case "newcombe":
      return newcombeDifference(a as Share, b as Share, level);
    case "agresti-caffo":
      return agrestiCaffoDifference(a as Share, b as Share, level);
    case "pooled":
      return pooledDifference(a as Share, b as Share, level);
    case "permutation":
      requireCounts(first, second);
      return a.kind === "contrast"
        ? permutedDifference(a, b as Contrast, level)
        : permutedShareDifference(a as Share, b as Share, level);
    case "log":
      return logDifference(first, second, level);
    case "welch":
      return welchDifference(first, second, level, variance);
    default: {
      const [x, y] = [standardErrorBy(first, variance), standardErrorBy(second, variance)];
      const comparison = waldComparison(second.value - first.value, jointStandardError(x, y), level);
      const bothCounted = [first, second].every(({ flags }) => flags.includes("WHOLE_POPULATION"));
      return bothCounted ? { ...comparison, bounds: [comparison.centre, comparison.centre] } : comparison;
    }
  }
}

function welchDifference(first: Estimated, second: Estimated, level: number, variance: VarianceMethod): Comparison {
  const standardError = (estimate: Estimated): number | null =>
    variance === "kish" ? standardErrorBy(estimate, variance) : sampleStandardError(estimate);
  const [a, b] = [standardError(first), standardError(second)];
  const joint = jointStandardError(a, b);
  const centre = second.value - first.value;
  if (joint === null || joint === 0) return waldComparison(centre, joint, level);
  const freedom = welchDegreesOfFreedom(a!, degreesOfFreedomOf(first), b!, degreesOfFreedomOf(second));
  return waldComparison(centre, joint, level, freedom);
}

/** Ratios are compared on the logarithm, where 0 has no place; a difference of ratios has no interval there. */
function logDifference(first: Estimated, second: Estimated, level: number): Comparison | null {
  const joint = jointStandardError(logStandardError(first), logStandardError(second));
  if (joint === null) return null;
  return { ...waldComparison(Math.log(second.value / first.value), joint, level), bounds: null };
}

function logStandardError({ evidence, value }: Estimated): number | null {
  if (value === 0) return null;
  if (evidence.kind === "log") return evidence.logStandardError;
  const { share, n } = evidence as Share;
  return Math.sqrt(1 / (share * n) + 1 / ((1 - share) * n));
}

function requireCounts(first: Estimated, second: Estimated): void {
  if (![first, second].every(({ evidence, base }) => "n" in evidence && evidence.n === base.valid)) {
    throw new MetricsError(
      "INPUT_MISMATCH",
      `differenceOf: expected unweighted answers for a permutation test of ${first.metric}, got effective numbers of answers`,
      { metric: first.metric },
    );
  }
}
