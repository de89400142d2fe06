import { negativeRate, negativeShare, netWordOfMouth, wordOfMouthRatio } from "@klik/metrics-core";
import { builder } from "./builder.ts";
import { MeasureType } from "./estimate.ts";
import { measured, type OrdinalAnswers, ordinalAnswers } from "./measured.ts";
import { questionFor } from "./ordinal-question.ts";
import { SegmentType } from "./segment.ts";
import { CategoryShareType, distributionOf } from "./shares.ts";
import { RatioType, sharingArguments, sharingIn, SharingType } from "./sharing.ts";

const RatioDirectionType = builder.enumType("WordOfMouthRatio", {
  description: "Which way round a ratio is read.",
  values: {
    NEGATIVE_TO_POSITIVE: { value: "negative-to-positive", description: "Negative mentions per positive mention." },
    POSITIVE_TO_NEGATIVE: { value: "positive-to-negative", description: "Positive mentions per negative mention." },
  } as const,
});

const WordOfMouthType = builder.objectRef<OrdinalAnswers>("WordOfMouth").implement({
  description: "What people told others about an organisation.",
  fields: (t) => ({
    negativeShare: t.field({
      type: MeasureType,
      description: "Of those who told anything, the share who said something negative, 0 to 1.",
      resolve: (answers) => measured(answers, negativeShare),
    }),
    negativeRate: t.field({
      type: MeasureType,
      description: "Of everybody asked, the share who said something negative, 0 to 1.",
      resolve: (answers) => measured(answers, negativeRate),
    }),
    net: t.field({
      type: MeasureType,
      description: "Share positive minus share negative of everybody asked, in points.",
      resolve: (answers) => measured(answers, netWordOfMouth),
    }),
    ratio: t.field({
      type: RatioType,
      description:
        "Quotient of the two kinds of mentions. Suppressed with DIVISION_BY_ZERO when there is none below the line.",
      args: {
        direction: t.arg({
          type: RatioDirectionType,
          required: true,
          defaultValue: "negative-to-positive",
          description: "Which way round.",
        }),
      },
      resolve: (answers, { direction }) => measured(answers, (tally) => wordOfMouthRatio(tally, direction)),
    }),
    sharing: t.field({
      type: SharingType,
      nullable: true,
      description:
        "How often positive and negative experiences are told to others. Null with an error when the instrument has no questions for it.",
      args: sharingArguments,
      resolve: ({ segment }, codes, context) => sharingIn(segment, codes, context),
    }),
    distribution: t.field({
      type: [CategoryShareType],
      description: "Share of negative, none and positive.",
      resolve: distributionOf,
    }),
  }),
});

builder.objectField(SegmentType, "wordOfMouth", (t) =>
  t.field({
    type: WordOfMouthType,
    nullable: true,
    description:
      "Word of mouth. Null with an error when the instrument has no such question, or several and none is named.",
    args: { question: t.arg.string({ description: "Code of the question; may be left out when only one serves." }) },
    resolve: (segment, args, context) => {
      const question = questionFor("wordOfMouth", segment, args.question, ({ role }) => role === "word_of_mouth");
      return ordinalAnswers(segment, question, context);
    },
  }),
);
