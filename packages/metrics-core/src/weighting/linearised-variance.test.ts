import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { readData, readReference } from "../../test/reference/data.ts";
import {
  type LinearisedEstimate,
  type LinearisedMeanRequest,
  linearisedMean,
  linearisedRatio,
} from "./linearised-variance.ts";
import { rake } from "./rake.ts";
import type { LoneCluster } from "./sampling-design.ts";

type Numbers = Readonly<Record<string, number>>;

const golden = readReference<{ readonly linearised: Readonly<Record<string, Numbers>>; readonly rakingAware: Numbers }>(
  "weighting",
);

function expectEstimate(estimate: LinearisedEstimate, expected: Numbers): void {
  expect(estimate.status).toBe("estimated");
  for (const [key, value] of Object.entries(expected)) {
    const given = (estimate as unknown as Numbers)[key]!;
    expect(Math.abs(given - value) / Math.abs(value), `${key}: ${given} is not ${value}`).toBeLessThan(1e-9);
  }
}

const errorOf = (request: LinearisedMeanRequest): unknown => {
  try {
    linearisedMean(request);
  } catch (error) {
    return error;
  }
  return null;
};

describe("linearisedMean", () => {
  describe("on the airport survey", () => {
    const rows = readData("sfo_2017.csv").filter((row) => row["overall"] !== "" && row["ease_wayfinding"] !== "");
    const column = (name: string): string[] => rows.map((row) => row[name]!);
    const numbers = (name: string): number[] => column(name).map(Number);
    const survey = { values: numbers("overall"), weights: numbers("weight") };
    const strata = column("strata");
    const clusters = column("gate_area");
    const nested = { ...survey, strata, clusters, clusterIds: "within-stratum" as const };
    const lonely = { ...nested, strata: clusters.map((area, row) => (area === "F" ? "F" : strata[row]!)) };
    const expected = (name: string): Numbers => golden.linearised[name]!;

    test("gives the golden values for rows, strata and clusters", () => {
      expectEstimate(linearisedMean(survey), expected("rows"));
      expectEstimate(linearisedMean({ ...survey, strata }), expected("strata"));
      expectEstimate(linearisedMean({ ...survey, clusters }), expected("clusters"));
      expectEstimate(linearisedMean(nested), expected("clusters within strata"));
    });

    test("gives the golden values for a ratio", () => {
      expectEstimate(linearisedRatio({ ...nested, denominators: numbers("ease_wayfinding") }), expected("ratio"));
    });

    test.each(["certainty", "adjust", "average"] as const)(
      "treats a stratum of one cluster by the rule %s",
      (loneCluster) => {
        expectEstimate(linearisedMean({ ...lonely, loneCluster }), expected(`lone ${loneCluster}`));
      },
    );

    test("has no variance for a stratum of one cluster without a rule", () => {
      expect(linearisedMean(lonely)).toMatchObject({
        status: "value-only",
        reason: "LONE_CLUSTER",
        value: expect.closeTo(4.0728727945505385, 12),
      });
    });

    test("does not care for a rule when no stratum is alone", () => {
      for (const loneCluster of ["refuse", "certainty", "adjust", "average"] satisfies LoneCluster[]) {
        expect(linearisedMean({ ...nested, loneCluster })).toEqual(linearisedMean(nested));
      }
    });

    test("takes into account that weights were raked, from unequal start weights", () => {
      const known = readData("sfo_2017.csv").filter((row) => ["1", "2"].includes(row["gender"]!) && row["age"] !== "");
      const margins = [
        { name: "gender", categories: known.map((row) => row["gender"]!), targets: { "1": 0.51, "2": 0.49 } },
        {
          name: "age",
          categories: known.map((row) => row["age"]!),
          targets: { "1": 0.04, "2": 0.14, "3": 0.24, "4": 0.2, "5": 0.16, "6": 0.13, "7": 0.09 },
        },
      ];
      const startWeights = known.map((row) => Number(row["weight"]));
      const raking = { margins, startWeights };
      const values = known.map((row) => (row["overall"] === "" ? null : Number(row["overall"])));
      expectEstimate(linearisedMean({ values, weights: rake(raking).weights, raking }), golden.rakingAware);
    });
  });

  // Data set `fpc` of R survey (after the Stata manual): tests/fpc.Rout.save prints mean 5.4481, SE 0.7413 for the design
  // svydesign(weights = ~weight, ids = ~psuid, strata = ~stratid, nest = TRUE).
  test("agrees with R survey on its own example", () => {
    const estimate = linearisedMean({
      values: [2.8, 4.1, 6.8, 6.8, 9.2, 3.7, 6.6, 4.2],
      weights: [3, 3, 3, 3, 3, 4, 4, 4],
      strata: [1, 1, 1, 1, 1, 2, 2, 2],
      clusters: [1, 2, 3, 4, 5, 1, 2, 3],
      clusterIds: "within-stratum",
    });
    expect(estimate).toMatchObject({
      value: expect.closeTo(5.4481, 4),
      standardError: expect.closeTo(0.7413, 4),
      degreesOfFreedom: 6,
    });
  });

  test("follows the formula by hand", () => {
    // m = 2; e = w (x − 2) / 4 = −1/4, 0, 1/4 with mean 0; variance = 3/2 × 2/16.
    expect(linearisedMean({ values: [1, 2, 3], weights: [1, 2, 1] })).toEqual({
      status: "estimated",
      value: 2,
      variance: 0.1875,
      standardError: Math.sqrt(0.1875),
      degreesOfFreedom: 2,
      designEffect: 0.75,
      base: { n: 3, weighted: 4, clusters: 3, strata: 1 },
    });
  });

  test("removes rows without a value first, from their clusters and strata too", () => {
    const request = { strata: ["a", "a", "b", "b", "c"], clusters: [1, 2, 3, 4, 5], weights: [1, 2, 1, 1, 9] };
    const without = linearisedMean({ ...request, values: [1, 4, 3, 9, null] });
    const never = linearisedMean({
      strata: ["a", "a", "b", "b"],
      clusters: [1, 2, 3, 4],
      weights: [1, 2, 1, 1],
      values: [1, 4, 3, 9],
    });
    expect(without).toEqual(never);
    expect(without).toMatchObject({ base: { n: 4, clusters: 4, strata: 2 } });
  });

  test("keeps them in the design where that is asked", () => {
    const values = [1, null, 3, null];
    const kept = linearisedMean({ values, unanswered: "keep" });
    expect(kept).toMatchObject({ value: 2, base: { n: 2, clusters: 4 }, degreesOfFreedom: 3 });
    // e = −1/2, 0, 1/2, 0: 4/3 × 1/2 instead of 2/1 × 1/2.
    expect(kept).toMatchObject({ variance: expect.closeTo(2 / 3, 14) });
    expect(linearisedMean({ values })).toMatchObject({ variance: expect.closeTo(1, 14) });
  });

  test("counts rows of weight 0 as sampled", () => {
    expect(linearisedMean({ values: [1, 3, 9], weights: [1, 1, 0] })).toMatchObject({
      value: 2,
      variance: expect.closeTo(0.75, 14),
      designEffect: expect.closeTo(0.75, 14),
      base: { n: 3 },
    });
  });

  describe("of thin data", () => {
    test.each([
      [{ values: [] }, 0],
      [{ values: [null, null] }, 0],
      [{ values: [1, 2], weights: [0, 0] }, 2],
    ])("is suppressed for %o", (request, n) => {
      expect(linearisedMean(request)).toMatchObject({
        status: "suppressed",
        reason: "EMPTY_BASE",
        base: { n, weighted: 0 },
      });
    });

    test.each([{ values: [7] }, { values: [7, 1], weights: [2, 0] }])(
      "has a value but no variance for one row with all the weight: %o",
      (request) => {
        expect(linearisedMean(request)).toMatchObject({ status: "value-only", reason: "SINGLE_ROW", value: 7 });
      },
    );

    test("has no variance when clusters are as few as strata", () => {
      expect(linearisedMean({ values: [1, 2, 3], clusters: [1, 1, 1] })).toMatchObject({
        status: "value-only",
        reason: "NO_DEGREES_OF_FREEDOM",
        value: 2,
      });
      expect(linearisedMean({ values: [1, 2], strata: ["a", "b"], loneCluster: "certainty" })).toMatchObject({
        reason: "NO_DEGREES_OF_FREEDOM",
      });
    });

    test("is degenerate when all values are the same", () => {
      expect(linearisedMean({ values: [0.1, 0.1, 0.1, 8], weights: [1, 2, 0.3, 0] })).toMatchObject({
        status: "degenerate",
        value: expect.closeTo(0.1, 15),
        variance: 0,
        standardError: 0,
        designEffect: null,
      });
      expect(linearisedRatio({ values: [2, 4], denominators: [1, 2] })).toMatchObject({
        status: "degenerate",
        value: 2,
      });
    });

    test("is suppressed when the denominators sum to 0", () => {
      expect(linearisedRatio({ values: [1, 2], denominators: [1, -1] })).toMatchObject({
        status: "suppressed",
        reason: "ZERO_DENOMINATOR",
        base: { n: 2, weighted: 2 },
      });
    });
  });

  test("leaves a row out of a ratio when either side is missing", () => {
    const ratio = linearisedRatio({ values: [1, 5, null, 3], denominators: [2, null, 7, 4] });
    expect(ratio).toEqual(linearisedRatio({ values: [1, 3], denominators: [2, 4] }));
    expect(ratio).toMatchObject({ value: 4 / 6, base: { n: 2 } });
  });

  describe("refuses", () => {
    const values = [1, 2, 3, 4];

    test.each([Number.NaN, Number.POSITIVE_INFINITY, undefined as never])("a value of %s", (value) => {
      expect(errorOf({ values: [1, value] })).toMatchObject({ code: "ARGUMENT_INVALID", details: { row: 1 } });
    });

    test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])("a weight of %s", (weight) => {
      expect(errorOf({ values, weights: [1, 1, 1, weight] })).toMatchObject({
        code: "WEIGHT_INVALID",
        details: { row: 3 },
      });
    });

    test("lengths that differ", () => {
      expect(errorOf({ values, weights: [1] })).toMatchObject({ code: "INPUT_MISMATCH" });
      expect(errorOf({ values, strata: ["a"] })).toMatchObject({ code: "INPUT_MISMATCH" });
      expect(errorOf({ values, clusters: ["a"] })).toMatchObject({ code: "INPUT_MISMATCH" });
      expect(() => linearisedRatio({ values, denominators: [1] })).toThrow(
        expect.objectContaining({ code: "INPUT_MISMATCH" }),
      );
      expect(errorOf({ values: [1, 2, 3, null], strata: ["a", "a", "a", "a", "a"] })).toMatchObject({
        code: "INPUT_MISMATCH",
      });
    });

    test.each([null, undefined, Number.NaN])("an id of %s", (id) => {
      expect(errorOf({ values, strata: ["a", "a", "a", id as never] })).toMatchObject({
        code: "ARGUMENT_INVALID",
        details: { what: "strata", row: 3 },
      });
    });

    test("a cluster in two strata, unless ids count again in every stratum", () => {
      const request = { values, strata: ["a", "a", "b", "b"], clusters: [1, 2, 2, 3] };
      expect(errorOf(request)).toMatchObject({ code: "INPUT_MISMATCH", details: { row: 2 } });
      expect(linearisedMean({ ...request, clusterIds: "within-stratum" })).toMatchObject({
        base: { clusters: 4, strata: 2 },
      });
    });

    test("unknown names", () => {
      expect(errorOf({ values, loneCluster: "ignore" as never })).toMatchObject({ code: "NAME_UNKNOWN" });
      expect(errorOf({ values, clusterIds: "nested" as never })).toMatchObject({ code: "NAME_UNKNOWN" });
      expect(errorOf({ values, unanswered: "guess" as never })).toMatchObject({ code: "NAME_UNKNOWN" });
    });
  });

  describe("after raking", () => {
    const margins = [
      { name: "row", categories: "aaabbb".split(""), targets: { a: 0.5, b: 0.5 } },
      { name: "column", categories: "xyyxxy".split(""), targets: { x: 0.5, y: 0.5 } },
    ];
    const { weights } = rake({ margins });

    test("has no variance left for what a margin fixes", () => {
      const estimate = linearisedMean({ values: [1, 1, 1, 0, 0, 0], weights, raking: { margins } });
      expect(estimate).toMatchObject({
        status: "estimated",
        value: expect.closeTo(0.5, 9),
        variance: expect.closeTo(0, 20),
      });
    });

    test("bears rows and categories without start weight", () => {
      const three = [
        { ...margins[0]!, categories: "aaabbbc".split(""), targets: { a: 0.5, b: 0.5, c: 0 } },
        { ...margins[1]!, categories: "xyyxxyx".split("") },
      ];
      const startWeights = [1, 1, 1, 1, 1, 1, 0];
      const raked = rake({ margins: three, startWeights });
      const values = [1, 2, 5, 4, 2, 3, 9];
      const estimate = linearisedMean({ values, weights: raked.weights, raking: { margins: three, startWeights } });
      const six = linearisedMean({ values: values.slice(0, 6), weights, raking: { margins } });
      // One more sampled row without weight: 7/6 instead of 6/5.
      if (estimate.status !== "estimated" || six.status !== "estimated") throw new Error("expected two estimates");
      expect(estimate.variance / six.variance).toBeCloseTo(35 / 36, 9);
    });

    test("refuses margins of other rows", () => {
      expect(errorOf({ values: [1, 2, 3], raking: { margins } })).toMatchObject({ code: "INPUT_MISMATCH" });
    });

    test("refuses margins that are nearly the same", () => {
      const values = [1, 2, 4, 7];
      const same = [
        { name: "row", categories: ["a", "a", "b", "b"], targets: { a: 0.5, b: 0.5 } },
        { name: "column", categories: ["x", "y", "x", "y"], targets: { x: 0.5, y: 0.5 } },
      ];
      const raking = { margins: same, startWeights: [1, 1e-9, 1e-9, 1] };
      expect(errorOf({ values, weights: [1, 1, 1, 1], raking })).toMatchObject({
        code: "ARGUMENT_INVALID",
        details: { margins: ["row", "column"] },
      });
    });
  });

  const sample = fc.array(
    fc.record({
      value: fc.integer({ min: 0, max: 10 }),
      weight: fc.integer({ min: 1, max: 9 }),
      stratum: fc.nat(2),
      cluster: fc.nat(4),
    }),
    { minLength: 2, maxLength: 40 },
  );
  const designOf = (
    rows: readonly { value: number; weight: number; stratum: number; cluster: number }[],
  ): LinearisedMeanRequest => ({
    values: rows.map(({ value }) => value),
    weights: rows.map(({ weight }) => weight),
    strata: rows.map(({ stratum }) => stratum),
    clusters: rows.map(({ cluster }) => cluster),
    clusterIds: "within-stratum",
    loneCluster: "certainty",
  });
  const expectSame = (actual: LinearisedEstimate, expected: LinearisedEstimate, scale: number): void => {
    expect(actual.status).toBe(expected.status);
    if (actual.status !== "estimated" || expected.status !== "estimated") return;
    expect(actual.value).toBeCloseTo(expected.value * scale, 9);
    expect(actual.variance).toBeCloseTo(expected.variance * scale ** 2, 9);
    expect(actual.designEffect).toBeCloseTo(expected.designEffect!, 9);
  };

  test.prop([sample])("does not depend on the order of rows", (rows) => {
    expectSame(linearisedMean(designOf([...rows].reverse())), linearisedMean(designOf(rows)), 1);
  });

  test.prop([sample, fc.constantFrom(0.01, 3, 1e6)])("does not depend on the scale of the weights", (rows, scale) => {
    const scaled = rows.map((row) => ({ ...row, weight: row.weight * scale }));
    expectSame(linearisedMean(designOf(scaled)), linearisedMean(designOf(rows)), 1);
  });

  test.prop([sample, fc.constantFrom(-1, 0.5, 10)])("scales with the values", (rows, scale) => {
    const scaled = rows.map((row) => ({ ...row, value: row.value * scale }));
    expectSame(linearisedMean(designOf(scaled)), linearisedMean(designOf(rows)), scale);
  });

  test.prop([sample])("is s²/n for a simple random sample", (rows) => {
    const values = rows.map(({ value }) => value);
    const n = values.length;
    const mean = values.reduce((sum, value) => sum + value, 0) / n;
    const s2 = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
    const estimate = linearisedMean({ values });
    if (estimate.status === "degenerate") {
      expect(s2).toBeCloseTo(0, 20);
      return;
    }
    expect(estimate).toMatchObject({
      status: "estimated",
      variance: expect.closeTo(s2 / n, 9),
      designEffect: expect.closeTo(1, 9),
    });
  });
});

describe("numbers at the end of their range", () => {
  test.each([
    ["values whose sum is infinite", { values: [1e308, 1e308, 1e308] }],
    ["values whose squares are infinite", { values: [1e300, -1e300, 0] }],
    ["weights whose sum is infinite", { values: [1, 2, 3], weights: [1e308, 1e308, 1e308] }],
  ])("%s are refused", (_, request) => {
    expect(() => linearisedMean(request)).toThrow(expect.objectContaining({ code: "ARGUMENT_INVALID" }));
  });

  test("values whose squares are 0 have no design effect", () => {
    expect(linearisedMean({ values: [1e-200, 0, 0] })).toMatchObject({ status: "estimated", designEffect: null });
  });
});

// With residuals u = x − Ry the two parts of Σwu = 0 are ± w₂u₂, so that SE = 2 w₂ |u₂| / Σwy.
test.each([
  [1e9, 1],
  [1e9, 1e-9],
  [1, 1e-9],
])("weights of %d and %d leave a standard error with all its digits", (w1, w2) => {
  const [values, weights] = [
    [10, 9],
    [w1, w2],
  ];
  const mean = linearisedMean({ values, weights });
  expect("standardError" in mean && mean.standardError / ((2 * w1 * w2) / (w1 + w2) ** 2)).toBeCloseTo(1, 13);
  const ratio = linearisedRatio({ values, weights, denominators: [2, 3] });
  // u₂ = 9 − 3 (10 w₁ + 9 w₂)/(2 w₁ + 3 w₂) = −12 w₁/(2 w₁ + 3 w₂)
  const below = 2 * w1 + 3 * w2;
  expect("standardError" in ratio && ratio.standardError / ((24 * w1 * w2) / below ** 2)).toBeCloseTo(1, 13);
});
