import { describe, expect, test } from "vitest";
import { describeMetric } from "../describe/registry.ts";
import { differenceOf } from "../estimate/difference.ts";
import { CES_V1_SCALE, ONE_TO_FIVE, REPORT_MARK, scaleOf } from "../summary/scale.ts";
import { emptyTally, reverseTally, tallyOf } from "../summary/tally.ts";
import { bottomBox, netSatisfaction, satisfaction, satisfactionIndex, topBox } from "./satisfaction.ts";

const answers = [5, 5, 4, 3, 2, 1, 1, 1];

describe("satisfaction", () => {
  test("mean in points of the scale, index on 0-100", () => {
    expect(satisfaction(tallyOf(ONE_TO_FIVE, answers))).toMatchObject({
      metric: "satisfaction",
      unit: "scale",
      value: 2.75,
    });
    expect(satisfactionIndex(tallyOf(ONE_TO_FIVE, answers)).value).toBe(43.75);
    expect(satisfaction(tallyOf(scaleOf(1, 10, { step: 0.5 }), [7.5, 8])).value).toBe(7.75);
  });

  test("the index turns round where low is good", () => {
    expect(satisfactionIndex(tallyOf(CES_V1_SCALE, answers)).value).toBe(56.25);
  });
});

describe("boxes", () => {
  test("best is high", () => {
    const tally = tallyOf(ONE_TO_FIVE, answers);
    expect([1, 2, 3, 4].map((k) => topBox(tally, k).value)).toEqual([0.25, 0.375, 0.5, 0.625]);
    expect([1, 2, 3, 4].map((k) => bottomBox(tally, k).value)).toEqual([0.375, 0.5, 0.625, 0.75]);
    expect(topBox(tally, 2).metric).toBe("satisfaction.top_2");
    expect(bottomBox(tally, 2).metric).toBe("satisfaction.bottom_2");
  });

  test("or best is low, as the scale says", () => {
    const tally = tallyOf(CES_V1_SCALE, answers);
    expect(topBox(tally, 2).value).toBe(0.5);
    expect(bottomBox(tally, 2).value).toBe(0.375);
    expect(netSatisfaction(tally, { top: 2, bottom: 1 }).value).toBe(25);
  });

  test("turning answers and scale round changes no box", () => {
    const tally = tallyOf(ONE_TO_FIVE, answers);
    expect(topBox(reverseTally(tally), 2)).toEqual(topBox(tally, 2));
    expect(bottomBox(reverseTally(tally), 2)).toEqual(bottomBox(tally, 2));
    expect(netSatisfaction(reverseTally(tally), { top: 1, bottom: 2 })).toEqual(
      netSatisfaction(tally, { top: 1, bottom: 2 }),
    );
  });

  test("net: top minus bottom in points", () => {
    expect(netSatisfaction(tallyOf(ONE_TO_FIVE, answers), { top: 2, bottom: 2 }).value).toBe(-12.5);
    expect(netSatisfaction(tallyOf(ONE_TO_FIVE, answers), { top: 2, bottom: 3 }).value).toBe(-25);
  });

  test("net of different boxes are different metrics", () => {
    const tally = tallyOf(ONE_TO_FIVE, answers);
    const [even, uneven] = [
      netSatisfaction(tally, { top: 2, bottom: 2 }),
      netSatisfaction(tally, { top: 1, bottom: 2 }),
    ];
    expect([even.metric, uneven.metric]).toEqual(["satisfaction.net_2_2", "satisfaction.net_1_2"]);
    expect(() => differenceOf(even, uneven)).toThrow(expect.objectContaining({ code: "INPUT_MISMATCH" }));
    expect(describeMetric(uneven.metric).name).toBe("Net satisfaction");
  });

  test.each([0, 5, 1.5, Number.NaN])("refuse a box of %d of 5 points", (k) => {
    const [tally, invalid] = [tallyOf(ONE_TO_FIVE, answers), expect.objectContaining({ code: "ARGUMENT_INVALID" })];
    expect(() => topBox(tally, k)).toThrow(invalid);
    expect(() => bottomBox(tally, k)).toThrow(invalid);
    expect(() => netSatisfaction(tally, { top: k, bottom: 1 })).toThrow(invalid);
    expect(() => netSatisfaction(tally, { top: 1, bottom: k })).toThrow(invalid);
  });

  test("refuse boxes that overlap", () => {
    expect(() => netSatisfaction(tallyOf(ONE_TO_FIVE, answers), { top: 3, bottom: 3 })).toThrow(
      expect.objectContaining({ code: "ARGUMENT_INVALID" }),
    );
  });

  test("are suppressed, not zero, when nobody answered", () => {
    const empty = emptyTally(REPORT_MARK);
    for (const estimate of [
      satisfaction(empty),
      satisfactionIndex(empty),
      topBox(empty, 3),
      bottomBox(empty, 5),
      netSatisfaction(empty, { top: 3, bottom: 5 }),
    ]) {
      expect(estimate).toMatchObject({ status: "suppressed", value: null, reason: "EMPTY_BASE" });
    }
  });
});
