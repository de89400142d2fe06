import type { Kish, MarginCategory, MarginReport, WeightReport } from "@klik/metrics-core/weighting";
import { builder } from "./builder.ts";

const WeightSpreadType = builder.objectRef<Kish>("WeightSpread").implement({
  description: "How unequal weights are, and what that costs (Kish 1965).",
  fields: (t) => ({
    responses: t.exposeInt("n", { description: "Responses, those of weight 0 included." }),
    sum: t.expose("sum", { type: "Decimal", description: "Of all weights." }),
    min: t.expose("min", { type: "Decimal", nullable: true, description: "Smallest weight. Null: no responses." }),
    max: t.expose("max", { type: "Decimal", nullable: true, description: "Largest weight. Null: no responses." }),
    effectiveBase: t.expose("effectiveBase", {
      type: "Decimal",
      nullable: true,
      description: "(Σw)²/Σw²: as many equally weighted responses would be as precise. Null: no weight at all.",
    }),
    designEffect: t.expose("designEffect", {
      type: "Decimal",
      nullable: true,
      description:
        "Responses over effective base: by how much unequal weights multiply a variance. Null: no weight at all.",
    }),
  }),
});

const MarginCategoryType = builder.objectRef<MarginCategory>("WeightMarginCategory").implement({
  description: "One category of a margin, before and after weighting.",
  fields: (t) => ({
    code: t.exposeString("category", { description: "Its code." }),
    responses: t.exposeInt("n", { description: "Responses that have it." }),
    before: t.expose("before", {
      type: "Decimal",
      nullable: true,
      description: "Share by the start weights, 0 to 1. Null: no response with a value has weight.",
    }),
    after: t.expose("after", {
      type: "Decimal",
      nullable: true,
      description: "Share by the new weights, 0 to 1. Null: as for `before`.",
    }),
    target: t.expose("target", {
      type: "Decimal",
      nullable: true,
      description: "Share that was asked, 0 to 1. Null: none was.",
    }),
  }),
});

const MarginReportType = builder.objectRef<MarginReport>("WeightMargin").implement({
  description: "A margin before and after weighting.",
  fields: (t) => ({
    name: t.exposeString("name", { description: "Such as sector, attribute region or question age." }),
    categories: t.expose("categories", { type: [MarginCategoryType], description: "In the order of the targets." }),
    maxRelativeError: t.expose("maxRelativeError", {
      type: "Decimal",
      nullable: true,
      description: "Largest |after − target| / target. Null: no target above 0.",
    }),
  }),
});

const ConvergenceType = builder.objectRef<NonNullable<WeightReport["convergence"]>>("RakingConvergence").implement({
  description: "How raking came to its end, before any trimming.",
  fields: (t) => ({
    iterations: t.exposeInt("iterations", { description: "Sweeps over all margins." }),
    maxMarginError: t.expose("maxMarginError", {
      type: "Decimal",
      description: "Largest |weight − target| / target of any category.",
    }),
  }),
});

const TrimmingType = builder.objectRef<NonNullable<WeightReport["trimming"]>>("WeightTrimming").implement({
  description: "What trimming did.",
  fields: (t) => ({
    trimmed: t.exposeInt("trimmed", { description: "Responses that ended at a limit." }),
    movedShare: t.expose("movedShare", {
      type: "Decimal",
      description: "Weight that moved from them to others, as a share of all weight, 0 to 1.",
    }),
  }),
});

export const WeightReportType = builder.objectRef<WeightReport>("WeightReport").implement({
  description: "What weighting did, and what it costs: to look at before the weights are used.",
  fields: (t) => ({
    before: t.expose("before", { type: WeightSpreadType, description: "The start weights." }),
    after: t.expose("after", { type: WeightSpreadType, description: "The weights that were stored." }),
    margins: t.expose("margins", { type: [MarginReportType], description: "In the order of the input." }),
    weightless: t.exposeInt("weightless", { description: "Responses of weight 0: in the base, in no estimate." }),
    minRatio: t.field({
      type: "Decimal",
      nullable: true,
      description: "Smallest weight / start weight. Null: no start weight above 0.",
      resolve: ({ ratios }) => ratios?.min ?? null,
    }),
    maxRatio: t.field({
      type: "Decimal",
      nullable: true,
      description: "Largest weight / start weight. Null: likewise.",
      resolve: ({ ratios }) => ratios?.max ?? null,
    }),
    convergence: t.expose("convergence", {
      type: ConvergenceType,
      nullable: true,
      description: "Null: the weights were not raked.",
    }),
    trimming: t.expose("trimming", { type: TrimmingType, nullable: true, description: "Null: not asked." }),
  }),
});
