import {
  ASSOCIATION_NOT_CAUSE,
  type DriverAnalysis,
  type DriverImportance,
  type DriverRefusalReason,
  type DriverWarning,
  type ImportanceMethod,
} from "@klik/metrics-core/drivers";
import { labelIn } from "../plan/labels.ts";
import { builder } from "./builder.ts";
import { languageArguments } from "./category.ts";
import { askDrivers, driverGram, type DriverQuestion, driverTable, reversedCodes } from "./driver-question.ts";
import { computedApart } from "./error.ts";
import { fieldsBelow } from "./fields-below.ts";
import { SegmentType } from "./segment.ts";

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

const OutcomeKindType = builder.enumType("OutcomeKind", {
  description: "What is told about the outcome question.",
  values: {
    MEAN: { value: "mean", description: "The mean answer." },
    PROMOTERS: { value: "promoters", description: "The share of promoters of an NPS question." },
    DETRACTORS: { value: "detractors", description: "The share of detractors of an NPS question." },
    NPS: { value: "nps", description: "The Net Promoter Score itself, in points." },
  } as const,
});

const MissingAnswersType = builder.enumType("MissingAnswers", {
  description: "What happens with responses that lack an answer.",
  values: {
    LISTWISE: { value: "listwise", description: "Only responses that answered the outcome and all drivers." },
    PAIRWISE: {
      value: "pairwise",
      description:
        "Each correlation over those who answered both; n is that of the smallest pair. Refused when the correlations contradict one another.",
    },
  } as const,
});

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

const WarningType = builder.objectRef<DriverWarning>("DriverWarning").implement({
  description: "Something to know about an analysis.",
  fields: (t) => ({
    code: t.field({ type: WarningCodeType, description: "What it is.", resolve: ({ code }) => code }),
    drivers: t.stringList({
      description: "Codes of the drivers it is about; empty when it is about all.",
      resolve: (warning) => ("drivers" in warning ? [...warning.drivers] : []),
    }),
  }),
});

/** One driver of an analysis with its question. */
interface AnalysedDriver {
  readonly driver: DriverImportance;
  readonly question: DriverQuestion;
  readonly method: ImportanceMethod;
}

const DriverType = builder.objectRef<AnalysedDriver>("Driver").implement({
  description: "What one driver is to the outcome.",
  fields: (t) => ({
    code: t.string({ description: "Code of the question.", resolve: ({ driver }) => driver.driver }),
    label: t.string({
      description: "Its wording, for people.",
      args: languageArguments,
      resolve: ({ driver, question }, { language }) =>
        labelIn(question.drivers.find(({ code }) => code === driver.driver)?.labels ?? {}, language, driver.driver),
    }),
    mean: t.field({
      type: "Decimal",
      description: "Mean answer, in points of its scale; of the reversed scale where low is good.",
      resolve: ({ driver }) => driver.mean,
    }),
    standardDeviation: t.field({
      type: "Decimal",
      description: "Of the answers.",
      resolve: ({ driver }) => driver.standardDeviation,
    }),
    importance: t.field({
      type: "Decimal",
      description: "By the method of the analysis, or another.",
      args: { method: t.arg({ type: DriverMethodType, description: "Left out: the method of the analysis." }) },
      resolve: ({ driver, method }, args) => driver.importance[args.method ?? method],
    }),
    share: t.field({
      type: "Decimal",
      nullable: true,
      description: "Importance as a share of R², 0 to 1. Null for measures that do not add up to R².",
      args: { method: t.arg({ type: DriverMethodType, description: "Left out: the method of the analysis." }) },
      resolve: ({ driver, method }, args) => driver.share[args.method ?? method],
    }),
    rank: t.int({
      description: "1 is the strongest. Ranks of close drivers are uncertain: see `certainty`.",
      args: { method: t.arg({ type: DriverMethodType, description: "Left out: the method of the analysis." }) },
      resolve: ({ driver, method }, args) => driver.ranks[args.method ?? method],
    }),
    correlation: t.field({
      type: "Decimal",
      description: "With the outcome, −1 to 1.",
      resolve: ({ driver }) => driver.correlation,
    }),
    correlationP: t.field({
      type: "Decimal",
      description: "Two-sided p value of the correlation.",
      resolve: ({ driver }) => driver.correlationP,
    }),
    coefficient: t.field({
      type: "Decimal",
      description: "Change of the outcome per point of the driver, with the other drivers held.",
      resolve: ({ driver }) => driver.coefficient,
    }),
    standardError: t.field({
      type: "Decimal",
      description: "Of the coefficient.",
      resolve: ({ driver }) => driver.standardError,
    }),
    t: t.field({
      type: "Decimal",
      nullable: true,
      description: "Coefficient over its standard error. Null when the fit is perfect.",
      resolve: ({ driver }) => driver.t,
    }),
    p: t.field({
      type: "Decimal",
      nullable: true,
      description: "Two-sided p value of the coefficient. Null when the fit is perfect.",
      resolve: ({ driver }) => driver.p,
    }),
    standardizedBeta: t.field({
      type: "Decimal",
      description: "Coefficient in standard deviations.",
      resolve: ({ driver }) => driver.standardizedBeta,
    }),
    vif: t.field({
      type: "Decimal",
      description: "Variance inflation factor; 1 is no overlap with other drivers.",
      resolve: ({ driver }) => driver.vif,
    }),
    sign: t.int({ description: "−1, 0 or 1: sign of the coefficient.", resolve: ({ driver }) => driver.sign }),
    suppression: t.boolean({
      description: "Coefficient and correlation have opposite signs.",
      resolve: ({ driver }) => driver.suppression,
    }),
  }),
});

/** An analysis with the question that it answers. */
export interface AnsweredDrivers {
  readonly question: DriverQuestion;
  readonly method: ImportanceMethod;
  readonly analysis: DriverAnalysis;
  /** Responses that were looked at. */
  readonly rows: number;
}

const ModelFitType = builder.objectRef<Extract<DriverAnalysis, { status: "estimated" }>>("DriverModelFit").implement({
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

interface MethodAgreement {
  readonly methods: readonly [ImportanceMethod, ImportanceMethod];
  readonly tau: number | null;
}

const AgreementType = builder.objectRef<MethodAgreement>("DriverMethodAgreement").implement({
  description: "How alike two methods order the drivers.",
  fields: (t) => ({
    methods: t.field({ type: [DriverMethodType], description: "The two.", resolve: ({ methods }) => methods }),
    tau: t.expose("tau", {
      type: "Decimal",
      nullable: true,
      description: "Kendall's τ-b, −1 to 1. Null with one driver.",
    }),
  }),
});

export const DriverAnalysisType = builder.objectRef<AnsweredDrivers>("DriverAnalysis").implement({
  description: "What goes together with the outcome, and how sure that is. Association, not proof of cause.",
  fields: (t) => ({
    status: t.field({
      type: DriverStatusType,
      description: "Whether there is an analysis.",
      resolve: ({ analysis }) => analysis.status,
    }),
    reason: t.field({
      type: DriverReasonType,
      nullable: true,
      description: "Why there is none. Null when there is one.",
      resolve: ({ analysis }) => (analysis.status === "refused" ? analysis.reason : null),
    }),
    columns: t.stringList({
      description: "The questions at fault when refused; empty otherwise.",
      resolve: ({ analysis }) => (analysis.status === "refused" ? [...analysis.columns] : []),
    }),
    outcome: t.string({
      description: "Code of the outcome question.",
      resolve: ({ question }) => question.outcome.code,
    }),
    method: t.field({
      type: DriverMethodType,
      description: "What the drivers are ranked by.",
      resolve: ({ method }) => method,
    }),
    rows: t.int({ description: "Responses that were looked at.", resolve: ({ rows }) => rows }),
    n: t.int({
      description: "Responses with all answers needed; with PAIRWISE, of the smallest pair.",
      resolve: ({ analysis }) => analysis.n,
    }),
    effective: t.field({
      type: "Decimal",
      nullable: true,
      description: "Kish effective number of those. Null when refused.",
      resolve: ({ analysis }) => (analysis.status === "estimated" ? analysis.effective : null),
    }),
    fit: t.field({
      type: ModelFitType,
      nullable: true,
      description: "The regression. Null when refused.",
      resolve: ({ analysis }) => (analysis.status === "estimated" ? analysis : null),
    }),
    drivers: t.field({
      type: [DriverType],
      description: "By rank, strongest first; empty when refused.",
      resolve: ({ analysis, question, method }) =>
        analysis.status === "refused"
          ? []
          : analysis.drivers.toSorted((a, b) => a.rank - b.rank).map((driver) => ({ driver, question, method })),
    }),
    excluded: t.stringList({
      description: "Drivers left out because all responses give the same answer.",
      resolve: ({ analysis }) => (analysis.status === "refused" ? [] : analysis.excluded.map(({ driver }) => driver)),
    }),
    agreement: t.field({
      type: [AgreementType],
      description: "How alike the methods order the drivers; empty when refused.",
      resolve: ({ analysis }) => (analysis.status === "refused" ? [] : analysis.agreement),
    }),
    warnings: t.field({
      type: [WarningType],
      description: "What to know before acting on it.",
      resolve: ({ analysis }) => (analysis.status === "refused" ? [] : analysis.warnings),
    }),
    reversed: t.stringList({
      description:
        "Questions on whose scale low is good. They are read the other way round (min + max − answer), so that everywhere in the analysis high is good: a gain is an improvement, and a low answer a bad one.",
      resolve: ({ question }) => [...reversedCodes(question)],
    }),
    caution: t.string({
      description: "Always: association, not proof of cause.",
      resolve: () => ASSOCIATION_NOT_CAUSE,
    }),
  }),
});

/** What drivers are ranked by where nobody says. */
export const DEFAULT_METHOD: ImportanceMethod = "lmg";

export const driverArguments = builder.args((arg) => ({
  outcome: arg.string({ description: "Code of a question on a numeric scale. Left out: the only NPS question." }),
  as: arg.field({
    type: OutcomeKindType,
    required: true,
    defaultValue: "mean",
    description: "What is told about the outcome.",
  }),
  drivers: arg.stringList({
    description: "Codes of the drivers. Left out: all statements of dimension driver, or else all statements.",
  }),
  method: arg.field({
    type: DriverMethodType,
    defaultValue: DEFAULT_METHOD,
    description: "What the drivers are ranked by.",
  }),
  missing: arg.field({
    type: MissingAnswersType,
    required: true,
    defaultValue: "listwise",
    description: "What happens with responses that lack an answer.",
  }),
}));

/** Fields of an analysis that rest on the answers of every person. */
const OF_PEOPLE: ReadonlySet<string> = new Set([
  "certainty",
  "asymmetry",
  "simulate",
  "importancePerformance",
  "impactRangePerformance",
]);

builder.objectField(SegmentType, "drivers", (t) =>
  t.field({
    type: DriverAnalysisType,
    nullable: true,
    description:
      "Driver impact: which of the drivers go together with the outcome, by every measure, with uncertainty, asymmetry and what to improve first.",
    args: driverArguments,
    resolve: async (segment, { method: asked, missing, ...args }, context, info) => {
      const method = asked ?? DEFAULT_METHOD;
      const question = askDrivers(segment, args);
      // Where another field looks at every person anyway, nothing is summed up before.
      const asksPeople = fieldsBelow(info.fieldNodes, info).some(({ name }) => OF_PEOPLE.has(name.value));
      const gram = missing === "listwise" && !asksPeople ? await driverGram(question, context) : null;
      if (gram !== null) {
        const outcome = question.outcome.code;
        const analysis = await computedApart("analyseGram", { gram, outcome, method }, context);
        return { question, method, analysis, rows: gram.rows };
      }
      const table = await driverTable(question, context);
      const analysis = await computedApart("analyseDrivers", { table, method, missing }, context);
      return { question, method, analysis, rows: table.rows };
    },
  }),
);
