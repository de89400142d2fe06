import type { Estimate } from "@klik/metrics-core";
import type { RankedReason, ReasonBase } from "@klik/metrics-core/people";
import type { Context } from "../context.ts";
import { labelIn } from "../plan/labels.ts";
import { builder } from "./builder.ts";
import { languageArguments } from "./category.ts";
import { computedApart, requestError } from "./error.ts";
import { MeasureType } from "./estimate.ts";
import { findIn, type Measured, measuredIn } from "./measured.ts";
import { peopleTable } from "./person-answers.ts";
import type { OrdinalQuestion } from "./ordinal-question.ts";
import { type Segment, SegmentType } from "./segment.ts";

export const ReasonKindType = builder.enumType("ReasonKind", {
  description: "What the reasons are for.",
  values: {
    RECOMMEND: { value: "recommend", description: "To recommend." },
    NOT_RECOMMEND: { value: "not_recommend", description: "Not to recommend." },
  } as const,
});

const ReasonBaseType = builder.enumType("ReasonBase", {
  description: "What shares of reasons are of.",
  values: {
    ASKED: { value: "asked", description: "Everybody who was asked; shares may add up to more than 1." },
    CITING: { value: "citing", description: "People who cite at least one reason." },
    MENTIONS: { value: "mentions", description: "All mentions; shares add up to 1." },
  } as const satisfies Record<string, { value: ReasonBase; description: string }>,
});

interface Reason {
  readonly question: OrdinalQuestion;
  readonly count: number;
  readonly share: Estimate;
  readonly order: RankedReason;
}

type TracedReason = Reason & { readonly share: Measured };

const ReasonShareType = builder.objectRef<TracedReason>("Reason").implement({
  description: "One reason with its share and its place in the order.",
  fields: (t) => ({
    code: t.string({
      description: "Code of the reason.",
      resolve: ({ question }) => question.reason?.option ?? question.code,
    }),
    label: t.string({
      description: "For people.",
      args: languageArguments,
      resolve: ({ question }, { language }) => labelIn(question.labels, language, question.code),
    }),
    count: t.exposeInt("count", { description: "People who cite it, unweighted." }),
    share: t.field({ type: MeasureType, description: "Of the base asked for, 0 to 1.", resolve: ({ share }) => share }),
    rank: t.int({
      nullable: true,
      description: "1 is cited most; exact ties share a rank. Null on an empty base.",
      resolve: ({ order }) => order.rank,
    }),
    tied: t.boolean({
      description: "Another reason has exactly the same weighted count.",
      resolve: ({ order }) => order.exactTie,
    }),
    tiedWithNext: t.boolean({
      description: "The paired test does not separate it from the next reason.",
      resolve: ({ order }) => order.tiedWithNext,
    }),
    highestRank: t.int({
      nullable: true,
      description: "Best rank that it could as well have (Holm over all pairs). Null on an empty base.",
      resolve: ({ order }) => order.highestRank,
    }),
    lowestRank: t.int({
      nullable: true,
      description: "Worst rank that it could as well have. Null on an empty base.",
      resolve: ({ order }) => order.lowestRank,
    }),
  }),
});

builder.objectField(SegmentType, "reasons", (t) =>
  t.field({
    type: [ReasonShareType],
    nullable: true,
    description:
      "Reasons (not) to recommend, most cited first. Null with an error when the instrument does not ask for them.",
    args: {
      kind: t.arg({ type: ReasonKindType, required: true, description: "Which question." }),
      base: t.arg({
        type: ReasonBaseType,
        required: true,
        defaultValue: "asked",
        description: "What the shares are of.",
      }),
    },
    resolve: async (segment, { kind, base }, context) => {
      const options = optionsOf(segment, kind);
      const finding = await findIn(segment, `reasons ${kind} ${base}`, context, (other, where) =>
        reasonsIn(other, options, base, where),
      );
      return finding.found.map(
        (reason): TracedReason => ({
          ...reason,
          share: measuredIn(finding, (found) => found.find(({ question }) => question === reason.question)!.share),
        }),
      );
    },
  }),
);

async function reasonsIn(
  segment: Segment,
  options: readonly OrdinalQuestion[],
  base: ReasonBase,
  context: Context,
): Promise<readonly Reason[]> {
  const table = await peopleTable(segment, options, context);
  const counted = await computedApart("reasonsOfPeople", { table, base }, context);
  return counted.map(({ code, count, share, order }) => ({
    question: options.find((option) => option.code === code)!,
    count,
    share,
    order,
  }));
}

/** @throws GraphQLError `QUESTION_NOT_FOUND` */
export function optionsOf({ instrument }: Segment, kind: "recommend" | "not_recommend"): readonly OrdinalQuestion[] {
  const found = instrument.questions.filter(
    (question): question is OrdinalQuestion => question.reason?.kind === kind && question.scale !== null,
  );
  if (found.length > 0) return found;
  throw requestError(
    "QUESTION_NOT_FOUND",
    `reasons: expected a question on reasons (${kind}), got none in ${instrument.code}`,
  );
}
