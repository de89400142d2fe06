import { describe, expect, test } from "vitest";
import { expectDigits, expectNumbers } from "../../test/expect-numbers.ts";
import { nps } from "../metric/nps.ts";
import { satisfaction, topBox } from "../metric/satisfaction.ts";
import { ONE_TO_FIVE, ZERO_TO_TEN } from "../summary/scale.ts";
import { emptyTally, tallyFromCells, tallyOf } from "../summary/tally.ts";
import type { Estimated } from "./estimate.ts";
import { forPopulation } from "./finite-population.ts";
import { type Interval, intervalOf } from "./interval.ts";
import { wilsonShare } from "./share-interval.ts";

const agree = topBox(
  tallyFromCells(ONE_TO_FIVE, [
    { point: 5, n: 80 },
    { point: 3, n: 420 },
  ]),
  2,
) as Estimated;

describe("forPopulation", () => {
  // DEFINITIONS 6.3: SE of 16 % at n = 500, in points
  test.each([
    [Number.MAX_SAFE_INTEGER, 1.64],
    [5000, 1.56],
    [1500, 1.34],
  ])("16 %% of 500 answers from a population of %d", (population, standardError) => {
    expectDigits(100 * forPopulation(agree, population).standardError!, standardError, 2);
  });

  test("intervals narrow with it, whatever their method", () => {
    const few = forPopulation(agree, 1000) as Estimated;
    expect(few.value).toBe(agree.value);
    expect(few.base).toEqual(agree.base);
    const { low, high } = intervalOf(few) as Interval;
    expectNumbers([low, high], wilsonShare(0.16, 1000, 1.959963984540054));
    const width = (estimate: Estimated, method: "wald" | "t"): number => {
      const interval = intervalOf(estimate, { method }) as Interval;
      return interval.high - interval.low;
    };
    for (const method of ["wald", "t"] as const) expectNumbers(width(few, method) / width(agree, method), Math.SQRT1_2);
    expect(() => intervalOf(few, { method: "bootstrap" })).toThrow(expect.objectContaining({ code: "INPUT_MISMATCH" }));
  });

  test("everybody answered: no sampling error is left", () => {
    const census = forPopulation(agree, 500) as Estimated;
    expect(census).toMatchObject({ value: 0.16, standardError: 0, flags: ["WHOLE_POPULATION"] });
    expect(intervalOf(census)).toMatchObject({ low: 0.16, high: 0.16 });
  });

  test("a standard error that is not there stays so, and one on the logarithm shrinks", () => {
    const one = satisfaction(tallyOf(ONE_TO_FIVE, [4]));
    expect(forPopulation(one, 2)).toMatchObject({ standardError: null, evidence: { n: 2 } });
    const risk: Estimated = { ...agree, evidence: { kind: "log", logStandardError: 0.2 } };
    expectNumbers((forPopulation(risk, 1000) as Estimated).evidence, {
      kind: "log",
      logStandardError: 0.2 * Math.SQRT1_2,
    });
  });

  test("what is suppressed stays so", () => {
    const empty = nps(emptyTally(ZERO_TO_TEN));
    expect(forPopulation(empty, 100)).toBe(empty);
  });

  test.each([499, -1, 1000.5, Number.NaN, Number.POSITIVE_INFINITY])("refuses a population of %d", (population) => {
    expect(() => forPopulation(agree, population)).toThrow(expect.objectContaining({ code: "ARGUMENT_INVALID" }));
  });
});
