import { MetricsError } from "../error.ts";
import type { Estimate } from "../estimate/estimate.ts";
import { meanScore, shareScore } from "../estimate/score.ts";
import { scoreMean } from "../estimate/score-mean.ts";
import { indexOf, scaleName } from "../summary/scale.ts";
import type { Tally } from "../summary/tally.ts";

/** The Dutch report mark (rapportcijfer) and the two shares that are reported beside it. */
export interface ReportMark {
  /** Mean mark, 1 to 10. */
  readonly mean: Estimate;
  /** Share of marks at or above the high cut, 0 to 1. */
  readonly high: Estimate;
  /** Share of marks at or below the insufficient cut ("onvoldoende"), 0 to 1. */
  readonly insufficient: Estimate;
}

/**
 * Lowest high mark and highest insufficient one. They are a convention: benchmarks differ, so the metric ids name them.
 */
export interface MarkCuts {
  readonly highMin: number;
  readonly insufficientMax: number;
}

/** 8 or higher, 5 or lower. A 5.5 is a pass. */
export const MARK_CUTS: MarkCuts = { highMin: 8, insufficientMax: 5 };

/**
 * Report mark: mean on 1–10, share 8 or higher, share 5 or lower.
 *
 * Marks run from 1 to 10, high is good, in steps of 1 or finer (half marks).
 *
 * @throws MetricsError `SCALE_MISMATCH` for another scale, `ARGUMENT_INVALID` for cuts that are no marks or overlap
 * @see Dutch school marks; cut points are practice, not a standard
 * @example
 * reportMark(tallyOf(REPORT_MARK, [9, 8, 7, 5])) // => { mean: { value: 7.25 }, high: { value: 0.5 }, insufficient: { value: 0.25 } }
 */
export function reportMark(tally: Tally, cuts: MarkCuts = MARK_CUTS): ReportMark {
  const { scale } = tally;
  const { highMin, insufficientMax } = cuts;
  if (scale.min !== 1 || scale.max !== 10 || scale.direction !== "high_is_good") {
    throw new MetricsError("SCALE_MISMATCH", `reportMark: expected marks 1–10, got ${scaleName(scale)}`, { scale });
  }
  if (indexOf(scale, highMin) < 0 || indexOf(scale, insufficientMax) < 0 || insufficientMax >= highMin) {
    throw new MetricsError(
      "ARGUMENT_INVALID",
      `reportMark: expected two marks of ${scaleName(scale)}, the insufficient one lower, got ${insufficientMax} and ${highMin}`,
      { ...cuts },
    );
  }
  return {
    mean: scoreMean(tally, meanScore("report_mark")),
    high: scoreMean(
      tally,
      shareScore(`report_mark.at_least_${highMin}`, (mark) => mark >= highMin),
    ),
    insufficient: scoreMean(
      tally,
      shareScore(`report_mark.at_most_${insufficientMax}`, (mark) => mark <= insufficientMax),
    ),
  };
}
