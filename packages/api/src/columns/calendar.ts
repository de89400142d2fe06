import type { Grain } from "../plan/scope.ts";

const MILLISECONDS = 86_400_000;

/**
 * Days since 1970-01-01 of a local date.
 *
 * @throws RangeError for what is no date "YYYY-MM-DD"
 */
export function dayNumber(date: string): number {
  const number = Date.parse(`${date}T00:00:00Z`) / MILLISECONDS;
  // The parser takes February 31 for March 2.
  if (Number.isNaN(number) || dateOf(number) !== date) {
    throw new RangeError(`day: expected a date YYYY-MM-DD, got ${JSON.stringify(date)}`);
  }
  return number;
}

/** "YYYY-MM-DD" of a day number. */
export function dateOf(day: number): string {
  const date = new Date(day * MILLISECONDS);
  const two = (number: number): string => String(number).padStart(2, "0");
  return `${String(date.getUTCFullYear()).padStart(4, "0")}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
}

/** Days [from, until) of the period that a day is in, as `date_trunc` has it; weeks begin on Monday. */
export function periodOf(grain: Grain, day: number): { readonly from: number; readonly until: number } {
  if (grain === "DAY") return { from: day, until: day + 1 };
  if (grain === "WEEK") {
    const from = day - ((((day + 3) % 7) + 7) % 7); // 1970-01-01 was a Thursday
    return { from, until: from + 7 };
  }
  const date = new Date(day * MILLISECONDS);
  const months = MONTHS[grain];
  const month = date.getUTCMonth() - (date.getUTCMonth() % months);
  const year = date.getUTCFullYear();
  return { from: firstOf(year, month), until: firstOf(year, month + months) };
}

const MONTHS = { MONTH: 1, QUARTER: 3, YEAR: 12 };

/** The first day of a month; the one after December is January. */
function firstOf(year: number, month: number): number {
  return new Date(0).setUTCFullYear(year, month, 1) / MILLISECONDS;
}
