import { describe, expect, test } from "vitest";
import { expectClose } from "../../test/reference/close.ts";
import { loadAnswers, type ReferenceCase } from "../../test/reference/case.ts";
import { readReference } from "../../test/reference/data.ts";
import { type Answers, answersOf } from "../summary/gram-answers.ts";
import { gramFromCorrelation } from "../summary/gram-from-correlation.ts";
import { momentsOf } from "../summary/gram-moments.ts";
import { gramOf } from "../summary/gram-of.ts";
import { selectGram } from "../summary/gram.ts";
import { type DriverAnalysisOptions, type DriverEstimated, driverAnalysis } from "./driver-analysis.ts";
import type { ImportanceMethod } from "./importance.ts";

function estimated(run: ReturnType<typeof driverAnalysis>): DriverEstimated {
  if (run.status !== "estimated") throw new Error(`${run.reason}: ${run.columns.join(", ")}`);
  return run;
}

const analyse = (answers: Answers, options: DriverAnalysisOptions): DriverEstimated =>
  estimated(driverAnalysis(gramOf(answers), options));

/** The reference's name of a value → ours. */
function named(result: DriverEstimated): Readonly<Record<string, unknown>> {
  const each = <Value>(value: (driver: DriverEstimated["drivers"][number]) => Value): readonly Value[] =>
    result.drivers.map(value);
  const importance = (method: ImportanceMethod): readonly number[] => each((driver) => driver.importance[method]);
  const share = (method: ImportanceMethod): readonly (number | null)[] => each((driver) => driver.share[method]);
  return {
    n_total: result.rows,
    n: result.n,
    outcome_mean: result.outcomeMean,
    driver_means: each(({ mean }) => mean),
    driver_sds: each(({ standardDeviation }) => standardDeviation),
    correlation_with_outcome: importance("correlation"),
    correlation_p_values: each(({ correlationP }) => correlationP),
    intercept: result.intercept,
    coefficients: each(({ coefficient }) => coefficient),
    standard_errors: each(({ standardError }) => standardError),
    t_values: each(({ t }) => t),
    p_values: each(({ p }) => p),
    standardized_betas: importance("standardized_beta"),
    r_squared: result.rSquared,
    adjusted_r_squared: result.adjustedRSquared,
    residual_sd: result.residualStandardDeviation,
    f_statistic: result.f.value,
    vif: each(({ vif }) => vif),
    lmg: importance("lmg"),
    lmg_share: share("lmg"),
    last: importance("usefulness"),
    first: importance("first"),
    pratt: importance("pratt"),
    genizi: importance("relative_weight"),
    car: importance("car"),
    johnson: importance("relative_weight"),
    johnson_share: share("relative_weight"),
    general_dominance: result.dominance?.general,
    conditional_dominance: result.dominance?.conditional,
    complete_dominance: result.dominance?.complete,
  };
}

describe("driverAnalysis against R (relaimpo, rwa, domir, dominanceanalysis, car) and numpy", () => {
  const { cases } = readReference<{ readonly cases: readonly ReferenceCase[] }>("drivers");
  test.each(cases.map((each) => [each.id, each] as const))("%s", (_, { input, expected }) => {
    const { outcome = "", drivers = [] } = input.columns;
    const answers = loadAnswers(input, [outcome, ...drivers]);
    const got = named(analyse(answers, { outcome, drivers }));
    const { drivers: names, correlation_matrix: matrix, ...values } = expected;
    expect(names).toEqual(drivers);
    for (const [key, value] of Object.entries(values)) expectClose(got[key], value, key);
    const { correlation } = momentsOf(selectGram(gramOf(answers), drivers));
    expectClose([...correlation], (matrix as number[][]).flat(), "correlation_matrix");
  });
});

const symmetric = (upper: readonly (readonly number[])[]): number[][] =>
  upper.map((_, i) => upper.map((__, j) => (i === j ? 1 : i < j ? upper[i]![j - i - 1]! : upper[j]![i - j - 1]!)));

describe("driverAnalysis against published tables", () => {
  // mtcars; mpg on am, vs, cyl: README of R domir, equal in relaimpo.
  const goldenA = symmetric([
    [0.599832429455, 0.664038919128, -0.852161959427],
    [0.168345124585, -0.522607046901],
    [-0.810811796083],
    [],
  ]);
  const a = estimated(driverAnalysis(gramFromCorrelation(["mpg", "am", "vs", "cyl"], goldenA, 32), { outcome: "mpg" }));
  test.each([
    [
      "am",
      0.3597989,
      0.2505722,
      0.1503014,
      0.0336844,
      0.1774892,
      23.2932,
      [0.3597989, 0.1389842, 0.0336844],
      0.1995349,
      26.1865,
    ],
    [
      "vs",
      0.4409477,
      0.1082648,
      0.071892,
      0.0029637,
      0.2027032,
      26.6023,
      [0.4409477, 0.1641982, 0.0029637],
      0.2163873,
      28.3981,
    ],
    [
      "cyl",
      0.72618,
      -0.6334288,
      0.5397839,
      0.0758948,
      0.3817849,
      50.1045,
      [0.72618, 0.3432799, 0.0758948],
      0.3460551,
      45.4154,
    ],
  ] as const)(
    "mtcars, %s of three",
    (name, first, beta, pratt, last, lmg, lmgPercent, conditional, weight, weightPercent) => {
      const at = a.drivers.findIndex(({ driver }) => driver === name);
      const { importance, share } = a.drivers[at]!;
      const got = [
        importance.first,
        importance.standardized_beta,
        importance.pratt,
        importance.usefulness,
        importance.lmg,
        importance.relative_weight,
      ];
      [first, beta, pratt, last, lmg, weight].forEach((value, i) => expect(got[i]).toBeCloseTo(value, 6));
      conditional.forEach((value, s) => expect(a.dominance?.conditional[at]?.[s]).toBeCloseTo(value, 6));
      expect(100 * share.lmg!).toBeCloseTo(lmgPercent, 3);
      expect(100 * share.relative_weight!).toBeCloseTo(weightPercent, 3);
    },
  );

  test("mtcars: R² and complete dominance", () => {
    expect(a.rSquared).toBeCloseTo(0.7619772926, 9);
    expect(a.dominance?.complete).toEqual([
      [0.5, 0.5, 0],
      [0.5, 0.5, 0],
      [1, 1, 0.5],
    ]);
  });

  // mtcars; mpg on cyl, disp, hp, gear: relative weights from the README of R rwa.
  const goldenB = symmetric([
    [-0.852161959427, -0.847551379262, -0.776168371827, 0.480284757339],
    [0.902032872147, 0.832447452722, -0.492686599389],
    [0.79094858637, -0.555569198562],
    [-0.125704258225],
    [],
  ]);
  const b = estimated(
    driverAnalysis(gramFromCorrelation(["mpg", "cyl", "disp", "hp", "gear"], goldenB, 32), { outcome: "mpg" }),
  );
  test.each([
    ["cyl", 0.2284797, 29.32274, 0.247052, 31.7063, -0.2566852, 0.0085054],
    ["disp", 0.2221469, 28.50999, 0.2434996, 31.2504, -0.2447843, 0.0081848],
    ["hp", 0.2321744, 29.79691, 0.2109129, 27.0682, -0.346981, 0.0193645],
    ["gear", 0.0963886, 12.37037, 0.0777251, 9.9751, 0.1742078, 0.0113019],
  ] as const)("mtcars, %s of four", (name, weight, weightPercent, lmg, lmgPercent, beta, last) => {
    const { importance, share } = b.drivers.find(({ driver }) => driver === name)!;
    const got = [importance.relative_weight, importance.lmg, importance.standardized_beta, importance.usefulness];
    [weight, lmg, beta, last].forEach((value, i) => expect(got[i]).toBeCloseTo(value, 6));
    expect(100 * share.relative_weight!).toBeCloseTo(weightPercent, 4);
    expect(100 * share.lmg!).toBeCloseTo(lmgPercent, 3);
  });

  test("mtcars: relative weights put hp first, LMG puts it third, and the answer says so", () => {
    expect(b.rSquared).toBeCloseTo(0.779189639, 9);
    expect(b.drivers.map(({ ranks }) => [ranks.relative_weight, ranks.lmg])).toEqual([
      [2, 1],
      [3, 2],
      [1, 3],
      [4, 4],
    ]);
    expect(b.warnings).toContainEqual({ code: "METHODS_DISAGREE", drivers: ["cyl", "hp"] });
    // cyl–hp and disp–hp are turned round, the other four pairs are not: (4 − 2) / 6.
    expect(b.agreement.find(({ methods }) => methods.join() === "lmg,relative_weight")?.tau).toBeCloseTo(1 / 3, 15);
  });

  test("attitude: the dominance table of dominanceAnalysis's README", () => {
    const { items } = readReference<{
      readonly items: readonly { readonly id: string; readonly published: unknown; readonly recomputed: unknown }[];
    }>("literature");
    const drivers = ["complaints", "privileges", "learning", "raises", "critical", "advance"];
    const result = analyse(
      loadAnswers({ data: "attitude.csv", columns: { outcome: "rating", drivers } }, ["rating", ...drivers]),
      { outcome: "rating" },
    );
    const got: Readonly<Record<string, unknown>> = {
      "attitude/average_contribution": result.drivers.map(({ importance }) => importance.lmg),
      "attitude/r_squared": result.rSquared,
      "attitude/single_driver_r2": result.drivers.map(({ importance }) => importance.first),
      "attitude/last_in_r2": result.drivers.map(({ importance }) => importance.usefulness),
      "attitude/level_averages": result.dominance?.conditional.map((gains) => gains.slice(1)),
    };
    const tables = items.filter(({ id }) => id.startsWith("attitude/"));
    expect(tables.map(({ id }) => id).sort()).toEqual(Object.keys(got).sort());
    for (const { id, published, recomputed } of tables) {
      // Some recomputed values were printed after a subtraction: fourteen digits of R², not of the difference.
      expectWithin(got[id], recomputed, 1e-13, id);
      expectWithin(got[id], published, 0.0006, id);
    }
  });
});

function expectWithin(got: unknown, expected: unknown, tolerance: number, where: string): void {
  if (Array.isArray(expected)) {
    expected.forEach((value, i) => {
      expectWithin((got as unknown[])[i], value, tolerance, `${where}[${i}]`);
    });
  } else expect(Math.abs((got as number) - (expected as number)), where).toBeLessThan(tolerance);
}

describe("driverAnalysis on degenerate input", () => {
  const rows = 40;
  const wave = (step: number): number[] =>
    Array.from({ length: rows }, (_, i) => Math.round(5 + 4 * Math.sin(i * step)));
  const columns = { nps: wave(0.7), wait: wave(1.3), empathy: wave(2.1), menu: wave(3.3) };
  const run = (
    extra: Readonly<Record<string, readonly (number | null)[]>>,
    options: Partial<DriverAnalysisOptions> = {},
  ): ReturnType<typeof driverAnalysis> =>
    driverAnalysis(gramOf(answersOf({ ...columns, ...extra })), { outcome: "nps", ...options });

  test("leaves a constant driver out, names it, and gives the others what they have without it", () => {
    const result = estimated(run({ flat: wave(0).fill(7) }));
    expect(result.excluded).toEqual([{ driver: "flat", reason: "CONSTANT" }]);
    expect(result.drivers).toEqual(estimated(run({})).drivers);
  });

  test("names a duplicate driver", () => {
    expect(run({ again: columns.wait })).toEqual({
      status: "refused",
      reason: "SINGULAR",
      columns: ["wait", "again"],
      n: rows,
    });
  });

  test("names a total beside its parts", () => {
    expect(run({ total: columns.wait.map((value, i) => value + columns.menu[i]!) })).toMatchObject({
      reason: "SINGULAR",
      columns: ["wait", "menu", "total"],
    });
  });

  test("finds a duplicate under fractional weights", () => {
    const weights = columns.nps.map((_, i) => 1 / (i + 3));
    const gram = gramOf(answersOf({ ...columns, again: columns.wait.map((value) => 10 - value) }, { weights }));
    expect(driverAnalysis(gram, { outcome: "nps" })).toMatchObject({ reason: "SINGULAR", columns: ["wait", "again"] });
  });

  test("refuses a constant outcome, constant drivers, nobody, and no more rows than coefficients", () => {
    expect(run({ nps: wave(0).fill(8) })).toMatchObject({ reason: "OUTCOME_CONSTANT", columns: ["nps"] });
    expect(run({ wait: wave(0).fill(8) }, { drivers: ["wait"] })).toMatchObject({
      reason: "NO_DRIVERS",
      columns: ["wait"],
    });
    expect(run({}, { drivers: [] })).toMatchObject({ reason: "NO_DRIVERS", columns: [] });
    expect(run({ wait: wave(0).map(() => null) })).toMatchObject({ reason: "EMPTY_BASE", n: 0 });
    const first = (count: number): ReturnType<typeof driverAnalysis> =>
      driverAnalysis(gramOf(answersOf(columns), undefined, { rows: Int32Array.from({ length: count }, (_, i) => i) }), {
        outcome: "nps",
      });
    expect(first(4)).toMatchObject({ reason: "TOO_FEW_ROWS", columns: ["wait", "empathy", "menu"], n: 4 });
    expect(first(5)).toMatchObject({ status: "estimated", n: 5 });
  });

  test("refuses correlations that contradict one another", () => {
    const matrix = symmetric([[0.9, 0.9], [-0.9], []]);
    expect(driverAnalysis(gramFromCorrelation(["y", "a", "b"], matrix, 100), { outcome: "y" })).toMatchObject({
      reason: "NOT_POSITIVE_SEMIDEFINITE",
    });
  });

  test("says that a fit is perfect instead of dividing by nothing", () => {
    const result = estimated(run({ nps: columns.wait.map((value, i) => 2 * value - columns.menu[i]!) }));
    expect(result.warnings).toContainEqual({ code: "PERFECT_FIT" });
    expect(result.f).toMatchObject({ value: null, p: null });
    expect(result.drivers.map(({ t, p }) => [t, p])).toEqual([
      [null, null],
      [null, null],
      [null, null],
    ]);
    result.drivers.forEach(({ coefficient }, i) => expect(coefficient).toBeCloseTo([2, 0, -1][i]!, 13));
    expect(JSON.stringify(result)).not.toMatch(/NaN|Infinity/);
  });

  test("analyses one driver", () => {
    const { drivers, rSquared, agreement } = estimated(run({}, { drivers: ["wait"] }));
    expect(drivers).toHaveLength(1);
    for (const method of ["first", "beta_squared", "usefulness", "pratt", "lmg", "relative_weight", "car"] as const) {
      expect(drivers[0]!.importance[method]).toBeCloseTo(rSquared, 15);
    }
    expect(agreement.every(({ tau }) => tau === null)).toBe(true);
  });

  test("gives groups what their drivers explain together, without a constant member", () => {
    const groups = [{ name: "service", drivers: ["wait", "flat", "menu"] }];
    const result = estimated(run({ flat: wave(0).fill(7) }, { groups }));
    expect(result.groups?.map(({ group }) => group)).toEqual(["service", "empathy"]);
    expect(result.groups!.reduce((sum, { lmg }) => sum + lmg, 0)).toBeCloseTo(result.rSquared, 14);
    expect(result.groups!.reduce((sum, { share }) => sum + share!, 0)).toBeCloseTo(1, 14);
    expect(estimated(run({})).groups).toBeNull();
    expect(() => run({}, { groups: [{ name: "service", drivers: ["walk"] }] })).toThrow(/expected one of/);
  });

  test("samples LMG beyond what can be enumerated, and says so", () => {
    const many = Object.fromEntries(Array.from({ length: 25 }, (_, i) => [`x${i}`, wave(0.37 + i * 0.61)]));
    const result = estimated(
      driverAnalysis(gramOf(answersOf({ nps: wave(0.7), ...many })), { outcome: "nps", seed: 3, permutations: 200 }),
    );
    expect(result.dominance).toBeNull();
    expect(result.warnings).toContainEqual(expect.objectContaining({ code: "SAMPLED", permutations: 200, seed: 3 }));
    expect(result.drivers.reduce((sum, { importance }) => sum + importance.lmg, 0)).toBeCloseTo(result.rSquared, 10);
  });

  test("warns of a small base, of dropped rows, of overlap and of a sign that turns", () => {
    const half = columns.wait.map((value, i) => (i % 2 === 0 ? value : null));
    const result = estimated(
      run({ wait: half, alike: columns.menu.map((value, i) => value + (i % 10 === 0 ? 1 : 0)) }),
    );
    const codes = result.warnings.map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(["SMALL_BASE", "ROWS_DROPPED", "COLLINEAR"]));
    const turned = estimated(
      driverAnalysis(gramFromCorrelation(["y", "a", "b"], symmetric([[0.6, 0.3], [0.8], []]), 100), { outcome: "y" }),
    );
    expect(turned.drivers[1]).toMatchObject({ driver: "b", sign: -1, suppression: true });
    expect(turned.warnings).toContainEqual({ code: "SIGN_CONFLICT", drivers: ["b"] });
  });

  test("throws on names that are not there", () => {
    expect(() => run({}, { outcome: "ces" })).toThrow(/expected one of/);
    expect(() => run({}, { drivers: ["wait", "wait"] })).toThrow(/different names/);
    expect(() => run({}, { drivers: ["nps"] })).toThrow(/different names/);
    expect(() => run({}, { method: "shap" as ImportanceMethod })).toThrow(/expected one of/);
  });
});
