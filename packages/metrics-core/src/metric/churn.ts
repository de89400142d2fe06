import type { Estimate } from "../estimate/estimate.ts";
import { oddsRatio, riskRatio } from "../estimate/risk-ratio.ts";
import { shareScore } from "../estimate/score.ts";
import { scoreMean } from "../estimate/score-mean.ts";
import { cellTally, type Crosstab, pairOf } from "../summary/crosstab.ts";
import { categories, requireScale, type Scale } from "../summary/scale.ts";
import { orderingProbability } from "./ordering-probability.ts";
import { CLASSIC_CUTS, type NpsCuts, requireCuts } from "./nps.ts";

/** What a customer did in the window after the survey. Who left the window for another reason has no answer. */
export const CHURN: Scale = categories(["stayed", "churned"], "low_is_good");

const CHURNED = 1;

/** Churn after the survey, by what people answered to the recommend item. */
export interface ChurnByGroup {
  /** Share of the customers who churned, 0 to 1. */
  readonly all: Estimate;
  readonly promoters: Estimate;
  readonly passives: Estimate;
  readonly detractors: Estimate;
  /** Churn of detractors divided by churn of promoters. */
  readonly riskRatio: Estimate;
  readonly oddsRatio: Estimate;
  /**
   * Chance that a customer who churned had answered lower than one who stayed, ties half (AUC): 0.5 says nothing, 1
   * tells all.
   */
  readonly ordering: Estimate;
}

/**
 * Churn by NPS group: rows are the recommend item, columns `CHURN`, one row per customer and window.
 *
 * The survey reaches only who is still a customer, and evidence on the link is mixed: this is a check in your own data,
 * not a law.
 *
 * @throws MetricsError `SCALE_MISMATCH` unless the columns are on `CHURN` and the rows fit the cuts, `ARGUMENT_INVALID`
 * for cuts off the scale
 * @see Reichheld 2003, HBR 81(12); Morgan & Rego 2006, Marketing Science 25(4); de Haan, Verhoef & Wiesel 2015, IJRM 32
 * @example
 * churnByGroup(crosstabFromCells(ZERO_TO_TEN, CHURN, [
 *   { row: 10, column: "stayed", n: 90 }, { row: 10, column: "churned", n: 10 },
 *   { row: 3, column: "stayed", n: 70 }, { row: 3, column: "churned", n: 30 },
 * ])) // => { promoters: { value: 0.1 }, detractors: { value: 0.3 }, riskRatio: { value: 3 }, ordering: { value: 0.65625 } }
 */
export function churnByGroup(customers: Crosstab, cuts: NpsCuts = CLASSIC_CUTS): ChurnByGroup {
  requireCuts("churnByGroup", customers.rows, cuts);
  requireScale("churnByGroup", customers.columns, CHURN);
  const cells = cellTally(customers);
  const churn = (name: string, belongs: (answer: number) => boolean): Estimate =>
    scoreMean(
      cells,
      shareScore(`churn.${name}`, (_, cell) => {
        const [answer, outcome] = pairOf(customers, cell);
        return belongs(answer) ? outcome === CHURNED : null;
      }),
    );
  const { detractorMax, promoterMin } = cuts;
  const promoters = churn("promoters", (answer) => answer >= promoterMin);
  const detractors = churn("detractors", (answer) => answer <= detractorMax);
  return {
    all: churn("all", () => true),
    promoters,
    passives: churn("passives", (answer) => answer > detractorMax && answer < promoterMin),
    detractors,
    riskRatio: riskRatio("churn.risk_ratio", detractors, promoters),
    oddsRatio: oddsRatio("churn.odds_ratio", detractors, promoters),
    ordering: orderingProbability("churn.ordering", customers, "churned", "stayed"),
  };
}
