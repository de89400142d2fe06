import type { EffectSize } from "@klik/metrics-core/comparison";
import { builder } from "./builder.ts";
import { rounded, roundArguments } from "./estimate.ts";

export const EffectSizeType = builder.objectRef<EffectSize>("EffectSize").implement({
  description:
    "Hedges' g: a difference in pooled standard deviations, freed of its small-sample bias. Metric effect.hedges_g.",
  fields: (t) => ({
    value: t.field({
      type: "Decimal",
      description: "Now minus earlier, in standard deviations.",
      args: roundArguments,
      resolve: ({ value }, { round }) => rounded(value, round),
    }),
    standardError: t.expose("standardError", { type: "Decimal", description: "Of g." }),
    low: t.field({
      type: "Decimal",
      description: "Lower bound of its confidence interval.",
      args: roundArguments,
      resolve: ({ low }, { round }) => rounded(low, round),
    }),
    high: t.field({
      type: "Decimal",
      description: "Upper bound.",
      args: roundArguments,
      resolve: ({ high }, { round }) => rounded(high, round),
    }),
    level: t.expose("level", { type: "Decimal", description: "Confidence level, 0 to 1." }),
  }),
});
