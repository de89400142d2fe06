import { describe, expect, test } from "vitest";
import type { Estimated } from "../estimate/estimate.ts";
import { intervalOf } from "../estimate/interval.ts";
import { categories, ONE_TO_FIVE, REPORT_MARK, scaleOf } from "../summary/scale.ts";
import { emptyTally, tallyFromCells, tallyOf } from "../summary/tally.ts";
import { reportMark } from "./report-mark.ts";

describe("reportMark", () => {
  const marks = tallyFromCells(REPORT_MARK, [
    { point: 4, n: 5 },
    { point: 5, n: 10 },
    { point: 6, n: 15 },
    { point: 7, n: 30 },
    { point: 8, n: 30 },
    { point: 10, n: 10 },
  ]);

  test("gives the mean, the share of 8 or higher and the share of 5 or lower", () => {
    const { mean, high, insufficient } = reportMark(marks);
    expect(mean).toMatchObject({ metric: "report_mark", unit: "scale", value: 7.1, range: [1, 10] });
    expect(high).toMatchObject({ metric: "report_mark.at_least_8", unit: "share", value: 0.4 });
    expect(insufficient).toMatchObject({ metric: "report_mark.at_most_5", unit: "share", value: 0.15 });
    expect((mean as Estimated).standardError).toBeCloseTo(Math.sqrt(219 / 99 / 100), 12);
    expect(intervalOf(high)).toMatchObject({ method: "wilson" });
  });

  test("takes half marks, and a 5.5 is a pass", () => {
    const halves = reportMark(tallyOf(scaleOf(1, 10, { step: 0.5 }), [5, 5.5, 7.5, 8]));
    expect(halves).toMatchObject({ mean: { value: 6.5 }, high: { value: 0.25 }, insufficient: { value: 0.25 } });
  });

  test("names other cuts in the metric ids", () => {
    const { high, insufficient } = reportMark(marks, { highMin: 9, insufficientMax: 6 });
    expect(high).toMatchObject({ metric: "report_mark.at_least_9", value: 0.1 });
    expect(insufficient).toMatchObject({ metric: "report_mark.at_most_6", value: 0.3 });
  });

  test("takes the lowest mark as a cut", () => {
    expect(reportMark(marks, { highMin: 5, insufficientMax: 1 })).toMatchObject({
      high: { value: 0.95 },
      insufficient: { metric: "report_mark.at_most_1", value: 0 },
    });
  });

  test("is suppressed, not zero, when nobody answered", () => {
    const empty = { status: "suppressed", value: null, reason: "EMPTY_BASE" };
    expect(reportMark(emptyTally(REPORT_MARK))).toMatchObject({ mean: empty, high: empty, insufficient: empty });
  });

  test.each([
    ["another lowest mark", scaleOf(0, 10)],
    ["another highest mark", ONE_TO_FIVE],
    ["marks where low is good", scaleOf(1, 10, { direction: "low_is_good" })],
    ["categories", categories(["a", "b"])],
  ])("refuses %s", (_, scale) => {
    expect(() => reportMark(emptyTally(scale))).toThrow(expect.objectContaining({ code: "SCALE_MISMATCH" }));
  });

  test.each([
    ["a high cut that is no mark", { highMin: 7.5, insufficientMax: 5 }],
    ["an insufficient cut that is no mark", { highMin: 8, insufficientMax: 0 }],
    ["cuts that overlap", { highMin: 6, insufficientMax: 6 }],
  ])("refuses %s", (_, cuts) => {
    expect(() => reportMark(marks, cuts)).toThrow(expect.objectContaining({ code: "ARGUMENT_INVALID" }));
  });
});
