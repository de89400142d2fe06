import { type CategoryShare, shares } from "@klik/metrics-core";
import { labelIn } from "../plan/labels.ts";
import { builder } from "./builder.ts";
import { languageArguments } from "./category.ts";
import { computed } from "./error.ts";
import { MeasureType } from "./estimate.ts";
import { type Measured, measured, type OrdinalAnswers, ofAnswers } from "./measured.ts";
import { scalePoints } from "./instrument.ts";
import { questionFor } from "./ordinal-question.ts";
import { SegmentType } from "./segment.ts";

interface LabelledShare extends Omit<CategoryShare, "share"> {
  readonly answers: OrdinalAnswers;
  readonly share: Measured;
}

export const CategoryShareType = builder.objectRef<LabelledShare>("CategoryShare").implement({
  description: "One category or scale point with its share of the valid answers.",
  fields: (t) => ({
    code: t.exposeString("code", { description: "Category code, or the point as text." }),
    label: t.string({
      description: "For people.",
      args: languageArguments,
      resolve: ({ answers, code }, { language }) =>
        code === "unstated"
          ? language === "nl"
            ? "niet opgegeven"
            : "unstated"
          : labelIn(scalePoints(answers.question).find((point) => point.code === code)?.labels ?? {}, language, code),
    }),
    count: t.exposeFloat("count", { description: "Answers, unweighted." }),
    share: t.field({
      type: MeasureType,
      description: "Share of the valid answers, 0 to 1.",
      resolve: ({ share }) => share,
    }),
  }),
});

interface LabelledShares {
  readonly categories: readonly LabelledShare[];
  readonly unstated: LabelledShare | null;
}

const SharesType = builder.objectRef<LabelledShares>("Shares").implement({
  description: "Distribution of the valid answers over categories. The shares and the unstated remainder sum to 1.",
  fields: (t) => ({
    categories: t.field({
      type: [CategoryShareType],
      description: "The categories that were asked for, in that order; all, lowest first, when none were named.",
      resolve: ({ categories }) => categories,
    }),
    unstated: t.field({
      type: CategoryShareType,
      nullable: true,
      description:
        "Answers outside the named categories. It says nothing about how those people answered. Null when all categories are listed.",
      resolve: ({ unstated }) => unstated,
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
    resolve: (segment, args, context) => {
      const question = questionFor("shares", segment, args.question, () => true);
      return ofAnswers(segment, question, context, (answers) =>
        computed(() => labelledShares(answers, args.categories ?? undefined)),
      );
    },
  }),
);

/** Shares of all points behind an estimate. */
export function distributionOf(answers: OrdinalAnswers): readonly LabelledShare[] {
  return labelledShares(answers).categories;
}

function labelledShares(answers: OrdinalAnswers, listed?: readonly string[]): LabelledShares {
  const { categories, unstated } = shares(answers.tally, listed);
  const labelled = (found: CategoryShare, again: (of: ReturnType<typeof shares>) => CategoryShare): LabelledShare => ({
    ...found,
    answers,
    share: measured(answers, (tally) => again(shares(tally, listed)).share),
  });
  return {
    categories: categories.map((category, index) => labelled(category, (of) => of.categories[index]!)),
    unstated: unstated === null ? null : labelled(unstated, (of) => of.unstated!),
  };
}
