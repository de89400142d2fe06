import type { RandomSource } from "@klik/metrics-core/distributions";
import { shuffled } from "./shuffle.ts";

/**
 * Whole numbers in proportion to the shares, which add up to the total: what is left after rounding down goes to the largest remainders,
 * and among equal ones to the first.
 *
 * @example
 * apportion(10, [1, 1, 1]) // => [4, 3, 3]
 */
export function apportion(total: number, shares: readonly number[]): readonly number[] {
  const sum = shares.reduce((a, b) => a + b, 0);
  const exact = shares.map((share) => (total * share) / sum);
  const counts = exact.map(Math.floor);
  const left = total - counts.reduce((a, b) => a + b, 0);
  const byRemainder = exact
    .map((value, index) => ({ index, remainder: value - Math.floor(value) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of byRemainder.slice(0, left)) counts[index]!++;
  return counts;
}

/** Every thing as often as its count says, one after the other. */
export function repeated<T>(counts: readonly (readonly [thing: T, count: number])[]): readonly T[] {
  return counts.flatMap(([thing, count]) => new Array<T>(count).fill(thing));
}

/** As many things as asked for, in these proportions exactly, in random order. */
export function quota<T>(
  shares: readonly (readonly [thing: T, share: number])[],
  total: number,
  random: RandomSource,
): readonly T[] {
  const counts = apportion(
    total,
    shares.map(([, share]) => share),
  );
  return shuffled(
    shares.flatMap(([thing], index) => new Array<T>(counts[index] ?? 0).fill(thing)),
    random,
  );
}
