import { fc, test as propertyTest } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import {
  adjustContrast,
  adjustedWaldContrast,
  contrastVariance,
  scoreContrast,
  scoreStatistic,
  waldContrast,
} from "./contrast-interval.ts";

const Z = 1.959963984540054;

describe("contrastVariance", () => {
  test("is largest at half and half, and 0 where all agree", () => {
    expect(contrastVariance({ positive: 0.5, negative: 0.5, n: 9 })).toBe(1);
    expect(contrastVariance({ positive: 1, negative: 0, n: 9 })).toBe(0);
    expect(contrastVariance({ positive: 0, negative: 0, n: 9 })).toBe(0);
    expect(contrastVariance({ positive: 1 - 1e-17, negative: 1e-17, n: 9 })).toBeGreaterThanOrEqual(0);
  });
});

describe("where nearly all agree", () => {
  // Expected values by mpmath with 60 digits.
  const closeTo = (value: number): unknown => expect.closeTo(value, 9);

  test("the variance of adjusted shares keeps its digits", () => {
    // 10^12 promoters: 4 PD + (P + D) N of the counts + 0.75, 1.5, 0.75.
    const n = 1e12 + 3;
    const adjusted = adjustContrast({ positive: 1, negative: 0, n: 1e12 }, 0.75);
    expect(contrastVariance(adjusted) / ((3 * (1e12 + 0.75) + 1.5 * (1e12 + 1.5)) / n ** 2)).toEqual(closeTo(1));
  });

  test("the score interval keeps its digits at either end", () => {
    const z = 0.6744897501960817; // level 0.5
    const n = 1_000_001;
    const bounds = scoreContrast({ positive: 0, negative: 1_000_000 / n, n }, z);
    const [low, high] = bounds.map((bound) => 1e6 * (1 + bound));
    expect([low, high]).toEqual([closeTo(0.5156544553553), closeTo(1.939278395993)]);
    const turned = scoreContrast({ positive: 1_000_000 / n, negative: 0, n }, z);
    expect(turned).toEqual([-bounds[1], -bounds[0]]);
  });
});

describe("adjusted Wald", () => {
  test("adds pseudo answers to every group", () => {
    expect(adjustContrast({ positive: 0.5, negative: 0.25, n: 4 }, 0.5)).toEqual({
      positive: 2.5 / 6,
      negative: 1.5 / 6,
      neutral: 2 / 6,
      n: 6,
    });
    const adjusted = adjustContrast({ positive: 0.5, negative: 0.25, n: 4 }, 0.75);
    expect(adjustedWaldContrast({ positive: 0.5, negative: 0.25, n: 4 }, Z, 0.75)).toEqual(waldContrast(adjusted, Z));
  });
});

describe("score interval", () => {
  test("its statistic is McNemar's at 0", () => {
    // DEFINITIONS 7: 300 people, price only 90, service only 60: z = 2.449, interval 2.01 to 17.86 points
    const contrast = { positive: 0.3, negative: 0.2, n: 300 };
    expect(scoreStatistic(contrast, 0)).toBeCloseTo(30 / Math.sqrt(150), 12);
    const [low, high] = scoreContrast(contrast, Z);
    expect(100 * low).toBeCloseTo(2.01, 2);
    expect(100 * high).toBeCloseTo(17.86, 2);
  });

  test("the statistic is 0 at the estimate and endless where the difference cannot be", () => {
    expect(scoreStatistic({ positive: 0.3, negative: 0.2, n: 10 }, 0.3 - 0.2)).toBe(0);
    expect(scoreStatistic({ positive: 1, negative: 0, n: 10 }, 1)).toBe(0);
    expect(scoreStatistic({ positive: 0.5, negative: 0, n: 10 }, 1)).toBe(Number.NEGATIVE_INFINITY);
    expect(scoreStatistic({ positive: 0.5, negative: 0.5, n: 10 }, -1)).toBe(Number.POSITIVE_INFINITY);
  });

  test("reaches the end of the scale where nothing speaks against it", () => {
    expect(scoreContrast({ positive: 1, negative: 0, n: 10 }, Z)[1]).toBe(1);
    expect(scoreContrast({ positive: 0, negative: 1, n: 10 }, Z)[0]).toBe(-1);
  });

  const contrasts = fc
    .tuple(fc.nat(60), fc.nat(60), fc.nat(60))
    .filter(([p, q, d]) => p + q + d > 0)
    .map(([p, q, d]) => ({ positive: p / (p + q + d), negative: d / (p + q + d), n: p + q + d }));

  propertyTest.prop([contrasts])("the statistic is z at both bounds", (contrast) => {
    for (const bound of scoreContrast(contrast, Z)) {
      if (Math.abs(bound) < 1) expect(Math.abs(scoreStatistic(contrast, bound))).toBeCloseTo(Z, 9);
    }
  });

  propertyTest.prop([contrasts])("turns round with the answers", (contrast) => {
    const [low, high] = scoreContrast(contrast, Z);
    const [turnedLow, turnedHigh] = scoreContrast(
      { ...contrast, positive: contrast.negative, negative: contrast.positive },
      Z,
    );
    expect(turnedLow).toBeCloseTo(-high, 12);
    expect(turnedHigh).toBeCloseTo(-low, 12);
  });
});
