import { expect } from "vitest";

/** Demands every number of `expected`, alone or in arrays and objects, within a relative distance; all else must be equal. */
export function expectNumbers(got: unknown, expected: unknown, relative = 1e-9, path = ""): void {
  if (typeof expected === "number" && got !== expected) {
    const distance = Math.abs((got as number) - expected);
    expect(distance <= relative * Math.abs(expected), `${path}: ${String(got)} for ${expected}`).toBe(true);
  } else if (expected !== null && typeof expected === "object") {
    for (const [key, value] of Object.entries(expected)) {
      expectNumbers((got as Record<string, unknown> | null)?.[key], value, relative, `${path}.${key}`);
    }
  } else expect(got, path).toEqual(expected);
}

/** Demands the digits as they are printed: within half a unit of the last decimal. */
export function expectDigits(got: number | null | undefined, printed: number, decimals: number): void {
  const distance = Math.abs((got ?? Number.NaN) - printed);
  expect(distance <= 0.5000001 * 10 ** -decimals, `${String(got)} for ${printed}`).toBe(true);
}
