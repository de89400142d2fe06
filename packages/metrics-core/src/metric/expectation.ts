import { MetricsError } from "../error.ts";
import type { Estimate } from "../estimate/estimate.ts";
import { contrastScore, meanScore, shareScore } from "../estimate/score.ts";
import { scoreMean } from "../estimate/score-mean.ts";
import { scaleName, scaleSize } from "../summary/scale.ts";
import type { Tally } from "../summary/tally.ts";

/** Experience held against expectation: shares of the valid answers, their net and their mean. */
export interface Expectation {
  /** Share below expectation, 0 to 1. */
  readonly below: Estimate;
  /** Share exactly as expected. */
  readonly asExpected: Estimate;
  /** Share above expectation, pleasant surprises included. */
  readonly above: Estimate;
  /** Above minus below, in points from −100 to 100. */
  readonly net: Estimate;
  /** Mean class, 0 is as expected: −2 to 2 on five classes, −1 to 1 on three. */
  readonly mean: Estimate;
}

/**
 * Expectation (disconfirmation): was it worse than, as, or better than expected?
 *
 * Takes an odd number of ordered classes, worst first; the middle one is "as expected".
 *
 * @throws MetricsError `SCALE_MISMATCH` for an even number of classes
 * @see Oliver 1980, J. Marketing Research 17
 * @example
 * expectation(tallyOf(EXPECTATION, ["as", "as", "above", "below"])).asExpected // => { value: 0.5 }
 */
export function expectation(tally: Tally): Expectation {
  const size = scaleSize(tally.scale);
  if (size % 2 === 0) {
    throw new MetricsError(
      "SCALE_MISMATCH",
      `expectation: expected an odd number of classes, got ${scaleName(tally.scale)}`,
      { scale: tally.scale },
    );
  }
  const middle = (size - 1) / 2;
  const class_ = (index: number): number => index - middle;
  const share = (name: string, holds: (surprise: number) => boolean): Estimate =>
    scoreMean(
      tally,
      shareScore(`expectation.${name}`, (_, index) => holds(class_(index))),
    );
  return {
    below: share("below", (surprise) => surprise < 0),
    asExpected: share("as_expected", (surprise) => surprise === 0),
    above: share("above", (surprise) => surprise > 0),
    net: scoreMean(
      tally,
      contrastScore("expectation.net", (_, index) => Math.sign(class_(index)) as 1 | 0 | -1),
    ),
    mean: scoreMean(tally, {
      ...meanScore("expectation.mean"),
      range: () => [-middle, middle],
      of: (_, index) => class_(index),
    }),
  };
}
