import { normalTwoSidedP } from "../numeric/normal.ts";
import { type Comparison, waldComparison } from "./comparison.ts";
import { normalDeviate } from "./level.ts";
import { permutationP } from "./permutation.ts";
import { wilsonDistances } from "./share-interval.ts";

/** A share and the (effective) number of answers behind it. */
export interface Share {
  readonly share: number;
  readonly n: number;
}

/**
 * Hybrid score interval of a difference of shares, from the two Wilson intervals. Never leaves −1 to 1 and never degenerates.
 * Its p value is that of the pooled score test.
 *
 * @see Newcombe 1998, Statistics in Medicine 17, 873–890, method 10
 */
export function newcombeDifference(from: Share, to: Share, level: number): Comparison {
  const z = normalDeviate(level);
  const centre = to.share - from.share;
  const [belowFrom, aboveFrom] = wilsonDistances(from.share, from.n, z);
  const [belowTo, aboveTo] = wilsonDistances(to.share, to.n, z);
  return {
    ...pooledDifference(from, to, level),
    standardError: unpooled(from, to),
    bounds: [centre - Math.hypot(belowTo, aboveFrom), centre + Math.hypot(aboveTo, belowFrom)],
  };
}

/**
 * Wald after adding one answer of each kind to both groups.
 *
 * @see Agresti & Caffo 2000, Am. Stat. 54(4), 280–288
 */
export function agrestiCaffoDifference(from: Share, to: Share, level: number): Comparison {
  const [a, b] = [addTwo(from), addTwo(to)];
  return waldComparison(b.share - a.share, unpooled(a, b), level);
}

/**
 * z test with one variance for both groups, as they would have if there were no difference; its square is Pearson's chi-square of the
 * 2 × 2 table. The interval is Wald's, whose variance is not pooled. Two shares of 0, or of 1, show no difference at all: z = 0, p = 1.
 *
 * @see Pearson 1900; Newcombe 1998, Statistics in Medicine 17, 873–890, method 1 (interval)
 */
export function pooledDifference(from: Share, to: Share, level: number): Comparison {
  const centre = to.share - from.share;
  const hits = from.share * from.n + to.share * to.n;
  // Counted, because 1 less a share of nearly 1 has few digits.
  const misses = (1 - from.share) * from.n + (1 - to.share) * to.n;
  const standardError = Math.sqrt((hits / (hits + misses)) * (misses / (hits + misses)) * (1 / from.n + 1 / to.n));
  const statistic = standardError > 0 ? centre / standardError : 0;
  const { bounds } = waldComparison(centre, unpooled(from, to), level);
  return { centre, standardError, statistic, degreesOfFreedom: null, p: normalTwoSidedP(statistic), bounds };
}

/** Newcombe's interval, with the p value counted out over all ways to deal the answers to the two groups. */
export function permutedShareDifference(from: Share, to: Share, level: number): Comparison {
  const counts = ({ share, n }: Share): readonly number[] => [n - Math.round(share * n), Math.round(share * n)];
  const p = permutationP([0, 1], counts(from), counts(to));
  return { ...newcombeDifference(from, to, level), statistic: null, p };
}

function unpooled(a: Share, b: Share): number {
  return Math.sqrt((a.share * (1 - a.share)) / a.n + (b.share * (1 - b.share)) / b.n);
}

function addTwo({ share, n }: Share): Share {
  return { share: (share * n + 1) / (n + 2), n: n + 2 };
}
