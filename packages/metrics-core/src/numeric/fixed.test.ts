import { fc, test as propertyTest } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { Decimal } from "./decimal.ts";
import { type Fixed, fixedToNumber, parseFixed, rescale } from "./fixed.ts";

describe("parseFixed", () => {
  test.each([
    [3, { units: 3n, places: 0 }],
    [-7, { units: -7n, places: 0 }],
    [0.1, { units: 1n, places: 1 }],
    ["1.50", { units: 15n, places: 1 }],
    [" 2. ", { units: 2n, places: 0 }],
    [".5", { units: 5n, places: 1 }],
    ["+4", { units: 4n, places: 0 }],
    ["-0.25", { units: -25n, places: 2 }],
    ["1e3", { units: 1000n, places: 0 }],
    ["1.5E-3", { units: 15n, places: 4 }],
    [1e21, { units: 10n ** 21n, places: 0 }],
    [1e-7, { units: 1n, places: 7 }],
    ["0.000", { units: 0n, places: 0 }],
    ["0e999999", { units: 0n, places: 0 }],
    [new Decimal("0.2847177143"), { units: 2_847_177_143n, places: 10 }],
  ])("%s is read as it is written", (value, fixed) => {
    expect(parseFixed(value)).toEqual(fixed);
  });

  test.each(["", " ", ".", "e5", "1,5", "0x10", "NaN", "Infinity", "1e401", "1e-401", "--1", "1 2"])(
    "%j is no finite decimal",
    (value) => {
      expect(parseFixed(value)).toBeNull();
    },
  );

  test("neither is NaN, an infinity, or nothing at all", () => {
    for (const value of [Number.NaN, Number.NEGATIVE_INFINITY, null, undefined]) {
      expect(parseFixed(value as number)).toBeNull();
    }
  });
});

test("rescale counts in a finer unit", () => {
  expect(rescale(15n, 1, 3)).toBe(1500n);
  expect(rescale(15n, 2, 2)).toBe(15n);
});

test("fixedToNumber takes the nearest double, by division or by reading the digits", () => {
  expect(fixedToNumber(5n, 0)).toBe(5);
  expect(fixedToNumber(3n, 1)).toBe(0.3);
  expect(fixedToNumber(-3n, 1)).toBe(-0.3);
  expect(fixedToNumber(1n, 40)).toBe(1e-40);
  expect(fixedToNumber(12_345_678_901_234_567_890n, 5)).toBe(123_456_789_012_345.6789);
  expect(fixedToNumber(-12_345_678_901_234_567_890n, 5)).toBe(-123_456_789_012_345.6789);
});

propertyTest.prop([fc.double({ noDefaultInfinity: true, noNaN: true })])("a double comes back as itself", (value) => {
  const { units, places } = parseFixed(value) as Fixed;
  expect(fixedToNumber(units, places)).toBe(value + 0);
});
