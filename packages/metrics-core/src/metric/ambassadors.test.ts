import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { expectDigits, expectNumbers } from "../../test/expect-numbers.ts";
import { intervalOf } from "../estimate/interval.ts";
import { wilsonShare } from "../estimate/share-interval.ts";
import { CES_V1_SCALE, ONE_TO_FIVE, YES_NO } from "../summary/scale.ts";
import { emptyTally, type Tally, tallyFromCells, tallyOf } from "../summary/tally.ts";
import { ambassadors } from "./ambassadors.ts";

const of = (yes: number, n: number): Tally =>
  tallyFromCells(YES_NO, [
    { point: "yes", n: yes },
    { point: "no", n: n - yes },
  ]);

describe("ambassadors", () => {
  test("of 600 of 1000 proud and 120 of those talking are 12 %, each step with its own base", () => {
    const { proud, talking, ambassadors: both } = ambassadors(of(600, 1000), of(120, 600));
    expect(proud).toMatchObject({ metric: "ambassadors.proud", value: 0.6, base: { valid: 1000 } });
    expect(talking).toMatchObject({ metric: "ambassadors.talking", value: 0.2, base: { valid: 600 } });
    expect(both).toMatchObject({ metric: "ambassadors", unit: "share", value: 0.12, base: { valid: 1000 }, flags: [] });
    for (const [estimate, low, high] of [
      [proud, 56.93, 62.99],
      [talking, 16.99, 23.39],
      [both, 10.13, 14.16],
    ] as const) {
      const interval = intervalOf(estimate)!;
      expectDigits(100 * interval.low, low, 2);
      expectDigits(100 * interval.high, high, 2);
    }
  });

  test("take the best points of longer scales", () => {
    const { proud, talking } = ambassadors(tallyOf(ONE_TO_FIVE, [5, 4, 3, 1]), tallyOf(CES_V1_SCALE, [1, 2, 4]), {
      proud: 2,
      talks: 1,
    });
    expect(proud.value).toBe(0.5);
    expectNumbers(talking.value, 1 / 3);
  });

  test("are suppressed where a step was not reached", () => {
    expect(ambassadors(emptyTally(YES_NO), emptyTally(YES_NO))).toMatchObject({
      proud: { reason: "EMPTY_BASE" },
      talking: { reason: "EMPTY_BASE" },
      ambassadors: { metric: "ambassadors", reason: "EMPTY_BASE" },
    });
    expect(ambassadors(of(6, 10), emptyTally(YES_NO)).ambassadors).toMatchObject({
      metric: "ambassadors",
      reason: "EMPTY_BASE",
      base: { valid: 10 },
    });
  });

  test("are none, of everybody, when nobody is proud", () => {
    const { talking, ambassadors: both } = ambassadors(of(0, 40), emptyTally(YES_NO));
    expect(talking).toMatchObject({ reason: "EMPTY_BASE" });
    expect(both).toMatchObject({ value: 0, base: { valid: 40 }, flags: ["DEGENERATE_VARIANCE"] });
    expectNumbers(intervalOf(both)!.high, wilsonShare(0, 40, 1.959963984540054)[1]);
  });

  test("have the interval of a plain share at every corner", () => {
    for (const [proudOnes, talkers] of [
      [20, 0],
      [20, 20],
      [50, 0],
      [50, 50],
      [1, 1],
    ] as const) {
      const { ambassadors: both } = ambassadors(of(proudOnes, 50), of(talkers, proudOnes));
      const plain = wilsonShare(talkers / 50, 50, 1.959963984540054);
      expectNumbers(intervalOf(both), { low: plain[0], high: plain[1] });
    }
  });

  test("have no standard error for one employee, or when one has all the weight", () => {
    expect(ambassadors(of(1, 1), of(1, 1)).ambassadors).toMatchObject({ value: 1, standardError: null });
    const one = tallyOf(YES_NO, ["yes", "no"], { weights: [1, 0] });
    expect(ambassadors(of(2, 4), one).ambassadors).toMatchObject({ value: 0.5, standardError: null });
  });

  test("are less certain when some of the proud did not answer", () => {
    const width = (talks: Tally): number => {
      const { low, high } = intervalOf(ambassadors(of(600, 1000), talks).ambassadors)!;
      return high - low;
    };
    expect(width(of(60, 300))).toBeGreaterThan(width(of(120, 600)));
  });

  test("rest on as many people as their standard error says", () => {
    const { ambassadors: both } = ambassadors(of(600, 1000), of(20, 100));
    // Var p₁p₂ = p₂² p₁(1 − p₁)/1000 + p₁² p₂(1 − p₂)/100, as of a plain share of so many.
    const variance = (0.04 * 0.24) / 1000 + (0.36 * 0.16) / 100;
    expectNumbers(both, { standardError: Math.sqrt(variance), evidence: { n: (0.12 * 0.88) / variance } }, 1e-12);
  });

  test("rest on the smaller step where neither varies", () => {
    expect(ambassadors(of(1000, 1000), of(0, 5)).ambassadors).toMatchObject({ value: 0, evidence: { n: 5 } });
    expect(ambassadors(of(40, 40), of(40, 40)).ambassadors).toMatchObject({ evidence: { n: 40 } });
  });

  test("vary when one of the steps does", () => {
    for (const [proud, talks] of [
      [of(50, 50), of(20, 50)],
      [of(50, 100), of(50, 50)],
    ] as const) {
      expect(ambassadors(proud, talks).ambassadors).toMatchObject({ flags: [] });
    }
    expect(ambassadors(of(50, 50), of(50, 50)).ambassadors).toMatchObject({ flags: ["DEGENERATE_VARIANCE"] });
  });

  test("are unknown without the first step, whatever the second says", () => {
    expect(ambassadors(emptyTally(YES_NO), of(3, 5)).ambassadors).toMatchObject({
      status: "suppressed",
      metric: "ambassadors",
      reason: "EMPTY_BASE",
      base: { valid: 0 },
    });
  });

  test("flag a small step", () => {
    expect(ambassadors(of(20, 100), of(5, 20)).ambassadors).toMatchObject({ flags: ["SMALL_BASE"] });
  });

  test.each([0, 2, 1.5])("refuse a box of %d of two points", (proud) => {
    expect(() => ambassadors(of(1, 2), of(1, 2), { proud })).toThrow(
      expect.objectContaining({ code: "ARGUMENT_INVALID" }),
    );
  });

  const counts = fc
    .tuple(
      fc.integer({ min: 2, max: 500 }),
      fc.double({ min: 0.01, max: 0.99, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
    )
    .map(([n, p, q]) => [n, Math.max(1, Math.round(p * n)), q] as const)
    .map(([n, proudOnes, q]) => [n, proudOnes, Math.round(q * proudOnes)] as const);

  test.prop([counts])("are a plain share of all when every proud employee answered", ([n, proudOnes, talkers]) => {
    const { ambassadors: both } = ambassadors(of(proudOnes, n), of(talkers, proudOnes));
    const share = talkers / n;
    expectNumbers(both, { value: share, standardError: Math.sqrt((share * (1 - share)) / n) }, 1e-9);
    const [low, high] = wilsonShare(share, n, 1.959963984540054);
    expectNumbers(intervalOf(both), { low, high }, 1e-7);
  });
});
