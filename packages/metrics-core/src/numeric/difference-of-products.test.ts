import { expect, test } from "vitest";
import { differenceOfProducts } from "./difference-of-products.ts";

test("keeps the digits that the plain expression loses", () => {
  const [a, b, c, d] = [94_906_267, 94_906_265, 94_906_266, 94_906_266];
  expect(a * b - c * d).not.toBe(-1);
  expect(differenceOfProducts(a, b, c, d)).toBe(-1);
});

test("agrees with exact rational arithmetic on fractions", () => {
  // 0.1 and 0.3 as the doubles they are: numerators over 2^56 and 2^54.
  const [tenth, third] = [7205759403792794n, 5404319552844595n];
  const exact = Number(third * third * 2n ** 4n - tenth * tenth) / 2 ** 112;
  expect(differenceOfProducts(0.3, 0.3, 0.1, 0.1)).toBeCloseTo(exact, 17);
});
