import { describe, expect, test } from "vitest";
import { expectNumbers } from "../../test/expect-numbers.ts";
import { readData, readReference } from "../../test/reference/data.ts";
import { fQuantile } from "../numeric/f.ts";
import { emptyGram } from "../summary/gram.ts";
import { answersOf } from "../summary/gram-answers.ts";
import { gramOf } from "../summary/gram-of.ts";
import { cronbachAlpha, type EstimatedReliability } from "./cronbach-alpha.ts";

interface AlphaCase {
  readonly id: string;
  readonly input: { readonly data: string; readonly columns: { readonly items: readonly string[] } };
  readonly expected: {
    readonly n_total: number;
    readonly n: number;
    readonly raw_alpha: number;
    readonly standardized_alpha: number;
    readonly average_r: number;
    readonly feldt95: readonly [number, number];
    readonly item_means: readonly number[];
    readonly item_sds: readonly number[];
    readonly item_rest_correlation: readonly number[];
    readonly alpha_if_deleted: readonly number[] | null;
    readonly scale_mean: number;
    readonly scale_sd: number;
  };
}

const { cases } = readReference<{ readonly cases: readonly AlphaCase[] }>("alpha");

describe("cronbachAlpha", () => {
  test.each(cases.map((each) => [each.id, each] as const))("agrees with R psych on %s", (_, { input, expected }) => {
    const rows = readData(input.data.split("/").at(-1)!);
    const answers = answersOf(
      Object.fromEntries(
        input.columns.items.map((item) => [item, rows.map((row) => (row[item] === "" ? null : Number(row[item])))]),
      ),
    );
    const got = cronbachAlpha(gramOf(answers)) as EstimatedReliability;
    expect(answers.length).toBe(expected.n_total);
    expect(got.n).toBe(expected.n);
    expectNumbers(got, {
      value: expected.raw_alpha,
      standardized: expected.standardized_alpha,
      averageCorrelation: expected.average_r,
      interval: { low: expected.feldt95[0], high: expected.feldt95[1] },
      mean: expected.scale_mean,
      standardDeviation: expected.scale_sd,
      items: input.columns.items.map((code, i) => ({
        code,
        mean: expected.item_means[i],
        standardDeviation: expected.item_sds[i],
        itemRest: expected.item_rest_correlation[i],
        alphaIfDeleted: expected.alpha_if_deleted?.[i] ?? null,
      })),
    });
  });

  const items = { there: [5, 4, 2, 3], easy: [4, 4, 1, 2], promises: [5, 3, 2, 2] };

  test("reads a reversed statement from the other end", () => {
    const turned = { ...items, easy: items.easy.map((answer) => 6 - answer) };
    const straight = cronbachAlpha(gramOf(answersOf(items))) as EstimatedReliability;
    const reversed = cronbachAlpha(gramOf(answersOf(turned)), { reversed: ["easy"] }) as EstimatedReliability;
    expectNumbers(reversed, { value: straight.value, standardized: straight.standardized });
    expectNumbers(
      reversed.items.map(({ itemRest }) => itemRest),
      straight.items.map(({ itemRest }) => itemRest),
    );
    expect(cronbachAlpha(gramOf(answersOf(turned))).value).toBeLessThan(0);
  });

  test("counts a person of weight 2 twice, and makes the interval on the effective number", () => {
    const weighted = cronbachAlpha(gramOf(answersOf(items, { weights: [2, 1, 1, 1] }))) as EstimatedReliability;
    const twice = Object.fromEntries(Object.entries(items).map(([code, answers]) => [code, [answers[0]!, ...answers]]));
    expectNumbers(weighted, {
      value: cronbachAlpha(gramOf(answersOf(twice))).value,
      n: 4,
      effective: 25 / 7,
    });
    const freedom = 25 / 7 - 1;
    expectNumbers(weighted.interval!.low, 1 - (1 - weighted.value) * fQuantile(0.975, freedom, 2 * freedom));
  });

  test("takes a level", () => {
    const { interval } = cronbachAlpha(gramOf(answersOf(items)), { level: 0.8 }) as EstimatedReliability;
    const { interval: wide } = cronbachAlpha(gramOf(answersOf(items))) as EstimatedReliability;
    expect(interval).toMatchObject({ level: 0.8, method: "feldt" });
    expect(interval!.low).toBeGreaterThan(wide!.low);
  });

  test("has no correlations with a statement that does not vary", () => {
    const constant = cronbachAlpha(gramOf(answersOf({ ...items, easy: [3, 3, 3, 3] }))) as EstimatedReliability;
    expect(constant).toMatchObject({ status: "estimated", standardized: null, averageCorrelation: null });
    expect(constant.items[1]).toMatchObject({ code: "easy", standardDeviation: 0, itemRest: null });
    expect(constant.items[1]!.alphaIfDeleted).toBeGreaterThan(constant.value);
  });

  test("has no alpha of the others when they cancel out", () => {
    const opposed = { a: [1, 2, 3, 4], b: [4, 3, 2, 1], c: [1, 3, 2, 4] };
    const { items: each } = cronbachAlpha(gramOf(answersOf(opposed))) as EstimatedReliability;
    expect(each[2]).toMatchObject({ itemRest: null, alphaIfDeleted: null });
  });

  test.each([
    ["nobody", gramOf(answersOf({ a: [null], b: [1] })), "EMPTY_BASE"],
    ["one person", gramOf(answersOf({ a: [3], b: [1] })), "NO_VARIANCE"],
    ["equal sums", gramOf(answersOf({ a: [1, 2, 3], b: [3, 2, 1] })), "NO_VARIANCE"],
    [
      "one person with all the weight",
      gramOf(answersOf({ a: [1, 2], b: [1, 3] }, { weights: [1e6, 1] })),
      "NO_VARIANCE",
    ],
  ])("is suppressed for %s", (_, gram, reason) => {
    expect(cronbachAlpha(gram)).toMatchObject({ status: "suppressed", value: null, reason });
  });

  test("refuses what is no battery", () => {
    const gram = emptyGram(["a", "b"]);
    expect(() => cronbachAlpha(emptyGram(["a"]))).toThrow(expect.objectContaining({ code: "ARGUMENT_INVALID" }));
    expect(() => cronbachAlpha(gram, { level: 95 })).toThrow(expect.objectContaining({ code: "ARGUMENT_INVALID" }));
    expect(() => cronbachAlpha(gram, { reversed: ["c"] })).toThrow(expect.objectContaining({ code: "NAME_UNKNOWN" }));
  });
});

describe("the ends", () => {
  test("statements with a sum that varies only by their spread have no standardised alpha", () => {
    const mirrored = gramOf(answersOf({ a: [1, 2, 3], b: [5, 3, 1] }));
    expect(cronbachAlpha(mirrored)).toMatchObject({
      status: "estimated",
      standardized: null,
      averageCorrelation: expect.closeTo(-1, 12),
    });
  });

  test("hardly more than one person gives a value and no interval", () => {
    const gram = gramOf(answersOf({ a: [1, 2, 5], b: [2, 2, 4] }, { weights: [1000, 1, 1] }));
    const found = cronbachAlpha(gram);
    expect(found).toMatchObject({ status: "estimated", interval: null });
  });
});
