import { type Estimate, nps, npsGroups, type Tally } from "@klik/metrics-core";
import { builder } from "./builder.ts";
import { EstimateType, MeasureType } from "./estimate.ts";
import { questionFor, SegmentType, tallyIn } from "./segment.ts";
import { CategoryShareType, distributionOf, type OrdinalAnswers } from "./shares.ts";

type Nps = Estimate & OrdinalAnswers;

const group = (tally: Tally, name: "promoters" | "passives" | "detractors"): Estimate => npsGroups(tally)[name];

const NpsType = builder.objectRef<Nps>("Nps").implement({
  description: "Net Promoter Score: promoters (9–10) minus detractors (0–6), in points from −100 to 100.",
  interfaces: [EstimateType],
  fields: (t) => ({
    promoters: t.field({
      type: MeasureType,
      description: "Share of answers 9–10, 0 to 1.",
      resolve: ({ tally }) => group(tally, "promoters"),
    }),
    passives: t.field({
      type: MeasureType,
      description: "Share of answers 7–8, 0 to 1.",
      resolve: ({ tally }) => group(tally, "passives"),
    }),
    detractors: t.field({
      type: MeasureType,
      description: "Share of answers 0–6, 0 to 1.",
      resolve: ({ tally }) => group(tally, "detractors"),
    }),
    distribution: t.field({
      type: [CategoryShareType],
      description: "Share of each of the eleven answers.",
      resolve: distributionOf,
    }),
  }),
});

builder.objectField(SegmentType, "nps", (t) =>
  t.field({
    type: NpsType,
    nullable: true,
    description:
      "Net Promoter Score of a recommend question on 0–10. Null with an error when the instrument has none, or several and none is named.",
    args: { question: t.arg.string({ description: "Code of the question; may be left out when only one serves." }) },
    resolve: async (segment, args, context) => {
      const question = questionFor("nps", segment, args.question, ({ role }) => role === "nps");
      const tally = await tallyIn(segment, question, context);
      return { ...nps(tally), tally, question };
    },
  }),
);
