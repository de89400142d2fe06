import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { errorOf } from "../../test/error-of.ts";
import { type Duration, durationsOf, mergeDurations, NO_DURATIONS, subtractDurations } from "./durations.ts";

const durations: fc.Arbitrary<readonly Duration[]> = fc.array(fc.record({ time: fc.nat(6), happened: fc.boolean() }), {
  maxLength: 20,
});

describe("durations", () => {
  test("are counted per time, ascending", () => {
    const cases = [9, 4, 0, 9, 4, 9].map((time, i) => ({ time, happened: i % 2 === 0 }));
    expect(durationsOf(cases)).toEqual({ times: [0, 4, 9], events: [1, 1, 1], censored: [0, 1, 2] });
    expect(durationsOf([])).toEqual(NO_DURATIONS);
  });

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])("refuse a time of %s", (time) => {
    expect(errorOf(() => durationsOf([{ time, happened: true }]))).toMatchObject({
      code: "ARGUMENT_INVALID",
      details: { time },
    });
  });

  test.prop([durations, durations])("add up, and can be taken apart again", (a, b) => {
    const [one, other] = [durationsOf(a), durationsOf(b)];
    const both = durationsOf([...a, ...b]);
    expect(mergeDurations(one, other)).toEqual(both);
    expect(mergeDurations(other, one)).toEqual(both);
    expect(subtractDurations(both, other)).toEqual(one);
  });

  test.each([
    { time: 4, happened: false },
    { time: 5, happened: true },
  ])("refuse to give more than they hold: $time, $happened", (part) => {
    const whole = durationsOf([{ time: 4, happened: true }]);
    expect(errorOf(() => subtractDurations(whole, durationsOf([part])))).toMatchObject({
      code: "ARGUMENT_INVALID",
      details: { time: part.time },
    });
  });
});
