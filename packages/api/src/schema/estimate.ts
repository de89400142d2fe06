import {
  type Base,
  type Estimate,
  type Flag,
  type Interval,
  INTERVAL_METHODS,
  type IntervalMethod,
  intervalOf,
  roundHalfAway,
  type Reason,
  SMALL_BASE,
} from "@klik/metrics-core";
import { builder } from "./builder.ts";
import { computed, requestError } from "./error.ts";
import type { Origin } from "./measured.ts";

/** How a method of metrics-core is written in GraphQL. */
const methodName = (method: IntervalMethod): string => method.toUpperCase().replaceAll("-", "_");

const METHOD_TEXTS: Readonly<Record<string, string>> = {
  "adjusted-wald": "Points: Wald after adding 3 pseudo answers (Rocks 2016). Default for points on 30 answers or more.",
  "agresti-coull": "Shares: Wald around the Wilson centre (Agresti & Coull 1998).",
  "agresti-min": "Points: Wald after adding 2 pseudo answers (Agresti & Min 2005).",
  "clopper-pearson": "Shares and ratios: exact, from the binomial distribution (Clopper & Pearson 1934). Conservative.",
  log: "Ratios: symmetric on the logarithm.",
  score:
    "Points: all values the score test does not reject (Tango 1998). Default for points on small bases and when a group is empty.",
  t: "Means and points: Student's t on the standard error. Default for means.",
  wald: "Normal approximation on the standard error. Too narrow on small bases; for comparison with other tools.",
  wilson:
    "Shares and ratios: score interval (Wilson 1927). Default for shares and ratios, and for means when all answers are equal.",
};

const methods = [...new Set(Object.values(INTERVAL_METHODS).flat())].sort();

const IntervalMethodType = builder.enumType("IntervalMethod", {
  description: "Named ways to a confidence interval. Which of them fit depends on the unit of the estimate.",
  values: Object.fromEntries(
    methods.map((method) => [methodName(method), { value: method, description: METHOD_TEXTS[method] ?? method }]),
  ) as Record<string, { value: IntervalMethod; description: string }>,
});

export const roundArguments = builder.args((arg) => ({
  round: arg.int({ description: "Decimals to round to, 0 to 12, halves away from zero. Left out: unrounded." }),
}));

const BaseType = builder.objectRef<Base>("Base").implement({
  description:
    "Whom a number is about. eligible = answered + missing + notApplicable; answered = valid + invalid. Metrics use the valid answers only.",
  fields: (t) => ({
    eligible: t.exposeInt("eligible", { description: "Responses to which the question belongs." }),
    answered: t.exposeInt("answered", { description: "Valid and invalid answers." }),
    valid: t.exposeInt("valid", { description: "Answers that the number uses." }),
    invalid: t.exposeInt("invalid", { description: "Answers off the scale that an import was told to keep." }),
    missing: t.exposeInt("missing", { description: "Not asked, not reached or dismissed." }),
    notApplicable: t.exposeInt("notApplicable", {
      description: "“Does not concern me”, or outside the base of this metric.",
    }),
    weighted: t.expose("weighted", {
      type: "Decimal",
      description: "Sum of the weights of the valid answers; equals valid without weights.",
    }),
    effective: t.expose("effective", {
      type: "Decimal",
      description:
        "Kish effective base (Σw)²/Σw²: as many equally weighted answers would carry the same information. 0 on an empty base.",
    }),
  }),
});

const IntervalType = builder.objectRef<Interval>("Interval").implement({
  description: "A confidence interval, clamped to the values that the metric can take.",
  fields: (t) => ({
    level: t.expose("level", { type: "Decimal", description: "Confidence level, 0 to 1." }),
    method: t.expose("method", { type: IntervalMethodType, description: "How it was computed." }),
    low: t.field({
      type: "Decimal",
      description: "Lower bound, in the unit of the estimate.",
      args: roundArguments,
      resolve: ({ low }, { round }) => rounded(low, round),
    }),
    high: t.field({
      type: "Decimal",
      description: "Upper bound, in the unit of the estimate.",
      args: roundArguments,
      resolve: ({ high }, { round }) => rounded(high, round),
    }),
  }),
});

export const StatusType = builder.enumType("EstimateStatus", {
  description: "Whether there is a number.",
  values: {
    ESTIMATED: { value: "estimated", description: "There is a value." },
    SUPPRESSED: { value: "suppressed", description: "There is none; `reason` says why." },
  } as const,
});

/** Where it is known how an estimate came about, it can be compared. */
export type TracedEstimate = Estimate & { readonly origin?: Origin };

const REASONS: Readonly<Record<Reason, { readonly description: string }>> = {
  EMPTY_BASE: { description: "Nobody gave a valid answer, or all who did have weight 0." },
  BELOW_MINIMUM_BASE: { description: "Fewer valid answers than the minimum." },
  DIVISION_BY_ZERO: { description: "A ratio whose denominator is 0." },
  NOT_REACHED: { description: "A median that fewer than half of the cases have reached yet." },
  NO_VARIANCE: { description: "A test or a trend that rests on a standard error that is 0 or not there." },
};

export const ReasonType = builder.enumType("SuppressionReason", {
  description: "Why there is no number.",
  values: REASONS,
});

const FLAGS: Readonly<Record<Flag, { readonly description: string }>> = {
  DEGENERATE_VARIANCE: {
    description: "All answers score the same: the standard error is 0 and says nothing; the interval does.",
  },
  SMALL_BASE: { description: `Fewer than ${SMALL_BASE} valid answers.` },
  CONTINUITY_CORRECTED: { description: "Half an answer was added to every cell, because one was empty." },
  WHOLE_POPULATION: { description: "Everybody answered: there is no sampling error." },
};

const FlagType = builder.enumType("EstimateFlag", {
  description: "What to know about a number that is there.",
  values: FLAGS,
});

const UnitType = builder.enumType("Unit", {
  description: "What a number counts in.",
  values: {
    POINTS: { value: "points", description: "−100 to 100." },
    SHARE: { value: "share", description: "0 to 1." },
    SCALE: { value: "scale", description: "Points of the question's own scale." },
    INDEX: { value: "index", description: "0 to 100, 100 is best." },
    RATIO: { value: "ratio", description: "A quotient, 0 and up." },
  } as const,
});

export const EstimateType = builder.interfaceRef<TracedEstimate>("Estimate").implement({
  description:
    "A number with its base and its uncertainty, or the reason why there is none. Every metric implements it: learn one, know all.",
  fields: (t) => ({
    value: t.field({
      type: "Decimal",
      nullable: true,
      description: "The number, unrounded unless `round` is given. Null when suppressed: see `reason`.",
      args: roundArguments,
      resolve: ({ value }, { round }) => (value === null ? null : rounded(value, round)),
    }),
    standardError: t.field({
      type: "Decimal",
      nullable: true,
      description:
        "Standard error in the unit of the value; linearised under weights. Null when suppressed, on one answer, and for ratios.",
      resolve: ({ standardError }) => standardError,
    }),
    interval: t.field({
      type: IntervalType,
      nullable: true,
      description:
        "Confidence interval. Null when suppressed, or when the method rests on a variance that is not there (WALD and T on equal answers).",
      args: {
        level: t.arg.float({
          required: true,
          defaultValue: 0.95,
          description: "Confidence level between 0 and 1: 0.95, never 95.",
        }),
        method: t.arg({ type: IntervalMethodType, description: "Left out: the default of the unit, chosen by base." }),
      },
      resolve: (estimate, { level, method }) =>
        computed(() => intervalOf(estimate, method == null ? { level } : { level, method })),
    }),
    base: t.expose("base", { type: BaseType, description: "Whom the number is about." }),
    status: t.expose("status", { type: StatusType, description: "Whether there is a number." }),
    reason: t.field({
      type: ReasonType,
      nullable: true,
      description: "Why there is no number. Null when there is one.",
      resolve: (estimate) => (estimate.status === "suppressed" ? estimate.reason : null),
    }),
    flags: t.field({
      type: [FlagType],
      description: "What to know about the number; empty when there is nothing.",
      resolve: (estimate) => (estimate.status === "estimated" ? estimate.flags : []),
    }),
    unit: t.expose("unit", { type: UnitType, description: "What the value counts in." }),
    metric: t.exposeString("metric", { description: "Id of the metric; `metricDefinitions` explains it." }),
  }),
});

/** An estimate that needs no field of its own. */
export const MeasureType = builder.objectRef<TracedEstimate>("Measure").implement({
  description: "An estimate with no further parts.",
  interfaces: [EstimateType],
});

export function rounded(value: number, places: number | null | undefined): number {
  if (places == null) return value;
  if (places < 0 || places > 12)
    throw requestError("BAD_USER_INPUT", `round: expected 0 to 12 decimals, got ${places}`);
  return roundHalfAway(value, places);
}
