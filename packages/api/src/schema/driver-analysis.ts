import { ASSOCIATION_NOT_CAUSE, type DriverAnalysis, type ImportanceMethod } from "@klik/metrics-core/drivers";
import { builder } from "./builder.ts";
import { DriverType } from "./driver.ts";
import { driverArguments } from "./driver-arguments.ts";
import { ModelFitType } from "./driver-fit.ts";
import { DEFAULT_METHOD, DriverMethodType } from "./driver-method.ts";
import { askDrivers, driverGram, type DriverQuestion, driverTable, reversedCodes } from "./driver-question.ts";
import { DriverReasonType, DriverStatusType } from "./driver-status.ts";
import { WarningType } from "./driver-warning.ts";
import { computedApart } from "./error.ts";
import { fieldsBelow } from "./fields-below.ts";
import { SegmentType } from "./segment.ts";

/** An analysis with the question that it answers. */
export interface AnsweredDrivers {
  readonly question: DriverQuestion;
  readonly method: ImportanceMethod;
  readonly analysis: DriverAnalysis;
  /** Responses that were looked at. */
  readonly rows: number;
}

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
