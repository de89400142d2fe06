import { describe, expect, test } from "vitest";
import { loadAnswers, loadRows, type ReferenceCase } from "../../test/reference/case.ts";
import { expectClose } from "../../test/reference/close.ts";
import { readReference } from "../../test/reference/data.ts";
import { type Answers, answersOf } from "../summary/gram-answers.ts";
import { gramOf } from "../summary/gram-of.ts";
import { asymmetryIndex, fiveClassLabel, indexLabel } from "./asymmetry.ts";
import { contrastColumns, withContrasts } from "./contrast-levels.ts";
import type { ContrastModel, DriverContrast } from "./contrast-model.ts";
import {
  type PenaltyReward,
  penaltyReward,
  type PenaltyRewardEstimated,
  penaltyRewardOfGram,
} from "./penalty-reward.ts";

function estimated(result: PenaltyReward): PenaltyRewardEstimated {
  if (result.status !== "estimated") throw new Error(`${result.reason}: ${result.columns.join(", ")}`);
  return result;
}

interface ExpectedDriver {
  readonly driver: string;
  readonly [value: string]: number | string;
}

interface Expected {
  readonly n: number;
  readonly joint: {
    readonly intercept: number;
    readonly r_squared: number;
    readonly adjusted_r_squared: number;
    readonly drivers: readonly ExpectedDriver[];
  };
  readonly separate: readonly ExpectedDriver[];
}

/** The reference's name of a value → ours. */
function named(driver: DriverContrast, model: ContrastModel): Readonly<Record<string, unknown>> {
  return {
    driver: driver.driver,
    n_low: driver.counts.low,
    n_high: driver.counts.high,
    penalty: driver.penalty?.value,
    penalty_se: driver.penalty?.standardError,
    penalty_p: driver.penalty?.p,
    reward: driver.reward?.value,
    reward_se: driver.reward?.standardError,
    reward_p: driver.reward?.p,
    range: driver.index?.range,
    asymmetry: driver.index?.untruncated,
    intercept: model.intercept,
    r_squared: model.rSquared,
  };
}

function expectDriver(got: Readonly<Record<string, unknown>>, { driver, ...values }: ExpectedDriver): void {
  expect(got.driver).toBe(driver);
  for (const [key, value] of Object.entries(values)) expectClose(got[key], value, `${driver} ${key}`);
}

const { cases } = readReference<{ readonly cases: readonly ReferenceCase[] }>("penalty_reward");

describe("penaltyReward against R", () => {
  test.each(cases.map((each) => [each.id, each] as const))("%s", (_, { input, expected }) => {
    const { outcome = "", drivers = [] } = input.columns;
    const { n, joint, separate } = expected as unknown as Expected;
    const levels = { lowMax: input.options?.low_max ?? 0, highMin: input.options?.high_min ?? 0 };
    const answers = loadAnswers(input, [outcome, ...drivers]);
    const result = estimated(
      penaltyReward(answers, { outcome, drivers, levels, covariance: "classical", replications: 0 }),
    );
    expect(result.n).toBe(n);
    expectClose(
      [result.joint.intercept, result.joint.rSquared, result.joint.adjustedRSquared],
      [joint.intercept, joint.r_squared, joint.adjusted_r_squared],
      "joint",
    );
    joint.drivers.forEach((driver, i) => {
      expectDriver(named(result.joint.drivers[i]!, result.joint), driver);
    });
    separate.forEach((driver, i) => {
      const model = result.separate[i]!;
      expectDriver(named(model.drivers[0]!, model), driver);
    });
    // The same from a stored summary.
    const gram = gramOf(withContrasts(answers, drivers, levels), [...contrastColumns(drivers), outcome]);
    const fromGram = penaltyRewardOfGram(
      gram,
      { outcome, drivers },
      result.joint.drivers.map(({ counts }) => counts),
    );
    expect(fromGram).toEqual(result);
  });
});

interface Robust {
  readonly hc3_se: readonly number[];
  readonly asymmetry_z: readonly number[];
  readonly cluster_se?: readonly number[];
}

describe("robust errors of penaltyReward against numpy", () => {
  const robust = readReference<{
    readonly cases: readonly {
      readonly id: string;
      readonly cluster: string | null;
      readonly joint: Robust;
      readonly separate: readonly Robust[];
    }[];
  }>("penalty_reward_hc3");
  test.each(robust.cases.map((each) => [each.id, each] as const))("%s", (id, { cluster, joint, separate }) => {
    const { input } = cases.find((each) => each.id === id)!;
    const { outcome = "", drivers = [] } = input.columns;
    const levels = { lowMax: input.options?.low_max ?? 0, highMin: input.options?.high_min ?? 0 };
    const answers = loadAnswers(input, [outcome, ...drivers]);
    const options = { outcome, drivers, levels, replications: 0 };
    const errors = ({ drivers: all }: ContrastModel): unknown =>
      all.flatMap(({ penalty, reward }) => [penalty?.standardError, reward?.standardError]);
    const hc3 = estimated(penaltyReward(answers, options));
    expect(hc3.covariance).toBe("hc3");
    expectClose(errors(hc3.joint), joint.hc3_se, "joint");
    expectClose(
      hc3.joint.drivers.map(({ asymmetryTest }) => asymmetryTest?.z),
      joint.asymmetry_z,
      "z",
    );
    separate.forEach((each, i) => expectClose(errors(hc3.separate[i]!), each.hc3_se, drivers[i]!));
    if (cluster === null) return;
    const names = loadRows(input).map((row) => row[cluster]!);
    const clusters = names.map((name) => names.indexOf(name));
    const clustered = estimated(penaltyReward(answers, { ...options, clusters }));
    expect(clustered.covariance).toBe("cluster");
    expectClose(errors(clustered.joint), joint.cluster_se, "joint, clustered");
    separate.forEach((each, i) =>
      expectClose(errors(clustered.separate[i]!), each.cluster_se, `${drivers[i]}, clustered`),
    );
  });
});

/** All nine combinations of low, middle, high, each `times` times: y = 7 − 0.6 low wait + 0.1 high wait − 0.4 low reliability + 0.5 high reliability. */
function noiseFree(times: number): Answers {
  const effect = { wait: [-0.6, 0, 0.1], reliability: [-0.4, 0, 0.5] };
  const cells = [0, 1, 2].flatMap((w) =>
    [0, 1, 2].map((r) => ({
      wait: [1, 3, 5][w]!,
      reliability: [1, 3, 5][r]!,
      y: 7 + effect.wait[w]! + effect.reliability[r]!,
    })),
  );
  const rows = Array.from({ length: times }, () => cells).flat();
  return answersOf({
    y: rows.map(({ y }) => y),
    wait: rows.map(({ wait }) => wait),
    reliability: rows.map(({ reliability }) => reliability),
  });
}

const options = { outcome: "y", drivers: ["wait", "reliability"], levels: { lowMax: 2, highMin: 5 } };

describe("penaltyReward on the noise-free design", () => {
  const result = estimated(penaltyReward(noiseFree(10), { ...options, replications: 200, seed: 4 }));
  const [wait, reliability] = result.joint.drivers;

  test("recovers the coefficients exactly", () => {
    const got = [wait, reliability].map((driver) => [
      driver?.penalty?.value,
      driver?.reward?.value,
      driver?.index?.range,
      driver?.index?.sgp,
      driver?.index?.dgp,
      driver?.index?.ia,
    ]);
    [
      [-0.6, 0.1, 0.7, 0.142857, 0.857143, -0.714286],
      [-0.4, 0.5, 0.9, 0.555556, 0.444444, 0.111111],
    ].forEach((row, i) => {
      row.forEach((value, j) => expect(got[i]![j]).toBeCloseTo(value, j < 3 ? 13 : 6));
    });
    expect(result.joint.intercept).toBeCloseTo(7, 13);
  });

  test("labels by the index: waiting time a dissatisfier, reliability a hybrid", () => {
    expect([wait?.label?.index, reliability?.label?.index]).toEqual(["dissatisfier", "hybrid"]);
    expect([wait?.label?.fiveClass, reliability?.label?.fiveClass]).toEqual(["frustrator", "hybrid"]);
  });

  test("draws the interval of IA around it", () => {
    expect(wait?.iaInterval?.low).toBeCloseTo(-0.714286, 6);
    expect(wait?.iaInterval?.high).toBeCloseTo(-0.714286, 6);
    expect(result).toMatchObject({ replications: 200, seed: 4, caution: "Association, not proof of cause." });
  });
});

/** A survey in which only low answers to `wait` matter, only high ones to `extra`, both to `core`, and `noise` never. */
function survey(rows: number, seed: number): Answers {
  let state = seed;
  const random = (): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
  const draw = (): number => 1 + Math.floor(5 * random());
  const columns = {
    wait: [] as number[],
    extra: [] as number[],
    core: [] as number[],
    noise: [] as number[],
    y: [] as number[],
  };
  for (let i = 0; i < rows; i++) {
    const [wait, extra, core, noise] = [draw(), draw(), draw(), draw()] as const;
    const effect = (answer: number, low: number, high: number): number => (answer <= 2 ? low : answer === 5 ? high : 0);
    columns.wait.push(wait);
    columns.extra.push(extra);
    columns.core.push(core);
    columns.noise.push(noise);
    columns.y.push(
      6 + effect(wait, -1, 0) + effect(extra, 0, 1) + effect(core, -1, 1) + Math.round(4 * (random() - 0.5)),
    );
  }
  return answersOf(columns);
}

describe("penaltyReward", () => {
  const drivers = ["wait", "extra", "core", "noise"];
  const answers = survey(2000, 5);
  const result = estimated(
    penaltyReward(answers, { outcome: "y", drivers, levels: options.levels, replications: 300, seed: 2 }),
  );

  test("labels by which side is more than chance", () => {
    expect(result.joint.drivers.map(({ label }) => label?.significance)).toEqual([
      "dissatisfier",
      "satisfier",
      "hybrid",
      "low_impact",
    ]);
    expect(result.joint.drivers.map(({ label }) => label?.leaning)).toEqual([null, null, "balanced", null]);
  });

  test("gives an interval of IA that holds it, from the joint and from the separate models", () => {
    for (const driver of [...result.joint.drivers, ...result.separate.flatMap((model) => model?.drivers ?? [])]) {
      if (driver.driver === "noise") continue; // no impact, so often no index either
      expect(driver.iaInterval?.low).toBeLessThanOrEqual(driver.index?.ia ?? Number.NaN);
      expect(driver.iaInterval?.high).toBeGreaterThanOrEqual(driver.index?.ia ?? Number.NaN);
    }
    expect(result.joint.drivers[0]!.iaInterval!.high).toBeLessThan(-0.5);
  });

  test("corrects p values over the drivers", () => {
    const raw = result.joint.drivers.map(({ penalty }) => penalty!.p!);
    const adjusted = result.joint.drivers.map(({ penalty }) => penalty!.adjustedP!);
    expect(adjusted.every((p, i) => p >= raw[i]!)).toBe(true);
    expect(Math.min(...adjusted)).toBeCloseTo(4 * Math.min(...raw), 15);
  });

  test("repeats with its seed", () => {
    expect(
      penaltyReward(answers, { outcome: "y", drivers, levels: options.levels, replications: 300, seed: 2 }),
    ).toEqual(result);
  });

  test("withholds estimates on thin cells, and the rest of that driver's story with them", () => {
    const thin = {
      ...columnsOf(answers),
      wait: columnsOf(answers).wait.map((value, i) => (value <= 2 && i > 20 ? 3 : value)),
    };
    const [wait, extra] = estimated(
      penaltyReward(answersOf(thin), { outcome: "y", drivers, levels: options.levels, replications: 50 }),
    ).joint.drivers;
    expect(wait).toMatchObject({
      withheld: ["TOO_FEW_LOW"],
      penalty: null,
      index: null,
      label: null,
      iaInterval: null,
      asymmetryTest: null,
    });
    expect(wait?.reward).not.toBeNull();
    expect(extra?.withheld).toEqual([]);
  });

  test("gives no contrast of a driver without middle answers, and keeps the others", () => {
    const split = { ...columnsOf(answers), wait: columnsOf(answers).wait.map((value) => (value <= 2 ? 1 : 5)) };
    const outcome = estimated(
      penaltyReward(answersOf(split), { outcome: "y", drivers, levels: options.levels, replications: 0 }),
    );
    expect(outcome.joint.drivers[0]).toMatchObject({
      withheld: ["NO_MIDDLE", "TOO_FEW_LOW", "TOO_FEW_HIGH"],
      penalty: null,
      reward: null,
    });
    expect(outcome.separate[0]).toBeNull();
    expect(outcome.joint.drivers[2]?.label?.significance).toBe("hybrid");
  });

  test("gives what a driver under a ceiling has, and refuses when no driver has a middle", () => {
    const ceiling = { ...columnsOf(answers), wait: columnsOf(answers).wait.map(() => 5) };
    const outcome = estimated(
      penaltyReward(answersOf(ceiling), { outcome: "y", drivers, levels: options.levels, replications: 0 }),
    );
    expect(outcome.joint.drivers[0]).toMatchObject({
      counts: { low: 0, middle: 0, high: 2000 },
      penalty: null,
      reward: null,
      label: null,
    });
    expect(
      penaltyReward(answersOf(ceiling), { outcome: "y", drivers: ["wait"], levels: options.levels }),
    ).toMatchObject({ status: "refused", reason: "NO_CONTRAST", columns: ["wait"] });
  });

  test("flags a wrong sign and truncates it in the index only", () => {
    expect(asymmetryIndex(0.2, 0.3)).toEqual({
      range: 0.3 - 0.2,
      sgp: 1,
      dgp: 0,
      ia: 1,
      untruncated: (0.3 - 0.2) / (0.3 + 0.2),
      wrongSign: ["penalty"],
    });
    expect(asymmetryIndex(0.2, -0.1)).toMatchObject({
      sgp: null,
      dgp: null,
      ia: null,
      wrongSign: ["penalty", "reward"],
    });
    expect([
      indexLabel(null),
      fiveClassLabel(null),
      indexLabel(-0.2),
      indexLabel(0.3, 0.4),
      fiveClassLabel(0.71),
    ]).toEqual(["low_impact", "low_impact", "hybrid", "hybrid", "delighter"]);
  });

  test("refuses duplicates by the names of the drivers, and nobody", () => {
    const twice = { ...columnsOf(answers), again: columnsOf(answers).wait };
    expect(
      penaltyReward(answersOf(twice), { outcome: "y", drivers: ["wait", "core", "again"], levels: options.levels }),
    ).toMatchObject({ reason: "SINGULAR", columns: ["wait", "again"] });
    expect(penaltyReward(answersOf({ y: [null], wait: [1] }), { ...options, drivers: ["wait"] })).toMatchObject({
      reason: "EMPTY_BASE",
      n: 0,
    });
  });

  test("takes levels by driver, and refuses levels that overlap", () => {
    const own = { wait: { lowMax: 1, highMin: 4 }, core: { lowMax: 2, highMin: 5 } };
    const [wait, core] = estimated(
      penaltyReward(answers, { outcome: "y", drivers: ["wait", "core"], levels: own, replications: 0 }),
    ).joint.drivers;
    const all = columnsOf(answers);
    expect(wait?.counts).toEqual({
      low: all.wait.filter((x) => x <= 1).length,
      middle: all.wait.filter((x) => x > 1 && x < 4).length,
      high: all.wait.filter((x) => x >= 4).length,
    });
    expect(core?.counts.high).toBe(all.core.filter((x) => x === 5).length);
    expect(() => penaltyReward(answers, { outcome: "y", drivers, levels: own })).toThrow(/levels for extra/);
    expect(() => penaltyReward(answers, { outcome: "y", drivers, levels: { lowMax: 3, highMin: 3 } })).toThrow(
      /lowMax below highMin/,
    );
    expect(() =>
      penaltyReward(answers, { outcome: "y", drivers, levels: options.levels, covariance: "cluster" }),
    ).toThrow(/expected clusters/);
    expect(() => penaltyReward(answers, { outcome: "y", drivers, levels: options.levels, clusters: [1] })).toThrow(
      /2000 clusters/,
    );
  });

  test("asks for counts beside a weighted Gram", () => {
    const weighted = withContrasts(
      { ...answers, weights: { units: new Float64Array(2000).fill(2), places: 0 } },
      ["wait"],
      options.levels,
    );
    expect(() =>
      penaltyRewardOfGram(gramOf(weighted, [...contrastColumns(["wait"]), "y"]), { outcome: "y", drivers: ["wait"] }),
    ).toThrow(/expected counts/);
  });
});

function columnsOf(answers: Answers): Record<"wait" | "extra" | "core" | "noise" | "y", number[]> {
  const read = (name: string): number[] => {
    const { values, offset, step } = answers.columns.get(name)!;
    return Array.from(values, (value) => offset + step * value);
  };
  return { wait: read("wait"), extra: read("extra"), core: read("core"), noise: read("noise"), y: read("y") };
}

test("penaltyReward counts samples in which the outcome does not vary", () => {
  const rows = 30;
  const column = (of: (row: number) => number): number[] => Array.from({ length: rows }, (_, row) => of(row));
  const rare = answersOf({ y: column((row) => (row === 0 ? 9 : 5)), wait: column((row) => 1 + 2 * (row % 3)) });
  const result = estimated(
    penaltyReward(rare, { outcome: "y", drivers: ["wait"], levels: { lowMax: 1, highMin: 5 }, replications: 200 }),
  );
  // The chance that a sample leaves out the only other answer is (29/30)^30, a third.
  expect(result.failed).toBeGreaterThan(45);
  expect(result.failed).toBeLessThan(100);
});
