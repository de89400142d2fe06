import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { penaltyReward } from "../../src/driver/penalty-reward.ts";
import type { Estimated } from "../../src/estimate/estimate.ts";
import { intervalOf } from "../../src/estimate/interval.ts";
import { kaplanMeier, medianTime } from "../../src/estimate/kaplan-meier.ts";
import { topBox } from "../../src/metric/satisfaction.ts";
import { durationsOf } from "../../src/summary/durations.ts";
import { answersOf } from "../../src/summary/gram-answers.ts";
import { YES_NO } from "../../src/summary/scale.ts";
import { tallyFromCells } from "../../src/summary/tally.ts";
import { linearisedRatio, type LinearisedRatioRequest } from "../../src/weighting/linearised-variance.ts";
import { rake } from "../../src/weighting/rake.ts";
import { trimWeights } from "../../src/weighting/trim.ts";
import { expectClose } from "./close.ts";

type Numbers = readonly number[];

/** Made by r_survey_survival.R beside it, which names the packages. */
const reference = JSON.parse(readFileSync(new URL("r_survey_survival.json", import.meta.url), "utf8")) as {
  readonly shares: readonly Readonly<Record<"hits" | "n" | "level" | "low" | "high", number>>[];
  readonly medians: readonly {
    readonly time: Numbers;
    readonly happened: readonly boolean[];
    readonly steps: Numbers;
    readonly survival: Numbers;
    readonly standardError: Numbers;
    readonly median: number | null;
    readonly low: number | null;
    readonly high: number | null;
  }[];
  readonly designs: readonly (Required<
    Pick<LinearisedRatioRequest, "weights" | "strata" | "clusters" | "unanswered" | "loneCluster">
  > & {
    readonly values: readonly (number | null)[];
    readonly denominators: number | Numbers;
    readonly value: number;
    readonly standardError: number | null;
  })[];
  readonly rakings: readonly {
    readonly p: readonly string[];
    readonly q: readonly string[];
    readonly pTargets: Readonly<Record<string, number>>;
    readonly qTargets: Readonly<Record<string, number>>;
    readonly lower: number;
    readonly upper: number;
    readonly weights: Numbers;
    readonly trimAt: number;
    readonly trimmed: Numbers;
  }[];
  readonly contrasts: readonly {
    readonly y: Numbers;
    readonly x: Numbers;
    readonly weights: Numbers;
    readonly clusters: Numbers;
    readonly penalty: number;
    readonly reward: number;
    readonly penaltyError: number;
    readonly rewardError: number;
    readonly penaltyP: number;
    readonly z: number;
  }[];
};

describe("R qbeta: Clopper-Pearson limits", () => {
  test.each(reference.shares)("of $hits in $n at level $level", ({ hits, n, level, low, high }) => {
    const counts = tallyFromCells(YES_NO, [
      { point: "yes", n: hits },
      { point: "no", n: n - hits },
    ]);
    const interval = intervalOf(topBox(counts, 1), { level, method: "clopper-pearson" });
    expectClose([interval?.low, interval?.high], [low, high], "limits");
  });
});

describe("R survfit: Kaplan-Meier", () => {
  test.each(reference.medians.map((each, at) => ({ at, ...each })))("sample $at", (expected) => {
    const durations = durationsOf(expected.time.map((time, i) => ({ time, happened: expected.happened[i]! })));
    const steps = kaplanMeier(durations);
    expect(steps.map(({ time }) => time)).toEqual(expected.steps);
    steps.forEach(({ survival, standardError }, i) => {
      expect(survival).toBeCloseTo(expected.survival[i]!, 13);
      expect(standardError).toBeCloseTo(expected.standardError[i]!, 13);
    });
    const median = medianTime("time", durations);
    expect(median.value).toEqual(expected.median);
    // R gives no lower limit where the curve falls at once from all to nothing; ours is the time of that event.
    if (median.status === "estimated" && expected.low !== null) {
      expect([median.interval.low, median.interval.high]).toEqual([expected.low, expected.high]);
    }
  });
});

describe("R survey: svyratio", () => {
  test.each(reference.designs.map((each, at) => ({ at, ...each })))(
    "design $at, lone clusters $loneCluster",
    (each) => {
      const { denominators: y, value, standardError, ...design } = each;
      const denominators = typeof y === "number" ? each.values.map(() => y) : y;
      const found = linearisedRatio({ ...design, denominators });
      if (!("value" in found)) throw new Error(found.reason);
      expectClose(found.value, value, "value");
      if (standardError !== null) expectClose("standardError" in found && found.standardError, standardError, "error");
    },
  );

  test("most designs have an error to compare", () => {
    expect(reference.designs.filter(({ standardError }) => standardError !== null).length).toBeGreaterThan(15);
  });
});

describe("R survey: calibrate with raking inside bounds, then trimWeights", () => {
  test.each(reference.rakings.map((each, at) => ({ at, ...each })))("sample $at", (each) => {
    const margins = [
      { name: "p", categories: each.p, targets: each.pTargets },
      { name: "q", categories: each.q, targets: each.qTargets },
    ];
    const { weights } = rake({ margins, bounds: { lower: each.lower, upper: each.upper } });
    expectClose([...weights], each.weights, "weights", 1e-8);
    const trimmed = trimWeights({ weights: each.weights, upper: each.trimAt, margins: "none" });
    expectClose([...trimmed.weights], each.trimmed, "trimmed");
  });
});

describe("R sandwich: penalty and reward with vcovCL(type = HC1)", () => {
  test.each(reference.contrasts.map((each, at) => ({ at, ...each })))("sample $at", (each) => {
    const found = penaltyReward(answersOf({ y: each.y, x: each.x }, { weights: each.weights }), {
      outcome: "y",
      drivers: ["x"],
      levels: { lowMax: 2, highMin: 5 },
      clusters: each.clusters,
      replications: 0,
      minimumCell: 2,
    });
    if (found.status !== "estimated") throw new Error(found.reason);
    const { penalty, reward, asymmetryTest } = found.joint.drivers[0]!;
    expectClose(
      [penalty?.value, reward?.value, penalty?.standardError, reward?.standardError, penalty?.p, asymmetryTest?.z],
      [each.penalty, each.reward, each.penaltyError, each.rewardError, each.penaltyP, each.z],
      "contrast",
    );
  });
});

test("the limits hold for effective numbers, whose shares are shapes of their own", () => {
  const weighted = tallyFromCells(YES_NO, [
    { point: "yes", n: 2, w: 2, ww: 4 },
    { point: "no", n: 2, w: 2, ww: 2 },
  ]);
  const estimate = topBox(weighted, 1) as Estimated;
  // qbeta(0.025, 4/3, 7/3) and qbeta(0.025, 7/3, 4/3, lower.tail = FALSE) of R 4.2.2: 16/6 answers, half of them yes
  const interval = intervalOf(estimate, { method: "clopper-pearson" });
  expectClose([interval?.low, interval?.high], [0.029303354074664, 0.970696645925336], "limits", 1e-9);
});
