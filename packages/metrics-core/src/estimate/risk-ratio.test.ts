import { describe, expect, test } from "vitest";
import { expectDigits, expectNumbers } from "../../test/expect-numbers.ts";
import { YES_NO } from "../summary/scale.ts";
import { emptyTally, type Tally, tallyFromCells, tallyOf } from "../summary/tally.ts";
import { atLeastTimes } from "./at-least-times.ts";
import { type Estimate, suppressed } from "./estimate.ts";
import { intervalOf } from "./interval.ts";
import { oddsRatio, riskRatio } from "./risk-ratio.ts";
import { shareScore } from "./score.ts";
import { scoreMean } from "./score-mean.ts";

const share = (tally: Tally): Estimate =>
  scoreMean(
    tally,
    shareScore("share", (_, index) => index === 1),
  );
const of = (hits: number, n: number): Estimate =>
  share(
    tallyFromCells(YES_NO, [
      { point: "yes", n: hits },
      { point: "no", n: n - hits },
    ]),
  );

describe("riskRatio", () => {
  test("of 60/100 and 60/200 is 2.00 (1.534, 2.608)", () => {
    const ratio = riskRatio("ratio", of(60, 100), of(60, 200));
    expect(ratio).toMatchObject({
      status: "estimated",
      unit: "ratio",
      standardError: null,
      flags: [],
      base: { eligible: 300, answered: 300, valid: 300, weighted: 300, effective: 300 },
    });
    expectNumbers(ratio, { value: 2, evidence: { logStandardError: Math.sqrt(1 / 60 - 1 / 100 + 1 / 60 - 1 / 200) } });
    const { low, high, method } = intervalOf(ratio)!;
    expect(method).toBe("log");
    expectDigits(low, 1.534, 3);
    expectDigits(high, 2.608, 3);
  });

  test("adds half a person to every cell when one is empty, and says so", () => {
    const ratio = riskRatio("ratio", of(5, 10), of(0, 10));
    expect(ratio.status === "estimated" && ratio.flags).toEqual(["CONTINUITY_CORRECTED", "SMALL_BASE"]);
    expectNumbers(ratio, { value: 11, evidence: { logStandardError: Math.sqrt(1 / 5.5 - 1 / 11 + 1 / 0.5 - 1 / 11) } });
    expectNumbers(riskRatio("ratio", of(10, 10), of(5, 10)), { value: 10.5 / 5.5 });
    expectNumbers(riskRatio("ratio", of(1, 1), of(1, 1)), { value: 1 });
  });

  test("takes the linearised standard errors of weighted shares", () => {
    const weighted = (answers: readonly string[], weights: readonly number[]): Estimate =>
      share(tallyOf(YES_NO, answers, { weights }));
    const [a, b] = [weighted(["yes", "no", "yes"], [1, 2, 3]), weighted(["yes", "no", "no"], [2, 1, 0.5])];
    expectNumbers(riskRatio("ratio", a, b), {
      value: a.value! / b.value!,
      evidence: { logStandardError: Math.hypot(a.standardError! / a.value!, b.standardError! / b.value!) },
      base: { valid: 6, weighted: 9.5, effective: 9.5 ** 2 / (1 + 4 + 9 + 4 + 1 + 0.25) },
    });
  });

  test("is suppressed with the reason of the group that is", () => {
    const empty = share(emptyTally(YES_NO));
    expect(riskRatio("ratio", empty, of(1, 2))).toMatchObject({
      reason: "EMPTY_BASE",
      base: { valid: 2, effective: 2 },
    });
    expect(riskRatio("ratio", of(1, 2), empty)).toMatchObject({ reason: "EMPTY_BASE" });
    expect(riskRatio("ratio", empty, empty)).toMatchObject({ reason: "EMPTY_BASE", base: { valid: 0, effective: 0 } });
  });

  test("stays finite at 10^12 people", () => {
    expectNumbers(riskRatio("ratio", of(2e11, 1e12), of(1e11, 1e12)), {
      value: 2,
      evidence: { logStandardError: Math.sqrt(0.8 / 2e11 + 0.9 / 1e11) },
    });
  });
});

describe("oddsRatio", () => {
  test("is the cross product, with Woolf's standard error", () => {
    expectNumbers(oddsRatio("odds", of(30, 100), of(10, 100)), {
      value: (30 * 90) / (70 * 10),
      evidence: { logStandardError: Math.sqrt(1 / 30 + 1 / 70 + 1 / 10 + 1 / 90) },
    });
  });

  test("adds half a person to every cell when one is empty", () => {
    const ratio = oddsRatio("odds", of(30, 30), of(10, 100));
    expect(ratio.status === "estimated" && ratio.flags).toEqual(["CONTINUITY_CORRECTED"]);
    expectNumbers(ratio, { value: (30.5 * 90.5) / (0.5 * 10.5) });
  });
});

describe("atLeastTimes", () => {
  const ratio = riskRatio("ratio", of(60, 100), of(60, 200));

  test("does not take the ratio found for its lower bound", () => {
    const claim = atLeastTimes(ratio, 2)!;
    expect(claim).toMatchObject({ times: 2, level: 0.95, holds: false });
    expectDigits(claim.low, 1.601, 3);
    expectNumbers(claim, { z: 0, p: 0.5 }, 1e-9);
    expect(atLeastTimes(ratio, 1.6)).toMatchObject({ holds: true });
    expect(atLeastTimes(ratio, 1.61)).toMatchObject({ holds: false });
  });

  test("holds just when p is not above 1 − level", () => {
    for (const times of [1, 1.5, 1.6, 1.602, 1.7, 2.5]) {
      for (const level of [0.8, 0.95, 0.99]) {
        const claim = atLeastTimes(ratio, times, { level })!;
        expect(claim.holds).toBe(claim.p <= 1 - level);
      }
    }
  });

  test("takes a ratio of counts of one sample", () => {
    const odds: Estimate = {
      ...(ratio as Extract<Estimate, { status: "estimated" }>),
      value: 3,
      evidence: { kind: "odds", share: 0.75, n: 400 },
    };
    const standardError = Math.sqrt(1 / 300 + 1 / 100);
    expectNumbers(atLeastTimes(odds, 2), {
      z: Math.log(1.5) / standardError,
      low: 3 * Math.exp(-1.6448536269514722 * standardError),
    });
  });

  test("is null where there is no ratio with an uncertainty", () => {
    const estimated = ratio as Extract<Estimate, { status: "estimated" }>;
    const without: readonly Estimate[] = [
      suppressed("ratio", "ratio", ratio.base, "EMPTY_BASE"),
      { ...estimated, value: 0 },
      { ...estimated, evidence: { kind: "log", logStandardError: 0 } },
      { ...estimated, evidence: { kind: "mean", n: 10 } },
    ];
    for (const each of without) expect(atLeastTimes(each, 2)).toBeNull();
  });

  test("refuses what is no claim about a ratio", () => {
    for (const times of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => atLeastTimes(ratio, times)).toThrow(expect.objectContaining({ code: "ARGUMENT_INVALID" }));
    }
    expect(() => atLeastTimes(ratio, 2, { level: 95 })).toThrow(expect.objectContaining({ code: "ARGUMENT_INVALID" }));
    expect(() => atLeastTimes(of(1, 2), 2)).toThrow(expect.objectContaining({ code: "INPUT_MISMATCH" }));
  });
});

test("a claim of at least k times has no bound where no number holds it", () => {
  const ratio = riskRatio("ratio", of(1, 2), of(1, 2)) as Extract<Estimate, { status: "estimated" }>;
  const wide = { ...ratio, evidence: { kind: "log", logStandardError: 1e5 } } as const;
  expect(atLeastTimes(wide, 2, { level: 0.01 })).toBeNull();
  expect(atLeastTimes(ratio, Number.MIN_VALUE)?.z).toBeGreaterThan(100);
});
