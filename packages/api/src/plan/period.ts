import { Temporal } from "temporal-polyfill";
import type { Grain } from "./scope.ts";

/** A calendar period: `from` is its first day, `until` the first day after it. */
export interface Period {
  readonly from: string;
  readonly until: string;
  /** 2017, 2017-Q2, 2017-05, 2017-W20 (ISO week) or 2017-05-01. */
  readonly label: string;
}

/** The period of a grain that begins on a day, as `date_trunc` gives it. */
export function periodFrom(grain: Grain, firstDay: string): Period {
  const from = Temporal.PlainDate.from(firstDay);
  return { from: from.toString(), until: from.add(PERIOD_LENGTHS[grain]).toString(), label: labelOf(grain, from) };
}

/** How long the periods of a grain are. */
export const PERIOD_LENGTHS: Readonly<Record<Grain, Temporal.DurationLike>> = {
  DAY: { days: 1 },
  WEEK: { weeks: 1 },
  MONTH: { months: 1 },
  QUARTER: { months: 3 },
  YEAR: { years: 1 },
};

function labelOf(grain: Grain, from: Temporal.PlainDate): string {
  const year = String(from.year).padStart(4, "0");
  switch (grain) {
    case "DAY":
      return from.toString();
    case "WEEK":
      return `${String(from.yearOfWeek).padStart(4, "0")}-W${String(from.weekOfYear).padStart(2, "0")}`;
    case "MONTH":
      return `${year}-${String(from.month).padStart(2, "0")}`;
    case "QUARTER":
      return `${year}-Q${Math.ceil(from.month / 3)}`;
    case "YEAR":
      return year;
    default:
      return grain satisfies never;
  }
}
