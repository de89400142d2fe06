import { describe, expect, test } from "vitest";
import { nps } from "../metric/nps.ts";
import { satisfaction, topBox } from "../metric/satisfaction.ts";
import { ONE_TO_FIVE, ZERO_TO_TEN } from "../summary/scale.ts";
import { tallyFromCells, tallyOf } from "../summary/tally.ts";
import type { Estimated } from "./estimate.ts";
import { degreesOfFreedomOf, sampleStandardError, standardErrorBy } from "./standard-error.ts";

const points = nps(tallyOf(ZERO_TO_TEN, [10, 8, 3, 9])) as Estimated;
const share = topBox(tallyOf(ONE_TO_FIVE, [5, 4, 1, 2, 3]), 2) as Estimated;
const mean = satisfaction(tallyOf(ONE_TO_FIVE, [1, 3, 5])) as Estimated;

describe("standardErrorBy", () => {
  test("both methods agree on unweighted points and shares; Kish's divides a mean by n", () => {
    expect(standardErrorBy(points, "kish")).toBeCloseTo(points.standardError!, 12);
    expect(standardErrorBy(share, "kish")).toBeCloseTo(share.standardError!, 12);
    expect(standardErrorBy(mean, "linearised")).toBe(mean.standardError);
    expect(standardErrorBy(mean, "kish")).toBeCloseTo(mean.standardError! * Math.sqrt(2 / 3), 12);
  });

  test("is null where the estimate has none, or does not say the variance of an answer", () => {
    expect(standardErrorBy(satisfaction(tallyOf(ONE_TO_FIVE, [3])) as Estimated, "kish")).toBeNull();
    expect(standardErrorBy({ ...mean, evidence: { kind: "mean", n: 3 } }, "kish")).toBeNull();
  });

  test("ratios have but one", () => {
    for (const evidence of [
      { kind: "odds", share: 0.2, n: 9 },
      { kind: "log", logStandardError: 0.3 },
    ] as const) {
      expect(standardErrorBy({ ...mean, standardError: 0.7, evidence }, "kish")).toBe(0.7);
    }
  });
});

describe("sampleStandardError", () => {
  test("turns n into n - 1 for equally weighted points and shares only", () => {
    expect(sampleStandardError(points)).toBeCloseTo(points.standardError! * Math.sqrt(4 / 3), 12);
    expect(sampleStandardError(share)).toBeCloseTo(share.standardError! * Math.sqrt(5 / 4), 12);
    expect(sampleStandardError(mean)).toBe(mean.standardError);
    const weighted = nps(tallyOf(ZERO_TO_TEN, [10, 8, 3], { weights: [1, 2, 1] })) as Estimated;
    expect(sampleStandardError(weighted)).toBe(weighted.standardError);
    expect(sampleStandardError({ ...points, degreesOfFreedom: 2 })).toBe(points.standardError);
    expect(sampleStandardError({ ...points, standardError: null })).toBeNull();
  });
});

test("degrees of freedom: answers - 1, or clusters - 1", () => {
  expect(degreesOfFreedomOf(points)).toBe(3);
  expect(degreesOfFreedomOf({ ...points, degreesOfFreedom: 0 })).toBe(0);
});

test("Kish's standard error of equally weighted shares and points is the plain one, to the last digit", () => {
  const many = tallyFromCells(ZERO_TO_TEN, [
    { point: 10, n: 1e12 },
    { point: 8, n: 1 },
  ]);
  for (const estimate of [nps(many), topBox(many, 2)] as Estimated[]) {
    expect(standardErrorBy(estimate, "kish")).toBe(estimate.standardError);
  }
});

test("Kish's standard error of weighted points keeps the digits of a small neutral share", () => {
  const tally = tallyOf(ZERO_TO_TEN, [10, 8], { weights: [1e12, 1] });
  // σ² = P (1 − P) with P = w/(w + 1), and n_eff = (w + 1)²/(w² + 1)
  const w = 1e12;
  const expected = (100 * Math.sqrt(w * (w * w + 1))) / (w + 1) ** 2;
  expect(standardErrorBy(nps(tally) as Estimated, "kish")! / expected).toBeCloseTo(1, 14);
});
