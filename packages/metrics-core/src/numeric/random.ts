import { MetricsError } from "../error.ts";
import { requirePositive } from "./distribution-argument.ts";
import { normalQuantile } from "./normal-quantile.ts";
import { splitMix64, xoshiro128 } from "./xoshiro128.ts";

/** Successive random numbers, at least 0 and below 1. */
export type RandomSource = () => number;

/**
 * Random numbers that depend on the seed alone: the same on every machine and in every release.
 *
 * They are multiples of 2⁻⁵³, at least 0 and below 1, from xoshiro128** with a period of 2¹²⁸ − 1. Not for secrets.
 *
 * @param seed - a whole number from 0 to 2⁵³ − 1; neighbouring seeds give unrelated numbers
 * @throws MetricsError `ARGUMENT_INVALID` for any other seed
 * @see Blackman & Vigna 2021, ACM TOMS 47(4)
 * @example
 * randomSource(42)() // => 0.4137016681565887
 */
export function randomSource(seed: number): RandomSource {
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new MetricsError("ARGUMENT_INVALID", `randomSource: expected a seed from 0 to 2^53 - 1, got ${seed}`, {
      seed,
    });
  }
  const mix = splitMix64(BigInt(seed));
  const [first, second] = [mix(), mix()];
  const next = xoshiro128([lowWord(first), lowWord(first >> 32n), lowWord(second), lowWord(second >> 32n)]);
  return () => {
    const high = next() >>> 5; // 27 bits
    return (high * 67_108_864 + (next() >>> 6)) / 9_007_199_254_740_992;
  };
}

function lowWord(value: bigint): number {
  return Number(BigInt.asUintN(32, value));
}

/**
 * A standard normal random number, by inversion: one number of the source makes one normal number.
 *
 * @example
 * normalRandom(() => 0.5) // => 0
 */
export function normalRandom(random: RandomSource): number {
  let p = random();
  while (p === 0) p = random(); // inversion would give −Infinity
  return normalQuantile(p);
}

/**
 * A random number of the gamma distribution with the given shape and scale 1. Shares of several of them, divided by their
 * sum, are Dirichlet.
 *
 * For shapes far below 1 it may underflow to 0.
 *
 * @throws MetricsError `ARGUMENT_INVALID` unless the shape is positive and finite
 * @see Marsaglia & Tsang 2000, ACM TOMS 26(3)
 * @example
 * gammaRandom(() => 0.5, 1) // => 0.6666666666666667
 */
export function gammaRandom(random: RandomSource, shape: number): number {
  requirePositive("gammaRandom", "shape", shape);
  if (shape < 1) return gammaRandom(random, shape + 1) * (1 - random()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normalRandom(random);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - random()) < 0.5 * x * x + d * (1 - v + Math.log(v))) return d * v;
  }
}
