import { describe, expect, test } from "vitest";
import { designWeights } from "./design-weights.ts";

describe("designWeights", () => {
  test("is one over the probability of selection", () => {
    expect(designWeights({ probabilities: [0.5, 0.25, 1] })).toEqual(Float64Array.of(2, 4, 1));
  });

  test("scales to a total", () => {
    expect(designWeights({ probabilities: [0.5, 0.25], total: 2 })).toEqual(Float64Array.of(2 / 3, 4 / 3));
  });

  test("gives no rows no weights", () => {
    expect(designWeights({ probabilities: [] })).toEqual(new Float64Array());
    expect(designWeights({ probabilities: [], total: 5 })).toEqual(new Float64Array());
  });

  test.each([0, -0.1, 1.1, Number.NaN])("refuses a probability of %s", (probability) => {
    expect(() => designWeights({ probabilities: [1, probability] })).toThrow(
      expect.objectContaining({ code: "ARGUMENT_INVALID", details: { row: 1, probability } }),
    );
  });

  test("refuses a total that is not above 0", () => {
    expect(() => designWeights({ probabilities: [1], total: 0 })).toThrow(
      expect.objectContaining({ code: "ARGUMENT_INVALID" }),
    );
  });
});

test("a probability so small that its weight has no square is refused", () => {
  expect(() => designWeights({ probabilities: [Number.MIN_VALUE] })).toThrow(
    expect.objectContaining({ code: "ARGUMENT_INVALID" }),
  );
});

test("a total whose weights have no squares is refused", () => {
  expect(() => designWeights({ probabilities: [0.5, 0.5], total: Number.MAX_VALUE })).toThrow(
    expect.objectContaining({ code: "ARGUMENT_INVALID" }),
  );
});
