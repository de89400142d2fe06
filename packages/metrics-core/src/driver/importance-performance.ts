import { MetricsError } from "../error.ts";
import { normalDeviate, requireLevel } from "../estimate/level.ts";
import { type Gram, gramEffective, selectGram } from "../summary/gram.ts";
import { momentsOf } from "../summary/gram-moments.ts";
import type { DriverContrast } from "./contrast-model.ts";
import type { DriverInterval } from "./draws.ts";

/** Where a driver stands; the interval of either axis may be missing. */
export interface PerformancePoint {
  readonly driver: string;
  readonly importance: number;
  readonly performance: number;
  readonly importanceInterval?: Bounds | null;
  readonly performanceInterval?: Bounds | null;
}

type Bounds = Pick<DriverInterval, "low" | "high">;

/** `keep_up`: important and good. `concentrate_here`: important and weak. `possible_overkill`: good and unimportant. `low_priority`: neither. */
export type Quadrant = "keep_up" | "concentrate_here" | "possible_overkill" | "low_priority";

/** Where the lines of the cross stand: the mean or median of the drivers, or a number such as the middle of the scale. */
export type CrossHair = "mean" | "median" | number;

export interface PlacedDriver extends PerformancePoint {
  readonly quadrant: Quadrant;
  /** The interval of an axis reaches the line, so the driver could as well be on the other side. */
  readonly borderline: { readonly importance: boolean; readonly performance: boolean };
}

export interface ImportancePerformance {
  readonly importanceLine: number | null;
  readonly performanceLine: number | null;
  readonly drivers: readonly PlacedDriver[];
}

/**
 * Importance-performance analysis: which drivers to concentrate on. A value on the line counts as high.
 *
 * @param lines - both default to the mean of the drivers
 * @throws MetricsError `ARGUMENT_INVALID` for a value or line that is not finite
 * @see Martilla & James 1977, J. Marketing 41(1) 77–79
 * @example
 * importancePerformance([{ driver: "wait", importance: 3, performance: 5 }, { driver: "menu", importance: 1, performance: 7 }]).drivers.map(({ quadrant }) => quadrant) // => ["concentrate_here", "possible_overkill"]
 */
export function importancePerformance(
  points: readonly PerformancePoint[],
  lines: { readonly importance?: CrossHair; readonly performance?: CrossHair } = {},
): ImportancePerformance {
  // A sum of them has to be finite as well.
  const finite = (value: number): boolean => Number.isFinite(value) && Number.isFinite(value * points.length);
  if (!points.every(({ importance, performance }) => finite(importance) && finite(performance))) {
    throw new MetricsError("ARGUMENT_INVALID", "importancePerformance: expected finite importances and performances");
  }
  if (points.length === 0) return { importanceLine: null, performanceLine: null, drivers: [] };
  const importanceLine = lineAt(
    points.map(({ importance }) => importance),
    lines.importance ?? "mean",
  );
  const performanceLine = lineAt(
    points.map(({ performance }) => performance),
    lines.performance ?? "mean",
  );
  return {
    importanceLine,
    performanceLine,
    drivers: points.map((point) => ({
      ...point,
      quadrant: quadrantOf(point.importance >= importanceLine, point.performance >= performanceLine),
      borderline: {
        importance: reaches(point.importanceInterval, importanceLine),
        performance: reaches(point.performanceInterval, performanceLine),
      },
    })),
  };
}

/**
 * Impact range-performance: the same cross with the range of impact, reward − penalty, as importance. Drivers whose range is withheld are
 * left out.
 *
 * @throws MetricsError `NAME_UNKNOWN` for a driver without a performance
 * @example
 * impactRangePerformance([], []).drivers // => []
 * @see Mikulić & Prebežac 2008, Managing Service Quality 18(6)
 */
export function impactRangePerformance(
  contrasts: readonly DriverContrast[],
  performances: readonly Performance[],
  lines: { readonly importance?: CrossHair; readonly performance?: CrossHair } = {},
): ImportancePerformance {
  const points = contrasts.flatMap(({ driver, index }): PerformancePoint[] => {
    if (index === null) return [];
    const own = performances.find((performance) => performance.driver === driver);
    if (own === undefined)
      throw new MetricsError("NAME_UNKNOWN", `impactRangePerformance: expected a performance of ${driver}`, { driver });
    return [{ driver, importance: index.range, performance: own.mean, performanceInterval: own.interval }];
  });
  return importancePerformance(points, lines);
}

/** How a driver is rated. */
export interface Performance {
  readonly driver: string;
  readonly mean: number;
  /** Standard deviation over the root of the number of rows; with weights, of the effective number. */
  readonly standardError: number;
  readonly interval: DriverInterval;
}

/**
 * Mean rating of each driver over the rows of a Gram, with its normal interval. Empty when no row counts.
 *
 * @throws MetricsError `NAME_UNKNOWN`, `ARGUMENT_INVALID` for a level outside 0–1
 * @example
 * performancesOf(gramOf(answersOf({ wait: [1, 3, 5, 3] })), ["wait"])[0] // => { driver: "wait", mean: 3, … }
 */
export function performancesOf(gram: Gram, drivers: readonly string[], level = 0.95): readonly Performance[] {
  requireLevel("performancesOf", level);
  const own = selectGram(gram, drivers);
  if (gram.n === 0 || gram.products[0] === 0) return [];
  const { means, variances } = momentsOf(own);
  const effective = gramEffective(own);
  const free = gram.sumSquaredWeights === gram.products[0] ? Math.max(1, effective - 1) : effective;
  return drivers.map((driver, i) => {
    const mean = means[i]!;
    const standardError = Math.sqrt(variances[i]! / free);
    const half = normalDeviate(level) * standardError;
    return { driver, mean, standardError, interval: { level, low: mean - half, high: mean + half } };
  });
}

function quadrantOf(important: boolean, good: boolean): Quadrant {
  if (important) return good ? "keep_up" : "concentrate_here";
  return good ? "possible_overkill" : "low_priority";
}

function reaches(interval: Bounds | null | undefined, line: number): boolean {
  return interval != null && interval.low <= line && line <= interval.high;
}

function lineAt(values: readonly number[], crossHair: CrossHair): number {
  if (typeof crossHair === "number") {
    if (!Number.isFinite(crossHair))
      throw new MetricsError("ARGUMENT_INVALID", `importancePerformance: expected a finite line, got ${crossHair}`, {
        crossHair,
      });
    return crossHair;
  }
  if (crossHair === "mean") return values.reduce((sum, value) => sum + value, 0) / values.length;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
