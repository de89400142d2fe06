import type { DriverImportance, ImportanceMethod } from "@klik/metrics-core/drivers";
import { labelIn } from "../plan/labels.ts";
import { builder } from "./builder.ts";
import { languageArguments } from "./category.ts";
import { DriverMethodType } from "./driver-method.ts";
import type { DriverQuestion } from "./driver-question.ts";

/** One driver of an analysis with its question. */
interface AnalysedDriver {
  readonly driver: DriverImportance;
  readonly question: DriverQuestion;
  readonly method: ImportanceMethod;
}

export const DriverType = builder.objectRef<AnalysedDriver>("Driver").implement({
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
