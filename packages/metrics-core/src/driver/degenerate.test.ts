import { describe, expect, test } from "vitest";
import { answersOf } from "../summary/gram-answers.ts";
import { gramFromCorrelation } from "../summary/gram-from-correlation.ts";
import { gramOf } from "../summary/gram-of.ts";
import { asymmetryIndex } from "./asymmetry.ts";
import { rankIntervals, shareLargest } from "./draws.ts";
import { driverAnalysis } from "./driver-analysis.ts";
import { driverModel, isRefused, type DriverModel } from "./driver-model.ts";
import { groupLmg } from "./group-lmg.ts";
import { importanceOf } from "./importance.ts";
import { impactRangePerformance } from "./importance-performance.ts";
import { simulateImprovements } from "./improvement.ts";
import { kendallTau } from "./kendall.ts";
import { lmg } from "./lmg.ts";
import { penaltyReward, penaltyRewardOfGram } from "./penalty-reward.ts";
import { sampledLmg } from "./sampled-lmg.ts";
import { importanceStability } from "./stability.ts";
import { subsetRSquared } from "./subset-r-squared.ts";

function modelOf(columns: Readonly<Record<string, readonly number[]>>): DriverModel {
  const [outcome = "", ...drivers] = Object.keys(columns);
  const model = driverModel(gramOf(answersOf(columns)), outcome, drivers);
  if (isRefused(model)) throw new Error(model.reason);
  return model;
}

/** Correlations of `copies` equal drivers, 0.5 with the outcome. */
function copies(count: number): Float64Array {
  const size = count + 1;
  return Float64Array.from({ length: size * size }, (_, at) => {
    const [i, j] = [Math.floor(at / size), at % size];
    return i === j || (i < count && j < count) ? 1 : 0.5;
  });
}

describe("draws", () => {
  test("of nothing say nothing; equals share", () => {
    expect(shareLargest([])).toEqual([]);
    expect(rankIntervals([], 0.95)).toEqual([]);
    expect(
      shareLargest([
        [1, 5],
        [1, 2],
        [0, 5],
      ]),
    ).toEqual([0.5, 0.25, 0.25]);
  });
});

describe("drivers that are one another's combination", () => {
  test("share what they explain together", () => {
    for (const count of [2, 3, 5, 7]) {
      const values = lmg(copies(count), count);
      expect(Array.from(values).reduce((sum, value) => sum + value, 0)).toBeCloseTo(0.25, 12);
      for (const value of values) expect(value).toBeCloseTo(0.25 / count, 12);
    }
  });

  test("add nothing to each other's models", () => {
    expect(Array.from(subsetRSquared(copies(2), 2, [[0], [1]]))).toEqual([0, 0.25, 0.25, 0.25]);
    const { values } = sampledLmg(copies(3), 3, { permutations: 600, seed: 1 });
    expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0.25, 12);
  });
});

test("more than 24 drivers are sampled, from seed 1 unless told otherwise", () => {
  const names = Array.from({ length: 26 }, (_, i) => `x${i}`);
  const matrix = names.map((_, i) => names.map((__, j) => (i === j ? 1 : i === 25 || j === 25 ? 0.15 : 0.1)));
  const gram = gramFromCorrelation(names, matrix, 1000);
  const model = driverModel(gram, "x25", names.slice(0, 25));
  if (isRefused(model)) throw new Error(model.reason);
  const values = importanceOf(model, "lmg");
  expect(values).toEqual(importanceOf(model, "lmg", { seed: 1 }));
  expect(values).not.toEqual(importanceOf(model, "lmg", { seed: 2 }));
  expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(model.rSquared, 10);
  const analysis = driverAnalysis(gram, { outcome: "x25", dominance: false });
  expect(analysis.status === "estimated" && analysis.drivers.map(({ importance }) => importance.lmg)).toEqual(values);
});

test("an unknown measure is refused by name", () => {
  const model = modelOf({ y: [1, 2, 3, 5], x: [1, 2, 4, 3] });
  expect(() => importanceOf(model, "votes" as never)).toThrow(expect.objectContaining({ code: "NAME_UNKNOWN" }));
});

test("groups that explain nothing have no share", () => {
  const model = modelOf({ y: [0, 1, 1, 0], x: [0, 1, 0, 1], z: [0, 0, 1, 1] });
  expect(groupLmg(model, [{ name: "both", drivers: ["x", "z"] }])).toEqual([{ group: "both", lmg: 0, share: null }]);
});

describe("asymmetry", () => {
  test("of nothing has no index", () => {
    expect(asymmetryIndex(0, 0)).toMatchObject({ range: 0, sgp: null, dgp: null, ia: null, untruncated: null });
    expect(asymmetryIndex(-1, 0).untruncated).toBe(-1);
    // Both against expectation, so that they cancel in the sum without signs.
    expect(asymmetryIndex(2, -2)).toMatchObject({ untruncated: null, wrongSign: ["penalty", "reward"] });
  });

  // Nothing but the levels decides the mark: 5, 6 and 8.
  const wait = Array.from({ length: 60 }, (_, i) => [1, 3, 5][i % 3]!);
  const menu = Array.from({ length: 60 }, (_, i) => (i % 2 === 0 ? 1 : 5));
  const mark = wait.map((answer) => (answer === 1 ? 5 : answer === 3 ? 6 : 8));
  const levels = { lowMax: 2, highMin: 5 };

  test("of a perfect fit needs no test", () => {
    const { joint } = estimated(
      penaltyReward(answersOf({ mark, wait }), {
        outcome: "mark",
        drivers: ["wait"],
        levels,
        covariance: "classical",
        replications: 0,
      }),
    );
    expect(joint.drivers[0]).toMatchObject({
      penalty: { value: expect.closeTo(-1, 9), p: null },
      reward: { value: expect.closeTo(2, 9), p: null },
      asymmetryTest: null,
      label: { significance: "hybrid", leaning: "balanced" },
    });
  });

  test("a driver without middle answers is withheld, with and without samples", () => {
    const answers = answersOf({ mark, wait, menu });
    const { joint, separate } = estimated(
      penaltyReward(answers, { outcome: "mark", drivers: ["wait", "menu"], levels, replications: 20 }),
    );
    expect(joint.drivers[1]).toMatchObject({
      withheld: ["NO_MIDDLE", ...joint.drivers[1]!.withheld.slice(1)],
      index: null,
      label: null,
      iaInterval: null,
    });
    expect(separate[1]).toBeNull();
    const { drivers } = impactRangePerformance(joint.drivers, [
      { driver: "wait", mean: 3, standardError: 0.1, interval: { level: 0.95, low: 2.8, high: 3.2 } },
    ]);
    expect(drivers.map(({ driver }) => driver)).toEqual(["wait"]);
  });

  test("of clusters is resampled by cluster", () => {
    const noisy = mark.map((value, i) => value + (i % 7 === 0 ? 1 : 0));
    const clusters = Int32Array.from(mark, (_, i) => i % 12);
    const options = { outcome: "mark", drivers: ["wait"], levels, replications: 50 };
    const answers = answersOf({ mark: noisy, wait });
    const clustered = estimated(penaltyReward(answers, { ...options, clusters }));
    expect(clustered.covariance).toBe("cluster");
    expect(clustered.joint.drivers[0]!.iaInterval).not.toBeNull();
    expect(clustered.joint.drivers[0]!.penalty!.standardError).toBeGreaterThan(0);
    expect(clustered.joint.drivers[0]!.penalty!.value).toBeCloseTo(
      estimated(penaltyReward(answers, options)).joint.drivers[0]!.penalty!.value,
      12,
    );
  });

  test("a row that alone decides a level adds nothing to the error of HC3", () => {
    const answers = answersOf({ mark: [4, 6, 7, 6, 7, 8, 9, 8, 9], wait: [1, 3, 3, 3, 3, 5, 5, 5, 5] });
    const { joint } = estimated(
      penaltyReward(answers, { outcome: "mark", drivers: ["wait"], levels, minimumCell: 1, replications: 0 }),
    );
    const [driver] = joint.drivers;
    expect(driver!.penalty!.value).toBeCloseTo(-2.5, 12);
    // Middle: four residuals of ±1/2 with leverage 1/4: √(4·(1/4)²·(1/2)²/(3/4)²) = 1/3.
    expect(driver!.penalty!.standardError).toBeCloseTo(1 / 3, 12);
  });

  test("weights without a decimal unit are taken as they are", () => {
    const thirds = mark.map((_, i) => (i % 2 === 0 ? 1 / 3 : 2 / 3));
    const noisy = mark.map((value, i) => value + (i % 7 === 0 ? 1 : 0));
    const options = { outcome: "mark", drivers: ["wait"], levels, replications: 0 };
    const of = (weights: readonly number[]): number =>
      estimated(penaltyReward(answersOf({ mark: noisy, wait }, { weights }), options)).joint.drivers[0]!.penalty!.value;
    expect(of(thirds)).toBeCloseTo(of(thirds.map((w) => Math.round(3 * w))), 9);
  });

  test("the Gram of a perfect fit has no error either", () => {
    const wait_low = wait.map((answer) => (answer === 1 ? 1 : 0));
    const wait_high = wait.map((answer) => (answer === 5 ? 1 : 0));
    const gram = gramOf(answersOf({ mark, "wait:low": wait_low, "wait:high": wait_high }));
    const { joint } = estimated(penaltyRewardOfGram(gram, { outcome: "mark", drivers: ["wait"] }));
    expect(joint.drivers[0]!.penalty).toMatchObject({ p: null, adjustedP: null });
  });
});

describe("improvements", () => {
  const scale = { min: 1, max: 5 };
  const levels = { lowMax: 2, highMin: 4 };
  const mark = [4, 5, 6, 7, 7, 8, 8, 9, 6, 7];

  test("of a driver without middle answers are withheld", () => {
    const wait = [1, 1, 2, 5, 4, 4, 5, 5, 1, 4];
    const result = simulateImprovements(answersOf({ mark, wait }), {
      outcomes: ["mark"],
      drivers: ["wait"],
      scale,
      levels,
      replications: 10,
      actions: [
        { id: "repair", driver: "wait", kind: "repair" },
        { id: "raise", driver: "wait", kind: "raise" },
      ],
    });
    if (result.status !== "estimated") throw new Error(result.reason);
    expect(result.outcomes[0]!.actions.map(({ withheld, gain }) => [withheld, gain])).toEqual([
      ["NO_MIDDLE", null],
      ["NO_MIDDLE", null],
    ]);
  });

  test("of two drivers with the same levels cannot be told apart", () => {
    const wait = [1, 1, 3, 3, 4, 5, 5, 4, 2, 3];
    const menu = [2, 1, 3, 3, 5, 4, 4, 5, 1, 3]; // other answers, the same levels
    expect(
      simulateImprovements(answersOf({ mark, wait, menu }), {
        outcomes: ["mark"],
        drivers: ["wait", "menu"],
        scale,
        levels,
        replications: 10,
        actions: [{ id: "repair", driver: "wait", kind: "repair" }],
      }),
    ).toMatchObject({ status: "refused", reason: "SINGULAR", columns: ["wait", "menu"] });
  });

  test("from one sample have a gain and no interval", () => {
    const result = simulateImprovements(answersOf({ mark, wait: [1, 2, 3, 3, 4, 5, 5, 4, 2, 3] }), {
      outcomes: ["mark"],
      drivers: ["wait"],
      scale,
      replications: 1,
      actions: [{ id: "faster", driver: "wait", kind: "shift", by: 1 }],
    });
    if (result.status !== "estimated") throw new Error(result.reason);
    expect(result.outcomes[0]!.actions[0]).toMatchObject({ standardError: null, interval: null, best: null });
    expect(result.outcomes[0]!.actions[0]!.gain).toBeGreaterThan(0);
  });
});

test("no organisations have no threshold", () => {
  expect(importanceStability([])).toEqual({ threshold: null, drivers: [] });
  expect(importanceStability([], { threshold: 0.1 })).toEqual({ threshold: 0.1, drivers: [] });
});

function estimated<Result extends { readonly status: string }>(
  result: Result,
): Extract<Result, { readonly status: "estimated" }> {
  if (result.status !== "estimated") throw new Error(JSON.stringify(result));
  return result as Extract<Result, { readonly status: "estimated" }>; // just seen
}

describe("numbers that are none", () => {
  test.each([
    [Number.NaN, 1],
    [-1, Number.POSITIVE_INFINITY],
    [-Number.MAX_VALUE, Number.MAX_VALUE],
  ])("make no asymmetry: %d and %d", (penalty, reward) => {
    expect(() => asymmetryIndex(penalty, reward)).toThrow(expect.objectContaining({ code: "ARGUMENT_INVALID" }));
  });

  test("make no rank correlation, and neither do lists of different length", () => {
    const invalid = expect.objectContaining({ code: "ARGUMENT_INVALID" });
    expect(() => kendallTau([1, Number.NaN], [1, 2])).toThrow(invalid);
    expect(() => kendallTau([1, 2, 3], [1, 2])).toThrow(invalid);
    expect(() => kendallTau([1, Number.POSITIVE_INFINITY], [1, 2])).toThrow(invalid);
  });
});
