import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { expectNumbers } from "../../test/expect-numbers.ts";
import { intervalOf } from "../estimate/interval.ts";
import { type MultiAnswer, multiQuestion } from "../summary/multi-question.ts";
import { emptyMultiTally, mergeMultiTallies, multiTallyOf } from "../summary/multi-tally.ts";
import { NOT_APPLICABLE } from "../summary/tally.ts";
import { type ReasonBase, reasons } from "./reasons.ts";

const QUESTION = multiQuestion(["price", "service", "image", "quality"]);
const ANSWERS: readonly MultiAnswer[] = [
  ["price", "service"],
  ["price"],
  ["service", "image", "price"],
  ["quality"],
  [],
  null,
  NOT_APPLICABLE,
];
const WEIGHTS = [1, 2, 0.5, 1.5, 1, 1, 1];

const shares = (base: ReasonBase, weights?: readonly number[]) =>
  reasons(multiTallyOf(QUESTION, ANSWERS, weights === undefined ? {} : { weights }), base);

describe("reasons", () => {
  test("are shares of people asked, of people citing any, or of mentions", () => {
    const of = (base: ReasonBase) => {
      const { total, reasons: all } = shares(base);
      return { total, all: all.map(({ code, count, share }) => [code, count, share.value]) };
    };
    expect(of("asked")).toEqual({
      total: 5,
      all: [
        ["price", 3, 0.6],
        ["service", 2, 0.4],
        ["image", 1, 0.2],
        ["quality", 1, 0.2],
      ],
    });
    expect(of("citing")).toEqual({
      total: 4,
      all: [
        ["price", 3, 0.75],
        ["service", 2, 0.5],
        ["image", 1, 0.25],
        ["quality", 1, 0.25],
      ],
    });
    expect(of("mentions")).toEqual({
      total: 7,
      all: [
        ["price", 3, 3 / 7],
        ["service", 2, 2 / 7],
        ["image", 1, 1 / 7],
        ["quality", 1, 1 / 7],
      ],
    });
  });

  test("have one rank when their weighted counts are equal, and say so", () => {
    const ranks = shares("asked").reasons.map(({ code, rank, tied }) => [code, rank, tied]);
    expect(ranks).toEqual([
      ["price", 1, false],
      ["service", 2, false],
      ["image", 3, true],
      ["quality", 3, true],
    ]);
    // 3.5, 1.5, 0.5 and 1.5: counts differ where weights tie, and tie where weights differ.
    const weighted = shares("asked", WEIGHTS).reasons.map(({ code, rank, tied }) => [code, rank, tied]);
    expect(weighted).toEqual([
      ["price", 1, false],
      ["quality", 2, true],
      ["service", 2, true],
      ["image", 3, false],
    ]);
  });

  test("name their base in the metric and keep it in the ledger", () => {
    expect(shares("asked").reasons[0]!.share).toMatchObject({
      metric: "reasons.asked.price",
      base: { eligible: 7, valid: 5, missing: 1, notApplicable: 1 },
    });
    expect(shares("citing").reasons[0]!.share).toMatchObject({
      metric: "reasons.citing.price",
      base: { eligible: 7, valid: 4, missing: 1, notApplicable: 2 },
    });
    expect(shares("mentions").reasons[0]!.share).toMatchObject({
      metric: "reasons.mentions.price",
      base: { eligible: 7, valid: 4, missing: 1, notApplicable: 2 },
    });
  });

  test.each([
    ["equal weights", [1, 1, 1, 1, 1, 1, 1]],
    ["unequal weights", WEIGHTS],
  ])("have a standard error over people, not over mentions, with %s", (_, weights) => {
    const rows = ANSWERS.flatMap((answer, i) =>
      Array.isArray(answer) ? [{ w: weights[i]!, y: Number(answer.includes("price")), m: answer.length }] : [],
    );
    const sum = (of: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + of(row), 0);
    const ratio = sum(({ w, y }) => w * y) / sum(({ w, m }) => w * m);
    const squares = sum(({ w, y, m }) => (w * (y - ratio * m)) ** 2) / sum(({ w, m }) => w * m) ** 2;
    expectNumbers(shares("mentions", weights).reasons[0]!.share, {
      value: ratio,
      standardError: Math.sqrt((5 / 4) * squares),
    });
  });

  test("linearise weighted shares of people", () => {
    const values = [1, 1, 1, 0, 0];
    const weights = WEIGHTS.slice(0, 5);
    const total = weights.reduce((a, b) => a + b, 0);
    const share = weights.reduce((sum, w, i) => sum + w * values[i]!, 0) / total;
    const squares = weights.reduce((sum, w, i) => sum + ((w * (values[i]! - share)) / total) ** 2, 0);
    expectNumbers(shares("asked", WEIGHTS).reasons[0]!.share, {
      value: share,
      standardError: Math.sqrt((5 / 4) * squares),
    });
  });

  test("are suppressed, without a rank, when nobody was asked or nobody cites any", () => {
    for (const base of ["asked", "citing", "mentions"] as const) {
      const { total, reasons: all } = reasons(emptyMultiTally(QUESTION), base);
      expect(total).toBe(0);
      for (const { share, rank, count } of all)
        expect({ share, rank, count }).toMatchObject({ share: { reason: "EMPTY_BASE" }, rank: null, count: 0 });
    }
    const nothing = multiTallyOf(QUESTION, [[], []]);
    expect(reasons(nothing, "asked").reasons[0]).toMatchObject({ share: { value: 0 }, rank: 1, tied: true });
    expect(reasons(nothing, "mentions").reasons[0]!.share).toMatchObject({
      reason: "EMPTY_BASE",
      base: { valid: 0, notApplicable: 2 },
    });
    expect(reasons(multiTallyOf(QUESTION, [["price"]], { weights: [0] }), "mentions").reasons[0]!.share).toMatchObject({
      reason: "EMPTY_BASE",
    });
  });

  test("have no standard error with one person, and an interval when all mentions are one reason", () => {
    const one = reasons(multiTallyOf(QUESTION, [["price", "image"]]), "mentions").reasons[0]!;
    expect(one.share).toMatchObject({ value: 0.5, standardError: null });
    const same = reasons(multiTallyOf(QUESTION, [["price"], ["price"], []]), "mentions").reasons[0]!;
    expect(same.share).toMatchObject({ value: 1, standardError: 0, flags: ["DEGENERATE_VARIANCE", "SMALL_BASE"] });
    expect(intervalOf(same.share)!.low).toBeCloseTo(0.3424, 4);
  });

  const people = fc.array(fc.subarray([...QUESTION.options]), { minLength: 1, maxLength: 40 });

  test.prop([people])("of mentions add up to 1", (all) => {
    fc.pre(all.some((answer) => answer.length > 0));
    const { reasons: each } = reasons(multiTallyOf(QUESTION, all), "mentions");
    expect(each.reduce((sum, { share }) => sum + share.value!, 0)).toBeCloseTo(1, 12);
  });

  test.prop([people, fc.nat(40)])("do not depend on where the people were split", (all, at) => {
    const merged = mergeMultiTallies(multiTallyOf(QUESTION, all.slice(0, at)), multiTallyOf(QUESTION, all.slice(at)));
    for (const base of ["asked", "citing", "mentions"] as const) {
      expect(reasons(merged, base)).toEqual(reasons(multiTallyOf(QUESTION, all), base));
    }
  });
});
