import { describe, expect, test } from "vitest";
import { readData, readReference } from "../../test/reference/data.ts";
import { linearisedMean } from "./linearised-variance.ts";
import { type RakeRequest, rake } from "./rake.ts";
import type { WeightingMargin } from "./targets.ts";

type Shares = Readonly<Record<string, number>>;

interface RakeCase {
  readonly id: string;
  readonly input: {
    readonly data: string;
    readonly filter: Readonly<Record<string, readonly string[]>>;
    readonly columns: { readonly weight?: string; readonly score?: string; readonly mean?: string };
    readonly targets: Readonly<Record<string, Shares>>;
    readonly options?: { readonly total?: number };
  };
  readonly expected: {
    readonly n: number;
    readonly total: number;
    readonly margins: Readonly<Record<string, Shares>>;
    readonly weights: Shares;
    readonly cells: readonly { cell: string; n: number; factor: number; weight_sum: number }[];
    readonly nps_after_raking?: Shares;
    readonly mean_after_raking?: Shares;
  };
}

const { cases } = readReference<{ readonly cases: readonly RakeCase[] }>("raking");
const { boundedRaking } = readReference<{
  readonly boundedRaking: {
    readonly lower: number;
    readonly upper: number;
    readonly shares: Readonly<Record<string, Shares>>;
    readonly cells: readonly { readonly cell: string; readonly factor: number }[];
  };
}>("weighting");

const near = (actual: number | null | undefined, expected: number, tolerance: number, what: string): void =>
  expect(Math.abs(actual! - expected) / Math.abs(expected), `${what}: ${actual} is not ${expected}`).toBeLessThan(
    tolerance,
  );

/** Rows that a table of counts stands for, as two columns of text. */
function columns(table: readonly (readonly [string, string, number])[]): [string[], string[]] {
  const row = table.flatMap(([a, , n]) => Array<string>(n).fill(a));
  const column = table.flatMap(([, b, n]) => Array<string>(n).fill(b));
  return [row, column];
}

function twoMargins(
  table: readonly (readonly [string, string, number])[],
  row: Shares,
  column: Shares,
): WeightingMargin[] {
  const [a, b] = columns(table);
  return [
    { name: "row", categories: a, targets: row },
    { name: "column", categories: b, targets: column },
  ];
}

const GOLDEN = [
  ["a", "x", 20],
  ["a", "y", 30],
  ["b", "x", 40],
  ["b", "y", 10],
] as const;
const golden = twoMargins(GOLDEN, { a: 0.5, b: 0.5 }, { x: 0.4, y: 0.6 });
const weightsOf = (request: RakeRequest): number[] => rake(request).cells.map(({ weight }) => weight);

describe("rake", () => {
  describe.each(cases)("on $id", ({ input, expected }) => {
    const all = readData(input.data.replace("data/", ""));
    const margins = Object.keys(input.targets);
    const rows = all.filter(
      (row) =>
        Object.entries(input.filter).every(([column, values]) => values.includes(row[column]!)) &&
        margins.every((margin) => row[margin] !== ""),
    );
    const { weight, score, mean } = input.columns;
    const startWeights = rows.map((row) => (weight === undefined ? 1 : Number(row[weight])));
    const request = {
      startWeights,
      ...input.options,
      margins: Object.entries(input.targets).map(([name, targets]): WeightingMargin => {
        const percent = Object.values(targets).reduce((sum, target) => sum + target, 0) > 50;
        return { name, categories: rows.map((row) => row[name]!), targets, unit: percent ? "percent" : "share" };
      }),
    };
    const raked = rake(request);

    test("gives the reference weights", () => {
      expect(rows).toHaveLength(expected.n);
      near(raked.total, expected.total, 1e-9, "total");
      expect(raked.cells).toHaveLength(expected.cells.length);
      for (const { cell, n, factor, weight_sum } of expected.cells) {
        const found = raked.cells.find(({ categories }) => categories.join("|") === cell)!;
        expect(found.n).toBe(n);
        near(found.factor, factor, 1e-9, cell);
        near(found.weight, weight_sum, 1e-9, cell);
      }
      expect(raked.maxMarginError).toBeLessThan(1e-9);
    });

    test("gives the reference effective base", () => {
      const { kish } = raked;
      const { n, sum, sum_of_squares, min, max, mean: average, n_eff, deff, cv2 } = expected.weights;
      expect(kish.n).toBe(n);
      near(kish.sum, sum!, 1e-9, "sum");
      near(kish.sumOfSquares, sum_of_squares!, 1e-9, "sum of squares");
      near(kish.min, min!, 1e-9, "min");
      near(kish.max, max!, 1e-9, "max");
      near(kish.mean, average!, 1e-9, "mean");
      near(kish.effectiveBase, n_eff!, 1e-9, "effective base");
      near(kish.designEffect, deff!, 1e-9, "design effect");
      near(kish.cv2, cv2!, 1e-9, "cv2");
    });

    const nps = expected.nps_after_raking;
    if (nps !== undefined)
      test("gives the reference NPS and its standard error", () => {
        const points = (
          row: Record<string, string>,
          promoter: number,
          passive: number,
          detractor: number,
        ): number | null =>
          row[score!] === ""
            ? null
            : Number(row[score!]) >= 9
              ? promoter
              : Number(row[score!]) >= 7
                ? passive
                : detractor;
        const estimate = (promoter: number, passive: number, detractor: number) => {
          const values = rows.map((row) => points(row, promoter, passive, detractor));
          return linearisedMean({ values, weights: raked.weights });
        };
        const net = estimate(100, 0, -100);
        expect(net).toMatchObject({ status: "estimated", base: { n: nps["n"] } });
        if (net.status !== "estimated") return;
        near(net.value, nps["score"]!, 1e-9, "score");
        near(net.standardError, nps["se_linearized"]!, 1e-9, "standard error");
        expect(estimate(1, 0, 0)).toMatchObject({ value: expect.closeTo(nps["share_promoters"]!, 11) });
        expect(estimate(0, 1, 0)).toMatchObject({ value: expect.closeTo(nps["share_passives"]!, 11) });
        expect(estimate(0, 0, 1)).toMatchObject({ value: expect.closeTo(nps["share_detractors"]!, 11) });
      });

    const after = expected.mean_after_raking;
    if (after !== undefined)
      test("gives the reference mean and both its standard errors", () => {
        const values = rows.map((row) => (row[mean!] === "" ? null : Number(row[mean!])));
        const fixed = linearisedMean({ values, weights: raked.weights });
        const aware = linearisedMean({ values, weights: raked.weights, raking: request });
        if (fixed.status !== "estimated" || aware.status !== "estimated") throw new Error("expected two estimates");
        expect(fixed.base.n).toBe(after["n"]);
        near(fixed.value, after["mean"]!, 1e-9, "mean");
        near(fixed.standardError, after["se_linearized_fixed_weights"]!, 1e-9, "fixed weights");
        near(aware.standardError, after["se_raking_aware"]!, 1e-9, "raking-aware");
      });
  });

  describe("on a table of two by two", () => {
    test("meets both margins", () => {
      const raked = rake({ margins: golden });
      [10, 40, 30, 20].forEach((weight, i) => near(raked.cells[i]!.weight, weight, 1e-12, `cell ${i}`));
      [0.5, 4 / 3, 3 / 4, 2].forEach((factor, i) => near(raked.cells[i]!.factor, factor, 1e-12, `cell ${i}`));
      near(raked.kish.effectiveBase, 82.758620689655, 1e-12, "effective base");
      near(raked.kish.designEffect, 1.2083333333333333, 1e-12, "design effect");
      expect(raked.weights[0]).toBe(raked.cells[0]!.factor);
      expect(raked.weights[99]).toBe(raked.cells[3]!.factor);
      expect(raked.total).toBe(100);
    });

    test("keeps the odds ratio", () => {
      const [ax, ay, bx, by] = weightsOf({ margins: golden });
      near((ax! * by!) / (ay! * bx!), 1 / 6, 1e-14, "odds ratio");
    });

    test("fits rows, then columns", () => {
      const raked = rake({ margins: golden, tolerance: 0.2, maxIterations: 1 });
      expect(raked.iterations).toBe(1);
      [40 / 3, 45, 80 / 3, 15].forEach((weight, i) => near(raked.cells[i]!.weight, weight, 1e-14, `cell ${i}`));
      near(raked.maxMarginError, 1 / 6, 1e-14, "margin error");
    });

    test("holds bounds during the iteration", () => {
      // With one factor at its bound of 1.6 the margins leave no freedom: 10 × 1.6 = 16, 60 − 16, 50 − 16, 40 − 34.
      const bounds = { upper: 1.6 };
      expect(weightsOf({ margins: golden, bounds }).map((weight) => Math.round(weight * 1e6) / 1e6)).toEqual([
        6, 44, 34, 16,
      ]);
      const reversed = weightsOf({ margins: [...golden].reverse(), bounds });
      expect(reversed.map((weight) => Math.round(weight * 1e6) / 1e6)).toEqual([6, 34, 44, 16]);
    });

    test("changes nothing when the margins are met", () => {
      expect(rake({ margins: twoMargins(GOLDEN, { a: 0.5, b: 0.5 }, { x: 0.6, y: 0.4 }) })).toMatchObject({
        iterations: 1,
        maxMarginError: 0,
        weights: new Float64Array(100).fill(1),
      });
    });
  });

  test("gives the closest weights within bounds, as another method finds them", () => {
    const rows = readData("synthetic_responses.csv");
    const { lower, upper, shares, cells } = boundedRaking;
    const margins = Object.entries(shares).map(([name, targets]) => ({
      name,
      targets,
      categories: rows.map((row) => row[name]!),
    }));
    const raked = rake({ margins, bounds: { lower, upper } });
    expect(raked.cells).toHaveLength(cells.length);
    for (const { cell, factor } of cells) {
      near(raked.cells.find(({ categories }) => categories.join("|") === cell)!.factor, factor, 1e-7, cell);
    }
    expect(cells.filter(({ factor }) => factor === lower || factor === upper).length).toBeGreaterThan(3);
  });

  test("takes codes as it takes text", () => {
    const [row, column] = columns(GOLDEN);
    const coded = golden.map((margin, m): WeightingMargin => {
      const labels = m === 0 ? ["unused", "b", "a"] : ["y", "x"];
      const codes = Uint16Array.from((m === 0 ? row : column).map((label) => labels.indexOf(label)));
      return { ...margin, categories: { codes, labels, missing: 65_535 } };
    });
    expect(rake({ margins: coded })).toEqual(rake({ margins: golden }));
  });

  test("takes percentages and counts where they are declared", () => {
    const asShares = rake({ margins: golden });
    const scaled = (unit: "percent" | "count", size: number): WeightingMargin[] =>
      golden.map(({ targets, ...margin }) => ({
        ...margin,
        unit,
        targets: Object.fromEntries(Object.entries(targets).map(([category, share]) => [category, share * size])),
      }));
    expect(weightsOf({ margins: scaled("percent", 100) })[0]).toBeCloseTo(asShares.cells[0]!.weight, 12);
    expect(weightsOf({ margins: scaled("count", 17_000_000) })[0]).toBeCloseTo(asShares.cells[0]!.weight, 12);
  });

  test("scales to a total", () => {
    const raked = rake({ margins: golden, total: 17_000_000 });
    near(raked.kish.sum, 17_000_000, 1e-12, "sum");
    near(raked.cells[0]!.weight, 1_700_000, 1e-9, "cell");
    near(raked.cells[0]!.factor, 85_000, 1e-9, "factor");
  });

  test("measures bounds against start weights scaled to the total", () => {
    const bounds = { lower: 0.4, upper: 1.8 };
    const small = rake({ margins: golden, bounds });
    const large = rake({ margins: golden, bounds, total: 1000, startWeights: new Float64Array(100).fill(7) });
    large.weights.forEach((weight, row) => near(weight, small.weights[row]! * 10, 1e-9, `row ${row}`));
    near(Math.max(...small.weights), 1.8, 1e-12, "largest");
  });

  test("leaves rows of weight 0 at 0", () => {
    const startWeights = Float64Array.from({ length: 100 }, (_, row) => (row === 0 ? 0 : 1));
    const raked = rake({ margins: golden, startWeights });
    expect(raked.weights[0]).toBe(0);
    expect(raked.cells[0]).toMatchObject({ n: 20, startWeight: 19 });
    near(raked.kish.sum, 99, 1e-12, "sum");
  });

  test("gives the rows of a category with target 0 no weight", () => {
    const table = [...GOLDEN, ["c", "x", 5]] as const;
    const raked = rake({ margins: twoMargins(table, { a: 0.5, b: 0.5, c: 0 }, { x: 0.4, y: 0.6 }), total: 100 });
    [10, 40, 30, 20, 0].forEach((weight, i) => expect(raked.cells[i]!.weight).toBeCloseTo(weight, 9));
    expect(raked.kish.min).toBe(0);
  });

  test("accepts a target of 0 for a category nobody is in", () => {
    expect(weightsOf({ margins: twoMargins(GOLDEN, { a: 0.5, b: 0.5, c: 0 }, { x: 0.4, y: 0.6 }) })[0]).toBeCloseTo(
      10,
      9,
    );
  });

  test("rakes more combinations than a table has places for", () => {
    const size = 3000;
    const targets = Object.fromEntries(Array.from({ length: size }, (_, i) => [`c${i}`, 1 / size]));
    const margins = [1, 2].map((shift) => ({
      name: `margin ${shift}`,
      categories: [...Array.from({ length: size }, (_, row) => `c${(row * shift) % size}`), shift === 1 ? null : "c0"],
      targets:
        shift === 1
          ? targets
          : Object.fromEntries(Object.keys(targets).flatMap((c, i) => (i % 2 === 0 ? [[c, 2 / size]] : []))),
    }));
    const { weights, cells } = rake({
      margins: [...margins, { ...margins[1]!, name: "margin 3" }],
      missing: "leave-out",
    });
    expect(cells).toHaveLength(size);
    expect(cells.slice(0, 2).map(({ categories }) => categories.join(" "))).toEqual(["c0 c0 c0", "c1 c2 c2"]);
    weights.forEach((weight, row) => expect(weight).toBeCloseTo(row === size ? 0 : 1, 9));
  });

  describe("with missing values", () => {
    const [row, column] = columns(GOLDEN);
    const margins: WeightingMargin[] = [
      { ...golden[0]!, categories: [...row, null, "a", null] },
      { ...golden[1]!, categories: [...column, "x", undefined, null] },
    ];

    test("refuses them unless a policy is declared", () => {
      expect(() => rake({ margins })).toThrow(
        expect.objectContaining({ code: "ARGUMENT_INVALID", details: { margin: "row", row: 100 } }),
      );
      expect(() => rake({ margins: [margins[1]!] })).toThrow(
        expect.objectContaining({ details: { margin: "column", row: 101 } }),
      );
    });

    test("leaves them out", () => {
      const raked = rake({ margins, missing: "leave-out" });
      expect(raked.weights.slice(100)).toEqual(Float64Array.of(0, 0, 0));
      expect(raked).toMatchObject({ missingRows: 3, total: 100, kish: { n: 100 } });
      near(raked.kish.effectiveBase, 82.758620689655, 1e-12, "effective base");
    });

    test("lets them keep their weight, scaled like everybody's", () => {
      const raked = rake({ margins, missing: "keep-weight", total: 206 });
      expect(raked.weights.slice(100)).toEqual(Float64Array.of(2, 2, 2));
      near(raked.cells[0]!.weight, 20, 1e-12, "cell");
      expect(raked).toMatchObject({ missingRows: 3, total: 206, kish: { n: 103 } });
      near(raked.kish.sum, 206, 1e-12, "sum");
    });

    test("says nothing of them when there are none", () => {
      expect(rake({ margins: golden, missing: "leave-out" })).toEqual(rake({ margins: golden }));
    });
  });

  describe("refuses", () => {
    const refusal = (request: RakeRequest): { code: string; message: string; details: Record<string, unknown> } => {
      try {
        rake(request);
      } catch (error) {
        return error as never;
      }
      throw new Error("expected a refusal");
    };
    const row = golden[0]!;

    test("a target for a category without respondents", () => {
      expect(refusal({ margins: [{ ...row, targets: { a: 0.4, b: 0.4, c: 0.2 } }] })).toMatchObject({
        code: "TARGET_UNREACHABLE",
        details: { margin: "row", category: "c", reason: "NO_RESPONDENTS" },
      });
      expect(refusal({ margins: [{ ...row, categories: [] }] })).toMatchObject({ code: "TARGET_UNREACHABLE" });
    });

    test("a category of the sample without target", () => {
      expect(refusal({ margins: [{ ...row, targets: { a: 1 } }] })).toMatchObject({
        code: "INPUT_MISMATCH",
        details: { margin: "row", category: "b" },
      });
    });

    test.each([
      [{ a: 51, b: 49 }, undefined, 100],
      [{ a: 0.5, b: 0.499 }, undefined, 0.999],
      [{ a: 0.5, b: 0.5 }, "percent", 1],
      [{ a: 0, b: 0 }, "count", 0],
      [{}, "count", 0],
      [{ a: 1e308, b: 1e308 }, "count", Number.POSITIVE_INFINITY],
    ] as const)("targets %o as %s, because they sum to %s", (targets, unit, sum) => {
      const margin = unit === undefined ? { ...row, targets } : { ...row, targets, unit };
      expect(refusal({ margins: [margin] })).toMatchObject({
        code: "ARGUMENT_INVALID",
        details: { margin: "row", sum },
      });
    });

    test("but accepts targets that rounding moved off their sum by a millionth", () => {
      expect(weightsOf({ margins: [{ ...row, targets: { a: 0.5, b: 0.499_999_1 } }] })[0]).toBeCloseTo(50.000045, 6);
    });

    test.each([-0.1, Number.NaN, Number.POSITIVE_INFINITY])("a target of %s", (target) => {
      expect(refusal({ margins: [{ ...row, targets: { a: target, b: 1 } }] })).toMatchObject({
        code: "ARGUMENT_INVALID",
        details: { margin: "row", category: "a", target },
      });
    });

    test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])("a start weight of %s", (weight) => {
      const startWeights = Float64Array.from({ length: 100 }, (_, i) => (i === 7 ? weight : 1));
      expect(refusal({ margins: golden, startWeights })).toMatchObject({ code: "WEIGHT_INVALID", details: { row: 7 } });
    });

    test("a category in which nobody has weight", () => {
      const startWeights = Float64Array.from({ length: 100 }, (_, i) => (i < 50 ? 0 : 1));
      expect(refusal({ margins: golden, startWeights })).toMatchObject({
        code: "TARGET_UNREACHABLE",
        details: { margin: "row", category: "a", reason: "NO_START_WEIGHT" },
      });
      expect(refusal({ margins: golden, startWeights: new Float64Array(100) })).toMatchObject({
        details: { reason: "NO_START_WEIGHT" },
      });
    });

    test("a category whose rows all have a target of 0 elsewhere", () => {
      const margins = twoMargins(
        [
          ["a", "x", 5],
          ["b", "y", 5],
        ],
        { a: 0, b: 1 },
        { x: 0.5, y: 0.5 },
      );
      expect(refusal({ margins })).toMatchObject({
        details: { margin: "column", category: "x", reason: "NO_START_WEIGHT" },
      });
    });

    test.each([
      [{ upper: 1.4 }, "column", "y"],
      [{ lower: 0.7 }, "column", "x"],
    ] as const)("bounds %o that one category alone breaks", (bounds, margin, category) => {
      expect(refusal({ margins: golden, bounds })).toMatchObject({
        code: "TARGET_UNREACHABLE",
        details: { margin, category, reason: "OUT_OF_BOUNDS" },
      });
    });

    test("a target of 0 with a lower bound", () => {
      const margins = twoMargins(GOLDEN, { a: 0, b: 1 }, { x: 0.4, y: 0.6 });
      expect(refusal({ margins, bounds: { lower: 0.1 } })).toMatchObject({
        details: { margin: "row", category: "a", reason: "OUT_OF_BOUNDS" },
      });
    });

    test("bounds that only the margins together break", () => {
      // Everybody over 1.55 in column y, so 15.5 + 44.5 there: more than 30 × 1.48 in its first row.
      const bounds = { lower: 0.55, upper: 1.55 };
      expect(refusal({ margins: golden, bounds })).toMatchObject({
        code: "TARGET_UNREACHABLE",
        details: { reason: "NO_SOLUTION" },
      });
    });

    test("a pattern of empty cells that no weights can fit", () => {
      const table = [
        ["a", "x", 20],
        ["a", "y", 30],
        ["b", "y", 10],
      ] as const;
      const impossible = refusal({ margins: twoMargins(table, { a: 0.3, b: 0.7 }, { x: 0.5, y: 0.5 }) });
      expect(impossible).toMatchObject({
        code: "TARGET_UNREACHABLE",
        details: { margin: "row", reason: "NO_SOLUTION" },
      });
      expect(impossible.details["iterations"]).toBeLessThan(50);
      expect(impossible.message).toContain("category");
      // a = x leaves nothing for those in a and y: reached only in the limit.
      expect(refusal({ margins: twoMargins(table, { a: 0.5, b: 0.5 }, { x: 0.5, y: 0.5 }) })).toMatchObject({
        details: { reason: "NOT_CONVERGED", iterations: 10_000 },
      });
    });

    test("to go on when the iterations are used up", () => {
      expect(refusal({ margins: golden, maxIterations: 2 })).toMatchObject({
        code: "TARGET_UNREACHABLE",
        details: { reason: "NOT_CONVERGED", iterations: 2, margin: "row" },
      });
    });

    test("start weights so far apart that factors leave the range of a double", () => {
      const margins = twoMargins(
        [
          ["a", "x", 1],
          ["a", "y", 1],
          ["b", "x", 1],
          ["b", "y", 1],
        ],
        { a: 0.3, b: 0.7 },
        { x: 0.5, y: 0.5 },
      );
      expect(refusal({ margins, startWeights: [1, 1e-320, 1, 1e-320] })).toMatchObject({
        code: "TARGET_UNREACHABLE",
        details: { reason: "NOT_CONVERGED", maxMarginError: Number.POSITIVE_INFINITY },
      });
    });

    test.each([
      { tolerance: 0 },
      { tolerance: 1 },
      { tolerance: Number.NaN },
      { maxIterations: 0 },
      { maxIterations: 1.5 },
      { total: 0 },
      { total: Number.NaN },
      { total: Number.POSITIVE_INFINITY },
      { bounds: { lower: 1.1 } },
      { bounds: { lower: -0.1 } },
      { bounds: { upper: 0.9 } },
      { bounds: { upper: Number.NaN } },
      { margins: [] },
      { margins: [row, row] },
      { margins: [{ ...row, categories: { codes: new Uint8Array([0, 2]), labels: ["a", "b"] } }] },
    ])("the option %o", (option) => {
      expect(refusal({ margins: golden, ...option })).toMatchObject({ code: "ARGUMENT_INVALID" });
    });

    test("columns and weights of different lengths", () => {
      expect(refusal({ margins: [row, { ...golden[1]!, categories: ["x"] }] })).toMatchObject({
        code: "INPUT_MISMATCH",
      });
      expect(refusal({ margins: golden, startWeights: [1] })).toMatchObject({ code: "INPUT_MISMATCH" });
    });

    test("unknown names", () => {
      expect(refusal({ margins: golden, missing: "guess" as never })).toMatchObject({ code: "NAME_UNKNOWN" });
      expect(refusal({ margins: [{ ...row, unit: "permille" as never }] })).toMatchObject({ code: "NAME_UNKNOWN" });
    });
  });
});
