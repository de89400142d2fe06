import { normalQuantile, type RandomSource } from "@klik/metrics-core/distributions";
import { shuffled } from "./shuffle.ts";

/**
 * Standard normal numbers without luck: the middles of `n` equal parts of the distribution, in random order. Their mean is 0, so that a group
 * of them is neither lucky nor unlucky.
 */
export function balancedNormals(n: number, random: RandomSource): readonly number[] {
  return shuffled(
    Array.from({ length: n }, (_, i) => normalQuantile((i + 0.5) / n)),
    random,
  );
}
