import { describe, expect, test } from "vitest";
import { MetricsError } from "../error.ts";
import { betaCdf, betaQuantile, betaSurvival } from "./beta.ts";
import { chiSquareCdf, chiSquareQuantile, chiSquareSurvival } from "./chi-square.ts";
import { fCdf, fQuantile, fSurvival } from "./f.ts";
import { logBeta, logGamma } from "./log-gamma.ts";
import { normalCdf, normalSurvival, normalTwoSidedP } from "./normal.ts";
import { normalQuantile } from "./normal-quantile.ts";
import { studentTCdf, studentTQuantile, studentTSurvival, studentTTwoSidedP } from "./student-t.ts";

describe("the ends of the range", () => {
  test("hold all or nothing", () => {
    expect([normalCdf(-Infinity), normalCdf(Infinity), normalSurvival(-Infinity), normalSurvival(Infinity)]).toEqual([
      0, 1, 1, 0,
    ]);
    expect([studentTCdf(-Infinity, 3), studentTCdf(Infinity, 3), studentTSurvival(Infinity, Infinity)]).toEqual([
      0, 1, 0,
    ]);
    expect([chiSquareCdf(0, 3), chiSquareSurvival(-1, 3), chiSquareCdf(Infinity, 3)]).toEqual([0, 1, 1]);
    expect([fCdf(-1, 3, 3), fSurvival(0, 3, 3), fSurvival(Infinity, 3, 3)]).toEqual([0, 1, 0]);
    expect([betaCdf(-0.5, 3, 3), betaSurvival(0, 3, 3), betaCdf(1, 3, 3), betaSurvival(2, 3, 3)]).toEqual([0, 1, 1, 0]);
  });

  test("are the quantiles of 0 and 1", () => {
    expect([normalQuantile(0), normalQuantile(1)]).toEqual([-Infinity, Infinity]);
    expect([studentTQuantile(0, 3), studentTQuantile(1, 3), studentTQuantile(1, Infinity)]).toEqual([
      -Infinity,
      Infinity,
      Infinity,
    ]);
    expect([chiSquareQuantile(0, 3), chiSquareQuantile(1, 3)]).toEqual([0, Infinity]);
    expect([fQuantile(0, 3, 3), fQuantile(1, 3, 3)]).toEqual([0, Infinity]);
    expect([betaQuantile(0, 3, 3), betaQuantile(1, 3, 3)]).toEqual([0, 1]);
  });

  test("stand for quantiles that no number can hold", () => {
    expect(studentTQuantile(0.9, 1e-3)).toBe(Infinity); // 1e699
    expect(chiSquareQuantile(0.5, 1e-3)).toBe(0); //       1e-602
    expect(fQuantile(0.9, 2, 1e-3)).toBe(Infinity);
    expect([betaQuantile(0.1, 1e-3, 1e-3), betaQuantile(0.9, 1e-3, 1e-3)]).toEqual([0, 1]);
  });
});

describe("the middle", () => {
  test("is exactly one half", () => {
    expect([normalCdf(0), normalSurvival(-0), studentTCdf(0, 2.5), studentTSurvival(0, 1e12)]).toEqual([
      0.5, 0.5, 0.5, 0.5,
    ]);
    expect([normalTwoSidedP(0), studentTTwoSidedP(0, 4)]).toEqual([1, 1]);
    expect([normalQuantile(0.5), studentTQuantile(0.5, 4), studentTQuantile(0.5, Infinity)]).toEqual([0, 0, 0]);
    expect(fCdf(1, 7, 7)).toBeCloseTo(0.5, 15);
    expect(betaCdf(0.5, 1e12, 1e12)).toBeCloseTo(0.5, 15);
  });
});

describe("arguments beyond what anybody asks for", () => {
  test("give tails where t² or the odds leave the range of numbers", () => {
    // t^−df / 2 · (1 + O(df²)) would need more digits; the reference is the series term at 90 digits.
    expect(studentTSurvival(1e300, 1e-3) / studentTSurvival(1e200, 1e-3)).toBeCloseTo(10 ** -0.1, 14);
    expect(fCdf(1e-300, 2, 1e12)).toBeCloseTo(1e-300, 312);
    expect(fSurvival(1e300, 1e12, 2) / 1e-300).toBeCloseTo(1, 12);
  });

  test("give numbers for degrees of freedom that lie far outside", () => {
    expect(studentTSurvival(2, 1e300)).toBeCloseTo(normalSurvival(2), 15);
    expect(studentTQuantile(0.975, 1e300)).toBeCloseTo(normalQuantile(0.975), 13);
    expect(fCdf(1, 1, 1e300)).toBeCloseTo(chiSquareCdf(1, 1), 12);
    expect(chiSquareQuantile(0.5, 1e300)).toBeCloseTo(1e300, -288);
    expect(betaQuantile(0.5, 1e18, 1e20)).toBeCloseTo(1 / 101, 15);
  });
});

describe("malformed arguments", () => {
  const calls: Readonly<Record<string, () => number>> = {
    "normalCdf: expected x to be a number, got NaN": () => normalCdf(NaN),
    "normalSurvival: expected x to be a number, got NaN": () => normalSurvival(NaN),
    "normalTwoSidedP: expected z to be a number, got NaN": () => normalTwoSidedP(NaN),
    "normalQuantile: expected p to be a probability from 0 to 1, got 1.5": () => normalQuantile(1.5),
    "studentTCdf: expected t to be a number, got NaN": () => studentTCdf(NaN, 3),
    "studentTSurvival: expected df to be a positive number, got 0": () => studentTSurvival(1, 0),
    "studentTTwoSidedP: expected df to be a positive number, got NaN": () => studentTTwoSidedP(1, NaN),
    "studentTQuantile: expected p to be a probability from 0 to 1, got -0.1": () => studentTQuantile(-0.1, 3),
    "studentTQuantile: expected df to be a positive number, got -1": () => studentTQuantile(0.5, -1),
    "chiSquareCdf: expected x to be a number, got NaN": () => chiSquareCdf(NaN, 3),
    "chiSquareSurvival: expected df to be a positive finite number, got 0": () => chiSquareSurvival(1, 0),
    "chiSquareQuantile: expected p to be a probability from 0 to 1, got NaN": () => chiSquareQuantile(NaN, 3),
    "chiSquareQuantile: expected df to be a positive finite number, got Infinity": () =>
      chiSquareQuantile(0.5, Infinity),
    "fCdf: expected df1 to be a positive finite number, got -2": () => fCdf(1, -2, 3),
    "fSurvival: expected df2 to be a positive finite number, got 0": () => fSurvival(1, 2, 0),
    "fQuantile: expected df2 to be a positive finite number, got NaN": () => fQuantile(0.5, 2, NaN),
    "betaCdf: expected a to be a positive finite number, got 0": () => betaCdf(0.5, 0, 1),
    "betaSurvival: expected x to be a number, got NaN": () => betaSurvival(NaN, 1, 1),
    "betaQuantile: expected b to be a positive finite number, got -1": () => betaQuantile(0.5, 1, -1),
    "logGamma: expected x to be a positive finite number, got 0": () => logGamma(0),
    "logBeta: expected b to be a positive finite number, got Infinity": () => logBeta(1, Infinity),
  };

  test.each(Object.entries(calls))("%s", (message, call) => {
    expect(call).toThrow(MetricsError);
    expect(call).toThrow(expect.objectContaining({ code: "ARGUMENT_INVALID", message }));
  });
});

describe("extreme arguments", () => {
  test("have the tails that are left when the density underflows", () => {
    expect([chiSquareCdf(1e-300, 1e12), chiSquareSurvival(1e-300, 1e12)]).toEqual([0, 1]);
    expect([chiSquareCdf(Number.MAX_VALUE, 0.5), chiSquareSurvival(Number.MAX_VALUE, 0.5)]).toEqual([1, 0]);
    expect([chiSquareCdf(1e6, 3), chiSquareSurvival(1e6, 3)]).toEqual([1, 0]);
    expect([betaCdf(1e-300, 1e12, 1000), betaSurvival(1e-300, 1e12, 1000)]).toEqual([0, 1]);
    expect(fCdf(1e-20, 1e12, 1e-30)).toBeGreaterThanOrEqual(0);
    expect(chiSquareSurvival(1e-3, 1e-300)).toBeGreaterThanOrEqual(0);
  });

  test.each<readonly [string, () => number]>([
    ["studentTCdf", () => studentTCdf(Infinity, Number.MIN_VALUE)],
    ["studentTQuantile", () => studentTQuantile(0.1, Number.MIN_VALUE)],
    ["chiSquareCdf", () => chiSquareCdf(Number.MIN_VALUE, Number.MIN_VALUE)],
    ["fCdf", () => fCdf(1, 1, Number.MIN_VALUE)],
    ["fQuantile", () => fQuantile(0.5, 1, Number.MIN_VALUE)],
    ["betaSurvival", () => betaSurvival(0.5, 1, Number.MAX_VALUE)],
    ["betaQuantile", () => betaQuantile(0.5, 1, Number.MIN_VALUE)],
  ])("of %s are refused where no digit is left, never NaN", (where, call) => {
    expect(call).toThrow(
      expect.objectContaining({
        code: "ARGUMENT_INVALID",
        message: `${where}: expected arguments of a size that leaves digits, got extreme ones`,
      }),
    );
  });
});
