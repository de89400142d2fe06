import { Decimal as HostDecimal } from "decimal.js";
import { MetricsError } from "../error.ts";

/** Our own constructor, so that settings of the host's `Decimal` never reach us: 34 digits, halves away from zero. */
export const Decimal = HostDecimal.clone({
  precision: 34,
  rounding: HostDecimal.ROUND_HALF_UP,
  toExpNeg: -40,
  toExpPos: 40,
});
export type Decimal = HostDecimal;

/**
 * Rounds for people: once, from the unrounded number, halves away from zero.
 *
 * Works on the decimal digits one reads, so 1.005 rounds to 1.01 and 24.8 to 25.
 *
 * @param value - any finite number
 * @param places - digits behind the point, 0 to 15
 * @throws MetricsError `ARGUMENT_INVALID` for any other value or places
 * @see DIN 1333, commercial rounding
 * @example
 * roundHalfAway(-2.5, 0) // => -3
 */
export function roundHalfAway(value: number, places: number): number {
  if (!Number.isFinite(value) || !Number.isInteger(places) || places < 0 || places > 15) {
    throw new MetricsError(
      "ARGUMENT_INVALID",
      `roundHalfAway: expected a finite number and 0 to 15 places, got ${value} and ${places}`,
      { value, places },
    );
  }
  // Above 10¹⁵ a whole number has more digits than are read here.
  if (Number.isInteger(value)) return value + 0;
  return new Decimal(value.toPrecision(15)).toDecimalPlaces(places).toNumber() + 0;
}

/**
 * Number for the wire: at most 12 significant digits, so that every door prints the same text.
 *
 * @example
 * twelveDigits(0.1 + 0.2) // => 0.3
 */
export function twelveDigits(value: number): number {
  return Number(value.toPrecision(12));
}
