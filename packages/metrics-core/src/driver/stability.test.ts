import { describe, expect, test } from "vitest";
import { importanceStability, type OrganisationImportance } from "./stability.ts";

const entries = (driver: string, importances: readonly number[], standardError = 0.01): OrganisationImportance[] =>
  importances.map((importance, i) => ({ organisation: `organisation ${i}`, driver, importance, standardError }));

describe("importanceStability", () => {
  test("reproduces the random-effects example of R metafor (BCG vaccine, Viechtbauer 2010, JSS 36(3); method DL)", () => {
    // Per trial: cases and others, vaccinated and not; the outcome is the log relative risk.
    const trials = [
      [4, 119, 11, 128],
      [6, 300, 29, 274],
      [3, 228, 11, 209],
      [62, 13536, 248, 12619],
      [33, 5036, 47, 5761],
      [180, 1361, 372, 1079],
      [8, 2537, 10, 619],
      [505, 87886, 499, 87892],
      [29, 7470, 45, 7232],
      [17, 1699, 65, 1600],
      [186, 50448, 141, 27197],
      [5, 2493, 3, 2338],
      [27, 16886, 29, 17825],
    ] as const; // prettier-ignore
    const trial = trials.map(([a, b, c, d], i) => ({
      organisation: String(i),
      driver: "vaccine",
      importance: Math.log(a / (a + b) / (c / (c + d))),
      standardError: Math.sqrt(1 / a - 1 / (a + b) + 1 / c - 1 / (c + d)),
    }));
    const { pooled, standardError, interval, q, iSquared, tauSquared } = importanceStability(trial).drivers[0]!;
    expect(q?.value).toBeCloseTo(152.233, 4);
    expect(q).toMatchObject({ df: 12 });
    expect(q?.p).toBeLessThan(1e-25);
    expect(tauSquared).toBeCloseTo(0.3088, 4);
    expect(100 * iSquared!).toBeCloseTo(92.12, 2);
    expect([pooled, standardError, interval.low, interval.high].map((value) => value.toFixed(4))).toEqual([
      "-0.7141",
      "0.1787",
      "-1.0644",
      "-0.3638",
    ]);
  });

  test("labels what matters everywhere, nowhere, and here but not there", () => {
    const result = importanceStability([
      ...entries("reliability", [0.21, 0.22, 0.2, 0.215]),
      ...entries("menu", [0.02, 0.03, 0.02, 0.025]),
      ...entries("customer_focus", [0.02, 0.25, 0.03, 0.22]),
    ]);
    expect(result.drivers.map(({ label }) => label)).toEqual(["stable_high", "stable_low", "varies"]);
    expect(result.threshold).toBeCloseTo(result.drivers.reduce((sum, { pooled }) => sum + pooled, 0) / 3, 15);
    expect(result.drivers[0]).toMatchObject({ iSquared: 0, tauSquared: 0, otherSide: 0, organisations: 4 });
  });

  test("calls a driver stable that is high in all organisations, though not equally", () => {
    const [high] = importanceStability(entries("empathy", [0.3, 0.4, 0.35, 0.45]), { threshold: 0.1 }).drivers;
    expect(high?.q?.p).toBeLessThan(0.001);
    expect(high).toMatchObject({ label: "stable_high" });
  });

  test("does not call chance variation", () => {
    const [driver] = importanceStability(entries("empathy", [0.1, 0.2, 0.15, 0.05], 0.1), { threshold: 0.12 }).drivers;
    expect(driver).toMatchObject({ iSquared: 0, label: "stable_high" });
  });

  test("finds no variation where all organisations agree exactly", () => {
    expect(importanceStability(entries("menu", [0.25, 0.25, 0.25], 0.125)).drivers[0]).toMatchObject({
      pooled: 0.25,
      q: { value: 0, df: 2, p: 1 },
      iSquared: 0,
      tauSquared: 0,
      label: "stable_high",
    });
  });

  test("gives no label to one organisation, and nothing to none", () => {
    expect(importanceStability(entries("menu", [0.1])).drivers[0]).toMatchObject({
      pooled: 0.1,
      q: null,
      iSquared: null,
      tauSquared: null,
      label: null,
    });
    expect(importanceStability([])).toEqual({ threshold: null, drivers: [] });
  });

  test("refuses an error of 0 and an organisation that stands twice", () => {
    expect(() => importanceStability(entries("menu", [0.1], 0))).toThrow(/error above 0/);
    expect(() => importanceStability([...entries("menu", [0.1]), ...entries("menu", [0.2])])).toThrow(
      /per organisation/,
    );
  });
});

test("refuses a threshold that is no number, and errors whose powers no number holds", () => {
  const entry = { organisation: "a", driver: "menu", importance: 0.1, standardError: 0.02 };
  const invalid = expect.objectContaining({ code: "ARGUMENT_INVALID" });
  expect(() => importanceStability([entry], { threshold: Number.NaN })).toThrow(invalid);
  for (const standardError of [1e-200, 1e200]) {
    expect(() => importanceStability([{ ...entry, standardError }])).toThrow(invalid);
  }
  expect(() => importanceStability([{ ...entry, importance: -1e200 }])).toThrow(invalid);
});
