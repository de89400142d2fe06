import { sentiment, type Sentiment } from "@klik/metrics-core";
import { builder } from "./builder.ts";
import { computed } from "./error.ts";
import { MeasureType } from "./estimate.ts";
import { measured, type Measured, type OrdinalAnswers, ordinalAnswers } from "./measured.ts";
import { questionFor } from "./ordinal-question.ts";
import { SegmentType } from "./segment.ts";
import { CategoryShareType, distributionOf } from "./shares.ts";

const part = (answers: OrdinalAnswers, name: keyof Sentiment): Measured =>
  computed(() => measured(answers, (tally) => sentiment(tally)[name]));

const SentimentType = builder.objectRef<OrdinalAnswers>("Sentiment").implement({
  description: "Sentiment of messages: three readings of the same answers.",
  fields: (t) => ({
    mean: t.field({
      type: MeasureType,
      description: "Mean on 1 (negative) to 3 (positive).",
      resolve: (answers) => part(answers, "mean"),
    }),
    net: t.field({
      type: MeasureType,
      description: "Share positive minus share negative, in points.",
      resolve: (answers) => part(answers, "net"),
    }),
    index: t.field({
      type: MeasureType,
      description: "0 all negative to 100 all positive.",
      resolve: (answers) => part(answers, "index"),
    }),
    distribution: t.field({
      type: [CategoryShareType],
      description: "Share of negative, neutral and positive.",
      resolve: distributionOf,
    }),
  }),
});

builder.objectField(SegmentType, "sentiment", (t) =>
  t.field({
    type: SentimentType,
    nullable: true,
    description:
      "Sentiment. Null with an error when the instrument has no such question, or several and none is named.",
    args: { question: t.arg.string({ description: "Code of the question; may be left out when only one serves." }) },
    resolve: (segment, args, context) => {
      const question = questionFor("sentiment", segment, args.question, ({ role }) => role === "sentiment");
      return ordinalAnswers(segment, question, context);
    },
  }),
);
