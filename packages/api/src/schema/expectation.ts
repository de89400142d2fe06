import { expectation, type Expectation } from "@klik/metrics-core";
import { builder } from "./builder.ts";
import { computed } from "./error.ts";
import { MeasureType } from "./estimate.ts";
import { measured, type Measured, type OrdinalAnswers, ordinalAnswers } from "./measured.ts";
import { questionFor } from "./ordinal-question.ts";
import { SegmentType } from "./segment.ts";
import { CategoryShareType, distributionOf } from "./shares.ts";

const part = (answers: OrdinalAnswers, name: keyof Expectation): Measured =>
  computed(() => measured(answers, (tally) => expectation(tally)[name]));

const ExpectationType = builder.objectRef<OrdinalAnswers>("Expectation").implement({
  description: "Experience held against expectation.",
  fields: (t) => ({
    below: t.field({
      type: MeasureType,
      description: "Share below expectation, 0 to 1.",
      resolve: (answers) => part(answers, "below"),
    }),
    asExpected: t.field({
      type: MeasureType,
      description: "Share as expected, 0 to 1.",
      resolve: (answers) => part(answers, "asExpected"),
    }),
    above: t.field({
      type: MeasureType,
      description: "Share above expectation, 0 to 1.",
      resolve: (answers) => part(answers, "above"),
    }),
    net: t.field({
      type: MeasureType,
      description: "Above minus below, in points.",
      resolve: (answers) => part(answers, "net"),
    }),
    mean: t.field({
      type: MeasureType,
      description: "Mean class; 0 is as expected.",
      resolve: (answers) => part(answers, "mean"),
    }),
    distribution: t.field({
      type: [CategoryShareType],
      description: "Share of each class, worst first.",
      resolve: distributionOf,
    }),
  }),
});

builder.objectField(SegmentType, "expectation", (t) =>
  t.field({
    type: ExpectationType,
    nullable: true,
    description:
      "Was it worse than, as, or better than expected? Null with an error when the instrument has no such question, or several and none is named.",
    args: { question: t.arg.string({ description: "Code of the question; may be left out when only one serves." }) },
    resolve: (segment, args, context) => {
      const question = questionFor("expectation", segment, args.question, ({ role }) => role === "expectation");
      return ordinalAnswers(segment, question, context);
    },
  }),
);
