import { describe, expect, test } from "vitest";
import { expectDigits } from "../../test/expect-numbers.ts";
import { nps } from "../metric/nps.ts";
import { satisfaction, topBox } from "../metric/satisfaction.ts";
import { wordOfMouthRatio } from "../metric/word-of-mouth.ts";
import { ONE_TO_FIVE, WORD_OF_MOUTH, ZERO_TO_TEN } from "../summary/scale.ts";
import { emptyTally, type Tally, tallyFromCells, tallyOf } from "../summary/tally.ts";
import type { Estimate, Estimated } from "./estimate.ts";
import { type Interval, intervalOf } from "./interval.ts";
import { type OneSampleTest, testAgainst } from "./one-sample.ts";

type Tested = Extract<OneSampleTest, { status: "tested" }>;

const groups = (promoters: number, passives: number, detractors: number): Tally =>
  tallyFromCells(ZERO_TO_TEN, [
    { point: 10, n: promoters },
    { point: 8, n: passives },
    { point: 2, n: detractors },
  ]);

const ratio = wordOfMouthRatio(
  tallyFromCells(WORD_OF_MOUTH, [
    { point: "negative", n: 20 },
    { point: "positive", n: 80 },
  ]),
);

const invalid = expect.objectContaining({ code: "ARGUMENT_INVALID" });

describe("testAgainst", () => {
  test.each([0.9, 0.95, 0.99])("rejects exactly what the interval of its method leaves out, at %d", (level) => {
    const cases = [
      [nps(groups(18, 11, 2)), "score", "score"],
      [nps(groups(18, 11, 2)), "adjusted-wald", "adjusted-wald"],
      [nps(groups(18, 11, 2)), "wald", "wald"],
      [nps(groups(18, 11, 2)), "t", "t"],
      [topBox(tallyOf(ONE_TO_FIVE, [5, 5, 5, 1, 1, 2, 3, 4]), 1), "score", "wilson"],
      [topBox(tallyOf(ONE_TO_FIVE, [5, 5, 5, 1, 1, 2, 3, 4]), 1), "wald", "wald"],
      [topBox(tallyOf(ONE_TO_FIVE, [5, 5, 5, 1, 1, 2, 3, 4]), 1), "t", "t"],
      [satisfaction(tallyOf(ONE_TO_FIVE, [3, 3, 2, 3, 4, 3])), "t", "t"],
      [satisfaction(tallyOf(ONE_TO_FIVE, [3, 3, 2, 3, 4, 3])), "wald", "wald"],
      [ratio, "score", "wilson"],
    ] as const;
    for (const [estimate, method, interval] of cases) {
      const { low, high } = intervalOf(estimate, { method: interval, level }) as Interval;
      for (const bound of [low, high]) {
        if (estimate.status === "estimated" && estimate.range.includes(bound)) continue;
        expectDigits((testAgainst(estimate, bound, { method }) as Tested).p, 1 - level, 9);
      }
    }
  });

  test("takes the score test for points, shares and ratios of counts, and t for means", () => {
    expect(testAgainst(nps(groups(5, 3, 2)), 0)).toMatchObject({
      method: "score",
      degreesOfFreedom: null,
      difference: 30,
    });
    expect(testAgainst(topBox(groups(5, 3, 2), 1), 0.4)).toMatchObject({ method: "score" });
    expect(testAgainst(ratio, 1)).toMatchObject({ method: "score" });
    expect(testAgainst(satisfaction(groups(5, 3, 2)), 5)).toMatchObject({ method: "t", degreesOfFreedom: 9 });
  });

  test("the score test of a share against a half is a sign test in disguise", () => {
    // (60 - 50) / √25
    expect(
      testAgainst(
        topBox(
          tallyFromCells(ONE_TO_FIVE, [
            { point: 5, n: 60 },
            { point: 1, n: 40 },
          ]),
          1,
        ),
        0.5,
      ),
    ).toMatchObject({
      statistic: expect.closeTo(2, 12),
      p: expect.closeTo(0.04550026389635842, 12),
    });
  });

  test("one-sided p values are the two halves of the normal and of the t distribution", () => {
    for (const [estimate, reference] of [
      [nps(groups(18, 11, 2)), 40],
      [satisfaction(groups(5, 3, 2)), 6],
    ] as const) {
      const p = (alternative: "two-sided" | "greater" | "less"): number =>
        (testAgainst(estimate, reference, { alternative }) as Tested).p;
      expect(p("greater") + p("less")).toBeCloseTo(1, 12);
      expect(2 * p("greater")).toBeCloseTo(p("two-sided"), 12);
    }
  });

  test("tests on the logarithm where the standard error stands there", () => {
    const risk: Estimated = { ...(ratio as Estimated), value: 2, evidence: { kind: "log", logStandardError: 0.25 } };
    expect(testAgainst(risk, 1)).toMatchObject({ method: "log", statistic: Math.log(2) / 0.25, difference: 1 });
  });

  test("weighted answers: the effective base for the score test, either standard error for Wald and t", () => {
    const estimate = nps(tallyOf(ZERO_TO_TEN, [10, 10, 2, 8], { weights: [3, 1, 1, 1] })) as Estimated;
    const kish = 100 * Math.sqrt((5 / 6 - 0.25) / 3);
    expect((testAgainst(estimate, 0, { method: "wald" }) as Tested).statistic).toBeCloseTo(
      50 / estimate.standardError!,
      12,
    );
    expect((testAgainst(estimate, 0, { method: "wald", variance: "kish" }) as Tested).statistic).toBeCloseTo(
      50 / kish,
      12,
    );
    expect((testAgainst(estimate, 0, { method: "t", variance: "kish" }) as Tested).statistic).toBeCloseTo(
      50 / kish,
      12,
    );
    expect((testAgainst(estimate, 0, { method: "t" }) as Tested).statistic).toBeCloseTo(
      50 / estimate.standardError!,
      12,
    );
  });

  test("p values of a million million answers stay above 0 as long as doubles can", () => {
    const { p } = testAgainst(nps(groups(500_000_016, 0, 499_999_984)), 0, { method: "wald" }) as Tested;
    expect(p).toBeGreaterThan(0);
    const far = testAgainst(nps(groups(5_900, 0, 4_100)), 0) as Tested;
    expect(far.statistic).toBeCloseTo(18, 6);
    expect(far.p).toBeGreaterThan(1e-75);
    expect(far.p).toBeLessThan(1e-70);
    const farther = testAgainst(nps(groups(6_850, 0, 3_150)), 0) as Tested;
    expect(farther.p).toBeGreaterThan(1e-301);
    expect(farther.p).toBeLessThan(1e-295);
  });

  test("is suppressed, not zero, on an empty base, and without the variance it rests on", () => {
    expect(testAgainst(nps(emptyTally(ZERO_TO_TEN)), 0)).toEqual({
      status: "suppressed",
      metric: "nps.0_10.classic",
      reason: "EMPTY_BASE",
    });
    for (const method of ["wald", "t"] as const) {
      expect(testAgainst(nps(groups(10, 0, 0)), 0, { method })).toMatchObject({
        status: "suppressed",
        reason: "NO_VARIANCE",
      });
      expect(testAgainst(nps(groups(1, 0, 0)), 0, { method })).toMatchObject({ reason: "NO_VARIANCE" });
    }
    expect(testAgainst(nps(groups(10, 0, 0)), 0)).toMatchObject({
      status: "tested",
      statistic: expect.closeTo(Math.sqrt(10), 12),
    });
    expect(testAgainst(nps(groups(10, 0, 0)), 0, { method: "adjusted-wald" })).toMatchObject({ status: "tested" });
  });

  test("refuses a reference that no score test can take, and one that is no number", () => {
    const estimate: Estimate = nps(groups(5, 3, 2));
    expect(() => testAgainst(estimate, 100)).toThrow(invalid);
    expect(() => testAgainst(estimate, -100)).toThrow(invalid);
    expect(() => testAgainst(estimate, Number.NaN, { method: "wald" })).toThrow(invalid);
    expect(() => testAgainst(estimate, Number.POSITIVE_INFINITY)).toThrow(invalid);
    expect(testAgainst(estimate, 100, { method: "wald" })).toMatchObject({ status: "tested" });
  });

  test("refuses a method that does not fit", () => {
    expect(() => testAgainst(nps(groups(5, 3, 2)), 0, { method: "log" })).toThrow(
      expect.objectContaining({ code: "NAME_UNKNOWN" }),
    );
  });
});

test("a statistic that no number holds is no test", () => {
  const points = nps(tallyOf(ZERO_TO_TEN, [10, 10, 3]));
  const narrow = { ...(points as Estimated), standardError: Number.MIN_VALUE };
  expect(testAgainst(narrow, 0, { method: "wald" })).toMatchObject({ status: "suppressed", reason: "NO_VARIANCE" });
  const many = topBox(tallyFromCells(ONE_TO_FIVE, [{ point: 5, n: 1e12 }]), 1);
  expect(testAgainst(many, Number.MIN_VALUE)).toMatchObject({ status: "suppressed", reason: "NO_VARIANCE" });
});
