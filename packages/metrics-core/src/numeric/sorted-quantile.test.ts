import { describe, expect, test } from "vitest";
import { sortedQuantile } from "./sorted-quantile.ts";

describe("sortedQuantile", () => {
  test("is type 7 of R, NumPy and Excel", () => {
    const values = [-12, -3, 1, 4, 4, 9, 15, 22];
    // R: quantile(values, c(0, .25, .5, .75, .9, 1))
    expect([0, 0.25, 0.5, 0.75, 0.9, 1].map((p) => sortedQuantile(values, p))).toEqual([
      -12,
      0,
      4,
      10.5,
      expect.closeTo(17.1, 12),
      22,
    ]);
  });

  test("of one number is that number", () => {
    expect([0, 0.3, 1].map((p) => sortedQuantile([7], p))).toEqual([7, 7, 7]);
  });
});

test("between numbers that are further apart than any number is large", () => {
  expect(sortedQuantile([-Number.MAX_VALUE, Number.MAX_VALUE], 0.5)).toBe(0);
});
