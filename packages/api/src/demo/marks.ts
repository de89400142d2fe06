import { normalQuantile } from "@klik/metrics-core/distributions";
import { answerNear } from "./answer.ts";

interface MarkShape {
  readonly mean: number;
  /** Standard deviation before marks are cut off at the ends. */
  readonly spread: number;
  readonly min: number;
  readonly max: number;
}

/**
 * Marks with this mean, lowest first: bell-shaped, and their sum is the nearest whole number to `n` times the mean.
 *
 * @example
 * marksWithMean(4, { mean: 7.5, spread: 1, min: 1, max: 10 }) // => [6, 7, 8, 9]
 */
export function marksWithMean(n: number, shape: MarkShape): readonly number[] {
  return marksWithSum(n, Math.round(n * shape.mean), shape);
}

/** The same with a sum; what does not fit between `n × min` and `n × max` is cut off. */
export function marksWithSum(n: number, sum: number, { mean, spread, min, max }: MarkShape): readonly number[] {
  const marks = Array.from({ length: n }, (_, i) =>
    answerNear(mean + spread * normalQuantile((i + 0.5) / n), min, max),
  );
  let left = sum - marks.reduce((a, b) => a + b, 0);
  const step = Math.sign(left);
  // Every round moves each mark by at most one, spread over the whole list, so that the shape stays.
  while (left !== 0) {
    const movable = marks.flatMap((mark, i) => (mark + step >= min && mark + step <= max ? [i] : []));
    const moved = Math.min(Math.abs(left), movable.length);
    if (moved === 0) break;
    for (let k = 0; k < moved; k++) marks[movable[Math.floor(((k + 0.5) * movable.length) / moved)]!]! += step;
    left -= step * moved;
  }
  return marks.sort((a, b) => a - b);
}
