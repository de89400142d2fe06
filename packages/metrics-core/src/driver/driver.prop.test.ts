import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { type Answers, answersOf } from "../summary/gram-answers.ts";
import { mergeGrams } from "../summary/gram.ts";
import { gramOf } from "../summary/gram-of.ts";
import { asymmetryIndex } from "./asymmetry.ts";
import { type DriverAnalysis, driverAnalysis } from "./driver-analysis.ts";
import { DECOMPOSITIONS } from "./importance.ts";

const NAMES = ["y", "a", "b", "c", "d"];
const rows = fc.array(fc.tuple(...NAMES.map(() => fc.integer({ min: 1, max: 10 }))), { minLength: 0, maxLength: 60 });

const table = (all: readonly (readonly number[])[], weights?: readonly number[]): Answers =>
  answersOf(Object.fromEntries(NAMES.map((name, i) => [name, all.map((row) => row[i])])), weights && { weights });
const analyse = (all: readonly (readonly number[])[], weights?: readonly number[]): DriverAnalysis =>
  driverAnalysis(gramOf(table(all, weights)), { outcome: "y" });

const numbers = (value: unknown): readonly number[] => {
  if (typeof value === "number") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(numbers) : [];
};

describe("driverAnalysis", () => {
  test.prop([rows])("gives finite numbers or a reason, never NaN", (all) => {
    expect(numbers(analyse(all)).every(Number.isFinite)).toBe(true);
  });

  test.prop([rows])("divides R² without rest, and LMG and relative weights without negative parts", (all) => {
    const result = analyse(all);
    if (result.status !== "estimated") return;
    expect(result.rSquared).toBeGreaterThanOrEqual(0);
    expect(result.rSquared).toBeLessThanOrEqual(1);
    for (const method of DECOMPOSITIONS) {
      const parts = result.drivers.map(({ importance }) => importance[method]);
      expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(result.rSquared, 8);
      if (method !== "pratt") expect(Math.min(...parts)).toBeGreaterThanOrEqual(-1e-10);
    }
  });

  test.prop([rows])(
    "finds LMG again as general dominance, between usefulness and the squared correlation's extremes",
    (all) => {
      const result = analyse(all);
      if (result.status !== "estimated") return;
      result.drivers.forEach(({ importance }, i) => {
        const gains = result.dominance!.conditional[i]!;
        expect(result.dominance!.general[i]).toBeCloseTo(importance.lmg, 10);
        expect(gains[0]).toBeCloseTo(importance.first, 10);
        expect(gains.at(-1)).toBeCloseTo(importance.usefulness, 8);
        expect(importance.lmg).toBeGreaterThanOrEqual(Math.min(...gains) - 1e-10);
        expect(importance.lmg).toBeLessThanOrEqual(Math.max(...gains) + 1e-10);
      });
    },
  );

  test.prop([rows, fc.nat(60)])("does not depend on where the responses were split", (all, at) => {
    const halves = mergeGrams(gramOf(table(all.slice(0, at)), NAMES), gramOf(table(all.slice(at)), NAMES));
    expect(driverAnalysis(halves, { outcome: "y" })).toEqual(analyse(all));
  });

  test.prop([rows])("weighs a row of weight 2 as two rows, in importance", (all) => {
    const once = analyse([...all, ...all.filter((_, i) => i % 3 === 0)]);
    const weighted = analyse(
      all,
      all.map((_, i) => (i % 3 === 0 ? 2 : 1)),
    );
    if (once.status !== "estimated" || weighted.status !== "estimated") return;
    once.drivers.forEach(({ importance, coefficient }, i) => {
      expect(weighted.drivers[i]!.importance.lmg).toBeCloseTo(importance.lmg, 10);
      expect(weighted.drivers[i]!.coefficient).toBeCloseTo(coefficient, 8);
    });
  });

  test.prop([rows, fc.integer({ min: 2, max: 9 }), fc.integer({ min: -20, max: 20 })])(
    "does not depend on the scale of a driver",
    (all, step, offset) => {
      const [before, after] = [
        analyse(all),
        analyse(all.map(([y = 0, a = 0, ...rest]) => [y, offset + step * a, ...rest])),
      ];
      if (before.status !== "estimated" || after.status !== "estimated") {
        expect(after.status).toBe(before.status);
        return;
      }
      before.drivers.forEach(({ importance }, i) =>
        expect(after.drivers[i]!.importance.lmg).toBeCloseTo(importance.lmg, 9),
      );
      expect(after.drivers[0]!.coefficient * step).toBeCloseTo(before.drivers[0]!.coefficient, 7);
    },
  );
});

test.prop([fc.double({ min: -5, max: 5, noNaN: true }), fc.double({ min: -5, max: 5, noNaN: true })])(
  "impact asymmetry stays within −1 and 1",
  (penalty, reward) => {
    const { ia, sgp, dgp, wrongSign } = asymmetryIndex(penalty, reward);
    if (ia === null)
      expect(wrongSign.length > 0 || (penalty === 0 && reward === 0) || penalty === 0 || reward === 0).toBe(true);
    else {
      expect(Math.abs(ia)).toBeLessThanOrEqual(1);
      expect(sgp! + dgp!).toBeCloseTo(1, 12);
      expect(sgp! - dgp!).toBeCloseTo(ia, 12);
    }
  },
);
