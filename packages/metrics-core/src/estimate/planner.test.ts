import { describe, expect, test } from "vitest";
import { expectDigits, expectNumbers } from "../../test/expect-numbers.ts";
import { marginOfError, powerOf, sampleSizeForDifference, sampleSizeForMargin, WORST_DEVIATION } from "./planner.ts";

const invalid = expect.objectContaining({ code: "ARGUMENT_INVALID" });
const points = (variance: number): number => 100 * Math.sqrt(variance);

describe("planner", () => {
  // DEFINITIONS 1.6: answers for sigma² = 1 (worst), 0.69 and 0.5
  test.each([
    [3, [4269, 2946, 2135]],
    [5, [1537, 1061, 769]],
    [10, [385, 266, 193]],
  ])("margin of %d points", (margin, expected) => {
    expect([1, 0.69, 0.5].map((variance) => sampleSizeForMargin({ margin, deviation: points(variance) }))).toEqual(
      expected,
    );
  });

  test.each([
    [5, [6280, 4333]],
    [10, [1570, 1084]],
    [20, [393, 271]],
  ])("difference of %d points with 80 %% power, per group", (difference, expected) => {
    const size = (variance: number): number =>
      sampleSizeForDifference({ difference, deviations: [points(variance), points(variance)] });
    expect([1, 0.69].map(size)).toEqual(expected);
  });

  test("adjusted Wald brings 3 answers of its own", () => {
    expect(sampleSizeForMargin({ margin: 5, deviation: WORST_DEVIATION.points }, { pseudoAnswers: 3 })).toBe(1534);
  });

  test("a share at its worst: the well-known 385", () => {
    expect(sampleSizeForMargin({ margin: 0.05, deviation: WORST_DEVIATION.share })).toBe(385);
  });

  test("the design effect multiplies, a small population divides", () => {
    const plan = { margin: 5, deviation: 100 };
    expect(sampleSizeForMargin(plan, { designEffect: 1.5 })).toBe(Math.ceil(1.5 * (1.959963984540054 * 20) ** 2));
    const few = sampleSizeForMargin(plan, { population: 1000 });
    expect(few).toBe(606);
    expectDigits(marginOfError({ answers: few, deviation: 100 }, { population: 1000 }), 5, 1);
    expect(marginOfError({ answers: 1000, deviation: 100 }, { population: 1000 })).toBe(0);
  });

  test("margin of error is what the sample size was made for", () => {
    for (const options of [{}, { level: 0.9 }, { designEffect: 2 }, { population: 5000 }]) {
      const answers = sampleSizeForMargin({ margin: 4, deviation: 83 }, options);
      expect(marginOfError({ answers, deviation: 83 }, options)).toBeLessThanOrEqual(4);
      expect(marginOfError({ answers: answers - 1, deviation: 83 }, options)).toBeGreaterThan(4);
    }
  });

  test("power is what the sample size was made for, and half the level without a difference to speak of", () => {
    const plan = { difference: 10, deviations: [80, 90] } as const;
    for (const power of [0.5, 0.8, 0.99]) {
      for (const options of [{}, { level: 0.9 }, { designEffect: 2 }]) {
        const n = sampleSizeForDifference(plan, { ...options, power });
        expect(powerOf({ ...plan, answers: [n, n] }, options)).toBeGreaterThanOrEqual(power);
        expect(powerOf({ ...plan, answers: [n - 2, n - 2] }, options)).toBeLessThan(power);
      }
    }
    expectNumbers(powerOf({ difference: 1e-12, deviations: [80, 90], answers: [100, 100] }), 0.05);
  });

  test("never plans fewer than two answers", () => {
    expect(sampleSizeForMargin({ margin: 1000, deviation: 100 }, { pseudoAnswers: 3 })).toBe(2);
    expect(sampleSizeForDifference({ difference: 1000, deviations: [1, 1] }, { level: 0.1, power: 0.01 })).toBe(2);
  });

  test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])("refuses %d where a number above 0 is needed", (wrong) => {
    expect(() => sampleSizeForMargin({ margin: wrong, deviation: 100 })).toThrow(invalid);
    expect(() => sampleSizeForMargin({ margin: 5, deviation: wrong })).toThrow(invalid);
    expect(() => sampleSizeForMargin({ margin: 5, deviation: 1 }, { designEffect: wrong })).toThrow(invalid);
    expect(() => marginOfError({ answers: wrong, deviation: 100 })).toThrow(invalid);
    expect(() => sampleSizeForDifference({ difference: wrong, deviations: [1, 1] })).toThrow(invalid);
    expect(() => sampleSizeForDifference({ difference: 1, deviations: [1, wrong] })).toThrow(invalid);
    expect(() => powerOf({ difference: 1, deviations: [1, 1], answers: [10, wrong] })).toThrow(invalid);
    expect(() => powerOf({ difference: wrong, deviations: [1, 1], answers: [10, 10] })).toThrow(invalid);
  });

  test("refuses a plan that lacks a number", () => {
    expect(() => marginOfError({ deviation: 100 } as Parameters<typeof marginOfError>[0])).toThrow(invalid);
    expect(() => sampleSizeForMargin({ margin: 5 } as Parameters<typeof sampleSizeForMargin>[0])).toThrow(invalid);
  });

  test("refuses a population, pseudo answers, a level or a power that cannot be, and a plan that no sample meets", () => {
    expect(() => sampleSizeForMargin({ margin: 5, deviation: 1 }, { population: 0 })).toThrow(invalid);
    expect(() => sampleSizeForMargin({ margin: 5, deviation: 1 }, { population: Number.NaN })).toThrow(invalid);
    expect(() => sampleSizeForMargin({ margin: 5, deviation: 1 }, { pseudoAnswers: -3 })).toThrow(invalid);
    expect(() => sampleSizeForMargin({ margin: 5, deviation: 1 }, { level: 95 })).toThrow(invalid);
    expect(() => sampleSizeForDifference({ difference: 1, deviations: [1, 1] }, { power: 1 })).toThrow(invalid);
    expect(() => sampleSizeForMargin({ margin: 1e-12, deviation: 100 })).toThrow(invalid);
  });
});

test("plans with numbers that leave the range of doubles are refused", () => {
  const invalid = expect.objectContaining({ code: "ARGUMENT_INVALID" });
  expect(() => marginOfError({ answers: 1e-300, deviation: 1e300 })).toThrow(invalid);
  expect(() => powerOf({ difference: 1, deviations: [1e200, 1], answers: [1, 1] })).toThrow(invalid);
});
