import { type Difference, differenceOf } from "../estimate/difference.ts";
import type { Estimate } from "../estimate/estimate.ts";
import { pairedDifference } from "../estimate/paired-difference.ts";
import { shareScore } from "../estimate/score.ts";
import { scoreMean } from "../estimate/score-mean.ts";
import { cellTally, columnTally, type Crosstab, pairOf, rowTally } from "../summary/crosstab.ts";
import { requireScale, ZERO_TO_TEN } from "../summary/scale.ts";
import { CLASSIC_CUTS, npsScore } from "./nps.ts";

/** What following up did to the people who answered before and after. */
export interface Recovery {
  /** Of the detractors before, the share who are no longer detractors, 0 to 1. */
  readonly rate: Estimate;
  /** NPS before and after, of the same people. */
  readonly before: Estimate;
  readonly after: Estimate;
  /** Paired change of NPS, in points. */
  readonly change: Difference;
}

/**
 * Recovery of the people who were followed up and answered the recovery survey: rows are the recommend item before,
 * columns after.
 *
 * Extreme answers drift back without any action (regression to the mean): compare with people who were not contacted,
 * `recoveryAgainstControl`.
 *
 * @throws MetricsError `SCALE_MISMATCH` unless both are on 0–10, `ARGUMENT_INVALID` for a level outside (0, 1)
 * @example
 * recovery(crosstabOf(ZERO_TO_TEN, ZERO_TO_TEN, [[3, 9], [5, 7], [6, 2], [8, 8]])).rate // => { value: 0.6666666666666666, base: { valid: 3 } }
 */
export function recovery(pairs: Crosstab, options: { readonly level?: number } = {}): Recovery {
  requireScale("recovery (before)", pairs.rows, ZERO_TO_TEN);
  requireScale("recovery (after)", pairs.columns, ZERO_TO_TEN);
  return {
    rate: recoveryRate(pairs),
    before: scoreMean(rowTally(pairs), npsScore),
    after: scoreMean(columnTally(pairs), npsScore),
    change: pairedDifference(pairs, npsScore, options),
  };
}

function recoveryRate(pairs: Crosstab): Estimate {
  const { detractorMax } = CLASSIC_CUTS;
  return scoreMean(
    cellTally(pairs),
    shareScore("follow_up.recovery_rate", (_, cell) => {
      const [before, after] = pairOf(pairs, cell);
      return before <= detractorMax ? after > detractorMax : null;
    }),
  );
}

/** Recovery beside that of people who met the same trigger and were not contacted. */
export interface ControlledRecovery {
  readonly followedUp: Recovery;
  readonly control: Recovery;
  /** Recovery rate followed up minus control. */
  readonly rate: Difference;
  /** Change of NPS followed up minus control, in points: what is left after drifting back. */
  readonly change: Difference;
}

/**
 * Recovery against a control group that was not contacted. Only a control drawn by lot makes the difference an effect.
 *
 * @throws MetricsError as `recovery`
 * @example
 * recoveryAgainstControl(
 *   crosstabOf(ZERO_TO_TEN, ZERO_TO_TEN, [[3, 9], [5, 7], [6, 2]]),
 *   crosstabOf(ZERO_TO_TEN, ZERO_TO_TEN, [[3, 7], [5, 5], [6, 6]]),
 * ).rate // => { value: 0.3333333333333333 }
 */
export function recoveryAgainstControl(
  followedUp: Crosstab,
  control: Crosstab,
  options: { readonly level?: number } = {},
): ControlledRecovery {
  const [here, there] = [recovery(followedUp, options), recovery(control, options)];
  return {
    followedUp: here,
    control: there,
    rate: differenceOf(there.rate, here.rate, options),
    change: differenceOf(recoveryChange(control), recoveryChange(followedUp), options),
  };
}

/**
 * Mean change of NPS points of the people who answered before (rows) and after (columns), −200 to 200: the change of `recovery` as an
 * estimate of its own, which can be held against that of others.
 *
 * @throws MetricsError `SCALE_MISMATCH` unless both are on 0–10
 * @example
 * recoveryChange(crosstabOf(ZERO_TO_TEN, ZERO_TO_TEN, [[3, 9], [8, 8]])) // => { metric: "follow_up.recovery_change", value: 100 }
 */
export function recoveryChange(pairs: Crosstab): Estimate {
  requireScale("recoveryChange (before)", pairs.rows, ZERO_TO_TEN);
  requireScale("recoveryChange (after)", pairs.columns, ZERO_TO_TEN);
  const points = (answer: number): number => npsScore.of(answer, answer, ZERO_TO_TEN)!; // never null on 0–10
  return scoreMean(cellTally(pairs), {
    metric: "follow_up.recovery_change",
    unit: "points",
    kind: "mean",
    range: () => [-200, 200],
    of: (_, cell) => {
      const [before, after] = pairOf(pairs, cell);
      return points(after) - points(before);
    },
  });
}
