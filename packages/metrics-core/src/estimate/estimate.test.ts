import { describe, expect, test } from "vitest";
import { nps } from "../metric/nps.ts";
import { ZERO_TO_TEN } from "../summary/scale.ts";
import { emptyTally, NOT_APPLICABLE, tallyOf } from "../summary/tally.ts";
import { suppressBelow } from "./estimate.ts";

const estimate = nps(tallyOf(ZERO_TO_TEN, [10, 9, 3]));

describe("suppressBelow", () => {
  test("hides the number on fewer answers than the minimum, and keeps the base", () => {
    expect(suppressBelow(estimate, 4)).toEqual({
      status: "suppressed",
      metric: "nps.0_10.classic",
      unit: "points",
      value: null,
      standardError: null,
      reason: "BELOW_MINIMUM_BASE",
      base: estimate.base,
    });
    expect(suppressBelow(estimate, 3)).toBe(estimate);
  });

  test("an empty base stays an empty base", () => {
    expect(suppressBelow(nps(emptyTally(ZERO_TO_TEN)), 4)).toMatchObject({ reason: "EMPTY_BASE" });
  });

  test("a minimum that is no number hides", () => {
    expect(suppressBelow(estimate, Number.NaN)).toMatchObject({ status: "suppressed" });
  });
});

describe("the base ledger", () => {
  test("tells who was asked, who answered, and who was used", () => {
    const { base } = nps(
      tallyOf(ZERO_TO_TEN, [10, 9, 3, null, undefined, NOT_APPLICABLE, 11, 7.5], { invalid: "count" }),
    );
    expect(base).toEqual({
      eligible: 8,
      answered: 5,
      valid: 3,
      invalid: 2,
      missing: 2,
      notApplicable: 1,
      weighted: 3,
      effective: 3,
    });
  });

  test("tells the weight, and how many equal answers would be as precise", () => {
    const { base } = nps(tallyOf(ZERO_TO_TEN, [10, 9, 3], { weights: ["0.1", 0.2, 3] }));
    expect(base).toMatchObject({ valid: 3, weighted: 3.3, effective: expect.closeTo(3.3 ** 2 / 9.05, 12) });
  });

  test("an answer without weight stands in the ledger and in no estimate", () => {
    expect(nps(tallyOf(ZERO_TO_TEN, [10, 3], { weights: [1, 0] }))).toMatchObject({
      value: 100,
      base: { valid: 2, weighted: 1 },
    });
    expect(nps(tallyOf(ZERO_TO_TEN, [10, 3], { weights: [0, 0] }))).toMatchObject({
      status: "suppressed",
      reason: "EMPTY_BASE",
      base: { valid: 2, weighted: 0, effective: 0 },
    });
  });
});
