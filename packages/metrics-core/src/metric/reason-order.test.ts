import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { expectDigits, expectNumbers } from "../../test/expect-numbers.ts";
import { intervalOf } from "../estimate/interval.ts";
import { multiQuestion } from "../summary/multi-question.ts";
import { emptyMultiTally, multiTallyFromCells, multiTallyOf } from "../summary/multi-tally.ts";
import { compareReasons } from "./reason-contrast.ts";
import { orderOfReasons } from "./reason-order.ts";

/** 300 asked; price only 90, service only 60, both 50. */
const QUESTION = multiQuestion(["price", "service"]);
const GOLDEN = multiTallyFromCells(QUESTION, [
  { options: [], n: 300 },
  { options: "any", n: 200 },
  { options: ["price"], n: 140 },
  { options: ["service"], n: 110 },
  { options: ["price", "service"], n: 50 },
]);

describe("compareReasons", () => {
  test("of 46.7 % and 36.7 % of the same people is 10 points (2.01, 17.86), z 2.449, p .0143", () => {
    const { difference, z, p, interval } = compareReasons(GOLDEN, "price", "service");
    expect(difference).toMatchObject({
      metric: "reasons.contrast.price_minus_service",
      unit: "points",
      base: { valid: 300 },
    });
    expectNumbers(difference, { value: 10, standardError: 100 * Math.sqrt((0.5 - 0.01) / 300) });
    expectNumbers(z, 30 / Math.sqrt(150));
    expectDigits(p, 0.0143, 4);
    expectDigits(interval!.low, 2.01, 2);
    expectDigits(interval!.high, 17.86, 2);
    expect(interval).toMatchObject({ level: 0.95, method: "score" });
    expectNumbers(intervalOf(difference, { method: "score" }), interval);
  });

  test("turns with the reasons", () => {
    const [there, back] = [compareReasons(GOLDEN, "price", "service"), compareReasons(GOLDEN, "service", "price")];
    expectNumbers(back, {
      difference: { value: -10 },
      z: -there.z!,
      p: there.p,
      interval: { low: -there.interval!.high, high: -there.interval!.low },
    });
  });

  test("takes discordant people of unequal weight as many as their squares say", () => {
    const answers = [["price"], ["price"], ["service"], ["price", "service"], []];
    const multi = multiTallyOf(QUESTION, answers, { weights: [1, 2, 0.5, 3, 1] });
    const { z, difference, interval } = compareReasons(multi, "price", "service");
    expectNumbers(z, (1 + 2 - 0.5) / Math.sqrt(1 + 4 + 0.25));
    expectNumbers(difference.value, (100 * 2.5) / 7.5);
    expectNumbers(intervalOf(difference, { method: "score" }), interval);
  });

  test("separates nothing when everybody cites both or neither", () => {
    for (const weights of [{}, { weights: [1, 2] }]) {
      const { difference, z, p, interval } = compareReasons(
        multiTallyOf(QUESTION, [["price", "service"], []], weights),
        "price",
        "service",
      );
      expect({ value: difference.value, z, p }).toEqual({ value: 0, z: 0, p: 1 });
      expect(interval!.low).toBeLessThan(0);
      expect(interval!.high).toBeGreaterThan(0);
    }
  });

  test("is suppressed on an empty base", () => {
    expect(compareReasons(emptyMultiTally(QUESTION), "price", "service")).toMatchObject({
      difference: { reason: "EMPTY_BASE" },
      z: null,
      p: null,
      interval: null,
    });
  });

  test("refuses an unknown reason, the same twice, and a level of 95", () => {
    expect(() => compareReasons(GOLDEN, "price", "image")).toThrow(expect.objectContaining({ code: "NAME_UNKNOWN" }));
    expect(() => compareReasons(GOLDEN, "price", "price")).toThrow(
      expect.objectContaining({ code: "ARGUMENT_INVALID" }),
    );
    expect(() => compareReasons(GOLDEN, "price", "service", { level: 95 })).toThrow(
      expect.objectContaining({ code: "ARGUMENT_INVALID" }),
    );
  });
});

describe("orderOfReasons", () => {
  /** Disjoint citers, so that counts alone decide. */
  const disjoint = (counts: Readonly<Record<string, number>>, n = 400) =>
    multiTallyFromCells(multiQuestion(Object.keys(counts)), [
      { options: [], n },
      { options: "any", n },
      ...Object.entries(counts).map(([code, count]) => ({ options: [code] as const, n: count })),
    ]);

  test("gives statistical ties and rank intervals", () => {
    const { reasons, pairs, level } = orderOfReasons(disjoint({ image: 60, price: 120, quality: 5, service: 110 }));
    expect(level).toBe(0.95);
    expect(
      reasons.map(({ code, rank, exactTie, tiedWithNext, highestRank, lowestRank }) => [
        code,
        rank,
        exactTie,
        tiedWithNext,
        highestRank,
        lowestRank,
      ]),
    ).toEqual([
      ["price", 1, false, true, 1, 2],
      ["service", 2, false, false, 1, 2],
      ["image", 3, false, false, 3, 3],
      ["quality", 4, false, false, 4, 4],
    ]);
    expect(pairs).toHaveLength(6);
  });

  test("corrects all pairs as one family by Holm", () => {
    const { pairs } = orderOfReasons(disjoint({ a: 100, b: 80, c: 60 }));
    const sorted = [...pairs].sort((x, y) => x.p! - y.p!);
    expectNumbers(
      sorted.map(({ adjustedP }) => adjustedP),
      [3 * sorted[0]!.p!, Math.max(3 * sorted[0]!.p!, 2 * sorted[1]!.p!), Math.max(2 * sorted[1]!.p!, sorted[2]!.p!)],
    );
    // a over b: z = 20/√180, p = .136; a over c: z = 40/√160, p = .0016; b over c: z = 20/√140, p = .091.
    expect(
      orderOfReasons(disjoint({ a: 100, b: 80, c: 60 })).reasons.map(({ highestRank, lowestRank }) => [
        highestRank,
        lowestRank,
      ]),
    ).toEqual([
      [1, 2],
      [1, 3],
      [2, 3],
    ]);
  });

  test("a wider level never gives a narrower rank interval", () => {
    const multi = disjoint({ a: 100, b: 80, c: 60 });
    const width = (level: number) =>
      orderOfReasons(multi, { level }).reasons.map(({ highestRank, lowestRank }) => lowestRank! - highestRank!);
    const [narrow, wide] = [width(0.5), width(0.9999)];
    expect(narrow).toEqual([0, 0, 0]);
    expect(wide).toEqual([2, 2, 2]);
  });

  test("ties neighbours that a third reason is separated from", () => {
    const { reasons, pairs } = orderOfReasons(disjoint({ a: 150, b: 110, c: 100 }), { level: 0.9 });
    expect(reasons).toMatchObject([
      { code: "a", tiedWithNext: false },
      { code: "b", tiedWithNext: true, highestRank: 2, lowestRank: 3 },
      { code: "c", tiedWithNext: false },
    ]);
    expect(pairs.map(({ interval }) => interval?.level)).toEqual([0.9, 0.9, 0.9]);
  });

  test("has no ranks on an empty base", () => {
    const { reasons, pairs } = orderOfReasons(emptyMultiTally(QUESTION));
    expect(pairs).toMatchObject([{ p: null, adjustedP: null }]);
    for (const reason of reasons) {
      expect(reason).toMatchObject({ rank: null, tiedWithNext: false, highestRank: null, lowestRank: null });
    }
  });

  test("takes a question of one reason", () => {
    const { reasons, pairs } = orderOfReasons(multiTallyOf(multiQuestion(["price"]), [["price"]]));
    expect(pairs).toEqual([]);
    expect(reasons).toMatchObject([{ rank: 1, tiedWithNext: false, highestRank: 1, lowestRank: 1 }]);
  });

  test("flags exact ties, which are statistical ties too", () => {
    const { reasons } = orderOfReasons(disjoint({ a: 50, b: 50 }));
    expect(reasons).toMatchObject([
      { code: "a", rank: 1, exactTie: true, tiedWithNext: true, highestRank: 1, lowestRank: 2 },
      { code: "b", rank: 1, exactTie: true, tiedWithNext: false, highestRank: 1, lowestRank: 2 },
    ]);
  });

  test.prop([fc.array(fc.subarray(["a", "b", "c", "d"]), { minLength: 1, maxLength: 60 })])(
    "every reason's rank by count lies in its interval",
    (answers) => {
      const { reasons } = orderOfReasons(multiTallyOf(multiQuestion(["a", "b", "c", "d"]), answers));
      for (const [at, { highestRank, lowestRank }] of reasons.entries()) {
        expect(highestRank).toBeLessThanOrEqual(at + 1);
        expect(lowestRank).toBeGreaterThanOrEqual(at + 1);
      }
    },
  );
});
