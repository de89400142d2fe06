import type { Estimate } from "../estimate/estimate.ts";
import { contrastScore, type Score, shareScore } from "../estimate/score.ts";
import { scoreMean } from "../estimate/score-mean.ts";
import { cellTally, type Crosstab, pairOf } from "../summary/crosstab.ts";
import { type MessageSide, messagePrefix, negativeMessageShare, requireMessageCounts } from "./message-counts.ts";
import { messageRatio } from "./message-ratio.ts";

/**
 * Word of mouth counted in people: whoever told anything good, and whoever told anything bad. One person may be both.
 */
export interface WordOfMouthIncidence {
  /** People with negative messages / (people with negative + people with positive messages), 0 to 1. */
  readonly negativeShare: Estimate;
  readonly negativeToPositive: Estimate;
  readonly positiveToNegative: Estimate;
  /** Share of everybody asked with negative messages, 0 to 1. */
  readonly negativeRate: Estimate;
  readonly positiveRate: Estimate;
  /** Positive rate minus negative rate, in points; paired, because the same people are in both. */
  readonly net: Estimate;
}

/**
 * Word of mouth by incidence, from how many positive (rows) and negative (columns) messages each person gave, or
 * received.
 *
 * Shares of mentions have a linearised standard error, because one person may count on both sides.
 *
 * @throws MetricsError `SCALE_MISMATCH` unless both questions count messages from 0
 * @see East, Hammond & Wright 2007, IJRM 24, 175 ff.; Marsden, Samson & Upton 2005 (rate)
 * @example
 * wordOfMouthIncidence(crosstabOf(scaleOf(0, 20), scaleOf(0, 20), [[2, 0], [1, 1], [3, 0], [0, 0]]))
 * // => { negativeShare: { value: 0.25 }, positiveToNegative: { value: 3 }, negativeRate: { value: 0.25 }, net: { value: 50 } }
 */
export function wordOfMouthIncidence(crosstab: Crosstab, side: MessageSide = "given"): WordOfMouthIncidence {
  requireMessageCounts("wordOfMouthIncidence", crosstab);
  const id = `${messagePrefix(side)}.incidence`;
  const counted = negativeMessageShare(`${id}.negative_share`, crosstab, (positive, negative) => ({
    positive: Math.min(positive, 1),
    negative: Math.min(negative, 1),
  }));
  const cells = cellTally(crosstab);
  const rate = (name: string, side: 0 | 1): Score =>
    shareScore(`${id}.${name}`, (_, cell) => pairOf(crosstab, cell)[side] > 0);
  return {
    negativeShare: counted.share,
    negativeToPositive: messageRatio(`${id}.negative_to_positive`, "negative-to-positive", counted),
    positiveToNegative: messageRatio(`${id}.positive_to_negative`, "positive-to-negative", counted),
    negativeRate: scoreMean(cells, rate("negative_rate", 1)),
    positiveRate: scoreMean(cells, rate("positive_rate", 0)),
    net: scoreMean(
      cells,
      contrastScore(`${id}.net`, (_, cell) => {
        const [positive, negative] = pairOf(crosstab, cell);
        return (Math.sign(positive) - Math.sign(negative)) as 1 | 0 | -1; // a difference of two 0 or 1
      }),
    ),
  };
}
