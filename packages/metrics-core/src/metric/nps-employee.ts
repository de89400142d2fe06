import type { Estimate } from "../estimate/estimate.ts";
import type { Score } from "../estimate/score.ts";
import { scoreMean } from "../estimate/score-mean.ts";
import { requireScale, ZERO_TO_TEN } from "../summary/scale.ts";
import type { Tally } from "../summary/tally.ts";
import { CLASSIC_CUTS, npsScoreFor } from "./nps.ts";

/** What eNPS does with a point, for a registry and for SQL. */
const enpsScore: Score = npsScoreFor("enps", CLASSIC_CUTS);

/**
 * Employee Net Promoter Score: would employees recommend working here? Promoters (9–10) minus detractors (0–6), in points.
 *
 * The unit of analysis is the employee; as its id differs from `nps`, the two are never compared or pooled by mistake.
 *
 * @throws MetricsError `SCALE_MISMATCH` for any other scale than 0–10
 * @see Reichheld & Markey 2011, The Ultimate Question 2.0 (the same question for employees)
 * @example
 * enps(tallyOf(ZERO_TO_TEN, [10, 9, 8, 3])) // => { metric: "enps", value: 25 }
 */
export function enps(tally: Tally): Estimate {
  requireScale("enps", tally.scale, ZERO_TO_TEN);
  return scoreMean(tally, enpsScore);
}
