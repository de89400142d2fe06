import { describe, expect, test } from "vitest";
import { loadAnswers, type ReferenceCase } from "../../test/reference/case.ts";
import { expectClose } from "../../test/reference/close.ts";
import { readReference } from "../../test/reference/data.ts";
import { answersOf } from "../summary/gram-answers.ts";
import { gramOf } from "../summary/gram-of.ts";
import { driverAnalysis } from "./driver-analysis.ts";
import { impactRangePerformance, importancePerformance, performancesOf } from "./importance-performance.ts";
import { bootstrapImportance } from "./importance-uncertainty.ts";
import { penaltyReward } from "./penalty-reward.ts";

interface Expected {
  readonly n: number;
  readonly performance: readonly number[];
  readonly performance_threshold: number;
  readonly importance: Readonly<Record<"correlation" | "standardized_beta" | "lmg", readonly number[]>>;
  readonly importance_threshold: Readonly<Record<string, number>>;
  readonly quadrant: Readonly<Record<string, readonly string[]>>;
}

describe("importancePerformance against R", () => {
  const { cases } = readReference<{ readonly cases: readonly ReferenceCase[] }>("importance_performance");
  test.each(cases.map((each) => [each.id, each] as const))("%s", (_, { input, expected }) => {
    const { outcome = "", drivers = [] } = input.columns;
    const golden = expected as unknown as Expected;
    const gram = gramOf(loadAnswers(input, [outcome, ...drivers]));
    const analysis = driverAnalysis(gram, { outcome, drivers });
    if (analysis.status !== "estimated") throw new Error(analysis.reason);
    const performances = performancesOf(gram, drivers);
    expectClose(
      performances.map(({ mean }) => mean),
      golden.performance,
      "performance",
    );
    for (const method of ["correlation", "standardized_beta", "lmg"] as const) {
      const points = analysis.drivers.map(({ driver, importance }, i) => ({
        driver,
        importance: importance[method],
        performance: performances[i]!.mean,
      }));
      const result = importancePerformance(points);
      expectClose(
        points.map(({ importance }) => importance),
        golden.importance[method],
        method,
      );
      expectClose(
        [result.importanceLine, result.performanceLine],
        [golden.importance_threshold[method], golden.performance_threshold],
        method,
      );
      expect(result.drivers.map(({ quadrant }) => quadrant)).toEqual(golden.quadrant[method]);
    }
  });
});

describe("importancePerformance", () => {
  const at = (driver: string, importance: number, performance: number) => ({ driver, importance, performance });

  test("counts a value on the line as high", () => {
    const { drivers } = importancePerformance([at("a", 1, 5), at("b", 1, 5)]);
    expect(drivers.map(({ quadrant }) => quadrant)).toEqual(["keep_up", "keep_up"]);
  });

  test("takes the median, or a line that is given", () => {
    const points = [at("a", 1, 2), at("b", 2, 4), at("c", 9, 9), at("d", 3, 5)];
    expect(importancePerformance(points, { importance: "median", performance: 5.5 })).toMatchObject({
      importanceLine: 2.5,
      performanceLine: 5.5,
    });
    expect(importancePerformance(points.slice(1), { performance: "median" }).performanceLine).toBe(5);
  });

  test("marks drivers whose interval reaches a line", () => {
    const { drivers } = importancePerformance([
      { ...at("a", 1, 2), importanceInterval: { low: 0.5, high: 2.1 }, performanceInterval: { low: 1, high: 2.5 } },
      { ...at("b", 3, 4), importanceInterval: { low: 2.5, high: 3.5 } },
    ]);
    expect(drivers.map(({ borderline }) => borderline)).toEqual([
      { importance: true, performance: false },
      { importance: false, performance: false },
    ]);
  });

  test("has no lines without drivers, and refuses what is no number", () => {
    expect(importancePerformance([])).toEqual({ importanceLine: null, performanceLine: null, drivers: [] });
    expect(() => importancePerformance([at("a", Number.NaN, 1)])).toThrow(/finite/);
    expect(() => importancePerformance([at("a", 1, 1)], { performance: Number.POSITIVE_INFINITY })).toThrow(
      /finite line/,
    );
  });
});

describe("performancesOf", () => {
  test("has the standard error of a mean", () => {
    const [only] = performancesOf(gramOf(answersOf({ wait: [1, 2, 3, 4] })), ["wait"]);
    expect(only?.mean).toBe(2.5);
    expect(only?.standardError).toBeCloseTo(Math.sqrt(5 / 3 / 4), 14);
    expect(performancesOf(gramOf(answersOf({ wait: [] })), ["wait"])).toEqual([]);
  });

  test("uses the effective number of weighted rows", () => {
    const [only] = performancesOf(gramOf(answersOf({ wait: [1, 3] }, { weights: [3, 1] })), ["wait"]);
    expect(only?.mean).toBe(1.5);
    expect(only?.standardError).toBeCloseTo(Math.sqrt(0.75 / 1.6), 14);
  });
});

test("places ratings of the airport by importance with its interval, and by range of impact", () => {
  const drivers = ["restaurants", "shops", "signs", "walkways", "screens", "clean_overall", "ease_wayfinding"];
  const answers = loadAnswers({ data: "sfo_2017.csv", columns: {} }, ["nps", ...drivers]);
  const performances = performancesOf(gramOf(answers), drivers);
  const certain = bootstrapImportance(answers, { outcome: "nps", methods: ["lmg"], replications: 200 });
  if (certain.status !== "estimated") throw new Error(certain.reason);
  const points = certain.methods[0]!.drivers.map(({ driver, importance, interval }, i) => ({
    driver,
    importance,
    importanceInterval: interval,
    performance: performances[i]!.mean,
    performanceInterval: performances[i]!.interval,
  }));
  const placed = importancePerformance(points).drivers;
  expect(placed.find(({ driver }) => driver === "clean_overall")).toMatchObject({
    quadrant: "keep_up",
    borderline: { importance: false, performance: false },
  });
  expect(placed.find(({ driver }) => driver === "shops")).toMatchObject({
    quadrant: "low_priority",
    borderline: { importance: false },
  });
  const contrasts = penaltyReward(answers, {
    outcome: "nps",
    drivers,
    levels: { lowMax: 3, highMin: 5 },
    replications: 0,
  });
  if (contrasts.status !== "estimated") throw new Error(contrasts.reason);
  const ranged = impactRangePerformance(contrasts.joint.drivers, performances);
  expect(ranged.importanceLine).toBeCloseTo(
    contrasts.joint.drivers.reduce((sum, { index }) => sum + index!.range, 0) / 7,
    14,
  );
  expect(ranged.drivers.filter(({ quadrant }) => quadrant === "keep_up").map(({ driver }) => driver)).toEqual([
    "clean_overall",
    "ease_wayfinding",
  ]);
  expect(() => impactRangePerformance(contrasts.joint.drivers, performances.slice(1))).toThrow(
    /performance of restaurants/,
  );
});

test("values whose sum no number holds are refused", () => {
  const point = (driver: string) => ({ driver, importance: 1, performance: Number.MAX_VALUE });
  expect(() => importancePerformance([point("a"), point("b")])).toThrow(
    expect.objectContaining({ code: "ARGUMENT_INVALID" }),
  );
});
