import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { mergeTallies } from "../summary/tally.ts";
import {
  CES_V1_SCALE,
  CES_V2_SCALE,
  EXPECTATION,
  ONE_TO_FIVE,
  REPORT_MARK,
  scaleOf,
  ZERO_TO_TEN,
} from "../summary/scale.ts";
import { emptyTally, tallyOf } from "../summary/tally.ts";
import { bridgedSatisfaction, doublingBridge, minMaxBridge } from "./bridge.ts";

const MINMAX = minMaxBridge(ONE_TO_FIVE, REPORT_MARK);

describe("bridge rules", () => {
  test("give different numbers for the same answers", () => {
    expect(MINMAX.points).toEqual([1, 3.25, 5.5, 7.75, 10]);
    expect(doublingBridge().points).toEqual([2, 4, 6, 8, 10]);
  });

  test("turn a scale where low is good", () => {
    expect(minMaxBridge(CES_V1_SCALE, REPORT_MARK).points).toEqual([10, 7.75, 5.5, 3.25, 1]);
  });

  test.each([
    [MINMAX, "minmax.1-5_to_1-10"],
    [doublingBridge(), "double.1-5_to_1-10"],
    [doublingBridge(scaleOf(0.5, 5, { step: 0.5 }), REPORT_MARK), "double.0.5-5_by_0.5_to_1-10"],
    [minMaxBridge(CES_V1_SCALE, ZERO_TO_TEN), "minmax.1-5_low_is_good_to_0-10"],
  ])("are told apart by id (%#)", (rule, id) => {
    expect(rule.id).toBe(id);
  });

  test("refuse categories", () => {
    for (const rule of [() => minMaxBridge(EXPECTATION, REPORT_MARK), () => doublingBridge(ONE_TO_FIVE, EXPECTATION)]) {
      expect(rule).toThrow(expect.objectContaining({ code: "SCALE_MISMATCH" }));
    }
  });

  test.each([
    ["to a shorter scale", ONE_TO_FIVE, CES_V2_SCALE],
    ["to the other direction", CES_V1_SCALE, REPORT_MARK],
  ])("refuse to double %s", (_, from, to) => {
    expect(() => doublingBridge(from, to)).toThrow(expect.objectContaining({ code: "SCALE_MISMATCH" }));
  });
});

describe("bridgedSatisfaction", () => {
  test("carries the rule in its id", () => {
    const tally = tallyOf(ONE_TO_FIVE, [5, 4]);
    expect(bridgedSatisfaction(tally, MINMAX)).toMatchObject({
      metric: "satisfaction.bridged.minmax.1-5_to_1-10",
      value: 8.875,
      range: [1, 10],
    });
    expect(bridgedSatisfaction(tally, doublingBridge())).toMatchObject({
      metric: "satisfaction.bridged.double.1-5_to_1-10",
      value: 9,
      range: [2, 10],
    });
  });

  test("names both scales with their step and direction, and turns round where they differ", () => {
    const halves = scaleOf(1, 5, { step: 0.5 });
    expect(minMaxBridge(halves, REPORT_MARK).id).toBe("minmax.1-5_by_0.5_to_1-10");
    const turned = minMaxBridge(CES_V1_SCALE, REPORT_MARK);
    expect(turned.id).toBe("minmax.1-5_low_is_good_to_1-10");
    expect(turned.points).toEqual([10, 7.75, 5.5, 3.25, 1]);
    const low = scaleOf(0, 10, { direction: "low_is_good" });
    expect(minMaxBridge(CES_V1_SCALE, low).points).toEqual([0, 2.5, 5, 7.5, 10]);
  });

  test("is suppressed when nobody answered", () => {
    expect(bridgedSatisfaction(emptyTally(ONE_TO_FIVE), MINMAX)).toMatchObject({ reason: "EMPTY_BASE" });
  });

  test("refuses answers on another scale than the rule starts from", () => {
    expect(() => bridgedSatisfaction(emptyTally(CES_V1_SCALE), MINMAX)).toThrow(
      expect.objectContaining({ code: "SCALE_MISMATCH" }),
    );
  });

  test("is the only way to bring two scales together: they never pool", () => {
    expect(() => mergeTallies(emptyTally(ONE_TO_FIVE), emptyTally(REPORT_MARK))).toThrow(
      expect.objectContaining({ code: "SCALE_MISMATCH" }),
    );
    expect(() => mergeTallies(emptyTally(CES_V1_SCALE), emptyTally(ONE_TO_FIVE))).toThrow(
      expect.objectContaining({ code: "SCALE_MISMATCH" }),
    );
  });

  test.prop([fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 30 })])(
    "is linear in the mean when the rule is",
    (answers) => {
      const mean = answers.reduce((a, b) => a + b, 0) / answers.length;
      const bridged = bridgedSatisfaction(tallyOf(ONE_TO_FIVE, answers), MINMAX);
      expect(bridged.value).toBeCloseTo(1 + 2.25 * (mean - 1), 10);
    },
  );
});
