import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { expectDigits, expectNumbers } from "../../test/expect-numbers.ts";
import { type Duration, durationsOf, mergeDurations, NO_DURATIONS, subtractDurations } from "../summary/durations.ts";
import { kaplanMeier, medianTime } from "./kaplan-meier.ts";

/**
 * Weeks of remission of 42 leukaemia patients: Freireich et al. 1963, Blood 21, 699–716, the standard example of survival analysis.
 * Published: curve and standard errors of the treated (Kleinbaum & Klein, Survival Analysis, ch. 2), medians 23 and 8.
 */
const at = (happened: boolean) => (time: number) => ({ time, happened });
const TREATED = durationsOf([
  ...[6, 6, 6, 7, 10, 13, 16, 22, 23].map(at(true)),
  ...[6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35].map(at(false)),
]);
const PLACEBO = durationsOf([1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23].map(at(true)));

describe("kaplanMeier", () => {
  test("gives the published curve of the treated patients", () => {
    const published = [
      [6, 21, 3, 0.8571, 0.0764],
      [7, 17, 1, 0.8067, 0.0869],
      [10, 15, 1, 0.7529, 0.0963],
      [13, 12, 1, 0.6902, 0.1068],
      [16, 11, 1, 0.6275, 0.1141],
      [22, 7, 1, 0.5378, 0.1282],
      [23, 6, 1, 0.4482, 0.1346],
    ] as const;
    const steps = kaplanMeier(TREATED);
    expect(steps.map(({ time, atRisk, events }) => [time, atRisk, events])).toEqual(
      published.map(([a, b, c]) => [a, b, c]),
    );
    for (const [i, [, , , survival, standardError]] of published.entries()) {
      expectDigits(steps[i]!.survival, survival, 4);
      expectDigits(steps[i]!.standardError, standardError, 4);
    }
  });

  test("is the share still open when no case is censored", () => {
    for (const { time, survival, standardError } of kaplanMeier(PLACEBO)) {
      const open = PLACEBO.times.reduce((sum, each, i) => (each > time ? sum + PLACEBO.events[i]! : sum), 0) / 21;
      expectNumbers([survival, standardError], [open, Math.sqrt((open * (1 - open)) / 21)], 1e-12);
    }
  });
});

describe("medianTime", () => {
  test("is 23 weeks for the treated, with no upper limit, and 8 for the others", () => {
    expect(medianTime("remission", TREATED)).toEqual({
      status: "estimated",
      metric: "remission",
      unit: "time",
      value: 23,
      interval: { level: 0.95, method: "log-log", low: 13, high: null },
      cases: 21,
      events: 9,
    });
    expect(medianTime("remission", PLACEBO)).toMatchObject({
      value: 8,
      interval: { low: 4, high: 11 },
      cases: 21,
      events: 21,
    });
  });

  test("is the middle of the time while just half of the cases are open, as of any even number", () => {
    expect(medianTime("time", durationsOf([1, 2, 3, 4].map(at(true))))).toMatchObject({ value: 2.5 });
    expect(medianTime("time", durationsOf([1, 2].map(at(true)).concat([3, 4].map(at(false)))))).toMatchObject({
      value: 2,
    });
    expect(medianTime("time", durationsOf([5].map(at(true))))).toMatchObject({
      value: 5,
      interval: { low: 5, high: null },
    });
    // 9/10 × 5/9 in doubles is just above one half.
    const dusty = durationsOf([at(true)(1), ...[2, 2, 2, 2].map(at(true)), ...[3, 3, 3, 3, 3].map(at(false))]);
    expect(medianTime("time", dusty)).toMatchObject({ value: 2 });
  });

  test("is not known while more than half of the cases are open", () => {
    expect(medianTime("time", durationsOf([at(true)(1), at(false)(2), at(false)(2)]))).toEqual({
      status: "suppressed",
      metric: "time",
      unit: "time",
      value: null,
      reason: "NOT_REACHED",
      cases: 3,
      events: 1,
    });
    expect(medianTime("time", durationsOf([at(false)(1)]))).toMatchObject({ reason: "NOT_REACHED", events: 0 });
  });

  test("is suppressed without cases", () => {
    expect(medianTime("time", NO_DURATIONS)).toMatchObject({ reason: "EMPTY_BASE", cases: 0 });
  });

  test("refuses a level of 95", () => {
    expect(() => medianTime("time", TREATED, { level: 95 })).toThrow(
      expect.objectContaining({ code: "ARGUMENT_INVALID" }),
    );
  });

  const duration: fc.Arbitrary<Duration> = fc.record({ time: fc.nat(12), happened: fc.boolean() });
  const durations = fc.array(duration, { minLength: 1, maxLength: 40 });

  test.prop([durations])("lies in its interval, which widens with the level", (all) => {
    const [narrow, wide] = [0.5, 0.99].map((level) => medianTime("time", durationsOf(all), { level }));
    fc.pre(narrow?.status === "estimated" && wide?.status === "estimated");
    if (narrow?.status !== "estimated" || wide?.status !== "estimated") return;
    const end = (high: number | null) => high ?? Number.POSITIVE_INFINITY;
    expect(wide.interval.low).toBeLessThanOrEqual(narrow.interval.low);
    expect(narrow.interval.low).toBeLessThanOrEqual(narrow.value);
    expect(end(narrow.interval.high)).toBeGreaterThanOrEqual(narrow.value);
    expect(end(wide.interval.high)).toBeGreaterThanOrEqual(end(narrow.interval.high));
  });
});

describe("durations", () => {
  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])("refuse a time of %d", (time) => {
    expect(() => durationsOf([{ time, happened: true }])).toThrow(
      expect.objectContaining({ code: "ARGUMENT_INVALID" }),
    );
  });

  test("refuse a part that is none", () => {
    const one = durationsOf([{ time: 1, happened: true }]);
    for (const part of [
      { time: 1, happened: false },
      { time: 2, happened: true },
    ]) {
      expect(() => subtractDurations(one, durationsOf([part]))).toThrow(
        expect.objectContaining({ code: "ARGUMENT_INVALID" }),
      );
    }
  });

  const duration: fc.Arbitrary<Duration> = fc.record({ time: fc.nat(12), happened: fc.boolean() });
  const durations = fc.array(duration, { maxLength: 30 });

  test.prop([durations, durations])("add up, in any order, and come apart again", (a, b) => {
    const [x, y] = [durationsOf(a), durationsOf(b)];
    expect(mergeDurations(x, y)).toEqual(durationsOf([...a, ...b]));
    expect(mergeDurations(x, y)).toEqual(mergeDurations(y, x));
    expect(mergeDurations(x, NO_DURATIONS)).toEqual(x);
    expect(subtractDurations(mergeDurations(x, y), y)).toEqual(x);
  });
});
