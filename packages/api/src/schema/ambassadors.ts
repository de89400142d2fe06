import { pointOf, scaleSize, type Tally } from "@klik/metrics-core";
import { type AmbassadorFunnel, ambassadors, columnsWhereRow } from "@klik/metrics-core/people";
import { builder } from "./builder.ts";
import { crosstabIn } from "./crosstab-in.ts";
import { computed } from "./error.ts";
import { MeasureType } from "./estimate.ts";
import { type Finding, findIn, measuredIn } from "./measured.ts";
import { questionFor } from "./ordinal-question.ts";
import { SegmentType, tallyIn } from "./segment.ts";

const AmbassadorFunnelType = builder.objectRef<Finding<AmbassadorFunnel>>("AmbassadorFunnel").implement({
  description: "From proud employees to ambassadors; each step keeps its own base.",
  fields: (t) => ({
    proud: t.field({
      type: MeasureType,
      description: "Share of employees who are proud, 0 to 1.",
      resolve: (found) => measuredIn(found, ({ proud }) => proud),
    }),
    talking: t.field({
      type: MeasureType,
      description: "Of the proud, the share who talk to others about it.",
      resolve: (found) => measuredIn(found, ({ talking }) => talking),
    }),
    ambassadors: t.field({
      type: MeasureType,
      description: "Share of all employees who are proud and talk about it.",
      resolve: (found) => measuredIn(found, (funnel) => funnel.ambassadors),
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
      return findIn(segment, `ambassadors ${proud.code} ${talks.code}`, context, async (other, where) => {
        const [all, both] = await Promise.all([tallyIn(other, proud, where), crosstabIn(other, proud, talks, where)]);
        return computed(() => ambassadors(all, ofTheProud(both, proud.scale)));
      });
    },
  }),
);

/** What those who gave the best answer to the first question answered to the second. */
function ofTheProud(both: Parameters<typeof columnsWhereRow>[0], scale: Parameters<typeof scaleSize>[0]): Tally {
  const best = scale.direction === "high_is_good" ? scaleSize(scale) - 1 : 0;
  return columnsWhereRow(both, scale.codes?.[best] ?? pointOf(scale, best));
}
