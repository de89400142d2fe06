import { requireOperator } from "../access/require-scope.ts";
import { InputError } from "../input-error.ts";
import { LIMITS } from "../limits.ts";
import type { Dimension } from "../plan/scope.ts";
import { type MarginOf, type Raked, type Raking, UNREACHABLE, type Unreachable } from "../weighting/raking.ts";
import { builder } from "./builder.ts";
import { DimensionType, readFilter, requireAttributeName, requireText, ResponseFilterType } from "./segment-input.ts";
import { WeightReportType } from "./weight-report.ts";
import { WeightingType } from "./weighting.ts";
import { isRefused, orRefused, WriteRefusedType } from "./write-refused.ts";

const WeightsRakedType = builder.objectRef<Raked>("WeightsRaked").implement({
  description: "The weights are stored, in place of those that the weighting had.",
  fields: (t) => ({
    weighting: t.expose("weighting", { type: WeightingType, description: "For `weighting` of `segments`." }),
    report: t.expose("report", { type: WeightReportType, description: "What it did, and what it costs." }),
  }),
});

const REASONS: Readonly<Record<(typeof UNREACHABLE)[number], string>> = {
  NO_RESPONDENTS: "A category with a target above 0 has no responses.",
  NO_START_WEIGHT: "A category with a target above 0 has responses of start weight 0 only.",
  OUT_OF_BOUNDS: "A category, or the limits of trimming, cannot be met within the bounds.",
  NO_SOLUTION: "It is proved that no weights within the bounds meet all margins.",
  NOT_CONVERGED: "The margins were not met after 1,000 sweeps: typical when some weights would have to be 0.",
};

const UnreachableReasonType = builder.enumType("WeightsUnreachableReason", {
  description: "Why no weights meet the targets.",
  values: Object.fromEntries(
    Object.entries(REASONS).map(([reason, description]) => [reason, { description }]),
  ) as Record<(typeof UNREACHABLE)[number], { description: string }>, // the keys of that object
});

const WeightsUnreachableType = builder.objectRef<Unreachable>("WeightsUnreachable").implement({
  description: "No weights that are allowed meet the targets; nothing was stored.",
  fields: (t) => ({
    reason: t.expose("reason", { type: UnreachableReasonType, description: "Stable; act on this." }),
    margin: t.exposeString("margin", {
      nullable: true,
      description: "The margin where it shows most, named as in a report. Null: it is not in one margin.",
    }),
    category: t.exposeString("category", { nullable: true, description: "Its category. Null: likewise." }),
    message: t.exposeString("message", { description: "One sentence for people." }),
  }),
});

const RakeWeightsResultType = builder.unionType("RakeWeightsResult", {
  description: "The weighting with its report, or why there are no such weights.",
  types: [WeightsRakedType, WeightsUnreachableType, WriteRefusedType],
  resolveType: (value) =>
    isRefused(value) ? "WriteRefused" : value.kind === "raked" ? "WeightsRaked" : "WeightsUnreachable",
});

const MarginOfType = builder.inputType("MarginOf", {
  isOneOf: true,
  description: "What a margin is of.",
  fields: (t) => ({
    dimension: t.field({ type: DimensionType, description: "A dimension of the context, by its codes." }),
    attribute: t.string({ description: "A free attribute of the responses, by its values." }),
    question: t.string({
      description: "A question with points: by the codes of its categories, or its points as text.",
    }),
  }),
});

const TargetUnitType = builder.enumType("TargetUnit", {
  description: "What targets are.",
  values: {
    SHARE: { value: "share", description: "Shares that sum to 1." },
    PERCENT: { value: "percent", description: "Percentages that sum to 100." },
    COUNT: { value: "count", description: "Counts of a population, of any sum." },
  } as const,
});

const TargetInputType = builder.inputType("TargetInput", {
  description: "How much of the whole one category should be.",
  fields: (t) => ({
    code: t.string({ required: true, description: "Code of the category, or the value of the attribute." }),
    target: t.field({ type: "Decimal", required: true, description: "0 or more. 0 gives its responses the weight 0." }),
  }),
});

const MarginInputType = builder.inputType("MarginInput", {
  description: "A known distribution. Every category that the responses have needs a target.",
  fields: (t) => ({
    of: t.field({ type: MarginOfType, required: true, description: "Of what." }),
    unit: t.field({ type: TargetUnitType, required: true, defaultValue: "share", description: "Unit of the targets." }),
    targets: t.field({
      type: [TargetInputType],
      required: true,
      description: `At most ${LIMITS.listElements.toLocaleString("en")}, each code once.`,
    }),
  }),
});

const StartWeightsType = builder.enumType("StartWeights", {
  description: "What raking starts from, and stays as close to as it can.",
  values: {
    RESPONSE: { value: "response", description: "The weight that each response came with." },
    NONE: { value: "none", description: "1 for every response." },
  } as const,
});

const MissingPolicyType = builder.enumType("MissingValues", {
  description: "What becomes of responses that have no value in a margin.",
  values: {
    REFUSE: { value: "refuse", description: "Nothing is weighted while there are any." },
    LEAVE_OUT: { value: "leave-out", description: "They get the weight 0." },
    KEEP_WEIGHT: { value: "keep-weight", description: "They keep their start weight, scaled like everybody's." },
  } as const,
});

const RatioBoundsInputType = builder.inputType("RatioBoundsInput", {
  description: "Limits of weight / start weight that raking keeps to; 1 means unchanged.",
  fields: (t) => ({
    lower: t.field({ type: "Decimal", description: "0 to 1. Null: 0." }),
    upper: t.field({ type: "Decimal", description: "1 or more. Null: none." }),
  }),
});

const RedistributionType = builder.enumType("Redistribution", {
  description: "To whom the weight goes that is cut off.",
  values: {
    EQUAL: { value: "equal", description: "The same amount to every response that was not trimmed." },
    PROPORTIONAL: { value: "proportional", description: "In proportion to their weights." },
  } as const,
});

const TrimInputType = builder.inputType("TrimInput", {
  description:
    "Limits of the weights themselves, applied after raking: the margins are then no longer met exactly. Prefer `bounds`.",
  fields: (t) => ({
    lower: t.field({ type: "Decimal", required: true, defaultValue: 0, description: "Smallest weight." }),
    upper: t.field({ type: "Decimal", required: true, description: "Largest weight." }),
    redistribute: t.field({
      type: RedistributionType,
      required: true,
      defaultValue: "equal",
      description: "To whom the rest goes.",
    }),
  }),
});

const RakeWeightsInputType = builder.inputType("RakeWeightsInput", {
  description: "Which responses to weight, under which name, and to what.",
  fields: (t) => ({
    instrument: t.string({ required: true, description: "Code of the instrument." }),
    name: t.string({
      required: true,
      description:
        "At most 60 letters, digits, _ . and -, other than response and none. One that is there gets new weights.",
    }),
    where: t.field({ type: ResponseFilterType, description: "Which responses get a weight. Left out: all." }),
    margins: t.field({
      type: [MarginInputType],
      required: true,
      description: `What to rake to; 1 to ${LIMITS.margins}, each once.`,
    }),
    start: t.field({ type: StartWeightsType, required: true, defaultValue: "response", description: "Start weights." }),
    total: t.field({ type: "Decimal", description: "Sum of the weights. Null: that of the start weights." }),
    bounds: t.field({ type: RatioBoundsInputType, description: "Null: none." }),
    missing: t.field({
      type: MissingPolicyType,
      required: true,
      defaultValue: "refuse",
      description: "Responses without a value.",
    }),
    trim: t.field({ type: TrimInputType, description: "Null: not trimmed." }),
  }),
});

type RakeInput = typeof RakeWeightsInputType.$inferInput;

builder.mutationField("rakeWeights", (t) =>
  t.field({
    type: RakeWeightsResultType,
    description:
      "Rakes responses to known margins (Deming & Stephan 1940) and stores their weights under a name that `segments` can choose. Doing it again replaces the weights, with those of the responses of that moment. Meanwhile corrections of responses to the instrument wait, or are refused with DATABASE_BUSY; new responses do not. For the operator.",
    args: { input: t.arg({ type: RakeWeightsInputType, required: true, description: "What to rake." }) },
    resolve: (_root, { input }, context) => {
      requireOperator(context, "admin");
      return orRefused(async () => context.writes.rake(readRaking(input)));
    },
  }),
);

/** @throws InputError `INPUT_INVALID`; GraphQLError `BAD_USER_INPUT` as for the arguments of a query */
function readRaking({ where, margins, bounds, total, trim, ...same }: RakeInput): Raking {
  if (!/^(?!(?:response|none)$)[A-Za-z0-9][A-Za-z0-9_.-]{0,59}$/.test(same.name))
    refuse("name", "at most 60 letters, digits, _ . and -, other than response and none", same.name);
  if (margins.length < 1 || margins.length > LIMITS.margins)
    refuse("margins", `1 to ${LIMITS.margins} margins`, String(margins.length));
  return {
    ...same,
    instrument: requireText("input.instrument", same.instrument),
    where: readFilter(where),
    margins: margins.map(({ of, unit, targets }, index) => {
      if (targets.length > LIMITS.listElements)
        refuse(`margins[${index}].targets`, `at most ${LIMITS.listElements} elements`, String(targets.length));
      for (const { code } of targets) requireText(`input.margins[${index}].targets.code`, code);
      return { of: marginOf(of), unit, targets };
    }),
    bounds: Object.fromEntries(Object.entries(bounds ?? {}).filter(([, limit]) => limit != null)),
    total: total ?? null,
    trim: trim ?? null,
  };
}

function marginOf({ dimension, attribute, question }: RakeInput["margins"][number]["of"]): MarginOf {
  if (dimension != null) return { kind: "dimension", dimension: dimension satisfies Dimension };
  if (attribute != null) return { kind: "attribute", name: requireAttributeName(attribute) };
  return { kind: "question", code: requireText("input.margins.of.question", question ?? "") };
}

function refuse(path: string, expected: string, got: string): never {
  throw new InputError("INPUT_INVALID", "rakeWeights: one thing to mend", [{ path, expected, got: got.slice(0, 40) }]);
}
