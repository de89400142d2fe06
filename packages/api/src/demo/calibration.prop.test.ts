import { randomSource } from "@klik/metrics-core/distributions";
import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { calibratedSums } from "./calibrated-sums.ts";
import { inOrder } from "./in-order.ts";
import { marksWithSum } from "./marks.ts";
import { balancedNormals } from "./normals.ts";
import { apportion, quota } from "./quota.ts";

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

describe("what the demo data is made with", () => {
  test.prop([fc.nat(5000), fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 12 })])(
    "apportions a total within one of its shares",
    (total, shares) => {
      const counts = apportion(total, shares);
      expect(sum(counts)).toBe(total);
      counts.forEach((count, i) => {
        expect(Math.abs(count - (total * shares[i]!) / sum(shares))).toBeLessThan(1);
      });
    },
  );

  test.prop([fc.nat(300), fc.nat()])("keeps the counts of a quota, whatever the order", (total, seed) => {
    const dealt = quota(
      [
        ["a", 3],
        ["b", 1],
      ],
      total,
      randomSource(seed),
    );
    expect(dealt).toHaveLength(total);
    expect(dealt.filter((one) => one === "a")).toHaveLength(apportion(total, [3, 1])[0]!);
  });

  test.prop([fc.integer({ min: 1, max: 400 }), fc.double({ min: 0, max: 1, noNaN: true })])(
    "makes marks with any sum that fits",
    (n, part) => {
      const total = Math.round(n + part * 9 * n);
      const marks = marksWithSum(n, total, { mean: total / n, spread: 1.5, min: 1, max: 10 });
      expect(marks).toHaveLength(n);
      expect(sum(marks)).toBe(total);
      expect(marks).toEqual(marks.toSorted((a, b) => a - b));
      expect(marks.every((mark) => Number.isInteger(mark) && mark >= 1 && mark <= 10)).toBe(true);
    },
  );

  test.prop([fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { maxLength: 50 })])(
    "hands things out by rank",
    (values) => {
      const given = inOrder(values, [...values.keys()]);
      const byValue = [...values.keys()].sort((a, b) => values[a]! - values[b]! || a - b);
      expect(byValue.map((i) => given[i])).toEqual([...values.keys()]);
    },
  );

  test("moves only what is not published", () => {
    const parts = [
      { n: 77, mean: 5.8, published: true },
      { n: 58, mean: 7.4, published: true },
      { n: 346, mean: 7.8, published: false },
    ];
    const sums = calibratedSums(parts, 7.5);
    expect(sums.slice(0, 2)).toEqual([447, 429]);
    expect(sum(sums)).toBe(Math.round(481 * 7.5));
  });

  test("draws normal numbers with mean 0", () => {
    expect(Math.abs(sum(balancedNormals(501, randomSource(1))))).toBeLessThan(1e-9);
  });
});
