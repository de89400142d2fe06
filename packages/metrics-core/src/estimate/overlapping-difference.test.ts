import { describe, expect, test } from "vitest";
import { expectNumbers } from "../../test/expect-numbers.ts";
import { nps, npsScore } from "../metric/nps.ts";
import { satisfaction } from "../metric/satisfaction.ts";
import { columnTally, crosstabOf, emptyCrosstab, rowTally } from "../summary/crosstab.ts";
import { ONE_TO_FIVE, REPORT_MARK, ZERO_TO_TEN } from "../summary/scale.ts";
import { emptyTally, mergeTallies, tallyOf } from "../summary/tally.ts";
import { differenceOf, type EstimatedDifference } from "./difference.ts";
import type { Estimated } from "./estimate.ts";
import { overlapOf, overlappingDifference } from "./overlapping-difference.ts";
import { pairedDifference } from "./paired-difference.ts";
import { meanScore } from "./score.ts";

const marks = meanScore("satisfaction");
const pairs = [
  [2, 4],
  [4, 5],
  [3, 3],
  [3, 2],
  [2, 5],
  [1, 4],
  [3, 3],
] as const;

describe("overlappingDifference", () => {
  test("no overlap: the Wald difference of independent samples", () => {
    const [first, second] = [
      satisfaction(tallyOf(ONE_TO_FIVE, [1, 2, 5])),
      satisfaction(tallyOf(ONE_TO_FIVE, [3, 4, 4])),
    ];
    const nobody = overlapOf(emptyCrosstab(ONE_TO_FIVE, ONE_TO_FIVE), marks);
    expect(nobody).toEqual({ n: 0, products: 0 });
    expect(overlappingDifference(first, second, nobody)).toEqual({
      ...differenceOf(first, second, { method: "wald" }),
      method: "overlapping",
    });
  });

  test.each([
    ["unweighted", {}],
    ["weighted", { weights: [1, 2, 1, 3, 1, 1, 2] }],
  ])("complete overlap, %s: the standard error of the paired difference", (_, options) => {
    const crosstab = crosstabOf(ONE_TO_FIVE, ONE_TO_FIVE, pairs, options);
    const [first, second] = [satisfaction(rowTally(crosstab)), satisfaction(columnTally(crosstab))];
    const { value, standardError } = pairedDifference(crosstab, marks) as EstimatedDifference;
    const overlapping = overlappingDifference(first, second, overlapOf(crosstab, marks)) as EstimatedDifference;
    expectNumbers({ value: overlapping.value, standardError: overlapping.standardError }, { value, standardError });
  });

  test("points: n in place of n - 1", () => {
    const crosstab = crosstabOf(ZERO_TO_TEN, ZERO_TO_TEN, [
      [10, 8],
      [9, 10],
      [3, 9],
      [8, 2],
      [10, 10],
      [0, 7],
    ]);
    const [first, second] = [nps(rowTally(crosstab)), nps(columnTally(crosstab))];
    const { standardError } = pairedDifference(crosstab, npsScore) as EstimatedDifference;
    const overlapping = overlappingDifference(first, second, overlapOf(crosstab, npsScore)) as EstimatedDifference;
    expectNumbers(overlapping.standardError, standardError! * Math.sqrt(5 / 6));
  });

  test("some overlap: s₁²/n₁ + s₂²/n₂ - 2 n₁₂ cov₁₂/(n₁ n₂)", () => {
    const crosstab = crosstabOf(ONE_TO_FIVE, ONE_TO_FIVE, pairs);
    const first = satisfaction(mergeTallies(rowTally(crosstab), tallyOf(ONE_TO_FIVE, [1, 5, 3]))) as Estimated;
    const second = satisfaction(mergeTallies(columnTally(crosstab), tallyOf(ONE_TO_FIVE, [4, 2]))) as Estimated;
    // Σ (s₁ - 18/7)(s₂ - 26/7) = 66 - 18 · 26/7 = -6/7, so cov₁₂ = -1/7
    const expected = first.standardError! ** 2 + second.standardError! ** 2 - (2 * 7 * (-1 / 7)) / (10 * 9);
    const overlapping = overlappingDifference(first, second, overlapOf(crosstab, marks)) as EstimatedDifference;
    expectNumbers(overlapping.standardError! ** 2, expected);
    expect(overlapping.interval).not.toBeNull();
  });

  test("leaves out who has no score on one side", () => {
    const happy = { ...marks, of: (point: number) => (point === 3 ? null : point) };
    expect(
      overlapOf(
        crosstabOf(ONE_TO_FIVE, ONE_TO_FIVE, [
          [1, 2],
          [5, 4],
          [3, 5],
          [5, 3],
        ]),
        happy,
      ),
    ).toEqual({ n: 2, products: 4 });
    expect(overlapOf(crosstabOf(ONE_TO_FIVE, ONE_TO_FIVE, [[1, 2]], { weights: [0] }), marks)).toEqual({
      n: 1,
      products: 0,
    });
  });

  test("the same answers twice: a difference of 0 without a test, not with dust", () => {
    const crosstab = crosstabOf(
      ONE_TO_FIVE,
      ONE_TO_FIVE,
      [
        [1, 1],
        [2, 2],
        [4, 4],
      ],
      { weights: [0.1, 0.7, 0.3] },
    );
    const same = satisfaction(rowTally(crosstab));
    expect(overlappingDifference(same, same, overlapOf(crosstab, marks))).toMatchObject({
      value: 0,
      standardError: 0,
      p: null,
    });
  });

  test("one answer has no standard error", () => {
    const [one, two] = [satisfaction(tallyOf(ONE_TO_FIVE, [4])), satisfaction(tallyOf(ONE_TO_FIVE, [2, 5]))];
    for (const [first, second] of [
      [one, two],
      [two, one],
    ] as const) {
      expect(overlappingDifference(first, second, { n: 1, products: 0 })).toMatchObject({
        standardError: null,
        p: null,
      });
    }
  });

  test("is suppressed when one of the two is", () => {
    const [full, empty] = [satisfaction(tallyOf(ONE_TO_FIVE, [4, 5])), satisfaction(emptyTally(ONE_TO_FIVE))];
    const suppressed = { status: "suppressed", reason: "EMPTY_BASE" };
    expect(overlappingDifference(full, empty, { n: 0, products: 0 })).toMatchObject(suppressed);
    expect(overlappingDifference(empty, full, { n: 0, products: 0 })).toMatchObject(suppressed);
  });

  test("refuses an overlap larger than a sample, two scales, two metrics, and a level of 95", () => {
    const [first, second] = [satisfaction(tallyOf(ONE_TO_FIVE, [4, 5, 1])), satisfaction(tallyOf(ONE_TO_FIVE, [3, 2]))];
    const mismatch = expect.objectContaining({ code: "INPUT_MISMATCH" });
    expect(() => overlappingDifference(first, second, { n: 3, products: 1 })).toThrow(mismatch);
    expect(() => overlappingDifference(second, first, { n: 3, products: 1 })).toThrow(mismatch);
    expect(() => overlappingDifference(first, nps(tallyOf(ZERO_TO_TEN, [3])), { n: 0, products: 0 })).toThrow(mismatch);
    expect(() => overlapOf(crosstabOf(ONE_TO_FIVE, REPORT_MARK, []), marks)).toThrow(
      expect.objectContaining({ code: "SCALE_MISMATCH" }),
    );
    expect(() => overlappingDifference(first, second, { n: 0, products: 0 }, { level: 95 })).toThrow(
      expect.objectContaining({ code: "ARGUMENT_INVALID" }),
    );
  });
});
