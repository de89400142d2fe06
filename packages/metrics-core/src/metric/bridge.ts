import { MetricsError } from "../error.ts";
import type { Estimate } from "../estimate/estimate.ts";
import { scoreMean } from "../estimate/score-mean.ts";
import { ONE_TO_FIVE, pointsOf, REPORT_MARK, requireScale, type Scale, scaleName } from "../summary/scale.ts";
import type { Tally } from "../summary/tally.ts";

/**
 * A declared way to read the answers of one scale on another.
 *
 * Rules differ (1–5 becomes 1, 3.25, 5.5, 7.75, 10 or 2, 4, 6, 8, 10), so the rule is part of the metric id and numbers
 * bridged by different rules are different metrics. A bridged mark is not an answer on the other scale: people answer
 * the two differently, and countries mark differently.
 */
export interface BridgeRule {
  /** `minmax.1-5_to_1-10`, `double.1-5_to_1-10`. */
  readonly id: string;
  readonly from: Scale;
  readonly to: Scale;
  /** What each point of `from`, lowest first, is worth on `to`. */
  readonly points: readonly number[];
}

/**
 * Linear from end to end: the worst point becomes the worst, the best the best.
 *
 * @throws MetricsError `SCALE_MISMATCH` for categories
 * @example
 * minMaxBridge(ONE_TO_FIVE, REPORT_MARK).points // => [1, 3.25, 5.5, 7.75, 10]
 */
export function minMaxBridge(from: Scale, to: Scale): BridgeRule {
  requireNumbers("minMaxBridge", from, to);
  const turned = from.direction !== to.direction;
  const points = pointsOf(from).map((point) => {
    const above = turned ? from.max - point : point - from.min;
    return to.min + ((to.max - to.min) * above) / (from.max - from.min);
  });
  return { id: ruleId("minmax", from, to), from, to, points };
}

/**
 * Every answer times 2, the habit for five points and a report mark: 1–5 becomes 2, 4, 6, 8, 10.
 *
 * @throws MetricsError `SCALE_MISMATCH` unless the doubled points are points of `to` and both scales have one direction
 * @example
 * doublingBridge().points // => [2, 4, 6, 8, 10]
 */
export function doublingBridge(from: Scale = ONE_TO_FIVE, to: Scale = REPORT_MARK): BridgeRule {
  requireNumbers("doublingBridge", from, to);
  const points = pointsOf(from).map((point) => 2 * point);
  const marks = pointsOf(to);
  if (from.direction !== to.direction || !points.every((point) => marks.includes(point))) {
    throw new MetricsError(
      "SCALE_MISMATCH",
      `doublingBridge: expected doubled points on ${scaleName(to)}, got ${scaleName(from)}`,
      { from, to },
    );
  }
  return { id: ruleId("double", from, to), from, to, points };
}

/**
 * Mean satisfaction after bridging, in points of the other scale. The metric id ends in the id of the rule.
 *
 * @throws MetricsError `SCALE_MISMATCH` when the answers are not on the scale that the rule starts from
 * @example
 * bridgedSatisfaction(tallyOf(ONE_TO_FIVE, [5, 4]), minMaxBridge(ONE_TO_FIVE, REPORT_MARK))
 * // => { metric: "satisfaction.bridged.minmax.1-5_to_1-10", value: 8.875 }
 */
export function bridgedSatisfaction(tally: Tally, rule: BridgeRule): Estimate {
  requireScale(`bridgedSatisfaction ${rule.id}`, tally.scale, rule.from);
  return scoreMean(tally, {
    metric: `satisfaction.bridged.${rule.id}`,
    unit: "scale",
    kind: "mean",
    range: () => [Math.min(...rule.points), Math.max(...rule.points)],
    of: (_, index) => rule.points[index]!,
  });
}

function ruleId(name: string, from: Scale, to: Scale): string {
  const part = ({ min, max, step, direction }: Scale): string =>
    `${min}-${max}${step === 1 ? "" : `_by_${step}`}${direction === "low_is_good" ? "_low_is_good" : ""}`;
  return `${name}.${part(from)}_to_${part(to)}`;
}

function requireNumbers(where: string, ...scales: readonly Scale[]): void {
  const named = scales.find((scale) => scale.codes !== null);
  if (named !== undefined) {
    throw new MetricsError("SCALE_MISMATCH", `${where}: expected scales of numbers, got ${scaleName(named)}`, {
      scale: named,
    });
  }
}
