import { pointOf, scaleSize, type Tally } from "@klik/metrics-core";
import { type AmbassadorFunnel, ambassadors, columnsWhereRow, crosstabOf } from "@klik/metrics-core/people";
import { builder } from "./builder.ts";
import { computed } from "./error.ts";
import { MeasureType } from "./estimate.ts";
import { personAnswers } from "./person-answers.ts";
import { questionFor, SegmentType, tallyIn } from "./segment.ts";

const AmbassadorFunnelType = builder.objectRef<AmbassadorFunnel>("AmbassadorFunnel").implement({
  description: "From proud employees to ambassadors; each step keeps its own base.",
  fields: (t) => ({
    proud: t.field({
      type: MeasureType,
      description: "Share of employees who are proud, 0 to 1.",
      resolve: ({ proud }) => proud,
    }),
    talking: t.field({
      type: MeasureType,
      description: "Of the proud, the share who talk to others about it.",
      resolve: ({ talking }) => talking,
    }),
    ambassadors: t.field({
      type: MeasureType,
      description: "Share of all employees who are proud and talk about it.",
      resolve: (funnel) => funnel.ambassadors,
    }),
  }),
});

builder.objectField(SegmentType, "ambassadors", (t) =>
  t.field({
    type: AmbassadorFunnelType,
    nullable: true,
    description: "Ambassador funnel of employees. Null with an error when the instrument has no questions for it.",
    args: {
      proud: t.arg.string({
        required: true,
        defaultValue: "proud",
        description: "Code of the question whether one is proud; its best answer counts.",
      }),
      talks: t.arg.string({
        required: true,
        defaultValue: "talks",
        description: "Code of the question whether one talks about it; its best answer counts.",
      }),
    },
    resolve: async (segment, args, context) => {
      const proud = questionFor("ambassadors.proud", segment, args.proud, () => true);
      const talks = questionFor("ambassadors.talks", segment, args.talks, () => true);
      const [all, { answers, people, options }] = await Promise.all([
        tallyIn(segment, proud, context),
        personAnswers(segment, [proud, talks], context),
      ]);
      return computed(() => {
        const pairs = Array.from({ length: people }, (_, row) => [answers[0]![row], answers[1]![row]] as const);
        const both = crosstabOf(proud.scale, talks.scale, pairs, options);
        return ambassadors(all, ofTheProud(both, proud.scale));
      });
    },
  }),
);

/** What those who gave the best answer to the first question answered to the second. */
function ofTheProud(both: Parameters<typeof columnsWhereRow>[0], scale: Parameters<typeof scaleSize>[0]): Tally {
  const best = scale.direction === "high_is_good" ? scaleSize(scale) - 1 : 0;
  return columnsWhereRow(both, scale.codes?.[best] ?? pointOf(scale, best));
}
