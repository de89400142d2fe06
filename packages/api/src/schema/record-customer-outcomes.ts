import { requireScope } from "../access/require-scope.ts";
import { LIMITS } from "../limits.ts";
import type { RecordedOutcomes } from "../outcome/record-outcomes.ts";
import { builder } from "./builder.ts";
import { isRefused, orRefused, refused, WriteRefusedType } from "./write-refused.ts";

const OutcomesRecordedType = builder.objectRef<RecordedOutcomes>("CustomerOutcomesRecorded").implement({
  description: "What was recorded; the four sum to the outcomes that were sent.",
  fields: (t) => ({
    recorded: t.exposeInt("recorded", { description: "Customers of whom nothing was known." }),
    changed: t.exposeInt("changed", { description: "Customers of whom something else is known now." }),
    unchanged: t.exposeInt("unchanged", { description: "Customers of whom the same was known." }),
    erased: t.exposeInt("erased", { description: "Customers who were erased: nothing is kept of them." }),
  }),
});

const RecordOutcomesResultType = builder.unionType("RecordCustomerOutcomesResult", {
  description: "What was recorded, or why nothing was.",
  types: [OutcomesRecordedType, WriteRefusedType],
  resolveType: (value) => (isRefused(value) ? "WriteRefused" : "CustomerOutcomesRecorded"),
});

const CustomerOutcomeInputType = builder.inputType("CustomerOutcomeInput", {
  description: "All that is known of what one customer did; it replaces what was known.",
  fields: (t) => ({
    organisation: t.string({ required: true, description: "Code of the organisation." }),
    respondentKey: t.string({
      required: true,
      description: "Key of the customer, as in the responses; only a keyed hash of it is stored.",
    }),
    observedUntil: t.field({
      type: "DateTime",
      required: true,
      description: "What the customer did until then is known.",
    }),
    leftAt: t.field({ type: "DateTime", description: "When the customer left. Null: had not by then." }),
    margin: t.field({
      type: "Decimal",
      description: "Money that the customer brings in a year, costs taken off; to millionths. Null: not known.",
    }),
  }),
});

const RecordOutcomesInputType = builder.inputType("RecordCustomerOutcomesInput", {
  description: "What customers did.",
  fields: (t) => ({
    outcomes: t.field({
      type: [CustomerOutcomeInputType],
      required: true,
      description: `Every customer once; at most ${LIMITS.listElements}.`,
    }),
  }),
});

builder.mutationField("recordCustomerOutcomes", (t) =>
  t.field({
    type: RecordOutcomesResultType,
    description:
      "Takes what customers did, to hold against what they answered: see Segment.churn. All or nothing; sent again it changes nothing. Needs scope ingest.",
    args: { input: t.arg({ type: RecordOutcomesInputType, required: true, description: "What to record." }) },
    resolve: (_root, { input: { outcomes } }, context) => {
      requireScope(context, "ingest");
      if (outcomes.length > LIMITS.listElements)
        return refused("INPUT_INVALID", `outcomes: expected at most ${LIMITS.listElements}, got ${outcomes.length}`);
      return orRefused(() =>
        context.writes.outcomes(
          outcomes.map((each) => ({
            organisation: each.organisation,
            respondentKey: each.respondentKey,
            observedUntil: new Date(each.observedUntil),
            leftAt: each.leftAt == null ? null : new Date(each.leftAt),
            margin: each.margin ?? null,
          })),
        ),
      );
    },
  }),
);
