import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { betaCdf, betaQuantile, betaSurvival } from "./beta.ts";
import { chiSquareCdf, chiSquareQuantile, chiSquareSurvival } from "./chi-square.ts";
import { fCdf, fQuantile, fSurvival } from "./f.ts";
import { logBeta, logGamma } from "./log-gamma.ts";
import { normalCdf, normalSurvival, normalTwoSidedP } from "./normal.ts";
import { normalQuantile } from "./normal-quantile.ts";
import { studentTCdf, studentTQuantile, studentTSurvival, studentTTwoSidedP } from "./student-t.ts";

/** Made at 90 digits by two methods; see test/reference/distributions/README.md. */
interface Golden {
  readonly points: readonly (readonly number[])[]; //    [x, …parameters, lower tail, upper tail]
  readonly quantiles: readonly (readonly number[])[]; // [p, …parameters, x]
}

const golden = JSON.parse(
  readFileSync(new URL("../../test/reference/distributions/distributions.json", import.meta.url), "utf8"),
) as Readonly<Record<"normal" | "studentT" | "chiSquare" | "f" | "beta", Golden>> &
  Readonly<Record<"logGamma" | "logBeta", readonly (readonly number[])[]>>;

/** What is demanded everywhere: relative, down to 1e-300. */
const RELATIVE = 1e-12;

/** The rows whose last number `compute` misses by more than `tolerance`, with what it gave instead. */
function missed(
  rows: readonly (readonly number[])[],
  compute: (...args: number[]) => number,
  tolerance: (expected: number) => number = (expected) => RELATIVE * Math.abs(expected),
): string[] {
  return rows.flatMap((row) => {
    const expected = row.at(-1)!;
    const actual = compute(...row.slice(0, -1));
    return Math.abs(actual - expected) <= tolerance(expected) ? [] : [`${row.join(" ")}: got ${actual}`];
  });
}

const lower = (rows: Golden["points"]): number[][] => rows.map((row) => row.slice(0, -1));
const upper = (rows: Golden["points"]): number[][] => rows.map((row) => [...row.slice(0, -2), row.at(-1)!]);

describe.each([
  ["normal", normalCdf, normalSurvival, normalQuantile, 200],
  ["studentT", studentTCdf, studentTSurvival, studentTQuantile, 200],
  ["chiSquare", chiSquareCdf, chiSquareSurvival, chiSquareQuantile, 200],
  ["f", fCdf, fSurvival, fQuantile, 400],
  ["beta", betaCdf, betaSurvival, betaQuantile, 400],
] as const)("%s", (name, cdf, survival, quantile, atLeast) => {
  const { points, quantiles } = golden[name];

  test("has its lower tail within 1e-12", () => {
    expect(points.length).toBeGreaterThanOrEqual(atLeast);
    expect(missed(lower(points), cdf as (...args: number[]) => number)).toEqual([]);
  });

  test("has its upper tail within 1e-12", () => {
    expect(missed(upper(points), survival as (...args: number[]) => number)).toEqual([]);
  });

  test("has its quantiles within 1e-12", () => {
    expect(quantiles.length).toBeGreaterThanOrEqual(atLeast / 2);
    expect(missed(quantiles, quantile as (...args: number[]) => number)).toEqual([]);
  });
});

describe("two-sided p values", () => {
  test("are both normal tails together", () => {
    const rows = golden.normal.points.map(([z, low, high]) => [z!, 2 * Math.min(low!, high!)]);
    expect(missed(rows, normalTwoSidedP)).toEqual([]);
  });

  test("are both tails of Student's t together", () => {
    const rows = golden.studentT.points.map(([t, df, low, high]) => [t!, df!, 2 * Math.min(low!, high!)]);
    expect(missed(rows, studentTTwoSidedP)).toEqual([]);
  });
});

describe("logarithms", () => {
  test("of gamma are within 1e-14, beside the zeros 1 and 2 too", () => {
    expect(missed(golden.logGamma, logGamma, (expected) => 1e-14 * Math.abs(expected))).toEqual([]);
  });

  test("of beta are within 1e-14", () => {
    expect(missed(golden.logBeta, logBeta, (expected) => 1e-14 * (1 + Math.abs(expected)))).toEqual([]);
  });
});
