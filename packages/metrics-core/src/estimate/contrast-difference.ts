import type { Comparison } from "./comparison.ts";
import { waldComparison } from "./comparison.ts";
import { adjustContrast, type Contrast, contrastVariance } from "./contrast-interval.ts";
import { permutationP } from "./permutation.ts";

/**
 * Difference of two independent contrasts on adjusted shares: 3/4 positive, 3/2 neutral and 3/4 negative pseudo answers in each
 * group. Defined also when all answers of both groups are equal.
 *
 * @see Rocks 2016, Am. Stat. 70(4) (one sample); Lewis & Sauro, MeasuringU, nps-sig-test-sample-size (two samples)
 */
export function adjustedWaldDifference(from: Contrast, to: Contrast, level: number): Comparison {
  const [a, b] = [adjustContrast(from, 0.75), adjustContrast(to, 0.75)];
  const standardError = 100 * Math.hypot(standardErrorOf(a), standardErrorOf(b));
  return waldComparison(100 * (net(b) - net(a)), standardError, level);
}

/** The same interval, with the p value counted out over all ways to deal the answers to the two groups. */
export function permutedDifference(from: Contrast, to: Contrast, level: number): Comparison {
  const counts = ({ positive, negative, n }: Contrast): readonly number[] => {
    const [up, down] = [Math.round(positive * n), Math.round(negative * n)];
    return [down, n - up - down, up];
  };
  const p = permutationP([-1, 0, 1], counts(from), counts(to));
  return { ...adjustedWaldDifference(from, to, level), statistic: null, p };
}

function net({ positive, negative }: Contrast): number {
  return positive - negative;
}

function standardErrorOf(contrast: Contrast): number {
  return Math.sqrt(contrastVariance(contrast) / contrast.n);
}
