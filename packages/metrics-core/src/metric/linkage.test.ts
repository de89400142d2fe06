import { describe, expect, test } from "vitest";
import { expectNumbers } from "../../test/expect-numbers.ts";
import { correlationInference } from "../estimate/correlation.ts";
import { type EstimatedLinkage, type LinkedOrganisation, linkage } from "./linkage.ts";

const MARKS = [7.1, 7.9, 8.4, 7.5, 6.8, 8.0, 7.7, 8.8, 7.2, 6.9, 8.1, 7.4];
const NPS = [-5, 12, 10, 3, -12, 15, -2, 20, 1, -8, 6, 4];
const organisations = (
  n: number,
  more: (i: number) => Partial<LinkedOrganisation> = () => ({}),
): LinkedOrganisation[] =>
  Array.from({ length: n }, (_, i) => ({ organisation: `o${i}`, x: MARKS[i]!, y: NPS[i]!, ...more(i) }));
const estimated = (all: readonly LinkedOrganisation[], options = {}): EstimatedLinkage => {
  const got = linkage(all, options);
  if (got.status === "suppressed") throw new Error(got.reason);
  return got;
};

/** numpy 2.4.6, scipy 1.17.1: pearsonr, spearmanr, cov(aweights), corrcoef without each row. */
const REFERENCE = {
  plain: [0.9035370269226308, 0.8951048951048951],
  inference: {
    t: 6.667836906774773,
    p: 5.583684505440631e-5,
    interval: { low: 0.6846598711899782, high: 0.9729327643565623 },
  },
  weighted: 0.8990025698720004,
  influence: { organisation: "o7", without: 0.8612538286601549 },
  reliability: { x: 0.8939759036144579, y: 0.8251655629139072 },
};

describe("linkage", () => {
  test("correlates organisations, with test and interval from 10 on", () => {
    const { pearson, spearman, n, leftOut, flags } = estimated(organisations(12));
    expect({ n, leftOut, flags }).toEqual({ n: 12, leftOut: 0, flags: [] });
    expectNumbers([pearson.value, spearman.value], REFERENCE.plain);
    expectNumbers(pearson.inference, REFERENCE.inference);
    expect(spearman.inference).toEqual(correlationInference(spearman.value, 12, 0.95, 1 + spearman.value ** 2 / 2));
    expect(estimated(organisations(10))).toMatchObject({
      flags: [],
      pearson: { inference: { p: expect.any(Number) } },
    });
  });

  test("weighs organisations, of which there are still as many", () => {
    const { pearson, n } = estimated(organisations(12, (i) => ({ weight: i + 1 })));
    expect(n).toBe(12);
    expectNumbers(pearson.value, REFERENCE.weighted);
  });

  test("only describes fewer than 10", () => {
    const { pearson, spearman, flags } = estimated(organisations(9));
    expect(flags).toEqual(["DESCRIPTION_ONLY"]);
    expect([pearson.inference, spearman.inference]).toEqual([null, null]);
    expect(pearson.value).toBeGreaterThan(0);
  });

  test("leaves out who lacks a result or a weight", () => {
    const all = [
      ...organisations(3),
      { organisation: "p", x: null, y: 1 },
      { organisation: "q", x: 1, y: null },
      { organisation: "r", x: 1, y: 1, weight: 0 },
    ];
    expect(linkage(all)).toMatchObject({ n: 3, leftOut: 3 });
  });

  test("says what each organisation adds, the most influential first", () => {
    const { influence, pearson } = estimated(organisations(12));
    expect(influence).toHaveLength(12);
    expect(influence[0]!.organisation).toBe(REFERENCE.influence.organisation);
    expectNumbers(influence[0]!.without, REFERENCE.influence.without);
    expectNumbers(influence[0]!.change, pearson.value - REFERENCE.influence.without);
    const sizes = influence.map(({ change }) => Math.abs(change!));
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
  });

  test("knows no correlation without an organisation that alone varies", () => {
    const { influence } = estimated([
      { organisation: "a", x: 1, y: 1 },
      { organisation: "b", x: 1, y: 2 },
      { organisation: "c", x: 2, y: 3 },
    ]);
    expect(influence.find(({ organisation }) => organisation === "c")).toMatchObject({ without: null, change: null });
    expect(influence.at(-1)!.organisation).toBe("c");
  });

  test("corrects for the sampling error of both results", () => {
    const { corrected, reliability, pearson } = estimated(
      organisations(12, () => ({ xStandardError: 0.2, yStandardError: 4 })),
    );
    expectNumbers(reliability, REFERENCE.reliability);
    expectNumbers(corrected, pearson.value / Math.sqrt(REFERENCE.reliability.x * REFERENCE.reliability.y));
  });

  test("cannot correct without all standard errors, or when they are larger than the spread", () => {
    expect(estimated(organisations(12))).toMatchObject({ corrected: null, reliability: { x: null, y: null } });
    expect(estimated(organisations(12, () => ({ xStandardError: 0.2 })))).toMatchObject({
      corrected: null,
      reliability: { y: null },
    });
    expect(estimated(organisations(12, () => ({ yStandardError: 4 })))).toMatchObject({
      corrected: null,
      reliability: { x: null },
    });
    const noisyX = estimated(organisations(12, () => ({ xStandardError: 5, yStandardError: 4 })));
    expect(noisyX.corrected).toBeNull();
    expect(noisyX.reliability.x).toBeLessThan(0);
    expect(estimated(organisations(12, () => ({ xStandardError: 0.2, yStandardError: 40 }))).corrected).toBeNull();
  });

  test.each<[string, readonly LinkedOrganisation[], string]>([
    ["no organisation", [], "EMPTY_BASE"],
    ["one organisation", organisations(1), "NO_VARIANCE"],
    ["equal results", organisations(12, () => ({ y: 3 })), "NO_VARIANCE"],
  ])("is suppressed for %s", (_, all, reason) => {
    expect(linkage(all)).toMatchObject({ status: "suppressed", reason });
  });

  test("takes a level", () => {
    const { pearson } = estimated(organisations(12), { level: 0.8 });
    expect(pearson.inference!.interval).toMatchObject({ level: 0.8, method: "fisher" });
  });

  test.each<[string, Partial<LinkedOrganisation>, string]>([
    ["a result that is no number", { x: Number.NaN }, "ARGUMENT_INVALID"],
    ["an endless result", { y: Number.POSITIVE_INFINITY }, "ARGUMENT_INVALID"],
    ["a negative standard error of x", { xStandardError: -1 }, "ARGUMENT_INVALID"],
    ["a negative standard error of y", { yStandardError: -1 }, "ARGUMENT_INVALID"],
    ["a negative weight", { weight: -1 }, "WEIGHT_INVALID"],
    ["an endless weight", { weight: Number.POSITIVE_INFINITY }, "WEIGHT_INVALID"],
    ["an organisation twice", { organisation: "same" }, "INPUT_MISMATCH"],
  ])("refuses %s", (_, wrong, code) => {
    expect(() => linkage(organisations(3, () => wrong))).toThrow(expect.objectContaining({ code }));
  });

  test("refuses a level of 95", () => {
    expect(() => linkage(organisations(12), { level: 95 })).toThrow(
      expect.objectContaining({ code: "ARGUMENT_INVALID" }),
    );
  });
});

test("results, errors and weights beyond 1e100 are refused; results that vary less than any square have no reliability", () => {
  const three = (x: number, more: Partial<LinkedOrganisation> = {}): readonly LinkedOrganisation[] =>
    [1, 2, 4].map((each, i) => ({ organisation: `${i}`, x: x * each, y: i, ...more }));
  expect(() => linkage(three(1e200))).toThrow(expect.objectContaining({ code: "ARGUMENT_INVALID" }));
  expect(() => linkage(three(1, { xStandardError: 1e200 }))).toThrow(
    expect.objectContaining({ code: "ARGUMENT_INVALID" }),
  );
  expect(() => linkage(three(1, { weight: 1e200 }))).toThrow(expect.objectContaining({ code: "WEIGHT_INVALID" }));
  const tiny = linkage(three(1e-200, { xStandardError: 1e-210, yStandardError: 0.1 }));
  expect(tiny).toMatchObject({ status: "estimated", reliability: { x: null }, corrected: null });
});
