import { describe, expect, test } from "vitest";
import { loadAnswers } from "../../test/reference/case.ts";
import { type Answers, answersOf, withScore } from "../summary/gram-answers.ts";
import { gramOf } from "../summary/gram-of.ts";
import { driverAnalysis } from "./driver-analysis.ts";
import { type ActionGain, type Improvement, type ImprovementEstimated, simulateImprovements } from "./improvement.ts";
import type { ImprovementAction } from "./improvement-action.ts";
import { penaltyReward } from "./penalty-reward.ts";

function estimated(result: Improvement): ImprovementEstimated {
  if (result.status !== "estimated") throw new Error(`${result.reason}: ${result.columns.join(", ")}`);
  return result;
}

const gainOf = ({ outcomes }: ImprovementEstimated, id: string, outcome = 0): ActionGain =>
  outcomes[outcome]!.actions.find((action) => action.id === id)!;

/** Without noise: low waiting scores 10 %, high 30 %; low reliability 25 %, high 30 %; both independent. */
function customers(): Answers {
  const columns = { y: [] as number[], wait: [] as number[], reliability: [] as number[] };
  for (const [wait, waitShare, waitEffect] of [
    [1, 2, -0.6],
    [3, 12, 0],
    [5, 6, 0.1],
  ] as const) {
    for (const [reliability, share, effect] of [
      [1, 25, -0.4],
      [3, 45, 0],
      [5, 30, 0.5],
    ] as const) {
      for (let i = 0; i < waitShare * share; i++) {
        columns.wait.push(wait);
        columns.reliability.push(reliability);
        columns.y.push(7 + waitEffect + effect);
      }
    }
  }
  return answersOf(columns);
}

const base = {
  outcomes: ["y"],
  drivers: ["wait", "reliability"],
  scale: { min: 1, max: 5 },
  levels: { lowMax: 2, highMin: 5 },
  replications: 100,
};

describe("simulateImprovements on the noise-free design", () => {
  const actions: readonly ImprovementAction[] = [
    { id: "waiting repair", driver: "wait", kind: "repair", cost: 1 },
    { id: "waiting up", driver: "wait", kind: "raise", share: 0.25, cost: 1 },
    { id: "reliability repair", driver: "reliability", kind: "repair", cost: 1 },
    { id: "reliability up", driver: "reliability", kind: "raise", share: 0.25, cost: 10 },
  ];
  const result = estimated(simulateImprovements(customers(), { ...base, actions }));

  test("gives the golden gains", () => {
    expect(gainOf(result, "waiting repair").gain).toBeCloseTo(0.06, 13);
    expect(gainOf(result, "reliability repair").gain).toBeCloseTo(0.1, 13);
    expect(gainOf(result, "reliability up").gain).toBeCloseTo(0.125, 13);
    expect(gainOf(result, "waiting up").gain).toBeCloseTo(0.025, 13);
  });

  test("orders them: reliability up, reliability repair, waiting repair, waiting up", () => {
    expect(result.order).toEqual(["reliability up", "reliability repair", "waiting repair", "waiting up"]);
  });

  test("draws shares with the coefficients: a gain is as uncertain as the share that it repairs", () => {
    // 10 % of 2,000 customers: √(0.1 × 0.9 / 2000) × 0.6.
    const { standardError, interval, change } = gainOf(result, "waiting repair");
    expect(change).toBeCloseTo(0.1, 15);
    expect(standardError! / (0.6 * Math.sqrt(0.09 / 2000))).toBeGreaterThan(0.75);
    expect(standardError! / (0.6 * Math.sqrt(0.09 / 2000))).toBeLessThan(1.25);
    expect(interval!.low).toBeLessThan(0.06);
    expect(interval!.high).toBeGreaterThan(0.06);
  });

  test("lets costs turn the choice round", () => {
    expect(gainOf(result, "reliability up")).toMatchObject({ best: 1, bestPerCost: 0 });
    expect(gainOf(result, "reliability up").gainPerCost).toBeCloseTo(0.0125, 14);
    expect(gainOf(result, "reliability repair").bestPerCost).toBe(1);
  });

  test("always says that association is not cause", () => {
    expect(result.caution).toBe("Association, not proof of cause.");
  });

  test("says when less is left to change than was asked for", () => {
    const capped = estimated(
      simulateImprovements(customers(), {
        ...base,
        actions: [{ id: "all", driver: "wait", kind: "repair", share: 0.4 }],
      }),
    );
    expect(gainOf(capped, "all")).toMatchObject({ capped: true, gainPerCost: null, bestPerCost: null });
    expect(gainOf(capped, "all").change).toBeCloseTo(0.1, 15);
    expect(gainOf(result, "waiting up").capped).toBe(false);
  });
});

describe("simulateImprovements on the airport", () => {
  const drivers = ["restaurants", "shops", "signs", "walkways", "screens", "clean_overall", "ease_wayfinding"];
  const marks = loadAnswers({ data: "sfo_2017.csv", columns: { weight: "weight" } }, ["nps", ...drivers]);
  const answers = withScore(marks, "points", "nps", (mark) => (mark >= 9 ? 100 : mark >= 7 ? 0 : -100));
  const actions: readonly ImprovementAction[] = [
    { id: "cleaner", driver: "clean_overall", kind: "shift", by: 0.5 },
    { id: "shops", driver: "shops", kind: "shift", by: 0.5 },
    { id: "much cleaner", driver: "clean_overall", kind: "shift", by: 4 },
    { id: "best peer", driver: "signs", kind: "reach", level: 4.5 },
    { id: "past the peer", driver: "signs", kind: "reach", level: 3 },
    { id: "no dirt", driver: "clean_overall", kind: "repair" },
  ];
  const options = {
    outcomes: ["nps", "points"],
    drivers,
    actions,
    scale: { min: 1, max: 5 },
    levels: { lowMax: 3, highMin: 5 },
    replications: 200,
    seed: 9,
  };
  const result = estimated(simulateImprovements(answers, options));
  const analysis = driverAnalysis(gramOf(answers, ["nps", ...drivers]), { outcome: "nps" });
  if (analysis.status !== "estimated") throw new Error(analysis.reason);
  const coefficient = (name: string): number => analysis.drivers.find(({ driver }) => driver === name)!.coefficient;
  const complete = Array.from({ length: answers.length }, (_, row) => row).filter((row) =>
    ["nps", ...drivers].every((name) => answers.columns.get(name)!.values[row] !== 255),
  );
  const weighted = (of: (row: number) => number): number => {
    const weight = (row: number): number => answers.weights!.units[row]!;
    return (
      complete.reduce((sum, row) => sum + weight(row) * of(row), 0) /
      complete.reduce((sum, row) => sum + weight(row), 0)
    );
  };
  const rating = (name: string, row: number): number => {
    const { values, offset, step } = answers.columns.get(name)!;
    return offset + step * values[row]!;
  };

  test("shifts as far as the scale goes, row by row", () => {
    for (const [id, by] of [
      ["cleaner", 0.5],
      ["much cleaner", 4],
    ] as const) {
      const room = weighted((row) => Math.min(by, 5 - rating("clean_overall", row)));
      expect(gainOf(result, id).change).toBeCloseTo(room, 12);
      expect(gainOf(result, id).gain).toBeCloseTo(coefficient("clean_overall") * room, 12);
      expect(gainOf(result, id).capped).toBe(true);
    }
  });

  test("reaches a level, and gains nothing by a level that is passed already", () => {
    const mean = weighted((row) => rating("signs", row));
    expect(gainOf(result, "best peer").gain).toBeCloseTo(coefficient("signs") * (4.5 - mean), 12);
    expect(gainOf(result, "past the peer")).toMatchObject({ change: 0, gain: 0, best: 0 });
  });

  test("repairs by the penalty of the joint contrast model", () => {
    const contrasts = penaltyReward(answers, { outcome: "nps", drivers, levels: options.levels, replications: 0 });
    if (contrasts.status !== "estimated") throw new Error(contrasts.reason);
    const { penalty } = contrasts.joint.drivers.find(({ driver }) => driver === "clean_overall")!;
    const low = weighted((row) => (rating("clean_overall", row) <= 3 ? 1 : 0));
    expect(gainOf(result, "no dirt").gain).toBeCloseTo(-penalty!.value * low, 12);
  });

  test("tells gains in marks and in NPS points", () => {
    expect(result.outcomes.map(({ outcome }) => outcome)).toEqual(["nps", "points"]);
    expect(gainOf(result, "cleaner", 1).gain).toBeGreaterThan(5 * gainOf(result, "cleaner").gain!);
    expect(result.outcomes[0]!.actions.reduce((sum, { best }) => sum + best!, 0)).toBeCloseTo(1, 12);
    expect(gainOf(result, "cleaner").best! + gainOf(result, "much cleaner").best!).toBeGreaterThan(0.9);
  });

  test("repeats with its seed", () => {
    expect(simulateImprovements(answers, options)).toEqual(result);
  });
});

describe("simulateImprovements", () => {
  const thin = {
    y: [1, 4, 2, 6, 3, 7, 5, 8, 6, 4, 2, 9],
    wait: [1, 3, 3, 5, 3, 5, 3, 5, 3, 3, 3, 5],
    flat: [4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4],
  };

  test("withholds what thin cells cannot tell, and actions on a constant driver", () => {
    const actions: readonly ImprovementAction[] = [
      { id: "repair", driver: "wait", kind: "repair" },
      { id: "raise", driver: "wait", kind: "raise" },
      { id: "flat", driver: "flat", kind: "shift", by: 1 },
      { id: "none", driver: "flat", kind: "raise" },
      { id: "shift", driver: "wait", kind: "shift", by: 1 },
    ];
    const result = estimated(
      simulateImprovements(answersOf(thin), { ...base, drivers: ["wait", "flat"], actions, minimumCell: 4 }),
    );
    expect(result.outcomes[0]!.actions.map(({ withheld }) => withheld)).toEqual([
      "TOO_FEW_LOW",
      null,
      "CONSTANT",
      "TOO_FEW_HIGH",
      null,
    ]);
    expect(gainOf(result, "repair")).toMatchObject({ gain: null, interval: null, best: null, change: null });
    expect(gainOf(result, "raise").best! + gainOf(result, "shift").best!).toBeCloseTo(1, 12);
  });

  test("refuses what driverAnalysis refuses, by the names of the drivers", () => {
    const actions: readonly ImprovementAction[] = [{ id: "a", driver: "wait", kind: "shift", by: 1 }];
    expect(
      simulateImprovements(answersOf({ y: [1, 2], wait: [3, 4] }), { ...base, drivers: ["wait"], actions }),
    ).toMatchObject({ status: "refused", reason: "TOO_FEW_ROWS", columns: ["wait"] });
  });

  test("refuses actions that cannot be meant", () => {
    const run =
      (action: object, more: object = {}) =>
      () =>
        simulateImprovements(customers(), {
          ...base,
          actions: [{ id: "a", driver: "wait", ...action } as ImprovementAction],
          ...more,
        });
    expect(run({ kind: "shift", by: Number.NaN })).toThrow(/finite shift/);
    expect(run({ kind: "reach", level: Number.NaN })).toThrow(/finite level/);
    expect(run({ kind: "repair", share: 2 })).toThrow(/share above 0/);
    expect(run({ kind: "repair", cost: 0 })).toThrow(/cost above 0/);
    expect(run({ kind: "repair" }, { levels: undefined })).toThrow(/expected levels/);
    expect(run({ kind: "shift", by: 1, driver: "menu" })).toThrow(/expected one of/);
    expect(run({ kind: "shift", by: 1 }, { outcomes: [] })).toThrow(/at least one outcome/);
    expect(run({ kind: "shift", by: 1 }, { scale: { min: 5, max: 1 } })).toThrow(/min below max/);
    expect(run({ kind: "magic" })).toThrow(/expected shift/);
  });
});

test("simulateImprovements counts samples in which the outcome does not vary, and goes on without them", () => {
  const rare = answersOf({ y: [5, 5, 5, 5, 5, 9], wait: [1, 3, 4, 2, 3, 5], reliability: [2, 3, 1, 4, 5, 3] });
  const actions = [{ id: "faster", driver: "wait", kind: "shift", by: 1 }] as const;
  const result = estimated(simulateImprovements(rare, { ...base, replications: 400, actions }));
  // The chance that a sample of six leaves out the only other answer is (5/6)^6, a third.
  expect(result.failed).toBeGreaterThan(100);
  expect(result.failed).toBeLessThan(180);
  expect(gainOf(result, "faster").interval).not.toBeNull();
});
