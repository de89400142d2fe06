import { MetricsError } from "../error.ts";
import type { Base } from "../estimate/base.ts";
import { baseFrom } from "../estimate/base.ts";
import { type Estimate, suppressed } from "../estimate/estimate.ts";
import { ratioEstimate, ratioSums } from "../estimate/ratio.ts";
import { fixedToNumber } from "../numeric/fixed.ts";
import { type Crosstab, pairOf } from "../summary/crosstab.ts";
import { type Scale, scaleName } from "../summary/scale.ts";
import { unitWeightSums, type WeightSums } from "../summary/weight-sums.ts";

/**
 * Whether people were asked what they told others themselves, or what they heard. The same formulas on other messages:
 * different metrics.
 */
export type MessageSide = "given" | "received";

/** Prefix of the metric ids of a side. */
export function messagePrefix(side: MessageSide): string {
  return side === "given" ? "word_of_mouth" : "word_of_mouth.received";
}

/** Positive and negative messages of one person, as counted in a share. */
interface Messages {
  readonly positive: number;
  readonly negative: number;
}

/** @throws MetricsError `SCALE_MISMATCH` unless both questions count messages from 0 in steps of 1 */
export function requireMessageCounts(where: string, { rows, columns }: Crosstab): void {
  const counts = (scale: Scale): boolean => scale.codes === null && scale.min === 0 && scale.step === 1;
  if (!counts(rows) || !counts(columns)) {
    throw new MetricsError(
      "SCALE_MISMATCH",
      `${where}: expected numbers of messages from 0, got ${scaleName(rows)} and ${scaleName(columns)}`,
      { rows, columns },
    );
  }
}

/** Share of the negative in all messages with its linearised standard error, and the sums behind it. */
export interface NegativeShare {
  readonly share: Estimate;
  /** Σ weight × negative and Σ weight × positive, in units of the weights: their quotient is exact. */
  readonly negative: bigint;
  readonly positive: bigint;
}

/**
 * Negative / (negative + positive), where `messages` says how many messages of a person count.
 *
 * Base: people with at least one message; to others the share does not apply. The person is the unit that varies, so
 * who counts on both sides is dealt with.
 */
export function negativeMessageShare(
  metric: string,
  crosstab: Crosstab,
  messages: (positive: number, negative: number) => Messages,
): NegativeShare {
  const weights = crosstab.weights ?? unitWeightSums(crosstab.n);
  const counted = crosstab.n.map((_, cell) => messages(...pairOf(crosstab, cell)));
  const sums = ratioSums(weights, (cell) => {
    const { positive, negative } = counted[cell]!;
    return { y: negative, t: positive + negative };
  });
  const base = senderBase(crosstab, weights, (cell) => counted[cell]!.positive + counted[cell]!.negative > 0);
  const sides = { negative: sums.y, positive: sums.t - sums.y };
  if (sums.t === 0n) return { share: suppressed(metric, "share", base, "EMPTY_BASE"), ...sides };
  const [n, w, ww] = [total(crosstab.n), sum(weights.w), sum(weights.ww)];
  const target = { metric, unit: "share", kind: "share", range: [0, 1] } as const;
  return { share: ratioEstimate(target, sums, base, { n, oneAnswer: w * w === ww }), ...sides };
}

function senderBase(crosstab: Crosstab, weights: WeightSums, sends: (cell: number) => boolean): Base {
  const senders = crosstab.n.map((_, cell) => sends(cell));
  const n = total(crosstab.n.filter((_, cell) => senders[cell]));
  const w = sum(weights.w.filter((_, cell) => senders[cell]));
  const ww = sum(weights.ww.filter((_, cell) => senders[cell]));
  const { places } = weights;
  return baseFrom(n, fixedToNumber(w, places), fixedToNumber(ww, 2 * places), crosstab, total(crosstab.n) - n);
}

function total(counts: readonly number[]): number {
  return counts.reduce((a, b) => a + b, 0);
}

function sum(weights: readonly bigint[]): bigint {
  return weights.reduce((a, b) => a + b, 0n);
}
