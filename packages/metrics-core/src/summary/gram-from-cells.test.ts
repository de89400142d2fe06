import { describe, expect, test } from "vitest";
import { emptyGram } from "./gram.ts";
import { gramFromCells, gramFromSums } from "./gram-from-cells.ts";
import { gramFromCorrelation } from "./gram-from-correlation.ts";
import { gramOf } from "./gram-of.ts";
import { answersOf } from "./gram-answers.ts";

const invalid = expect.objectContaining({ code: "ARGUMENT_INVALID" });

describe("gramFromCells", () => {
  test("of no cells is the Gram of nobody", () => {
    expect(gramFromCells(["x", "y"], [])).toEqual(emptyGram(["x", "y"]));
  });

  test("takes counts of a million million", () => {
    const cells = [
      { answers: [9, 4], n: 1e12 },
      { answers: [3, null], n: 3e9 },
      { answers: [3, 1], n: 5e9 },
    ];
    const gram = gramFromCells(["x", "y"], cells);
    expect(gram).toMatchObject({
      rows: 1.008e12,
      n: 1.005e12,
      weightPlaces: 0,
      sumSquaredWeights: 1.005e12,
      exact: true,
    });
    expect(gram.products).toEqual([1.005e12, 9.015e12, 4.005e12, 81.045e12, 36.015e12, 16.005e12]);
  });

  test("counts nobody in cells of 0", () => {
    expect(gramFromCells(["x"], [{ answers: [5], n: 0 }])).toEqual(emptyGram(["x"]));
    expect(
      gramFromCells(
        ["x"],
        [
          { answers: [5], n: 0 },
          { answers: [7], n: 2 },
        ],
      ),
    ).toEqual(gramOf(answersOf({ x: [7, 7] })));
  });

  test("counts every row, and those that count", () => {
    const cells = [
      { answers: [9, 4], n: 2, w: "1.5", ww: "1.25" },
      { answers: [3, null], n: 1, w: 1, ww: 1 },
      { answers: [3, 1], n: 4, w: 0, ww: 0 },
      { answers: [5, 2], n: 1, w: 0.5, ww: 0.25 },
    ];
    const gram = gramFromCells(["x", "y"], cells);
    expect(gram).toMatchObject({ rows: 8, n: 3, weightPlaces: 1, sumSquaredWeights: 150, exact: true });
    expect(gram.products).toEqual([20, 160, 70, 1340, 590, 260]);
  });

  test("weights without a decimal unit keep their squares", () => {
    const [w, ww] = [1 / 3, 1 / 9];
    const gram = gramFromCells(
      ["x"],
      [
        { answers: [9], n: 1, w, ww },
        { answers: [3], n: 1, w, ww },
      ],
    );
    expect(gram.weightPlaces).toBe(0);
    expect(gram.sumSquaredWeights).toBeCloseTo(2 / 9, 15);
    expect(gram.exact).toBe(false);
  });

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])("refuses a sum of squares of %d", (ww) => {
    expect(() => gramFromCells(["x"], [{ answers: [1], n: 1, w: 1, ww }])).toThrow(
      expect.objectContaining({ code: "WEIGHT_INVALID" }),
    );
  });

  test.each([-1, 1.5, Number.NaN])("refuses a count of %d", (n) => {
    expect(() => gramFromCells(["x"], [{ answers: [1], n }])).toThrow(invalid);
  });

  test("refuses a pattern of another length, and weights on some cells", () => {
    const mismatch = expect.objectContaining({ code: "INPUT_MISMATCH" });
    expect(() => gramFromCells(["x"], [{ answers: [1, 2], n: 1 }])).toThrow(mismatch);
    expect(() =>
      gramFromCells(
        ["x"],
        [
          { answers: [1], n: 1 },
          { answers: [1], n: 1, w: 1, ww: 1 },
        ],
      ),
    ).toThrow(mismatch);
    expect(() => gramFromCells(["x"], [{ answers: [1], n: 1, w: 1 }])).toThrow(mismatch);
  });
});

describe("gramFromSums", () => {
  const sums = { columns: ["x"], rows: 3, n: 2, products: [2, 12, 90] };

  test("is the Gram that the rows would give", () => {
    expect(gramFromSums(sums)).toEqual(gramOf(answersOf({ x: [9, 3, null] })));
    expect(gramFromSums({ ...sums, products: [2, 12.5, 90] }).exact).toBe(false);
    expect(gramFromSums({ ...sums, products: [0, 0, 0], n: 0 })).toMatchObject({ n: 0, sumSquaredWeights: 0 });
    expect(gramFromSums({ ...sums, sumSquaredWeights: 5, weightPlaces: 1 })).toMatchObject({
      sumSquaredWeights: 5,
      weightPlaces: 1,
    });
  });

  test.each([
    { products: [-1, 0, 0] },
    { products: [2, Number.NaN, 90] },
    { products: [2, 12, Number.POSITIVE_INFINITY] },
    { sumSquaredWeights: -1 },
    { sumSquaredWeights: Number.NaN },
    { n: 4 },
    { n: -1 },
    { weightPlaces: -1 },
  ])("refuses %o", (wrong) => {
    expect(() => gramFromSums({ ...sums, ...wrong })).toThrow(invalid);
  });

  test("refuses too few sums", () => {
    expect(() => gramFromSums({ ...sums, products: [2, 12] })).toThrow(
      expect.objectContaining({ code: "INPUT_MISMATCH" }),
    );
  });
});

test.each([-1, 2.5, Number.NaN])("gramFromCorrelation refuses %d rows", (n) => {
  expect(() => gramFromCorrelation(["x"], [[1]], n)).toThrow(invalid);
});

test.each([
  ["a product beyond 1e150", { products: [2, 12, 1e151] }],
  ["a product that is nearly 0", { products: [2, 12, 1e-151] }],
  ["weight without squares", { products: [2, 12, 90], sumSquaredWeights: 0 }],
  ["places that nobody means", { products: [2, 12, 90], weightPlaces: 101 }],
])("sums that no rows can have are refused: %s", (_, sums) => {
  expect(() => gramFromSums({ columns: ["nps"], rows: 3, n: 2, ...sums })).toThrow(
    expect.objectContaining({ code: "ARGUMENT_INVALID" }),
  );
});
