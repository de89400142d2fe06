import { MARK_CUTS, type MarkCuts, reportMark } from "@klik/metrics-core";
import { builder } from "./builder.ts";
import { computed } from "./error.ts";
import { EstimateType, MeasureType } from "./estimate.ts";
import { type Measured, measured, ofAnswers, type OrdinalAnswers } from "./measured.ts";
import { type OrdinalQuestion, questionFor } from "./ordinal-question.ts";
import { SegmentType } from "./segment.ts";
import { CategoryShareType, distributionOf } from "./shares.ts";

type Marks = Measured & OrdinalAnswers & { readonly cuts: MarkCuts };

const part = ({ cuts, ...answers }: Marks, name: "high" | "insufficient"): Measured =>
  measured(answers, (tally) => reportMark(tally, cuts)[name]);

const ReportMarkType = builder.objectRef<Marks>("ReportMark").implement({
  description: "Report mark (Dutch rapportcijfer): the mean mark, 1 to 10.",
  interfaces: [EstimateType],
  fields: (t) => ({
    high: t.field({
      type: MeasureType,
      description: "Share of marks at or above `highMin`, 0 to 1.",
      resolve: (marks) => part(marks, "high"),
    }),
    insufficient: t.field({
      type: MeasureType,
      description: "Share of marks at or below `insufficientMax`, 0 to 1. With 5, a 5.5 is a pass.",
      resolve: (marks) => part(marks, "insufficient"),
    }),
    distribution: t.field({ type: [CategoryShareType], description: "Share of each mark.", resolve: distributionOf }),
  }),
});

builder.objectField(SegmentType, "reportMark", (t) =>
  t.field({
    type: ReportMarkType,
    nullable: true,
    description:
      "Report mark of a question on 1–10 where high is good. Null with an error when the instrument has none, or several and none is named, and for cuts that are no marks.",
    args: {
      question: t.arg.string({ description: "Code of the question; may be left out when only one serves." }),
      highMin: t.arg.float({
        required: true,
        defaultValue: MARK_CUTS.highMin,
        description: "The lowest high mark. A convention: `metric` names it.",
      }),
      insufficientMax: t.arg.float({
        required: true,
        defaultValue: MARK_CUTS.insufficientMax,
        description: "The highest insufficient mark, likewise.",
      }),
    },
    resolve: (segment, { question: code, ...cuts }, context) => {
      const question = questionFor("reportMark", segment, code, takesMarks);
      return ofAnswers(segment, question, context, (answers) =>
        computed(() => ({ ...measured(answers, (tally) => reportMark(tally, cuts).mean), ...answers, cuts })),
      );
    },
  }),
);

const takesMarks = ({ scale: { codes, min, max, direction } }: OrdinalQuestion): boolean =>
  codes === null && min === 1 && max === 10 && direction === "high_is_good";
