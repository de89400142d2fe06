import { describe, expect, test } from "vitest";
import { expectNumbers } from "../../test/expect-numbers.ts";
import { enps } from "../metric/nps-employee.ts";
import { nps } from "../metric/nps.ts";
import { satisfaction } from "../metric/satisfaction.ts";
import { ZERO_TO_TEN } from "../summary/scale.ts";
import { emptyTally, type Tally, tallyFromCells } from "../summary/tally.ts";
import { differenceOf, type EstimatedDifference } from "./difference.ts";
import type { Estimate } from "./estimate.ts";
import { type ChangeRow, changesOf, type PeriodChange } from "./year-on-year.ts";

const groups = (promoters: number, passives: number, detractors: number): Tally =>
  tallyFromCells(ZERO_TO_TEN, [
    { point: 10, n: promoters },
    { point: 8, n: passives },
    { point: 2, n: detractors },
  ]);

const calm = nps(groups(400, 300, 300));
const better = nps(groups(500, 300, 200));
const slightly = nps(groups(420, 300, 280));

const only = (row: ChangeRow, options = {}): PeriodChange => changesOf([row], options)[0]!;

describe("changesOf", () => {
  test("says up and down where the change is separated from 0", () => {
    expect(only({ now: better, before: calm })).toMatchObject({ verdict: "up", significant: true, practical: true });
    expect(only({ now: calm, before: better })).toMatchObject({ verdict: "down", difference: { value: -20 } });
  });

  test("says no evidence, not no change, where it is not", () => {
    expect(only({ now: slightly, before: calm })).toMatchObject({
      verdict: "no_evidence",
      significant: false,
      practical: true,
    });
  });

  test("a change below the practical threshold is no change that matters, however significant", () => {
    expect(only({ now: better, before: calm }, { threshold: 25 })).toMatchObject({
      verdict: "no_evidence",
      significant: true,
      practical: false,
    });
    expect(only({ now: better, before: calm }, { threshold: 20 })).toMatchObject({ verdict: "up" });
  });

  test("needs the minimum base in both periods", () => {
    const few = nps(groups(20, 5, 4));
    expect(only({ now: few, before: calm })).toMatchObject({
      verdict: "too_small",
      adjustedP: null,
      significant: false,
    });
    expect(only({ now: calm, before: few }).verdict).toBe("too_small");
    expect(only({ now: few, before: calm }, { minimumBase: 29 }).verdict).toBe("up");
    const empty = nps(emptyTally(ZERO_TO_TEN));
    for (const row of [
      { now: empty, before: calm },
      { now: calm, before: empty },
    ]) {
      expect(only(row, { minimumBase: 0 })).toMatchObject({
        verdict: "too_small",
        difference: { status: "suppressed" },
        practical: false,
      });
    }
  });

  test("does not compare another metric, another instrument, or nothing", () => {
    const incomparable = { verdict: "not_comparable", difference: null, adjustedP: null };
    expect(only({ now: calm, before: null })).toMatchObject(incomparable);
    expect(only({ now: calm, before: better, comparable: false })).toMatchObject(incomparable);
    expect(only({ now: calm, before: enps(groups(5, 3, 2)) })).toMatchObject(incomparable);
  });

  test("corrects over the rows that are tested, by Holm unless another family is asked for", () => {
    const rows: ChangeRow[] = [
      { now: better, before: calm },
      { now: slightly, before: calm },
      { now: calm, before: null },
      { now: nps(groups(460, 300, 240)), before: calm },
    ];
    const p = (now: Estimate): number => (differenceOf(calm, now) as EstimatedDifference).p!;
    const [first, second, , last] = rows.map(({ now }) => p(now)) as [number, number, number, number];
    expectNumbers(
      changesOf(rows).map(({ adjustedP }) => adjustedP),
      [3 * first, second, null, 2 * last],
    );
    expectNumbers(
      changesOf(rows, { family: "none" }).map(({ adjustedP }) => adjustedP),
      [first, second, null, last],
    );
    expectNumbers(changesOf(rows, { family: "bonferroni" })[3]!.adjustedP, 3 * last);
    expectNumbers(changesOf(rows, { family: "benjamini-hochberg" })[3]!.adjustedP, 1.5 * last);
  });

  test("a row that was significant alone may not be among many", () => {
    const row = { now: nps(groups(441, 300, 259)), before: calm };
    const same = { now: calm, before: calm };
    expect(only(row).verdict).toBe("up");
    expect(changesOf([row, same, same, same])[0]!.verdict).toBe("no_evidence");
  });

  test("takes the difference of recurring respondents where it is given, and passes on method and level", () => {
    const paired = { ...(differenceOf(calm, slightly) as EstimatedDifference), p: 1e-6, method: "paired" as const };
    expect(only({ now: slightly, before: calm, difference: paired })).toMatchObject({ verdict: "up", adjustedP: 1e-6 });
    expect(only({ now: better, before: calm }, { method: "wald", level: 0.9 }).difference).toMatchObject({
      method: "wald",
      interval: { level: 0.9 },
    });
    const row = { now: nps(groups(433, 300, 267)), before: calm };
    expect([0.95, 0.9].map((level) => only(row, { level }).verdict)).toEqual(["no_evidence", "up"]);
  });

  test("equal answers in both years: the same number is no evidence, whatever test there is", () => {
    const ten = satisfaction(tallyFromCells(ZERO_TO_TEN, [{ point: 10, n: 50 }]));
    expect(only({ now: ten, before: ten })).toMatchObject({
      verdict: "no_evidence",
      adjustedP: null,
      practical: false,
    });
  });

  test.each([
    { threshold: -1 },
    { threshold: Number.NaN },
    { minimumBase: -1 },
    { minimumBase: Number.POSITIVE_INFINITY },
    { level: 95 },
  ])("refuses %o", (options) => {
    expect(() => changesOf([], options)).toThrow(expect.objectContaining({ code: "ARGUMENT_INVALID" }));
  });
});
