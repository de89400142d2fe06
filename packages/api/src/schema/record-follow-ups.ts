import { requireScope } from "../access/require-scope.ts";
import type { RecordedFollowUps } from "../follow-up/record-follow-ups.ts";
import { LIMITS } from "../limits.ts";
import { builder } from "./builder.ts";
import { isRefused, orRefused, refused, WriteRefusedType } from "./write-refused.ts";

const FollowUpsRecordedType = builder.objectRef<RecordedFollowUps>("FollowUpsRecorded").implement({
  description: "What was recorded; the three sum to the follow-ups that were sent.",
  fields: (t) => ({
    opened: t.exposeInt("opened", { description: "Cases that are new." }),
    changed: t.exposeInt("changed", { description: "Cases of which more, or something else, is known now." }),
    unchanged: t.exposeInt("unchanged", { description: "Cases of which all was known." }),
  }),
});

const RecordFollowUpsResultType = builder.unionType("RecordFollowUpsResult", {
  description: "What was recorded, or why nothing was.",
  types: [FollowUpsRecordedType, WriteRefusedType],
  resolveType: (value) => (isRefused(value) ? "WriteRefused" : "FollowUpsRecorded"),
});

const FollowUpInputType = builder.inputType("FollowUpInput", {
  description: "What is known of one case. A moment that is left out stays as it was; null takes it back.",
  fields: (t) => ({
    organisation: t.string({ required: true, description: "Code of the organisation of the response." }),
    externalId: t.string({ required: true, description: "External id of the response." }),
    trigger: t.string({
      description:
        "The rule that the response met, such as detractor or complaint: 1 to 200 characters. Needed of a case that is new.",
    }),
    openedAt: t.field({ type: "DateTime", description: "When the case was opened. Left out of a new case: now." }),
    contactedAt: t.field({ type: "DateTime", description: "First contact with the customer." }),
    resolvedAt: t.field({ type: "DateTime", description: "First time it was resolved; not before the contact." }),
    reopenedAt: t.field({ type: "DateTime", description: "When it was opened again after that." }),
  }),
});

const RecordFollowUpsInputType = builder.inputType("RecordFollowUpsInput", {
  description: "Cases of responses to one instrument.",
  fields: (t) => ({
    instrument: t.string({ required: true, description: "Code of the instrument." }),
    followUps: t.field({
      type: [FollowUpInputType],
      required: true,
      description: `Every response once; at most ${LIMITS.listElements}.`,
    }),
  }),
});

builder.mutationField("recordFollowUps", (t) =>
  t.field({
    type: RecordFollowUpsResultType,
    description:
      "Closes the loop: opens cases of responses, and notes when the customer was contacted and the case resolved. All or nothing; sent again it changes nothing. Needs scope ingest.",
    args: { input: t.arg({ type: RecordFollowUpsInputType, required: true, description: "What to record." }) },
    resolve: (_root, { input: { instrument, followUps } }, context) => {
      requireScope(context, "ingest");
      if (followUps.length > LIMITS.listElements)
        return refused("INPUT_INVALID", `followUps: expected at most ${LIMITS.listElements}, got ${followUps.length}`);
      if (instrument.length > LIMITS.codeCharacters || instrument.includes("\0"))
        return refused("INSTRUMENT_NOT_FOUND", "instrument: expected the code of an instrument, got another");
      return orRefused(() =>
        context.writes.followUps(
          instrument,
          followUps.map((each) => ({
            organisation: each.organisation,
            externalId: each.externalId,
            trigger: each.trigger ?? undefined,
            openedAt: momentOf(each.openedAt) ?? undefined,
            contactedAt: momentOf(each.contactedAt),
            resolvedAt: momentOf(each.resolvedAt),
            reopenedAt: momentOf(each.reopenedAt),
          })),
        ),
      );
    },
  }),
);

/** Left out and null are two things. */
function momentOf(text: string | null | undefined): Date | null | undefined {
  return typeof text === "string" ? new Date(text) : text;
}
