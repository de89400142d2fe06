import {
  CLASSIC_CUTS,
  enps,
  type Estimate,
  nps,
  NPS_VARIANTS,
  type NpsCuts,
  npsCustom,
  npsGroups,
  npsVariant,
  sameScale,
  type Tally,
} from "@klik/metrics-core";
import { builder } from "./builder.ts";
import { computed } from "./error.ts";
import { EstimateType, MeasureType } from "./estimate.ts";
import { measured, type Measured, type OrdinalAnswers, ofAnswers } from "./measured.ts";
import { isNumeric, questionFor } from "./ordinal-question.ts";
import { SegmentType } from "./segment.ts";
import { CategoryShareType, distributionOf } from "./shares.ts";

interface NpsAnswers extends OrdinalAnswers {
  readonly cuts: NpsCuts;
}

type Nps = Measured & NpsAnswers;

const group = (answers: NpsAnswers, name: "promoters" | "passives" | "detractors"): Measured =>
  measured(answers, (tally) => npsGroups(tally, answers.cuts)[name]);

const NpsCutsType = builder.inputType("NpsCuts", {
  description:
    "Where detractors end and promoters begin. Numbers by other cuts, or on another scale, are other metrics.",
  fields: (t) => ({
    detractorMax: t.float({
      required: true,
      description: "The highest answer of a detractor: 6 of the published method.",
    }),
    promoterMin: t.float({ required: true, description: "The lowest answer of a promoter: 9." }),
  }),
});

const NpsType = builder.objectRef<Nps>("Nps").implement({
  description:
    "Net Promoter Score: promoters minus detractors, in points from −100 to 100. Promoters answer 9–10 and detractors 0–6, unless cuts are given.",
  interfaces: [EstimateType],
  fields: (t) => ({
    promoters: t.field({
      type: MeasureType,
      description: "Share of promoters, 0 to 1.",
      resolve: (answers) => group(answers, "promoters"),
    }),
    passives: t.field({
      type: MeasureType,
      description: "Share of those between, 0 to 1.",
      resolve: (answers) => group(answers, "passives"),
    }),
    detractors: t.field({
      type: MeasureType,
      description: "Share of detractors, 0 to 1.",
      resolve: (answers) => group(answers, "detractors"),
    }),
    distribution: t.field({
      type: [CategoryShareType],
      description: "Share of each answer.",
      resolve: distributionOf,
    }),
  }),
});

builder.objectField(SegmentType, "nps", (t) =>
  t.field({
    type: NpsType,
    nullable: true,
    description:
      "Net Promoter Score of a recommend question on 0–10; with cuts also of another question with numbers, where high is good. Null with an error when the instrument has none, or several and none is named.",
    args: {
      question: t.arg.string({ description: "Code of the question; may be left out when only one serves." }),
      cuts: t.arg({
        type: NpsCutsType,
        description:
          "Other cuts: `metric` says which, and those with a name of their own have it (5 and 8 on 0–10: European). Left out: 6 and 9.",
      }),
    },
    resolve: (segment, args, context) => {
      const cuts = args.cuts ?? null;
      const question = questionFor(
        cuts === null ? "nps" : "nps.cuts",
        segment,
        args.question,
        (one) => one.role === "nps" || (cuts !== null && args.question != null && isNumeric(one)),
      );
      const score = cuts === null ? nps : (tally: Tally) => npsByCuts(tally, cuts);
      return ofAnswers(segment, question, context, (answers) =>
        computed(() => ({ ...measured(answers, score), ...answers, cuts: cuts ?? CLASSIC_CUTS })),
      );
    },
  }),
);

/** Under the name that these cuts have on this scale, if they have one. */
function npsByCuts(tally: Tally, { detractorMax, promoterMin }: NpsCuts): Estimate {
  const names = Object.keys(NPS_VARIANTS) as readonly (keyof typeof NPS_VARIANTS)[]; // that is what its keys are
  const named = names.find((name) => {
    const { scale, cuts } = NPS_VARIANTS[name];
    return sameScale(scale, tally.scale) && cuts.detractorMax === detractorMax && cuts.promoterMin === promoterMin;
  });
  return named === undefined ? npsCustom(tally, { detractorMax, promoterMin }) : npsVariant(tally, named);
}

builder.objectField(SegmentType, "enps", (t) =>
  t.field({
    type: NpsType,
    nullable: true,
    description:
      "Employee Net Promoter Score: would employees recommend working here? The unit is the employee, so it is another metric than `nps`. Null with an error as `nps`.",
    args: { question: t.arg.string({ description: "Code of the question; may be left out when only one serves." }) },
    resolve: (segment, args, context) => {
      const question = questionFor("enps", segment, args.question, ({ role }) => role === "nps");
      return ofAnswers(segment, question, context, (answers) => ({
        ...measured(answers, enps),
        ...answers,
        cuts: CLASSIC_CUTS,
      }));
    },
  }),
);
