import { describe, expect, test } from "vitest";
import { expectDigits } from "../../test/expect-numbers.ts";
import { nps, npsScore } from "../metric/nps.ts";
import { satisfaction, topBox } from "../metric/satisfaction.ts";
import { wordOfMouthRatio } from "../metric/word-of-mouth.ts";
import { ONE_TO_FIVE, WORD_OF_MOUTH, ZERO_TO_TEN } from "../summary/scale.ts";
import { emptyTally, type Tally, tallyFromCells, tallyOf } from "../summary/tally.ts";
import type { Estimate, Estimated } from "./estimate.ts";
import { INTERVAL_METHODS, type Interval, type IntervalMethod, intervalOf } from "./interval.ts";
import { standardDeviation } from "./standard-deviation.ts";

const groups = (promoters: number, passives: number, detractors: number): Tally =>
  tallyFromCells(ZERO_TO_TEN, [
    { point: 10, n: promoters },
    { point: 8, n: passives },
    { point: 2, n: detractors },
  ]);

const yes = (hits: number, n: number): Tally =>
  tallyFromCells(ONE_TO_FIVE, [
    { point: 5, n: hits },
    { point: 1, n: n - hits },
  ]);

const bounds = (estimate: Estimate, method: IntervalMethod, level = 0.95): readonly [number, number] => {
  const { low, high } = intervalOf(estimate, { method, level }) as Interval;
  return [low, high];
};

const expectBounds = (
  got: readonly [number, number],
  [low, high]: readonly [number, number],
  decimals: number,
): void => {
  expectDigits(got[0], low, decimals);
  expectDigits(got[1], high, decimals);
};

describe("intervals of NPS", () => {
  // DEFINITIONS 1.7 of this library: computed independently of its code. A: Displayr's Apple example; G: CDC prime-reportstream #5281.
  const golden = [
    {
      id: "A",
      counts: [27, 48, 78],
      value: -33.3333,
      variance: 0.575163,
      se: 6.1313,
      wald: [-45.3504, -21.3163],
      adjusted: [-44.6, -20.7846],
      score: [-44.7007, -20.7604],
    },
    {
      id: "B",
      counts: [200, 150, 150],
      value: 10,
      variance: 0.69,
      se: 3.7148,
      wald: [2.7191, 17.2809],
      adjusted: [2.6868, 17.1939],
      score: [2.6747, 17.2056],
    },
    {
      id: "C",
      counts: [162, 108, 54],
      value: 33.3333,
      variance: 0.555556,
      se: 4.1409,
      wald: [25.2174, 41.4493],
      adjusted: [24.9453, 41.1098],
      score: [24.954, 41.1611],
    },
    {
      id: "D",
      counts: [5, 3, 2],
      value: 30,
      variance: 0.61,
      se: 24.6982,
      wald: [-18.4075, 78.4075],
      adjusted: [-19.0506, 65.2045],
      score: [-21.6592, 67.5278],
    },
    {
      id: "E",
      counts: [10, 0, 0],
      value: 100,
      variance: 0,
      se: 0,
      wald: null,
      adjusted: [47.5036, 100],
      score: [44.4934, 100],
    },
    {
      id: "F",
      counts: [0, 10, 0],
      value: 0,
      variance: 0,
      se: 0,
      wald: null,
      adjusted: [-18.465, 18.465],
      score: [-27.7533, 27.7533],
    },
    {
      id: "G",
      counts: [18, 11, 2],
      value: 51.6129,
      variance: 0.378772,
      se: 11.0537,
      wald: [29.948, 73.2778],
      adjusted: [25.5123, 68.6053],
      score: [26.0919, 69.9159],
    },
    {
      id: "H",
      counts: [112_000, 192_000, 96_000],
      value: 4,
      variance: 0.5184,
      se: 0.1138,
      wald: [3.7769, 4.2231],
      adjusted: [3.7768, 4.2231],
      score: [3.7769, 4.2231],
    },
  ] as const;

  test.each(golden)("golden $id", ({ counts, value, variance, se, wald, adjusted, score }) => {
    const tally = groups(counts[0]!, counts[1]!, counts[2]!);
    const estimate = nps(tally) as Estimated;
    expectDigits(estimate.value, value, 4);
    expectDigits(standardDeviation(tally, { kind: "population", score: npsScore })! ** 2 / 1e4, variance, 6);
    expectDigits(estimate.standardError, se, 4);
    if (wald === null) {
      expect(intervalOf(estimate, { method: "wald" })).toBeNull();
      expect(estimate.flags).toContain("DEGENERATE_VARIANCE");
    } else expectBounds(bounds(estimate, "wald"), wald, 4);
    expectBounds(bounds(estimate, "adjusted-wald"), adjusted, 4);
    expectBounds(bounds(estimate, "score"), score, 4);
  });

  test("weighted: effective base for score and adjusted Wald, linearised standard error", () => {
    const estimate = nps(
      tallyOf(ZERO_TO_TEN, [9, 10, 7, 3, 9, 8, 10, 0, 6, 9], { weights: [1, 1, 1, 1, 2, 2, 0.5, 0.5, 3, 1] }),
    ) as Estimated;
    expectDigits(estimate.value, 7.6923, 4);
    expect(estimate.base.weighted).toBe(13);
    expectDigits(estimate.base.effective, 7.5111, 4);
    expectDigits(estimate.base.valid / estimate.base.effective, 1.3314, 4);
    expectDigits(estimate.standardError, 34.4914, 4);
    expectDigits(estimate.standardError! * Math.sqrt(0.9), 32.7214, 4);
    expectBounds(bounds(estimate, "score"), [-48.0952, 58.7453], 4);
    expectBounds(bounds(estimate, "adjusted-wald"), [-44.6969, 55.6905], 4);
  });

  test("the default is adjusted Wald, and the score interval on a small base or with an empty group", () => {
    const methodOf = (tally: Tally): string | undefined => intervalOf(nps(tally))?.method;
    expect(methodOf(groups(20, 5, 5))).toBe("adjusted-wald");
    expect(methodOf(groups(19, 5, 5))).toBe("score");
    expect(methodOf(groups(30, 5, 0))).toBe("score");
    expect(methodOf(groups(0, 5, 30))).toBe("score");
    expect(methodOf(groups(15, 0, 34))).toBe("score");
  });

  test("Goodman's holds for all contrasts at once: 2.4477 standard errors at 95 %", () => {
    const estimate = nps(groups(200, 150, 150)) as Estimated;
    const [low, high] = bounds(estimate, "goodman");
    expectDigits((high - low) / 2 / estimate.standardError!, 2.4477, 4);
    expect(intervalOf(nps(groups(10, 0, 0)), { method: "goodman" })).toBeNull();
  });

  test("t uses the sample standard deviation", () => {
    // s² = 61/90, t(0.975; 9) = 2.262157162798205
    const half = 226.2157162798205 * Math.sqrt(0.61 / 9);
    expectBounds(bounds(nps(groups(5, 3, 2)), "t"), [30 - half, 30 + half], 9);
    expect(intervalOf(nps(groups(1, 0, 0)), { method: "t" })).toBeNull();
  });

  test("Kish's standard error on request", () => {
    const estimate = nps(tallyOf(ZERO_TO_TEN, [10, 10, 2, 8], { weights: [3, 1, 1, 1] })) as Estimated;
    const half = 1.959963984540054 * 100 * Math.sqrt((5 / 6 - 0.25) / 3);
    const { low, high } = intervalOf(estimate, { method: "wald", variance: "kish", level: 0.5 }) as Interval;
    expectDigits((high - low) / 2, (half * 0.6744897501960817) / 1.959963984540054, 9);
    const t = intervalOf(estimate, { method: "t", variance: "kish", level: 0.5 }) as Interval;
    expectDigits((t.high - t.low) / 2, (half * 0.7648923284043452) / 1.959963984540054, 9);
  });
});

describe("simulated intervals", () => {
  // DEFINITIONS 1.7: A about (-44.66, -20.76) and E about (52.9, 99.7) by 2 million draws.
  test("Dirichlet with Jeffreys' prior", () => {
    const a = intervalOf(nps(groups(27, 48, 78)), { method: "dirichlet", seed: 11, draws: 200_000 }) as Interval;
    expect(Math.abs(a.low + 44.66)).toBeLessThan(0.15);
    expect(Math.abs(a.high + 20.76)).toBeLessThan(0.15);
    const e = intervalOf(nps(groups(10, 0, 0)), { method: "dirichlet", seed: 11, draws: 200_000 }) as Interval;
    expect(Math.abs(e.low - 52.9)).toBeLessThan(0.4);
    expect(Math.abs(e.high - 99.7)).toBeLessThan(0.1);
  });

  test("carry their seed, and the same seed gives the same interval", () => {
    const estimate = nps(groups(27, 48, 78));
    const first = intervalOf(estimate, { method: "dirichlet", seed: 3, draws: 500 });
    expect(first).toMatchObject({ method: "dirichlet", seed: 3, draws: 500, level: 0.95 });
    expect(intervalOf(estimate, { method: "dirichlet", seed: 3, draws: 500 })).toEqual(first);
    expect(intervalOf(estimate, { method: "dirichlet", seed: 4, draws: 500 })).not.toEqual(first);
    expect(intervalOf(estimate, { method: "score" })).not.toHaveProperty("seed");
    expect(intervalOf(estimate, { method: "bootstrap" })).toMatchObject({ seed: 1, draws: 20_000 });
  });

  test("a larger prior pulls towards 0", () => {
    const high = (prior: number): number =>
      (intervalOf(nps(groups(10, 0, 0)), { method: "dirichlet", prior, draws: 5000 }) as Interval).high;
    expect(high(10)).toBeLessThan(high(0.5));
  });

  test("the bootstrap of many answers is near Wald's interval", () => {
    const estimate = nps(groups(112_000, 192_000, 96_000));
    const [low, high] = bounds(estimate, "bootstrap");
    expect(Math.abs(low - 3.7769)).toBeLessThan(0.01);
    expect(Math.abs(high - 4.2231)).toBeLessThan(0.01);
    const share = topBox(yes(400, 1000), 1);
    const [lowShare, highShare] = bounds(share, "bootstrap");
    expect(Math.abs(lowShare - 0.3696)).toBeLessThan(0.003);
    expect(Math.abs(highShare - 0.4304)).toBeLessThan(0.003);
  });

  test("a bootstrap of unequal weights needs rows", () => {
    const weighted = nps(tallyOf(ZERO_TO_TEN, [10, 8, 3], { weights: [1, 2, 1] }));
    expect(() => intervalOf(weighted, { method: "bootstrap" })).toThrow(
      expect.objectContaining({ code: "INPUT_MISMATCH" }),
    );
    const equal = nps(tallyOf(ZERO_TO_TEN, [10, 8, 3], { weights: [0.1, 0.1, 0.1] }));
    expect(intervalOf(equal, { method: "bootstrap", draws: 100 })).toMatchObject({ draws: 100 });
  });

  test.each([
    { method: "dirichlet", prior: 0 },
    { method: "dirichlet", prior: Number.NaN },
    { method: "dirichlet", prior: Number.POSITIVE_INFINITY },
    { method: "bootstrap", draws: 99 },
    { method: "bootstrap", draws: 1e9 },
    { method: "bootstrap", draws: 100.5 },
    { method: "bootstrap", seed: -1 },
  ] as const)("refuses %o", (options) => {
    expect(() => intervalOf(nps(groups(5, 3, 2)), options)).toThrow(
      expect.objectContaining({ code: "ARGUMENT_INVALID" }),
    );
  });
});

describe("intervals of shares", () => {
  // DEFINITIONS 6.1 to 6.3, in percent.
  test.each([
    [0, 10, 0, 27.75],
    [10, 10, 72.25, 100],
    [80, 500, 13.05, 19.47],
    [65, 500, 10.33, 16.23],
  ])("Wilson of %i of %i", (hits, n, low, high) => {
    const [lower, upper] = bounds(topBox(yes(hits, n), 1), "wilson");
    expectDigits(100 * lower, low, 2);
    expectDigits(100 * upper, high, 2);
  });

  test("Clopper-Pearson has closed forms at 0 and 1", () => {
    expectBounds(bounds(topBox(yes(0, 10), 1), "clopper-pearson"), [0, 1 - 0.025 ** 0.1], 12);
    expectBounds(bounds(topBox(yes(10, 10), 1), "clopper-pearson"), [0.025 ** 0.1, 1], 12);
  });

  test("Korn-Graubard without weights is Clopper-Pearson of n - 1 answers, as svyciprop has it", () => {
    // n* = p(1 - p)/(p(1 - p)/(n - 1)) = 29; scipy: beta.ppf(.025, 8.7, 21.3), beta.ppf(.975, 9.7, 20.3)
    const estimate = topBox(yes(9, 30), 1);
    expectBounds(bounds(estimate, "korn-graubard"), [0.1450812432728279, 0.4976456092469441], 12);
  });

  test("Korn-Graubard with weights uses the number of answers that the linearised variance implies", () => {
    const estimate = topBox(tallyOf(ONE_TO_FIVE, [5, 5, 1, 1, 1], { weights: [2, 1, 1, 1, 1] }), 1) as Estimated;
    // p = 1/2, variance 5/4 · 8 · (1/2)²/6² = 5/72, n* = 3.6; scipy: beta.ppf(.025, 1.8, 2.8), beta.ppf(.975, 2.8, 1.8)
    expectDigits(0.25 / estimate.standardError! ** 2, 3.6, 9);
    const [low, high] = bounds(estimate, "korn-graubard");
    expectBounds([low, high], [0.05615674485293271, 0.9438432551470672], 12);
  });

  test("Korn-Graubard of equal answers falls back on the effective base; of one answer there is none", () => {
    expectBounds(bounds(topBox(yes(0, 10), 1), "korn-graubard"), [0, 1 - 0.025 ** 0.1], 12);
    expect(intervalOf(topBox(yes(1, 1), 1), { method: "korn-graubard" })).toBeNull();
  });

  test("fewer degrees of freedom widen Korn-Graubard and t", () => {
    const estimate = topBox(yes(9, 30), 1) as Estimated;
    const clustered = { ...estimate, degreesOfFreedom: 4 };
    expect(bounds(clustered, "korn-graubard")[1]).toBeGreaterThan(bounds(estimate, "korn-graubard")[1]);
    expect(bounds(clustered, "t")[1]).toBeGreaterThan(bounds(estimate, "t")[1]);
  });
});

describe("intervals of means", () => {
  test("Student's t by default, z on request", () => {
    const estimate = satisfaction(tallyOf(ONE_TO_FIVE, [1, 3, 5])) as Estimated;
    // s = 2, t(0.975; 2) = 4.302652729911275; clamped to the scale
    expect(intervalOf(estimate)).toEqual({ level: 0.95, method: "t", low: 1, high: 5 });
    expectBounds(
      bounds(estimate, "t", 0.5),
      [3 - 0.8164965809277261 * (2 / Math.sqrt(3)), 3 + 0.8164965809277261 * (2 / Math.sqrt(3))],
      12,
    );
    expectBounds(
      bounds(estimate, "wald", 0.5),
      [3 - 0.6744897501960817 * (2 / Math.sqrt(3)), 3 + 0.6744897501960817 * (2 / Math.sqrt(3))],
      12,
    );
    expect(intervalOf(estimate, { method: "wilson" })).toBeNull();
  });

  test("equal answers: the Wilson bound of the share elsewhere, at either end of the scale", () => {
    const estimate = satisfaction(tallyOf(ONE_TO_FIVE, new Array(10).fill(4)));
    const elsewhere = bounds(topBox(yes(0, 10), 1), "wilson")[1];
    expect(intervalOf(estimate)).toMatchObject({ method: "wilson" });
    expectBounds(bounds(estimate, "wilson"), [4 - 3 * elsewhere, 4 + elsewhere], 12);
  });

  test("one answer has an interval, wide as it is, but none from a standard error", () => {
    const estimate = satisfaction(tallyOf(ONE_TO_FIVE, [4]));
    expect(intervalOf(estimate)).toMatchObject({ method: "wilson" });
    expect(intervalOf(estimate, { method: "t" })).toBeNull();
    expect(intervalOf(estimate, { method: "wald" })).toBeNull();
  });
});

describe("intervals of ratios", () => {
  const ratio = (negative: number, positive: number): Estimate =>
    wordOfMouthRatio(
      tallyFromCells(WORD_OF_MOUTH, [
        { point: "negative", n: negative },
        { point: "positive", n: positive },
      ]),
    );

  test("a ratio of 0 has no interval on the logarithm, but has the others", () => {
    expect(intervalOf(ratio(0, 5), { method: "log" })).toBeNull();
    expect(intervalOf(ratio(0, 5))).toMatchObject({ method: "wilson", low: 0 });
    expect(bounds(ratio(0, 5), "clopper-pearson")[1]).toBeCloseTo(1 / 0.025 ** 0.2 - 1, 10);
  });

  test("a positive quotient with a standard error of its logarithm", () => {
    const risk: Estimated = {
      ...(ratio(1, 2) as Estimated),
      value: 2,
      evidence: { kind: "log", logStandardError: 0.1 },
    };
    expectBounds(bounds(risk, "log"), [2 / Math.exp(0.1959963984540054), 2 * Math.exp(0.1959963984540054)], 12);
    expect(intervalOf({ ...risk, evidence: { kind: "log", logStandardError: 1e6 } })).toBeNull();
  });
});

describe("intervalOf", () => {
  test("is null, not zero, when nobody answered", () => {
    expect(intervalOf(nps(emptyTally(ZERO_TO_TEN)))).toBeNull();
  });

  test("is null when one of several answers has all the weight", () => {
    const estimate = nps(tallyOf(ZERO_TO_TEN, [10, 3, 8], { weights: [0.1, 0, 0] })) as Estimated;
    expect(estimate).toMatchObject({ value: 100, standardError: null });
    for (const method of INTERVAL_METHODS.contrast) {
      if (method !== "bootstrap") expect(intervalOf(estimate, { method }), method).toBeNull();
    }
  });

  test("collapses to the value when everybody answered", () => {
    const census: Estimated = { ...(nps(groups(5, 3, 2)) as Estimated), standardError: 0, flags: ["WHOLE_POPULATION"] };
    expect(intervalOf(census)).toMatchObject({ low: 30, high: 30 });
  });

  test("is a t interval by default where clusters answered", () => {
    const clustered: Estimated = { ...(nps(groups(50, 30, 20)) as Estimated), degreesOfFreedom: 4 };
    expect(intervalOf(clustered)).toMatchObject({ method: "t" });
    expect(intervalOf({ ...clustered, standardError: 0 })).toMatchObject({ method: "adjusted-wald" });
    expect(intervalOf({ ...clustered, degreesOfFreedom: 0 }, { method: "t" })).toBeNull();
  });

  test.each([0, 1, 95, -0.95, Number.NaN])("refuses the level %d", (level) => {
    expect(() => intervalOf(nps(groups(5, 3, 2)), { level })).toThrow(
      expect.objectContaining({ code: "ARGUMENT_INVALID" }),
    );
  });

  test("refuses a method that does not fit, even one for another kind", () => {
    expect(() => intervalOf(nps(groups(5, 3, 2)), { method: "wilson" })).toThrow(
      expect.objectContaining({ code: "NAME_UNKNOWN" }),
    );
  });

  test("every method stands on counts of a million million", () => {
    const huge = groups(4e11, 3e11, 3e11);
    for (const method of INTERVAL_METHODS.contrast) {
      const { low, high } = intervalOf(nps(huge), { method, draws: 1000 }) as Interval;
      expect(low, method).toBeGreaterThan(9.999);
      expect(high, method).toBeLessThan(10.001);
      expect(low, method).toBeLessThan(high);
    }
    for (const method of INTERVAL_METHODS.share) {
      const { low, high } = intervalOf(topBox(yes(1, 1e12), 1), { method, draws: 1000 }) as Interval;
      expect(low, method).toBeGreaterThanOrEqual(0);
      expect(high, method).toBeLessThan(1e-11);
    }
  });
});

describe("bounds far out", () => {
  const told = tallyFromCells(WORD_OF_MOUTH, [
    { point: "negative", n: 1 },
    { point: "positive", n: 1 },
  ]);

  test("of a ratio keep their digits: one is the inverse of the other", () => {
    for (const method of ["wilson", "clopper-pearson"] as const) {
      const { low, high } = intervalOf(wordOfMouthRatio(told), { method, level: 1 - 1e-12 }) as Interval;
      expect((low * high) / 1).toBeCloseTo(1, 12);
    }
  });

  test("beyond all numbers are none", () => {
    const few = tallyOf(WORD_OF_MOUTH, ["negative", "positive"], { weights: ["1000", "0.001"] });
    expect(intervalOf(wordOfMouthRatio(few), { method: "clopper-pearson", level: 0.999999 })).toBeNull();
  });

  test("of points or a share of 1e12 answers are drawn at once", () => {
    const all = tallyFromCells(ZERO_TO_TEN, [{ point: 10, n: 1e12 }]);
    const interval = intervalOf(topBox(all, 1), { method: "bootstrap", draws: 100 });
    expect(interval).toMatchObject({ low: 1, high: 1 });
    expect(intervalOf(nps(all), { method: "bootstrap", draws: 100 })).toMatchObject({ low: 100, high: 100 });
  });
});
