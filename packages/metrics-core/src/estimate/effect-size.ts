import { logGammaRatio } from "../numeric/log-gamma.ts";
import { requireSameMetric } from "./comparison.ts";
import { contrastVariance } from "./contrast-interval.ts";
import type { Estimate, Estimated } from "./estimate.ts";
import { normalDeviate, requireLevel } from "./level.ts";

/** A difference in standard deviations. */
export interface EffectSize {
  readonly value: number;
  readonly standardError: number;
  readonly level: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Hedges' g: second mean minus first in pooled standard deviations, freed of its small-sample bias.
 *
 * Its standard error is √((n₁ + n₂)/(n₁ n₂) + g²/(2 (n₁ + n₂))). Works for means, points and shares. Weighted groups enter with their weighted variance and effective base. `null` when an estimate is
 * suppressed, when there are three answers or fewer in all, or when no answer differs from its group.
 *
 * @throws MetricsError `INPUT_MISMATCH` for two metrics, `ARGUMENT_INVALID` for a level outside (0, 1)
 * @see Hedges 1981, J. Educational Statistics 6, 107–128 (with the exact factor, not its approximation 1 − 3/(4 df − 1))
 * @example
 * hedgesG(satisfaction(tallyOf(ONE_TO_FIVE, [1, 2, 3])), satisfaction(tallyOf(ONE_TO_FIVE, [3, 4, 5]))) // => { value: 1.595769 }
 */
export function hedgesG(
  first: Estimate,
  second: Estimate,
  options: { readonly level?: number } = {},
): EffectSize | null {
  const { level = 0.95 } = options;
  requireLevel("hedgesG", level);
  if (first.status === "suppressed" || second.status === "suppressed") return null;
  requireSameMetric("hedgesG", first, second);
  const [a, b] = [spreadOf(first), spreadOf(second)];
  if (a === null || b === null) return null;
  const freedom = a.n + b.n - 2;
  const pooled = (a.n * a.variance + b.n * b.variance) / freedom;
  if (!(freedom > 1 && pooled > 0)) return null;
  const factor = biasFactor(freedom);
  const value = (factor * (second.value - first.value)) / Math.sqrt(pooled);
  const standardError = Math.sqrt((a.n + b.n) / (a.n * b.n) + value ** 2 / (2 * (a.n + b.n)));
  const half = normalDeviate(level) * standardError;
  return { value, standardError, level, low: value - half, high: value + half };
}

/** Variance of one answer in squared units of the value, with the n behind it. */
function spreadOf({ evidence }: Estimated): { readonly variance: number; readonly n: number } | null {
  switch (evidence.kind) {
    case "contrast":
      return { variance: 1e4 * contrastVariance(evidence), n: evidence.n };
    case "share":
      return { variance: evidence.share * (1 - evidence.share), n: evidence.n };
    case "mean":
      return evidence.variance === undefined ? null : { variance: evidence.variance, n: evidence.n };
    default:
      return null;
  }
}

/** J(m) = Γ(m/2) / (√(m/2) Γ((m − 1)/2)). */
function biasFactor(freedom: number): number {
  return Math.exp(logGammaRatio((freedom - 1) / 2, 0.5)) / Math.sqrt(freedom / 2);
}
