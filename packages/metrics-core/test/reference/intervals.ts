import { expect } from "vitest";
import type { Estimate, Estimated } from "../../src/estimate/estimate.ts";
import { type IntervalOptions, intervalOf } from "../../src/estimate/interval.ts";

export type Bounds = readonly [low: number, high: number];

/** Bounds by confidence level, as the reference files have them. */
export type BoundsByLevel = Readonly<Record<"90" | "95" | "99", Bounds>>;

/** An estimate that must be there. */
export function estimated(estimate: Estimate): Estimated {
  expect(estimate).toMatchObject({ status: "estimated" });
  return estimate as Estimated;
}

/** The interval of an estimate at one level. */
export function boundsAt(estimate: Estimate, percent: number, options: IntervalOptions = {}): Bounds {
  const interval = intervalOf(estimate, { ...options, level: percent / 100 });
  expect(interval).not.toBeNull();
  return [interval!.low, interval!.high];
}

/** The intervals of an estimate at all three levels. */
export function boundsByLevel(estimate: Estimate, options: IntervalOptions = {}): BoundsByLevel {
  const [low, middle, high] = [90, 95, 99].map((percent) => boundsAt(estimate, percent, options));
  return { "90": low!, "95": middle!, "99": high! };
}

/** Reference bounds are not clipped to the values that can be; ours are. */
export function clip(bounds: BoundsByLevel, [lowest, highest]: Bounds): BoundsByLevel {
  const each = ([low, high]: Bounds): Bounds => [Math.max(lowest, low), Math.min(highest, high)];
  return { "90": each(bounds["90"]), "95": each(bounds["95"]), "99": each(bounds["99"]) };
}
