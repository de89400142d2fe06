import type { Tally } from "../summary/tally.ts";

/**
 * Whom a number is about. Every estimate carries one.
 *
 * eligible = answered + missing + notApplicable; answered = valid + invalid. Metrics use the valid answers only.
 */
export interface Base {
  /** Responses to which the question belongs. */
  readonly eligible: number;
  /** Valid and invalid answers. */
  readonly answered: number;
  /** Answers that the metric uses. */
  readonly valid: number;
  /** Answers off the scale. */
  readonly invalid: number;
  /** Dismissed or not reached. */
  readonly missing: number;
  readonly notApplicable: number;
  /** Σ weight of the valid answers; equals `valid` without weights. */
  readonly weighted: number;
  /** Kish effective number of valid answers, (Σw)² / Σw²: how many equally weighted answers would carry as much information. 0 on an empty base. */
  readonly effective: number;
}

/**
 * Builds the ledger from the sums of the answers that a metric uses.
 *
 * @param elsewhere - valid answers that the metric leaves out (who mentioned nothing, for a share of mentions): to it they are not applicable
 */
export function baseFrom(
  valid: number,
  w: number,
  ww: number,
  { unanswered }: Pick<Tally, "unanswered">,
  elsewhere = 0,
): Base {
  const { missing, invalid } = unanswered;
  const notApplicable = unanswered.notApplicable + elsewhere;
  return {
    eligible: valid + invalid + missing + notApplicable,
    answered: valid + invalid,
    valid,
    invalid,
    missing,
    notApplicable,
    weighted: w,
    // In this order, because w² may leave the range of a double where w²/ww does not.
    effective: ww > 0 ? w * (w / ww) : 0,
  };
}
