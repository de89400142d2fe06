import { MetricsError } from "../error.ts";
import { requireName } from "../name.ts";

export type Direction = "high_is_good" | "low_is_good";
const DIRECTIONS: readonly Direction[] = ["high_is_good", "low_is_good"];

/**
 * The ordered answer points of one question: `min`, `min + step`, … `max`.
 *
 * A question whose answers are categories has `codes`, one per point, and runs from 0 in steps of 1; its order is the order of the codes.
 * Two scales are the same scale when all of this is equal, so an effort item where 1 is good never pools with one where 5 is good.
 */
export interface Scale {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly direction: Direction;
  readonly codes: readonly string[] | null;
}

/** One answer takes one byte in storage, and a few byte values mean "no answer". */
export const MAX_POINTS = 250;

/**
 * A numeric scale.
 *
 * @param options - `step` (default 1) and `direction` (default `high_is_good`)
 * @throws MetricsError `SCALE_INVALID` unless min < max, step > 0, the step divides the range, and there are at most 250 points; `NAME_UNKNOWN` for another direction
 * @example
 * scaleSize(scaleOf(1, 10, { step: 0.5 })) // => 19
 */
export function scaleOf(min: number, max: number, options: { step?: number; direction?: Direction } = {}): Scale {
  const { step = 1, direction = "high_is_good" } = options;
  requireName("scaleOf", "direction", direction, DIRECTIONS);
  const steps = (max - min) / step;
  const fits =
    Number.isFinite(steps) && step > 0 && Math.round(steps) >= 1 && Math.abs(steps - Math.round(steps)) < 1e-9;
  if (!fits || Math.round(steps) + 1 > MAX_POINTS) {
    throw new MetricsError(
      "SCALE_INVALID",
      `scaleOf: expected min < max with 2 to ${MAX_POINTS} whole steps, got ${min}–${max} by ${step}`,
      { min, max, step },
    );
  }
  return { min, max, step, direction, codes: null };
}

/**
 * A scale of named categories, in their order.
 *
 * @throws MetricsError `SCALE_INVALID` for fewer than 2 or more than 250 codes, or a code that stands twice
 * @example
 * pointOf(categories(["below", "as", "above"]), 2) // => 2
 */
export function categories(codes: readonly string[], direction: Direction = "high_is_good"): Scale {
  requireName("categories", "direction", direction, DIRECTIONS);
  if (codes.length < 2 || codes.length > MAX_POINTS || new Set(codes).size !== codes.length) {
    throw new MetricsError(
      "SCALE_INVALID",
      `categories: expected 2 to ${MAX_POINTS} different codes, got ${codes.length}`,
      { codes },
    );
  }
  return { min: 0, max: codes.length - 1, step: 1, direction, codes: [...codes] };
}

/**
 * Number of points.
 *
 * @example
 * scaleSize(ZERO_TO_TEN) // => 11
 */
export function scaleSize(scale: Scale): number {
  return Math.round((scale.max - scale.min) / scale.step) + 1;
}

/**
 * The answer at an index, lowest 0. Free of the dust of repeated addition: 1 + 7 × 0.1 is 1.7.
 *
 * @example
 * pointOf(scaleOf(1, 5, { step: 0.5 }), 3) // => 2.5
 */
export function pointOf(scale: Scale, index: number): number {
  const point = scale.min + index * scale.step;
  return Number.isInteger(point) ? point : Number(point.toPrecision(12));
}

/**
 * All points, lowest first.
 *
 * @example
 * pointsOf(SENTIMENT) // => [1, 2, 3]
 */
export function pointsOf(scale: Scale): readonly number[] {
  return Array.from({ length: scaleSize(scale) }, (_, index) => pointOf(scale, index));
}

/**
 * The index of an answer, or -1 when it is off the scale or between two points. A category may be given by its code.
 *
 * @example
 * indexOf(ONE_TO_FIVE, 5) // => 4
 */
export function indexOf(scale: Scale, answer: number | string): number {
  if (typeof answer === "string") return scale.codes?.indexOf(answer) ?? -1;
  if (typeof answer !== "number") return -1; // true would be 1
  const exact = (answer - scale.min) / scale.step;
  const index = Math.round(exact);
  return Math.abs(exact - index) < 1e-9 && index >= 0 && answer <= scale.max + 1e-9 * scale.step ? index : -1;
}

/**
 * Whether two scales are one and the same.
 *
 * @example
 * sameScale(ONE_TO_FIVE, CES_V1_SCALE) // => false
 */
export function sameScale(a: Scale, b: Scale): boolean {
  if (a === b) return true;
  return (
    a.min === b.min &&
    a.max === b.max &&
    a.step === b.step &&
    a.direction === b.direction &&
    (a.codes === null
      ? b.codes === null
      : b.codes !== null && a.codes.length === b.codes.length && a.codes.every((code, i) => code === b.codes?.[i]))
  );
}

/**
 * How a scale reads in a message: `1–5 (low is good)`.
 *
 * @example
 * scaleName(CES_V1_SCALE) // => "1–5 (low is good)"
 */
export function scaleName(scale: Scale): string {
  const points = scale.codes === null ? `${scale.min}–${scale.max}` : scale.codes.join(" | ");
  return `${points}${scale.step === 1 ? "" : ` by ${scale.step}`}${scale.direction === "low_is_good" ? " (low is good)" : ""}`;
}

/** How a numeric scale reads in the id of a metric: `0_10`, or `1_10_by_0.5`. */
export function scaleId({ min, max, step }: Scale): string {
  return `${min}_${max}${step === 1 ? "" : `_by_${step}`}`;
}

/** How an answer reads in a message: a number, or a code of the scale. Any other text may be personal and is not repeated. */
export function answerName(scale: Scale, answer: unknown): string {
  if (typeof answer === "string") return scale.codes?.includes(answer) === true ? answer : "another text";
  return typeof answer === "number" ? String(answer) : "no answer";
}

/** @throws MetricsError `SCALE_MISMATCH` unless the two are the same scale */
export function requireScale(where: string, got: Scale, expected: Scale): void {
  if (!sameScale(got, expected)) {
    throw new MetricsError("SCALE_MISMATCH", `${where}: expected scale ${scaleName(expected)}, got ${scaleName(got)}`, {
      expected,
      got,
    });
  }
}

/** Recommend item: 0–10. */
export const ZERO_TO_TEN: Scale = scaleOf(0, 10);
/** Dutch report mark: 1–10. */
export const REPORT_MARK: Scale = scaleOf(1, 10);
/** Satisfaction and most statements: 1–5, 5 is best. */
export const ONE_TO_FIVE: Scale = scaleOf(1, 5);
/** Customer Effort Score, first version: 1 very low to 5 very high effort, low is good. */
export const CES_V1_SCALE: Scale = scaleOf(1, 5, { direction: "low_is_good" });
/** Customer Effort Score 2.0: 1 strongly disagree to 7 strongly agree that it was made easy. */
export const CES_V2_SCALE: Scale = scaleOf(1, 7);
/** Ease item: 1 difficult to 5 easy. Equal points to a satisfaction item; it is the metric that tells them apart. */
export const CES_EASE_SCALE: Scale = scaleOf(1, 5);
/** What one told others about an organisation. */
export const WORD_OF_MOUTH: Scale = categories(["negative", "none", "positive"]);
/** Experience held against expectation, three classes. */
export const EXPECTATION: Scale = categories(["below", "as", "above"]);
/** Sentiment: 1 negative, 2 neutral, 3 positive. */
export const SENTIMENT: Scale = scaleOf(1, 3);
/** Sentiment as a polarity: -1 negative, 0 neutral, 1 positive. */
export const POLARITY: Scale = scaleOf(-1, 1);
/** A question with two answers; "yes" is the best point. */
export const YES_NO: Scale = categories(["no", "yes"]);
