import { type Estimate, suppressed } from "../estimate/estimate.ts";
import { contrastScore, shareScore } from "../estimate/score.ts";
import { scoreMean } from "../estimate/score-mean.ts";
import { requireName } from "../name.ts";
import { requireScale, WORD_OF_MOUTH } from "../summary/scale.ts";
import type { Tally } from "../summary/tally.ts";

const NEGATIVE = 0;
const NONE = 1;
const POSITIVE = 2;

/**
 * Share of negative word of mouth among the people who said anything, 0 to 1: negative / (negative + positive).
 *
 * Base: the mentions. Who told nobody is not applicable to this share, and a missing answer is missing.
 *
 * @throws MetricsError `SCALE_MISMATCH` unless the tally is on `WORD_OF_MOUTH`
 * @see East, Hammond & Wright 2007, IJRM 24, 175 ff.
 * @example
 * negativeShare(tallyOf(WORD_OF_MOUTH, ["negative", "positive", "positive", "positive", "none"])) // => { value: 0.25 }
 */
export function negativeShare(tally: Tally): Estimate {
  requireScale("negativeShare", tally.scale, WORD_OF_MOUTH);
  return scoreMean(
    tally,
    shareScore("word_of_mouth.negative_share", (_, index) => (index === NONE ? null : index === NEGATIVE)),
  );
}

/**
 * Rate of negative word of mouth: share of everybody asked who said something negative, 0 to 1.
 *
 * @see Marsden, Samson & Upton 2005, Advocacy drives growth
 * @example
 * negativeRate(tallyOf(WORD_OF_MOUTH, ["negative", "positive", "positive", "none"])) // => { value: 0.25 }
 */
export function negativeRate(tally: Tally): Estimate {
  requireScale("negativeRate", tally.scale, WORD_OF_MOUTH);
  return scoreMean(
    tally,
    shareScore("word_of_mouth.negative_rate", (_, index) => index === NEGATIVE),
  );
}

/**
 * Net word of mouth: share positive minus share negative of everybody asked, in points from −100 to 100.
 *
 * @example
 * netWordOfMouth(tallyOf(WORD_OF_MOUTH, ["negative", "positive", "positive", "none"])) // => { value: 25 }
 */
export function netWordOfMouth(tally: Tally): Estimate {
  requireScale("netWordOfMouth", tally.scale, WORD_OF_MOUTH);
  return scoreMean(
    tally,
    contrastScore("word_of_mouth.net", (_, index) => (index === POSITIVE ? 1 : index === NEGATIVE ? -1 : 0)),
  );
}

/**
 * Ratio of negative to positive word of mouth, or its inverse. Suppressed with `DIVISION_BY_ZERO` when the denominator is 0.
 *
 * No symmetric standard error: a ratio is skewed. Intervals: `wilson` (default) and `clopper-pearson` turn the limits q of the share among
 * mentions into q/(1 − q); `log` is symmetric on the logarithm.
 *
 * @throws MetricsError `SCALE_MISMATCH` unless the tally is on `WORD_OF_MOUTH`, `NAME_UNKNOWN` for another direction
 * @example
 * wordOfMouthRatio(tallyOf(WORD_OF_MOUTH, ["negative", "positive", "positive"])) // => { value: 0.5, standardError: null }
 */
export function wordOfMouthRatio(
  tally: Tally,
  direction: "negative-to-positive" | "positive-to-negative" = "negative-to-positive",
): Estimate {
  requireName("wordOfMouthRatio", "direction", direction, ["negative-to-positive", "positive-to-negative"]);
  const share = negativeShare(tally);
  const metric =
    direction === "negative-to-positive" ? "word_of_mouth.negative_to_positive" : "word_of_mouth.positive_to_negative";
  if (share.status === "suppressed") return suppressed(metric, "ratio", share.base, share.reason);
  const top = direction === "negative-to-positive" ? share.value : 1 - share.value;
  if (top === 1) return suppressed(metric, "ratio", share.base, "DIVISION_BY_ZERO");
  return {
    status: "estimated",
    metric,
    unit: "ratio",
    value: quotient(tally, direction),
    standardError: null,
    base: share.base,
    flags: share.flags,
    range: [0, Number.POSITIVE_INFINITY],
    evidence: { kind: "odds", share: top, n: share.base.effective },
  };
}

/** From the sums themselves: share / (1 − share) would lose digits. */
function quotient({ n, weights }: Tally, direction: string): number {
  const at = (index: number): number => (weights === null ? n[index]! : Number(weights.w[index]!));
  return direction === "negative-to-positive" ? at(NEGATIVE) / at(POSITIVE) : at(POSITIVE) / at(NEGATIVE);
}
