import { describe, expect, test } from "vitest";
import { expectDigits, expectNumbers } from "../../test/expect-numbers.ts";
import { npsScore } from "../metric/nps.ts";
import { crosstabFromCells, crosstabOf, emptyCrosstab } from "../summary/crosstab.ts";
import { ONE_TO_FIVE, REPORT_MARK, ZERO_TO_TEN } from "../summary/scale.ts";
import type { EstimatedDifference } from "./difference.ts";
import { pairedDifference } from "./paired-difference.ts";
import { meanScore } from "./score.ts";

const marks = meanScore("satisfaction");

const TTEST = {
  value: 8 / 7,
  statistic: 1.921537845661046,
  p: 0.10304617317954043,
  low: -0.3124723440626389,
  high: 2.5981866297769245,
};

describe("pairedDifference", () => {
  test("recovery of 70 customers, of whom 40 had been detractors", () => {
    // DEFINITIONS 16: -42.86 to +22.86, change +65.71, paired SE 9.945 (an unpaired one would be 12.666)
    const [promoter, passive, detractor] = [10, 8, 3];
    const cells = [
      [detractor, promoter, 12],
      [detractor, passive, 16],
      [detractor, detractor, 12],
      [passive, passive, 8],
      [passive, promoter, 10],
      [passive, detractor, 2],
      [promoter, promoter, 8],
      [promoter, passive, 2],
    ].map(([row, column, n]) => ({ row: row!, column: column!, n: n! }));
    const change = pairedDifference(
      crosstabFromCells(ZERO_TO_TEN, ZERO_TO_TEN, cells),
      npsScore,
    ) as EstimatedDifference;
    expectDigits(change.value, 65.71, 2);
    expectDigits(change.standardError, 9.945, 3);
    expect(change).toMatchObject({ method: "paired", unit: "points", degreesOfFreedom: 69, centre: change.value });
    expect(change.first).toEqual(change.second);
    expect(change.first.valid).toBe(70);
  });

  test("is the paired t test", () => {
    // scipy 1.10.1: ttest_rel([4,5,3,2,5,4,3], [2,4,3,3,2,1,3]) and its 95 % interval from t(6)
    const pairs = [
      [2, 4],
      [4, 5],
      [3, 3],
      [3, 2],
      [2, 5],
      [1, 4],
      [3, 3],
    ] as const;
    const { statistic, p, interval, value } = pairedDifference(
      crosstabOf(ONE_TO_FIVE, ONE_TO_FIVE, pairs),
      marks,
    ) as EstimatedDifference;
    expectNumbers({ value, statistic, p, low: interval!.low, high: interval!.high }, TTEST);
  });

  test("equal weights change nothing; unequal ones give the linearised standard error", () => {
    const pairs = [
      [2, 4],
      [4, 5],
      [3, 3],
    ] as const;
    const plain = pairedDifference(crosstabOf(ONE_TO_FIVE, ONE_TO_FIVE, pairs), marks);
    const twice = pairedDifference(crosstabOf(ONE_TO_FIVE, ONE_TO_FIVE, pairs, { weights: [2, 2, 2] }), marks);
    expectNumbers({ ...twice, first: null, second: null }, { ...plain, first: null, second: null });
    // d = 2, 1, 0 with weights 3, 2, 1: mean 8/6, Σ w²(d - m)² = 9 · 4/9 + 4 · 1/9 + 16/9 = 56/9
    const weighted = pairedDifference(crosstabOf(ONE_TO_FIVE, ONE_TO_FIVE, pairs, { weights: [3, 2, 1] }), marks);
    expectNumbers(
      { value: weighted.value, se: (weighted as EstimatedDifference).standardError },
      {
        value: 4 / 3,
        se: Math.sqrt((1.5 * 56) / 9 / 36),
      },
    );
  });

  test("leaves out who has no score on one side", () => {
    const happy = { ...marks, of: (point: number) => (point === 3 ? null : point) };
    const pairs = crosstabOf(ONE_TO_FIVE, ONE_TO_FIVE, [
      [2, 4],
      [3, 5],
      [5, 3],
      [1, 2],
    ]);
    expect(pairedDifference(pairs, happy)).toMatchObject({ value: 1.5, first: { valid: 2, notApplicable: 2 } });
  });

  test("when everybody changed alike there is no test, but a flag", () => {
    const pairs = crosstabOf(ONE_TO_FIVE, ONE_TO_FIVE, [
      [1, 3],
      [2, 4],
      [3, 5],
    ]);
    expect(pairedDifference(pairs, marks)).toMatchObject({ value: 2, standardError: 0, p: null, interval: null });
    expect((pairedDifference(pairs, marks) as EstimatedDifference).flags).toContain("DEGENERATE_VARIANCE");
    expect(pairedDifference(crosstabOf(ONE_TO_FIVE, ONE_TO_FIVE, [[1, 3]]), marks)).toMatchObject({
      value: 2,
      standardError: null,
      p: null,
    });
  });

  test("is suppressed, not zero, when nobody answered twice", () => {
    expect(pairedDifference(emptyCrosstab(ONE_TO_FIVE, ONE_TO_FIVE), marks)).toMatchObject({
      status: "suppressed",
      metric: "satisfaction",
      reason: "EMPTY_BASE",
    });
  });

  test("refuses two scales and a level of 95", () => {
    expect(() => pairedDifference(crosstabOf(ONE_TO_FIVE, REPORT_MARK, []), marks)).toThrow(
      expect.objectContaining({ code: "SCALE_MISMATCH" }),
    );
    expect(() => pairedDifference(crosstabOf(ONE_TO_FIVE, ONE_TO_FIVE, []), marks, { level: 95 })).toThrow(
      expect.objectContaining({ code: "ARGUMENT_INVALID" }),
    );
  });
});
