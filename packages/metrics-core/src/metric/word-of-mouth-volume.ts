import { MetricsError } from "../error.ts";
import type { Estimate } from "../estimate/estimate.ts";
import { type Crosstab, pairOf } from "../summary/crosstab.ts";
import { type MessageSide, messagePrefix, negativeMessageShare, requireMessageCounts } from "./message-counts.ts";
import { messageRatio } from "./message-ratio.ts";

/**
 * Word of mouth counted in messages. A few people who talk to very many would decide it, so counts are winsorised at a
 * declared cap.
 */
export interface WordOfMouthVolume {
  /** Negative messages / all messages, 0 to 1. */
  readonly negativeShare: Estimate;
  readonly negativeToPositive: Estimate;
  readonly positiveToNegative: Estimate;
  /** A larger number of messages counts as this many. */
  readonly cap: number;
  /** Answers that were larger than the cap, unweighted; a person may have given two. */
  readonly capped: number;
}

/**
 * Word of mouth by volume, from how many positive (rows) and negative (columns) messages each person gave, or received.
 *
 * @throws MetricsError `SCALE_MISMATCH` unless both questions count messages from 0, `ARGUMENT_INVALID` for a cap that
 * is no whole number above 0
 * @see East, Hammond & Wright 2007, IJRM 24, 175 ff.; Romaniuk 2022 (given and received)
 * @example
 * wordOfMouthVolume(crosstabOf(scaleOf(0, 50), scaleOf(0, 50), [[2, 0], [4, 1], [40, 3]]), { cap: 10 })
 * // => { negativeShare: { value: 0.2 }, positiveToNegative: { value: 4 }, cap: 10, capped: 1 }
 */
export function wordOfMouthVolume(
  crosstab: Crosstab,
  options: { readonly cap: number; readonly side?: MessageSide },
): WordOfMouthVolume {
  const { cap, side = "given" } = options;
  requireMessageCounts("wordOfMouthVolume", crosstab);
  if (!Number.isInteger(cap) || cap < 1) {
    throw new MetricsError("ARGUMENT_INVALID", `wordOfMouthVolume: expected a cap of 1 or more, got ${cap}`, { cap });
  }
  const id = `${messagePrefix(side)}.volume`;
  const counted = negativeMessageShare(`${id}.negative_share`, crosstab, (positive, negative) => ({
    positive: Math.min(positive, cap),
    negative: Math.min(negative, cap),
  }));
  return {
    negativeShare: counted.share,
    negativeToPositive: messageRatio(`${id}.negative_to_positive`, "negative-to-positive", counted),
    positiveToNegative: messageRatio(`${id}.positive_to_negative`, "positive-to-negative", counted),
    cap,
    capped: crosstab.n.reduce(
      (sum, n, cell) => sum + n * pairOf(crosstab, cell).filter((messages) => messages > cap).length,
      0,
    ),
  };
}
