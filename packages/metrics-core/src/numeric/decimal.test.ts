import { Decimal as HostDecimal } from "decimal.js";
import { describe, expect, test } from "vitest";
import { Decimal, roundHalfAway, twelveDigits } from "./decimal.ts";

describe("roundHalfAway", () => {
  test.each([
    [24.8, 0, 25],
    [2.5, 0, 3],
    [-2.5, 0, -3],
    [1.005, 2, 1.01],
    [-1.005, 2, -1.01],
    [0.1 + 0.2, 15, 0.3],
    [2.4999, 0, 2],
    [-0.4, 0, 0],
    [0, 3, 0],
    [1e-20, 2, 0],
    [9_007_199_254_740_991, 0, 9_007_199_254_740_991],
    [1e300, 5, 1e300],
  ])("%d to %i places is %d", (value, places, rounded) => {
    expect(roundHalfAway(value, places)).toBe(rounded);
  });

  test("rounds once, from the unrounded number: 45.4 and 20.6 are 25 apart", () => {
    expect(roundHalfAway(45.4 - 20.6, 0)).toBe(25);
  });

  test.each([
    [Number.NaN, 0],
    [Number.POSITIVE_INFINITY, 0],
    [1, -1],
    [1, 16],
    [1, 0.5],
  ])("refuses %d to %d places", (value, places) => {
    expect(() => roundHalfAway(value, places)).toThrow(expect.objectContaining({ code: "ARGUMENT_INVALID" }));
  });
});

test("twelveDigits prints the same text through every door", () => {
  expect([0.1 + 0.2, 1 / 3, 123_456_789_012.345, -5e-324, 0].map(twelveDigits)).toEqual([
    0.3, 0.333333333333, 123_456_789_012, -5e-324, 0,
  ]);
});

test("our Decimal has settings of its own", () => {
  HostDecimal.set({ precision: 3 });
  expect(new Decimal(1).dividedBy(3).toString()).toBe(`0.${"3".repeat(34)}`);
  expect(new Decimal("1e-39").toString()).toBe(`0.${"0".repeat(38)}1`);
});
