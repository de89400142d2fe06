import { describe, expect, test } from "vitest";
import { Decimal } from "../numeric/decimal.ts";
import { CES_V1_SCALE, categories, ONE_TO_FIVE, REPORT_MARK, SENTIMENT } from "./scale.ts";
import {
  emptyTally,
  mergeTallies,
  NOT_APPLICABLE,
  reverseTally,
  subtractTallies,
  tallyFromCells,
  tallyOf,
  unweighted,
} from "./tally.ts";

const code = (name: string): unknown => expect.objectContaining({ code: name });

describe("tallyOf", () => {
  test("counts answers per point, and why others did not answer", () => {
    expect(tallyOf(SENTIMENT, [1, 3, 3, null, undefined, NOT_APPLICABLE])).toEqual({
      scale: SENTIMENT,
      n: [1, 0, 2],
      weights: null,
      unanswered: { missing: 2, notApplicable: 1, invalid: 0 },
    });
    expect(tallyOf(categories(["no", "yes"]), ["yes", "no", "yes"]).n).toEqual([1, 2]);
  });

  test("refuses an answer off the scale, or counts it as invalid when asked to", () => {
    expect(() => tallyOf(SENTIMENT, [1, 4])).toThrow(code("ANSWER_OFF_SCALE"));
    expect(() => tallyOf(SENTIMENT, [1, 4])).toThrow("tallyOf: expected an answer on 1–3, got 4");
    expect(() => tallyOf(SENTIMENT, [1.5])).toThrow(code("ANSWER_OFF_SCALE"));
    expect(() => tallyOf(SENTIMENT, [Number.NaN])).toThrow(code("ANSWER_OFF_SCALE"));
    expect(tallyOf(SENTIMENT, [1, 4, "2"], { invalid: "count" })).toMatchObject({
      n: [1, 0, 0],
      unanswered: { invalid: 2 },
    });
  });

  test("adds up weights and their squares exactly, however they are written", () => {
    const { weights } = tallyOf(SENTIMENT, [1, 1, 1, 3], { weights: [0.1, "0.2", new Decimal("0.3"), 2] });
    expect(weights).toEqual({ places: 1, w: [6n, 0n, 20n], ww: [14n, 0n, 400n] });
  });

  test("weights of people without a valid answer are checked and not counted", () => {
    const tally = tallyOf(SENTIMENT, [1, null, NOT_APPLICABLE, 9], { weights: [1, 5, 5, 5], invalid: "count" });
    expect(tally.weights).toEqual({ places: 0, w: [1n, 0n, 0n], ww: [1n, 0n, 0n] });
    expect(() => tallyOf(SENTIMENT, [1, null], { weights: [1, -1] })).toThrow(code("WEIGHT_INVALID"));
  });

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY, "", "abc", "1e-61", "1e200", null, undefined])(
    "refuses the weight %o",
    (weight) => {
      expect(() => tallyOf(SENTIMENT, [1], { weights: [weight as number] })).toThrow(code("WEIGHT_INVALID"));
    },
  );

  test("needs a weight for every answer", () => {
    expect(() => tallyOf(SENTIMENT, [1, 2], { weights: [1] })).toThrow(code("INPUT_MISMATCH"));
  });
});

describe("tallyFromCells", () => {
  test("adds up points that stand twice", () => {
    const tally = tallyFromCells(
      SENTIMENT,
      [
        { point: 1, n: 2 },
        { point: 3, n: 1 },
        { point: 1, n: 3 },
      ],
      { missing: 4, notApplicable: 2, invalid: 1 },
    );
    expect(tally).toMatchObject({
      n: [5, 0, 1],
      weights: null,
      unanswered: { missing: 4, notApplicable: 2, invalid: 1 },
    });
  });

  test("takes the sums that tallyOf makes", () => {
    const made = tallyOf(SENTIMENT, [1, 1, 3], { weights: ["0.25", 1.5, 2] });
    const cells = [
      { point: 1, n: 2, w: "1.75", ww: "2.3125" },
      { point: 3, n: 1, w: 2, ww: 4 },
    ];
    expect(tallyFromCells(SENTIMENT, cells)).toEqual(made);
    expect(tallyFromCells(SENTIMENT, [])).toEqual(emptyTally(SENTIMENT));
  });

  test("takes sums that were rounded on the way", () => {
    expect(tallyFromCells(SENTIMENT, [{ point: 1, n: 3, w: 1, ww: 0.333333333333 }]).n).toEqual([3, 0, 0]);
  });

  test("refuses points off the scale, counts that are none, and half a set of weights", () => {
    expect(() => tallyFromCells(SENTIMENT, [{ point: 4, n: 1 }])).toThrow(code("ANSWER_OFF_SCALE"));
    for (const n of [-1, 1.5, Number.NaN, 2 ** 53]) {
      expect(() => tallyFromCells(SENTIMENT, [{ point: 1, n }])).toThrow(code("ARGUMENT_INVALID"));
      for (const reason of ["missing", "notApplicable", "invalid"]) {
        expect(() => tallyFromCells(SENTIMENT, [], { [reason]: n })).toThrow(code("ARGUMENT_INVALID"));
      }
    }
    expect(() =>
      tallyFromCells(SENTIMENT, [
        { point: 1, n: 1, w: 1, ww: 1 },
        { point: 2, n: 1 },
      ]),
    ).toThrow(code("INPUT_MISMATCH"));
    expect(() => tallyFromCells(SENTIMENT, [{ point: 1, n: 1, w: 1 }])).toThrow(code("INPUT_MISMATCH"));
    expect(() => tallyFromCells(SENTIMENT, [{ point: 1, n: 1, ww: 1 }])).toThrow(code("INPUT_MISMATCH"));
  });

  test.each([
    ["weight of nobody", { n: 0, w: 1, ww: 1 }],
    ["squares of nothing", { n: 2, w: 0, ww: 1 }],
    ["no squares", { n: 2, w: 1, ww: 0 }],
    ["squares above the square of the sum", { n: 2, w: 2, ww: 5 }],
    ["squares too small for so few", { n: 2, w: 2, ww: 1.9 }],
    ["a negative sum", { n: 2, w: -2, ww: 2 }],
  ])("refuses sums that no weights have: %s", (_, cell) => {
    expect(() => tallyFromCells(SENTIMENT, [{ point: 1, ...cell }])).toThrow(code("WEIGHT_INVALID"));
  });
});

describe("mergeTallies and subtractTallies", () => {
  const [plain, weighted] = [
    tallyOf(SENTIMENT, [1, 2, null]),
    tallyOf(SENTIMENT, [3, 3, 9], { weights: [0.5, 1, 1], invalid: "count" }),
  ];

  test("an answer without weight counts 1 where another has one", () => {
    const both = mergeTallies(plain, weighted);
    expect(both).toEqual({
      scale: SENTIMENT,
      n: [1, 1, 2],
      weights: { places: 1, w: [10n, 10n, 15n], ww: [100n, 100n, 125n] },
      unanswered: { missing: 1, notApplicable: 0, invalid: 1 },
    });
    expect(mergeTallies(weighted, plain)).toEqual(both);
    expect(subtractTallies(both, weighted).n).toEqual(plain.n);
    expect(subtractTallies(both, plain)).toEqual({
      ...weighted,
      weights: { places: 1, w: [0n, 0n, 15n], ww: [0n, 0n, 125n] },
    });
  });

  test("unweighted tallies stay unweighted", () => {
    expect(mergeTallies(plain, plain)).toMatchObject({ n: [2, 2, 0], weights: null });
    expect(subtractTallies(mergeTallies(plain, plain), plain)).toEqual(plain);
    expect(subtractTallies(weighted, unweighted(emptyTally(SENTIMENT)))).toEqual(weighted);
  });

  test("refuses two scales, even of equal points", () => {
    expect(() => mergeTallies(plain, tallyOf(ONE_TO_FIVE, [1]))).toThrow(code("SCALE_MISMATCH"));
    expect(() => mergeTallies(tallyOf(ONE_TO_FIVE, [1]), tallyOf(CES_V1_SCALE, [1]))).toThrow(code("SCALE_MISMATCH"));
    expect(() => subtractTallies(plain, tallyOf(ONE_TO_FIVE, [1]))).toThrow(code("SCALE_MISMATCH"));
  });

  test("refuses to take out what is not in it", () => {
    expect(() => subtractTallies(plain, tallyOf(SENTIMENT, [3]))).toThrow(code("ARGUMENT_INVALID"));
    for (const reason of ["missing", "notApplicable", "invalid"]) {
      const part = tallyFromCells(SENTIMENT, [], { [reason]: 2 });
      expect(() => subtractTallies(plain, part)).toThrow(code("ARGUMENT_INVALID"));
    }
    const heavy = tallyOf(SENTIMENT, [1], { weights: [2] });
    expect(() => subtractTallies(plain, heavy)).toThrow(code("ARGUMENT_INVALID"));
    // What is left would be weight of nobody.
    expect(() => subtractTallies(heavy, tallyOf(SENTIMENT, [1], { weights: [1] }))).toThrow(code("WEIGHT_INVALID"));
  });
});

describe("reverseTally", () => {
  test("turns points, direction, codes and weights round", () => {
    const tally = tallyOf(categories(["a", "b", "c"]), ["a", "c", "c"], { weights: [1, 2, 0.5] });
    const reversed = reverseTally(tally);
    expect(reversed).toMatchObject({ n: [2, 0, 1], scale: { direction: "low_is_good", codes: ["c", "b", "a"] } });
    expect(reversed.weights).toEqual({ places: 1, w: [25n, 0n, 10n], ww: [425n, 0n, 100n] });
    expect(reverseTally(reversed)).toEqual(tally);
    expect(reverseTally(tallyOf(REPORT_MARK, [10])).n[0]).toBe(1);
  });
});

test("unweighted: every answer counts 1", () => {
  const tally = tallyOf(SENTIMENT, [1, 3], { weights: [2, 3] });
  expect(unweighted(tally)).toEqual(tallyOf(SENTIMENT, [1, 3]));
  const plain = tallyOf(SENTIMENT, [1]);
  expect(unweighted(plain)).toBe(plain);
});
