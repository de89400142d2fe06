import type { Decimal } from "./decimal.ts";

/**
 * An exact decimal number: `units` × 10^−`places`.
 *
 * Sums of weights are kept in this form because adding integers is associative: however responses are split over
 * days, segments or shards, the sum is the same to the last digit. Floating-point and rounded decimal sums are not.
 */
export interface Fixed {
  readonly units: bigint;
  readonly places: number;
}

const PLAIN = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;
const MAX_PLACES = 400;

/**
 * Reads a decimal exactly as it is written: `"0.2847177143"`, `1e-3`, `new Decimal("1.5")`.
 * A `number` means the shortest decimal that denotes it, so `0.1` is one tenth. Returns `null` for what is no finite decimal.
 *
 * @example
 * parseFixed("1.50") // => { units: 15n, places: 1 }
 */
export function parseFixed(value: number | string | Decimal): Fixed | null {
  if (typeof value === "number" && Number.isSafeInteger(value)) return { units: BigInt(value), places: 0 };
  // A hole in an array, or a null from a database, whatever the type says.
  if (value === undefined || value === null) return null;
  const match = PLAIN.exec(typeof value === "string" ? value.trim() : value.toString());
  if (match === null) return null;
  const [, sign, whole = "", fraction = "", exponent = "0"] = match;
  if (whole.length + fraction.length === 0) return null;
  const digits = BigInt(whole + fraction);
  return trimPlaces(sign === "-" ? -digits : digits, fraction.length - Number(exponent));
}

/** The same number with no trailing zeros behind the point. */
function trimPlaces(units: bigint, places: number): Fixed | null {
  if (units === 0n) return { units, places: 0 };
  if (Math.abs(places) > MAX_PLACES) return null;
  if (places < 0) return { units: units * 10n ** BigInt(-places), places: 0 };
  let [u, p] = [units, places];
  while (p > 0 && u % 10n === 0n) {
    u /= 10n;
    p -= 1;
  }
  return { units: u, places: p };
}

/** `units` counted in 10^−`to` instead of 10^−`from`; `to` is not smaller than `from`. */
export function rescale(units: bigint, from: number, to: number): bigint {
  return from === to ? units : units * 10n ** BigInt(to - from);
}

/** The nearest double. */
export function fixedToNumber(units: bigint, places: number): number {
  if (places === 0) return Number(units);
  if (places <= 22 && units < 9007199254740992n && units > -9007199254740992n) return Number(units) / 10 ** places;
  return Number(`${units}e-${places}`);
}
