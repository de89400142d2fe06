import type { Estimate } from "@klik/metrics-core";
import { type AtLeastTimes, atLeastTimes } from "@klik/metrics-core/comparison";
import { type Sharing, SHARING, sharing } from "@klik/metrics-core/people";
import type { Context } from "../context.ts";
import { builder } from "./builder.ts";
import { crosstabIn } from "./crosstab-in.ts";
import { computed } from "./error.ts";
import { EstimateType, MeasureType, roundArguments, rounded } from "./estimate.ts";
import { type Finding, findIn, type Measured, measuredIn } from "./measured.ts";
import { type OrdinalQuestion, questionFor } from "./ordinal-question.ts";
import type { Segment } from "./segment.ts";

const AtLeastTimesType = builder.objectRef<AtLeastTimes>("AtLeastTimes").implement({
  description:
    "A claim that a ratio is at least so much, tested on one side. That the ratio found is at least that is not enough: its lower bound must be.",
  fields: (t) => ({
    times: t.expose("times", { type: "Decimal", description: "The claim." }),
    level: t.expose("level", { type: "Decimal", description: "Confidence level, 0 to 1." }),
    holds: t.exposeBoolean("holds", { description: "Whether the claim holds: `low` is not below `times`." }),
    low: t.field({
      type: "Decimal",
      description: "One-sided lower bound of the ratio at the level.",
      args: roundArguments,
      resolve: ({ low }, { round }) => rounded(low, round),
    }),
    z: t.expose("z", { type: "Decimal", description: "(ln ratio − ln times) / its standard error." }),
    p: t.expose("p", {
      type: "Decimal",
      description: "Chance of a ratio this large or larger when the true one is just `times`.",
    }),
  }),
});

export const RatioType = builder.objectRef<Measured>("Ratio").implement({
  description: "A quotient with its interval on the logarithm or on the odds.",
  interfaces: [EstimateType],
  fields: (t) => ({
    atLeast: t.field({
      type: AtLeastTimesType,
      nullable: true,
      description:
        "Whether the ratio is at least so many times: “a negative experience is shared at least twice as often”. Null when the ratio is suppressed or 0.",
      args: {
        times: t.arg.float({ required: true, description: "The claim, above 0: 2 is twice." }),
        level: t.arg.float({ required: true, defaultValue: 0.95, description: "Confidence level between 0 and 1." }),
      },
      resolve: (ratio, { times, level }) => computed(() => atLeastTimes(ratio, times, { level })),
    }),
  }),
});

const part = (found: Finding<Sharing>, of: (sharing: Sharing) => Estimate): Measured => measuredIn(found, of);

export const SharingType = builder.objectRef<Finding<Sharing>>("Sharing").implement({
  description:
    "How often experiences are told to others. The unit is the person; who had both experiences counts on both sides, and the interval knows.",
  fields: (t) => ({
    positive: t.field({
      type: MeasureType,
      description: "Share of the people with a positive experience who told others, 0 to 1.",
      resolve: (found) => part(found, ({ positive }) => positive),
    }),
    negative: t.field({
      type: MeasureType,
      description: "Share of the people with a negative experience who told others, 0 to 1.",
      resolve: (found) => part(found, ({ negative }) => negative),
    }),
    ratio: t.field({
      type: RatioType,
      description:
        "Negative divided by positive: a negative experience is shared so many times as often. Suppressed when nobody had one of the two.",
      resolve: (found) => part(found, ({ ratio }) => ratio),
    }),
  }),
});

export const sharingArguments = builder.args((arg) => ({
  positive: arg.string({
    required: true,
    defaultValue: "shared_positive",
    description: "Code of the question what became of a positive experience: none, kept or shared.",
  }),
  negative: arg.string({
    required: true,
    defaultValue: "shared_negative",
    description: "Code of the question what became of a negative experience: none, kept or shared.",
  }),
}));

/** @throws GraphQLError `QUESTION_NOT_FOUND`; `QUESTION_UNSUITABLE` for a question with other categories than none, kept and shared */
export function sharingIn(
  segment: Segment,
  codes: { readonly positive: string; readonly negative: string },
  context: Context,
): Promise<Finding<Sharing>> {
  const positive = questionFor("sharing.positive", segment, codes.positive, isOnSharing);
  const negative = questionFor("sharing.negative", segment, codes.negative, isOnSharing);
  return findIn(segment, `sharing ${positive.code} ${negative.code}`, context, async (other, where) =>
    sharing(await crosstabIn(other, positive, negative, where)),
  );
}

const isOnSharing = ({ scale }: OrdinalQuestion): boolean => scale.codes?.join() === SHARING.codes!.join();
