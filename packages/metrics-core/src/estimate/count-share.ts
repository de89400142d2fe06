import { YES_NO } from "../summary/scale.ts";
import { tallyFromCells } from "../summary/tally.ts";
import type { Estimate } from "./estimate.ts";
import { shareScore } from "./score.ts";
import { scoreMean } from "./score-mean.ts";

/**
 * A share of two counts, 0 to 1: `hits` of `n`. Suppressed with `EMPTY_BASE` when there is nothing to count.
 *
 * @throws MetricsError `ARGUMENT_INVALID` for counts that are negative, no whole numbers, or more hits than n
 * @example
 * countShare("use_of_results", 16, 100) // => { metric: "use_of_results", unit: "share", value: 0.16 }
 */
export function countShare(metric: string, hits: number, n: number): Estimate {
  const counts = tallyFromCells(YES_NO, [
    { point: "yes", n: hits },
    { point: "no", n: n - hits },
  ]);
  return scoreMean(
    counts,
    shareScore(metric, (_, index) => index === 1),
  );
}
