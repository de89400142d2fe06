import { Temporal } from "temporal-polyfill";
import type { ProblemCode } from "./problem.ts";

export interface MomentOptions {
  /** Zone of a day, and the zone in which days are counted. */
  readonly operatorZone: string;
  /** Zone of a time that names none; without it such a time is refused. */
  readonly zone?: string;
  /** What an hour means that the clock shows twice or skips; refused unless said. */
  readonly disambiguation?: "earlier" | "later" | "reject";
}

/** A moment in UTC, or what is wrong. */
export type Moment = { readonly at: string } | { readonly code: ProblemCode; readonly expected: string };

const EXPECTED = "an ISO 8601 date (2024-02-01) or date and time (2024-02-01T13:05:00+01:00)";
const SHAPE =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/;

/**
 * Reads when something was answered, to the microsecond. A day alone begins at midnight in the operator's zone.
 *
 * Nothing is guessed: no other order of day and month, no day numbers of spreadsheets, no time without a zone unless the zone is said, no
 * hour that the clock shows twice.
 *
 * @example
 * readMoment("2024-02-01T13:05:00+01:00", { operatorZone: "Europe/Amsterdam" }) // => { at: "2024-02-01T12:05:00Z" }
 */
export function readMoment(text: string, options: MomentOptions): Moment {
  const parts = SHAPE.exec(text);
  if (parts === null) return { code: "DATE_INVALID", expected: EXPECTED + hint(text) };
  const [, year = "", month = "", day = "", hour, minute = "00", second = "00", fraction = "", offset] = parts;
  if (!isDay(Number(year), Number(month), Number(day)))
    return { code: "DATE_INVALID", expected: "a day of the calendar" };
  if (year < "1900" || year > "2199") return { code: "DATE_OUT_OF_RANGE", expected: "a year from 1900 to 2199" };
  if ((hour ?? "00") > "23" || minute > "59" || second > "59")
    return { code: "DATE_INVALID", expected: "a time from 00:00:00 to 23:59:59" };
  const date = `${year}-${month}-${day}`;
  if (hour === undefined) {
    return { at: utc(Temporal.PlainDate.from(date).toZonedDateTime(options.operatorZone).epochMilliseconds, "") };
  }
  const local = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  if (offset !== undefined) {
    const minutes = offsetMinutes(offset);
    if (minutes === null) return { code: "DATE_INVALID", expected: "an offset from UTC of at most 14 hours" };
    return { at: utc(local - minutes * 60_000, fraction) };
  }
  if (options.zone === undefined) {
    return {
      code: "ZONE_MISSING",
      expected: `a time with its offset from UTC (…Z, …+01:00), or a "zone" in the mapping`,
    };
  }
  try {
    const disambiguation = options.disambiguation ?? "reject";
    const zoned = Temporal.PlainDateTime.from(`${date}T${hour}:${minute}:${second}`).toZonedDateTime(options.zone, {
      disambiguation,
    });
    return { at: utc(zoned.epochMilliseconds, fraction) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return {
      code: "TIME_AMBIGUOUS",
      expected: `a time that ${options.zone} has once (with an offset, or "disambiguation" in the mapping)`,
    };
  }
}

function hint(text: string): string {
  if (/^\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}/.test(text)) return ", because day and month cannot be told apart";
  if (/^\d{5}(\.\d+)?$/.test(text)) return ", not the day number of a spreadsheet";
  return "";
}

function isDay(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function offsetMinutes(offset: string): number | null {
  if (offset === "Z") return 0;
  const hours = Number(offset.slice(1, 3));
  const minutes = Number(offset.slice(3).replace(":", "") || "0");
  if (minutes > 59 || hours * 60 + minutes > 14 * 60) return null;
  return (offset.startsWith("-") ? -1 : 1) * (hours * 60 + minutes);
}

/** Whole seconds as ISO 8601, with the digits of the fraction that Postgres keeps, and no zeros at their end. */
function utc(milliseconds: number, fraction: string): string {
  const digits = fraction.slice(0, 6).replace(/0+$/, "");
  return `${new Date(milliseconds).toISOString().slice(0, 19)}${digits === "" ? "" : `.${digits}`}Z`;
}
