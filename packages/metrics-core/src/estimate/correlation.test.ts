import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { errorOf } from "../../test/error-of.ts";
import { expectDigits, expectNumbers } from "../../test/expect-numbers.ts";
import { readData, readReference } from "../../test/reference/data.ts";
import { correlationInference, correlationP, pearson, type Point, spearman } from "./correlation.ts";

interface CorrelationCase {
  readonly id: string;
  readonly input: {
    readonly data: string;
    readonly columns: { readonly x: string; readonly y: string; readonly weight?: string };
  };
  readonly expected: {
    readonly n: number;
    readonly r: number;
    readonly t: number;
    readonly p: number;
    readonly ci95: readonly [number, number];
    readonly weighted_r?: number;
  };
}

const { cases } = readReference<{ readonly cases: readonly CorrelationCase[] }>("correlation");

describe("pearson", () => {
  test.each(cases.map((each) => [each.id, each] as const))("agrees with R on %s", (_, { input, expected }) => {
    const { x, y, weight } = input.columns;
    const rows = readData(input.data.split("/").at(-1)!).filter((row) => row[x] !== "" && row[y] !== "");
    const points = (weighted: boolean): readonly Point[] =>
      rows.map((row) => ({ x: Number(row[x]), y: Number(row[y]), weight: weighted ? Number(row[weight!]) : 1 }));
    expect(rows).toHaveLength(expected.n);
    const r = pearson(points(false))!;
    const [low, high] = expected.ci95;
    expectNumbers(r, expected.r);
    expectNumbers(correlationInference(r, expected.n, 0.95), { t: expected.t, interval: { low, high } });
    // Its logarithm is what the digits of r decide: the error of p is that of t times t.
    expectNumbers(correlationInference(r, expected.n, 0.95).p, expected.p, expected.p < 1e-12 ? 1e-6 : 1e-9);
    if (expected.weighted_r !== undefined) expectNumbers(pearson(points(true)), expected.weighted_r);
  });

  test("is null without points or without variation", () => {
    expect(pearson([])).toBeNull();
    expect(pearson([{ x: 1, y: 1, weight: 1 }])).toBeNull();
    expect(
      pearson([
        { x: 1, y: 2, weight: 1 },
        { x: 1, y: 3, weight: 1 },
      ]),
    ).toBeNull();
    expect(
      pearson([
        { x: 1, y: 2, weight: 1 },
        { x: 2, y: 2, weight: 1 },
      ]),
    ).toBeNull();
  });

  test.each([pearson, spearman])("leaves out points of weight 0: %o", (of) => {
    const points = [1, 2, 3].map((x) => ({ x, y: x * x, weight: 1 }));
    expect(of([...points, { x: 9, y: -80, weight: 0 }])).toBe(of(points));
    // The only one that differs does not count.
    expect(of([...points.map((each) => ({ ...each, x: 1 })), { x: 9, y: 1, weight: 0 }])).toBeNull();
  });

  test.each([pearson, spearman])("refuses what is no number, and no weight: %o", (of) => {
    const points = [1, 2, 3].map((x) => ({ x, y: x * x, weight: 1 }));
    for (const [x, y] of [
      [Number.NaN, 1],
      [1, Number.POSITIVE_INFINITY],
    ] as const) {
      const details = { x, y };
      expect(errorOf(() => of([...points, { ...details, weight: 1 }]))).toMatchObject({
        code: "ARGUMENT_INVALID",
        details,
      });
    }
    for (const weight of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(errorOf(() => of([...points, { x: 1, y: 1, weight }]))).toMatchObject({
        code: "WEIGHT_INVALID",
        details: { weight },
      });
    }
  });

  const point = fc.record({
    x: fc.integer({ min: -50, max: 50 }),
    y: fc.integer({ min: -50, max: 50 }),
    weight: fc.integer({ min: 1, max: 5 }),
  });
  const points = fc.array(point, { minLength: 3, maxLength: 25 });

  test.prop([points])("takes a whole weight for repetition", (all) => {
    const repeated = all.flatMap(({ x, y, weight }) => new Array<Point>(weight).fill({ x, y, weight: 1 }));
    for (const of of [pearson, spearman]) {
      const [weighted, plain] = [of(all), of(repeated)];
      fc.pre(weighted !== null && plain !== null);
      expect(weighted).toBeCloseTo(plain!, 10);
    }
  });

  test.prop([points])("turns its sign with one of the two", (all) => {
    for (const of of [pearson, spearman]) {
      const [here, there] = [of(all), of(all.map((each) => ({ ...each, x: -each.x })))];
      fc.pre(here !== null && there !== null);
      expect(there).toBeCloseTo(-here!, 10);
    }
  });
});

describe("spearman", () => {
  test("is Pearson's of mid-ranks", () => {
    const unit = (pairs: readonly (readonly [number, number])[]) => pairs.map(([x, y]) => ({ x, y, weight: 1 }));
    // Ranks 1, 2.5, 2.5, 4 and 1, 2, 4, 3.
    expectNumbers(
      spearman(
        unit([
          [1, 10],
          [5, 20],
          [5, 1000],
          [6, 30],
        ]),
      ),
      pearson(
        unit([
          [1, 1],
          [2.5, 2],
          [2.5, 4],
          [4, 3],
        ]),
      ),
    );
    expect(
      spearman(
        unit([
          [1, 1],
          [2, 8],
          [3, 27],
        ]),
      ),
    ).toBe(1);
  });

  test("is null without variation", () => {
    expect(
      spearman([
        { x: 1, y: 2, weight: 1 },
        { x: 1, y: 3, weight: 1 },
      ]),
    ).toBeNull();
  });
});

describe("correlationInference", () => {
  test("of .48 is (-.130, .826) over 12 and (.145, .716) over 30 organisations", () => {
    for (const [n, low, high] of [
      [12, -0.13, 0.826],
      [30, 0.145, 0.716],
    ] as const) {
      const { interval } = correlationInference(0.48, n, 0.95);
      expectDigits(interval!.low, low, 3);
      expectDigits(interval!.high, high, 3);
    }
  });

  test("has no interval at 1 and -1, nor among three", () => {
    for (const r of [1, -1]) expect(correlationInference(r, 12, 0.95)).toEqual({ t: null, p: 0, interval: null });
    // With one degree of freedom t is Cauchy's: p = 1 − 2 atan(1/√3)/π.
    expect(correlationInference(0.5, 3, 0.95)).toEqual({
      t: expect.closeTo(1 / Math.sqrt(3), 14),
      p: expect.closeTo(2 / 3, 14),
      interval: null,
    });
  });

  test("is wider for ranks", () => {
    const { low, high } = correlationInference(0.5, 20, 0.95, 1.125).interval!;
    // By numpy: tanh(atanh(.5) ± 1.959963984540054 √(1.125/17)).
    expectNumbers([low, high], [0.04507899638223201, 0.7831644163301186], 1e-12);
  });

  test.each([
    { r: 1.01, n: 12, inflation: 1 },
    { r: Number.NaN, n: 12, inflation: 1 },
    { r: 0.5, n: 2, inflation: 1 },
    { r: 0.5, n: 12.5, inflation: 1 },
    { r: 0.5, n: 12, inflation: 0 },
    { r: 0.5, n: 12, inflation: Number.POSITIVE_INFINITY },
  ])("refuses r = $r of $n with an inflation of $inflation", ({ r, n, inflation }) => {
    expect(errorOf(() => correlationInference(r, n, 0.95, inflation))).toMatchObject({
      code: "ARGUMENT_INVALID",
      details: { r, n, inflation },
    });
  });

  test("refuses a level that is none", () => {
    expect(errorOf(() => correlationInference(0.5, 12, 95))).toMatchObject({ details: { level: 95 } });
  });
});

describe("correlationP", () => {
  test("is that of t = r √((n − 2)/(1 − r²)), and 0 at 1", () => {
    // By scipy: 2 t.sf(.6 √(26/.64), 26).
    expectNumbers(correlationP(0.6, 28), 0.0007380960691116567, 1e-12);
    expect(correlationP(-1, 28)).toBe(0);
  });
});

describe("numbers of any size", () => {
  const points: readonly Point[] = [
    { x: 1, y: 10, weight: 1 },
    { x: 2, y: 30, weight: 2 },
    { x: 9, y: 20, weight: 1 },
  ];

  test.each([2 ** 1000, 2 ** -1000])("times %d correlate alike", (unit) => {
    const scaled = points.map(({ x, y, weight }) => ({ x: x * unit, y: y / unit, weight: weight * unit }));
    expect(pearson(scaled)).toBe(pearson(points));
    expect(spearman(scaled)).toBe(spearman(points));
  });

  test("do not correlate when next to no weight is on what varies", () => {
    const alone = [
      { x: 0, y: 0, weight: 1 },
      { x: 1e-10, y: 1, weight: Number.MIN_VALUE },
      { x: 1, y: 0, weight: Number.MIN_VALUE },
    ];
    expect(pearson(alone.slice(0, 2).concat({ x: 1, y: 0, weight: 0 }))).toBeCloseTo(1, 12);
    expect(
      pearson([
        { x: 1, y: 0, weight: 1 },
        { x: 1 - 1e-16, y: 1, weight: 1e-300 },
      ]),
    ).toBeNull();
  });
});
