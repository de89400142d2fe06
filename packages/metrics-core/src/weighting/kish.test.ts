import { describe, expect, test } from "vitest";
import { readData, readReference } from "../../test/reference/data.ts";
import { type Kish, kishOf } from "./kish.ts";

interface KishCase {
  readonly id: string;
  readonly input: { readonly data: string; readonly columns: { readonly weight: string } };
  readonly expected: Readonly<Record<string, number>>;
}

const { cases } = readReference<{ readonly cases: readonly KishCase[] }>("weights");

describe("kishOf", () => {
  test.each(cases)("gives the reference values of $id", ({ input, expected }) => {
    const weights = readData(input.data.replace("data/", "")).map((row) => Number(row[input.columns.weight]));
    const kish = kishOf(weights);
    const given: Record<string, number | null> = {
      ...kish,
      sum_of_squares: kish.sumOfSquares,
      n_eff: kish.effectiveBase,
      deff: kish.designEffect,
    };
    for (const [key, value] of Object.entries(expected)) {
      expect(Math.abs(given[key]! - value) / value, key).toBeLessThan(1e-9);
    }
  });

  test("costs nothing when all weights are the same", () => {
    expect(kishOf([2, 2, 2])).toEqual({
      n: 3,
      sum: 6,
      sumOfSquares: 12,
      min: 2,
      max: 2,
      mean: 2,
      effectiveBase: 3,
      designEffect: 1,
      cv2: 0,
    } satisfies Kish);
  });

  test("keeps the digits of a tiny variation", () => {
    expect(kishOf([1, 1 + 2 ** -40]).cv2).toBeCloseTo(2 ** -82, 35);
  });

  test("is 1 when one row has all the weight", () => {
    expect(kishOf([0, 0, 7, 0])).toMatchObject({ n: 4, effectiveBase: 1, designEffect: 4, min: 0 });
    expect(kishOf([7])).toMatchObject({ n: 1, effectiveBase: 1, designEffect: 1 });
  });

  test("has no effective base without rows or without weight", () => {
    const none = { sum: 0, sumOfSquares: 0, effectiveBase: null, designEffect: null, cv2: null };
    expect(kishOf([])).toEqual({ ...none, n: 0, min: null, max: null, mean: null });
    expect(kishOf([0, 0])).toEqual({ ...none, n: 2, min: 0, max: 0, mean: 0 });
  });

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])("refuses a weight of %s", (weight) => {
    expect(() => kishOf([1, weight])).toThrow(
      expect.objectContaining({ code: "WEIGHT_INVALID", details: { row: 1, weight } }),
    );
  });

  test.each([1e150, 1e-150])(
    "refuses weights as extreme as %s, whose squares leave the range of a double",
    (weight) => {
      expect(() => kishOf([weight])).toThrow(expect.objectContaining({ code: "WEIGHT_INVALID" }));
    },
  );
});
