import { describe, expect, test } from "vitest";
import { type CellWeightRequest, cellWeights } from "./cell-weights.ts";
import { rake } from "./rake.ts";

/** Ages of 10 respondents: 6 young, 3 middle, 1 old. */
const categories = "yyyyyymmmo".split("");
const targets = { y: 0.3, m: 0.4, o: 0.3 };
const cells = { name: "age", categories, targets };

const errorOf = (request: CellWeightRequest): unknown => {
  try {
    cellWeights(request);
  } catch (error) {
    return error;
  }
  return null;
};

describe("cellWeights", () => {
  test("divides target share by sample share", () => {
    const weighted = cellWeights({ cells });
    expect(weighted.cells).toEqual([
      { categories: ["y"], n: 6, startWeight: 6, factor: expect.closeTo(0.5, 14), weight: expect.closeTo(3, 14) },
      { categories: ["m"], n: 3, startWeight: 3, factor: expect.closeTo(4 / 3, 14), weight: expect.closeTo(4, 14) },
      { categories: ["o"], n: 1, startWeight: 1, factor: expect.closeTo(3, 14), weight: expect.closeTo(3, 14) },
    ]);
    expect([...weighted.weights]).toEqual(categories.map((c) => expect.closeTo({ y: 0.5, m: 4 / 3, o: 3 }[c]!, 14)));
    expect(weighted).toMatchObject({ total: 10, merged: [], missingRows: 0 });
    expect(weighted.kish.effectiveBase).toBeCloseTo(100 / (6 * 0.25 + (3 * 16) / 9 + 9), 12);
  });

  test("is raking on one margin, from any start weights and to any total", () => {
    const startWeights = categories.map((_, row) => 1 + (row % 3));
    const weighted = cellWeights({ cells, startWeights, total: 500 });
    rake({ margins: [cells], startWeights, total: 500 }).weights.forEach((weight, row) =>
      expect(weighted.weights[row]).toBeCloseTo(weight, 9),
    );
  });

  test("gives a cell with target 0 no weight", () => {
    const weighted = cellWeights({ cells: { ...cells, targets: { y: 0.5, m: 0.5, o: 0 } } });
    expect(weighted.weights[9]).toBe(0);
    expect(weighted.kish.sum).toBeCloseTo(10, 12);
  });

  describe("with an empty cell", () => {
    const five = { ...cells, targets: { y: 0.2, m: 0.3, o: 0.3, older: 0.15, oldest: 0.05 } };

    test("refuses it without a rule", () => {
      expect(errorOf({ cells: five })).toMatchObject({
        code: "TARGET_UNREACHABLE",
        details: { margin: "age", category: "older", reason: "EMPTY_CELL", n: 0 },
      });
      expect(errorOf({ cells: five, mergeEmpty: { older: "o" } })).toMatchObject({ details: { category: "oldest" } });
    });

    test("merges it by the declared rules, one after the other", () => {
      const weighted = cellWeights({ cells: five, mergeEmpty: { oldest: "older", older: "o" } });
      expect(weighted.cells[2]).toMatchObject({ categories: ["o"], n: 1, weight: expect.closeTo(5, 12) });
      expect(weighted.merged).toEqual([
        { cell: "older", into: "o" },
        { cell: "oldest", into: "o" },
      ]);
    });

    test("merges small cells too when a minimum is declared, with their respondents", () => {
      const weighted = cellWeights({ cells, minimumRespondents: 4, mergeEmpty: { o: "m", m: "y" } });
      expect(weighted.merged).toEqual([{ cell: "o", into: "m" }]);
      expect(weighted.cells).toMatchObject([
        { categories: ["y"] },
        { categories: ["m"], n: 4, weight: expect.closeTo(7, 12) },
      ]);
      expect(weighted.weights[9]).toBeCloseTo(7 / 4, 12);
    });

    test("goes on merging until the joint cell is large enough", () => {
      const weighted = cellWeights({ cells, minimumRespondents: 5, mergeEmpty: { o: "m", m: "y" } });
      expect([...weighted.weights]).toEqual(Array(10).fill(expect.closeTo(1, 12)));
      expect(weighted.merged).toEqual([
        { cell: "m", into: "y" },
        { cell: "o", into: "y" },
      ]);
    });

    test("counts a cell without start weight as empty", () => {
      const startWeights = categories.map((category) => (category === "o" ? 0 : 1));
      expect(errorOf({ cells, startWeights })).toMatchObject({
        details: { category: "o", reason: "EMPTY_CELL", n: 1 },
      });
      const weighted = cellWeights({ cells, startWeights, mergeEmpty: { o: "m" } });
      expect(weighted.weights[9]).toBe(0);
      expect(weighted.kish.sum).toBeCloseTo(9, 12);
    });

    test("refuses rules that run in a circle", () => {
      expect(errorOf({ cells: five, mergeEmpty: { older: "oldest", oldest: "older" } })).toMatchObject({
        code: "TARGET_UNREACHABLE",
        details: { reason: "EMPTY_CELL", category: "oldest" },
      });
      expect(errorOf({ cells: five, mergeEmpty: { older: "older" } })).toMatchObject({
        details: { category: "older" },
      });
    });

    test("refuses rules about cells that have no target", () => {
      expect(errorOf({ cells: five, mergeEmpty: { older: "ancient" } })).toMatchObject({
        code: "INPUT_MISMATCH",
        details: { cell: "ancient" },
      });
      expect(errorOf({ cells: five, mergeEmpty: { ancient: "o" } })).toMatchObject({ details: { cell: "ancient" } });
    });
  });

  test("refuses an empty sample", () => {
    expect(errorOf({ cells: { ...cells, categories: [] } })).toMatchObject({ details: { reason: "EMPTY_CELL" } });
  });

  test("refuses a category of the sample without target", () => {
    expect(errorOf({ cells: { ...cells, targets: { y: 0.5, m: 0.5 } } })).toMatchObject({
      code: "INPUT_MISMATCH",
      details: { margin: "age", category: "o" },
    });
  });

  test("handles missing values by the declared policy", () => {
    const withMissing = { ...cells, categories: [null, ...categories] };
    expect(errorOf({ cells: withMissing })).toMatchObject({
      code: "ARGUMENT_INVALID",
      details: { margin: "age", row: 0 },
    });
    const left = cellWeights({ cells: withMissing, missing: "leave-out" });
    expect(left).toMatchObject({ missingRows: 1, total: 10, kish: { n: 10 } });
    expect(left.weights[0]).toBe(0);
    const kept = cellWeights({ cells: withMissing, missing: "keep-weight", total: 22 });
    expect(kept.weights[0]).toBe(2);
    expect(kept.weights[1]).toBeCloseTo(1, 12);
    expect(kept.kish.sum).toBeCloseTo(22, 12);
  });

  test.each([{ minimumRespondents: 0 }, { minimumRespondents: 1.5 }, { total: -1 }])(
    "refuses the option %o",
    (option) => {
      expect(errorOf({ cells, ...option })).toMatchObject({ code: "ARGUMENT_INVALID" });
    },
  );
});
