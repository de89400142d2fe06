import { describe, expect, test } from "vitest";
import { expectNumbers } from "../../test/expect-numbers.ts";
import { nps } from "../metric/nps.ts";
import { satisfaction, topBox } from "../metric/satisfaction.ts";
import { wordOfMouthRatio } from "../metric/word-of-mouth.ts";
import { ONE_TO_FIVE, WORD_OF_MOUTH, ZERO_TO_TEN } from "../summary/scale.ts";
import { emptyTally, tallyFromCells, tallyOf } from "../summary/tally.ts";
import { hedgesG } from "./effect-size.ts";
import type { Estimated } from "./estimate.ts";

const [low, high] = [
  [1, 2, 2, 3, 5],
  [3, 4, 4, 5, 5, 5],
].map((answers) => satisfaction(tallyOf(ONE_TO_FIVE, answers)));

const HEDGES = {
  value: 1.342322265503105,
  standardError: 0.6697521838551403,
  low: 0.029632106579981388,
  high: 2.6550124244262285,
};
const J198 = 0.9962065323851486;

describe("hedgesG", () => {
  test("is Cohen's d times the exact correction", () => {
    // scipy 1.10.1: d from pooled ddof = 1 variances, J = gamma(4.5)/(sqrt(4.5) gamma(4)) for 9 degrees of freedom
    expectNumbers(hedgesG(low!, high!), HEDGES);
  });

  test("turning the groups round turns the sign", () => {
    expectNumbers(hedgesG(high!, low!), {
      value: -HEDGES.value,
      standardError: HEDGES.standardError,
      low: -HEDGES.high,
    });
  });

  test("points and shares count their answers as 100, 0, -100 and 1, 0", () => {
    const groups = (p: number, d: number) =>
      tallyFromCells(ZERO_TO_TEN, [
        { point: 10, n: p },
        { point: 2, n: d },
      ]);
    const [points, shares] = [nps, (tally: ReturnType<typeof groups>) => topBox(tally, 2)].map(
      (metric) => hedgesG(metric(groups(50, 50)), metric(groups(60, 40)))!,
    );
    expectNumbers(points, shares);
    // (0.6 - 0.5)/√(100 (0.25 + 0.24)/198) · J(198)
    expectNumbers(points!.value, J198 * (0.1 / Math.sqrt(49 / 198)));
  });

  test("counts of a million million keep their correction", () => {
    const huge = (n: number) =>
      topBox(
        tallyFromCells(ONE_TO_FIVE, [
          { point: 5, n },
          { point: 1, n: 1e12 - n },
        ]),
        1,
      );
    expectNumbers(hedgesG(huge(5e11), huge(6e11))!.value, 0.1 / Math.sqrt(0.245));
  });

  test("there is none without two estimates, spread and more than three answers", () => {
    expect(hedgesG(satisfaction(emptyTally(ONE_TO_FIVE)), high!)).toBeNull();
    expect(hedgesG(high!, satisfaction(emptyTally(ONE_TO_FIVE)))).toBeNull();
    const [five, two] = [
      [5, 5, 5],
      [1, 2],
    ].map((answers) => satisfaction(tallyOf(ONE_TO_FIVE, answers)));
    expect(hedgesG(five!, five!)).toBeNull();
    expect(hedgesG(two!, satisfaction(tallyOf(ONE_TO_FIVE, [4])))).toBeNull();
    const { variance: _, ...evidence } = { n: 5, kind: "mean", variance: 1 } as const;
    expect(hedgesG({ ...(low as Estimated), evidence }, high!)).toBeNull();
    const ratio = wordOfMouthRatio(tallyOf(WORD_OF_MOUTH, ["negative", "positive", "positive", "none"]));
    expect(hedgesG(ratio, ratio)).toBeNull();
  });

  test("refuses two metrics and a level of 95", () => {
    expect(() => hedgesG(low!, nps(tallyOf(ZERO_TO_TEN, [3, 4])))).toThrow(
      expect.objectContaining({ code: "INPUT_MISMATCH" }),
    );
    expect(() => hedgesG(low!, high!, { level: 95 })).toThrow(expect.objectContaining({ code: "ARGUMENT_INVALID" }));
  });
});
