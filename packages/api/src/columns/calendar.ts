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

/** First day of the period that a day is in, as `date_trunc` has it; weeks begin on Monday. */
export function periodStart(grain: Grain, day: number): number {
  if (grain === "DAY") return day;
  if (grain === "WEEK") return day - ((((day + 3) % 7) + 7) % 7); // 1970-01-01 was a Thursday
  const date = new Date(day * MILLISECONDS);
  const month = date.getUTCMonth();
  const start = new Date(0);
  start.setUTCFullYear(date.getUTCFullYear(), FIRST_MONTH[grain](month), 1);
  return start.getTime() / MILLISECONDS;
}

const FIRST_MONTH = {
  MONTH: (month: number) => month,
  QUARTER: (month: number) => month - (month % 3),
  YEAR: () => 0,
};
