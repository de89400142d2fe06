import { MetricsError } from "../error.ts";
import type { Reason } from "../estimate/estimate.ts";
import { requireLevel } from "../estimate/level.ts";
import { fQuantile } from "../numeric/f.ts";
import type { Gram } from "../summary/gram.ts";
import { momentsOf } from "../summary/gram-moments.ts";

/** How one statement fits in with the others. */
export interface ItemReliability {
  readonly code: string;
  /** Mean answer, in points of the statement's scale. */
  readonly mean: number;
  /** Of the answers, with n − 1. */
  readonly standardDeviation: number;
  /** Correlation with the sum of the other statements; `null` when one of the two does not vary. */
  readonly itemRest: number | null;
  /** Alpha of the others; `null` when fewer than two are left or they do not vary. */
  readonly alphaIfDeleted: number | null;
}

/** Internal consistency of statements that are averaged into one index. */
export interface EstimatedReliability {
  readonly status: "estimated";
  readonly metric: "reliability.alpha";
  /** Cronbach's alpha: at most 1, negative when statements contradict each other. */
  readonly value: number;
  /** Feldt's interval; `null` where its lower bound is beyond all numbers, because hardly more than one person counts. */
  readonly interval: {
    readonly level: number;
    readonly method: "feldt";
    readonly low: number;
    readonly high: number;
  } | null;
  /** Alpha of statements with equal spread; `null` when one does not vary, or their sum does not. */
  readonly standardized: number | null;
  /** Mean correlation of two statements; `null` when one does not vary. */
  readonly averageCorrelation: number | null;
  /** People who answered every statement. */
  readonly n: number;
  readonly effective: number;
  /** Mean and standard deviation, with n − 1, of each person's mean answer. */
  readonly mean: number;
  readonly standardDeviation: number;
  readonly items: readonly ItemReliability[];
}

/**
 * There is nobody (`EMPTY_BASE`), or the sum of the statements does not vary: one person, or the same for everybody
 * (`NO_VARIANCE`).
 */
export interface SuppressedReliability {
  readonly status: "suppressed";
  readonly metric: "reliability.alpha";
  readonly value: null;
  readonly reason: Reason;
  readonly n: number;
}

export type Reliability = EstimatedReliability | SuppressedReliability;

/**
 * Cronbach's alpha of the statements in a Gram: k/(k − 1) · (1 − Σ variance of a statement / variance of their sum).
 *
 * Of the people who answered all of them (the rows of the Gram). Statements are taken in points of their own scale:
 * with scales of different length read `standardized`. Feldt's interval takes the effective number of people when they
 * are weighted.
 *
 * @param options - `level` of the interval (default 0.95); `reversed`: statements where low is good
 * @throws MetricsError `ARGUMENT_INVALID` for fewer than 2 statements or a level outside (0, 1), `NAME_UNKNOWN` for a
 * reversed one that is not in the Gram
 * @see Cronbach 1951, Psychometrika 16; Feldt 1965, Psychometrika 30 (interval)
 * @example
 * cronbachAlpha(gramOf(answersOf({ there: [5, 4, 2, 3], easy: [4, 4, 1, 2], promises: [5, 3, 2, 2] })))
 * // => { status: "estimated", value: 0.9538461538461538, n: 4 }
 */
export function cronbachAlpha(
  gram: Gram,
  options: { readonly level?: number; readonly reversed?: readonly string[] } = {},
): Reliability {
  const { level = 0.95, reversed = [] } = options;
  requireLevel("cronbachAlpha", level);
  const { columns, n } = gram;
  const k = columns.length;
  if (k < 2) {
    throw new MetricsError("ARGUMENT_INVALID", `cronbachAlpha: expected 2 statements or more, got ${k}`, { columns });
  }
  const unknown = reversed.find((code) => !columns.includes(code));
  if (unknown !== undefined) {
    throw new MetricsError("NAME_UNKNOWN", `cronbachAlpha: expected one of ${columns.join(", ")}, got ${unknown}`, {
      code: unknown,
    });
  }
  if (n === 0) return { status: "suppressed", metric: "reliability.alpha", value: null, reason: "EMPTY_BASE", n };
  const moments = momentsOf(gram);
  const { means, effective } = moments;
  const deviations = moments.variances.map((variance) => Math.sqrt(variance));
  const sign = columns.map((code) => (reversed.includes(code) ? -1 : 1));
  const correlation = (i: number, j: number): number => sign[i]! * sign[j]! * moments.correlation[i * k + j]!;
  const covariance = (i: number, j: number): number => correlation(i, j) * deviations[i]! * deviations[j]!;
  const all = columns.map((_, i) => i);
  const total = varianceOfSum(all, covariance);
  if (total === null || effective < ONE_PERSON) {
    return { status: "suppressed", metric: "reliability.alpha", value: null, reason: "NO_VARIANCE", n };
  }
  const value = alphaFrom(k, ownVariance(all, covariance), total);
  // Σw(x − m)²/W becomes the unbiased variance; with equal weights this is n/(n − 1).
  const unbiased = Math.sqrt(1 / (1 - 1 / effective));
  const averageCorrelation = moments.constant.length > 0 ? null : (sumOf(all, correlation) - k) / (k * (k - 1));
  return {
    status: "estimated",
    metric: "reliability.alpha",
    value,
    interval: feldtInterval(value, effective, k, level),
    standardized: standardizedAlpha(averageCorrelation, k),
    averageCorrelation,
    n,
    effective,
    mean: means.reduce((sum, mean) => sum + mean, 0) / k,
    standardDeviation: (unbiased * Math.sqrt(total)) / k,
    items: columns.map((code, i) => {
      const rest = all.filter((j) => j !== i);
      const spread = Math.sqrt(varianceOfSum(rest, covariance) ?? 0) * deviations[i]!;
      const joint = rest.reduce((sum, j) => sum + covariance(i, j), 0);
      return {
        code,
        mean: means[i]!,
        standardDeviation: unbiased * deviations[i]!,
        itemRest: spread > 0 ? joint / spread : null,
        alphaIfDeleted: k > 2 ? alphaOf(rest, covariance) : null,
      };
    }),
  };
}

/** `null` when the sum of the standardised statements does not vary. */
function standardizedAlpha(averageCorrelation: number | null, k: number): number | null {
  if (averageCorrelation === null) return null;
  const total = 1 + (k - 1) * averageCorrelation;
  return total > k * Number.EPSILON ? (k * averageCorrelation) / total : null;
}

/** Below this effective number one person has practically all the weight, and nothing is known about spread. */
const ONE_PERSON = 1.001;

type Entry = (i: number, j: number) => number;

function sumOf(items: readonly number[], entry: Entry): number {
  return items.reduce((sum, i) => items.reduce((part, j) => part + entry(i, j), sum), 0);
}

/** Variance of the sum of the items; `null` when it does not vary. */
function varianceOfSum(items: readonly number[], covariance: Entry): number | null {
  const total = sumOf(items, covariance);
  // Statements that cancel out leave rounding, not a variance.
  return total > ownVariance(items, covariance) * items.length * Number.EPSILON ? total : null;
}

function ownVariance(items: readonly number[], covariance: Entry): number {
  return items.reduce((sum, i) => sum + covariance(i, i), 0);
}

/** `null` when the sum of the items does not vary. */
function alphaOf(items: readonly number[], covariance: Entry): number | null {
  const total = varianceOfSum(items, covariance);
  return total === null ? null : alphaFrom(items.length, ownVariance(items, covariance), total);
}

function alphaFrom(k: number, own: number, total: number): number {
  return (k / (k - 1)) * (1 - own / total);
}

/** 1 − (1 − α) F at both ends, with n − 1 and (n − 1)(k − 1) degrees of freedom. */
function feldtInterval(alpha: number, n: number, k: number, level: number): EstimatedReliability["interval"] {
  const tail = (1 - level) / 2;
  const [above, below] = [n - 1, (n - 1) * (k - 1)];
  // The upper quantile of F is one over the lower one of its inverse: so a small tail keeps its digits.
  const low = 1 - (1 - alpha) / fQuantile(tail, below, above);
  if (!Number.isFinite(low)) return null;
  return { level, method: "feldt", low, high: 1 - (1 - alpha) * fQuantile(tail, above, below) };
}
