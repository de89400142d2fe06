import { requireName } from "../name.ts";
import { contrastVariance } from "./contrast-interval.ts";
import type { Estimated } from "./estimate.ts";

/**
 * How weights enter a standard error: `linearised` from Σ w²(s − m)² (8.4; the default), or `kish`, σ² over the effective base.
 *
 * They differ because Kish's knows only that weights are unequal, not whether the heavily weighted answered alike.
 */
export type VarianceMethod = "linearised" | "kish";

/** @throws MetricsError `NAME_UNKNOWN` for another way */
export function requireVariance(where: string, variance: VarianceMethod): void {
  requireName(where, "variance", variance, ["linearised", "kish"]);
}

/**
 * Standard error of an estimate by either method, in the unit of its value; `null` where it has none.
 *
 * @example
 * standardErrorBy(satisfaction(tallyOf(ONE_TO_FIVE, [5, 3])) as Estimated, "kish") // => 0.7071067811865476
 */
export function standardErrorBy(estimate: Estimated, method: VarianceMethod): number | null {
  if (method === "linearised" || estimate.standardError === null || isMultinomial(estimate))
    return estimate.standardError;
  const { evidence } = estimate;
  switch (evidence.kind) {
    case "contrast":
      return 100 * Math.sqrt(contrastVariance(evidence) / evidence.n);
    case "share":
      return Math.sqrt((evidence.share * (1 - evidence.share)) / evidence.n);
    case "mean":
      return evidence.variance === undefined ? null : Math.sqrt(evidence.variance / evidence.n);
    case "odds":
    case "log":
      return estimate.standardError;
  }
}

/**
 * Standard error with n − 1 in place of n, as a t method needs it. Only equally weighted shares and contrasts are divided by n;
 * means and linearised standard errors hold n − 1 already.
 */
export function sampleStandardError(estimate: Estimated): number | null {
  const { standardError, base } = estimate;
  if (standardError === null) return null;
  return isMultinomial(estimate) ? standardError * Math.sqrt(base.valid / (base.valid - 1)) : standardError;
}

/** A share or contrast of equally weighted answers: its standard error is √(σ²/n) by either method. */
function isMultinomial({ evidence, base, degreesOfFreedom }: Estimated): boolean {
  const counted = evidence.kind === "contrast" || evidence.kind === "share";
  return counted && degreesOfFreedom === undefined && base.effective === base.valid;
}

/** Degrees of freedom of the standard error: clusters − 1, or answers − 1. */
export function degreesOfFreedomOf({ degreesOfFreedom, base }: Estimated): number {
  return degreesOfFreedom ?? base.valid - 1;
}
