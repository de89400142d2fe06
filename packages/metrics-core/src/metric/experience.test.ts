import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { expectNumbers } from "../../test/expect-numbers.ts";
import { intervalOf } from "../estimate/interval.ts";
import { batteryOf, emptyBattery } from "../summary/battery-of.ts";
import { ONE_TO_FIVE, REPORT_MARK } from "../summary/scale.ts";
import type { Dimension } from "../summary/statement.ts";
import { experience, experienceGap, experienceIndex } from "./experience.ts";

const dimension = (code: string, ...codes: readonly string[]): Dimension => ({
  code,
  statements: codes.map((each) => ({ code: each, scale: ONE_TO_FIVE })),
});
const EXPERIENCE = [
  dimension("functional", "there", "promises", "easy"),
  dimension("emotional", "interested", "important"),
];

const PEOPLE = [
  { there: 5, promises: 4, easy: 4, interested: 3, important: 2 },
  { there: 2, promises: 4, interested: 5 },
  { there: 5, interested: 4, important: 4 },
  { there: 4, promises: 4, easy: 3 },
  { there: 3, promises: 3, easy: 1, important: 1 },
];
/** Of each person, by hand, on 0–100. */
const FUNCTIONAL = [(100 * 10) / 12, 50, null, (100 * 8) / 12, (100 * 4) / 12];
const EMOTIONAL = [37.5, 100, 75, null, 0];

/** DEFINITIONS 8.4, row by row. */
function linearised(values: readonly (number | null)[], weights: readonly number[]) {
  const rows = values.flatMap((value, i) => (value === null ? [] : [{ value, weight: weights[i]! }]));
  const [n, total] = [rows.length, rows.reduce((sum, { weight }) => sum + weight, 0)];
  const mean = rows.reduce((sum, { value, weight }) => sum + weight * value, 0) / total;
  const squares = rows.reduce((sum, { value, weight }) => sum + ((weight * (value - mean)) / total) ** 2, 0);
  return { value: mean, standardError: Math.sqrt((n / (n - 1)) * squares) };
}

const gaps = FUNCTIONAL.map((value, i) => (value === null || EMOTIONAL[i] === null ? null : EMOTIONAL[i]! - value));

describe("experience", () => {
  test.each([
    ["without weights", undefined, [1, 1, 1, 1, 1]],
    ["with weights", [1, 0.5, 2, 0.25, 1.5], [1, 0.5, 2, 0.25, 1.5]],
  ])("is the mean of each person's index, and the gap is paired, %s", (_, given, weights) => {
    const battery = batteryOf(EXPERIENCE, PEOPLE, given === undefined ? {} : { weights: given });
    const { functional, emotional, gap } = experience(battery);
    expectNumbers(functional, linearised(FUNCTIONAL, weights), 1e-13);
    expectNumbers(emotional, linearised(EMOTIONAL, weights), 1e-13);
    expectNumbers(gap, linearised(gaps, weights), 1e-13);
  });

  test("carries unit, base and range", () => {
    const { functional, gap } = experience(batteryOf(EXPERIENCE, PEOPLE));
    expect(functional).toMatchObject({
      metric: "experience.functional",
      unit: "index",
      range: [0, 100],
      flags: ["SMALL_BASE"],
      base: { eligible: 5, valid: 4, missing: 1, weighted: 4, effective: 4 },
    });
    expect(gap).toMatchObject({
      metric: "experience.gap",
      unit: "points",
      range: [-100, 100],
      base: { eligible: 5, valid: 3, missing: 2 },
    });
    expect(intervalOf(gap)).toMatchObject({ method: "t" });
  });

  test("is suppressed when nobody answered half of the statements", () => {
    const empty = { status: "suppressed", value: null, reason: "EMPTY_BASE" };
    expect(experience(emptyBattery(EXPERIENCE))).toMatchObject({ functional: empty, emotional: empty, gap: empty });
    expect(experience(batteryOf(EXPERIENCE, [{ there: 5, interested: 5 }]))).toMatchObject({
      functional: empty,
      emotional: { value: 100, standardError: null },
      gap: empty,
    });
    expect(experience(batteryOf(EXPERIENCE, PEOPLE, { weights: [0, 0, 0, 0, 0] })).gap).toMatchObject(empty);
  });

  test("flags equal indexes, and still has an interval", () => {
    const { functional } = experience(
      batteryOf(EXPERIENCE, [
        { there: 5, promises: 5 },
        { there: 5, easy: 5 },
      ]),
    );
    expect(functional).toMatchObject({ value: 100, standardError: 0, flags: ["DEGENERATE_VARIANCE", "SMALL_BASE"] });
    expect(intervalOf(functional)).toMatchObject({ method: "wilson", high: 100 });
  });

  test("has no standard error when one person has all the weight", () => {
    const battery = batteryOf(EXPERIENCE, PEOPLE, { weights: [2, 0, 0, 0, 0] });
    expect(experience(battery).functional).toMatchObject({ standardError: null, base: { valid: 4, effective: 1 } });
  });
});

describe("experienceGap", () => {
  test("turns its sign with the dimensions", () => {
    const battery = batteryOf(EXPERIENCE, PEOPLE);
    const [there, back] = [
      experienceGap(battery, "emotional", "functional"),
      experienceGap(battery, "functional", "emotional"),
    ];
    expect(there.metric).toBe("experience.gap.emotional_minus_functional");
    expect(back.value).toBe(-there.value!);
    expect(back.standardError).toBe(there.standardError);
  });

  test("refuses a dimension that is not there, or the same one twice", () => {
    const battery = emptyBattery(EXPERIENCE);
    expect(() => experienceIndex(battery, "rational")).toThrow(expect.objectContaining({ code: "NAME_UNKNOWN" }));
    expect(() => experienceGap(battery, "rational", "emotional")).toThrow(
      expect.objectContaining({ code: "NAME_UNKNOWN" }),
    );
    expect(() => experienceGap(battery, "emotional", "emotional")).toThrow(
      expect.objectContaining({ code: "ARGUMENT_INVALID" }),
    );
    expect(() => experience(emptyBattery([EXPERIENCE[0]!]))).toThrow(expect.objectContaining({ code: "NAME_UNKNOWN" }));
  });
});

describe("laws of experience", () => {
  const answer = fc.option(fc.integer({ min: 1, max: 5 }), { nil: null });
  const person = fc.record({ there: answer, promises: answer, easy: answer, interested: answer, important: answer });
  const people = fc.array(person, { minLength: 3, maxLength: 20 });

  test.prop([people])("an answer on 1–10 at the same place counts the same", (all) => {
    const wide = EXPERIENCE.map(({ code, statements }) => ({
      code,
      statements: statements.map((each) => ({ ...each, scale: { ...ONE_TO_FIVE, max: 9, step: 2 } })),
    }));
    const stretched = all.map((each) =>
      Object.fromEntries(Object.entries(each).map(([code, a]) => [code, a === null ? null : 2 * a - 1])),
    );
    const [here, there] = [experience(batteryOf(EXPERIENCE, all)), experience(batteryOf(wide, stretched))];
    expectNumbers(there, here, 1e-13);
  });

  test.prop([people])("an index is inside 0–100 and the gap inside −100–100", (all) => {
    const { functional, emotional, gap } = experience(batteryOf(EXPERIENCE, all));
    for (const each of [functional, emotional, gap]) {
      if (each.status === "suppressed") continue;
      expect(each.value).toBeGreaterThanOrEqual(each.range[0]);
      expect(each.value).toBeLessThanOrEqual(each.range[1]);
    }
  });

  test.prop([people, fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 20, maxLength: 20 })])(
    "whole weights repeat people",
    (all, times) => {
      const weighted = experience(batteryOf(EXPERIENCE, all, { weights: times.slice(0, all.length) }));
      const repeated = experience(
        batteryOf(
          EXPERIENCE,
          all.flatMap((each, i) => new Array(times[i]!).fill(each)),
        ),
      );
      expectNumbers(
        [weighted.functional.value, weighted.gap.value],
        [repeated.functional.value, repeated.gap.value],
        1e-13,
      );
    },
  );

  test("statements on scales of different length are rescaled first", () => {
    const mixed = [
      {
        code: "functional",
        statements: [
          { code: "a", scale: ONE_TO_FIVE },
          { code: "b", scale: REPORT_MARK },
        ],
      },
    ];
    expectNumbers(experienceIndex(batteryOf(mixed, [{ a: 4, b: 4 }]), "functional").value, (75 + 100 / 3) / 2);
  });
});
