import { requireName } from "../name.ts";
import type { Tally } from "../summary/tally.ts";
import { meanScore, type Score } from "./score.ts";
import { effectiveFreedom, hasSums, scoreSums } from "./score-sums.ts";

/**
 * What the sum of squared deviations is divided by: `sample` n − 1 (the usual one), `population` n, `reliability` W − Σw²/W, which is
 * n − 1 for equal weights and unbiased for weights that say how much an answer tells (R `cov.wt`). The first two use the weighted mean
 * and divide the weighted sum by W; `sample` then multiplies by n/(n − 1).
 */
export type DeviationKind = "sample" | "population" | "reliability";

/**
 * Standard deviation of the answers, or of a score of them, in its unit.
 *
 * `null` on an empty base, and for one answer (or one answer with all the weight) unless `population` is asked for.
 *
 * @param options - `kind`, default `sample`; `score`, default the answer itself (not for categories, whose mean has no meaning)
 * @throws MetricsError `NAME_UNKNOWN` for another kind
 * @see R Core Team, stats::sd, stats::cov.wt (method = "unbiased")
 * @example
 * standardDeviation(tallyOf(ONE_TO_FIVE, [1, 3, 5])) // => 2
 */
export function standardDeviation(
  tally: Tally,
  options: { readonly kind?: DeviationKind; readonly score?: Score } = {},
): number | null {
  const { kind = "sample", score = meanScore("mean") } = options;
  requireName("standardDeviation", "kind", kind, ["sample", "population", "reliability"]);
  const sums = scoreSums(tally, score);
  if (!hasSums(sums)) return null;
  const { base, deviations, oneAnswer } = sums;
  const variance = deviations / base.weighted;
  if (kind === "population") return Math.sqrt(variance);
  if (oneAnswer) return null;
  return Math.sqrt(variance / (kind === "sample" ? 1 - 1 / base.valid : effectiveFreedom(tally, score)));
}
