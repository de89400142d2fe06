import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { expectDigits, expectNumbers } from "../../test/expect-numbers.ts";
import { atLeastTimes } from "../estimate/at-least-times.ts";
import { intervalOf } from "../estimate/interval.ts";
import { type Crosstab, crosstabFromCells, crosstabOf, emptyCrosstab } from "../summary/crosstab.ts";
import { YES_NO } from "../summary/scale.ts";
import { SHARING, sharing } from "./sharing.ts";

/** Nobody has both experiences. */
const apart = (positive: readonly [number, number], negative: readonly [number, number]): Crosstab =>
  crosstabFromCells(SHARING, SHARING, [
    { row: "shared", column: "none", n: positive[0] },
    { row: "kept", column: "none", n: positive[1] - positive[0] },
    { row: "none", column: "shared", n: negative[0] },
    { row: "none", column: "kept", n: negative[1] - negative[0] },
  ]);

describe("sharing", () => {
  test("of 450 in 1500 positive and 300 in 500 negative experiences is twice as often: 2.00 (1.800, 2.222)", () => {
    const { positive, negative, ratio } = sharing(apart([450, 1500], [300, 500]));
    expect(positive).toMatchObject({
      metric: "sharing.positive",
      value: 0.3,
      base: { valid: 1500, notApplicable: 500 },
    });
    expect(negative).toMatchObject({
      metric: "sharing.negative",
      value: 0.6,
      base: { valid: 500, notApplicable: 1500 },
    });
    expect(ratio).toMatchObject({ metric: "sharing.ratio", unit: "ratio", base: { valid: 2000 } });
    expectNumbers(ratio.value, 2);
    const { low, high } = intervalOf(ratio)!;
    expectDigits(low, 1.8, 3);
    expectDigits(high, 2.222, 3);
    expect(atLeastTimes(ratio, 2)).toMatchObject({ holds: false });
  });

  test("of 60/100 and 60/200 is 2.00 (1.534, 2.608), with a one-sided lower bound of 1.601", () => {
    const { ratio } = sharing(apart([60, 200], [60, 100]));
    const { low, high } = intervalOf(ratio)!;
    expectDigits(low, 1.534, 3);
    expectDigits(high, 2.608, 3);
    expectDigits(atLeastTimes(ratio, 2)!.low, 1.601, 3);
  });

  test("knows that people with both experiences are the same people", () => {
    const pairs = [
      ["shared", "shared"],
      ["shared", "shared"],
      ["kept", "kept"],
      ["kept", "shared"],
      ["kept", "none"],
      ["none", "kept"],
    ] as const;
    const weights = [1, 2, 0.5, 1, 1.5, 1];
    const { ratio } = sharing(crosstabOf(SHARING, SHARING, pairs, { weights }));
    // Row by row: e = w (s₋/S₋ − m₋/N₋ − s₊/S₊ + m₊/N₊), and p₋ = 4/5.5, p₊ = 3/6.
    const e = [1 * (1 / 4 - 1 / 3), 2 * (1 / 4 - 1 / 3), 0.5 * (1 / 6), 1 * (1 / 4), 1.5 * (1 / 6), 1 * (0 - 1 / 5.5)];
    e[0]! += 1 / 6 - 1 / 5.5;
    e[1]! += 2 * (1 / 6 - 1 / 5.5);
    e[2]! -= 0.5 / 5.5;
    e[3]! += 1 / 6 - 1 / 5.5;
    const variance = e.reduce((sum, each) => sum + each ** 2, 0);
    expectNumbers(ratio, { value: 4 / 5.5 / 0.5, evidence: { logStandardError: Math.sqrt(variance) } }, 1e-12);
  });

  test("adds half a person to every cell when nobody shared", () => {
    const { positive, ratio } = sharing(apart([0, 20], [5, 20]));
    expect(positive.value).toBe(0);
    expect(ratio).toMatchObject({ flags: ["CONTINUITY_CORRECTED"] });
    expectNumbers(ratio.value, 11);
  });

  test("is suppressed on the side nobody had an experience on", () => {
    const { positive, negative, ratio } = sharing(apart([0, 0], [5, 20]));
    expect(positive).toMatchObject({ reason: "EMPTY_BASE", base: { valid: 0, notApplicable: 20 } });
    expect(negative.value).toBe(0.25);
    expect(ratio).toMatchObject({ reason: "EMPTY_BASE", value: null });
    expect(sharing(emptyCrosstab(SHARING, SHARING)).ratio).toMatchObject({ reason: "EMPTY_BASE" });
  });

  test("refuses other questions", () => {
    expect(() => sharing(emptyCrosstab(YES_NO, SHARING))).toThrow(expect.objectContaining({ code: "SCALE_MISMATCH" }));
    expect(() => sharing(emptyCrosstab(SHARING, YES_NO))).toThrow(expect.objectContaining({ code: "SCALE_MISMATCH" }));
  });

  const size = fc
    .integer({ min: 2, max: 400 })
    .chain((n) => fc.tuple(fc.integer({ min: 1, max: n - 1 }), fc.constant(n)));

  test.prop([size, size])("has Katz's standard error when nobody had both experiences", (positive, negative) => {
    const katz = [positive, negative].reduce((sum, [s, n]) => sum + 1 / s - 1 / n, 0);
    expectNumbers(sharing(apart(positive, negative)).ratio, {
      value: (negative[0] / negative[1] / positive[0]) * positive[1],
      evidence: { logStandardError: Math.sqrt(katz) },
    });
  });
});
