import { MetricsError } from "../error.ts";
import { normalSurvival } from "../numeric/normal.ts";
import { normalQuantile } from "../numeric/normal-quantile.ts";
import type { Estimate } from "./estimate.ts";
import { requireLevel } from "./level.ts";

/** A claim that a ratio is at least so much, tested on one side. */
export interface AtLeastTimes {
  readonly times: number;
  readonly level: number;
  /** (ln ratio − ln times) / SE. */
  readonly z: number;
  /** Chance of a ratio this large or larger when the true one is just `times`. */
  readonly p: number;
  /** One-sided lower bound of the ratio at the level. */
  readonly low: number;
  /** Whether the claim holds: the lower bound is not below `times`. */
  readonly holds: boolean;
}

/**
 * Whether a ratio is at least `times`: "a negative experience is shared at least twice as often".
 *
 * One-sided on the logarithm. That the ratio found is at least `times` is not enough: its lower bound must be. `null`
 * when the ratio is suppressed, when its logarithm has no standard error (a ratio of 0), or when no number holds the bound.
 *
 * @throws MetricsError `ARGUMENT_INVALID` for `times` that is not above 0 or a level outside (0, 1), `INPUT_MISMATCH`
 * for an estimate that is no ratio
 * @see Katz, Baptista, Azen & Pike 1978, Biometrics 34, 469–474
 * @example
 * const ratio = sharing(crosstabFromCells(SHARING, SHARING, [
 *   { row: "none", column: "shared", n: 60 }, { row: "none", column: "kept", n: 40 },
 *   { row: "shared", column: "none", n: 60 }, { row: "kept", column: "none", n: 140 },
 * ])).ratio;
 * atLeastTimes(ratio, 2) // => { times: 2, low: 1.6007, holds: false }
 */
export function atLeastTimes(
  ratio: Estimate,
  times: number,
  options: { readonly level?: number } = {},
): AtLeastTimes | null {
  const { level = 0.95 } = options;
  requireLevel("atLeastTimes", level);
  if (!(times > 0 && times < Number.POSITIVE_INFINITY)) {
    throw new MetricsError("ARGUMENT_INVALID", `atLeastTimes: expected a number above 0, got ${times}`, { times });
  }
  if (ratio.unit !== "ratio") {
    throw new MetricsError("INPUT_MISMATCH", `atLeastTimes: expected a ratio, got ${ratio.metric} in ${ratio.unit}`, {
      metric: ratio.metric,
    });
  }
  const standardError = logStandardError(ratio);
  if (ratio.status === "suppressed" || standardError === null) return null;
  const distance = Math.log(ratio.value) - Math.log(times);
  const low = ratio.value * Math.exp(normalQuantile(1 - level) * standardError);
  if (!Number.isFinite(low)) return null;
  return {
    times,
    level,
    z: distance / standardError,
    p: normalSurvival(distance / standardError),
    low,
    holds: low >= times,
  };
}

/** Of the logarithm of a ratio; a ratio of counts has √(1/a + 1/b). */
function logStandardError(ratio: Estimate): number | null {
  if (ratio.status === "suppressed" || ratio.value === 0) return null;
  const { evidence } = ratio;
  if (evidence.kind === "log") return evidence.logStandardError > 0 ? evidence.logStandardError : null;
  if (evidence.kind === "odds") return 1 / Math.sqrt(evidence.share * (1 - evidence.share) * evidence.n);
  return null;
}
