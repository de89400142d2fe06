import { fc, test as propertyTest } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import {
  categories,
  indexOf,
  MAX_POINTS,
  ONE_TO_FIVE,
  pointOf,
  pointsOf,
  requireScale,
  sameScale,
  scaleName,
  scaleOf,
  scaleSize,
  ZERO_TO_TEN,
} from "./scale.ts";

describe("scaleOf", () => {
  test("counts its points, ends included", () => {
    expect(
      [scaleOf(0, 10), scaleOf(1, 10, { step: 0.5 }), scaleOf(0, 1, { step: 0.1 }), scaleOf(-2, 2)].map(scaleSize),
    ).toEqual([11, 19, 11, 5]);
    expect(scaleSize(scaleOf(1, MAX_POINTS))).toBe(MAX_POINTS);
  });

  test("its points are free of the dust of adding steps", () => {
    expect(pointsOf(scaleOf(1, 2, { step: 0.1 }))).toEqual([1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9, 2]);
  });

  test.each([
    [5, 5, 1],
    [5, 1, 1],
    [1, 5, 0],
    [1, 5, -1],
    [1, 5, 3],
    [1, 5, 8],
    [0, MAX_POINTS, 1],
    [0, 1e-300, 1],
    [Number.NaN, 5, 1],
    [1, Number.POSITIVE_INFINITY, 1],
    [1, 5, Number.NaN],
  ])("refuses %d to %d by %d", (min, max, step) => {
    expect(() => scaleOf(min, max, { step })).toThrow(expect.objectContaining({ code: "SCALE_INVALID" }));
  });
});

describe("categories", () => {
  test("keep their order, and a copy of their codes", () => {
    const codes = ["below", "as", "above"];
    const scale = categories(codes);
    codes.push("far above");
    expect(scale).toEqual({ min: 0, max: 2, step: 1, direction: "high_is_good", codes: ["below", "as", "above"] });
    expect(categories(["a", "b"], "low_is_good").direction).toBe("low_is_good");
  });

  test.each([[["a"]], [["a", "b", "a"]], [Array.from({ length: MAX_POINTS + 1 }, (_, i) => String(i))]])(
    "refuse %j",
    (codes) => {
      expect(() => categories(codes)).toThrow(expect.objectContaining({ code: "SCALE_INVALID" }));
    },
  );
});

describe("indexOf", () => {
  test("finds a point or a code", () => {
    expect([0, 7, 10].map((answer) => indexOf(ZERO_TO_TEN, answer))).toEqual([0, 7, 10]);
    expect(indexOf(categories(["no", "yes"]), "yes")).toBe(1);
    expect(indexOf(scaleOf(1, 2, { step: 0.1 }), 0.1 + 0.2 + 1)).toBe(3);
  });

  test("is -1 off the scale, between points, and for what is no answer", () => {
    for (const answer of [-1, 11, 7.5, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, "7"]) {
      expect(indexOf(ZERO_TO_TEN, answer)).toBe(-1);
    }
    expect(indexOf(scaleOf(1, 10, { step: 0.5 }), 7.25)).toBe(-1);
    expect(indexOf(categories(["no", "yes"]), "maybe")).toBe(-1);
  });
});

describe("sameScale", () => {
  const scale = scaleOf(1, 5);

  test("is about points, direction and codes, not about identity", () => {
    expect(sameScale(scale, ONE_TO_FIVE)).toBe(true);
    expect(sameScale(scale, scale)).toBe(true);
    expect(sameScale(categories(["a", "b"]), categories(["a", "b"]))).toBe(true);
  });

  test.each([
    [scaleOf(0, 5)],
    [scaleOf(1, 6)],
    [scaleOf(1, 5, { step: 0.5 })],
    [scaleOf(1, 5, { direction: "low_is_good" })],
  ])("another scale than 1-5: %o", (other) => {
    expect(sameScale(scale, other)).toBe(false);
    expect(sameScale(other, scale)).toBe(false);
  });

  test("categories differ by their codes, and from a scale of as many points", () => {
    const [ab, numbers] = [categories(["a", "b"]), scaleOf(0, 1)];
    expect(
      [categories(["a", "c"]), categories(["b", "a"]), { ...ab, codes: ["a"] }, numbers].map((other) =>
        sameScale(ab, other),
      ),
    ).toEqual([false, false, false, false]);
    expect(sameScale(numbers, ab)).toBe(false);
  });
});

test("scales are named for messages", () => {
  expect(scaleName(ZERO_TO_TEN)).toBe("0–10");
  expect(scaleName(scaleOf(1, 5, { step: 0.5, direction: "low_is_good" }))).toBe("1–5 by 0.5 (low is good)");
  expect(scaleName(categories(["no", "yes"]))).toBe("no | yes");
  expect(() => requireScale("nps", ONE_TO_FIVE, ZERO_TO_TEN)).toThrow("nps: expected scale 0–10, got 1–5");
  expect(() => requireScale("nps", scaleOf(0, 10), ZERO_TO_TEN)).not.toThrow();
});

const scales = fc
  .record({
    min: fc.integer({ min: -20, max: 20 }),
    steps: fc.integer({ min: 1, max: 40 }),
    step: fc.constantFrom(1, 0.5, 0.1, 0.25, 2),
  })
  .map(({ min, steps, step }) => scaleOf(min, min + steps * step, { step }));

propertyTest.prop([scales])("every point of a scale stands at its own index", (scale) => {
  expect(pointsOf(scale).map((point) => indexOf(scale, point))).toEqual(
    Array.from({ length: scaleSize(scale) }, (_, i) => i),
  );
  expect(pointOf(scale, 0)).toBe(scale.min);
  expect(pointOf(scale, scaleSize(scale) - 1)).toBeCloseTo(scale.max, 10);
});
