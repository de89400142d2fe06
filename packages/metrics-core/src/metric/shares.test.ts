import { describe, expect, test } from "vitest";
import { expectNumbers } from "../../test/expect-numbers.ts";
import { roundHalfAway } from "../numeric/decimal.ts";
import { categories, EXPECTATION, ONE_TO_FIVE, ZERO_TO_TEN } from "../summary/scale.ts";
import { emptyTally, tallyFromCells, tallyOf } from "../summary/tally.ts";
import { type Shares, shares } from "./shares.ts";

const tally = tallyOf(EXPECTATION, ["as", "as", "above", "below", null]);
const percents = ({ categories: found, unstated }: Shares): (number | null)[] =>
  [...found, ...(unstated === null ? [] : [unstated])].map(({ share }) =>
    share.value === null ? null : roundHalfAway(100 * share.value, 0),
  );

describe("shares", () => {
  test("all categories in their order, with counts, and nothing left unstated", () => {
    const found = shares(tally);
    expect(found.unstated).toBeNull();
    expect(found.categories).toMatchObject([
      { code: "below", count: 1, share: { metric: "share.below", value: 0.25 } },
      { code: "as", count: 2, share: { value: 0.5 } },
      { code: "above", count: 1, share: { value: 0.25 } },
    ]);
  });

  test("listed categories in the order asked for; the others are unstated, not negative", () => {
    const found = shares(tally, ["above", "as"]);
    expect(found.categories.map(({ code }) => code)).toEqual(["above", "as"]);
    expect(found.unstated).toMatchObject({
      code: "unstated",
      count: 1,
      share: { value: 0.25, metric: "share.unstated" },
    });
    expect(shares(tally, []).unstated).toMatchObject({ count: 4, share: { value: 1 } });
  });

  test("points of a scale, as numbers or as text", () => {
    const marks = tallyOf(ONE_TO_FIVE, [1, 1, 5]);
    expect(shares(marks).categories.map(({ code, count }) => [code, count])).toEqual([
      ["1", 2],
      ["2", 0],
      ["3", 0],
      ["4", 0],
      ["5", 1],
    ]);
    expect(shares(marks, [5, "1"]).categories.map(({ count }) => count)).toEqual([1, 2]);
  });

  // DEFINITIONS 6.2: fixtures of published percentages, n = 2576
  test.each([
    [[670, 438, 206, 309], 4, [26, 17, 8, 12, 37]],
    [[361, 438, 670, 1107], 4, [14, 17, 26, 43]],
    [[567, 1056, 335], 3, [22, 41, 13, 24]],
  ])("%j and what they leave", (counts, listed, expected) => {
    const rest = 2576 - counts.reduce((sum, each) => sum + each, 0);
    const codes = [...counts.map((_, i) => `answer_${i}`), ...(rest > 0 ? ["other"] : [])];
    const all = [...counts, rest].slice(0, codes.length);
    const question = tallyFromCells(
      categories(codes),
      codes.map((point, i) => ({ point, n: all[i]! })),
    );
    expect(percents(shares(question, codes.slice(0, listed)))).toEqual(expected);
  });

  test("sum to 1 with weights too", () => {
    const weighted = tallyOf(EXPECTATION, ["as", "above", "below"], { weights: ["0.1", "0.2", "0.4"] });
    const { categories: found, unstated } = shares(weighted, ["as", "below"]);
    expectNumbers(
      [...found, unstated!].reduce((sum, { share }) => sum + share.value!, 0),
      1,
    );
  });

  test("are suppressed, not zero, when nobody answered", () => {
    expect(percents(shares(emptyTally(EXPECTATION), ["as"]))).toEqual([null, null]);
  });

  test("refuse a category that the question does not have, or one twice", () => {
    for (const category of ["far above", "", " "]) {
      expect(() => shares(tally, [category])).toThrow(expect.objectContaining({ code: "ANSWER_OFF_SCALE" }));
    }
    for (const point of ["", "six", 6, 2.5]) {
      expect(() => shares(tallyOf(ONE_TO_FIVE, [1]), [point])).toThrow(
        expect.objectContaining({ code: "ANSWER_OFF_SCALE" }),
      );
    }
    for (const blank of ["", " "]) {
      expect(() => shares(emptyTally(ZERO_TO_TEN), [blank])).toThrow(
        expect.objectContaining({ code: "ANSWER_OFF_SCALE" }),
      );
    }
    expect(() => shares(tally, ["as", "as"])).toThrow(expect.objectContaining({ code: "ARGUMENT_INVALID" }));
  });
});
