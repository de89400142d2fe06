import { describe, expect, test } from "vitest";
import { cholesky, dependentSet, inverse, solve } from "./cholesky.ts";

const flat = (rows: readonly (readonly number[])[]): Float64Array => Float64Array.from(rows.flat());

describe("cholesky", () => {
  const a = flat([
    [4, 2, 1],
    [2, 5, 3],
    [1, 3, 6],
  ]);

  test("solves a positive definite system", () => {
    // A·(1, −2, 3) = (3, 1, 13)
    const x = solve(cholesky(a, 3), [3, 1, 13]);
    [1, -2, 3].forEach((value, i) => expect(x[i]).toBeCloseTo(value, 14));
  });

  test("inverts", () => {
    const inv = inverse(cholesky(a, 3));
    // Adjugate over the determinant 67.
    [21, -9, 1, -9, 23, -10, 1, -10, 16].forEach((value, i) => expect(inv[i]).toBeCloseTo(value / 67, 15));
  });

  test("names two equal columns and nothing else", () => {
    const twice = flat([
      [1, 0.3, 0.5, 0.3],
      [0.3, 1, 0.2, 1],
      [0.5, 0.2, 1, 0.2],
      [0.3, 1, 0.2, 1],
    ]);
    const factor = cholesky(twice, 4);
    expect(factor.dependent).toEqual([3]);
    expect(dependentSet(twice, factor)).toEqual([1, 3]);
  });

  test("names a total beside all of its parts", () => {
    const total = flat([
      [1, 0, 0, 1],
      [0, 1, 0, 1],
      [0, 0, 1, 0],
      [1, 1, 0, 2],
    ]);
    expect(dependentSet(total, cholesky(total, 4))).toEqual([0, 1, 3]);
  });

  test("finds no dependent set in a matrix of full rank", () => {
    expect(dependentSet(a, cholesky(a, 3))).toEqual([]);
  });

  test("leaves a dependent variable out of solutions and inverse", () => {
    const twice = flat([
      [1, 1, 0.5],
      [1, 1, 0.5],
      [0.5, 0.5, 1],
    ]);
    const factor = cholesky(twice, 3);
    expect(factor.dependent).toEqual([1]);
    // The system of the first and the third variable alone: (1, ½; ½, 1)·x = (1, 0).
    const x = solve(factor, [1, 1, 0]);
    [4 / 3, 0, -2 / 3].forEach((value, i) => expect(x[i]).toBeCloseTo(value, 14));
    const inv = inverse(factor);
    [4 / 3, 0, -2 / 3, 0, 0, 0, -2 / 3, 0, 4 / 3].forEach((value, i) => expect(inv[i]).toBeCloseTo(value, 14));
  });
});
