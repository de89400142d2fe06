import { describe, expect, test } from "vitest";
import { errorOf } from "../../test/error-of.ts";
import { answersOf } from "./gram-answers.ts";
import { gramOf } from "./gram-of.ts";
import { type Gram, mergeGrams, selectGram, subtractGram } from "./gram.ts";

const gram = (marks: readonly (number | null)[], waits: readonly number[], weights?: readonly number[]): Gram =>
  gramOf(answersOf({ mark: marks, wait: waits }, weights === undefined ? {} : { weights }));

describe("subtractGram", () => {
  const whole = gram([9, 3, 7, null], [4, 1, 5, 2]);

  test("leaves the other rows, and nothing of all of them", () => {
    expect(subtractGram(whole, gram([3, null], [1, 2]))).toEqual(gram([9, 7], [4, 5]));
    expect(subtractGram(whole, whole)).toMatchObject({ rows: 0, n: 0, products: [0, 0, 0, 0, 0, 0], exact: true });
  });

  test.each<[string, Gram]>([
    ["more rows than there are", gram([9, 3, 7, 1, null], [4, 1, 5, 0, 2])],
    ["fewer rows that answered than rows", { ...gram([3], [1]), rows: 3 }],
    ["more weight than there is", { ...gram([3], [1]), products: [4, 3, 1, 9, 3, 1] }],
    ["a square that is larger than the sum of squares, in the first column", gram([13], [1])],
    ["a square that is larger than the sum of squares, in the last column", gram([3], [8])],
  ])("refuses %s", (_, part) => {
    expect(errorOf(() => subtractGram(whole, part))).toEqual({
      code: "ARGUMENT_INVALID",
      details: { whole: 3, part: part.n },
    });
  });

  test("allows the dust of sums that are not exact, and no more", () => {
    const third = { ...gram([1 / 3, 2 / 3], [1, 2]), exact: false };
    const dusty = (by: number): Gram => ({ ...third, products: third.products.map((value) => value + by) });
    expect(subtractGram(third, dusty(1e-12)).n).toBe(0);
    expect(errorOf(() => subtractGram(third, dusty(1e-8)))).toMatchObject({ code: "ARGUMENT_INVALID" });
  });
});

describe("Grams with weights of different decimals", () => {
  const tenths = gram([9, 3], [4, 1], [1.5, 0.5]);
  const thousandths = gram([7], [5], [0.125]);

  test("are added up and taken apart in the finer unit", () => {
    const both = gram([9, 3, 7], [4, 1, 5], [1.5, 0.5, 0.125]);
    expect(both).toMatchObject({ weightPlaces: 3, products: [2125, 15875, 7125, 132125, 59875, 27625] });
    expect(mergeGrams(tenths, thousandths)).toEqual(both);
    expect(mergeGrams(thousandths, tenths)).toEqual(both);
    expect(subtractGram(both, thousandths)).toMatchObject({ n: 2, weightPlaces: 3, sumSquaredWeights: 2_500_000 });
  });

  test("are exact only while every sum is", () => {
    const large: Gram = { ...tenths, products: [2e14, 1, 1, 1, 1, 1], exact: true };
    expect(mergeGrams(large, thousandths).exact).toBe(false);
    expect(mergeGrams(thousandths, large).exact).toBe(false);
    expect(mergeGrams({ ...large, products: [2e12, 1, 1, 1, 1, 1] }, thousandths).exact).toBe(true);
  });
});

test("columns that differ, are unknown or stand twice are told apart", () => {
  const whole = gram([9], [4]);
  const other = gramOf(answersOf({ mark: [9] }));
  expect(errorOf(() => mergeGrams(whole, other))).toEqual({
    code: "INPUT_MISMATCH",
    details: { a: ["mark", "wait"], b: ["mark"] },
  });
  expect(errorOf(() => mergeGrams(other, whole))).toMatchObject({ code: "INPUT_MISMATCH" });
  expect(errorOf(() => selectGram(whole, ["age"]))).toEqual({ code: "NAME_UNKNOWN", details: { name: "age" } });
  expect(errorOf(() => selectGram(whole, ["mark", "mark"]))).toEqual({
    code: "ARGUMENT_INVALID",
    details: { names: ["mark", "mark"] },
  });
});
