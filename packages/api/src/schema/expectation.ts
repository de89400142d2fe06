import { expectation, type Expectation } from "@klik/metrics-core";
import { builder } from "./builder.ts";
import { computed } from "./error.ts";
import { MeasureType } from "./estimate.ts";
import { questionFor, SegmentType, tallyIn } from "./segment.ts";
import { CategoryShareType, distributionOf, type OrdinalAnswers } from "./shares.ts";

const ExpectationType = builder.objectRef<Expectation & OrdinalAnswers>("Expectation").implement({
  description: "Experience held against expectation.",
  fields: (t) => ({
    below: t.field({
      type: MeasureType,
      description: "Share below expectation, 0 to 1.",
      resolve: ({ below }) => below,
    }),
    asExpected: t.field({
      type: MeasureType,
      description: "Share as expected, 0 to 1.",
      resolve: ({ asExpected }) => asExpected,
    }),
    above: t.field({
      type: MeasureType,
      description: "Share above expectation, 0 to 1.",
      resolve: ({ above }) => above,
    }),
    net: t.field({ type: MeasureType, description: "Above minus below, in points.", resolve: ({ net }) => net }),
    mean: t.field({ type: MeasureType, description: "Mean class; 0 is as expected.", resolve: ({ mean }) => mean }),
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
    resolve: async (segment, args, context) => {
      const question = questionFor("expectation", segment, args.question, ({ role }) => role === "expectation");
      const tally = await tallyIn(segment, question, context);
      return { ...computed(() => expectation(tally)), tally, question };
    },
  }),
);
