import { nps, npsGroups } from "@klik/metrics-core";
import { builder } from "./builder.ts";
import { EstimateType, MeasureType } from "./estimate.ts";
import { measured, type Measured, type OrdinalAnswers, ofAnswers } from "./measured.ts";
import { questionFor, SegmentType } from "./segment.ts";
import { CategoryShareType, distributionOf } from "./shares.ts";

type Nps = Measured & OrdinalAnswers;

const group = (answers: OrdinalAnswers, name: "promoters" | "passives" | "detractors"): Measured =>
  measured(answers, (tally) => npsGroups(tally)[name]);

const NpsType = builder.objectRef<Nps>("Nps").implement({
  description: "Net Promoter Score: promoters (9–10) minus detractors (0–6), in points from −100 to 100.",
  interfaces: [EstimateType],
  fields: (t) => ({
    promoters: t.field({
      type: MeasureType,
      description: "Share of answers 9–10, 0 to 1.",
      resolve: (answers) => group(answers, "promoters"),
    }),
    passives: t.field({
      type: MeasureType,
      description: "Share of answers 7–8, 0 to 1.",
      resolve: (answers) => group(answers, "passives"),
    }),
    detractors: t.field({
      type: MeasureType,
      description: "Share of answers 0–6, 0 to 1.",
      resolve: (answers) => group(answers, "detractors"),
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
    resolve: (segment, args, context) => {
      const question = questionFor("nps", segment, args.question, ({ role }) => role === "nps");
      return ofAnswers(segment, question, context, (answers) => ({ ...measured(answers, nps), ...answers }));
    },
  }),
);
