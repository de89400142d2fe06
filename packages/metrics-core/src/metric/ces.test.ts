import { describe, expect, test } from "vitest";
import { expectDigits } from "../../test/expect-numbers.ts";
import type { Estimated } from "../estimate/estimate.ts";
import { type Interval, intervalOf } from "../estimate/interval.ts";
import { CES_EASE_SCALE, CES_V1_SCALE, CES_V2_SCALE } from "../summary/scale.ts";
import { emptyTally, mergeTallies, tallyFromCells, tallyOf } from "../summary/tally.ts";
import { ces, cesEasy, cesIndex, cesNetEasy } from "./ces.ts";

describe("Customer Effort Score 2.0", () => {
  // DEFINITIONS 2: counts, sum and mean from a published page, the rest computed independently
  const tally = tallyFromCells(
    CES_V2_SCALE,
    [80, 210, 140, 110, 160, 180, 120].map((n, index) => ({ point: index + 1, n })),
  );

  test("mean 4.08 of a thousand answers", () => {
    const mean = ces(tally, "v2") as Estimated;
    expect(mean).toMatchObject({ metric: "ces.v2", value: 4.08, base: { valid: 1000 } });
    expectDigits(mean.standardError, 0.0605, 4);
    const { low, high } = intervalOf(mean, { method: "wald" }) as Interval;
    expectDigits(low, 3.961, 3);
    expectDigits(high, 4.199, 3);
  });

  test("46 % found it easy, net +3, index 51.33", () => {
    const easy = cesEasy(tally, "v2");
    expect(easy.value).toBe(0.46);
    const { low, high } = intervalOf(easy) as Interval;
    expectDigits(100 * low, 42.93, 2);
    expectDigits(100 * high, 49.1, 2);
    expect(cesNetEasy(tally, "v2").value).toBe(3);
    expectDigits(cesIndex(tally, "v2").value, 51.33, 2);
  });
});

describe("versions", () => {
  test("v1: low is good, so its index and its easy share turn round", () => {
    const tally = tallyOf(CES_V1_SCALE, [1, 2, 3, 4, 5, 1]);
    expect(ces(tally, "v1").value).toBeCloseTo(16 / 6, 14);
    expect(cesIndex(tally, "v1").value).toBeCloseTo((100 * (5 - 16 / 6)) / 4, 12);
    expect(cesEasy(tally, "v1").value).toBe(0.5);
    expect(cesNetEasy(tally, "v1").value).toBeCloseTo(100 / 6, 12);
  });

  test("ease: 4 and 5 are easy, 1 and 2 difficult", () => {
    const tally = tallyOf(CES_EASE_SCALE, [1, 2, 3, 4, 5, 5]);
    expect(cesEasy(tally, "ease").value).toBe(0.5);
    expect(cesNetEasy(tally, "ease").value).toBeCloseTo(100 / 6, 12);
    expect(cesIndex(tally, "ease").value).toBeCloseTo((100 * (20 / 6 - 1)) / 4, 12);
  });

  test("never pool and never stand in for each other", () => {
    const mismatch = expect.objectContaining({ code: "SCALE_MISMATCH" });
    const [v1, v2, ease] = [CES_V1_SCALE, CES_V2_SCALE, CES_EASE_SCALE].map((scale) => tallyOf(scale, [2]));
    expect(() => ces(v1!, "v2")).toThrow(mismatch);
    expect(() => ces(v2!, "v1")).toThrow(mismatch);
    expect(() => cesEasy(ease!, "v1")).toThrow(mismatch);
    expect(() => mergeTallies(v1!, ease!)).toThrow(mismatch);
    expect(() => mergeTallies(v1!, v2!)).toThrow(mismatch);
  });

  test("are suppressed, not zero, when nobody answered", () => {
    for (const statistic of [ces, cesIndex, cesEasy, cesNetEasy]) {
      expect(statistic(emptyTally(CES_V2_SCALE), "v2")).toMatchObject({ status: "suppressed", reason: "EMPTY_BASE" });
    }
  });
});
