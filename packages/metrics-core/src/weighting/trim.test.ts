import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { rake } from "./rake.ts";
import { type TrimRequest, trimWeights } from "./trim.ts";

const errorOf = (request: TrimRequest): unknown => {
  try {
    trimWeights(request);
  } catch (error) {
    return error;
  }
  return null;
};
const sumOf = (weights: ArrayLike<number>): number => Array.from(weights).reduce((sum, weight) => sum + weight, 0);

describe("trimWeights", () => {
  test("gives what it cuts to the other rows, the same amount each", () => {
    const trimmed = trimWeights({ weights: [1, 2, 3, 10], upper: 7, margins: "none" });
    expect(trimmed).toMatchObject({ weights: Float64Array.of(2, 3, 4, 7), trimmed: 1, rounds: 1, margins: [] });
    expect(trimmed.movedShare).toBeCloseTo(3 / 16, 14);
    expect(trimmed.before.effectiveBase).toBeCloseTo(256 / 114, 12);
    expect(trimmed.after.effectiveBase).toBeCloseTo(256 / 78, 12);
  });

  test("repeats until none exceeds", () => {
    // 10 -> 5 gives 5/3 to each of the others; 4 becomes 5.67 -> 5, which gives 1/3 to each of the last two.
    const trimmed = trimWeights({ weights: [1, 2, 4, 10], upper: 5, margins: "none" });
    [3, 4, 5, 5].forEach((weight, row) => expect(trimmed.weights[row]).toBeCloseTo(weight, 12));
    expect(trimmed).toMatchObject({ rounds: 2, trimmed: 2 });
  });

  test("can give in proportion", () => {
    const trimmed = trimWeights({ weights: [1, 2, 3, 10], upper: 7, redistribute: "proportional", margins: "none" });
    [1.5, 3, 4.5, 7].forEach((weight, row) => expect(trimmed.weights[row]).toBeCloseTo(weight, 12));
  });

  test("gives in proportion to weights at the end of the range of a double", () => {
    const trimmed = trimWeights({
      weights: [5e-324, 3, 5e-324],
      upper: 2,
      redistribute: "proportional",
      margins: "none",
    });
    expect(trimmed.weights).toEqual(Float64Array.of(0.5, 2, 0.5));
  });

  test("raises small weights at the cost of the others", () => {
    const trimmed = trimWeights({ weights: [0.5, 2, 3], lower: 1, upper: 9, margins: "none" });
    expect(trimmed.weights).toEqual(Float64Array.of(1, 1.75, 2.75));
    expect(trimmed.movedShare).toBeCloseTo(0.5 / 5.5, 14);
  });

  test("changes nothing within the limits", () => {
    expect(trimWeights({ weights: [1, 2], upper: 2, lower: 1, margins: "none" })).toMatchObject({
      weights: Float64Array.of(1, 2),
      trimmed: 0,
      rounds: 0,
      movedShare: 0,
    });
  });

  test("accepts limits that just hold the total", () => {
    expect(trimWeights({ weights: [1, 3], upper: 2, margins: "none" }).weights).toEqual(Float64Array.of(2, 2));
    expect(trimWeights({ weights: [1, 3], lower: 1.9, upper: 2.1, margins: "none" }).weights).toEqual(
      Float64Array.of(1.9, 2.1),
    );
  });

  test("leaves rows of weight 0 at 0", () => {
    expect(trimWeights({ weights: [0, 1, 5], lower: 0.5, upper: 4, margins: "none" }).weights).toEqual(
      Float64Array.of(0, 2, 4),
    );
    expect(trimWeights({ weights: [0, 0], upper: 4, margins: "none" })).toMatchObject({ movedShare: 0, trimmed: 0 });
    expect(trimWeights({ weights: [], upper: 4, margins: "none" })).toMatchObject({ movedShare: 0, trimmed: 0 });
  });

  test("refuses limits that cannot hold the total", () => {
    expect(errorOf({ weights: [1, 2, 6], upper: 2.5, margins: "none" })).toMatchObject({
      code: "TARGET_UNREACHABLE",
      details: { upper: 2.5, lower: 0, reason: "OUT_OF_BOUNDS", left: expect.closeTo(1.5, 12) },
    });
    expect(errorOf({ weights: [1, 1], lower: 2, upper: 3, margins: "none" })).toMatchObject({
      code: "TARGET_UNREACHABLE",
    });
  });

  describe("after raking", () => {
    const margins = [
      { name: "row", categories: "aaabbbbbbb".split(""), targets: { a: 0.5, b: 0.5 } },
      { name: "column", categories: "xyyxxxxxyy".split(""), targets: { x: 0.5, y: 0.5 } },
    ];
    const { weights } = rake({ margins });

    test("needs an explicit flag", () => {
      expect(errorOf({ weights, upper: 1.6, margins })).toMatchObject({ code: "ARGUMENT_INVALID" });
      expect(errorOf({ weights, upper: 1.6, margins, breakMargins: false })).toMatchObject({
        code: "ARGUMENT_INVALID",
      });
    });

    test("reports by how much the margins are off", () => {
      const trimmed = trimWeights({ weights, upper: 1.6, margins, breakMargins: true });
      const [row] = trimmed.margins;
      expect(Math.max(...trimmed.weights)).toBe(1.6);
      expect(sumOf(trimmed.weights)).toBeCloseTo(10, 12);
      expect(row!.categories[0]).toMatchObject({ category: "a", n: 3, target: 0.5, before: expect.closeTo(0.5, 9) });
      const shareOfA = sumOf(trimmed.weights.slice(0, 3)) / 10;
      expect(row!.categories[0]!.after).toBeCloseTo(shareOfA, 12);
      expect(shareOfA).toBeLessThan(0.499);
      expect(row!.maxRelativeError).toBeCloseTo(2 * (0.5 - shareOfA), 12);
    });
  });

  test.each([
    { upper: 0 },
    { upper: Number.POSITIVE_INFINITY },
    { upper: Number.NaN },
    { lower: -1 },
    { lower: 3 },
    { lower: Number.NaN },
  ])("refuses the limits %o", (limits) => {
    expect(errorOf({ weights: [1], upper: 3, margins: "none", ...limits })).toMatchObject({ code: "ARGUMENT_INVALID" });
  });

  test("refuses invalid weights and unknown names", () => {
    expect(errorOf({ weights: [Number.NaN], upper: 3, margins: "none" })).toMatchObject({ code: "WEIGHT_INVALID" });
    expect(errorOf({ weights: [1], upper: 3, margins: "none", redistribute: "fairly" as never })).toMatchObject({
      code: "NAME_UNKNOWN",
    });
  });

  const weights = fc
    .array(fc.double({ min: 0, max: 10, noNaN: true }), { minLength: 1, maxLength: 30 })
    .filter((some) => Math.max(...some) > 1e-100);

  test.prop([weights, fc.constantFrom("equal" as const, "proportional" as const)])(
    "keeps the sum, the limit and the order of weights",
    (some, redistribute) => {
      const mean = sumOf(some) / some.filter((weight) => weight > 0).length;
      if (!(mean > 1e-6)) return;
      const { weights: trimmed } = trimWeights({ weights: some, upper: 2 * mean, redistribute, margins: "none" });
      expect(sumOf(trimmed)).toBeCloseTo(sumOf(some), 9);
      trimmed.forEach((weight) => expect(weight).toBeLessThanOrEqual(2 * mean * (1 + 1e-12)));
      some.forEach((a, i) =>
        some.forEach((b, j) => {
          if (a < b) expect(trimmed[i]! - trimmed[j]!).toBeLessThanOrEqual(1e-9);
        }),
      );
    },
  );

  test.prop([weights, fc.double({ min: 0.01, max: 0.9, noNaN: true }), fc.double({ min: 1.1, max: 4, noNaN: true })])(
    "holds both limits and the sum, or refuses",
    (some, lower, upper) => {
      try {
        const { weights: trimmed } = trimWeights({ weights: some, lower, upper, margins: "none" });
        expect(sumOf(trimmed)).toBeCloseTo(sumOf(some), 9);
        trimmed.forEach((weight, row) => {
          expect(weight).toBeLessThanOrEqual(upper * (1 + 1e-12));
          expect(weight).toBeGreaterThanOrEqual(some[row] === 0 ? 0 : lower * (1 - 1e-12));
        });
      } catch (error) {
        expect(error).toMatchObject({ code: "TARGET_UNREACHABLE" });
      }
    },
  );
});
