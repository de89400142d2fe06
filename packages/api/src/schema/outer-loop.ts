import { scaleSize, type Tally } from "@klik/metrics-core";
import { actionRate, useOfResults } from "@klik/metrics-core/outcomes";
import type { Crosstab } from "@klik/metrics-core/people";
import { builder } from "./builder.ts";
import { crosstabIn } from "./crosstab-in.ts";
import { computed } from "./error.ts";
import { MeasureType } from "./estimate.ts";
import { findIn, measuredIn } from "./measured.ts";
import { type OrdinalQuestion, questionFor } from "./ordinal-question.ts";
import { SegmentType } from "./segment.ts";
import { organisationTallies } from "./segment-parts.ts";

builder.objectField(SegmentType, "actionRate", (t) =>
  t.field({
    type: MeasureType,
    nullable: true,
    description:
      "Outer loop: improvement actions completed, of the insights accepted, 0 to 1, whatever their weight, of those of which both is known. One response is one insight. Null with an error when a question is not there.",
    args: {
      accepted: t.arg.string({
        required: true,
        description: "Code of the question whether an insight was accepted; its best answer counts.",
      }),
      completed: t.arg.string({
        required: true,
        description: "Code of the question whether its action was completed; its best answer counts.",
      }),
    },
    resolve: async (segment, codes, context) => {
      const accepted = questionFor("actionRate.accepted", segment, codes.accepted, () => true);
      const completed = questionFor("actionRate.completed", segment, codes.completed, () => true);
      const about = `actionRate ${accepted.code} ${completed.code}`;
      const finding = await findIn(segment, about, context, (other, where) =>
        crosstabIn(other, accepted, completed, where),
      );
      return computed(() => measuredIn(finding, (both) => actionRate(insights(both, accepted, completed))));
    },
  }),
);

builder.objectField(SegmentType, "useOfResults", (t) =>
  t.field({
    type: MeasureType,
    nullable: true,
    description:
      "Share of organisations that changed something after their last survey, 0 to 1. The unit is the organisation: where several people answered for one, more than half of them must say so. Null with an error when the question is not there.",
    args: {
      question: t.arg.string({
        required: true,
        description: "Code of the question whether something was changed; its best answer counts.",
      }),
    },
    resolve: async (segment, { question: code }, context) => {
      const question = questionFor("useOfResults", segment, code, () => true);
      const finding = await findIn(segment, `useOfResults ${question.code}`, context, async (other, where) => {
        const tallies = await organisationTallies(other, question, where);
        const heard = tallies.filter((tally) => answersIn(tally) > 0);
        const changed = heard.filter((tally) => 2 * tally.n[bestOf(question)]! > answersIn(tally));
        return { organisations: heard.length, changed: changed.length };
      });
      return computed(() => measuredIn(finding, useOfResults));
    },
  }),
);

/** Of the insights of which both is known. */
function insights(both: Crosstab, accepted: OrdinalQuestion, completed: OrdinalQuestion) {
  const width = scaleSize(completed.scale);
  const row = both.n.slice(bestOf(accepted) * width, (bestOf(accepted) + 1) * width);
  return { accepted: row.reduce((sum, n) => sum + n, 0), completed: row[bestOf(completed)]! };
}

const bestOf = ({ scale }: OrdinalQuestion): number => (scale.direction === "high_is_good" ? scaleSize(scale) - 1 : 0);

const answersIn = ({ n }: Tally): number => n.reduce((sum, each) => sum + each, 0);
