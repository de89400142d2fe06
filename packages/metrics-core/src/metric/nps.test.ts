import { describe, expect, test } from "vitest";
import { expectNumbers } from "../../test/expect-numbers.ts";
import { describeMetric } from "../describe/registry.ts";
import { differenceOf } from "../estimate/difference.ts";
import { REPORT_MARK, type Scale, ZERO_TO_TEN } from "../summary/scale.ts";
import { emptyTally, tallyOf } from "../summary/tally.ts";
import { nps, npsGroups, npsScore, npsScoreFor, requireCuts } from "./nps.ts";

describe("nps", () => {
  test("9 and 10 promote, 7 and 8 stand by, 0 to 6 detract", () => {
    const scores = Array.from({ length: 11 }, (_, point) => nps(tallyOf(ZERO_TO_TEN, [point])).value);
    expect(scores).toEqual([-100, -100, -100, -100, -100, -100, -100, 0, 0, 100, 100]);
    expect(Array.from({ length: 11 }, (_, point) => npsScore.of(point, point, ZERO_TO_TEN))).toEqual(scores);
  });

  test("small samples that were published", () => {
    // DEFINITIONS 1.7
    expectNumbers(nps(tallyOf(ZERO_TO_TEN, [10, 9, 10, 8, 7, 5, 6, 9, 10])).value, 100 / 3);
    expectNumbers(nps(tallyOf(ZERO_TO_TEN, [1, 9, 10])).value, 100 / 3);
  });

  test("is suppressed, not zero, when nobody answered", () => {
    expect(nps(emptyTally(ZERO_TO_TEN))).toMatchObject({ status: "suppressed", value: null, reason: "EMPTY_BASE" });
  });

  test("never takes answers on 1-10", () => {
    expect(() => nps(tallyOf(REPORT_MARK, [9]))).toThrow(expect.objectContaining({ code: "SCALE_MISMATCH" }));
  });
});

describe("npsGroups", () => {
  test("shares of the three groups sum to 1, their difference is the score", () => {
    const tally = tallyOf(ZERO_TO_TEN, [10, 9, 8, 3, 2, 7, 10], { weights: [1, 2, 1, 0.5, 1, 1, 0.25] });
    const { promoters, passives, detractors } = npsGroups(tally);
    expectNumbers(promoters.value! + passives.value! + detractors.value!, 1);
    expectNumbers(100 * (promoters.value! - detractors.value!), nps(tally).value!);
    expect([promoters, passives, detractors].map(({ metric }) => metric)).toEqual([
      "nps.promoters",
      "nps.passives",
      "nps.detractors",
    ]);
  });

  test("takes other cuts on any scale", () => {
    const { promoters, passives } = npsGroups(tallyOf(REPORT_MARK, [8, 8, 6, 3]), { detractorMax: 5, promoterMin: 8 });
    expect([promoters.value, passives.value]).toEqual([0.5, 0.25]);
  });

  test("names other cuts, so that only equal groups are compared", () => {
    const ids = (scale: Scale, detractorMax: number, promoterMin: number): string[] =>
      Object.values(npsGroups(emptyTally(scale), { detractorMax, promoterMin })).map(({ metric }) => metric);
    expect(ids(ZERO_TO_TEN, 5, 8)).toEqual(["nps.promoters_8", "nps.passives_5_8", "nps.detractors_5"]);
    expect(ids(ZERO_TO_TEN, 6, 9)).toEqual(["nps.promoters", "nps.passives", "nps.detractors"]);
    expect(ids(ZERO_TO_TEN, 5, 9)).toEqual(["nps.promoters_9", "nps.passives_5_9", "nps.detractors_5"]);
    expect(ids(ZERO_TO_TEN, 6, 8)).toEqual(["nps.promoters_8", "nps.passives_6_8", "nps.detractors_6"]);
    expect(ids(REPORT_MARK, 6, 9)).toEqual(["nps.promoters_9", "nps.passives_6_9", "nps.detractors_6"]);

    const tally = tallyOf(ZERO_TO_TEN, [10, 8, 3]);
    const european = npsGroups(tally, { detractorMax: 5, promoterMin: 8 });
    expect(() => differenceOf(npsGroups(tally).promoters, european.promoters)).toThrow(
      expect.objectContaining({ code: "INPUT_MISMATCH" }),
    );
    for (const { metric } of Object.values(european)) expect(describeMetric(metric).unit).toBe("share");
  });

  test("refuses the classic cuts on another scale, and cuts that overlap", () => {
    expect(() => npsGroups(tallyOf(REPORT_MARK, [8]))).toThrow(expect.objectContaining({ code: "SCALE_MISMATCH" }));
    for (const cuts of [
      { detractorMax: 8, promoterMin: 8 },
      { detractorMax: 0, promoterMin: 8 },
      { detractorMax: 6, promoterMin: 11 },
    ]) {
      expect(() => requireCuts("npsGroups", REPORT_MARK, cuts)).toThrow(
        expect.objectContaining({ code: "ARGUMENT_INVALID" }),
      );
    }
    expect(() => requireCuts("npsGroups", REPORT_MARK, { detractorMax: 1, promoterMin: 10 })).not.toThrow();
  });
});

test("a variant scores by its own cuts", () => {
  const score = npsScoreFor("mine", { detractorMax: 2, promoterMin: 4 });
  expect([1, 2, 3, 4, 5].map((point) => score.of(point, point - 1, REPORT_MARK))).toEqual([-100, -100, 0, 100, 100]);
  expect(score).toMatchObject({ metric: "mine", unit: "points", kind: "contrast" });
});
