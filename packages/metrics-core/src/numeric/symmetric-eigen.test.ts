import { describe, expect, test } from "vitest";
import { symmetricEigen } from "./symmetric-eigen.ts";

/** max |V·diag(λ)·Vᵀ − A|. */
function residual(a: Float64Array, size: number): number {
  const { values, vectors } = symmetricEigen(a, size);
  let worst = 0;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      let sum = 0;
      for (let m = 0; m < size; m++) sum += vectors[i * size + m]! * values[m]! * vectors[j * size + m]!;
      worst = Math.max(worst, Math.abs(sum - a[i * size + j]!));
    }
  }
  return worst;
}

describe("symmetricEigen", () => {
  test("finds the known eigenvalues of a second-difference matrix", () => {
    const size = 6;
    const a = new Float64Array(size * size);
    for (let i = 0; i < size; i++) {
      a[i * size + i] = 2;
      if (i > 0) a[i * size + i - 1] = a[(i - 1) * size + i] = -1;
    }
    const { values } = symmetricEigen(a, size);
    for (let k = 0; k < size; k++)
      expect(values[k]).toBeCloseTo(2 - 2 * Math.cos(((size - k) * Math.PI) / (size + 1)), 14);
    expect(residual(a, size)).toBeLessThan(1e-14);
  });

  test("finds exact zeros of a singular matrix", () => {
    const a = Float64Array.from([1, 1, 0.5, 1, 1, 0.5, 0.5, 0.5, 1]);
    const { values } = symmetricEigen(a, 3);
    expect(Math.abs(values[2]!)).toBeLessThan(1e-15);
    expect(residual(a, 3)).toBeLessThan(1e-14);
  });

  test("keeps a tiny eigenvalue accurate", () => {
    // [[1, 1−ε], [1−ε, 1]] has the eigenvalues 2−ε and ε.
    const epsilon = 2 ** -40;
    const { values } = symmetricEigen(Float64Array.from([1, 1 - epsilon, 1 - epsilon, 1]), 2);
    expect(values[1]! / epsilon).toBeCloseTo(1, 12);
  });
});
