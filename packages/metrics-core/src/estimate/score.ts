import type { Scale } from "../summary/scale.ts";

/** What the number counts in. A share runs from 0 to 1, points from -100 to 100, an index from 0 to 100. */
export type Unit = "points" | "share" | "scale" | "index" | "ratio";

/**
 * How answers become a number: the metric is the weighted mean of one score per scale point.
 *
 * The kind decides variance and intervals: a `contrast` scores 100, 0 or -100, a `share` 1 or 0, a `mean` any number.
 * A score of `null` keeps the point out of the base of the metric.
 */
export interface Score {
  readonly metric: string;
  readonly unit: Unit;
  readonly kind: "contrast" | "share" | "mean";
  /** The smallest and largest value the metric can take on a scale; intervals are clamped to it. */
  readonly range: (scale: Scale) => readonly [low: number, high: number];
  readonly of: (point: number, index: number, scale: Scale) => number | null;
}

/**
 * A share: 1 where the test holds.
 *
 * @example
 * scoreMean(tallyOf(ONE_TO_FIVE, [5, 5, 4, 1]), shareScore("delighted", (point) => point === 5)) // => { value: 0.5 }
 */
export function shareScore(
  metric: string,
  counts: (point: number, index: number, scale: Scale) => boolean | null,
): Score {
  return {
    metric,
    unit: "share",
    kind: "share",
    range: () => [0, 1],
    of: (point, index, scale) => {
      const holds = counts(point, index, scale);
      return holds === null ? null : holds ? 1 : 0;
    },
  };
}

/**
 * A difference of two shares of one base, in points: 100 for the first group, -100 for the second, 0 for the rest.
 *
 * @example
 * scoreMean(tallyOf(ONE_TO_FIVE, [5, 5, 4, 1]), contrastScore("extremes", (point) => (point === 5 ? 1 : point === 1 ? -1 : 0))) // => { value: 25 }
 */
export function contrastScore(metric: string, sign: (point: number, index: number, scale: Scale) => 1 | 0 | -1): Score {
  return {
    metric,
    unit: "points",
    kind: "contrast",
    range: () => [-100, 100],
    of: (point, index, scale) => 100 * sign(point, index, scale),
  };
}

/**
 * The mean of the answers themselves, in scale points.
 *
 * @example
 * scoreMean(tallyOf(ONE_TO_FIVE, [5, 5, 4, 1]), meanScore("politeness")) // => { value: 3.75 }
 */
export function meanScore(metric: string): Score {
  return { metric, unit: "scale", kind: "mean", range: (scale) => [scale.min, scale.max], of: (point) => point };
}

/**
 * The mean on 0–100 where 100 is best: linear from one end of the scale to the other.
 *
 * @example
 * scoreMean(tallyOf(ONE_TO_FIVE, [5, 5, 4, 2]), indexScore("politeness.index")) // => { value: 75 }
 */
export function indexScore(metric: string): Score {
  return {
    metric,
    unit: "index",
    kind: "mean",
    range: () => [0, 100],
    of: (point, _, { min, max, direction }) =>
      (100 * (direction === "high_is_good" ? point - min : max - point)) / (max - min),
  };
}
