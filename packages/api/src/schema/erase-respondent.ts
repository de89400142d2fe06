import { requireScope } from "../access/require-scope.ts";
import type { Erasure } from "../erasure/erase-respondent.ts";
import { builder } from "./builder.ts";
import { requireText } from "./segment-input.ts";
import { isRefused, orRefused, WriteRefusedType } from "./write-refused.ts";

const RespondentErasedType = builder.objectRef<Erasure>("RespondentErased").implement({
  description:
    "What an erasure removed; all 0 when nothing was kept of this respondent. Summaries are right from now on, and rows that name the respondent or one of the responses are rejected with ERASED.",
  fields: (t) => ({
    organisation: t.exposeString("organisation", { description: "Code of the organisation." }),
    responses: t.exposeInt("responses", { description: "Responses, with the answers and attributes in them." }),
    texts: t.exposeInt("texts", { description: "Open texts." }),
    numbers: t.exposeInt("numbers", { description: "Answers that are free numbers." }),
    followUps: t.exposeInt("followUps", { description: "Cases of closing the loop, of these responses." }),
    customerOutcomes: t.exposeInt("customerOutcomes", {
      description: "What the respondent did as a customer: 1 when something was known.",
    }),
    rejectedRows: t.exposeInt("rejectedRows", {
      description:
        "Rejected rows that held the key, or named one of the responses: they stay counted, what stood in them is gone.",
    }),
    keptAnswers: t.exposeInt("keptAnswers", {
      description: "Answers kept under idempotency keys, of imports that held something of this respondent.",
    }),
    columnsRewritten: t.exposeBoolean("columnsRewritten", {
      description:
        "Whether derived data is rewritten already; false: others were at work on it, and the next fold does it.",
    }),
  }),
});

const EraseRespondentResultType = builder.unionType("EraseRespondentResult", {
  description: "What was removed, or why nothing was.",
  types: [RespondentErasedType, WriteRefusedType],
  resolveType: (value) => (isRefused(value) ? "WriteRefused" : "RespondentErased"),
});

const EraseRespondentInputType = builder.inputType("EraseRespondentInput", {
  description: "Whom to erase. A respondent is known within one organisation.",
  fields: (t) => ({
    organisation: t.string({ required: true, description: "Code of the organisation." }),
    respondentKey: t.string({ required: true, description: "Key of the respondent, as it was imported." }),
  }),
});

builder.mutationField("eraseRespondent", (t) =>
  t.field({
    type: EraseRespondentResultType,
    description: "Erases all that is kept of a respondent, for good. Doing it again removes nothing more.",
    args: { input: t.arg({ type: EraseRespondentInputType, required: true, description: "Whom." }) },
    resolve: (_root, { input }, context) => {
      requireScope(context, "admin");
      return orRefused(() =>
        context.writes.erase({
          organisation: requireText("input.organisation", input.organisation),
          respondentKey: input.respondentKey,
        }),
      );
    },
  }),
);
