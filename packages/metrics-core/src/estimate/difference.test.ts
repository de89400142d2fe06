import { describe, expect, test } from "vitest";
import { expectDigits, expectNumbers } from "../../test/expect-numbers.ts";
import { nps, npsScore } from "../metric/nps.ts";
import { npsVariant } from "../metric/nps-variants.ts";
import { satisfaction, topBox } from "../metric/satisfaction.ts";
import { wordOfMouthRatio } from "../metric/word-of-mouth.ts";
import { ONE_TO_FIVE, REPORT_MARK, WORD_OF_MOUTH, ZERO_TO_TEN } from "../summary/scale.ts";
import { emptyTally, type Tally, tallyFromCells, tallyOf } from "../summary/tally.ts";
import {
  DIFFERENCE_METHODS,
  differenceOf,
  type DifferenceMethod,
  type DifferenceOptions,
  type EstimatedDifference,
} from "./difference.ts";
import type { Estimate, Estimated } from "./estimate.ts";
import { forPopulation } from "./finite-population.ts";
import { permutationTest } from "./permutation.ts";

const groups = (promoters: number, passives: number, detractors: number): Tally =>
  tallyFromCells(ZERO_TO_TEN, [
    { point: 10, n: promoters },
    { point: 8, n: passives },
    { point: 2, n: detractors },
  ]);

const yes = (hits: number, n: number): Estimate =>
  topBox(
    tallyFromCells(ONE_TO_FIVE, [
      { point: 5, n: hits },
      { point: 1, n: n - hits },
    ]),
    1,
  );

const compare = (first: Estimate, second: Estimate, options: DifferenceOptions = {}): EstimatedDifference => {
  const difference = differenceOf(first, second, options);
  expect(difference).toMatchObject({ status: "estimated" });
  return difference as EstimatedDifference;
};

describe("differences of points", () => {
  // DEFINITIONS 1.7, "three standard errors, three decisions"
  const [first, second] = [nps(groups(50, 30, 20)), nps(groups(40, 30, 30))];

  test("Wald: the multinomial standard error, not that of independent shares and not the worst case", () => {
    const { value, standardError, statistic, p } = compare(first, second, { method: "wald" });
    expect(value).toBe(-20);
    expectDigits(standardError, 11.402, 3);
    expectDigits(statistic, -1.754, 3);
    expectDigits(p, 0.0794, 4);
  });

  test("adjusted Wald by default: 3 pseudo answers in each group", () => {
    const { method, value, centre, standardError, p, interval } = compare(first, second);
    expect({ method, value }).toEqual({ method: "adjusted-wald", value: -20 });
    expectDigits(centre, -19.42, 2);
    expectDigits(standardError, 11.209, 3);
    expectDigits(p, 0.0832, 4);
    expectDigits(interval!.low, -41.39, 2);
    expectDigits(interval!.high, 2.55, 2);
  });

  test("a group below 20 answers: p from all permutations, the interval from adjusted Wald", () => {
    const [few, many] = [groups(12, 5, 2), groups(10, 12, 18)];
    const difference = compare(nps(few), nps(many));
    expect(difference).toMatchObject({ method: "permutation", statistic: null, degreesOfFreedom: null });
    expect(difference.p).toBeCloseTo(permutationTest(few, many, npsScore)!, 12);
    expect(difference.interval).toEqual(compare(nps(few), nps(many), { method: "adjusted-wald" }).interval);
    expect(compare(nps(many), nps(few)).p).toBeCloseTo(difference.p!, 12);
    expect(compare(nps(groups(12, 5, 3)), nps(many))).toMatchObject({ method: "adjusted-wald" });
    expect(compare(nps(few), nps(groups(400, 300, 301)))).toMatchObject({ method: "adjusted-wald" });
  });

  test("both groups degenerate: no Wald p, but adjusted and permutation tests, and a flag", () => {
    const [up, down] = [nps(groups(25, 0, 0)), nps(groups(0, 0, 25))];
    const wald = compare(up, down, { method: "wald" });
    expect(wald).toMatchObject({ value: -200, standardError: 0, statistic: null, p: null, interval: null });
    expect(wald.flags).toContain("DEGENERATE_VARIANCE");
    expect(compare(up, down, { method: "welch" })).toMatchObject({ p: null });
    expect(compare(up, down).p).toBeLessThan(1e-50);
    expect(compare(up, down, { level: 0.9999 }).interval!.low).toBe(-200);
    // The two deals that separate the groups, of C(50, 25)
    expectNumbers(compare(up, down, { method: "permutation" }).p, 2 / 126_410_606_437_752);
    expect(compare(up, up)).toMatchObject({ value: 0, p: 1 });
  });

  test("one answer in a group: no standard error, but the adjusted test", () => {
    const [one, many] = [nps(groups(1, 0, 0)), nps(groups(10, 10, 10))];
    expect(compare(one, many, { method: "wald" })).toMatchObject({ standardError: null, p: null, interval: null });
    expect(compare(many, one, { method: "welch" })).toMatchObject({ standardError: null, p: null, interval: null });
    expect(compare(one, many, { method: "adjusted-wald" }).p).toBeGreaterThan(0);
  });

  test("Kish's standard error for Wald and Welch on weighted answers", () => {
    const weighted = nps(tallyOf(ZERO_TO_TEN, [10, 10, 2, 8], { weights: [3, 1, 1, 1] })) as Estimated;
    const kish = Math.hypot(100 * Math.sqrt((5 / 6 - 0.25) / 3), (second as Estimated).standardError!);
    expect(compare(weighted, second, { method: "wald", variance: "kish" }).standardError).toBeCloseTo(kish, 12);
    expect(compare(weighted, second, { method: "welch", variance: "kish" }).standardError).toBeCloseTo(kish, 12);
    expect(compare(weighted, second)).toMatchObject({ method: "adjusted-wald" });
  });

  test("estimates from clusters are compared by t", () => {
    const clustered = { ...(first as Estimated), degreesOfFreedom: 4 };
    const { method, degreesOfFreedom } = compare(clustered, { ...(second as Estimated), degreesOfFreedom: 6 });
    expect(method).toBe("welch");
    const [a, b] = [(first as Estimated).standardError! ** 2, (second as Estimated).standardError! ** 2];
    expect(degreesOfFreedom).toBeCloseTo((a + b) ** 2 / (a ** 2 / 4 + b ** 2 / 6), 10);
  });

  test("counts of a whole population are compared without error", () => {
    const census = forPopulation(first, 100);
    const both = compare(census, forPopulation(second, 100));
    expect(both).toMatchObject({ method: "wald", p: null, interval: { low: -20, high: -20 } });
    expect(both.flags).toContain("WHOLE_POPULATION");
    const one = compare(census, second);
    expect(one).toMatchObject({ method: "wald", standardError: (second as Estimated).standardError });
    expect(one.p).toBeGreaterThan(0);
  });
});

describe("differences of shares", () => {
  test("Newcombe's own example: 48/80 and 56/70", () => {
    // Newcombe 1998, table II, contrast (a), method 10: 0.0524, 0.3339
    const { method, value, interval } = compare(yes(48, 80), yes(56, 70));
    expect(method).toBe("newcombe");
    expect(value).toBeCloseTo(0.2, 14);
    expectDigits(interval!.low, 0.0524, 4);
    expectDigits(interval!.high, 0.3339, 4);
  });

  test.each<[readonly [number, number], readonly [number, number], number, number]>([
    [[9, 10], [3, 10], 0.1705, 0.809],
    [[6, 7], [2, 7], 0.0582, 0.8062],
    [[5, 56], [0, 29], -0.0381, 0.1926],
    [[0, 10], [0, 20], -0.1611, 0.2775],
    [[10, 10], [0, 10], 0.6075, 1],
  ])("Newcombe's table II: %o against %o", (a, b, low, high) => {
    const { interval } = compare(yes(...b), yes(...a));
    expectDigits(interval!.low, low, 4);
    expectDigits(interval!.high, high, 4);
  });

  test("pooled: its square is Pearson's chi-square of the 2 × 2 table", () => {
    const { statistic, p, interval } = compare(yes(48, 80), yes(56, 70), { method: "pooled" });
    // 150 (48 · 14 - 32 · 56)² / (104 · 46 · 80 · 70)
    expectNumbers(statistic! ** 2, (150 * (48 * 14 - 32 * 56) ** 2) / (104 * 46 * 80 * 70));
    expect(compare(yes(48, 80), yes(56, 70)).p).toBe(p);
    expect(interval).toEqual(compare(yes(48, 80), yes(56, 70), { method: "wald" }).interval);
  });

  test("Agresti-Caffo adds one answer of each kind to both groups", () => {
    const { centre, standardError, value } = compare(yes(3, 10), yes(8, 12), { method: "agresti-caffo" });
    expect(value).toBeCloseTo(8 / 12 - 0.3, 14);
    expect(centre).toBeCloseTo(9 / 14 - 4 / 12, 14);
    expect(standardError).toBeCloseTo(Math.sqrt((9 * 5) / 14 ** 3 + (4 * 8) / 12 ** 3), 14);
  });

  test("keep their digits with a million million answers", () => {
    const all = yes(1e12, 1e12);
    // Both intervals end at 1, so the difference reaches only as far down as the second: z²/(n + z²).
    const zz = 1.959963984540054 ** 2;
    const { interval } = compare(yes(100, 100), all);
    expectNumbers([interval!.low, interval!.high], [-zz / (1e12 + zz), zz / (100 + zz)], 1e-12);
    // Pearson's chi-square is the number of answers when the answer tells the group.
    expectNumbers(compare(yes(0, 1), all, { method: "pooled" }).statistic! ** 2, 1e12 + 1, 1e-12);
  });

  test("two shares of 0 show no difference, and are not certain of it", () => {
    for (const method of ["newcombe", "pooled", "permutation"] as const) {
      expect(compare(yes(0, 40), yes(0, 50), { method }), method).toMatchObject({ value: 0, p: 1 });
    }
    expect(compare(yes(0, 40), yes(0, 50)).interval!.high).toBeGreaterThan(0.05);
    expect(compare(yes(0, 40), yes(0, 50), { method: "wald" })).toMatchObject({ p: null, interval: null });
  });

  test("permutation counts out the deals", () => {
    const { p, interval } = compare(yes(1, 6), yes(5, 6), { method: "permutation" });
    // 2 · (C(6,1) C(6,5) + 1) / C(12, 6)
    expect(p).toBeCloseTo((2 * 37) / 924, 12);
    expect(interval).toEqual(compare(yes(1, 6), yes(5, 6)).interval);
  });

  test("a whole population and clusters are compared by their standard errors", () => {
    expect(compare(forPopulation(yes(48, 80), 80), yes(56, 70))).toMatchObject({ method: "wald" });
    expect(compare({ ...(yes(48, 80) as Estimated), degreesOfFreedom: 3 }, yes(56, 70))).toMatchObject({
      method: "wald",
    });
  });
});

const WELCH = { statistic: 2.2936216752344, p: 0.062437925694049906, degreesOfFreedom: 5.890789092287451 };

describe("differences of means", () => {
  const [first, second] = [
    satisfaction(tallyOf(ONE_TO_FIVE, [1, 2, 2, 3, 5])),
    satisfaction(tallyOf(ONE_TO_FIVE, [3, 4, 4, 5, 5, 5])),
  ];

  test("Welch's t by default", () => {
    // scipy 1.10.1: ttest_ind([3,4,4,5,5,5], [1,2,2,3,5], equal_var=False)
    const { method, statistic, p, degreesOfFreedom } = compare(first, second);
    expect(method).toBe("welch");
    expectNumbers({ statistic, p, degreesOfFreedom }, WELCH);
  });

  test("z on request; the interval is clamped to what two numbers of the scale can differ by", () => {
    const { statistic, degreesOfFreedom, interval } = compare(first, second, { method: "wald", level: 0.9999 });
    expect(degreesOfFreedom).toBeNull();
    expect(statistic).toBeCloseTo(WELCH.statistic, 12);
    expect(interval!.high).toBe(4);
  });
});

describe("differences of ratios", () => {
  const ratio = (negative: number, positive: number): Estimate =>
    wordOfMouthRatio(
      tallyFromCells(WORD_OF_MOUTH, [
        { point: "negative", n: negative },
        { point: "positive", n: positive },
      ]),
    );

  test("are tested on the logarithm and have no interval", () => {
    const { value, method, statistic, interval } = compare(ratio(20, 80), ratio(40, 60));
    expect(value).toBeCloseTo(2 / 3 - 1 / 4, 14);
    expect(method).toBe("log");
    expect(interval).toBeNull();
    expect(statistic).toBeCloseTo(Math.log(8 / 3) / Math.sqrt(1 / 20 + 1 / 80 + 1 / 40 + 1 / 60), 12);
  });

  test("take the standard error of the logarithm where it is given", () => {
    const risk = (value: number, logStandardError: number): Estimated => ({
      ...(ratio(1, 2) as Estimated),
      value,
      evidence: { kind: "log", logStandardError },
    });
    expect(compare(risk(1, 0.3), risk(2, 0.4)).statistic).toBeCloseTo(Math.log(2) / 0.5, 12);
  });

  test("a ratio of 0 has no logarithm", () => {
    expect(differenceOf(ratio(0, 80), ratio(40, 60))).toMatchObject({ status: "suppressed", reason: "NO_VARIANCE" });
    expect(differenceOf(ratio(40, 80), ratio(0, 60))).toMatchObject({ status: "suppressed", reason: "NO_VARIANCE" });
  });
});

describe("differenceOf", () => {
  test("is suppressed, with both bases, when one of the two is", () => {
    const [empty, full] = [nps(emptyTally(ZERO_TO_TEN)), nps(groups(5, 3, 2))];
    for (const [first, second] of [
      [empty, full],
      [full, empty],
    ] as const) {
      expect(differenceOf(first, second)).toEqual({
        status: "suppressed",
        metric: "nps.0_10.classic",
        unit: "points",
        value: null,
        reason: "EMPTY_BASE",
        first: first.base,
        second: second.base,
      });
    }
  });

  test("refuses two metrics, or one metric on two scales", () => {
    const mismatch = expect.objectContaining({ code: "INPUT_MISMATCH" });
    expect(() => differenceOf(nps(groups(5, 3, 2)), npsVariant(groups(5, 3, 2), "nps.0_10.european"))).toThrow(
      mismatch,
    );
    const [five, ten] = [satisfaction(tallyOf(ONE_TO_FIVE, [3, 4])), satisfaction(tallyOf(REPORT_MARK, [3, 4]))];
    expect(() => differenceOf(five, ten)).toThrow(mismatch);
    expect(() => differenceOf(ten, five)).toThrow(mismatch);
    const weighted = nps(tallyOf(ZERO_TO_TEN, [10, 8, 3], { weights: [1, 2, 1] }));
    expect(() => differenceOf(weighted, nps(groups(5, 3, 2)), { method: "permutation" })).toThrow(mismatch);
    expect(() => differenceOf(nps(groups(5, 3, 2)), weighted, { method: "permutation" })).toThrow(mismatch);
  });

  test("refuses a method that does not fit, and a level of 95", () => {
    const estimate = nps(groups(5, 3, 2));
    expect(() => differenceOf(estimate, estimate, { method: "newcombe" })).toThrow(
      expect.objectContaining({ code: "NAME_UNKNOWN" }),
    );
    expect(() => differenceOf(estimate, estimate, { level: 95 })).toThrow(
      expect.objectContaining({ code: "ARGUMENT_INVALID" }),
    );
  });

  test("turning the groups round turns the sign, and nothing else", () => {
    const pairs: readonly (readonly [Estimate, Estimate])[] = [
      [nps(groups(50, 30, 20)), nps(groups(400, 300, 310))],
      [yes(48, 80), yes(56, 70)],
      [satisfaction(groups(5, 3, 2)), satisfaction(groups(2, 9, 2))],
    ];
    for (const [first, second] of pairs) {
      for (const method of DIFFERENCE_METHODS[(first as Estimated).evidence.kind]) {
        const [there, back] = [compare(first, second, { method }), compare(second, first, { method })];
        expect(back.value, method).toBeCloseTo(-there.value, 12);
        expect(back.p, method).toBeCloseTo(there.p!, 12);
        expect(back.interval!.low, method).toBeCloseTo(-there.interval!.high, 12);
      }
    }
  });

  test("p values reach 1e-300, and every method but permutation takes a million million answers", () => {
    expect(compare(nps(groups(6_800, 0, 3_200)), nps(groups(3_200, 0, 6_800)), { method: "wald" }).p).toBeLessThan(
      1e-300,
    );
    const huge = nps(groups(4e11, 3e11, 3e11));
    const methods: readonly DifferenceMethod[] = ["wald", "adjusted-wald", "welch"];
    for (const method of methods) expect(compare(huge, huge, { method })).toMatchObject({ value: 0, p: 1 });
    for (const method of ["newcombe", "agresti-caffo", "pooled", "wald"] as const) {
      const { p } = compare(yes(5e11, 1e12), yes(5e11 + 1e6, 1e12), { method });
      expect(p, method).toBeGreaterThan(0.1);
      expect(p, method).toBeLessThan(0.2);
    }
  });
});
