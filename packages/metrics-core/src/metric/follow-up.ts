import { MetricsError } from "../error.ts";
import { countShare } from "../estimate/count-share.ts";
import type { Estimate } from "../estimate/estimate.ts";
import { type MedianTime, medianTime } from "../estimate/kaplan-meier.ts";
import { shareScore } from "../estimate/score.ts";
import { scoreMean } from "../estimate/score-mean.ts";
import type { CaseLedger } from "../summary/case-ledger.ts";
import { answerName, indexOf, pointOf, scaleId, scaleName } from "../summary/scale.ts";
import type { Tally } from "../summary/tally.ts";

/** Whether the loop with single customers is closed. Shares run from 0 to 1, times are in hours. */
export interface FollowUp {
  /** Cases contacted / cases. */
  readonly contactRate: Estimate;
  /** Contacted within the target / cases whose target time has passed; a case that is still young is not late. */
  readonly withinTarget: Estimate;
  /** Resolved / contacted. */
  readonly resolutionRate: Estimate;
  /** Reopened / resolved. */
  readonly reopenRate: Estimate;
  /** Median hours to the first contact; open cases are censored, not dropped. */
  readonly contactTime: MedianTime;
  /** Median hours to resolution, from the response. */
  readonly resolutionTime: MedianTime;
}

/**
 * Closed-loop metrics of cases: contact, within target, resolution, reopening, and median times with open cases
 * censored.
 *
 * Each rate has its own base; one that nothing reached is suppressed with `EMPTY_BASE`.
 *
 * @param options - `level` of the intervals of the times, default 0.95
 * @see Kaplan & Meier 1958, JASA 53 (median times)
 * @example
 * followUp(caseLedgerOf([
 *   { contactedAfter: 20, resolvedAfter: 40, observedFor: 100 },
 *   { contactedAfter: 60, resolvedAfter: null, observedFor: 90 },
 *   { contactedAfter: null, resolvedAfter: null, observedFor: 10 },
 * ])) // => { withinTarget: { value: 0.5 }, resolutionRate: { value: 0.5 }, contactTime: { value: 40 } }
 */
export function followUp(ledger: CaseLedger, options: { readonly level?: number } = {}): FollowUp {
  const { cases, contacted, due, withinTarget, resolved, reopened, contactTimes, resolutionTimes } = ledger;
  return {
    contactRate: countShare("follow_up.contact_rate", contacted, cases),
    withinTarget: countShare("follow_up.within_target", withinTarget, due),
    resolutionRate: countShare("follow_up.resolution_rate", resolved, contacted),
    reopenRate: countShare("follow_up.reopen_rate", reopened, resolved),
    contactTime: medianTime("follow_up.contact_time", contactTimes, options),
    resolutionTime: medianTime("follow_up.resolution_time", resolutionTimes, options),
  };
}

/**
 * Trigger rate: share of the valid answers that open a case, 0 to 1: those at the given point or worse (6 or lower on a
 * recommend item, 5 or lower for a mark).
 *
 * Worse is low or high as the scale says. The id names scale and point, so that only equal rules are compared:
 * `follow_up.trigger_rate.0_10.at_most_6`, or `follow_up.trigger_rate.at_most_negative` of categories.
 *
 * @throws MetricsError `ANSWER_OFF_SCALE` for a point that the scale does not have
 * @example
 * triggerRate(tallyOf(ZERO_TO_TEN, [10, 9, 6, 3]), 6) // => { metric: "follow_up.trigger_rate.0_10.at_most_6", value: 0.5 }
 */
export function triggerRate(answers: Tally, orWorse: number | string): Estimate {
  const { scale } = answers;
  const cut = indexOf(scale, orWorse);
  if (cut < 0) {
    throw new MetricsError(
      "ANSWER_OFF_SCALE",
      `triggerRate: expected a point of ${scaleName(scale)}, got ${answerName(scale, orWorse)}`,
      {
        point: answerName(scale, orWorse),
      },
    );
  }
  const lowIsWorse = scale.direction === "high_is_good";
  const on = scale.codes === null ? `${scaleId(scale)}.` : "";
  const point = scale.codes?.[cut] ?? pointOf(scale, cut);
  return scoreMean(
    answers,
    shareScore(`follow_up.trigger_rate.${on}${lowIsWorse ? "at_most" : "at_least"}_${point}`, (_, index) =>
      lowIsWorse ? index <= cut : index >= cut,
    ),
  );
}

/**
 * Outer loop: improvement actions completed / insights accepted, 0 to 1.
 *
 * @throws MetricsError `ARGUMENT_INVALID` for counts that are no counts, or more actions than insights
 * @example
 * actionRate({ accepted: 20, completed: 5 }) // => { value: 0.25 }
 */
export function actionRate(counts: { readonly accepted: number; readonly completed: number }): Estimate {
  return countShare("follow_up.action_rate", counts.completed, counts.accepted);
}

/**
 * Use of results: share of organisations that changed something after their last survey, 0 to 1. The unit is the
 * organisation.
 *
 * @throws MetricsError `ARGUMENT_INVALID` for counts that are no counts, or more changed than there are
 * @example
 * useOfResults({ organisations: 500, changed: 65 }) // => { value: 0.13 }
 */
export function useOfResults(counts: { readonly organisations: number; readonly changed: number }): Estimate {
  return countShare("follow_up.use_of_results", counts.changed, counts.organisations);
}
