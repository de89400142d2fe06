import { describe, expect, test } from "vitest";
import { expectNumbers } from "../../test/expect-numbers.ts";
import { satisfaction } from "../metric/satisfaction.ts";
import { REPORT_MARK } from "../summary/scale.ts";
import { tallyOf } from "../summary/tally.ts";
import type { Member } from "./member.ts";
import { benchmarkChange } from "./panel.ts";
import { type SectorEstimate, sectorValue } from "./sector-value.ts";

const member = (organisation: string, answers: readonly number[]): Member => ({
  organisation,
  estimate: satisfaction(tallyOf(REPORT_MARK, answers)),
});

const before = [member("a", [7, 8]), member("b", [5, 6]), member("leaver", [9, 10]), member("silent", [])];
const now = [member("newcomer", [3, 4]), member("b", [6, 7]), member("a", [8, 9]), member("silent", [4, 5])];

describe("benchmarkChange", () => {
  test("names the constant panel, and keeps newcomers and leavers out of it", () => {
    const { constantPanel, fullPanel, panel } = benchmarkChange(before, now);
    expect(panel).toEqual(["b", "a"]);
    expect(constantPanel).toMatchObject({ change: 1, before: { value: 6.5, organisations: 2 }, now: { value: 7.5 } });
    expect(fullPanel).toMatchObject({ change: 5.75 - 7.5, before: { organisations: 3 }, now: { organisations: 4 } });
    const errors = [constantPanel.before, constantPanel.now].map((each) => (each as SectorEstimate).standardError!);
    expectNumbers(constantPanel.standardError, Math.hypot(...errors));
  });

  test("leaves out one's own organisation, and takes any method", () => {
    const { constantPanel, fullPanel, panel } = benchmarkChange(before, now, { method: "median", leaveOut: "a" });
    expect(panel).toEqual(["b"]);
    expect(constantPanel).toMatchObject({
      before: { method: "median", value: 5.5 },
      now: { value: 6.5 },
      standardError: null,
    });
    expect(fullPanel.before).toEqual(sectorValue(before, { method: "median", leaveOut: "a" }));
  });

  test("is null, not zero, where a panel is empty", () => {
    const { constantPanel, fullPanel } = benchmarkChange(before, [member("newcomer", [3, 4])]);
    expect(constantPanel).toMatchObject({ change: null, standardError: null, now: { status: "suppressed" } });
    expect(fullPanel.change).toBe(3.5 - 7.5);
    expect(benchmarkChange(before, []).fullPanel).toMatchObject({ change: null, now: { status: "suppressed" } });
  });
});
