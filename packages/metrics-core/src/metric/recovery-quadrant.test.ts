import { describe, expect, test } from "vitest";
import { crosstabOf, emptyCrosstab } from "../summary/crosstab.ts";
import { categories, REPORT_MARK, YES_NO } from "../summary/scale.ts";
import { emptyTally, tallyOf } from "../summary/tally.ts";
import {
  actionFollowed,
  outcomeByFollowed,
  QUADRANT,
  quadrantShares,
  RECOVERY_TABLE,
  type RecoveryTable,
  recoveryAdvice,
} from "./recovery-quadrant.ts";
import { satisfaction } from "./satisfaction.ts";

const TAKEN = categories([...Object.values(RECOVERY_TABLE.actions), "nothing"]);

describe("recoveryAdvice", () => {
  test.each([
    ["internal", 0.2, "internal_low", "apologise_and_help"],
    ["internal", 0.9, "internal_high", "fix_and_plus_up"],
    ["customer", 0.2, "customer_low", "red_carpet"],
    ["customer", 0.9, "customer_high", "everything_in_our_power"],
  ] as const)("for %s responsibility and an impact of %d", (responsibility, impact, cell, action) => {
    expect(recoveryAdvice({ impact, responsibility })).toEqual({
      status: "determined",
      cell,
      action,
      mapping: "assumption",
      table: { id: "recovery_quadrant", version: 1 },
    });
  });

  test("takes an impact exactly at the cut for high", () => {
    expect(recoveryAdvice({ impact: 0.5, responsibility: "customer" })).toMatchObject({ cell: "customer_high" });
  });

  test("does not guess what is unknown", () => {
    expect(recoveryAdvice({ impact: null, responsibility: "internal" })).toEqual({
      status: "undetermined",
      missing: ["impact"],
    });
    expect(recoveryAdvice({ impact: 1, responsibility: null })).toEqual({
      status: "undetermined",
      missing: ["responsibility"],
    });
    expect(recoveryAdvice({ impact: null, responsibility: null })).toMatchObject({
      missing: ["impact", "responsibility"],
    });
  });

  test("follows another table", () => {
    const table: RecoveryTable = {
      ...RECOVERY_TABLE,
      version: 2,
      impactCut: 7,
      actions: { ...RECOVERY_TABLE.actions, internal_low: "call" },
      mapping: "published",
    };
    expect(recoveryAdvice({ impact: 6, responsibility: "internal" }, table)).toMatchObject({
      action: "call",
      mapping: "published",
      table: { version: 2 },
    });
  });

  test("refuses an impact that is no number", () => {
    expect(() => recoveryAdvice({ impact: Number.NaN, responsibility: "internal" })).toThrow(
      expect.objectContaining({ code: "ARGUMENT_INVALID" }),
    );
  });
});

describe("quadrantShares", () => {
  test("are of all events, the unplaced ones included", () => {
    const events = ["internal_low", "internal_low", "internal_high", "customer_high", "undetermined"];
    const shares = quadrantShares(tallyOf(QUADRANT, events));
    expect(Object.entries(shares).map(([cell, { value }]) => [cell, value])).toEqual([
      ["internal_low", 0.4],
      ["internal_high", 0.2],
      ["customer_low", 0],
      ["customer_high", 0.2],
      ["undetermined", 0.2],
    ]);
    expect(shares.customer_low.metric).toBe("recovery_quadrant.customer_low");
  });

  test("are suppressed without events, and refuse another scale", () => {
    expect(quadrantShares(emptyTally(QUADRANT)).internal_low).toMatchObject({ reason: "EMPTY_BASE" });
    expect(() => quadrantShares(emptyTally(YES_NO))).toThrow(expect.objectContaining({ code: "SCALE_MISMATCH" }));
  });
});

describe("actionFollowed", () => {
  test("is the share of placed events that got their action", () => {
    const events = crosstabOf(QUADRANT, TAKEN, [
      ["internal_low", "apologise_and_help"],
      ["internal_high", "apologise_and_help"],
      ["customer_low", "red_carpet"],
      ["customer_high", "nothing"],
      ["undetermined", "nothing"],
      ["internal_low", null],
    ]);
    expect(actionFollowed(events)).toMatchObject({
      metric: "recovery_quadrant.followed",
      value: 0.5,
      base: { valid: 4, notApplicable: 1, missing: 1 },
    });
    expect(actionFollowed(crosstabOf(QUADRANT, TAKEN, [["internal_low", "apologise_and_help"]])).value).toBe(1);
    expect(actionFollowed(crosstabOf(QUADRANT, TAKEN, [["internal_low", "nothing"]])).value).toBe(0);
  });

  test("refuses events that are not placed, or actions that are not named", () => {
    for (const [rows, columns] of [
      [YES_NO, TAKEN] as const,
      [QUADRANT, YES_NO] as const,
      [QUADRANT, REPORT_MARK] as const,
    ]) {
      expect(() => actionFollowed(emptyCrosstab(rows, columns))).toThrow(
        expect.objectContaining({ code: "SCALE_MISMATCH" }),
      );
    }
  });
});

describe("outcomeByFollowed", () => {
  test("splits any outcome", () => {
    const outcomes = crosstabOf(YES_NO, REPORT_MARK, [
      ["yes", 8],
      ["yes", 7],
      ["no", 5],
    ]);
    expect(outcomeByFollowed(outcomes, satisfaction)).toMatchObject({
      followed: { value: 7.5 },
      notFollowed: { value: 5 },
    });
    expect(() => outcomeByFollowed(emptyCrosstab(QUADRANT, REPORT_MARK), satisfaction)).toThrow(
      expect.objectContaining({ code: "SCALE_MISMATCH" }),
    );
  });
});
