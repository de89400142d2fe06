import { describe, expect, test } from "vitest";
import { MetricsError } from "../error.ts";
import { type GramColumn, GroupedGrams } from "./columns-gram.ts";
import { answersOf, answersOfRows, withScore } from "./gram-answers.ts";
import { gramsByApplicability } from "./gram-applicability.ts";
import { answersOfCodes } from "./gram-codes.ts";
import { gramFromCells, gramFromSums } from "./gram-from-cells.ts";
import { gramFromCorrelation } from "./gram-from-correlation.ts";
import { momentsOf } from "./gram-moments.ts";
import { emptyGram, gramEffective, gramWeight, mergeGrams, productIndex, selectGram, subtractGram } from "./gram.ts";
import { gramByGroup, gramOf } from "./gram-of.ts";
import { mergePairGrams, pairGramsOf, pairwiseGram } from "./gram-pairs.ts";
import { ONE_TO_FIVE, scaleOf } from "./scale.ts";

const code = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof MetricsError) return error.code;
    throw error;
  }
  return "no error";
};

describe("answersOf", () => {
  test("takes a byte array as it stands", () => {
    const bytes = Uint8Array.of(1, 5, 255);
    const column = answersOf({ wait: bytes }).columns.get("wait");
    expect(column?.values).toBe(bytes);
    expect(column).toMatchObject({ offset: 0, step: 1, missing: 1, top: 5, whole: true });
  });

  test("keeps evenly spaced whole answers in bytes", () => {
    const column = answersOf({ points: [-100, 0, 100, null] }).columns.get("points");
    expect(column).toMatchObject({ offset: -100, step: 100, top: 2, missing: 1 });
  });

  test("keeps answers between whole numbers as doubles", () => {
    expect(answersOf({ mark: [7.5, 8] }).columns.get("mark")).toMatchObject({ whole: false, missing: 0 });
  });

  test("reads the code of no answer in typed arrays", () => {
    const answers = answersOf({ a: Int16Array.of(3, -1, 4), b: Float64Array.of(1.5, -1, Number.NaN) }, { missing: -1 });
    expect(answers.columns.get("a")).toMatchObject({ missing: 1 });
    expect(answers.columns.get("b")).toMatchObject({ missing: 2 });
  });

  test("finds the unit of decimal weights", () => {
    expect(answersOf({ a: [1, 2] }, { weights: [0.2847177143, 1.25] }).weights).toMatchObject({ places: 10 });
    expect(answersOf({ a: [1, 2] }, { weights: [1 / 3, 1] }).weights).toMatchObject({ places: null });
    expect(answersOf({ a: [1, 2] }, { weights: [12_500, 5000], weightPlaces: 4 }).weights).toMatchObject({ places: 4 });
  });

  test("refuses malformed input", () => {
    expect(code(() => answersOf({ a: [1, 2], b: [1] }))).toBe("INPUT_MISMATCH");
    expect(code(() => answersOf({ a: [1] }, { weights: [-1] }))).toBe("WEIGHT_INVALID");
    expect(code(() => answersOf({ a: [1] }, { weights: [Number.NaN] }))).toBe("WEIGHT_INVALID");
    expect(code(() => answersOf({ a: [1] }, { weights: [0.5], weightPlaces: 2 }))).toBe("WEIGHT_INVALID");
    expect(code(() => answersOf({ a: [Number.POSITIVE_INFINITY] }))).toBe("ARGUMENT_INVALID");
    expect(code(() => answersOf({ a: ["7"] as unknown as number[] }))).toBe("ARGUMENT_INVALID");
    expect(code(() => answersOfRows([{ a: 1 }], ["a"], { weight: "w" }))).toBe("WEIGHT_INVALID");
    expect(code(() => withScore(answersOf({ a: [1] }), "b", "c", (x) => x))).toBe("NAME_UNKNOWN");
  });

  test("scores answers, also to fractions and to no answer", () => {
    const answers = answersOf({ mark: [1, 5, 10, null], half: [0.5, 1.5, 2, null] });
    const scored = [
      withScore(answers, "s", "mark", (mark) => (mark >= 9 ? 100 : -100)),
      withScore(answers, "s", "mark", (mark) => mark / 4),
      withScore(answers, "s", "mark", (mark) => (mark === 5 ? null : 1)),
      withScore(answers, "s", "half", (mark) => mark * 2),
    ].map((table) => gramOf(table, ["s"]).products);
    expect(scored).toEqual([
      [3, -100, 30_000],
      [3, 4, 126 / 16],
      [2, 2, 2],
      [3, 8, 26],
    ]);
  });
});

describe("gramOf", () => {
  const rows = [
    { nps: 9, wait: 4, menu: 2 },
    { nps: 3, wait: 1, menu: null },
    { nps: 7, wait: null, menu: 5 },
    { nps: 10, wait: 5, menu: 3 },
  ];

  test("drops rows with an empty answer and says how many", () => {
    const gram = gramOf(answersOfRows(rows, ["nps", "wait"]));
    expect(gram).toMatchObject({ rows: 4, n: 3, exact: true, sumSquaredWeights: 3 });
    expect(gram.products).toEqual([3, 22, 10, 190, 89, 42]);
  });

  test("sums decimal weights exactly", () => {
    const gram = gramOf(answersOf({ x: [1, 2, 3] }, { weights: [0.1, 0.2, 0.7] }));
    expect(gram).toMatchObject({ weightPlaces: 1, products: [10, 26, 72], sumSquaredWeights: 54, exact: true });
    expect(gramWeight(gram)).toBe(1);
    expect(gramEffective(gram)).toBeCloseTo(1 / 0.54, 14);
  });

  test("leaves rows of weight 0 out of the base", () => {
    expect(gramOf(answersOf({ x: [1, 2, 3] }, { weights: [1, 0, 2] }))).toMatchObject({
      rows: 3,
      n: 2,
      products: [3, 7, 19],
    });
  });

  test("says when sums are no longer exact", () => {
    const big = gramOf(
      answersOf({ x: Float64Array.of(2 ** 30, 1, 2 ** 30 - 1) }, { weights: Float64Array.of(1e10, 1, 3) }),
    );
    expect(big.exact).toBe(false);
    expect(gramOf(answersOf({ x: [7.3] })).exact).toBe(false);
    expect(gramOf(answersOf({ x: [1, 2] }, { weights: [1 / 3, 1] })).exact).toBe(false);
  });

  test("counts a row as often as it is told, and takes rows back", () => {
    const answers = answersOf({ x: [1, 2, 3, null], y: [5, 6, 7, 8] });
    const gram = gramOf(answers, ["x", "y"], { multiplicity: Int32Array.of(2, 0, 70_000, 1) });
    expect(gram).toMatchObject({ n: 70_002, rows: 70_003 });
    expect(gram.products).toEqual([70_002, 210_002, 490_010, 630_002, 1_470_010, 3_430_050]);
    const back = gramOf(answers, ["x", "y"], { multiplicity: Int8Array.of(1, -1, 1, 0), rows: Int32Array.of(0, 2, 1) });
    expect(back).toMatchObject({ n: 1, rows: 1, products: [1, 2, 6, 1 + 9 - 4, 5 + 21 - 12, 25 + 49 - 36] });
  });

  test("gives an empty Gram on no rows", () => {
    expect(gramOf(answersOf({ x: [null], y: [1] }))).toMatchObject({ rows: 1, n: 0, products: [0, 0, 0, 0, 0, 0] });
    expect(gramOf(answersOf({ x: [] }))).toEqual(emptyGram(["x"]));
  });

  test("refuses unknown and repeated columns", () => {
    const answers = answersOf({ x: [1] });
    expect(code(() => gramOf(answers, ["y"]))).toBe("NAME_UNKNOWN");
    expect(code(() => gramOf(answers, ["x", "x"]))).toBe("ARGUMENT_INVALID");
    expect(code(() => gramOf(answers, ["x"], { multiplicity: Int8Array.of(1, 1) }))).toBe("INPUT_MISMATCH");
    expect(code(() => gramByGroup(answers, ["x"], [0, 1], 2))).toBe("INPUT_MISMATCH");
  });
});

test("gramByGroup takes rows back within their group", () => {
  const answers = answersOf({ x: [3, 2, 3, 4] });
  const grams = gramByGroup(answers, ["x"], [0, 1, 0, 9], 2, { multiplicity: Int8Array.of(1, 1, -1, 1) });
  expect(grams.map(({ n, products }) => [n, products])).toEqual([
    [0, [0, 0, 0]],
    [1, [1, 2, 4]],
  ]);
});

describe("mergeGrams and subtractGram", () => {
  const a = gramOf(answersOf({ x: [1, 2] }, { weights: [0.5, 1] }));
  const b = gramOf(answersOf({ x: [3, null] }, { weights: [0.25, 1] }));

  test("bring weights to one unit", () => {
    expect(mergeGrams(a, b)).toMatchObject({
      rows: 4,
      n: 3,
      weightPlaces: 2,
      products: [175, 325, 675],
      sumSquaredWeights: 13_125,
    });
    expect(subtractGram(mergeGrams(a, b), b).products).toEqual([150, 250, 450]);
  });

  test("refuse other columns and what is no part", () => {
    expect(code(() => mergeGrams(a, emptyGram(["y"])))).toBe("INPUT_MISMATCH");
    expect(code(() => subtractGram(b, a))).toBe("ARGUMENT_INVALID");
  });
});

describe("selectGram", () => {
  test("reorders and drops columns", () => {
    const gram = gramOf(answersOf({ a: [1, 2, 4], b: [3, 5, 9], c: [2, 2, 1] }));
    expect(selectGram(gram, ["c", "a"])).toEqual(gramOf(answersOf({ c: [2, 2, 1], a: [1, 2, 4] })));
    expect(code(() => selectGram(gram, ["z"]))).toBe("NAME_UNKNOWN");
  });
});

describe("gramFromCells", () => {
  test("equals the Gram of the rows, weighted or not", () => {
    const answers = { nps: [9, 9, 3, 3, null], wait: [4, 4, 1, 1, 2] };
    const cells = [
      { answers: [9, 4], n: 2 },
      { answers: [3, 1], n: 2 },
      { answers: [null, 2], n: 1 },
    ];
    expect(gramFromCells(["nps", "wait"], cells)).toEqual(gramOf(answersOf(answers)));
    const weighted = gramOf(answersOf(answers, { weights: [0.5, 1.25, 1, 0.1, 3] }));
    const sums = [
      { answers: [9, 4], n: 2, w: "1.75", ww: "1.8125" },
      { answers: [3, 1], n: 2, w: 1.1, ww: 1.01 },
      { answers: [null, 2], n: 1, w: 3, ww: 9 },
    ];
    expect(gramFromCells(["nps", "wait"], sums)).toEqual(weighted);
  });

  test("refuses cells that do not fit", () => {
    expect(code(() => gramFromCells(["a"], [{ answers: [1, 2], n: 1 }]))).toBe("INPUT_MISMATCH");
    expect(code(() => gramFromCells(["a"], [{ answers: [1], n: -1 }]))).toBe("ARGUMENT_INVALID");
    expect(code(() => gramFromCells(["a"], [{ answers: [1], n: 1, w: 1 }]))).toBe("INPUT_MISMATCH");
    expect(code(() => gramFromSums({ columns: ["a"], rows: 1, n: 1, products: [1] }))).toBe("INPUT_MISMATCH");
    expect(code(() => gramFromSums({ columns: ["a"], rows: 1, n: 2, products: [1, 1, 1] }))).toBe("ARGUMENT_INVALID");
  });

  test("takes sums formed elsewhere", () => {
    const gram = gramOf(answersOf({ a: [1, 2, 4], b: [3, 5, null] }, { weights: [0.5, 1, 2] }));
    expect(gramFromSums(gram)).toEqual(gram);
  });
});

describe("momentsOf", () => {
  test("keeps its digits when the mean is large beside the deviation", () => {
    const x = [1, 2, 3, 4].map((value) => 1e7 + value);
    const { means, variances, correlation } = momentsOf(gramOf(answersOf({ x, y: [1, 3, 2, 4] })));
    expect([means[0], variances[0]]).toEqual([10_000_002.5, 1.25]);
    expect(correlation[1]).toBeCloseTo(0.8, 15);
  });

  test("names constant columns, also when the constant is a fraction", () => {
    expect(
      momentsOf(gramOf(answersOf({ x: [7.3, 7.3, 7.3], y: [1, 2, 3], z: [4, 4, 4] }, { weights: [0.3, 1 / 3, 2] })))
        .constant,
    ).toEqual(["x", "z"]);
  });

  test("gives back the correlations, means and deviations of a matrix", () => {
    const gram = gramFromCorrelation(
      ["a", "b"],
      [
        [1, 0.4],
        [0.4, 1],
      ],
      50,
      { means: [7, 3], deviations: [2, 0.5] },
    );
    const { means, variances, correlation, n } = momentsOf(gram);
    expect([n, ...means]).toEqual([50, 7, 3]);
    expect(variances[0]).toBeCloseTo(4, 12);
    expect(correlation[1]).toBeCloseTo(0.4, 13);
    expect(
      code(() =>
        gramFromCorrelation(
          ["a", "b"],
          [
            [1, 0.4],
            [0.5, 1],
          ],
          50,
        ),
      ),
    ).toBe("ARGUMENT_INVALID");
    expect(code(() => gramFromCorrelation(["a", "b"], [[1, 0.4]], 50))).toBe("INPUT_MISMATCH");
  });
});

describe("pairwiseGram", () => {
  test("equals the listwise Gram on complete answers", () => {
    const answers = answersOf({ a: [1, 2, 4, 3], b: [3, 5, 9, 1], c: [2, 2, 1, 5] });
    const pairwise = pairwiseGram(pairGramsOf(answers));
    if (pairwise.status !== "estimated") throw new Error(pairwise.reason);
    const [got, expected] = [momentsOf(pairwise.gram), momentsOf(gramOf(answers))];
    got.correlation.forEach((r, i) => expect(r).toBeCloseTo(expected.correlation[i]!, 14));
    got.means.forEach((mean, i) => expect(mean).toBeCloseTo(expected.means[i]!, 14));
    expect(pairwise.gram.n).toBe(4);
  });

  test("uses all rows of a pair and reports the smallest pair", () => {
    const pairwise = pairwiseGram(
      pairGramsOf(answersOf({ a: [1, 2, 4, 3, 5, 2], b: [3, 3, 9, 1, null, 5], c: [null, 2, 1, 5, 3, 4] })),
    );
    expect(pairwise).toMatchObject({ status: "estimated", smallest: { columns: ["b", "c"], n: 4 }, gram: { n: 4 } });
  });

  test("refuses correlations that contradict one another", () => {
    const [up, down] = [
      [1, 2, 3],
      [3, 2, 1],
    ];
    const gap = [null, null, null];
    const answers = answersOf({ a: [...up, ...up, ...gap], b: [...up, ...gap, ...up], c: [...gap, ...up, ...down] });
    expect(pairwiseGram(pairGramsOf(answers))).toMatchObject({
      status: "refused",
      reason: "NOT_POSITIVE_SEMIDEFINITE",
      columns: ["a", "b", "c"],
    });
  });

  test("refuses a pair that nobody answered, and names it", () => {
    const pairs = pairGramsOf(answersOf({ a: [1, 2, 3], b: [1, 2, null], c: [null, null, 3] }));
    expect(pairwiseGram(pairs)).toMatchObject({ status: "refused", reason: "EMPTY_BASE", columns: ["b", "c"] });
  });

  test("adds up over sets of rows", () => {
    const [first, second] = [answersOf({ a: [1, 2], b: [2, 5] }), answersOf({ a: [4, null], b: [1, 1] })];
    expect(mergePairGrams(pairGramsOf(first), pairGramsOf(second))).toEqual(
      pairGramsOf(answersOf({ a: [1, 2, 4, null], b: [2, 5, 1, 1] })),
    );
  });
});

describe("gramsByApplicability", () => {
  test("analyses who met no menu without the menu", () => {
    const answers = answersOf({ nps: [9, 3, 5, null, 8], wait: [1, 2, 3, 4, 5], menu: [4, null, 2, 2, null] });
    const groups = gramsByApplicability(answers, ["nps", "wait", "menu"], ["menu"]);
    expect(groups.map(({ applicable, gram }) => [applicable, gram.columns, gram.rows, gram.n])).toEqual([
      [["menu"], ["nps", "wait", "menu"], 3, 2],
      [[], ["nps", "wait"], 2, 2],
    ]);
  });
});

test("sums that a double may not hold are not called exact, nor are those of answers that are no whole numbers", () => {
  const exactOf = (answers: readonly number[]): boolean => gramOf(answersOf({ mark: answers })).exact;
  const large = 2 ** 24;
  expect(exactOf([large, large + 1, large + 2])).toBe(true);
  expect(exactOf([2 ** 26, 2 ** 26 + 1, 2 ** 26 + 2])).toBe(false);
  expect(exactOf([0, 2 ** 26, 2 ** 27])).toBe(false);
  const half = { name: "half", scale: scaleOf(0, 5, { step: 0.5 }) };
  const whole = { name: "whole", scale: ONE_TO_FIVE };
  const isExact = (columns: readonly GramColumn[]): boolean | undefined => {
    const grams = new GroupedGrams(columns, 0);
    const answers = columns.map(() => Uint8Array.of(1, 2));
    grams.add({ ranges: [{ from: 0, until: 2, sign: 1, parts: [] }], keys: [], filters: [], answers });
    return grams.groups()[0]?.gram.exact;
  };
  expect([isExact([whole]), isExact([half]), isExact([whole, half])]).toEqual([true, false, false]);
});

test("the Gram of more columns than go side by side is that of fewer at a time, with gaps and codes off the scale", () => {
  const rows = 33_000;
  const names = Array.from({ length: 66 }, (_, at) => `q${at}`);
  const codes = names.map((_, at) =>
    Uint8Array.from({ length: rows }, (_value, row) => (row % 97 === at ? (at < 9 ? 77 : 255) : (row * (at + 7)) % 5)),
  );
  const table = answersOfCodes(
    Object.fromEntries(names.map((name, at) => [name, { scale: ONE_TO_FIVE, codes: codes[at]! }])),
  );
  const complete = Int32Array.from({ length: rows }, (_, row) => row).filter((row) => row % 97 >= 66);
  const all = gramOf(table);
  expect(all).toMatchObject({ rows, n: complete.length, exact: true });
  for (const pair of [
    ["q0", "q1", "q2"],
    ["q64", "q3", "q65"],
  ])
    expect(selectGram(all, pair).products).toEqual(gramOf(table, pair, { rows: complete }).products);
  const few = Object.fromEntries(names.map((name, at) => [name, Uint8Array.of(at % 5, 1, 2)]));
  expect(gramOf(answersOf(few))).toMatchObject({ n: 3, exact: true });
  expect(selectGram(gramOf(answersOf(few)), ["q1", "q65"]).products).toEqual([3, 4, 3, 6, 5, 5]);
  const grams = new GroupedGrams(
    names.map((name) => ({ name, scale: ONE_TO_FIVE })),
    0,
  );
  grams.add({ ranges: [{ from: 0, until: rows, sign: 1, parts: [] }], keys: [], filters: [], answers: codes });
  expect(grams.groups()).toEqual([{ parts: [], gram: all }]);
});

test("productIndex walks the upper triangle row by row", () => {
  const size = 4;
  const walked = [0, 1, 2, 3].flatMap((i) => [0, 1, 2, 3].filter((j) => j >= i).map((j) => productIndex(size, j, i)));
  expect(walked).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});
