import { fc, test as propertyTest } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { ONE_TO_FIVE, scaleOf, ZERO_TO_TEN } from "../summary/scale.ts";
import { emptyTally, reverseTally, tallyFromCells, tallyOf } from "../summary/tally.ts";
import { medianOf } from "./median.ts";

describe("medianOf", () => {
  test("is the answer in the middle, or half way between two", () => {
    expect(medianOf(tallyOf(ONE_TO_FIVE, [5, 1, 2]))).toBe(2);
    expect(medianOf(tallyOf(ONE_TO_FIVE, [1, 2, 4, 5]))).toBe(3);
    expect(medianOf(tallyOf(ONE_TO_FIVE, [1, 5]))).toBe(3);
    expect(medianOf(tallyOf(ONE_TO_FIVE, [4]))).toBe(4);
    expect(medianOf(tallyOf(scaleOf(1, 2, { step: 0.1 }), [1.1, 1.7]))).toBe(1.4);
  });

  test("goes by weight, exactly, and passes over answers without any", () => {
    expect(medianOf(tallyOf(ONE_TO_FIVE, [1, 2, 5], { weights: [0.1, 0.2, 0.3] }))).toBe(3.5);
    expect(medianOf(tallyOf(ONE_TO_FIVE, [1, 2, 5], { weights: [0.1, 0.2, 0.2999] }))).toBe(2);
    expect(medianOf(tallyOf(ONE_TO_FIVE, [1, 3, 5], { weights: [1, 0, 1] }))).toBe(3);
    expect(medianOf(tallyOf(ONE_TO_FIVE, [1, 2, 5], { weights: [1, 0, 1] }))).toBe(3);
  });

  test("is null when nobody answered or no answer has weight", () => {
    expect(medianOf(emptyTally(ONE_TO_FIVE))).toBeNull();
    expect(medianOf(tallyOf(ONE_TO_FIVE, [4], { weights: [0] }))).toBeNull();
  });

  test("takes a million million answers", () => {
    expect(
      medianOf(
        tallyFromCells(ONE_TO_FIVE, [
          { point: 1, n: 1e12 },
          { point: 4, n: 1e12 + 1 },
        ]),
      ),
    ).toBe(4);
  });

  const answers = fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 1, maxLength: 30 });

  propertyTest.prop([answers])("is the usual median", (values) => {
    const sorted = [...values].sort((a, b) => a - b);
    const [low, high] = [Math.floor((sorted.length - 1) / 2), Math.ceil((sorted.length - 1) / 2)];
    expect(medianOf(tallyOf(ZERO_TO_TEN, values))).toBe((sorted[low]! + sorted[high]!) / 2);
  });

  propertyTest.prop([answers])("turns round with the scale", (values) => {
    const tally = tallyOf(ZERO_TO_TEN, values);
    expect(medianOf(reverseTally(tally))).toBe(10 - medianOf(tally)!);
  });
});
