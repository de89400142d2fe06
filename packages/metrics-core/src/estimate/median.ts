import { pointOf } from "../summary/scale.ts";
import type { Tally } from "../summary/tally.ts";
import { unitWeightSums } from "../summary/weight-sums.ts";

/**
 * Weighted median: the answer in the middle of the weight, and half way between two points when the middle falls between them.
 *
 * Without weights this is the usual median. In scale points; `null` on an empty base. For an ordinal question it says more than a mean
 * when answers pile up at one end.
 *
 * @see Edgeworth 1888, Philosophical Magazine 25, 184–191
 * @example
 * medianOf(tallyOf(ONE_TO_FIVE, [1, 2, 4, 5])) // => 3
 */
export function medianOf({ scale, n, weights }: Tally): number | null {
  const { w } = weights ?? unitWeightSums(n);
  const total = w.reduce((sum, each) => sum + each, 0n);
  if (total === 0n) return null;
  const pointWhere = (reached: (twiceBelow: bigint) => boolean): number => {
    let below = 0n;
    const index = w.findIndex((each) => {
      below += each;
      return reached(2n * below);
    });
    return pointOf(scale, index);
  };
  return (pointWhere((twiceBelow) => twiceBelow >= total) + pointWhere((twiceBelow) => twiceBelow > total)) / 2;
}
