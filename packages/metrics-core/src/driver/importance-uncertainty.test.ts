import { describe, expect, test } from "vitest";
import { loadAnswers } from "../../test/reference/case.ts";
import { randomSource } from "../numeric/random.ts";
import { type Answers, answersOf, answersOfRows } from "../summary/gram-answers.ts";
import { gramByGroup, gramOf } from "../summary/gram-of.ts";
import { bootstrapGrams } from "./bootstrap.ts";
import { driverAnalysis } from "./driver-analysis.ts";
import {
  bootstrapImportance,
  type ImportanceUncertain,
  type ImportanceUncertainty,
  jackknifeImportance,
  type MethodCertainty,
} from "./importance-uncertainty.ts";

function estimated(result: ImportanceUncertainty): ImportanceUncertain {
  if (result.status !== "estimated") throw new Error(`${result.reason}: ${result.columns.join(", ")}`);
  return result;
}

const lmgOf = ({ methods }: ImportanceUncertain): MethodCertainty => methods.find(({ method }) => method === "lmg")!;

const drivers = ["restaurants", "shops", "signs", "walkways", "screens", "clean_overall", "ease_wayfinding"];
const airport = loadAnswers({ data: "sfo_2017.csv", columns: {} }, ["nps", ...drivers]);
const weighted = loadAnswers({ data: "sfo_2017.csv", columns: { weight: "weight" } }, ["nps", ...drivers]);

/** y = strong + half of weak + noise; a and b are alike. */
function sample(rows: number, seed: number): Answers {
  const random = randomSource(seed);
  const column = (): number[] => Array.from({ length: rows }, () => Math.floor(10 * random()));
  const [strong, weak, none, noise] = [column(), column(), column(), column()] as const;
  return answersOf({ y: strong.map((value, i) => 2 * value + weak[i]! + 2 * noise[i]!), strong, weak, none });
}

describe("bootstrapImportance", () => {
  const result = estimated(bootstrapImportance(airport, { outcome: "nps", seed: 11, replications: 400 }));

  test("stands around the estimates of driverAnalysis, for every measure", () => {
    const analysis = driverAnalysis(gramOf(airport), { outcome: "nps" });
    if (analysis.status !== "estimated") throw new Error(analysis.reason);
    expect(result).toMatchObject({ by: "bootstrap", replications: 400, failed: 0, seed: 11, level: 0.95, n: 1974 });
    for (const { method, drivers: each } of result.methods) {
      each.forEach((driver, i) => {
        expect(driver.importance).toBe(analysis.drivers[i]!.importance[method]);
        expect(driver.rank).toBe(analysis.drivers[i]!.ranks[method]);
        expect(driver.interval.low).toBeLessThan(driver.importance);
        expect(driver.interval.high).toBeGreaterThan(driver.importance);
        expect(driver.rankInterval.low).toBeLessThanOrEqual(driver.rank);
        expect(driver.rankInterval.high).toBeGreaterThanOrEqual(driver.rank);
      });
      expect(each.reduce((sum, { first }) => sum + first, 0)).toBeCloseTo(1, 12);
    }
  });

  test("has the standard error of theory for a correlation", () => {
    const correlation = result.methods.find(({ method }) => method === "correlation")!.drivers;
    // (1 − r²)/√n under normality; answers on few points are not normal, so not exactly.
    for (const { importance, standardError } of correlation) {
      const ratio = standardError / ((1 - importance ** 2) / Math.sqrt(1974));
      expect(ratio).toBeGreaterThan(0.75);
      expect(ratio).toBeLessThan(1.5);
    }
  });

  test("tells who is first, and that the middle ranks are not separable", () => {
    const { drivers: each, differences } = lmgOf(result);
    expect(each[5]).toMatchObject({ driver: "clean_overall", rank: 1, rankInterval: { low: 1 } });
    expect(each[5]!.first).toBeGreaterThan(0.8);
    expect(each[1]!.first).toBe(0);
    const pair = (a: string, b: string) => differences.find(({ drivers: names }) => names.join() === `${a},${b}`)!;
    expect(pair("shops", "clean_overall").interval.high).toBeLessThan(0);
    expect(pair("shops", "clean_overall").greater).toBe(0);
    const close = pair("signs", "walkways");
    expect(close.interval.low).toBeLessThan(0);
    expect(close.interval.high).toBeGreaterThan(0);
    expect(differences).toHaveLength(21);
  });

  test("repeats with its seed and not with another", () => {
    const run = (seed: number) =>
      bootstrapImportance(airport, { outcome: "nps", methods: ["lmg"], replications: 50, seed });
    expect(run(3)).toEqual(run(3));
    expect(run(3)).not.toEqual(run(4));
  });

  test("resamples weighted rows with their weights", () => {
    const certain = lmgOf(
      estimated(bootstrapImportance(weighted, { outcome: "nps", methods: ["lmg"], replications: 200 })),
    );
    const analysis = driverAnalysis(gramOf(weighted), { outcome: "nps" });
    if (analysis.status !== "estimated") throw new Error(analysis.reason);
    certain.drivers.forEach(({ importance }, i) => expect(importance).toBe(analysis.drivers[i]!.importance.lmg));
    // Unequal weights cost certainty.
    const plain = lmgOf(result).drivers;
    const mean = (each: typeof plain): number => each.reduce((sum, { standardError }) => sum + standardError, 0);
    expect(mean(certain.drivers)).toBeGreaterThan(mean(plain));
  });

  test("draws whole clusters, so that copies of a respondent add no certainty", () => {
    const once = sample(300, 1);
    const copies = Int32Array.from({ length: 1200 }, (_, i) => i % 300);
    const four = answersOf(
      Object.fromEntries(
        [...once.columns].map(([name, { values, offset, step }]) => [
          name,
          Array.from(copies, (row) => offset + step * values[row]!),
        ]),
      ),
    );
    const error = (answers: Answers, clusters?: Int32Array): number =>
      lmgOf(
        estimated(
          bootstrapImportance(answers, {
            outcome: "y",
            methods: ["lmg"],
            replications: 400,
            ...(clusters && { clusters }),
          }),
        ),
      ).drivers[0]!.standardError;
    expect(error(four, copies)).toBeCloseTo(error(once), 2);
    expect(error(four)).toBeLessThan(0.7 * error(once));
  });

  test("draws random groups of many rows, which tell the same errors, whatever the order of the rows", () => {
    const table = sample(6_000, 5);
    const errors = (answers: Answers, randomGroups?: number): readonly number[] =>
      lmgOf(
        estimated(
          bootstrapImportance(answers, {
            outcome: "y",
            methods: ["lmg"],
            replications: 600,
            ...(randomGroups === undefined ? {} : { randomGroups }),
          }),
        ),
      ).drivers.map(({ standardError }) => standardError);
    const single = errors(table);
    const grouped = errors(table, 1_000);
    // Each is an estimate of 600 samples, to some 3 %.
    grouped.forEach((error, i) => expect(error / single[i]!).toBeCloseTo(1, 0.8));
    const backwards = answersOf(
      Object.fromEntries(
        [...table.columns].map(([name, { values, offset, step }]) => [
          name,
          Array.from(values, (value) => offset + step * value).reverse(),
        ]),
      ),
    );
    expect(errors(backwards, 1_000)).toEqual(grouped);
    expect(errors(table, 6_000)).toEqual(single);
  });

  test("draws as many rows in groups as there are, weighted as they are", () => {
    const bases: (readonly [number, number, boolean])[] = [];
    const table = answersOf(
      { y: Array.from({ length: 40 }, (_, i) => (i % 7 === 3 ? null : i % 5)) },
      { weights: Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? 1.5 : 1)) },
    );
    const n = gramOf(table).n;
    bootstrapGrams(table, ["y"], { replications: 50, randomGroups: n / 2 }, (gram) => {
      bases.push([gram.n, gram.rows, gram.exact]);
      expect(gram.sumSquaredWeights).toBeGreaterThanOrEqual(n * 100);
      expect(gram.products[0]).toBeGreaterThanOrEqual(n * 10);
    });
    expect(bases).toEqual(Array.from({ length: 50 }, () => [n, n, true]));
  });

  test("leaves out samples in which a driver is constant, and refuses when most are", () => {
    const rare = (ones: number): Answers =>
      answersOf({
        y: sample(40, 2).columns.get("y")!.values,
        x: Array.from({ length: 40 }, (_, i) => (i < ones ? 1 : 0)),
        z: sample(40, 3).columns.get("strong")!.values,
      });
    expect(estimated(bootstrapImportance(rare(1), { outcome: "y", replications: 300 })).failed).toBeGreaterThan(60);
    const two = answersOf({ y: [1, 2, 3, 4, 5, 7], x: [0, 0, 0, 0, 1, 0], z: [0, 1, 0, 0, 0, 0] });
    const refused = { status: "refused", reason: "TOO_FEW_REPLICATIONS", columns: ["x", "z"] };
    expect(bootstrapImportance(two, { outcome: "y", replications: 200 })).toMatchObject(refused);
  });

  test("refuses what driverAnalysis refuses, and malformed options", () => {
    expect(bootstrapImportance(answersOf({ y: [1, 2], x: [1, 2] }), { outcome: "y" })).toMatchObject({
      reason: "TOO_FEW_ROWS",
    });
    expect(() => bootstrapImportance(airport, { outcome: "nps", level: 95 })).toThrow(/between 0 and 1/);
    expect(() => bootstrapImportance(airport, { outcome: "nps", replications: 0 })).toThrow(/replications/);
    expect(() => bootstrapImportance(airport, { outcome: "nps", clusters: [1, 2] })).toThrow(/clusters/);
    for (const randomGroups of [1, 2.5])
      expect(() => bootstrapImportance(airport, { outcome: "nps", randomGroups })).toThrow(
        /2 or more random groups, got/,
      );
    expect(() => bootstrapImportance(airport, { outcome: "nps", randomGroups: 9, clusters: [1] })).toThrow(
      /got clusters/,
    );
  });

  test("covers the truth about as often as it says", () => {
    // 100 samples of 150 rows; the truth is that of a sample of 200,000.
    const truth = lmgOf(
      estimated(bootstrapImportance(sample(200_000, 999), { outcome: "y", methods: ["lmg"], replications: 1 })),
    ).drivers[0]!.importance;
    let covered = 0;
    for (let seed = 0; seed < 100; seed++) {
      const { interval } = lmgOf(
        estimated(
          bootstrapImportance(sample(150, 1000 + seed), { outcome: "y", methods: ["lmg"], replications: 200, seed }),
        ),
      ).drivers[0]!;
      if (interval.low <= truth && truth <= interval.high) covered++;
    }
    expect(covered).toBeGreaterThanOrEqual(88); // 95 expected; 88 is three standard errors below
  });
});

describe("jackknifeImportance", () => {
  const columns = [...airport.columns.keys()];
  const groups = gramByGroup(
    airport,
    columns,
    Array.from({ length: airport.length }, (_, row) => row % 50),
    50,
  );
  const jackknife = estimated(jackknifeImportance(groups, { outcome: "nps", seed: 5 }));
  const bootstrap = lmgOf(
    estimated(bootstrapImportance(airport, { outcome: "nps", methods: ["lmg"], replications: 600, seed: 5 })),
  );

  test("has the estimates of all respondents", () => {
    expect(lmgOf(jackknife).drivers.map(({ importance }) => importance)).toEqual(
      bootstrap.drivers.map(({ importance }) => importance),
    );
    expect(jackknife).toMatchObject({ by: "jackknife", replications: 50, failed: 0, seed: 5, n: 1974 });
  });

  test("agrees with the bootstrap about the errors", () => {
    lmgOf(jackknife).drivers.forEach(({ standardError }, i) => {
      expect(standardError / bootstrap.drivers[i]!.standardError).toBeGreaterThan(0.65);
      expect(standardError / bootstrap.drivers[i]!.standardError).toBeLessThan(1.5);
    });
  });

  test("agrees with the bootstrap about the first rank and about pairs", () => {
    const { drivers: each, differences } = lmgOf(jackknife);
    expect(Math.abs(each[5]!.first - bootstrap.drivers[5]!.first)).toBeLessThan(0.15);
    differences.forEach(({ difference, greater }, i) => {
      expect(difference).toBe(bootstrap.differences[i]!.difference);
      expect(Math.abs(greater - bootstrap.differences[i]!.greater)).toBeLessThan(0.2);
    });
  });

  test("of a mean over single rows is the textbook jackknife", () => {
    // The correlation of two columns, each row left out in turn, by hand.
    const [a, b] = [
      [1, 4, 2, 5, 7, 3, 9],
      [2, 3, 1, 6, 8, 5, 7],
    ]; // prettier-ignore
    const grams = gramByGroup(answersOf({ a: a!, b: b! }), ["a", "b"], [0, 1, 2, 3, 4, 5, 6], 7);
    const correlation = (x: number[], y: number[]): number => {
      const mean = (v: number[]): number => v.reduce((sum, value) => sum + value, 0) / v.length;
      const cross = (v: number[], w: number[]): number =>
        v.reduce((sum, value, i) => sum + (value - mean(v)) * (w[i]! - mean(w)), 0);
      return cross(x, y) / Math.sqrt(cross(x, x) * cross(y, y));
    };
    const left = a!.map((_, out) =>
      correlation(
        a!.filter((__, i) => i !== out),
        b!.filter((__, i) => i !== out),
      ),
    );
    const mean = left.reduce((sum, value) => sum + value, 0) / 7;
    const expected = Math.sqrt((6 / 7) * left.reduce((sum, value) => sum + (value - mean) ** 2, 0));
    const got = estimated(jackknifeImportance(grams, { outcome: "b", methods: ["correlation"] })).methods[0]!
      .drivers[0]!;
    expect(got.standardError).toBeCloseTo(expected, 12);
    // Student t with six degrees of freedom: 2.446912.
    expect(got.interval.high - got.importance).toBeCloseTo(2.4469118511449786 * expected, 12);
  });

  test("refuses a single group, nobody, and groups without which nothing can be estimated", () => {
    const refused = { status: "refused", reason: "TOO_FEW_REPLICATIONS" };
    expect(jackknifeImportance([gramOf(airport)], { outcome: "nps" })).toMatchObject(refused);
    const one = gramOf(answersOf({ y: [1, 2, 4, 3], x: [0, 0, 0, 0] }));
    const other = gramOf(answersOf({ y: [5, 2, 3, 1], x: [1, 2, 1, 3] }));
    expect(jackknifeImportance([one, one, other], { outcome: "y" })).toMatchObject(refused);
    expect(jackknifeImportance([], { outcome: "y", drivers: [] })).toMatchObject({
      status: "refused",
      reason: "EMPTY_BASE",
    });
  });
});

describe("seeded samples", () => {
  test("do not depend on the order of the rows", () => {
    const rows = Array.from({ length: 60 }, (_, i) => ({
      nps: (i * 7) % 11,
      wait: (i * 5) % 6,
      ease: (i * 3 + (i % 4)) % 7,
    }));
    const certainty = (given: typeof rows): unknown =>
      bootstrapImportance(answersOfRows(given, ["nps", "wait", "ease"]), { outcome: "nps", replications: 50, seed: 7 });
    expect(certainty(rows.toReversed())).toEqual(certainty(rows));
  });
});
