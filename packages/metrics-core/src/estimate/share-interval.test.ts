import { describe, expect, test } from "vitest";
import { expectDigits } from "../../test/expect-numbers.ts";
import { agrestiCoullShare, clopperPearsonShare, kornGraubardShare, waldShare, wilsonShare } from "./share-interval.ts";

const Z = 1.959963984540054;

describe("share intervals", () => {
  // DEFINITIONS 5.1 and 6.2: published percentages, taken as they are printed.
  test.each([
    [0.26, 2576, 24.34, 27.73],
    [0.59, 2000, 56.83, 61.14],
    [0.04, 2000, 3.23, 4.95],
  ])("Wilson of a published %d of %i", (share, n, low, high) => {
    const [lower, upper] = wilsonShare(share, n, Z);
    expectDigits(100 * lower, low, 2);
    expectDigits(100 * upper, high, 2);
  });

  test("Wilson solves the score equation it comes from", () => {
    for (const bound of wilsonShare(0.3, 17.5, Z)) {
      expect(Math.abs(0.3 - bound) / Math.sqrt((bound * (1 - bound)) / 17.5)).toBeCloseTo(Z, 12);
    }
  });

  test("Agresti-Coull is Wald around Wilson's centre", () => {
    const [low, high] = agrestiCoullShare(0.3, 40, Z);
    const [lowWilson, highWilson] = wilsonShare(0.3, 40, Z);
    expect((low + high) / 2).toBeCloseTo((lowWilson + highWilson) / 2, 14);
    expect(low).toBeLessThan(lowWilson);
  });

  test("Wald is symmetric and degenerates at 0", () => {
    expect(waldShare(0.5, 100, 2)).toEqual([0.4, 0.6]);
    expect(waldShare(0, 100, 2)).toEqual([0, 0]);
  });

  test("Clopper-Pearson leaves each tail half of what the level leaves", () => {
    // 3 of 4: P(X ≥ 3 | low) = 4 low³ - 3 low⁴, P(X ≤ 3 | high) = 1 - high⁴
    const [low, high] = clopperPearsonShare(0.75, 4, 0.9);
    expect(4 * low ** 3 - 3 * low ** 4).toBeCloseTo(0.05, 12);
    expect(1 - high ** 4).toBeCloseTo(0.05, 12);
  });

  test("Korn-Graubard is Clopper-Pearson of the implied number of answers", () => {
    expect(kornGraubardShare(0.2, 0.05, 99, [2, 2], 0.95)).toEqual(
      clopperPearsonShare(0.2, (0.2 * 0.8) / 0.05 ** 2, 0.95),
    );
    expect(kornGraubardShare(0.2, 0.05, 99, [2, 4], 0.95)).toEqual(
      clopperPearsonShare(0.2, (0.2 * 0.8) / 0.05 ** 2 / 4, 0.95),
    );
    expect(kornGraubardShare(1, 0, 12, [2, 2], 0.95)).toEqual(clopperPearsonShare(1, 12, 0.95));
  });
});
