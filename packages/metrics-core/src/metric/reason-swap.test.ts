import { describe, expect, test } from "vitest";
import { expectNumbers } from "../../test/expect-numbers.ts";
import { normalTwoSidedP } from "../numeric/normal.ts";
import { multiQuestion } from "../summary/multi-question.ts";
import { emptyMultiTally, multiTallyFromCells, multiTallyOf } from "../summary/multi-tally.ts";
import { orderSwap, orderSwaps } from "./reason-swap.ts";

const QUESTION = multiQuestion(["price", "service", "image"]);
/** Disjoint citers of price, service and image among 300 people. */
const sector = (price: number, service: number, image = 30) =>
  multiTallyFromCells(QUESTION, [
    { options: [], n: 300 },
    { options: "any", n: 300 },
    { options: ["price"], n: price },
    { options: ["service"], n: service },
    { options: ["image"], n: image },
  ]);

describe("orderSwap", () => {
  test("takes the largest p value of both orders and of the difference of differences", () => {
    const { here, there, interaction, p } = orderSwap(sector(90, 130), sector(150, 80), "price", "service");
    expectNumbers([here.difference.value, there.difference.value], [-40 / 3, 70 / 3]);
    const standardError = Math.hypot(here.difference.standardError!, there.difference.standardError!);
    expectNumbers(interaction, {
      difference: -110 / 3,
      z: -110 / 3 / standardError,
      p: normalTwoSidedP(110 / 3 / standardError),
    });
    expect(p).toBe(here.p);
    expect(p).toBeGreaterThan(there.p!);
    expect(p).toBeGreaterThan(interaction!.p);
  });

  test("is no swap when both groups have one order", () => {
    expect(orderSwap(sector(90, 130), sector(80, 150), "price", "service").p).toBe(1);
    expect(orderSwap(sector(90, 90), sector(80, 150), "price", "service").p).toBe(1);
  });

  test("is unknown when a group is empty", () => {
    expect(orderSwap(sector(90, 130), emptyMultiTally(QUESTION), "price", "service")).toMatchObject({
      interaction: null,
      p: null,
    });
    expect(orderSwap(emptyMultiTally(QUESTION), sector(90, 130), "price", "service")).toMatchObject({
      interaction: null,
      p: null,
    });
  });

  test("takes no swap for more certain than its larger p value", () => {
    const swap = orderSwap(sector(90, 131), sector(131, 90), "price", "service");
    const one = { name: "a", reasons: sector(90, 131) };
    const other = { name: "b", reasons: sector(131, 90) };
    // Three pairs of reasons, of which two do not swap: Holm multiplies by three.
    const [found] = orderSwaps([one, other], { level: 1 - 3 * swap.p! });
    expect(found).toMatchObject({ first: "price", second: "service", adjustedP: 3 * swap.p! });
    expect(orderSwaps([one, other], { level: 1 - 2.99 * swap.p! })).toEqual([]);
  });

  test("has no difference of differences without standard errors", () => {
    const one = multiTallyOf(QUESTION, [["price"]]);
    const other = multiTallyOf(QUESTION, [["service"]]);
    expect(orderSwap(one, other, "price", "service")).toMatchObject({ interaction: null, p: 1 });
    expect(orderSwap(sector(90, 130), other, "price", "service").interaction).toBeNull();
    const same = [
      multiTallyOf(QUESTION, [["price"], ["price"]]),
      multiTallyOf(QUESTION, [["service"], ["service"]]),
    ] as const;
    expect(orderSwap(...same, "price", "service").interaction).toBeNull();
  });

  test("refuses other questions", () => {
    expect(() =>
      orderSwap(sector(1, 2), emptyMultiTally(multiQuestion(["price", "service"])), "price", "service"),
    ).toThrow(expect.objectContaining({ code: "SCALE_MISMATCH" }));
  });
});

describe("orderSwaps", () => {
  const groups = [
    { name: "banks", reasons: sector(80, 160) },
    { name: "insurers", reasons: sector(100, 102) },
    { name: "energy", reasons: sector(160, 80) },
  ];

  test("finds the swaps that stand after correction over all pairs of groups and reasons", () => {
    const swaps = orderSwaps(groups);
    expect(swaps).toMatchObject([{ groups: ["banks", "energy"], first: "price", second: "service" }]);
    expectNumbers(swaps[0]!.adjustedP, 9 * swaps[0]!.p!);
  });

  test("finds none where the correction takes it away, or where nobody was asked", () => {
    const weak = [
      { name: "a", reasons: sector(90, 123) },
      { name: "b", reasons: sector(123, 90) },
    ];
    expect(orderSwap(weak[0]!.reasons, weak[1]!.reasons, "price", "service").p).toBeLessThan(0.05);
    expect(orderSwaps(weak)).toEqual([]);
    expect(orderSwaps(weak, { level: 0.8 })).toHaveLength(1);
    expect(orderSwaps([{ name: "a", reasons: emptyMultiTally(QUESTION) }, weak[1]!])).toEqual([]);
    expect(orderSwaps([])).toEqual([]);
  });

  test("refuses a level of 95", () => {
    expect(() => orderSwaps([], { level: 95 })).toThrow(expect.objectContaining({ code: "ARGUMENT_INVALID" }));
  });
});
