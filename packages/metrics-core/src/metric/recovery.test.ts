import { describe, expect, test } from "vitest";
import { expectDigits, expectNumbers } from "../../test/expect-numbers.ts";
import { differenceOf } from "../estimate/difference.ts";
import { intervalOf } from "../estimate/interval.ts";
import { type Crosstab, crosstabFromCells, crosstabOf, emptyCrosstab } from "../summary/crosstab.ts";
import { ONE_TO_FIVE, ZERO_TO_TEN } from "../summary/scale.ts";
import { recovery, recoveryAgainstControl, recoveryChange } from "./recovery.ts";

/** 70 followed up: detractors 12 promoters, 16 passives, 12 detractors after; passives 8, 10, 2; promoters 8, 2, 0. */
const [D, N, P] = [3, 7, 10];
const GOLDEN: Crosstab = crosstabFromCells(ZERO_TO_TEN, ZERO_TO_TEN, [
  { row: D, column: P, n: 12 },
  { row: D, column: N, n: 16 },
  { row: D, column: D, n: 12 },
  { row: N, column: N, n: 8 },
  { row: N, column: P, n: 10 },
  { row: N, column: D, n: 2 },
  { row: P, column: P, n: 8 },
  { row: P, column: N, n: 2 },
]);

describe("recovery", () => {
  test("of 28 of 40 detractors is 70.0 % (54.57, 81.93)", () => {
    const { rate } = recovery(GOLDEN);
    expect(rate).toMatchObject({
      metric: "follow_up.recovery_rate",
      value: 0.7,
      base: { valid: 40, notApplicable: 30 },
    });
    const { low, high } = intervalOf(rate)!;
    expectDigits(100 * low, 54.57, 2);
    expectDigits(100 * high, 81.93, 2);
  });

  test("takes NPS from -42.86 to +22.86: +65.71 with a paired standard error of 9.945, not 12.666", () => {
    const { before, after, change } = recovery(GOLDEN);
    expectDigits(before.value, -42.86, 2);
    expectDigits(after.value, 22.86, 2);
    expectDigits(change.value, 65.71, 2);
    if (change.status === "suppressed") throw new Error(change.reason);
    expectDigits(change.standardError, 9.945, 3);
    expect(change).toMatchObject({ method: "paired", degreesOfFreedom: 69 });
    const unpaired = differenceOf(before, after, { method: "welch" });
    expectDigits(unpaired.status === "suppressed" ? null : unpaired.standardError, 12.666, 3);
  });

  test("has its change as an estimate of its own, with the same paired standard error", () => {
    const change = recoveryChange(GOLDEN);
    expect(change).toMatchObject({ metric: "follow_up.recovery_change", unit: "points", base: { valid: 70 } });
    expectDigits(change.value, 65.71, 2);
    expectDigits(change.standardError, 9.945, 3);
    expect(() => recoveryChange(crosstabOf(ONE_TO_FIVE, ZERO_TO_TEN, []))).toThrow(
      expect.objectContaining({ code: "SCALE_MISMATCH" }),
    );
  });

  test("begins with a detractor, who has 6 at most, and needs more than 6", () => {
    const rate = (pairs: readonly (readonly [number, number])[]): number | null =>
      recovery(crosstabOf(ZERO_TO_TEN, ZERO_TO_TEN, pairs)).rate.value;
    expect(rate([[6, 7]])).toBe(1);
    expect(rate([[6, 6]])).toBe(0);
    expect(rate([[7, 9]])).toBeNull();
  });

  test("is suppressed when nobody answered twice, and its rate when nobody was a detractor", () => {
    const empty = { status: "suppressed", value: null, reason: "EMPTY_BASE" };
    expect(recovery(emptyCrosstab(ZERO_TO_TEN, ZERO_TO_TEN))).toMatchObject({
      rate: empty,
      before: empty,
      after: empty,
      change: empty,
    });
    expect(recovery(crosstabOf(ZERO_TO_TEN, ZERO_TO_TEN, [[9, 3]]))).toMatchObject({
      rate: empty,
      after: { value: -100 },
    });
  });

  test("refuses other scales", () => {
    expect(() => recovery(emptyCrosstab(ONE_TO_FIVE, ZERO_TO_TEN))).toThrow(
      expect.objectContaining({ code: "SCALE_MISMATCH" }),
    );
    expect(() => recovery(emptyCrosstab(ZERO_TO_TEN, ONE_TO_FIVE))).toThrow(
      expect.objectContaining({ code: "SCALE_MISMATCH" }),
    );
  });
});

describe("recoveryAgainstControl", () => {
  const control = crosstabFromCells(ZERO_TO_TEN, ZERO_TO_TEN, [
    { row: D, column: D, n: 30 },
    { row: D, column: N, n: 10 },
    { row: N, column: N, n: 10 },
  ]);

  test("takes away what would have happened anyway", () => {
    const { followedUp, control: not, rate, change } = recoveryAgainstControl(GOLDEN, control);
    expectNumbers(rate.value, 28 / 40 - 10 / 40);
    expectNumbers(change.value, followedUp.change.value! - not.change.value!);
    if (
      change.status === "suppressed" ||
      followedUp.change.status === "suppressed" ||
      not.change.status === "suppressed"
    )
      throw new Error("suppressed");
    expectNumbers(change.standardError, Math.hypot(followedUp.change.standardError!, not.change.standardError!));
    expect(change).toMatchObject({ metric: "follow_up.recovery_change", method: "welch" });
    expect(rate).toMatchObject({ metric: "follow_up.recovery_rate", method: "newcombe" });
  });

  test("reaches as far as 400 points apart", () => {
    const most = (from: number, to: number) =>
      crosstabFromCells(ZERO_TO_TEN, ZERO_TO_TEN, [
        { row: from, column: to, n: 19 },
        { row: from, column: from, n: 1 },
      ]);
    expect(recoveryAgainstControl(most(D, 10), most(10, D)).change).toMatchObject({
      value: expect.closeTo(380, 10),
      interval: { low: expect.closeTo(351, 0), high: 400 },
    });
  });

  test("is suppressed without a control", () => {
    expect(recoveryAgainstControl(GOLDEN, emptyCrosstab(ZERO_TO_TEN, ZERO_TO_TEN))).toMatchObject({
      rate: { reason: "EMPTY_BASE" },
      change: { reason: "EMPTY_BASE" },
    });
  });
});
