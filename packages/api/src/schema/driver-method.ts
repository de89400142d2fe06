import type { ImportanceMethod } from "@klik/metrics-core/drivers";
import { builder } from "./builder.ts";

const METHODS: Readonly<Record<ImportanceMethod, string>> = {
  correlation: "Correlation with the outcome; ignores overlap with other drivers.",
  first: "Squared correlation: R² of a model with this driver alone.",
  standardized_beta: "Standardised coefficient; unstable when drivers overlap.",
  beta_squared: "Squared standardised coefficient.",
  usefulness: "R² lost when the driver is left out (Darlington 1968).",
  pratt: "Standardised coefficient times correlation; sums to R², can be negative.",
  lmg: "Mean gain in R² over all orders of entry (Shapley value; Lindeman, Merenda & Gold 1980). Sums to R².",
  relative_weight: "Johnson's relative weight (2000). Sums to R².",
  car: "Squared correlation with the decorrelated driver (Zuber & Strimmer 2010). Sums to R².",
};

export const DriverMethodType = builder.enumType("DriverMethod", {
  description: "How much a driver matters, by name of the measure.",
  values: Object.fromEntries(
    Object.entries(METHODS).map(([value, description]) => [value.toUpperCase(), { value, description }]),
  ) as Record<string, { value: ImportanceMethod; description: string }>,
});

/** What drivers are ranked by where nobody says. */
export const DEFAULT_METHOD: ImportanceMethod = "lmg";
