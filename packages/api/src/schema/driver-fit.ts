import type { DriverAnalysis } from "@klik/metrics-core/drivers";
import { builder } from "./builder.ts";

export const ModelFitType = builder
  .objectRef<Extract<DriverAnalysis, { status: "estimated" }>>("DriverModelFit")
  .implement({
    description: "The regression behind an analysis.",
    fields: (t) => ({
      rSquared: t.expose("rSquared", {
        type: "Decimal",
        description: "Share of the variance of the outcome that the drivers explain together, 0 to 1.",
      }),
      adjustedRSquared: t.expose("adjustedRSquared", {
        type: "Decimal",
        description: "The same, corrected for the number of drivers.",
      }),
      intercept: t.expose("intercept", { type: "Decimal", description: "Constant of the model." }),
      outcomeMean: t.expose("outcomeMean", { type: "Decimal", description: "Mean of the outcome." }),
      residualStandardDeviation: t.expose("residualStandardDeviation", {
        type: "Decimal",
        description: "Of what the drivers do not explain.",
      }),
      f: t.field({
        type: "Decimal",
        nullable: true,
        description: "F statistic of the whole model. Null when the fit is perfect.",
        resolve: ({ f }) => f.value,
      }),
      p: t.field({
        type: "Decimal",
        nullable: true,
        description: "p value of the whole model. Null when the fit is perfect.",
        resolve: ({ f }) => f.p,
      }),
      conditionNumber: t.expose("conditionNumber", {
        type: "Decimal",
        description: "Overlap of all drivers together; above 30 is trouble.",
      }),
    }),
  });
