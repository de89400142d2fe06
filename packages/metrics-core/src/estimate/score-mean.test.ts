import { describe, expect, test } from "vitest";
import { expectNumbers } from "../../test/expect-numbers.ts";
import { ONE_TO_FIVE, scaleOf, ZERO_TO_TEN } from "../summary/scale.ts";
import { emptyTally, tallyFromCells, tallyOf } from "../summary/tally.ts";
import type { Estimated } from "./estimate.ts";
import { contrastScore, indexScore, meanScore, type Score, shareScore } from "./score.ts";
import { scoreMean } from "./score-mean.ts";

const happy = shareScore("happy", (point) => point >= 4);
const net = contrastScore("net", (point) => (point >= 9 ? 1 : point <= 6 ? -1 : 0));
const mean = meanScore("mean");

describe("scoreMean", () => {
  test("a share: its mean, multinomial standard error and evidence", () => {
    expect(scoreMean(tallyOf(ONE_TO_FIVE, [5, 4, 3, 1]), happy)).toEqual({
      status: "estimated",
      metric: "happy",
      unit: "share",
      value: 0.5,
      standardError: 0.25,
      base: expect.objectContaining({ valid: 4 }),
      flags: ["SMALL_BASE"],
      range: [0, 1],
      evidence: { kind: "share", share: 0.5, n: 4 },
    });
  });

  test("points: 100, 0 and -100", () => {
    expect(scoreMean(tallyOf(ZERO_TO_TEN, [10, 9, 8, 3]), net)).toMatchObject({
      value: 25,
      range: [-100, 100],
      evidence: { kind: "contrast", positive: 0.5, negative: 0.25, n: 4 },
    });
  });

  test("a mean: s/√n with n - 1", () => {
    const { value, standardError, evidence, range } = scoreMean(tallyOf(ONE_TO_FIVE, [1, 3, 5]), mean) as Estimated;
    expectNumbers({ value, standardError }, { value: 3, standardError: 2 / Math.sqrt(3) });
    expect(evidence).toEqual({ kind: "mean", n: 3, variance: 8 / 3 });
    expect(range).toEqual([1, 5]);
  });

  test("an index is 100 at the good end, whichever that is", () => {
    const answers = [1, 2, 2];
    expect(scoreMean(tallyOf(ONE_TO_FIVE, answers), indexScore("index")).value).toBeCloseTo(50 / 3, 12);
    const lowIsGood = scaleOf(1, 5, { direction: "low_is_good" });
    expect(scoreMean(tallyOf(lowIsGood, answers), indexScore("index")).value).toBeCloseTo(250 / 3, 12);
  });

  test("a score of null keeps the point out of the base, with weights and without", () => {
    const noMiddle = shareScore("decided", (point) => (point === 3 ? null : point > 3));
    for (const options of [{}, { weights: [2, 2, 2, 2] }]) {
      expect(scoreMean(tallyOf(ONE_TO_FIVE, [5, 3, 3, 1], options), noMiddle)).toMatchObject({
        value: 0.5,
        base: { eligible: 4, valid: 2, notApplicable: 2 },
      });
    }
    expect(scoreMean(tallyOf(ONE_TO_FIVE, [3]), noMiddle)).toMatchObject({
      status: "suppressed",
      reason: "EMPTY_BASE",
    });
  });

  test("unequal weights: the linearised standard error", () => {
    // w = 2, 1, 1; m = 3; n/(n - 1) Σ w²(x - m)²/W² = 1.5 (4 · 1 + 4 + 0)/16
    const estimate = scoreMean(tallyOf(ONE_TO_FIVE, [4, 1, 3], { weights: [2, 1, 1] }), mean) as Estimated;
    expectNumbers(estimate, { value: 3, standardError: Math.sqrt(0.75) });
    const share = scoreMean(tallyOf(ONE_TO_FIVE, [4, 1, 3], { weights: [2, 1, 1] }), happy) as Estimated;
    expectNumbers(share, { value: 0.5, standardError: Math.sqrt((1.5 * 6 * 0.25) / 16) });
  });

  test("equal weights say nothing, whatever they are", () => {
    const plain = scoreMean(tallyOf(ZERO_TO_TEN, [10, 9, 8, 3, 3]), net) as Estimated;
    for (const weight of [3, 0.1, "0.3333333333333333", 1e-20, 1e20]) {
      const weighted = scoreMean(
        tallyOf(ZERO_TO_TEN, [10, 9, 8, 3, 3], { weights: new Array(5).fill(weight) }),
        net,
      ) as Estimated;
      expectNumbers(weighted, { value: plain.value, standardError: plain.standardError, evidence: plain.evidence });
      expect(weighted.base.effective).toBe(5);
    }
  });

  test("weights that cancel leave exactly 0, and equal answers exactly their value", () => {
    const cancel = tallyOf(ZERO_TO_TEN, [9, 10, 3], { weights: [0.1, 0.2, 0.3] });
    expect(scoreMean(cancel, net).value).toBe(0);
    const promoters = scoreMean(tallyOf(ZERO_TO_TEN, [9, 10, 10], { weights: [0.1, 0.2, 0.4] }), net);
    expect(promoters).toMatchObject({ value: 100, standardError: 0, flags: ["DEGENERATE_VARIANCE", "SMALL_BASE"] });
    const sixths = scaleOf(1, 7);
    const same = scoreMean(
      tallyOf(sixths, [3, 3, 3, 3, 3, 3], { weights: [0.1, 0.2, 0.3, 0.7, 1.1, 0.6] }),
      indexScore("index"),
    );
    expect(same).toMatchObject({ value: 200 / 6, standardError: 0 });
    expect(scoreMean(tallyOf(sixths, [3, 3, 3]), indexScore("index"))).toMatchObject({
      value: 200 / 6,
      standardError: 0,
    });
  });

  test("points between whole numbers take their weights too", () => {
    const halves = scaleOf(1, 5, { step: 0.5 });
    expect(scoreMean(tallyOf(halves, [1.5, 3, 4.5], { weights: [1, 1, 2] }), mean).value).toBe(3.375);
  });

  test("weights with more digits than a double has add up just as exactly", () => {
    const fine = ["0.1000000000000000000001", "0.2000000000000000000001", "0.3000000000000000000002", "1e-21"];
    const tally = tallyOf(ZERO_TO_TEN, [9, 10, 3, 8], { weights: fine });
    expect(scoreMean(tally, net).value).toBe(0);
    expectNumbers(
      scoreMean(tally, net),
      scoreMean(tallyOf(ZERO_TO_TEN, [9, 10, 3, 8], { weights: [0.1, 0.2, 0.3, 1e-21] }), net),
    );
    const halves = scaleOf(1, 5, { step: 0.5 });
    const wide = tallyOf(halves, [1.5, 3, 4.5], { weights: ["1000000000000", "1e-10", "1000000000000"] });
    expectNumbers(scoreMean(wide, mean).value, 3);
    const decided = shareScore("decided", (point) => (point === 3 ? null : point > 3));
    expect(scoreMean(wide, decided)).toMatchObject({ value: 0.5, base: { valid: 2, notApplicable: 1 } });
    const signed = { ...mean, of: (point: number) => (point === 3 ? null : point - 3.75) };
    expectNumbers(scoreMean(wide, signed).value, -0.75);
    // The units have room in a double, a thousand times as many have not.
    const large = { ...mean, of: (point: number) => 1000 * point };
    const close = tallyOf(ZERO_TO_TEN, [1, 2], { weights: [4e12, 4e12 + 1] });
    expectNumbers(scoreMean(close, large).value, 1500 + 500 / (8e12 + 1));
  });

  test("one answer has a value and no standard error; so has one with all the weight", () => {
    expect(scoreMean(tallyOf(ONE_TO_FIVE, [4]), mean)).toMatchObject({ value: 4, standardError: null });
    expect(scoreMean(tallyOf(ONE_TO_FIVE, [4, 2], { weights: [0.7, 0] }), mean)).toMatchObject({
      value: 4,
      standardError: null,
    });
  });

  test("30 answers are no small base", () => {
    const flags = (n: number): unknown =>
      (
        scoreMean(
          tallyFromCells(ONE_TO_FIVE, [
            { point: 5, n },
            { point: 1, n: 1 },
          ]),
          mean,
        ) as Estimated
      ).flags;
    expect([flags(28), flags(29)]).toEqual([["SMALL_BASE"], []]);
  });

  test("a million million answers", () => {
    const huge = tallyFromCells(ZERO_TO_TEN, [
      { point: 10, n: 1e12 },
      { point: 0, n: 1e12 + 1 },
    ]);
    expectNumbers(scoreMean(huge, net), { value: -100 / (2e12 + 1), standardError: 100 / Math.sqrt(2e12) });
  });

  test("is suppressed, not zero, when nobody answered", () => {
    expect(scoreMean(emptyTally(ONE_TO_FIVE), mean)).toEqual({
      status: "suppressed",
      metric: "mean",
      unit: "scale",
      value: null,
      standardError: null,
      reason: "EMPTY_BASE",
      base: expect.objectContaining({ eligible: 0, valid: 0, effective: 0 }),
    });
  });

  test("refuses a score of another kind", () => {
    const median = { ...mean, kind: "median" } as unknown as Score;
    expect(() => scoreMean(tallyOf(ONE_TO_FIVE, [4]), median)).toThrow(
      expect.objectContaining({ code: "NAME_UNKNOWN" }),
    );
  });
});

describe("weights of very different size", () => {
  // Two answers d apart: x₁ − m = d w₂/W, so that SE = 2 w₁ w₂ d/W².
  test.each([
    [1e9, 1],
    [1e9, 1e-9],
    [1, 1e-9],
  ])("%d and %d leave a standard error with all its digits", (w1, w2) => {
    const tally = tallyOf(ZERO_TO_TEN, [10, 9], { weights: [w1, w2] });
    const error = (2 * w1 * w2) / (w1 + w2) ** 2;
    expectNumbers(scoreMean(tally, meanScore("mean")), { standardError: error }, 1e-14);
    const points = contrastScore("points", (point) => (point === 10 ? 1 : 0));
    expectNumbers(scoreMean(tally, points), { standardError: 100 * error }, 1e-14);
  });

  test("say how small the share of the others is", () => {
    const tally = tallyOf(ZERO_TO_TEN, [10, 8], { weights: [1e12, 1] });
    const { evidence } = scoreMean(
      tally,
      contrastScore("points", (point) => (point > 8 ? 1 : 0)),
    ) as Estimated;
    expect(evidence).toMatchObject({ kind: "contrast", negative: 0, neutral: 1 / (1e12 + 1) });
  });
});
