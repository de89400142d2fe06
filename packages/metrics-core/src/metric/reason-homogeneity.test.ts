import { describe, expect, test } from "vitest";
import { expectDigits, expectNumbers } from "../../test/expect-numbers.ts";
import { multiQuestion } from "../summary/multi-question.ts";
import { emptyMultiTally, type MultiTally, multiTallyFromCells, multiTallyOf } from "../summary/multi-tally.ts";
import { reasonHomogeneity } from "./reason-homogeneity.ts";

const QUESTION = multiQuestion(["price", "service", "image"]);
const sector = (n: number, ...mentions: readonly number[]): MultiTally =>
  multiTallyFromCells(QUESTION, [
    { options: [], n },
    { options: "any", n },
    ...mentions.map((count, i) => ({ options: [QUESTION.options[i]!] as const, n: count })),
  ]);

describe("reasonHomogeneity", () => {
  test("of 60, 50, 20 of 100 and 45, 30, 30 of 80 is 11.6315 on 3 degrees of freedom, p .00876", () => {
    const got = reasonHomogeneity([sector(100, 60, 50, 20), sector(80, 45, 30, 30)]);
    if (got.status === "suppressed") throw new Error(got.reason);
    expectDigits(got.chiSquare, 6.5696, 4);
    expectDigits(got.factor, 0.564815, 6);
    expectDigits(got.corrected, 11.6315, 4);
    expect(got.degreesOfFreedom).toBe(3);
    expectDigits(got.p, 0.00876, 5);
    expect(got.flags).toEqual([]);
  });

  test("leaves reasons out that nobody cites, and flags small groups", () => {
    const with0 = reasonHomogeneity([sector(20, 10, 5, 0), sector(80, 45, 30, 0)]);
    expect(with0).toMatchObject({ degreesOfFreedom: 2, flags: ["SMALL_BASE"] });
    expectNumbers(with0, { factor: 1 - 90 / 200 });
  });

  test("finds no difference where there is none", () => {
    expectNumbers(reasonHomogeneity([sector(100, 60, 50, 20), sector(50, 30, 25, 10)]), { chiSquare: 0, p: 1 });
  });

  test("counts weighted groups with their effective base", () => {
    const people = [["price"], ["service", "price"], [], ["image"]];
    const [a, b] = [
      multiTallyOf(QUESTION, people, { weights: [2, 2, 2, 2] }),
      multiTallyOf(QUESTION, [["image"], ["image"], ["price"], []]),
    ];
    const plain = reasonHomogeneity([multiTallyOf(QUESTION, people), b]);
    expectNumbers(reasonHomogeneity([a, b]), plain, 1e-12);
    const unequal = reasonHomogeneity([multiTallyOf(QUESTION, people, { weights: [3, 1, 1, 3] }), b]);
    if (unequal.status === "suppressed") throw new Error(unequal.reason);
    // Effective people 64/20 = 3.2 of weight 8: 1.6 cite price, 0.4 service, 1.2 image.
    const [n, mentions] = [
      [3.2, 4],
      [
        [1.6, 0.4, 1.2],
        [1, 0, 2],
      ],
    ];
    const expected = mentions[0]!.map((count, j) => (count + mentions[1]![j]!) / 7.2);
    const chiSquare = mentions.flatMap((counts, i) =>
      counts.map((count, j) => (count - n[i]! * expected[j]!) ** 2 / (n[i]! * expected[j]!)),
    );
    expectNumbers(
      unequal.chiSquare,
      chiSquare.reduce((sum, each) => sum + each, 0),
    );
  });

  test.each<[string, readonly MultiTally[], string]>([
    ["a group is empty", [sector(10, 5, 5, 5), emptyMultiTally(QUESTION)], "EMPTY_BASE"],
    [
      "a group has no weight",
      [sector(10, 5, 5, 5), multiTallyOf(QUESTION, [["price"]], { weights: [0] })],
      "EMPTY_BASE",
    ],
    ["nobody cites anything", [sector(10, 0, 0, 0), sector(8, 0, 0, 0)], "NO_VARIANCE"],
    ["everybody cites everything", [sector(10, 10, 10, 10), sector(8, 8, 8, 8)], "NO_VARIANCE"],
  ])("is suppressed when %s", (_, groups, reason) => {
    expect(reasonHomogeneity(groups)).toEqual({ status: "suppressed", reason });
  });

  test("refuses less than two groups, or groups with other questions", () => {
    expect(() => reasonHomogeneity([])).toThrow(expect.objectContaining({ code: "ARGUMENT_INVALID" }));
    expect(() => reasonHomogeneity([sector(10, 1)])).toThrow(expect.objectContaining({ code: "ARGUMENT_INVALID" }));
    expect(() => reasonHomogeneity([sector(10, 1), emptyMultiTally(multiQuestion(["price"]))])).toThrow(
      expect.objectContaining({ code: "SCALE_MISMATCH" }),
    );
  });
});
