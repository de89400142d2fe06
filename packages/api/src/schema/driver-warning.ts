import type { DriverWarning } from "@klik/metrics-core/drivers";
import { builder } from "./builder.ts";

const WarningCodeType = builder.enumType("DriverWarningCode", {
  description: "What to know about an analysis that is there.",
  values: {
    SMALL_BASE: { description: "Fewer responses than 30, or than 10 per driver." },
    ROWS_DROPPED: { description: "More than a fifth of the responses lacked an answer and were dropped." },
    COLLINEAR: { description: "Drivers overlap so much that their coefficients are unstable (VIF above 10)." },
    SIGN_CONFLICT: {
      description: "A coefficient has the opposite sign of the correlation: read neither as an effect.",
    },
    METHODS_DISAGREE: { description: "LMG and relative weights put another driver first." },
    PERFECT_FIT: { description: "The drivers explain the outcome completely, as when it is computed from them." },
    SAMPLED: { description: "LMG was sampled, because there are many drivers." },
  } as const satisfies Record<DriverWarning["code"], { description: string }>,
});

export const WarningType = builder.objectRef<DriverWarning>("DriverWarning").implement({
  description: "Something to know about an analysis.",
  fields: (t) => ({
    code: t.field({ type: WarningCodeType, description: "What it is.", resolve: ({ code }) => code }),
    drivers: t.stringList({
      description: "Codes of the drivers it is about; empty when it is about all.",
      resolve: (warning) => ("drivers" in warning ? [...warning.drivers] : []),
    }),
  }),
});
