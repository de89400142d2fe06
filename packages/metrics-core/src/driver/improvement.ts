import { MetricsError } from "../error.ts";
import { requireLevel } from "../estimate/level.ts";
import type { Answers } from "../summary/gram-answers.ts";
import { type Gram, productIndex, selectGram } from "../summary/gram.ts";
import { momentsOf } from "../summary/gram-moments.ts";
import { completeRows, gramOfRows } from "../summary/gram-of.ts";
import { bootstrapGrams, type ResamplingOptions } from "./bootstrap.ts";
import { ASSOCIATION_NOT_CAUSE } from "./caution.ts";
import {
  contrastColumns,
  contrastedDrivers,
  highColumn,
  levelCounts,
  type LevelCounts,
  type LevelsByDriver,
  lowColumn,
  withContrasts,
} from "./contrast-levels.ts";
import { hasContrast } from "./contrast-model.ts";
import { type DriverInterval, drawsDeviation, percentileInterval, shareLargest } from "./draws.ts";
import { driverModel, type DriverRefusal, isRefused } from "./driver-model.ts";
import {
  type AnswerRange,
  type ImprovementAction,
  isShift,
  requireActions,
  shiftColumn,
  withShift,
} from "./improvement-action.ts";
import { rawFit } from "./raw-fit.ts";

export interface ImprovementOptions extends ResamplingOptions {
  /** Columns on which the gain is told: a mark, and for NPS a column of 100, 0 and −100. The first decides the order. */
  readonly outcomes: readonly string[];
  /** All drivers of the model, not only those with an action. */
  readonly drivers: readonly string[];
  readonly actions: readonly ImprovementAction[];
  /** Ends of the answer scale of the drivers. */
  readonly scale: AnswerRange;
  /** Low and high answers; needed for `repair` and `raise`. */
  readonly levels?: LevelsByDriver;
  /** Rows that must be low, and high, for `repair` and `raise`. Default 10. */
  readonly minimumCell?: number;
  /** Of the intervals. Default 0.95. */
  readonly level?: number;
}

/** Why the gain of an action is not given. */
export type ActionWithheld = "TOO_FEW_LOW" | "TOO_FEW_HIGH" | "NO_MIDDLE" | "CONSTANT";

export interface ActionGain {
  readonly id: string;
  readonly driver: string;
  readonly kind: ImprovementAction["kind"];
  readonly withheld: ActionWithheld | null;
  /** What the action changes: the mean of the driver, or the share of customers moved, 0–1. */
  readonly change: number | null;
  /** Less was left to change than was asked for. */
  readonly capped: boolean;
  /** In the unit of the outcome. */
  readonly gain: number | null;
  readonly standardError: number | null;
  readonly interval: DriverInterval | null;
  /** Probability that no other action gains more. */
  readonly best: number | null;
  readonly gainPerCost: number | null;
  /** The same per cost; `null` unless every action has a cost. */
  readonly bestPerCost: number | null;
}

export interface OutcomeGains {
  readonly outcome: string;
  readonly actions: readonly ActionGain[];
}

export interface ImprovementEstimated {
  readonly status: "estimated";
  readonly n: number;
  readonly level: number;
  readonly replications: number;
  readonly failed: number;
  readonly seed: number;
  readonly outcomes: readonly OutcomeGains[];
  /** Actions by gain on the first outcome, largest first. */
  readonly order: readonly string[];
  readonly caution: typeof ASSOCIATION_NOT_CAUSE;
}

export type Improvement = ImprovementEstimated | DriverRefusal;

/**
 * What each action would gain, by the coefficients that were found: linear and capped at the end of the scale for `shift` and `reach`,
 * by the penalties and rewards of the contrast model for `repair` and `raise`.
 *
 * Coefficients, means and shares are drawn together, so that gains can be compared draw by draw. The gain is what such answers go
 * with, not what the action is proven to cause.
 *
 * @throws MetricsError `NAME_UNKNOWN`, `ARGUMENT_INVALID` for an action, a level or a cost outside its domain
 * @example
 * simulateImprovements(answersOf({ mark: [4, 5, 7, 7, 8, 9], wait: [1, 2, 3, 3, 4, 5] }), { outcomes: ["mark"], drivers: ["wait"], scale: { min: 1, max: 5 }, actions: [{ id: "faster", driver: "wait", kind: "shift", by: 1 }] }) // => { order: ["faster"] }
 */
export function simulateImprovements(answers: Answers, options: ImprovementOptions): Improvement {
  const { outcomes, drivers, actions, level = 0.95, replications = 1000, seed = 1, minimumCell = 10 } = options;
  requireLevel("simulateImprovements", level);
  requireActions(actions, drivers, options.scale, options.levels);
  if (outcomes.length === 0)
    throw new MetricsError("ARGUMENT_INVALID", "simulateImprovements: expected at least one outcome");
  const asymmetric = actions.some(({ kind }) => kind === "repair" || kind === "raise");
  const { levels } = options;
  const contrasts = asymmetric && levels !== undefined ? withContrasts(answers, drivers, levels) : answers;
  const table = actions.reduce((columns, action) => withShift(columns, action, options.scale), contrasts);
  const columns = [
    ...drivers,
    ...(asymmetric ? contrastColumns(drivers) : []),
    ...actions.filter(isShift).map(shiftColumn),
    ...outcomes,
  ];
  const rows = completeRows(table, columns);
  const counts = new Map(asymmetric ? drivers.map((driver) => [driver, levelCounts(table, driver, rows.index)]) : []);
  const contrasted = drivers.filter((driver) => hasContrast(counts.get(driver) ?? { low: 0, middle: 0, high: 0 }));
  const gram = gramOfRows(rows);
  const whole = outcomes.map((outcome) => evaluate(gram, outcome, options, contrasted));
  const refusal = whole.find(isFailure);
  if (refusal !== undefined) return refusal;
  const evaluated = whole as readonly (readonly Evaluated[])[]; // refusals have returned
  const draws = outcomes.map(() => actions.map((): number[] => []));
  let failed = 0;
  bootstrapGrams(table, columns, { ...options, replications, seed }, (sample) => {
    const gains = outcomes.map((outcome) => evaluate(sample, outcome, options, contrasted));
    if (gains.some(isFailure)) failed++;
    else
      (gains as readonly (readonly Evaluated[])[]).forEach((each, o) =>
        each.forEach(({ gain }, a) => draws[o]![a]!.push(gain)),
      );
  });
  const withheld = actions.map((action) => withheldOf(action, gram, counts.get(action.driver), minimumCell));
  const gains = outcomes.map(
    (outcome, o): OutcomeGains => ({ outcome, actions: gainsOf(actions, evaluated[o]!, draws[o]!, withheld, level) }),
  );
  // There is an outcome, or it would have been refused.
  const ordered = [...gains[0]!.actions].sort(
    (a, b) => (b.gain ?? Number.NEGATIVE_INFINITY) - (a.gain ?? Number.NEGATIVE_INFINITY),
  );
  return {
    status: "estimated",
    n: gram.n,
    level,
    replications,
    failed,
    seed,
    outcomes: gains,
    order: ordered.map(({ id }) => id),
    caution: ASSOCIATION_NOT_CAUSE,
  };
}

interface Evaluated {
  readonly gain: number;
  readonly change: number;
  readonly capped: boolean;
}

const isFailure = (result: readonly Evaluated[] | DriverRefusal): result is DriverRefusal => "status" in result;

/** The gains of all actions by one Gram. */
function evaluate(
  gram: Gram,
  outcome: string,
  { drivers, actions, scale }: ImprovementOptions,
  contrasted: readonly string[],
): readonly Evaluated[] | DriverRefusal {
  const linear = driverModel(gram, outcome, drivers);
  if (isRefused(linear)) return linear;
  const slopes = rawFit(linear).coefficients;
  const slope = (driver: string): number => slopes[linear.drivers.indexOf(driver)] ?? 0;
  const contrast = contrasted.length === 0 ? null : driverModel(gram, outcome, contrastColumns(contrasted));
  if (contrast !== null && isRefused(contrast)) return { ...contrast, columns: contrastedDrivers(contrast.columns) };
  const impacts = contrast === null ? [] : rawFit(contrast).coefficients;
  const impact = (column: string): number => impacts[contrast?.drivers.indexOf(column) ?? -1] ?? 0;
  const size = gram.columns.length + 1;
  const mean = (column: string): number =>
    gram.products[productIndex(size, 0, gram.columns.indexOf(column) + 1)]! / gram.products[0]!;
  return actions.map((action): Evaluated => {
    const { driver } = action;
    switch (action.kind) {
      case "shift": {
        const change = mean(shiftColumn(action));
        return { gain: slope(driver) * change, change, capped: Math.abs(change - action.by) > 1e-9 };
      }
      case "reach": {
        const change = Math.max(0, Math.min(action.level, scale.max) - mean(driver));
        return { gain: slope(driver) * change, change, capped: action.level > scale.max };
      }
      case "repair": {
        const change = Math.min(action.share ?? 1, mean(lowColumn(driver)));
        return { gain: -impact(lowColumn(driver)) * change, change, capped: change < (action.share ?? 0) - 1e-9 };
      }
      case "raise": {
        const change = Math.min(action.share ?? 1, 1 - mean(lowColumn(driver)) - mean(highColumn(driver)));
        return { gain: impact(highColumn(driver)) * change, change, capped: change < (action.share ?? 0) - 1e-9 };
      }
      default:
        throw new MetricsError(
          "NAME_UNKNOWN",
          `simulateImprovements: expected shift, reach, repair or raise, got ${String((action satisfies never as ImprovementAction).kind)}`,
        );
    }
  });
}

function gainsOf(
  actions: readonly ImprovementAction[],
  evaluated: readonly Evaluated[],
  draws: readonly (readonly number[])[],
  withheld: readonly (ActionWithheld | null)[],
  level: number,
): readonly ActionGain[] {
  const given = actions.map((_, a) => a).filter((a) => withheld[a] === null && draws[a]!.length > 1);
  const best = shareLargest(given.map((a) => draws[a]!));
  const costed = given.every((a) => actions[a]!.cost !== undefined);
  const perCost = costed ? shareLargest(given.map((a) => draws[a]!.map((gain) => gain / actions[a]!.cost!))) : null;
  return actions.map(({ id, driver, kind, cost }, a): ActionGain => {
    const at = given.indexOf(a);
    const { gain, change, capped } = evaluated[a]!;
    const base = { id, driver, kind, withheld: withheld[a]! };
    if (base.withheld !== null) {
      return {
        ...base,
        change: null,
        capped: false,
        gain: null,
        standardError: null,
        interval: null,
        best: null,
        gainPerCost: null,
        bestPerCost: null,
      };
    }
    return {
      ...base,
      change,
      capped,
      gain,
      standardError: at < 0 ? null : drawsDeviation(draws[a]!),
      interval: at < 0 ? null : percentileInterval(draws[a]!, level),
      best: at < 0 ? null : best[at]!,
      gainPerCost: cost === undefined ? null : gain / cost,
      bestPerCost: at < 0 || perCost === null ? null : perCost[at]!,
    };
  });
}

function withheldOf(
  { kind, driver }: ImprovementAction,
  gram: Gram,
  counts: LevelCounts | undefined,
  minimumCell: number,
): ActionWithheld | null {
  if (kind === "shift" || kind === "reach") {
    return momentsOf(selectGram(gram, [driver])).constant.length > 0 ? "CONSTANT" : null;
  }
  if (counts === undefined || counts.middle === 0) return "NO_MIDDLE";
  if (kind === "repair") return counts.low < minimumCell ? "TOO_FEW_LOW" : null;
  return counts.high < minimumCell ? "TOO_FEW_HIGH" : null;
}
