import { describe, expect, test } from "vitest";
import { expectNumbers } from "../../test/expect-numbers.ts";
import { nps } from "../metric/nps.ts";
import { normalQuantile } from "../numeric/normal-quantile.ts";
import { normalCdf } from "../numeric/normal.ts";
import { sortedQuantile } from "../numeric/sorted-quantile.ts";
import { ZERO_TO_TEN } from "../summary/scale.ts";
import { tallyOf } from "../summary/tally.ts";
import {
  type BootstrapInterval,
  type BootstrapOptions,
  bootstrapInterval,
  type Statistic,
  weightedMean,
} from "./bootstrap.ts";
import type { Estimated } from "./estimate.ts";

const answers = Array.from({ length: 200 }, (_, i) => (i * 7) % 11);
const weights = answers.map((_, i) => 0.5 + (i % 4));
const scores = answers.map((answer) => (answer >= 9 ? 100 : answer <= 6 ? -100 : 0));

const bootstrap = (
  values: readonly number[],
  w: readonly number[] | null,
  options: BootstrapOptions,
  statistic: Statistic = weightedMean,
): BootstrapInterval => bootstrapInterval(values, w, statistic, options)!;

describe("bootstrapInterval", () => {
  test("its standard error is near the linearised one, weights and all", () => {
    const estimate = nps(tallyOf(ZERO_TO_TEN, answers, { weights })) as Estimated;
    const found = bootstrap(scores, weights, { seed: 5, draws: 4000 });
    expect(found.value).toBeCloseTo(estimate.value, 12);
    expect(found.standardError / estimate.standardError!).toBeGreaterThan(0.95);
    expect(found.standardError / estimate.standardError!).toBeLessThan(1.05);
    expect((found.high - found.low) / (2 * 1.96 * estimate.standardError!)).toBeGreaterThan(0.93);
    expect((found.high - found.low) / (2 * 1.96 * estimate.standardError!)).toBeLessThan(1.07);
  });

  test("without weights everybody counts 1", () => {
    const ones = answers.map(() => 1);
    expect(bootstrap(scores, null, { seed: 5 })).toEqual(bootstrap(scores, ones, { seed: 5 }));
  });

  test("the seed decides, and stands on the result", () => {
    const first = bootstrap(scores, weights, { seed: 9, draws: 300 });
    expect(first).toMatchObject({ seed: 9, draws: 300, level: 0.95, method: "percentile", undefinedDraws: 0 });
    expect(bootstrap(scores, weights, { seed: 9, draws: 300 })).toEqual(first);
    expect(bootstrap(scores, weights, { seed: 10, draws: 300 }).low).not.toBe(first.low);
  });

  test("a higher level holds a wider interval", () => {
    const [narrow, wide] = [0.8, 0.99].map((level) => bootstrap(scores, weights, { seed: 1, level }));
    expect(wide!.low).toBeLessThan(narrow!.low);
    expect(wide!.high).toBeGreaterThan(narrow!.high);
  });

  test("BCa moves towards the long tail", () => {
    const skewed = Array.from({ length: 40 }, (_, i) => Math.exp(i / 8));
    const [plain, corrected] = (["percentile", "bca"] as const).map((method) =>
      bootstrap(skewed, null, { seed: 2, method }),
    );
    expect(corrected).toMatchObject({ method: "bca", value: plain!.value, standardError: plain!.standardError });
    expect(corrected!.low).toBeGreaterThan(plain!.low);
    expect(corrected!.high).toBeGreaterThan(plain!.high);
  });

  test("BCa of a symmetric sample changes little, and of a large one leaves out groups", () => {
    const symmetric = Array.from({ length: 2001 }, (_, i) => i - 1000);
    const [plain, corrected] = (["percentile", "bca"] as const).map((method) =>
      bootstrap(symmetric, null, { seed: 3, method }),
    );
    expect(Math.abs(corrected!.low - plain!.low)).toBeLessThan(0.15 * plain!.standardError);
    expect(Math.abs(corrected!.high - plain!.high)).toBeLessThan(0.15 * plain!.standardError);
  });

  test("BCa is Efron's, from the draws and the jackknife", () => {
    const sample = [1, 2, 2, 3, 4, 7, 15, 40];
    const weights = [1, 2, 1, 0.5, 1, 3, 1, 1];
    const seen: number[] = [];
    const watched = (values: Float64Array, w: Float64Array): number => {
      seen.push(weightedMean(values, w));
      return seen.at(-1)!;
    };
    const options = { seed: 3, draws: 500, level: 0.9, method: "bca" } as const;
    const got = bootstrapInterval(sample, weights, watched, options)!;
    // The sample, 500 draws, and the sample without each of its rows.
    const [value, draws, left] = [seen[0]!, seen.slice(1, 501), seen.slice(501)];
    expect(left).toHaveLength(8);
    for (const [i, each] of left.entries()) {
      const rest = (all: readonly number[]) => Float64Array.from(all.filter((_, row) => row !== i));
      expect(each).toBe(weightedMean(rest(sample), rest(weights)));
    }
    const mean = left.reduce((a, b) => a + b) / 8;
    const power = (k: number) => left.reduce((sum, each) => sum + (mean - each) ** k, 0);
    const acceleration = power(3) / (6 * power(2) ** 1.5);
    expect(acceleration).toBeGreaterThan(0.05);
    const below = draws.filter((each) => each < value).length + draws.filter((each) => each === value).length / 2;
    const bias = normalQuantile(below / 500);
    const bound = (tail: number): number => {
      const z = bias + normalQuantile(tail);
      return sortedQuantile(Float64Array.from(draws).sort(), normalCdf(bias + z / (1 - acceleration * z)));
    };
    expectNumbers([got.low, got.high], [bound(0.05), bound(0.95)], 1e-12);
    const center = draws.reduce((a, b) => a + b) / 500;
    expectNumbers(
      got.standardError,
      Math.sqrt(draws.reduce((sum, each) => sum + (each - center) ** 2, 0) / 499),
      1e-12,
    );
  });

  test("BCa counts draws that equal the value half", () => {
    // The mean of a draw is 0, 1 or, in half of the draws, the value itself: no bias.
    const options = { seed: 5, draws: 4000 } as const;
    const plain = bootstrapInterval([0, 1], null, weightedMean, options)!;
    const corrected = bootstrapInterval([0, 1], null, weightedMean, { ...options, method: "bca" })!;
    expect([corrected.low, corrected.high]).toEqual([plain.low, plain.high]);
  });

  test("BCa of equal values is that value, not NaN", () => {
    expect(bootstrap([3, 3, 3], null, { seed: 1, method: "bca" })).toMatchObject({
      value: 3,
      low: 3,
      high: 3,
      standardError: 0,
    });
  });

  test("BCa stands a statistic that no resample reaches", () => {
    const high: Statistic = (values) => (values.every((value, i) => value === i) ? 10 : values[0]!);
    const found = bootstrap(
      Array.from({ length: 30 }, (_, i) => i),
      null,
      { seed: 1, method: "bca" },
      high,
    );
    expect(found.value).toBe(10);
    const low: Statistic = (values) => (values.every((value, i) => value === i) ? -1 : values[0]!);
    expect(
      bootstrap(
        Array.from({ length: 30 }, (_, i) => i),
        null,
        { seed: 1, method: "bca" },
        low,
      ).low,
    ).toBeGreaterThanOrEqual(0);
  });

  test("resamples without weight are left out and counted", () => {
    const found = bootstrap([100, 0, -100], [0, 0, 1], { seed: 4, draws: 1000 });
    expect(found.value).toBe(-100);
    expect(found.undefinedDraws).toBeGreaterThan(200);
    expect(found.undefinedDraws).toBeLessThan(400);
  });

  test("there is none without rows, with one row, or for a statistic that is never defined", () => {
    expect(bootstrapInterval([], null, weightedMean, { seed: 1 })).toBeNull();
    expect(bootstrapInterval([5], null, weightedMean, { seed: 1 })).toBeNull();
    expect(bootstrapInterval([5, 4], null, weightedMean, { seed: 1 })).toMatchObject({ low: 4, high: 5 });
    expect(bootstrapInterval([5, 4], [0, 0], weightedMean, { seed: 1 })).toBeNull();
    let calls = 0;
    const once: Statistic = () => (calls++ === 0 ? 1 : Number.NaN);
    expect(bootstrapInterval([5, 4], null, once, { seed: 1 })).toBeNull();
  });

  test("refuses what cannot be", () => {
    const code = (name: string): unknown => expect.objectContaining({ code: name });
    const run =
      (values: number[], w: number[] | null, options: Partial<BootstrapOptions> = {}) =>
      () =>
        bootstrapInterval(values, w, weightedMean, { seed: 1, ...options });
    expect(run([1, 2], [1])).toThrow(code("INPUT_MISMATCH"));
    expect(run([1, Number.NaN], null)).toThrow(code("ARGUMENT_INVALID"));
    expect(run([Number.NaN, 1], null)).toThrow(code("ARGUMENT_INVALID"));
    expect(run([1, 2], [1, -1])).toThrow(code("WEIGHT_INVALID"));
    expect(run([1, 2], [-1, 1])).toThrow(code("WEIGHT_INVALID"));
    expect(run([1, 2], [1, Number.NaN])).toThrow(code("WEIGHT_INVALID"));
    expect(run([1, 2], [1, Number.POSITIVE_INFINITY])).toThrow(code("WEIGHT_INVALID"));
    for (const options of [{ seed: 0.5 }, { level: 95 }, { draws: 10 }]) {
      expect(run([1, 2], null, options)).toThrow(code("ARGUMENT_INVALID"));
    }
  });
});

test.each(["percentile", "bca"] as const)("%s: values of any size have finite errors and bounds", (method) => {
  const options = { seed: 1, draws: 200, method } as const;
  const plain = bootstrapInterval([1, 2, 4], null, weightedMean, options)!;
  const unit = 2 ** 600;
  const large = bootstrapInterval([unit, 2 * unit, 4 * unit], null, weightedMean, options)!;
  expect(large.standardError / unit).toBeCloseTo(plain.standardError, 12);
  expect([large.low / unit, large.high / unit]).toEqual([expect.closeTo(plain.low, 9), expect.closeTo(plain.high, 9)]);
  expect(bootstrapInterval([0, 0, 0], null, weightedMean, options)).toMatchObject({
    standardError: 0,
    low: 0,
    high: 0,
  });
});
