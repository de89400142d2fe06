import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { expectDigits, expectNumbers } from "../../test/expect-numbers.ts";
import { intervalOf } from "../estimate/interval.ts";
import { wilsonShare } from "../estimate/share-interval.ts";
import { type Crosstab, crosstabFromCells, crosstabOf, emptyCrosstab } from "../summary/crosstab.ts";
import { ONE_TO_FIVE, YES_NO, ZERO_TO_TEN } from "../summary/scale.ts";
import { CHURN, churnByGroup } from "./churn.ts";
import { lifetimeValue, type NpsPath, npsPointValue } from "./lifetime-value.ts";

/** [stayed, churned] of the answers 10, 7 and 3. */
const of = (
  promoters: readonly [number, number],
  passives: readonly [number, number],
  detractors: readonly [number, number],
): Crosstab =>
  crosstabFromCells(
    ZERO_TO_TEN,
    CHURN,
    (
      [
        [10, promoters],
        [7, passives],
        [3, detractors],
      ] as const
    ).flatMap(([row, [stayed, churned]]) => [
      { row, column: "stayed", n: stayed },
      { row, column: "churned", n: churned },
    ]),
  );

describe("churnByGroup", () => {
  test("gives each group its rate with Wilson, and detractors against promoters", () => {
    const { all, promoters, passives, detractors, riskRatio, oddsRatio } = churnByGroup(
      of([90, 10], [80, 20], [70, 30]),
    );
    expect(all).toMatchObject({ metric: "churn.all", value: 0.2, base: { valid: 300 } });
    expect([promoters.value, passives.value, detractors.value]).toEqual([0.1, 0.2, 0.3]);
    expect(promoters).toMatchObject({ metric: "churn.promoters", base: { valid: 100, notApplicable: 200 } });
    const [low, high] = wilsonShare(0.3, 100, 1.959963984540054);
    expectNumbers(intervalOf(detractors), { method: "wilson", low, high });
    expectNumbers(riskRatio, {
      metric: "churn.risk_ratio",
      value: 3,
      evidence: { logStandardError: Math.sqrt(1 / 30 - 1 / 100 + 1 / 10 - 1 / 100) },
    });
    expectNumbers(oddsRatio, {
      metric: "churn.odds_ratio",
      value: (30 * 90) / (70 * 10),
      evidence: { logStandardError: Math.sqrt(1 / 30 + 1 / 70 + 1 / 10 + 1 / 90) },
    });
  });

  test("corrects a group in which nobody churned", () => {
    expect(churnByGroup(of([40, 0], [1, 1], [30, 10])).riskRatio).toMatchObject({ flags: ["CONTINUITY_CORRECTED"] });
  });

  test("takes other cuts", () => {
    const crosstab = crosstabOf(ONE_TO_FIVE, CHURN, [
      [5, "stayed"],
      [4, "churned"],
      [3, "stayed"],
      [2, "churned"],
    ]);
    const { promoters, passives, detractors } = churnByGroup(crosstab, { detractorMax: 2, promoterMin: 4 });
    expect([promoters.value, passives.value, detractors.value]).toEqual([0.5, 0, 1]);
  });

  test("is suppressed where nobody was, and censored customers are not counted", () => {
    const empty = { status: "suppressed", reason: "EMPTY_BASE" };
    for (const each of Object.values(churnByGroup(emptyCrosstab(ZERO_TO_TEN, CHURN))))
      expect(each).toMatchObject(empty);
    const { all, ordering, passives } = churnByGroup(
      crosstabOf(ZERO_TO_TEN, CHURN, [
        [10, "stayed"],
        [2, null],
      ]),
    );
    expect(all).toMatchObject({ value: 0, base: { eligible: 2, valid: 1, missing: 1 } });
    expect(ordering).toMatchObject(empty);
    expect(passives).toMatchObject(empty);
  });

  test("refuses other questions", () => {
    expect(() => churnByGroup(emptyCrosstab(ONE_TO_FIVE, CHURN))).toThrow(
      expect.objectContaining({ code: "SCALE_MISMATCH" }),
    );
    expect(() => churnByGroup(emptyCrosstab(ZERO_TO_TEN, YES_NO))).toThrow(
      expect.objectContaining({ code: "SCALE_MISMATCH" }),
    );
    expect(() => churnByGroup(emptyCrosstab(ZERO_TO_TEN, CHURN), { detractorMax: 9, promoterMin: 9 })).toThrow(
      expect.objectContaining({ code: "ARGUMENT_INVALID" }),
    );
  });
});

describe("the ordering of churn by the answer (AUC)", () => {
  type Customer = { readonly answer: number; readonly churned: boolean; readonly weight: number };
  const count = (all: readonly Customer[], weighted: boolean) =>
    churnByGroup(
      crosstabOf(
        ZERO_TO_TEN,
        CHURN,
        all.map(({ answer, churned }) => [answer, churned ? "churned" : "stayed"] as const),
        weighted ? { weights: all.map(({ weight }) => weight) } : {},
      ),
    ).ordering;

  /** DeLong, DeLong & Clarke-Pearson 1988, pair by pair. */
  function byPairs(all: readonly Customer[]) {
    const [low, high] = [all.filter((each) => each.churned), all.filter((each) => !each.churned)];
    const right = (a: number, b: number) => (a < b ? 1 : a === b ? 0.5 : 0);
    const mean = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0) / numbers.length;
    const placed = low.map((a) => mean(high.map((b) => right(a.answer, b.answer))));
    const others = high.map((b) => mean(low.map((a) => right(a.answer, b.answer))));
    const auc = mean(placed);
    const variance = (numbers: readonly number[]) =>
      numbers.reduce((sum, each) => sum + (each - auc) ** 2, 0) / (numbers.length - 1) / numbers.length;
    return { value: auc, standardError: Math.sqrt(variance(placed) + variance(others)) };
  }

  const customer = fc.record({
    answer: fc.integer({ min: 0, max: 10 }),
    churned: fc.boolean(),
    weight: fc.integer({ min: 1, max: 4 }),
  });
  const customers = fc
    .array(customer, { minLength: 4, maxLength: 40 })
    .map((all) => [
      ...all,
      ...[3, 8].flatMap((answer) => [true, false].map((churned) => ({ answer, churned, weight: 2 }))),
    ]);

  test.prop([customers])("is DeLong's, pair by pair", (all) => {
    const got = count(all, false);
    const expected = byPairs(all);
    expect(got.value).toBeCloseTo(expected.value, 12);
    expect(got.standardError).toBeCloseTo(expected.standardError, 12);
  });

  test.prop([customers])("takes a whole weight for repetition", (all) => {
    const repeated = all.flatMap((each) => new Array<Customer>(each.weight).fill(each));
    expect(count(all, true).value).toBeCloseTo(count(repeated, false).value!, 12);
  });

  test("is 0.5 when answers say nothing, 1 when they tell all", () => {
    expect(churnByGroup(of([50, 50], [50, 50], [50, 50])).ordering).toMatchObject({
      metric: "churn.ordering",
      unit: "share",
      value: 0.5,
      flags: [],
    });
    const all = churnByGroup(of([40, 0], [0, 0], [0, 40])).ordering;
    expect(all).toMatchObject({ value: 1, standardError: 0, flags: ["DEGENERATE_VARIANCE"] });
    expectNumbers(intervalOf(all)!.low, wilsonShare(1, 40, 1.959963984540054)[0]);
  });

  test("has no standard error when one side is one customer, or one has all the weight", () => {
    expect(churnByGroup(of([5, 0], [5, 0], [5, 1])).ordering).toMatchObject({
      standardError: null,
      flags: ["SMALL_BASE"],
    });
    const weightless = crosstabOf(
      ZERO_TO_TEN,
      CHURN,
      [
        [10, "stayed"],
        [9, "stayed"],
        [3, "churned"],
        [8, "churned"],
      ],
      { weights: [1, 0, 1, 1] },
    );
    expect(churnByGroup(weightless).ordering.standardError).toBeNull();
  });
});

describe("lifetimeValue", () => {
  test("of a margin of 100 at 10 % discount is 450.00 at 90 % retention and 511.11 at 92 %", () => {
    expectDigits(lifetimeValue({ margin: 100, retention: 0.9, discount: 0.1 }), 450, 2);
    expectDigits(lifetimeValue({ margin: 100, retention: 0.92, discount: 0.1 }), 511.11, 2);
    expectDigits((100 * 511.111) / 450 - 100, 13.6, 1);
    expect(lifetimeValue({ margin: 100, retention: 0, discount: 0.1 })).toBe(0);
    expect(lifetimeValue({ margin: 100, retention: 1, discount: 0.1 })).toBe(1000);
  });

  test.each([
    ["a margin that is no number", { margin: Number.NaN, retention: 0.9, discount: 0.1 }],
    ["a retention above 1, whatever the discount", { margin: 100, retention: 1.05, discount: 0.5 }],
    ["a retention of 90", { margin: 100, retention: 90, discount: 0.1 }],
    ["a retention below 0", { margin: 100, retention: -0.1, discount: 0.1 }],
    ["a discount below 0", { margin: 100, retention: 0.9, discount: -0.1 }],
    ["a discount below 0 that would give a value", { margin: 100, retention: 0.8, discount: -0.1 }],
    ["an endless discount", { margin: 100, retention: 0.9, discount: Number.POSITIVE_INFINITY }],
    ["customers who stay forever at no discount", { margin: 100, retention: 1, discount: 0 }],
  ])("refuses %s", (_, terms) => {
    expect(() => lifetimeValue(terms)).toThrow(expect.objectContaining({ code: "ARGUMENT_INVALID" }));
  });
});

describe("npsPointValue", () => {
  const TERMS = { margin: 100, discount: 0.1 };
  const churn = churnByGroup(of([920, 80], [910, 90], [900, 100]));

  test.each<[NpsPath, number]>([
    ["detractor_to_promoter", (100 * 0.92) / 0.18 - 450],
    ["passive_to_promoter", (100 * 0.92) / 0.18 - (100 * 0.91) / 0.19],
    ["detractor_to_passive", (100 * 0.91) / 0.19 - 450],
  ])("is the difference in lifetime value per point: %s", (path, difference) => {
    const got = npsPointValue(churn, TERMS, path);
    expectNumbers(got.value, difference / (path === "detractor_to_promoter" ? 200 : 100), 1e-12);
    expect(got).toMatchObject({ metric: "nps_point_value", unit: "money", path, base: { valid: 2000 } });
  });

  test("has a standard error by the delta method and an interval from the limits of both rates", () => {
    const got = npsPointValue(churn, TERMS, "detractor_to_promoter");
    if (got.status === "suppressed") throw new Error(got.reason);
    const slope = (r: number) => (100 * 1.1) / (1.1 - r) ** 2;
    const se = (p: number) => Math.sqrt((p * (1 - p)) / 1000);
    expectNumbers(got.standardError, Math.hypot(slope(0.92) * se(0.08), slope(0.9) * se(0.1)) / 200, 1e-12);
    const value = (rate: number) => (100 * (1 - rate)) / (0.1 + rate);
    const [d, p] = [wilsonShare(0.1, 1000, 1.959963984540054), wilsonShare(0.08, 1000, 1.959963984540054)];
    const difference = value(0.08) - value(0.1);
    expectNumbers(got.interval, {
      level: 0.95,
      method: "mover",
      low: (difference - Math.hypot(value(0.08) - value(p[1]), value(d[0]) - value(0.1))) / 200,
      high: (difference + Math.hypot(value(p[0]) - value(0.08), value(0.1) - value(d[1]))) / 200,
    });
    const wide = npsPointValue(churn, TERMS, "detractor_to_promoter", { level: 0.99 });
    if (wide.status === "suppressed") throw new Error(wide.reason);
    expect(wide.interval!.low).toBeLessThan(got.interval!.low);
  });

  test("has an interval, though no spread, when nobody churned", () => {
    const got = npsPointValue(churnByGroup(of([50, 0], [50, 0], [50, 0])), TERMS, "detractor_to_promoter");
    if (got.status === "suppressed") throw new Error(got.reason);
    expect([got.value, got.standardError]).toEqual([0, 0]);
    expect(got.interval!.low).toBeLessThan(0);
    expect(got.interval!.high).toBeGreaterThan(0);
  });

  test("turns with the sign of the margin", () => {
    const [gain, loss] = [100, -100].map((margin) =>
      npsPointValue(churn, { margin, discount: 0.1 }, "detractor_to_promoter"),
    );
    if (gain?.status !== "estimated" || loss?.status !== "estimated") throw new Error("suppressed");
    expectNumbers(loss, {
      value: -gain.value,
      standardError: gain.standardError,
      interval: { low: -gain.interval!.high, high: -gain.interval!.low },
    });
  });

  test("is suppressed for an empty group, and where a group never leaves at no discount", () => {
    const none = churnByGroup(of([50, 10], [0, 0], [50, 10]));
    expect(npsPointValue(none, TERMS, "detractor_to_passive")).toMatchObject({ reason: "EMPTY_BASE", value: null });
    expect(npsPointValue(none, TERMS, "passive_to_promoter")).toMatchObject({ reason: "EMPTY_BASE", value: null });
    const loyal = churnByGroup(of([50, 0], [50, 10], [50, 10]));
    const reverse = churnByGroup(of([50, 10], [50, 10], [50, 0]));
    for (const each of [loyal, reverse]) {
      expect(npsPointValue(each, { margin: 100, discount: 0 }, "detractor_to_promoter")).toMatchObject({
        reason: "DIVISION_BY_ZERO",
      });
    }
  });

  test("has no standard error with one customer in a group, and no interval when one has all the weight", () => {
    for (const [promoters, detractors] of [
      [
        [1, 0],
        [50, 10],
      ],
      [
        [50, 10],
        [1, 0],
      ],
    ] as const) {
      const got = npsPointValue(churnByGroup(of(promoters, [0, 0], detractors)), TERMS, "detractor_to_promoter");
      expect(got).toMatchObject({ status: "estimated", standardError: null, interval: { method: "mover" } });
    }
    const answers = [
      [10, "stayed"],
      [10, "churned"],
      [3, "stayed"],
      [3, "churned"],
    ] as const;
    for (const weights of [
      [1, 0, 1, 1],
      [1, 1, 1, 0],
    ]) {
      const got = npsPointValue(
        churnByGroup(crosstabOf(ZERO_TO_TEN, CHURN, answers, { weights })),
        TERMS,
        "detractor_to_promoter",
      );
      expect(got).toMatchObject({ status: "estimated", standardError: null, interval: null });
    }
  });

  test("refuses terms that have no value", () => {
    expect(() => npsPointValue(churn, { margin: Number.NaN, discount: 0.1 }, "detractor_to_promoter")).toThrow(
      expect.objectContaining({ code: "ARGUMENT_INVALID" }),
    );
    expect(() => npsPointValue(churn, TERMS, "detractor_to_promoter", { level: 95 })).toThrow(
      expect.objectContaining({ code: "ARGUMENT_INVALID" }),
    );
  });
});

test("a margin that makes the lifetime value infinite is refused", () => {
  expect(() => lifetimeValue({ margin: Number.MAX_VALUE, retention: 0.99, discount: 0.001 })).toThrow(
    expect.objectContaining({ code: "ARGUMENT_INVALID" }),
  );
});

test.each([
  ["0.000000001", "0.000000000000000001", true],
  ["0.00000000000000000001", "0.0000000000000000000000000000000000000001", false],
])("churn of %s leaves an interval as long as its limits are worth a finite sum", (w, ww, finite) => {
  const churn = churnByGroup(
    crosstabFromCells(ZERO_TO_TEN, CHURN, [
      { row: 10, column: "stayed", n: 1, w: 1, ww: 1 },
      { row: 10, column: "churned", n: 1, w, ww },
      { row: 3, column: "stayed", n: 9, w: 9, ww: 9 },
      { row: 3, column: "churned", n: 1, w: 1, ww: 1 },
    ]),
  );
  const found = npsPointValue(churn, { margin: 1, discount: 0 }, "detractor_to_promoter");
  // (1 − c)/c of the promoters, less 9 of the detractors, for 200 points.
  const promoters = 1 / Number(w);
  expect(found.value! / ((promoters - 9) / 200)).toBeCloseTo(1, 12);
  expect("interval" in found && found.interval !== null).toBe(finite);
});
