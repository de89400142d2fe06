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
function periodFrom(grain: Grain, firstDay: string): Period {
  const from = Temporal.PlainDate.from(firstDay);
  return { from: from.toString(), until: addPeriods(grain, firstDay, 1), label: labelOf(grain, from) };
}

/** The last `length` periods of a grain, of which the last begins on a day: 2017-03/2017-05. One period is just itself. */
export const windowTo = kept((grain: Grain, firstDay: string, length: number): Period => {
  const last = periodFrom(grain, firstDay);
  if (length === 1) return last;
  const first = periodFrom(grain, addPeriods(grain, firstDay, 1 - length));
  return { from: first.from, until: last.until, label: `${first.label}/${last.label}` };
});

/** The day so many periods later; earlier when the number is negative. */
export const addPeriods = kept((grain: Grain, day: string, count: number): string => {
  const from = Temporal.PlainDate.from(day);
  const length = Object.fromEntries(
    Object.entries(PERIOD_LENGTHS[grain]).map(([unit, units]) => [unit, Number(units) * count]),
  );
  return from.add(length).toString();
});

/** Every segment of an answer asks about one of a few periods, and the calendar takes its time: what it said is kept, up to so many. */
const MOST_KEPT = 10_000;

function kept<T>(
  find: (grain: Grain, day: string, count: number) => T,
): (grain: Grain, day: string, count: number) => T {
  const known = new Map<string, T>();
  return (grain, day, count) => {
    const key = `${grain} ${day} ${count}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    if (known.size === MOST_KEPT) known.clear();
    const made = find(grain, day, count);
    known.set(key, made);
    return made;
  };
}

export const FIRST_DAY = "0001-01-01";

/** Nobody answered before our era, and Postgres writes its years otherwise. */
export const isOfOurEra = (day: string): boolean => day >= FIRST_DAY && !day.startsWith("-");

/** The place of a period that begins on a day among all periods of its grain: neighbours are 1 apart. */
export function periodNumber(grain: Grain, firstDay: string): number {
  const from = Temporal.PlainDate.from(firstDay);
  switch (grain) {
    case "DAY":
    case "WEEK":
      return ORIGIN.until(from, { largestUnit: "days" }).days / (grain === "DAY" ? 1 : 7);
    case "MONTH":
      return from.year * 12 + from.month - 1;
    case "QUARTER":
      return from.year * 4 + (from.month - 1) / 3;
    case "YEAR":
      return from.year;
    default:
      return grain satisfies never;
  }
}

/** A Monday. */
const ORIGIN = Temporal.PlainDate.from("1970-01-05");

/** How long the periods of a grain are. */
const PERIOD_LENGTHS: Readonly<Record<Grain, Temporal.DurationLike>> = {
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
