import { describe, expect, test } from "vitest";
import { expectNumbers } from "../../test/expect-numbers.ts";
import { nps } from "../metric/nps.ts";
import { topBox } from "../metric/satisfaction.ts";
import { ONE_TO_FIVE, ZERO_TO_TEN } from "../summary/scale.ts";
import { emptyTally, tallyFromCells, tallyOf } from "../summary/tally.ts";
import type { Estimate, Estimated } from "./estimate.ts";
import { type Trend, trendOf } from "./trend.ts";

const share = (hits: number, n = 100): Estimate =>
  topBox(
    tallyFromCells(ONE_TO_FIVE, [
      { point: 5, n: hits },
      { point: 1, n: n - hits },
    ]),
    1,
  );

const over = (...estimates: readonly Estimate[]) => estimates.map((estimate, time) => ({ time, estimate }));

describe("trendOf", () => {
  // Real surveys: test/reference/trend.test.ts
  test("finds the slope of a line, whatever the precision of its points", () => {
    const trend = trendOf(over(share(20), share(300, 1000), share(40), share(5000, 10_000))) as Trend;
    expectNumbers({ slope: trend.slope, unweightedSlope: trend.unweightedSlope }, { slope: 0.1, unweightedSlope: 0.1 });
    expect(trend.periods).toBe(4);
  });

  test("a slope is per unit of time, wherever time starts", () => {
    const years = [2020, 2022, 2023].map((time, i) => ({ time, estimate: share([20, 45, 41][i]!) }));
    const days = years.map(({ time, estimate }) => ({ time: (time - 2000) * 365, estimate }));
    const [perYear, perDay] = [trendOf(years) as Trend, trendOf(days) as Trend];
    expectNumbers(perDay.slope * 365, perYear.slope);
    expectNumbers([perDay.p, perDay.homogeneity.q], [perYear.p, perYear.homogeneity.q]);
  });

  test("its interval is as wide as asked, and refuses a level that is none", () => {
    const points = over(share(20), share(35), share(40));
    const { slope, standardError, interval } = trendOf(points, { level: 0.9 }) as Trend;
    expectNumbers(interval, {
      level: 0.9,
      low: slope - 1.6448536269514722 * standardError,
      high: slope + 1.6448536269514722 * standardError,
    });
    expect(() => trendOf(points, { level: 1 })).toThrow(expect.objectContaining({ code: "ARGUMENT_INVALID" }));
  });

  test("equal periods have no slope and nothing that differs", () => {
    expect(trendOf(over(share(30), share(30), share(30)))).toMatchObject({
      slope: 0,
      p: 1,
      homogeneity: { q: 0, p: 1 },
    });
  });

  test("leaves out periods without an estimate, and needs three", () => {
    const empty = topBox(emptyTally(ONE_TO_FIVE), 1);
    expect(trendOf(over(share(20), empty, share(30), share(50)))).toMatchObject({ periods: 3 });
    expect(trendOf(over(share(20), empty, share(50)))).toEqual({
      status: "suppressed",
      metric: "satisfaction.top_1",
      reason: "BELOW_MINIMUM_BASE",
    });
    expect(trendOf(over(empty))).toMatchObject({ status: "suppressed" });
  });

  test("a period of equal answers, or of one answer, has no weight to give", () => {
    expect(trendOf(over(share(20), share(0), share(50)))).toMatchObject({
      status: "suppressed",
      reason: "NO_VARIANCE",
    });
    expect(trendOf(over(share(20), share(1, 1), share(50)))).toMatchObject({
      status: "suppressed",
      reason: "NO_VARIANCE",
    });
  });

  test("Kish's standard errors on request", () => {
    const weighted = [
      [5, 1, 5],
      [5, 5, 1],
      [1, 5, 1],
    ].map((answers, i) => topBox(tallyOf(ONE_TO_FIVE, answers, { weights: [1, 2, 3 + i] }), 1));
    const [linearised, kish] = [
      trendOf(over(...weighted)) as Trend,
      trendOf(over(...weighted), { variance: "kish" }) as Trend,
    ];
    expect(kish.standardError).not.toBeCloseTo(linearised.standardError, 3);
    expect(kish.unweightedSlope).toBe(linearised.unweightedSlope);
  });

  test("refuses times that are equal, not finite or missing, and mixed metrics", () => {
    const invalid = expect.objectContaining({ code: "ARGUMENT_INVALID" });
    expect(() => trendOf([])).toThrow(invalid);
    expect(() =>
      trendOf([
        { time: 1, estimate: share(2) },
        { time: 1, estimate: share(3) },
      ]),
    ).toThrow(invalid);
    expect(() => trendOf([{ time: Number.NaN, estimate: share(2) }])).toThrow(invalid);
    expect(() => trendOf(over(share(20), nps(tallyOf(ZERO_TO_TEN, [10, 3])), share(30)))).toThrow(
      expect.objectContaining({ code: "INPUT_MISMATCH" }),
    );
    expect(() => trendOf(over({ ...(share(20) as Estimated), range: [0, 2] }, share(30)))).toThrow(
      expect.objectContaining({ code: "INPUT_MISMATCH" }),
    );
  });
});
