import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { exactLmg } from "../../test/reference/exact-lmg.ts";
import { randomSource } from "../numeric/random.ts";
import { answersOf } from "../summary/gram-answers.ts";
import { gramFromCorrelation } from "../summary/gram-from-correlation.ts";
import type { Gram } from "../summary/gram.ts";
import { gramOf } from "../summary/gram-of.ts";
import { dominance } from "./dominance.ts";
import { type DriverModel, driverModel, isRefused } from "./driver-model.ts";
import { groupLmg } from "./group-lmg.ts";
import { lmg } from "./lmg.ts";
import { relativeWeight } from "./relative-weight.ts";
import { sampledLmg } from "./sampled-lmg.ts";
import { subsetRSquared } from "./subset-r-squared.ts";
import { usefulness } from "./usefulness.ts";

/** Answers 1–10 to correlated questions; the more alike, the closer they are. */
function survey(drivers: number, rows: number, alike: number, seed: number): Gram {
  const random = randomSource(seed);
  const mood = Array.from({ length: rows }, () => random());
  const question = (): number[] => mood.map((m) => 1 + Math.floor(10 * (alike * m + (1 - alike) * random())));
  return gramOf(
    answersOf(
      Object.fromEntries(Array.from({ length: drivers + 1 }, (_, i) => [i === drivers ? "y" : `x${i}`, question()])),
    ),
  );
}

function modelOf(gram: Gram): DriverModel {
  const model = driverModel(gram, "y", gram.columns.slice(0, -1));
  if (isRefused(model)) throw new Error(model.reason);
  return model;
}

const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0);

describe("lmg", () => {
  test.each([1, 2, 3, 4, 5, 6])("is exact to 1e-14 with %i drivers, by rational arithmetic", (drivers) => {
    for (const alike of [0.2, 0.6, 0.9]) {
      const gram = survey(drivers, 400, alike, 10 * drivers + 100 * alike);
      const exact = exactLmg(gram);
      const model = modelOf(gram);
      const got = lmg(model.correlation, drivers);
      exact.forEach((value, i) => expect(Math.abs(got[i]! - value)).toBeLessThan(1e-14));
      const general = dominance(model).general;
      exact.forEach((value, i) => expect(Math.abs(general[i]! - value)).toBeLessThan(1e-14));
    }
  });

  test("agrees with one regression per subset for 12 drivers", () => {
    const model = modelOf(survey(12, 800, 0.5, 3));
    const naive = bySubsets(model.correlation, 12);
    lmg(model.correlation, 12).forEach((value, i) => expect(Math.abs(value - naive[i]!)).toBeLessThan(1e-14));
  });

  test("adds up to R², and does not depend on the order of the drivers", () => {
    const gram = survey(9, 300, 0.7, 8);
    const model = modelOf(gram);
    const values = lmg(model.correlation, 9);
    expect(sum(values)).toBeCloseTo(model.rSquared, 14);
    const back = driverModel(gram, "y", [...model.drivers].reverse());
    if (isRefused(back)) throw new Error(back.reason);
    [...lmg(back.correlation, 9)].reverse().forEach((value, i) => expect(value).toBeCloseTo(values[i]!, 14));
  });

  test("shares what two equal drivers explain evenly", () => {
    const values = lmg(Float64Array.of(1, 1, 0.6, 1, 1, 0.6, 0.6, 0.6, 1), 2);
    expect(values[0]).toBeCloseTo(0.18, 15);
    expect(values[1]).toBeCloseTo(0.18, 15);
  });

  test("runs the code that the generator writes", () => {
    const script = fileURLToPath(new URL("../../scripts/unroll-lmg.mjs", import.meta.url));
    const written = execFileSync(process.execPath, [script, "--print"], { encoding: "utf8" });
    const bare = (code: string): string => code.replace(/[\s,]+/g, "");
    expect(bare(readFileSync(new URL("./lmg-leaf.ts", import.meta.url), "utf8")) === bare(written)).toBe(true);
  });
});

/** Shapley weights over the R² of every subset, each by its own Gauss elimination. */
function bySubsets(correlation: Float64Array, k: number): number[] {
  const stride = k + 1;
  const rSquared = Array.from({ length: 2 ** k }, (_, set) => {
    const places = [...Array.from({ length: k }, (__, i) => i).filter((i) => set & (1 << i)), k];
    const m = places.map((i) => places.map((j) => correlation[i * stride + j]!));
    for (let p = 0; p < m.length - 1; p++) {
      for (let i = p + 1; i < m.length; i++) {
        const factor = m[i]![p]! / m[p]![p]!;
        for (let j = p; j < m.length; j++) m[i]![j]! -= factor * m[p]![j]!;
      }
    }
    return 1 - m.at(-1)!.at(-1)!;
  });
  const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
  return Array.from({ length: k }, (_, i) =>
    sum(
      rSquared.map((value, set) => {
        if (set & (1 << i)) return 0;
        const size = sum([...set.toString(2)].map(Number));
        return ((factorial(size) * factorial(k - size - 1)) / factorial(k)) * (rSquared[set | (1 << i)]! - value);
      }),
    ),
  );
}

describe("sampledLmg", () => {
  const model = modelOf(survey(10, 500, 0.5, 21));
  const exact = lmg(model.correlation, 10);

  test("lies within its stated Monte Carlo error of the exact values", () => {
    const sampled = sampledLmg(model.correlation, 10, { permutations: 4000, seed: 7 });
    expect(sampled).toMatchObject({ permutations: 4000, seed: 7 });
    sampled.values.forEach((value, i) => {
      expect(Math.abs(value - exact[i]!)).toBeLessThan(4 * sampled.standardErrors[i]!);
      expect(sampled.standardErrors[i]).toBeLessThan(0.002);
    });
  });

  test("states an error of the right size", () => {
    const runs = Array.from({ length: 200 }, (_, seed) =>
      sampledLmg(model.correlation, 10, { permutations: 100, seed }),
    );
    const spread = Math.sqrt(sum(runs.map(({ values }) => (values[0]! - exact[0]!) ** 2)) / runs.length);
    const stated = sum(runs.map(({ standardErrors }) => standardErrors[0]!)) / runs.length;
    expect(stated / spread).toBeGreaterThan(0.85);
    expect(stated / spread).toBeLessThan(1.15);
  });

  test("adds up to R² and repeats with its seed", () => {
    const [once, again] = [0, 1].map(() => sampledLmg(model.correlation, 10, { permutations: 50, seed: 3 }));
    expect(sum(once!.values)).toBeCloseTo(model.rSquared, 13);
    expect(again).toEqual(once);
  });
});

describe("groupLmg", () => {
  const model = modelOf(survey(6, 300, 0.5, 5));

  test("is LMG when every driver stands alone", () => {
    const values = lmg(model.correlation, 6);
    groupLmg(model, []).forEach(({ group, lmg: value }, i) => {
      expect(group).toBe(`x${i}`);
      expect(value).toBeCloseTo(values[i]!, 14);
    });
  });

  test("gives two groups the mean of their R² first and last", () => {
    const [a, b] = [
      ["x0", "x2", "x5"],
      ["x1", "x3", "x4"],
    ];
    const got = groupLmg(model, [
      { name: "a", drivers: a! },
      { name: "b", drivers: b! },
    ]);
    const alone = (names: readonly string[]): number => {
      const places = names.map((name) => model.drivers.indexOf(name));
      return subsetRSquared(
        model.correlation,
        6,
        places.map((place) => [place]),
      ).at(-1)!;
    };
    expect(got[0]!.lmg).toBeCloseTo((alone(a!) + model.rSquared - alone(b!)) / 2, 14);
    expect(got[0]!.lmg + got[1]!.lmg).toBeCloseTo(model.rSquared, 14);
  });

  test("refuses a driver that is unknown or in two groups", () => {
    expect(() => groupLmg(model, [{ name: "a", drivers: ["z"] }])).toThrow(/expected one of/);
    expect(() =>
      groupLmg(model, [
        { name: "a", drivers: ["x0"] },
        { name: "b", drivers: ["x0"] },
      ]),
    ).toThrow(/at most one group/);
  });
});

describe("dominance", () => {
  test("has the squared correlation first and usefulness last in the conditional values", () => {
    const model = modelOf(survey(5, 300, 0.4, 11));
    const { conditional, share } = dominance(model);
    const last = usefulness(model);
    conditional.forEach((gains, i) => expect(gains.at(-1)).toBeCloseTo(last[i]!, 14));
    share.forEach((row, i) => row.forEach((value, j) => expect(value + share[j]![i]!).toBeCloseTo(1, 15)));
  });

  test("finds neither of two equal drivers dominant", () => {
    const model = modelOf(
      gramFromCorrelation(
        ["a", "b", "y"],
        [
          [1, 0.5, 0.4],
          [0.5, 1, 0.4],
          [0.4, 0.4, 1],
        ],
        50,
      ),
    );
    expect(dominance(model).complete[0]![1]).toBe(0.5);
  });

  test("refuses more drivers than a table holds", () => {
    const model = modelOf(survey(21, 100, 0.4, 2));
    expect(() => dominance(model)).toThrow(/at most 20/);
  });
});

test("relative weights of uncorrelated drivers are their squared correlations", () => {
  const model = modelOf(
    gramFromCorrelation(
      ["a", "b", "y"],
      [
        [1, 0, 0.6],
        [0, 1, 0.3],
        [0.6, 0.3, 1],
      ],
      50,
    ),
  );
  const [a, b] = relativeWeight(model);
  expect(a).toBeCloseTo(0.36, 15);
  expect(b).toBeCloseTo(0.09, 15);
});
