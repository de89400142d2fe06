import type { Base } from "./base.ts";
import type { Unit } from "./score.ts";

/** Why there is no number. */
export type Reason =
  /** Nobody gave a valid answer, or all who did have weight 0. */
  | "EMPTY_BASE"
  /** Fewer valid answers than the minimum that was asked for. */
  | "BELOW_MINIMUM_BASE"
  /** A ratio whose denominator is 0. */
  | "DIVISION_BY_ZERO"
  /** A test or a trend that rests on a standard error that is 0 or not there. */
  | "NO_VARIANCE"
  /** A median time while more than half of the cases are still open. */
  | "NOT_REACHED";

/** What a reader should know about a number that is there. */
export type Flag =
  /** All answers score the same: the plain variance is 0, so only an interval that does not rest on it means anything. */
  | "DEGENERATE_VARIANCE"
  /** Fewer than 30 valid answers. */
  | "SMALL_BASE"
  /** Half an answer was added to every cell, because one was empty. */
  | "CONTINUITY_CORRECTED"
  /** Everybody of a finite population answered: the number is a count, without sampling error. */
  | "WHOLE_POPULATION";

/** What an interval needs besides the value; shares are weighted, `n` is the effective number of answers. */
export type Evidence =
  | {
      readonly kind: "contrast";
      readonly positive: number;
      readonly negative: number;
      /** Share that counts for neither, where it is known better than as the rest. */
      readonly neutral?: number;
      readonly n: number;
    }
  | { readonly kind: "share"; readonly share: number; readonly n: number }
  /** `variance` is that of one answer, Σw(s − m)²/W; absent where only a standard error is known. */
  | { readonly kind: "mean"; readonly n: number; readonly variance?: number }
  /** A quotient of two counts of one sample; `share` is numerator / (numerator + denominator), `n` their effective sum. */
  | { readonly kind: "odds"; readonly share: number; readonly n: number }
  /** A positive quotient with the standard error of its logarithm. */
  | { readonly kind: "log"; readonly logStandardError: number };

export interface Estimated {
  readonly status: "estimated";
  readonly metric: string;
  readonly unit: Unit;
  /** Unrounded. */
  readonly value: number;
  /** Of the value, in its unit; `null` with one answer, or where only an interval is defined. */
  readonly standardError: number | null;
  readonly base: Base;
  readonly flags: readonly Flag[];
  /** The smallest and largest value that can be. */
  readonly range: readonly [low: number, high: number];
  readonly evidence: Evidence;
  /** Of the standard error where it rests on clusters: clusters − 1. Absent: valid answers − 1. */
  readonly degreesOfFreedom?: number;
}

export interface Suppressed {
  readonly status: "suppressed";
  readonly metric: string;
  readonly unit: Unit;
  readonly value: null;
  readonly standardError: null;
  readonly reason: Reason;
  readonly base: Base;
}

/** A number with its base and its uncertainty, or the reason why there is none. Never a bare number. */
export type Estimate = Estimated | Suppressed;

/** Fewer valid answers than this are flagged, and default intervals use the methods for small samples. */
export const SMALL_BASE = 30;

export function suppressed(metric: string, unit: Unit, base: Base, reason: Reason): Suppressed {
  return { status: "suppressed", metric, unit, value: null, standardError: null, reason, base };
}

/**
 * Hides an estimate on fewer valid answers than a minimum. The base stays: who may not see it either must not be handed the estimate.
 *
 * @example
 * suppressBelow(nps(tallyOf(ZERO_TO_TEN, [10, 9, 3])), 10) // => { status: "suppressed", value: null, reason: "BELOW_MINIMUM_BASE" }
 */
export function suppressBelow(estimate: Estimate, minimum: number): Estimate {
  if (estimate.status === "suppressed" || estimate.base.valid >= minimum) return estimate;
  return suppressed(estimate.metric, estimate.unit, estimate.base, "BELOW_MINIMUM_BASE");
}
