import { MetricsError } from "../error.ts";
import type { Tails } from "./gamma-tails.ts";

/** Any number but NaN: the argument of a distribution function. */
export function requireNumber(where: string, name: string, value: number): number {
  if (typeof value !== "number" || Number.isNaN(value)) throw invalid(where, name, "a number", value);
  return value;
}

/** A number above 0 and below Infinity: degrees of freedom, a shape. */
export function requirePositive(where: string, name: string, value: number): number {
  if (!(value > 0 && value < Infinity)) throw invalid(where, name, "a positive finite number", value);
  return value;
}

/** A number in [0, 1]. */
export function requireProbability(where: string, name: string, value: number): number {
  if (!(Number.isFinite(value) && value >= 0 && value <= 1))
    throw invalid(where, name, "a probability from 0 to 1", value);
  return value;
}

/** What came out, unless the arguments are so extreme that no digit of it is left. */
export function requireDigits<Result extends number | Tails>(where: string, result: Result): Result {
  if (!Number.isNaN(typeof result === "number" ? result : result.lower)) return result;
  throw new MetricsError(
    "ARGUMENT_INVALID",
    `${where}: expected arguments of a size that leaves digits, got extreme ones`,
  );
}

export function invalid(where: string, name: string, expected: string, value: number): MetricsError {
  return new MetricsError("ARGUMENT_INVALID", `${where}: expected ${name} to be ${expected}, got ${value}`, {
    [name]: value,
  });
}
