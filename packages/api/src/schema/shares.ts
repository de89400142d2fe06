import { type CategoryShare, type Estimate, type Shares, shares, type Tally } from "@klik/metrics-core";
import { labelIn } from "../plan/labels.ts";
import { builder } from "./builder.ts";
import { languageArguments } from "./category.ts";
import { computed } from "./error.ts";
import { MeasureType } from "./estimate.ts";
import { scalePoints } from "./instrument.ts";
import { type OrdinalQuestion, questionFor, SegmentType, tallyIn } from "./segment.ts";

/** The answers behind an estimate. */
export interface OrdinalAnswers {
  readonly tally: Tally;
  readonly question: OrdinalQuestion;
}

interface LabelledShare extends CategoryShare {
  readonly question: OrdinalQuestion;
}

export const CategoryShareType = builder.objectRef<LabelledShare>("CategoryShare").implement({
  description: "One category or scale point with its share of the valid answers.",
  fields: (t) => ({
    code: t.exposeString("code", { description: "Category code, or the point as text." }),
    label: t.string({
      description: "For people.",
      args: languageArguments,
      resolve: ({ question, code }, { language }) =>
        code === "unstated"
          ? language === "nl"
            ? "niet opgegeven"
            : "unstated"
          : labelIn(scalePoints(question).find((point) => point.code === code)?.labels ?? {}, language, code),
    }),
    count: t.exposeFloat("count", { description: "Answers, unweighted." }),
    share: t.field({
      type: MeasureType,
      description: "Share of the valid answers, 0 to 1.",
      resolve: ({ share }): Estimate => share,
    }),
  }),
});

interface LabelledShares {
  readonly shares: Shares;
  readonly question: OrdinalQuestion;
}

const SharesType = builder.objectRef<LabelledShares>("Shares").implement({
  description: "Distribution of the valid answers over categories. The shares and the unstated remainder sum to 1.",
  fields: (t) => ({
    categories: t.field({
      type: [CategoryShareType],
      description: "The categories that were asked for, in that order; all, lowest first, when none were named.",
      resolve: ({ shares, question }) => shares.categories.map((category) => ({ ...category, question })),
    }),
    unstated: t.field({
      type: CategoryShareType,
      nullable: true,
      description:
        "Answers outside the named categories. It says nothing about how those people answered. Null when all categories are listed.",
      resolve: ({ shares, question }) => (shares.unstated === null ? null : { ...shares.unstated, question }),
    }),
  }),
});

builder.objectField(SegmentType, "shares", (t) =>
  t.field({
    type: SharesType,
    nullable: true,
    description:
      "One share with its interval per category or scale point. Null with an error when the question has none.",
    args: {
      question: t.arg.string({ required: true, description: "Code of a question with categories or a scale." }),
      categories: t.arg.stringList({
        description: "Codes or points to tell apart; the rest becomes unstated. Left out: all.",
      }),
    },
    resolve: async (segment, args, context) => {
      const question = questionFor("shares", segment, args.question, () => true);
      const tally = await tallyIn(segment, question, context);
      return { shares: computed(() => shares(tally, args.categories ?? undefined)), question };
    },
  }),
);

/** Shares of all points behind an estimate. */
export function distributionOf({ tally, question }: OrdinalAnswers): readonly LabelledShare[] {
  return shares(tally).categories.map((category) => ({ ...category, question }));
}
