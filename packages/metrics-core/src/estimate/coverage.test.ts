import { describe, expect, test } from "vitest";
import { logGamma } from "../numeric/log-gamma.ts";
import { nps } from "../metric/nps.ts";
import { ZERO_TO_TEN } from "../summary/scale.ts";
import { tallyFromCells } from "../summary/tally.ts";
import { type IntervalMethod, intervalOf } from "./interval.ts";

/** Chance that the 95 % interval of n answers covers the true score, over all outcomes there are. */
function coverage(n: number, promoters: number, detractors: number, method: IntervalMethod): number {
  const truth = 100 * (promoters - detractors);
  const passives = 1 - promoters - detractors;
  let covered = 0;
  for (let p = 0; p <= n; p++) {
    for (let d = 0; p + d <= n; d++) {
      const estimate = nps(
        tallyFromCells(ZERO_TO_TEN, [
          { point: 10, n: p },
          { point: 8, n: n - p - d },
          { point: 2, n: d },
        ]),
      );
      const interval = intervalOf(estimate, { method });
      // Without a spread, Wald and t leave the value alone.
      const [low, high] = interval === null ? [estimate.value!, estimate.value!] : [interval.low, interval.high];
      if (low - 1e-9 > truth || truth > high + 1e-9) continue;
      const ways = logGamma(n + 1) - logGamma(p + 1) - logGamma(d + 1) - logGamma(n - p - d + 1);
      covered += Math.exp(ways + p * Math.log(promoters) + d * Math.log(detractors) + (n - p - d) * Math.log(passives));
    }
  }
  return covered;
}

describe("exact coverage of nominal 95 % intervals of NPS", () => {
  // DEFINITIONS 1.8 of this library, computed independently by full enumeration; it agrees with Rocks 2016 on the methods.
  test.each([
    [10, 0.5, 0.2, 0.896, 0.962, 0.947, 0.932],
    [10, 0.7, 0.05, 0.858, 0.949, 0.961, 0.864],
    [10, 0.9, 0.02, 0.649, 0.93, 0.959, 0.651],
    [10, 0.1, 0.1, 0.937, 0.998, 0.987, 0.987],
    [20, 0.9, 0.02, 0.875, 0.954, 0.965, 0.876],
    [20, 0.15, 0.55, 0.933, 0.944, 0.951, 0.944],
    [30, 0.7, 0.05, 0.914, 0.953, 0.951, 0.945],
    [30, 0.9, 0.02, 0.841, 0.958, 0.961, 0.842],
    [50, 0.5, 0.2, 0.941, 0.95, 0.951, 0.949],
    [50, 0.9, 0.02, 0.91, 0.966, 0.965, 0.918],
  ])("%i answers, promoters %d, detractors %d", (n, promoters, detractors, ...expected) => {
    const methods = ["wald", "adjusted-wald", "score", "t"] as const;
    for (const [index, method] of methods.entries()) {
      expect(Math.abs(coverage(n, promoters, detractors, method) - expected[index]!), method).toBeLessThan(0.001);
    }
  });
});
