import { describe, expect, test } from "vitest";
import { npsScore } from "../metric/nps.ts";
import { ONE_TO_FIVE, scaleOf, ZERO_TO_TEN } from "../summary/scale.ts";
import { emptyTally, tallyFromCells, tallyOf } from "../summary/tally.ts";
import { permutationP, permutationTest } from "./permutation.ts";
import { indexScore, meanScore, shareScore } from "./score.ts";

/** Every way to choose the first group, one after the other. */
function counted(first: readonly number[], second: readonly number[]): number {
  const all = [...first, ...second];
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const observed = Math.abs(mean(first) - mean(second));
  let [deals, extreme] = [0, 0];
  for (let mask = 0; mask < 2 ** all.length; mask++) {
    const chosen = all.filter((_, index) => mask & (1 << index));
    if (chosen.length !== first.length) continue;
    deals++;
    const others = all.filter((_, index) => !(mask & (1 << index)));
    if (Math.abs(mean(chosen) - mean(others)) >= observed - 1e-9) extreme++;
  }
  return extreme / deals;
}

describe("permutationTest", () => {
  test.each([
    [
      [1, 1, 2, 3],
      [4, 5, 5, 2, 3],
    ],
    [
      [5, 5, 5],
      [1, 2, 3, 4, 5, 1],
    ],
    [
      [2, 2, 4, 4],
      [3, 3, 3, 3],
    ],
    [[1], [5, 5, 5, 5, 5]],
    [
      [1, 4, 2, 5, 5],
      [2, 3, 3, 1, 1, 4],
    ],
    [
      [5, 4, 4, 3],
      [1, 2, 2, 3, 5],
    ],
  ])("counts the same as dealing out %o and %o by hand", (first, second) => {
    const tallies = [tallyOf(ONE_TO_FIVE, first), tallyOf(ONE_TO_FIVE, second)] as const;
    expect(permutationTest(...tallies, meanScore("mean"))).toBeCloseTo(counted(first, second), 12);
    const box = shareScore("box", (point) => point >= 4);
    expect(permutationTest(...tallies, box)).toBeCloseTo(
      counted(
        first.map((each) => Number(each >= 4)),
        second.map((each) => Number(each >= 4)),
      ),
      12,
    );
  });

  test("does not depend on where the score has its 0 and its unit, nor on which group is first", () => {
    const [first, second] = [tallyOf(ONE_TO_FIVE, [1, 1, 2, 3]), tallyOf(ONE_TO_FIVE, [4, 5, 5, 2, 3])];
    const p = permutationTest(first, second, meanScore("mean"))!;
    expect(permutationTest(first, second, indexScore("index"))).toBeCloseTo(p, 12);
    expect(permutationTest(second, first, meanScore("mean"))).toBeCloseTo(p, 12);
  });

  test("takes half steps, and leaves out points without a score", () => {
    const scale = scaleOf(1, 5, { step: 0.5 });
    const [first, second] = [tallyOf(scale, [1, 1.5, 2, 5]), tallyOf(scale, [4.5, 5, 3.5])];
    const without = { ...meanScore("mean"), of: (point: number) => (point === 5 ? null : point) };
    expect(permutationTest(first, second, without)).toBeCloseTo(counted([1, 1.5, 2], [4.5, 3.5]), 12);
  });

  test("two degenerate groups: all promoters against all detractors", () => {
    // The two deals that separate them, of C(10, 5)
    const [first, second] = [tallyOf(ZERO_TO_TEN, new Array(5).fill(10)), tallyOf(ZERO_TO_TEN, new Array(5).fill(0))];
    expect(permutationTest(first, second, npsScore)).toBeCloseTo(2 / 252, 12);
  });

  test("is 1 when nobody differs, and null when a group is empty", () => {
    const five = tallyOf(ONE_TO_FIVE, [5, 5, 5]);
    expect(permutationTest(five, tallyOf(ONE_TO_FIVE, [5, 5]), meanScore("mean"))).toBe(1);
    expect(
      permutationTest(
        five,
        tallyOf(ONE_TO_FIVE, [5, 1]),
        shareScore("any", () => true),
      ),
    ).toBe(1);
    expect(permutationTest(five, emptyTally(ONE_TO_FIVE), meanScore("mean"))).toBeNull();
    expect(permutationTest(emptyTally(ONE_TO_FIVE), five, meanScore("mean"))).toBeNull();
  });

  test("agrees with the normal approximation where both hold", () => {
    // 250 and 300 of 500: z = √10.10; the exact distribution is discrete, so about half a step larger
    const p = permutationP([0, 1], [250, 250], [200, 300]);
    expect(p).toBeGreaterThan(0.001_5);
    expect(p).toBeLessThan(0.001_9);
  });

  test("refuses weights, uneven scores, other scales and more answers than it can deal out", () => {
    const [a, b] = [tallyOf(ONE_TO_FIVE, [1, 2, 4]), tallyOf(ONE_TO_FIVE, [3, 4])];
    const weighted = tallyOf(ONE_TO_FIVE, [1, 2], { weights: [1, 2] });
    const code = (name: string): unknown => expect.objectContaining({ code: name });
    expect(() => permutationTest(weighted, b, meanScore("mean"))).toThrow(code("INPUT_MISMATCH"));
    expect(() => permutationTest(a, weighted, meanScore("mean"))).toThrow(code("INPUT_MISMATCH"));
    expect(() => permutationTest(a, tallyOf(ZERO_TO_TEN, [3]), meanScore("mean"))).toThrow(code("SCALE_MISMATCH"));
    const uneven = { ...meanScore("mean"), of: (point: number) => [0, 2, 5, 5, 5][point - 1]! };
    expect(() => permutationTest(a, b, uneven)).toThrow(code("ARGUMENT_INVALID"));
    const many = tallyOf(
      ONE_TO_FIVE,
      Array.from({ length: 900 }, (_, i) => 1 + (i % 5)),
    );
    expect(() => permutationTest(many, many, meanScore("mean"))).toThrow(code("ARGUMENT_INVALID"));
    const huge = tallyFromCells(ONE_TO_FIVE, [
      { point: 1, n: 1e12 },
      { point: 5, n: 1e12 },
    ]);
    expect(() => permutationTest(huge, huge, meanScore("mean"))).toThrow(code("ARGUMENT_INVALID"));
  });
});
