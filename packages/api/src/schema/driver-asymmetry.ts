import {
  type AsymmetryLabel,
  type ContrastCoefficient,
  type ContrastLevels,
  type DriverContrast,
  type FiveClassLabel,
  type PenaltyReward,
  type WithheldReason,
} from "@klik/metrics-core/drivers";
import { builder } from "./builder.ts";
import { type AnsweredDrivers, DriverAnalysisType } from "./driver-analysis.ts";
import { DriverIntervalType } from "./driver-certainty.ts";
import { commonScale, driverTable } from "./driver-question.ts";
import { DriverReasonType, DriverStatusType } from "./driver-status.ts";
import { computedApart, requestError } from "./error.ts";
import { requireReplications, samplingArguments } from "./sampling.ts";

const LABELS: Readonly<Record<AsymmetryLabel, string>> = {
  dissatisfier: "Matters when it is bad; more than good enough gains nothing.",
  hybrid: "Matters both ways.",
  satisfier: "Pleases when it is good; its absence costs nothing.",
  low_impact: "Neither low nor high answers move the outcome by more than chance.",
};

const AsymmetryLabelType = builder.enumType("AsymmetryLabel", {
  description: "What a driver does to the outcome.",
  values: Object.fromEntries(
    Object.entries(LABELS).map(([value, description]) => [value.toUpperCase(), { value, description }]),
  ) as Record<string, { value: AsymmetryLabel; description: string }>,
});

const FIVE_CLASSES: Readonly<Record<FiveClassLabel, string>> = {
  frustrator: "IA below −0.7: only costs.",
  dissatisfier: "IA −0.7 to −0.2: costs more than it gains.",
  hybrid: "IA −0.2 to 0.2.",
  satisfier: "IA 0.2 to 0.7: gains more than it costs.",
  delighter: "IA above 0.7: only gains.",
  low_impact: "Neither moves the outcome the expected way.",
};

const FiveClassType = builder.enumType("AsymmetryClass", {
  description: "The index rule with five classes; its cut-offs are customary, not settled.",
  values: Object.fromEntries(
    Object.entries(FIVE_CLASSES).map(([value, description]) => [value.toUpperCase(), { value, description }]),
  ) as Record<string, { value: FiveClassLabel; description: string }>,
});

const WithheldType = builder.enumType("ContrastWithheld", {
  description: "Why a coefficient is not given.",
  values: {
    TOO_FEW_LOW: { description: "Fewer than 10 low answers." },
    TOO_FEW_HIGH: { description: "Fewer than 10 high answers." },
    NO_MIDDLE: { description: "No answers between low and high to compare with." },
  } as const satisfies Record<WithheldReason, { description: string }>,
});

const CoefficientType = builder.objectRef<ContrastCoefficient>("ContrastCoefficient").implement({
  description: "Change of the outcome against answers in the middle.",
  fields: (t) => ({
    value: t.expose("value", { type: "Decimal", description: "In the unit of the outcome." }),
    standardError: t.expose("standardError", { type: "Decimal", description: "Robust (HC3)." }),
    p: t.expose("p", { type: "Decimal", nullable: true, description: "Two-sided. Null when the fit is perfect." }),
    adjustedP: t.expose("adjustedP", {
      type: "Decimal",
      nullable: true,
      description: "After Holm's correction over the drivers.",
    }),
  }),
});

const ContrastType = builder.objectRef<DriverContrast>("DriverContrast").implement({
  description: "What low answers cost and high answers gain, against the answers between.",
  fields: (t) => ({
    code: t.exposeString("driver", { description: "Code of the driver." }),
    low: t.int({ description: "Responses with a low answer.", resolve: ({ counts }) => counts.low }),
    middle: t.int({ description: "Responses between.", resolve: ({ counts }) => counts.middle }),
    high: t.int({ description: "Responses with a high answer.", resolve: ({ counts }) => counts.high }),
    withheld: t.field({
      type: [WithheldType],
      description: "What is not given, and why; empty when all is.",
      resolve: ({ withheld }) => withheld,
    }),
    penalty: t.expose("penalty", {
      type: CoefficientType,
      nullable: true,
      description: "Of low answers, normally below 0. Null when withheld.",
    }),
    reward: t.expose("reward", {
      type: CoefficientType,
      nullable: true,
      description: "Of high answers, normally above 0. Null when withheld.",
    }),
    range: t.field({
      type: "Decimal",
      nullable: true,
      description: "Range of impact: reward − penalty. Null when withheld.",
      resolve: ({ index }) => index?.range ?? null,
    }),
    satisfying: t.field({
      type: "Decimal",
      nullable: true,
      description: "SGP: share of the range that is reward, 0 to 1.",
      resolve: ({ index }) => index?.sgp ?? null,
    }),
    dissatisfying: t.field({
      type: "Decimal",
      nullable: true,
      description: "DGP: share of the range that is penalty, 0 to 1.",
      resolve: ({ index }) => index?.dgp ?? null,
    }),
    asymmetry: t.field({
      type: "Decimal",
      nullable: true,
      description: "IA = SGP − DGP: −1 a pure dissatisfier, 1 a pure satisfier.",
      resolve: ({ index }) => index?.ia ?? null,
    }),
    asymmetryInterval: t.expose("iaInterval", {
      type: DriverIntervalType,
      nullable: true,
      description: "Of IA, over samples of respondents. Null when withheld.",
    }),
    asymmetryP: t.field({
      type: "Decimal",
      nullable: true,
      description: "Test of reward + penalty = 0.",
      resolve: ({ asymmetryTest }) => asymmetryTest?.p ?? null,
    }),
    asymmetryAdjustedP: t.field({
      type: "Decimal",
      nullable: true,
      description: "The same after Holm's correction.",
      resolve: ({ asymmetryTest }) => asymmetryTest?.adjustedP ?? null,
    }),
    wrongSign: t.stringList({
      description: "penalty, reward: the coefficients with an unexpected sign; they count as 0 in IA.",
      resolve: ({ index }) => [...(index?.wrongSign ?? [])],
    }),
    label: t.field({
      type: AsymmetryLabelType,
      nullable: true,
      description: "By which coefficients are more than chance. Null when withheld.",
      resolve: ({ label }) => label?.significance ?? null,
    }),
    labelByIndex: t.field({
      type: AsymmetryLabelType,
      nullable: true,
      description: "By IA alone. Null when withheld.",
      resolve: ({ label }) => label?.index ?? null,
    }),
    fiveClass: t.field({
      type: FiveClassType,
      nullable: true,
      description: "By IA, five classes. Null when withheld.",
      resolve: ({ label }) => label?.fiveClass ?? null,
    }),
  }),
});

/** One contrast analysis; `separate` takes one regression per driver. */
interface AnsweredContrast {
  readonly contrast: PenaltyReward;
  readonly levels: ContrastLevels;
}

const AsymmetryType = builder.objectRef<AnsweredContrast>("DriverAsymmetry").implement({
  description: "Penalty-reward contrast analysis (Brandt 1987; Mikulić & Prebežac 2008).",
  fields: (t) => ({
    status: t.field({
      type: DriverStatusType,
      description: "Whether there is an analysis.",
      resolve: ({ contrast }) => contrast.status,
    }),
    reason: t.field({
      type: DriverReasonType,
      nullable: true,
      description: "Why there is none. Null when there is one.",
      resolve: ({ contrast }) => (contrast.status === "refused" ? contrast.reason : null),
    }),
    columns: t.stringList({
      description: "The drivers at fault when refused.",
      resolve: ({ contrast }) => (contrast.status === "refused" ? [...contrast.columns] : []),
    }),
    n: t.int({ description: "Responses with all answers.", resolve: ({ contrast }) => contrast.n }),
    lowMax: t.field({
      type: "Decimal",
      description: "Answers up to this one are low.",
      resolve: ({ levels }) => levels.lowMax,
    }),
    highMin: t.field({
      type: "Decimal",
      description: "Answers from this one on are high.",
      resolve: ({ levels }) => levels.highMin,
    }),
    drivers: t.field({
      type: [ContrastType],
      description: "All drivers in one regression; empty when refused.",
      resolve: ({ contrast }) => (contrast.status === "refused" ? [] : contrast.joint.drivers),
    }),
    separate: t.field({
      type: [ContrastType],
      description: "One regression per driver, for drivers with something to contrast; empty when refused.",
      resolve: ({ contrast }) =>
        contrast.status === "refused" ? [] : contrast.separate.flatMap((model) => model?.drivers ?? []),
    }),
    rSquared: t.field({
      type: "Decimal",
      nullable: true,
      description: "Of the joint regression. Null when refused.",
      resolve: ({ contrast }) => (contrast.status === "refused" ? null : contrast.joint.rSquared),
    }),
  }),
});

export const levelArguments = builder.args((arg) => ({
  lowMax: arg.float({
    description: "Answers up to this one are low. Left out: 1–2 of 5, 1–5 of 10, the lowest two of seven.",
  }),
  highMin: arg.float({
    description: "Answers from this one on are high. Left out: 5 of 5, 9–10 of 10, the highest two of seven.",
  }),
}));

builder.objectField(DriverAnalysisType, "asymmetry", (t) =>
  t.field({
    type: AsymmetryType,
    nullable: true,
    description:
      "Which drivers matter only when bad (dissatisfiers), only when good (satisfiers), or both. Over responses with all answers.",
    args: { ...levelArguments, ...samplingArguments },
    resolve: async ({ question }, { lowMax, highMin, level, replications, seed }, context) => {
      const levels = readLevels("asymmetry", question, { lowMax, highMin });
      const options = { levels, level, replications: requireReplications(replications), seed };
      const table = await driverTable(question, context);
      const contrast = await computedApart("asymmetryOfDrivers", { table, ...options }, context);
      return { contrast, levels };
    },
  }),
);

/** Low and high answers as declared, or as usual for the scale. */
export function readLevels(
  where: string,
  question: AnsweredDrivers["question"],
  given: { readonly lowMax?: number | null | undefined; readonly highMin?: number | null | undefined },
): ContrastLevels {
  const { min, max } = commonScale(where, question);
  const usual = USUAL_LEVELS[`${min}-${max}`];
  const lowMax = given.lowMax ?? usual?.lowMax;
  const highMin = given.highMin ?? usual?.highMin;
  if (lowMax !== undefined && highMin !== undefined) return { lowMax, highMin };
  throw requestError(
    "BAD_USER_INPUT",
    `${where}: expected lowMax and highMin, because there is no custom for a scale of ${min}–${max}`,
  );
}

const USUAL_LEVELS: Readonly<Record<string, ContrastLevels>> = {
  "1-5": { lowMax: 2, highMin: 5 },
  "1-7": { lowMax: 2, highMin: 6 },
  "1-10": { lowMax: 5, highMin: 9 },
  "0-10": { lowMax: 5, highMin: 9 },
};
