import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { chiSquareCdf, chiSquareSurvival } from "./chi-square.ts";
import { normalCdf } from "./normal.ts";
import { gammaRandom, normalRandom, randomSource } from "./random.ts";
import { splitMix64, xoshiro128 } from "./xoshiro128.ts";

const take = <T>(count: number, next: () => T): T[] => Array.from({ length: count }, next);

describe("xoshiro128", () => {
  test("gives the numbers of the reference implementation", () => {
    // xoshiro128starstar.c 1.1 of Blackman & Vigna from the state 1, 2, 3, 4; the vector that rand_xoshiro (Rust) tests too.
    expect(take(10, xoshiro128([1, 2, 3, 4]))).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ]);
  });
});

describe("splitMix64", () => {
  test("gives the numbers of the reference implementation", () => {
    // Rosetta Code, "Pseudo-random numbers/Splitmix64", seed 1234567.
    expect(take(5, splitMix64(1234567n))).toEqual([
      6457827717110365317n,
      3203168211198807973n,
      9817491932198370423n,
      4593380528125082431n,
      16408922859458223821n,
    ]);
  });
});

describe("randomSource", () => {
  const golden = JSON.parse(
    readFileSync(new URL("../../test/reference/distributions/seeded_random.json", import.meta.url), "utf8"),
  ) as Readonly<Record<string, readonly number[]>>;

  test.each(Object.entries(golden))("gives for seed %s what a second implementation gives", (seed, expected) => {
    expect(take(expected.length, randomSource(Number(seed)))).toEqual(expected);
  });

  test("is uniform: 1024 classes of a million numbers", () => {
    const random = randomSource(20260101);
    expect(chiSquareP(take(1_000_000, random), 1024)).toBeGreaterThan(1e-3);
  });

  test("has no memory: pairs of successive numbers fill the square", () => {
    const random = randomSource(7);
    const pairs = take(500_000, () => (Math.floor(random() * 32) + random()) / 32);
    expect(chiSquareP(pairs, 1024)).toBeGreaterThan(1e-3);
  });

  test.each([-1, 0.5, NaN, Infinity, 2 ** 53])("refuses %s as a seed", (seed) => {
    expect(() => randomSource(seed)).toThrow(`randomSource: expected a seed from 0 to 2^53 - 1, got ${seed}`);
  });
});

describe("normalRandom", () => {
  test("is normal", () => {
    const random = randomSource(1);
    const shares = take(200_000, () => normalCdf(normalRandom(random)));
    expect(chiSquareP(shares, 256)).toBeGreaterThan(1e-3);
  });

  test("passes over 0, which has no quantile", () => {
    const numbers = [0, 0, 0.5];
    expect(normalRandom(() => numbers.shift()!)).toBe(0);
  });
});

describe("gammaRandom", () => {
  test.each([0.05, 0.5, 1, 2.5, 40, 1e6])("is gamma distributed with shape %s", (shape) => {
    const random = randomSource(Math.round(shape * 1000));
    const shares = take(100_000, () => chiSquareCdf(2 * gammaRandom(random, shape), 2 * shape));
    expect(chiSquareP(shares, 128)).toBeGreaterThan(1e-3);
  });

  test("refuses a shape of 0", () => {
    expect(() => gammaRandom(randomSource(1), 0)).toThrow(
      "gammaRandom: expected shape to be a positive finite number, got 0",
    );
  });
});

/** p value of Pearson's test that numbers in [0, 1) are uniform over equal classes. */
function chiSquareP(numbers: readonly number[], classes: number): number {
  const counts = new Array<number>(classes).fill(0);
  for (const number of numbers) counts[Math.min(Math.floor(number * classes), classes - 1)]!++;
  const expected = numbers.length / classes;
  const statistic = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  return chiSquareSurvival(statistic, classes - 1);
}
