import { type Crosstab, cellTally } from "../summary/crosstab.ts";
import { pointOf, requireScale, scaleSize } from "../summary/scale.ts";
import { waldComparison } from "./comparison.ts";
import { type Difference, suppressedDifference, testedChange } from "./difference.ts";
import { requireLevel } from "./level.ts";
import type { Score } from "./score.ts";
import { scoreMean } from "./score-mean.ts";

/** What each person's score changed by, as a score of the cells of a crosstab. A pair without one of the two scores is left out. */
function changeScore({ rows, columns }: Crosstab, score: Score): Score {
  const width = scaleSize(columns);
  const [low, high] = score.range(rows);
  return {
    metric: score.metric,
    unit: score.unit,
    kind: "mean",
    range: () => [low - high, high - low],
    of: (_, cell) => {
      const [row, column] = [Math.floor(cell / width), cell % width];
      const before = score.of(pointOf(rows, row), row, rows);
      const after = score.of(pointOf(columns, column), column, columns);
      return before === null || after === null ? null : after - before;
    },
  };
}

/**
 * Change of a metric among the same people: mean of each person's second score minus first, with SE sd(d)/√n, or linearised with weights.
 *
 * Takes the crosstab of both answers (rows first, columns second) on one scale; who answered only once does not count. Test and interval
 * by Student's t with n − 1. `p` and interval are `null` when everybody changed by the same amount.
 *
 * @throws MetricsError `SCALE_MISMATCH` when the two answers are on different scales, `ARGUMENT_INVALID` for a level outside (0, 1)
 * @see Student 1908, Biometrika 6, 1–25
 * @example
 * pairedDifference(crosstabOf(ONE_TO_FIVE, ONE_TO_FIVE, [[2, 4], [3, 4], [3, 3]]), meanScore("satisfaction"))
 * // => { value: 1, standardError: 0.5773503, degreesOfFreedom: 2, p: 0.2254033 }
 */
export function pairedDifference(pairs: Crosstab, score: Score, options: { readonly level?: number } = {}): Difference {
  const { level = 0.95 } = options;
  requireLevel("pairedDifference", level);
  requireScale("pairedDifference", pairs.columns, pairs.rows);
  const change = scoreMean(cellTally(pairs), changeScore(pairs, score));
  if (change.status === "suppressed") return suppressedDifference(change, change, change.reason);
  const { metric, unit, value, range, flags, base } = change;
  const comparison = waldComparison(value, change.standardError, level, base.valid - 1);
  return testedChange({ metric, unit, value, range, flags, first: base, second: base }, "paired", level, comparison);
}
