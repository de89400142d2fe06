import { ces, cesEasy, cesIndex, cesNetEasy, type CesVersion } from "@klik/metrics-core";
import { builder } from "./builder.ts";
import { EstimateType, MeasureType } from "./estimate.ts";
import { CesVersionType } from "./instrument.ts";
import { measured, type Measured, type OrdinalAnswers, ofAnswers } from "./measured.ts";
import { questionFor } from "./ordinal-question.ts";
import { SegmentType } from "./segment.ts";
import { CategoryShareType, distributionOf } from "./shares.ts";

type Ces = Measured & OrdinalAnswers & { readonly version: CesVersion };

const CesType = builder.objectRef<Ces>("Ces").implement({
  description:
    "Customer Effort Score: the mean answer, in points of its own scale. Read `version` before comparing: on V1 low is good.",
  interfaces: [EstimateType],
  fields: (t) => ({
    version: t.expose("version", { type: CesVersionType, description: "Which item was asked." }),
    index: t.field({
      type: MeasureType,
      description: "0 to 100, 100 is the least effort.",
      resolve: (answers) => measured(answers, (tally) => cesIndex(tally, answers.version)),
    }),
    easy: t.field({
      type: MeasureType,
      description: "Share for whom it was easy: V2 5–7, EASE 4–5, V1 1–2.",
      resolve: (answers) => measured(answers, (tally) => cesEasy(tally, answers.version)),
    }),
    netEasy: t.field({
      type: MeasureType,
      description: "Share easy minus share difficult, in points.",
      resolve: (answers) => measured(answers, (tally) => cesNetEasy(tally, answers.version)),
    }),
    distribution: t.field({ type: [CategoryShareType], description: "Share of each answer.", resolve: distributionOf }),
  }),
});

builder.objectField(SegmentType, "ces", (t) =>
  t.field({
    type: CesType,
    nullable: true,
    description:
      "Customer Effort Score. Null with an error when the instrument has no effort item, or several and none is named.",
    args: { question: t.arg.string({ description: "Code of the question; may be left out when only one serves." }) },
    resolve: (segment, args, context) => {
      const question = questionFor(
        "ces",
        segment,
        args.question,
        ({ role, cesVersion }) => role === "ces" && cesVersion !== null,
      );
      const version = question.cesVersion as CesVersion; // the test above holds it
      return ofAnswers(segment, question, context, (answers) => ({
        ...measured(answers, (tally) => ces(tally, version)),
        ...answers,
        version,
      }));
    },
  }),
);
