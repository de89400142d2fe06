import { expect } from "vitest";

/**
 * Every number of `expected`, a value or lists of values, equals the one of `got` to a relative 1e-9; p values below 1e-12 to 1e-6.
 *
 * `null` in `expected` means "not defined" and is skipped.
 */
export function expectClose(got: unknown, expected: unknown, where: string, tolerance = 1e-9): void {
  if (Array.isArray(expected)) {
    expect(got, where).toHaveLength(expected.length);
    expected.forEach((value, i) => {
      expectClose((got as ArrayLike<unknown>)[i], value, `${where}[${i}]`, tolerance);
    });
    return;
  }
  if (expected === null) return;
  if (typeof expected !== "number")
    throw new Error(`${where}: expected a number in the reference, got ${JSON.stringify(expected)}`);
  expect(typeof got, where).toBe("number");
  const allowed = Math.abs(expected) < 1e-12 && /(^|[^a-z])p($|_|\[)|p_values/.test(where) ? 1e-6 : tolerance;
  const error = Math.abs((got as number) - expected) / Math.abs(expected || 1);
  expect(error, `${where}: got ${String(got)}, expected ${expected}, relative difference`).toBeLessThanOrEqual(allowed);
}
