import type { DriverRefusalReason } from "@klik/metrics-core/drivers";
import { builder } from "./builder.ts";

export const DriverStatusType = builder.enumType("DriverStatus", {
  description: "Whether there is an analysis.",
  values: {
    ESTIMATED: { value: "estimated", description: "There is one." },
    REFUSED: {
      value: "refused",
      description: "There is none; `reason` says why and `columns` names what is at fault.",
    },
  } as const,
});

const REASONS: Readonly<
  Record<DriverRefusalReason | "NO_CONTRAST" | "TOO_FEW_REPLICATIONS", { readonly description: string }>
> = {
  EMPTY_BASE: { description: "No response answered the outcome and all drivers with a weight above 0." },
  OUTCOME_CONSTANT: { description: "All responses give the outcome the same value." },
  NO_DRIVERS: { description: "All drivers are constant." },
  TOO_FEW_ROWS: { description: "No more responses than coefficients." },
  SINGULAR: { description: "The named drivers are linear combinations of one another, as a duplicate is." },
  NOT_POSITIVE_SEMIDEFINITE: { description: "Pairwise correlations that contradict one another." },
  NO_CONTRAST: { description: "Nobody in the middle of the named drivers, or nobody outside it." },
  TOO_FEW_REPLICATIONS: { description: "More than half of the bootstrap samples could not be estimated." },
};

export const DriverReasonType = builder.enumType("DriverRefusalReason", {
  description: "Why there is no analysis.",
  values: REASONS,
});
