import { sortedQuantile } from "../numeric/sorted-quantile.ts";

/** Values of several things over many draws: [thing][draw]. */
export type Draws = readonly (readonly number[] | Float64Array)[];

export interface DriverInterval {
  readonly level: number;
  readonly low: number;
  readonly high: number;
}

/** Percentile interval of draws. */
export function percentileInterval(draws: ArrayLike<number>, level: number): DriverInterval {
  const sorted = Float64Array.from(draws).sort();
  return { level, low: sortedQuantile(sorted, (1 - level) / 2), high: sortedQuantile(sorted, (1 + level) / 2) };
}

/** Standard deviation of draws, with n − 1. */
export function drawsDeviation(draws: ArrayLike<number>): number {
  let mean = 0;
  for (let i = 0; i < draws.length; i++) mean += draws[i]!;
  mean /= draws.length;
  let sum = 0;
  for (let i = 0; i < draws.length; i++) sum += (draws[i]! - mean) ** 2;
  return Math.sqrt(sum / Math.max(1, draws.length - 1));
}

/** Share of draws in which each is the largest; equals share the draw. */
export function shareLargest(draws: Draws): readonly number[] {
  const wins = draws.map(() => 0);
  const count = draws[0]?.length ?? 0;
  for (let d = 0; d < count; d++) {
    let [best, ties] = [Number.NEGATIVE_INFINITY, 0];
    for (const values of draws) {
      if (values[d]! > best) [best, ties] = [values[d]!, 1];
      else if (values[d] === best) ties++;
    }
    draws.forEach((values, i) => {
      if (values[d] === best) wins[i]! += 1 / ties;
    });
  }
  return wins.map((won) => won / count);
}

/** Ranks that hold at least `level` of the draws, lowest and highest, 1 for the largest. */
export function rankIntervals(draws: Draws, level: number): readonly DriverInterval[] {
  const count = draws[0]?.length ?? 0;
  const ranks = draws.map(() => new Float64Array(count));
  for (let d = 0; d < count; d++) {
    draws.forEach((values, i) => {
      let rank = 1;
      for (const others of draws) if (others[d]! > values[d]!) rank++;
      ranks[i]![d] = rank;
    });
  }
  return ranks.map((each) => {
    const sorted = each.sort();
    // A rank is a whole number: the quantile is an order statistic, never a number between two.
    const at = (p: number): number => sorted[Math.min(count - 1, Math.max(0, Math.ceil(p * count - 1e-9) - 1))]!;
    return { level, low: at((1 - level) / 2), high: at((1 + level) / 2) };
  });
}
