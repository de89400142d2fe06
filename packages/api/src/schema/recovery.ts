import { type Estimate, nps, pointOf, scaleSize } from "@klik/metrics-core";
import { MARK } from "@klik/metrics-core/columns";
import { recovery, recoveryChange } from "@klik/metrics-core/outcomes";
import { columnTally, type Crosstab, type CrosstabCell, crosstabFromCells, rowTally } from "@klik/metrics-core/people";
import type { Context } from "../context.ts";
import type { RecoveryCell } from "../plan/recoveries.ts";
import { rollingOf } from "../plan/rolling.ts";
import { builder } from "./builder.ts";
import { computed, requestError } from "./error.ts";
import { MeasureType } from "./estimate.ts";
import { FollowUpType } from "./follow-up.ts";
import { type Finding, findIn, type Measured, measuredIn } from "./measured.ts";
import { type OrdinalQuestion, questionFor } from "./ordinal-question.ts";
import type { Segment } from "./segment.ts";

const part = (pairs: Finding<Crosstab>, of: (crosstab: Crosstab) => Estimate): Measured => measuredIn(pairs, of);

const RecoveryType = builder.objectRef<Finding<Crosstab>>("Recovery").implement({
  description:
    "What following up did to the people who answered before and after. Extreme answers drift back without any action: compare with people who were not contacted.",
  fields: (t) => ({
    rate: t.field({
      type: MeasureType,
      description: "Of the detractors before, the share who are no longer detractors, 0 to 1.",
      resolve: (pairs) => part(pairs, (crosstab) => recovery(crosstab).rate),
    }),
    change: t.field({
      type: MeasureType,
      description: "Mean change of the NPS points of the same people, −200 to 200.",
      resolve: (pairs) => part(pairs, recoveryChange),
    }),
    before: t.field({
      type: MeasureType,
      description: "NPS before, of the people who answered again.",
      resolve: (pairs) => part(pairs, (crosstab) => nps(rowTally(crosstab))),
    }),
    after: t.field({
      type: MeasureType,
      description: "NPS after, of the same people.",
      resolve: (pairs) => part(pairs, (crosstab) => nps(columnTally(crosstab))),
    }),
  }),
});

builder.objectField(FollowUpType, "recovery", (t) =>
  t.field({
    type: RecoveryType,
    nullable: true,
    description:
      "Of the people whose case was contacted by `asOf`: the answer that opened the case against their first one after the contact, found by respondent key. Who has not answered again is missing in the base; a person counts once. Null with an error when no question serves, and for rolling windows.",
    args: {
      question: t.arg.string({ description: "Code of the recommend question; may be left out when only one serves." }),
    },
    resolve: ({ ledger: { segment }, asOf, trigger }, { question: code }, context) => {
      const question = questionFor("followUp.recovery", segment, code, ({ role }) => role === "nps");
      const about = JSON.stringify(["recovery", question.code, asOf, trigger]);
      return findIn(segment, about, context, (other, where) => pairsIn(other, question, { asOf, trigger }, where));
    },
  }),
);

async function pairsIn(
  { scope, row, weighting }: Segment,
  question: OrdinalQuestion,
  which: { readonly asOf: Date; readonly trigger: string | null },
  { recoveries }: Context,
): Promise<Crosstab> {
  if (rollingOf(scope) !== null)
    throw requestError(
      "BAD_USER_INPUT",
      "followUp.recovery: expected other segments than rolling windows: a person counts once",
    );
  const cells = await recoveries.cells({ scope, slot: question.slot, ...which }, row.values);
  const weighted = weighting !== "none" && cells.some(({ n, w, ww }) => Number(w) !== n || Number(ww) !== n);
  return computed(() => crosstabOfCells(question, cells, weighted));
}

/** Not applicable when the answer before is; else missing when one of the two is; else invalid. */
function crosstabOfCells({ scale }: OrdinalQuestion, cells: readonly RecoveryCell[], weighted: boolean): Crosstab {
  const pairs: CrosstabCell[] = [];
  const unanswered = { missing: 0, notApplicable: 0, invalid: 0 };
  for (const { before, after, n, w, ww } of cells) {
    if (before === MARK.NOT_APPLICABLE) unanswered.notApplicable += n;
    else if (before === MARK.MISSING || after === null) unanswered.missing += n;
    else if (before >= scaleSize(scale)) unanswered.invalid += n;
    else pairs.push({ row: pointOf(scale, before), column: pointOf(scale, after), n, ...(weighted ? { w, ww } : {}) });
  }
  return crosstabFromCells(scale, scale, pairs, unanswered);
}
