import { MetricsError } from "../error.ts";
import type { Estimate } from "../estimate/estimate.ts";
import { contrastScore, indexScore, meanScore } from "../estimate/score.ts";
import { scoreMean } from "../estimate/score-mean.ts";
import { Decimal } from "../numeric/decimal.ts";
import { POLARITY, sameScale, scaleName, SENTIMENT } from "../summary/scale.ts";
import type { Tally } from "../summary/tally.ts";

/** Three readings of the same answers: net = 100 (mean − 2) and index = 100 (mean − 1)/2 on the 1–3 scale. */
export interface Sentiment {
  /** Mean on the question's own scale: 1–3, or −1 to 1 for a polarity. */
  readonly mean: Estimate;
  /** Share positive minus share negative, in points from −100 to 100. */
  readonly net: Estimate;
  /** 0 (all negative) to 100 (all positive). */
  readonly index: Estimate;
}

/**
 * Sentiment of messages or comments: 1 negative, 2 neutral, 3 positive; or the polarity −1, 0, 1, with the same net and
 * index.
 *
 * @throws MetricsError `SCALE_MISMATCH` for another scale
 * @example
 * sentiment(tallyFromCells(SENTIMENT, [{ point: 1, n: 15 }, { point: 2, n: 40 }, { point: 3, n: 45 }]))
 * // => { mean: { value: 2.3 }, net: { value: 30 }, index: { value: 65 } }
 */
export function sentiment(tally: Tally): Sentiment {
  const polarity = sameScale(tally.scale, POLARITY);
  if (!polarity && !sameScale(tally.scale, SENTIMENT)) {
    throw new MetricsError(
      "SCALE_MISMATCH",
      `sentiment: expected ${scaleName(SENTIMENT)} or ${scaleName(POLARITY)}, got ${scaleName(tally.scale)}`,
      { scale: tally.scale },
    );
  }
  return {
    mean: scoreMean(tally, meanScore(polarity ? "sentiment.polarity" : "sentiment.mean")),
    net: scoreMean(
      tally,
      contrastScore("sentiment.net", (_, index) => SIGNS[index]!),
    ),
    index: scoreMean(tally, indexScore("sentiment.index")),
  };
}

const SIGNS = [-1, 0, 1] as const;

/**
 * Net sentiment of a published mean on 1–3: the two say the same.
 *
 * @throws MetricsError `ARGUMENT_INVALID` for a mean outside 1–3
 * @example
 * netSentimentOfMean(2.3) // => 30
 */
export function netSentimentOfMean(mean: number): number {
  if (!(mean >= 1 && mean <= 3)) {
    throw new MetricsError("ARGUMENT_INVALID", `netSentimentOfMean: expected a mean from 1 to 3, got ${mean}`, {
      mean,
    });
  }
  // In decimals, as it was published: in doubles 100 × (2.3 − 2) is 29.999999999999982.
  return new Decimal(mean).minus(2).times(100).toNumber();
}
