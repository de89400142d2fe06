import {
  type DriverInterval,
  type ImportanceCertainty,
  type ImportanceDifference,
  type ImportanceUncertainty,
  type MethodCertainty,
} from "@klik/metrics-core/drivers";
import { builder } from "./builder.ts";
import { DriverAnalysisType } from "./driver-analysis.ts";
import { driverTable } from "./driver-question.ts";
import { DriverReasonType, DriverStatusType } from "./driver-status.ts";
import { computedApart } from "./error.ts";
import { samplingArguments, requireReplications } from "./sampling.ts";

export const DriverIntervalType = builder.objectRef<DriverInterval>("DriverInterval").implement({
  description: "A percentile interval over bootstrap samples.",
  fields: (t) => ({
    level: t.expose("level", { type: "Decimal", description: "Confidence level, 0 to 1." }),
    low: t.expose("low", { type: "Decimal", description: "Lower bound." }),
    high: t.expose("high", { type: "Decimal", description: "Upper bound." }),
  }),
});

const DriverCertaintyType = builder.objectRef<ImportanceCertainty>("DriverImportanceCertainty").implement({
  description: "How sure the importance and the rank of one driver are.",
  fields: (t) => ({
    code: t.exposeString("driver", { description: "Code of the driver." }),
    importance: t.expose("importance", { type: "Decimal", description: "By the method of the analysis." }),
    standardError: t.expose("standardError", { type: "Decimal", description: "Of the importance." }),
    interval: t.expose("interval", { type: DriverIntervalType, description: "Of the importance." }),
    rank: t.exposeInt("rank", { description: "1 is the strongest." }),
    rankInterval: t.expose("rankInterval", {
      type: DriverIntervalType,
      description: "Ranks that the driver could as well have.",
    }),
    first: t.expose("first", { type: "Decimal", description: "Probability that it is the strongest, 0 to 1." }),
  }),
});

const DifferenceType = builder.objectRef<ImportanceDifference>("DriverImportanceDifference").implement({
  description: "How sure it is that one driver is stronger than another.",
  fields: (t) => ({
    drivers: t.stringList({ description: "The one and the other.", resolve: ({ drivers }) => [...drivers] }),
    difference: t.expose("difference", {
      type: "Decimal",
      description: "Strength of the one minus that of the other.",
    }),
    standardError: t.expose("standardError", { type: "Decimal", description: "Of the difference." }),
    interval: t.expose("interval", { type: DriverIntervalType, description: "Of the difference." }),
    greater: t.expose("greater", { type: "Decimal", description: "Probability that the one is the stronger, 0 to 1." }),
  }),
});

const methodOf = (certainty: ImportanceUncertainty): MethodCertainty | null =>
  certainty.status === "refused" ? null : (certainty.methods[0] ?? null);

const CertaintyType = builder.objectRef<ImportanceUncertainty>("DriverCertainty").implement({
  description: "Uncertainty of importance and ranks by a bootstrap over respondents.",
  fields: (t) => ({
    status: t.field({
      type: DriverStatusType,
      description: "Whether it could be told.",
      resolve: ({ status }) => status,
    }),
    reason: t.field({
      type: DriverReasonType,
      nullable: true,
      description: "Why not. Null when it could.",
      resolve: (each) => (each.status === "refused" ? each.reason : null),
    }),
    drivers: t.field({
      type: [DriverCertaintyType],
      description: "In the order of the questions; empty when refused.",
      resolve: (each) => methodOf(each)?.drivers ?? [],
    }),
    differences: t.field({
      type: [DifferenceType],
      description: "All pairs of drivers; empty when refused.",
      resolve: (each) => methodOf(each)?.differences ?? [],
    }),
    replications: t.int({
      nullable: true,
      description: "Samples drawn. Null when refused.",
      resolve: (each) => (each.status === "refused" ? null : each.replications),
    }),
    failed: t.int({
      nullable: true,
      description: "Samples in which nothing could be estimated. Null when refused.",
      resolve: (each) => (each.status === "refused" ? null : each.failed),
    }),
    seed: t.int({
      nullable: true,
      description: "Repeats the same samples. Null when refused.",
      resolve: (each) => (each.status === "refused" ? null : each.seed),
    }),
  }),
});

builder.objectField(DriverAnalysisType, "certainty", (t) =>
  t.field({
    type: CertaintyType,
    nullable: true,
    description:
      "Intervals of importance and of rank, and the probability of being first. Over responses with all answers.",
    args: samplingArguments,
    resolve: async ({ question, method }, { level, replications, seed }, context) => {
      const options = { methods: [method], level, replications: requireReplications(replications), seed };
      return computedApart("certaintyOfDrivers", { table: await driverTable(question, context), ...options }, context);
    },
  }),
);
