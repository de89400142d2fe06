import {
  type ActionGain,
  type ActionWithheld,
  ASSOCIATION_NOT_CAUSE,
  type Improvement,
  type ImprovementAction,
  type OutcomeGains,
} from "@klik/metrics-core/drivers";
import { LIMITS } from "../limits.ts";
import { builder } from "./builder.ts";
import { DriverAnalysisType } from "./driver-analysis.ts";
import { levelArguments, readLevels } from "./driver-asymmetry.ts";
import { DriverIntervalType } from "./driver-certainty.ts";
import { commonScale, driverTable } from "./driver-question.ts";
import { DriverReasonType, DriverStatusType } from "./driver-status.ts";
import { computedApart, requestError } from "./error.ts";
import { requireReplications, samplingArguments } from "./sampling.ts";

const KINDS: Readonly<Record<ImprovementAction["kind"], string>> = {
  shift: "Everybody answers `by` points higher, as far as the scale goes.",
  reach: "The mean reaches `level`, such as that of the best peer.",
  repair: "`share` of all customers goes from low to the middle; left out: all who are low.",
  raise: "`share` of all customers goes from the middle to high; left out: all who are in the middle.",
};

const KindType = builder.enumType("ImprovementKind", {
  description: "What an action does to the answers.",
  values: Object.fromEntries(
    Object.entries(KINDS).map(([value, description]) => [value.toUpperCase(), { value, description }]),
  ) as Record<string, { value: ImprovementAction["kind"]; description: string }>,
});

const ActionInput = builder.inputType("ImprovementAction", {
  description: "Something to do about a driver.",
  fields: (t) => ({
    driver: t.string({ required: true, description: "Code of the driver." }),
    kind: t.field({ type: KindType, required: true, description: "What it does to the answers." }),
    id: t.string({ description: "Your name for it. Left out: driver and kind." }),
    by: t.float({ description: "Points, for SHIFT." }),
    level: t.float({ description: "Mean to reach, for REACH." }),
    share: t.float({ description: "0 to 1 of all customers, for REPAIR and RAISE." }),
    cost: t.float({ description: "In any unit, the same for all actions." }),
  }),
});

const WithheldType = builder.enumType("ActionWithheld", {
  description: "Why the gain of an action is not given.",
  values: {
    TOO_FEW_LOW: { description: "Fewer than 10 low answers." },
    TOO_FEW_HIGH: { description: "Fewer than 10 high answers." },
    NO_MIDDLE: { description: "No answers between low and high." },
    CONSTANT: { description: "All responses give the driver the same answer." },
  } as const satisfies Record<ActionWithheld, { description: string }>,
});

const GainType = builder.objectRef<ActionGain>("ActionGain").implement({
  description: "What such answers go with: an action's gain on an outcome.",
  fields: (t) => ({
    id: t.exposeString("id", { description: "Of the action." }),
    driver: t.exposeString("driver", { description: "Code of the driver." }),
    kind: t.expose("kind", { type: KindType, description: "What it does to the answers." }),
    withheld: t.expose("withheld", {
      type: WithheldType,
      nullable: true,
      description: "Why there is no gain. Null when there is.",
    }),
    change: t.expose("change", {
      type: "Decimal",
      nullable: true,
      description: "What changes: the mean of the driver, or the share of customers moved.",
    }),
    capped: t.exposeBoolean("capped", { description: "Less was left to change than was asked for." }),
    gain: t.expose("gain", {
      type: "Decimal",
      nullable: true,
      description: "In the unit of the outcome. Null when withheld.",
    }),
    standardError: t.expose("standardError", { type: "Decimal", nullable: true, description: "Of the gain." }),
    interval: t.expose("interval", {
      type: DriverIntervalType,
      nullable: true,
      description: "Of the gain; coefficients, means and shares drawn together.",
    }),
    best: t.expose("best", {
      type: "Decimal",
      nullable: true,
      description: "Probability that no other action gains more, 0 to 1.",
    }),
    gainPerCost: t.expose("gainPerCost", { type: "Decimal", nullable: true, description: "Null without a cost." }),
    bestPerCost: t.expose("bestPerCost", {
      type: "Decimal",
      nullable: true,
      description: "Probability of being the best per cost. Null unless every action has one.",
    }),
  }),
});

const OutcomeGainsType = builder.objectRef<OutcomeGains>("OutcomeGains").implement({
  description: "Gains on one outcome.",
  fields: (t) => ({
    outcome: t.exposeString("outcome", {
      description: "Code of the outcome question; with :nps behind it, its NPS in points.",
    }),
    actions: t.field({ type: [GainType], description: "In the order asked.", resolve: ({ actions }) => actions }),
  }),
});

const SimulationType = builder.objectRef<Improvement>("Simulation").implement({
  description: "What would be gained, by the coefficients that were found. Association, not proof of cause.",
  fields: (t) => ({
    status: t.field({ type: DriverStatusType, description: "Whether there is one.", resolve: ({ status }) => status }),
    reason: t.field({
      type: DriverReasonType,
      nullable: true,
      description: "Why there is none.",
      resolve: (each) => (each.status === "refused" ? each.reason : null),
    }),
    columns: t.stringList({
      description: "The questions at fault when refused.",
      resolve: (each) => (each.status === "refused" ? [...each.columns] : []),
    }),
    n: t.int({ description: "Responses with all answers.", resolve: ({ n }) => n }),
    outcomes: t.field({
      type: [OutcomeGainsType],
      description: "The mark first; then NPS in points, where the outcome is an NPS question.",
      resolve: (each) => (each.status === "refused" ? [] : each.outcomes),
    }),
    order: t.stringList({
      description: "Ids of the actions by gain on the first outcome, largest first.",
      resolve: (each) => (each.status === "refused" ? [] : [...each.order]),
    }),
    caution: t.string({
      description: "Always: association, not proof of cause.",
      resolve: () => ASSOCIATION_NOT_CAUSE,
    }),
  }),
});

builder.objectField(DriverAnalysisType, "simulate", (t) =>
  t.field({
    type: SimulationType,
    nullable: true,
    description: "What each action would gain, on the outcome and on NPS, with the probability that it is the best.",
    args: {
      actions: t.arg({ type: [ActionInput], required: true, description: `1 to ${LIMITS.actions} actions.` }),
      ...levelArguments,
      ...samplingArguments,
    },
    resolve: async ({ question }, { actions, lowMax, highMin, level, replications, seed }, context) => {
      if (actions.length < 1 || actions.length > LIMITS.actions)
        throw requestError(
          "BAD_USER_INPUT",
          `simulate.actions: expected 1 to ${LIMITS.actions} actions, got ${actions.length}`,
        );
      const contrasted = actions.some(({ kind }) => kind === "repair" || kind === "raise");
      const options = {
        withPoints: question.outcome.role === "nps" && question.kind === "mean",
        actions: actions.map(readAction),
        scale: commonScale("simulate", question),
        ...(contrasted ? { levels: readLevels("simulate", question, { lowMax, highMin }) } : {}),
        level,
        replications: requireReplications(replications),
        seed,
      };
      return computedApart("simulateDrivers", { table: await driverTable(question, context), ...options }, context);
    },
  }),
);

type ActionArgument = typeof ActionInput.$inferInput;

function readAction({ driver, kind, id, by, level, share, cost }: ActionArgument): ImprovementAction {
  const common = { id: id ?? `${driver} ${kind}`, driver, ...(cost == null ? {} : { cost }) };
  const need = (name: string, value: number | null | undefined): number => {
    if (value != null) return value;
    throw requestError(
      "BAD_USER_INPUT",
      `simulate.actions: expected ${name} for ${kind.toUpperCase()} of ${driver}, got none`,
    );
  };
  switch (kind) {
    case "shift":
      return { ...common, kind, by: need("by", by) };
    case "reach":
      return { ...common, kind, level: need("level", level) };
    case "repair":
    case "raise":
      return { ...common, kind, ...(share == null ? {} : { share }) };
    default:
      return kind satisfies never;
  }
}
