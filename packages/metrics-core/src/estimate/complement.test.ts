import { describe, expect, test } from "vitest";
import { expectNumbers } from "../../test/expect-numbers.ts";
import { nps } from "../metric/nps.ts";
import { satisfaction, topBox } from "../metric/satisfaction.ts";
import { ZERO_TO_TEN } from "../summary/scale.ts";
import { emptyTally, mergeTallies, type Tally, tallyOf } from "../summary/tally.ts";
import { complementTest } from "./complement.ts";
import { differenceOf, type EstimatedDifference } from "./difference.ts";

const segment = tallyOf(ZERO_TO_TEN, [10, 9, 3, 8, 10, 9]);
const rest = tallyOf(ZERO_TO_TEN, [2, 9, 3, 8, 10, 6, 5, 0]);
const whole = mergeTallies(segment, rest);

describe("complementTest", () => {
  test("compares a segment with everybody else", () => {
    const found = complementTest(whole, segment, nps);
    expect(found.segment).toEqual(nps(segment));
    expect(found.rest).toEqual(nps(rest));
    expect(found.difference).toEqual(differenceOf(nps(rest), nps(segment)));
    expect(found.difference.value).toBeGreaterThan(0);
  });

  test.each([
    ["points", nps],
    ["a mean", satisfaction],
    ["a share", (tally: Tally) => topBox(tally, 2)],
  ])("from the total: the difference shrinks by the segment's share, and so does its error (%s)", (_, metric) => {
    const weighted = tallyOf(ZERO_TO_TEN, [10, 9, 3, 8], { weights: [1, 2, 2.5, 1] });
    const all = mergeTallies(whole, weighted);
    const { difference, fromTotal, segment: inside } = complementTest(all, weighted, metric, { method: "wald" });
    expectNumbers(fromTotal!.value, inside.value! - metric(all).value!);
    const shrink = fromTotal!.value / difference.value!;
    expectNumbers(shrink, 14 / 20.5);
    expectNumbers(fromTotal!.standardError, shrink * (difference as EstimatedDifference).standardError!);
  });

  test("a segment of one has a difference without an error", () => {
    const one = tallyOf(ZERO_TO_TEN, [10]);
    expect(complementTest(whole, one, satisfaction).fromTotal).toMatchObject({ standardError: null });
  });

  test("is suppressed when the segment is empty, or everybody", () => {
    for (const part of [emptyTally(ZERO_TO_TEN), whole]) {
      expect(complementTest(whole, part, nps)).toMatchObject({ difference: { status: "suppressed" }, fromTotal: null });
    }
  });

  test("refuses a segment that is not a part of the whole", () => {
    expect(() => complementTest(segment, rest, nps)).toThrow(expect.objectContaining({ code: "ARGUMENT_INVALID" }));
  });
});
