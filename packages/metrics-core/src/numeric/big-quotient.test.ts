import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { bigQuotient } from "./big-quotient.ts";

describe("bigQuotient", () => {
  test.each([
    [1n, 3n, 1 / 3],
    [-1n, 3n, -1 / 3],
    [0n, 10n ** 40n, 0],
    [10n ** 40n, 10n ** 40n, 1],
    [10n ** 400n, 3n * 10n ** 400n, 1 / 3],
    [-2n * 10n ** 30n, 10n ** 10n, -2e20],
    [1n, 10n ** 200n, 1e-200],
    [10n ** 200n, 7n, 10 ** 200 / 7],
    [9007199254740993n, 1n, 9007199254740992],
  ])("%d / %d", (a, b, expected) => {
    const got = bigQuotient(a, b);
    expect(Math.abs(got - expected)).toBeLessThanOrEqual(Math.abs(expected) * Number.EPSILON);
  });

  test.prop([fc.maxSafeInteger(), fc.integer({ min: 1 }), fc.bigInt({ min: 1n, max: 10n ** 60n })])(
    "does not change when both are multiplied",
    (a, b, factor) => {
      const got = bigQuotient(BigInt(a) * factor, BigInt(b) * factor);
      expect(Math.abs(got - a / b)).toBeLessThanOrEqual(Math.abs(a / b) * Number.EPSILON);
    },
  );
});
