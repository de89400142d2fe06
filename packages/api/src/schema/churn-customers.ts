import { CLASSIC_CUTS, pointOf, scaleSize } from "@klik/metrics-core";
import { MARK } from "@klik/metrics-core/columns";
import { CHURN } from "@klik/metrics-core/outcomes";
import { type Crosstab, type CrosstabCell, crosstabFromCells } from "@klik/metrics-core/people";
import type { Context } from "../context.ts";
import type { OutcomeCell } from "../plan/customer-outcomes.ts";
import { rollingOf } from "../plan/rolling.ts";
import { requestError } from "./error.ts";
import { type Finding, findIn } from "./measured.ts";
import type { OrdinalQuestion } from "./ordinal-question.ts";
import type { Segment } from "./segment.ts";

export type NpsGroup = "promoters" | "passives" | "detractors";

/** What the customers of a segment answered and did, one row a customer. */
export interface ChurnCustomers {
  /** Answer by `CHURN`. */
  readonly outcomes: Crosstab;
  /** Mean yearly margin of each group; `null` where it is known of nobody. */
  readonly margins: Readonly<Record<NpsGroup, number | null>>;
}

export const YEAR_DAYS = 365;

/** Counted once, however many numbers are asked of it. */
export function churnIn(
  segment: Segment,
  question: OrdinalQuestion,
  days: number,
  context: Context,
): Promise<Finding<ChurnCustomers>> {
  return findIn(segment, `churn ${question.code} ${days}`, context, (other, where) =>
    churnCustomers(other, question, days, where),
  );
}

async function churnCustomers(
  { scope, row, weighting }: Segment,
  question: OrdinalQuestion,
  days: number,
  { outcomes }: Context,
): Promise<ChurnCustomers> {
  if (rollingOf(scope) !== null)
    throw requestError("BAD_USER_INPUT", "churn: expected other segments than rolling windows: a customer counts once");
  const cells = await outcomes.cells({ scope, slot: question.slot, days }, row.values);
  const weighted = weighting !== "none" && cells.some(({ n, w, ww }) => Number(w) !== n || Number(ww) !== n);
  return {
    outcomes: crosstabIn(question, cells, weighted),
    margins: {
      promoters: marginOf(question, cells, weighted, (answer) => answer >= CLASSIC_CUTS.promoterMin),
      passives: marginOf(
        question,
        cells,
        weighted,
        (answer) => answer > CLASSIC_CUTS.detractorMax && answer < CLASSIC_CUTS.promoterMin,
      ),
      detractors: marginOf(question, cells, weighted, (answer) => answer <= CLASSIC_CUTS.detractorMax),
    },
  };
}

/** Not applicable when the customer had left before, or the question is; else missing when either is; else invalid. */
function crosstabIn({ scale }: OrdinalQuestion, cells: readonly OutcomeCell[], weighted: boolean): Crosstab {
  const pairs: CrosstabCell[] = [];
  const unanswered = { missing: 0, notApplicable: 0, invalid: 0 };
  for (const { mark, outcome, n, w, ww } of cells) {
    if (outcome === "before" || mark === MARK.NOT_APPLICABLE) unanswered.notApplicable += n;
    else if (outcome === "unknown" || mark === MARK.MISSING) unanswered.missing += n;
    else if (mark >= scaleSize(scale)) unanswered.invalid += n;
    else pairs.push({ row: pointOf(scale, mark), column: outcome, n, ...(weighted ? { w, ww } : {}) });
  }
  return crosstabFromCells(scale, CHURN, pairs, unanswered);
}

function marginOf(
  { scale }: OrdinalQuestion,
  cells: readonly OutcomeCell[],
  weighted: boolean,
  belongs: (answer: number) => boolean,
): number | null {
  const own = cells.filter(
    ({ mark, outcome }) => outcome !== "before" && mark < scaleSize(scale) && belongs(pointOf(scale, mark)),
  );
  const sum = own.reduce((total, { margins }) => total + (weighted ? margins.weighted : margins.sum), 0);
  const people = own.reduce((total, { margins }) => total + (weighted ? margins.w : margins.n), 0);
  return people === 0 ? null : sum / people;
}
