import { requireScope } from "../access/require-scope.ts";
import type { Problem, ProblemCode } from "../ingest/problem.ts";
import type { SubmissionReport, SubmittedResponse, SubmittedVerdict } from "../ingest/submission.ts";
import { LIMITS } from "../limits.ts";
import { builder } from "./builder.ts";
import { AudienceType } from "./segment-input.ts";
import { isRefused, orRefused, refused, type WriteRefused, WriteRefusedType } from "./write-refused.ts";

const RowVerdictType = builder.enumType("RowVerdict", {
  description: "What became of one response.",
  values: {
    IMPORTED: { value: "imported", description: "It is new." },
    UPDATED: { value: "updated", description: "It was there with other content, which it replaces." },
    UNCHANGED: { value: "unchanged", description: "It was there as it is." },
    REJECTED: { value: "rejected", description: "It was not taken; `problems` says why." },
  } as const,
});

const RowProblemType = builder.objectRef<Problem>("RowProblem").implement({
  description: "One thing that is wrong with a response.",
  fields: (t) => ({
    column: t.exposeString("column", {
      nullable: true,
      description:
        "As in a file: external_id, responded_at, a question, attribute.NAME. Null: the response as a whole.",
    }),
    code: t.string({
      description: "Stable, such as ANSWER_OFF_SCALE; the same codes as in an import.",
      resolve: ({ code }) => code satisfies ProblemCode,
    }),
    reason: t.exposeString("reason", { description: "In words: what was expected, what came." }),
  }),
});

type NamedVerdict = SubmittedVerdict & { readonly externalId: string };

const ResponseVerdictType = builder.objectRef<NamedVerdict>("ResponseVerdict").implement({
  description: "The verdict on one response.",
  fields: (t) => ({
    row: t.exposeInt("row", { description: "Its place in the list, from 1." }),
    externalId: t.exposeString("externalId", { description: "As it was sent." }),
    verdict: t.expose("verdict", { type: RowVerdictType, description: "What became of it." }),
    problems: t.expose("problems", {
      type: [RowProblemType],
      description: "All that is wrong; empty unless rejected.",
    }),
  }),
});

type NamedReport = Omit<SubmissionReport, "verdicts"> & { readonly verdicts: readonly NamedVerdict[] };

const ResponsesSubmittedType = builder.objectRef<NamedReport>("ResponsesSubmitted").implement({
  description: "How many responses got which verdict: imported + updated + unchanged + rejected = rows, always.",
  fields: (t) => ({
    import: t.exposeID("runId", { description: "Number of the import, under which rejected responses are kept." }),
    instrument: t.exposeString("instrument", { description: "Code of the instrument." }),
    version: t.exposeInt("version", { description: "Version of the instrument." }),
    rows: t.exposeInt("rows", { description: "Responses that were sent." }),
    imported: t.exposeInt("imported", { description: "New ones." }),
    updated: t.exposeInt("updated", { description: "Corrected ones." }),
    unchanged: t.exposeInt("unchanged", { description: "Ones that were there as they are." }),
    rejected: t.exposeInt("rejected", { description: "Ones that were not taken." }),
    rejectedRows: t.string({
      nullable: true,
      description: "Path of the rejected ones with reasons, to be corrected and sent again. Null when there are none.",
      resolve: ({ rejected, runId }) => (rejected === 0 ? null : `/import/${runId}/rejected.ndjson`),
    }),
    verdicts: t.expose("verdicts", {
      type: [ResponseVerdictType],
      description: "One for each, in the order of the list.",
    }),
  }),
});

const SubmitResponsesResultType = builder.unionType("SubmitResponsesResult", {
  description: "The verdicts, or why nothing was taken.",
  types: [ResponsesSubmittedType, WriteRefusedType],
  resolveType: (value) => (isRefused(value) ? "WriteRefused" : "ResponsesSubmitted"),
});

const AttributeInputType = builder.inputType("AttributeInput", {
  description: "A free attribute of a response.",
  fields: (t) => ({
    name: t.string({ required: true, description: "1 to 60 letters, digits, _ . and -, beginning with a letter." }),
    value: t.string({ required: true, description: "At most 1,000 characters; empty: none." }),
  }),
});

const AnswerInputType = builder.inputType("AnswerInput", {
  description: "The answer to one question.",
  fields: (t) => ({
    question: t.string({ required: true, description: "Code of the question." }),
    value: t.field({
      type: "AnswerValue",
      description:
        "A point, a category, a number or a text; for a multi-select the options chosen. Null or left out: no answer.",
    }),
  }),
});

const ResponseInputType = builder.inputType("ResponseInput", {
  description: "One response. Sent again with the same external id it corrects the earlier one.",
  fields: (t) => ({
    externalId: t.string({
      required: true,
      description:
        "Id at the source, at most 200 characters: one for each response to this instrument in an organisation.",
    }),
    organisation: t.string({ required: true, description: "Code of the organisation that is rated." }),
    sector: t.string({ description: "Code of the sector of the organisation; it must be the one that it has." }),
    respondedAt: t.string({
      required: true,
      description: "ISO 8601: a day such as 2026-11-22, or a time with its zone. Others are rejected, never guessed.",
    }),
    channel: t.string({ description: "Code of the channel. Null: unknown." }),
    touchpoint: t.string({ description: "Code of the touchpoint. Null: unknown." }),
    audience: t.field({ type: AudienceType, description: "Who answered. Null: what the unit of the instrument says." }),
    weight: t.field({ type: "Decimal", description: "From 0 to below 1,000,000 with at most 12 decimals. Null: 1." }),
    respondentKey: t.string({ description: "Who answered; only a keyed hash of it is stored. Null: unknown." }),
    attributes: t.field({ type: [AttributeInputType], description: "Free attributes. Null: none." }),
    answers: t.field({
      type: [AnswerInputType],
      required: true,
      description: "Each question once at most; one that is left out is missing.",
    }),
  }),
});

const SubmitResponsesInputType = builder.inputType("SubmitResponsesInput", {
  description: "Responses to one instrument.",
  fields: (t) => ({
    instrument: t.string({ required: true, description: "Code of the instrument; its newest version is meant." }),
    responses: t.field({ type: [ResponseInputType], required: true, description: "At most 1,000." }),
    create: t.boolean({
      description:
        "Makes organisations, sectors, channels and touchpoints that are new. Null or false: they are a reason to reject.",
    }),
    idempotencyKey: t.string({
      description:
        "1 to 255 visible ASCII characters. Sent again with the same input within a day, the answer is the same and nothing is done. Null: none.",
    }),
  }),
});

type SubmitInput = typeof SubmitResponsesInputType.$inferInput;
type ResponseInput = SubmitInput["responses"][number];

builder.mutationField("submitResponses", (t) =>
  t.field({
    type: SubmitResponsesResultType,
    description: "Takes responses, each with a verdict of its own, by the same rules as an import.",
    args: { input: t.arg({ type: SubmitResponsesInputType, required: true, description: "What to take." }) },
    resolve: async (_root, { input }, context) => {
      requireScope(context, "ingest");
      const tooLong = tooLongList(input);
      if (tooLong !== null) return tooLong;
      return orRefused(async () => {
        const report = await context.writes.submit({
          instrument: input.instrument,
          responses: input.responses.map(responseOf),
          create: input.create ?? false,
          idempotencyKey: input.idempotencyKey ?? null,
        });
        const verdicts = report.verdicts.map((one) => ({
          ...one,
          externalId: input.responses[one.row - 1]?.externalId ?? "",
        }));
        return { ...report, verdicts };
      });
    },
  }),
);

function tooLongList({ instrument, responses }: SubmitInput): WriteRefused | null {
  const lists = [
    { path: "responses", list: responses },
    ...responses.flatMap(({ attributes, answers }, index) => [
      { path: `responses[${index}].attributes`, list: attributes ?? [] },
      { path: `responses[${index}].answers`, list: answers },
    ]),
  ];
  const issues = lists
    .filter(({ list }) => list.length > LIMITS.listElements)
    .map(({ path, list }) => ({ path, expected: `at most ${LIMITS.listElements} elements`, got: String(list.length) }));
  if (issues.length > 0) return refused("INPUT_INVALID", "input: expected shorter lists, got longer ones", issues);
  if (instrument.length <= LIMITS.codeCharacters && !instrument.includes("\0")) return null;
  return refused("INSTRUMENT_NOT_FOUND", "instrument: expected the code of an instrument, got another");
}

function responseOf(input: ResponseInput): SubmittedResponse {
  return {
    externalId: input.externalId,
    organisation: input.organisation,
    sector: input.sector ?? null,
    respondedAt: input.respondedAt,
    channel: input.channel ?? null,
    touchpoint: input.touchpoint ?? null,
    audience: input.audience?.toLowerCase() ?? null,
    weight: input.weight ?? null,
    respondentKey: input.respondentKey ?? null,
    attributes: input.attributes ?? [],
    answers: input.answers.map(({ question, value }) => ({ question, value: value ?? null })),
  };
}
