import { describe, expect, test } from "vitest";
import { expectNumbers } from "../../test/expect-numbers.ts";
import { categories, EXPECTATION, ONE_TO_FIVE, scaleOf } from "../summary/scale.ts";
import { emptyTally, tallyFromCells, tallyOf } from "../summary/tally.ts";
import { expectation } from "./expectation.ts";

describe("expectation", () => {
  test("three classes", () => {
    const found = expectation(tallyOf(EXPECTATION, ["as", "as", "above", "below", "above"]));
    expect(Object.values(found).map(({ value }) => value)).toEqual([0.2, 0.4, 0.4, 20, 0.2]);
    expect(found.mean.status === "estimated" && found.mean.range).toEqual([-1, 1]);
    expect(Object.values(found).map(({ metric }) => metric)).toEqual([
      "expectation.below",
      "expectation.as_expected",
      "expectation.above",
      "expectation.net",
      "expectation.mean",
    ]);
  });

  test("five classes: surprises count twice in the mean, once in the net", () => {
    const five = categories(["far below", "below", "as", "above", "surprised"]);
    const found = expectation(tallyOf(five, ["far below", "as", "above", "surprised", "surprised"]));
    expectNumbers(
      Object.values(found).map(({ value }) => value),
      [0.2, 0.2, 0.6, 40, 0.6],
    );
    expect(found.mean.status === "estimated" && found.mean.range).toEqual([-2, 2]);
    expect(expectation(tallyOf(ONE_TO_FIVE, [1, 3, 4, 5, 5])).mean.value).toBe(0.6);
  });

  test("59 of 100 as expected, on a base of two thousand", () => {
    // DEFINITIONS 5.1
    const tally = tallyFromCells(EXPECTATION, [
      { point: "below", n: 740 },
      { point: "as", n: 1180 },
      { point: "above", n: 80 },
    ]);
    const { asExpected, above } = expectation(tally);
    expect([asExpected.value, above.value]).toEqual([0.59, 0.04]);
  });

  test("is suppressed, not zero, when nobody answered", () => {
    for (const estimate of Object.values(expectation(emptyTally(EXPECTATION)))) {
      expect(estimate).toMatchObject({ status: "suppressed", reason: "EMPTY_BASE" });
    }
  });

  test("needs a middle", () => {
    expect(() => expectation(tallyOf(scaleOf(1, 4), [2]))).toThrow(expect.objectContaining({ code: "SCALE_MISMATCH" }));
  });
});
