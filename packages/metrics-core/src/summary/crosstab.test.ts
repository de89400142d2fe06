import { describe, expect, test } from "vitest";
import {
  cellTally,
  columnsWhereRow,
  columnTally,
  crosstabFromCells,
  crosstabOf,
  emptyCrosstab,
  mergeCrosstabs,
  pairOf,
  rowTally,
  subtractCrosstabs,
  transposeCrosstab,
} from "./crosstab.ts";
import { categories, scaleOf, SENTIMENT, YES_NO } from "./scale.ts";
import { NOT_APPLICABLE, tallyOf } from "./tally.ts";

const PAIRS = [
  ["yes", 1],
  ["yes", 3],
  ["no", 2],
  ["no", 2],
] as const;

describe("crosstabOf", () => {
  test("counts both answers of a person in one cell", () => {
    expect(crosstabOf(YES_NO, SENTIMENT, PAIRS)).toEqual({
      rows: YES_NO,
      columns: SENTIMENT,
      n: [0, 2, 0, 1, 0, 1],
      weights: null,
      unanswered: { missing: 0, notApplicable: 0, invalid: 0 },
    });
  });

  test("adds weights exactly", () => {
    const { weights } = crosstabOf(YES_NO, SENTIMENT, PAIRS, { weights: [0.1, "2.5", 1, 0] });
    expect(weights).toEqual({ places: 1, w: [0n, 10n, 0n, 1n, 0n, 25n], ww: [0n, 100n, 0n, 1n, 0n, 625n] });
  });

  test("keeps who did not answer both apart, a question that does not apply first", () => {
    const { n, unanswered } = crosstabOf(
      YES_NO,
      SENTIMENT,
      [
        ["yes", null],
        [undefined, 3],
        [null, null],
        ["yes", NOT_APPLICABLE],
        [NOT_APPLICABLE, null],
        [NOT_APPLICABLE, 9],
        [null, 9],
        ["yes", 9],
        ["maybe", 3],
        ["maybe", 9],
      ],
      { invalid: "count" },
    );
    expect(n).toEqual([0, 0, 0, 0, 0, 0]);
    expect(unanswered).toEqual({ missing: 4, notApplicable: 3, invalid: 3 });
  });

  test.each([
    ["in a row", ["maybe", 3]],
    ["in a column", ["yes", 3.5]],
    ["beside a missing answer", [null, 4]],
  ] as const)("refuses an answer off its scale %s", (_, pair) => {
    expect(() => crosstabOf(YES_NO, SENTIMENT, [pair])).toThrow(
      expect.objectContaining({ code: "ANSWER_OFF_SCALE", message: expect.stringContaining("crosstabOf: expected") }),
    );
  });

  test("refuses bad weights", () => {
    expect(() => crosstabOf(YES_NO, SENTIMENT, PAIRS, { weights: [1] })).toThrow(
      expect.objectContaining({ code: "INPUT_MISMATCH" }),
    );
    expect(() => crosstabOf(YES_NO, SENTIMENT, PAIRS, { weights: [1, 1, 1, Number.NaN] })).toThrow(
      expect.objectContaining({ code: "WEIGHT_INVALID" }),
    );
  });

  test("has room for two scales of 250 points", () => {
    const long = scaleOf(1, 250);
    const crosstab = crosstabOf(long, long, [[250, 249]]);
    expect(crosstab.n).toHaveLength(62_500);
    expect(pairOf(crosstab, crosstab.n.indexOf(1))).toEqual([250, 249]);
  });
});

describe("crosstabFromCells", () => {
  test("adds up a cell that is named twice", () => {
    const cells = [
      { row: "yes", column: 2, n: 3, w: "4.5", ww: "7.25" },
      { row: "yes", column: 2, n: 1, w: 1, ww: 1 },
    ];
    const crosstab = crosstabFromCells(YES_NO, SENTIMENT, cells, { missing: 2 });
    expect(crosstab.n).toEqual([0, 0, 0, 0, 4, 0]);
    expect(crosstab.weights).toEqual({ places: 1, w: [0n, 0n, 0n, 0n, 55n, 0n], ww: [0n, 0n, 0n, 0n, 825n, 0n] });
    expect(crosstab.unanswered).toEqual({ missing: 2, notApplicable: 0, invalid: 0 });
  });

  test.each([
    ["a row", { row: "maybe", column: 1, n: 1 }],
    ["a column", { row: "yes", column: 4, n: 1 }],
  ])("refuses %s that the question does not have", (_, cell) => {
    expect(() => crosstabFromCells(YES_NO, SENTIMENT, [cell])).toThrow(
      expect.objectContaining({ code: "ANSWER_OFF_SCALE" }),
    );
  });

  test("refuses a count that is no count", () => {
    expect(() => crosstabFromCells(YES_NO, SENTIMENT, [{ row: "yes", column: 1, n: -1 }])).toThrow(
      expect.objectContaining({ code: "ARGUMENT_INVALID" }),
    );
  });
});

describe("margins and parts", () => {
  const crosstab = crosstabOf(YES_NO, SENTIMENT, [...PAIRS, ["yes", null]], { weights: [0.5, 2, 1, 3, 7] });

  test("are the tallies of the people who answered both", () => {
    const weights = { weights: [0.5, 2, 1, 3, 7] };
    expect(rowTally(crosstab)).toEqual(tallyOf(YES_NO, ["yes", "yes", "no", "no", null], weights));
    expect(columnTally(crosstab)).toEqual(tallyOf(SENTIMENT, [1, 3, 2, 2, null], weights));
  });

  test("of one row are the column answers of those people", () => {
    expect(columnsWhereRow(crosstab, "no")).toEqual({
      scale: SENTIMENT,
      n: [0, 2, 0],
      weights: { places: 1, w: [0n, 40n, 0n], ww: [0n, 1000n, 0n] },
      unanswered: { missing: 0, notApplicable: 0, invalid: 0 },
    });
    expect(columnsWhereRow(crosstabOf(YES_NO, SENTIMENT, PAIRS), "yes")).toEqual(tallyOf(SENTIMENT, [1, 3]));
    expect(() => columnsWhereRow(crosstab, "maybe")).toThrow(expect.objectContaining({ code: "ANSWER_OFF_SCALE" }));
  });

  test("carry no weights when nobody has one", () => {
    expect(rowTally(crosstabOf(YES_NO, SENTIMENT, PAIRS))).toEqual(tallyOf(YES_NO, ["yes", "yes", "no", "no"]));
  });

  test("are found back from a cell", () => {
    const cells = cellTally(crosstab);
    expect(cells.n.flatMap((n, cell) => (n > 0 ? [pairOf(crosstab, cell)] : []))).toEqual([
      [0, 2],
      [1, 1],
      [1, 3],
    ]);
  });

  test("turn with the table", () => {
    const turned = transposeCrosstab(crosstab);
    expect(turned.n).toEqual([0, 1, 2, 0, 0, 1]);
    expect(columnTally(turned)).toEqual(rowTally(crosstab));
  });
});

describe("mergeCrosstabs and subtractCrosstabs", () => {
  test("refuse other questions", () => {
    const other = categories(["no", "yes"], "low_is_good");
    const here = emptyCrosstab(YES_NO, SENTIMENT);
    for (const there of [emptyCrosstab(other, SENTIMENT), emptyCrosstab(YES_NO, scaleOf(1, 4))]) {
      expect(() => mergeCrosstabs(here, there)).toThrow(expect.objectContaining({ code: "SCALE_MISMATCH" }));
      expect(() => subtractCrosstabs(here, there)).toThrow(expect.objectContaining({ code: "SCALE_MISMATCH" }));
    }
  });

  test("refuse a part that is none", () => {
    expect(() => subtractCrosstabs(emptyCrosstab(YES_NO, SENTIMENT), crosstabOf(YES_NO, SENTIMENT, PAIRS))).toThrow(
      expect.objectContaining({ code: "ARGUMENT_INVALID" }),
    );
  });
});
