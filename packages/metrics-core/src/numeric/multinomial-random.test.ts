import { describe, expect, test } from "vitest";
import { logGamma } from "./log-gamma.ts";
import { binomialRandom, multinomialRandom } from "./multinomial-random.ts";
import { randomSource } from "./random.ts";

/** Pearson's chi-square of drawn counts against the binomial distribution, classes below 5 expected put together. */
function misfit(n: number, p: number, draws: number): { q: number; classes: number } {
  const random = randomSource(17);
  const counts = new Map<number, number>();
  for (let i = 0; i < draws; i++) {
    const hits = binomialRandom(random, n, p);
    counts.set(hits, (counts.get(hits) ?? 0) + 1);
  }
  let [q, classes, restSeen, restExpected] = [0, 0, 0, 0];
  for (let k = 0; k <= n; k++) {
    const chance = Math.exp(
      logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1) + k * Math.log(p) + (n - k) * Math.log1p(-p),
    );
    const [seen, expected] = [counts.get(k) ?? 0, draws * chance];
    if (expected < 5) {
      restSeen += seen;
      restExpected += expected;
    } else {
      q += (seen - expected) ** 2 / expected;
      classes++;
    }
  }
  return { q: q + (restSeen - restExpected) ** 2 / Math.max(restExpected, 1e-9), classes };
}

describe("binomialRandom", () => {
  test.each([
    [10, 0.3],
    [25, 0.5],
    [100, 0.02],
    [1000, 0.7],
  ])("has the binomial distribution: %i trials with chance %d", (n, p) => {
    const { q, classes } = misfit(n, p, 20_000);
    // A chi-square with that many degrees of freedom stays below this in all but one of 10,000 cases.
    expect(q).toBeLessThan(classes + 4 * Math.sqrt(2 * classes) + 4);
    expect(q).toBeGreaterThan(classes - 4 * Math.sqrt(2 * classes) - 4);
  });

  test("mean and variance hold for a million million trials", () => {
    const random = randomSource(3);
    const draws = Array.from({ length: 4000 }, () => binomialRandom(random, 1e12, 0.25));
    const mean = draws.reduce((sum, each) => sum + each, 0) / draws.length;
    const variance = draws.reduce((sum, each) => sum + (each - mean) ** 2, 0) / draws.length;
    const sigma = Math.sqrt(1e12 * 0.25 * 0.75);
    expect(Math.abs(mean - 2.5e11)).toBeLessThan((4 * sigma) / Math.sqrt(4000));
    expect(variance / sigma ** 2).toBeGreaterThan(0.9);
    expect(variance / sigma ** 2).toBeLessThan(1.1);
    expect(draws.every(Number.isSafeInteger)).toBe(true);
  });

  test("no trials, no chance, certainty", () => {
    const random = randomSource(1);
    expect([binomialRandom(random, 0, 0.5), binomialRandom(random, 99, 0), binomialRandom(random, 99, 1)]).toEqual([
      0, 0, 99,
    ]);
  });
});

describe("multinomialRandom", () => {
  test("every trial falls into a class, and never into one without a chance", () => {
    const random = randomSource(8);
    const counts = [0, 0, 0, 0];
    const total = [0, 0, 0, 0];
    for (let draw = 0; draw < 2000; draw++) {
      multinomialRandom(random, 50, [0.2, 0, 0.5, 0.3], counts);
      expect(counts.reduce((sum, each) => sum + each, 0)).toBe(50);
      for (const [index, each] of counts.entries()) total[index]! += each;
    }
    expect(total[1]).toBe(0);
    for (const [index, chance] of [0.2, 0, 0.5, 0.3].entries()) {
      expect(Math.abs(total[index]! / 100_000 - chance)).toBeLessThan(0.007);
    }
  });

  test("one class takes all, wherever it stands", () => {
    const counts = [0, 0, 0];
    multinomialRandom(randomSource(8), 50, [1, 0, 0], counts);
    expect(counts).toEqual([50, 0, 0]);
    multinomialRandom(randomSource(8), 50, [0, 0, 1], counts);
    expect(counts).toEqual([0, 0, 50]);
  });
});

test("a chance of 0 or 1 needs no throw, however many trials there are", () => {
  const counts = [0, 0, 0];
  multinomialRandom(randomSource(1), 1e12, [0, 1, 0], counts);
  expect(counts).toEqual([0, 1e12, 0]);
  expect([binomialRandom(randomSource(1), 1e12, 0), binomialRandom(randomSource(1), 1e12, 1)]).toEqual([0, 1e12]);
});
