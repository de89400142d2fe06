import { describe, expect, test } from "vitest";
import { categoryMultiplier } from "./category-multiplier.ts";

describe("categoryMultiplier", () => {
  const solve = (start: number[], ratios: number[], bounds: { lower: number; upper: number }, target: number) => {
    const cells = Int32Array.from(start.keys());
    const multiplier = categoryMultiplier(cells, Float64Array.from(start), Float64Array.from(ratios), bounds, target);
    const clamped = ratios.map((ratio) => Math.min(Math.max(ratio * multiplier, bounds.lower), bounds.upper));
    return { multiplier, sum: clamped.reduce((sum, ratio, cell) => sum + ratio * start[cell]!, 0) };
  };

  test("is target / current without bounds", () => {
    expect(solve([1, 2], [1, 3], { lower: 0, upper: Number.POSITIVE_INFINITY }, 14).multiplier).toBe(2);
  });

  test("is exact on its piece between two bounds", () => {
    // The first stays at 2; the second must then be 1.5.
    expect(solve([1, 1], [4, 1], { lower: 0.5, upper: 2 }, 3.5)).toEqual({ multiplier: 1.5, sum: 3.5 });
  });

  test.each([
    ["all above the upper bound", [1, 1], [10, 20], { lower: 0.5, upper: 2 }, 3],
    ["all below the lower bound", [1, 1], [0.01, 0.001], { lower: 0.5, upper: 2 }, 3],
    ["on a piece so narrow that steps jump over it", [1], [1000], { lower: 0.99, upper: 1.01 }, 1],
    ["between plateaus", [1, 1], [1000, 0.001], { lower: 0.9, upper: 1.1 }, 2.05],
  ])("finds its way from ratios %s", (_, start, ratios, bounds, target) => {
    expect(solve(start, ratios, bounds, target).sum).toBeCloseTo(target, 12);
  });

  test("ends at the bound for a target at it, or past it by rounding", () => {
    const bounds = { lower: 0.5, upper: 2 };
    expect(solve([1, 1], [1, 3], bounds, 4)).toMatchObject({ sum: 4 });
    expect(solve([1, 1], [1, 3], bounds, 4 * (1 + 1e-13))).toMatchObject({ sum: 4 });
    expect(solve([1, 1], [1, 3], bounds, 1)).toMatchObject({ sum: 1 });
    expect(solve([1, 1], [1, 3], bounds, 1 - 1e-13)).toMatchObject({ sum: 1 });
  });
});
