import { Temporal } from "temporal-polyfill";
import type { Context } from "../context.ts";
import { addPeriods, FIRST_DAY, isOfOurEra } from "../plan/period.ts";
import { rollingOf } from "../plan/rolling.ts";
import { type Grain, type GroupValues, groupKey, type Scope } from "../plan/scope.ts";
import type { SegmentRow } from "../plan/summaries.ts";
import { requestError } from "./error.ts";
import type { Segment } from "./segment.ts";

/** What a segment is held against. */
export type ComparisonKind = "PREVIOUS_PERIOD" | "YEAR_EARLIER";

/** The same group a period earlier. Without limits in time it is another group of the same scope, which costs no statement. */
export function earlierSegment(segment: Segment, from: ComparisonKind): Segment {
  const { scope, row } = segment;
  const at = scope.by.findIndex(({ kind }) => kind === "period");
  const shift = shiftOf(scope, from);
  const values: GroupValues = row.values.map((value, index) => (index === at && value !== null ? shift(value) : value));
  return { ...segment, scope: shifted(scope, shift), row: { values, responses: 0 } };
}

/** The scope of all of them; `null` where nothing says how much earlier. */
export function earlierScope(scope: Scope, from: ComparisonKind): Scope | null {
  const { by, where } = scope;
  const isDated = by.some(({ kind }) => kind === "period") || (where.from !== undefined && where.until !== undefined);
  return isDated ? shifted(scope, shiftOf(scope, from)) : null;
}

function shifted(scope: Scope, shift: Shift): Scope {
  const { from, until, ...where } = scope.where;
  const earlier = {
    ...where,
    ...(from === undefined ? {} : { from: limit(shift(from)) }),
    ...(until === undefined ? {} : { until: limit(shift(until)) }),
  };
  return { ...scope, where: earlier };
}

type Shift = (day: string) => string;

const limit = (day: string): string => (isOfOurEra(day) ? day : FIRST_DAY);

/** @throws GraphQLError `BAD_USER_INPUT` when there is neither a period to group by nor a window */
function shiftOf(scope: Scope, from: ComparisonKind): Shift {
  const period = scope.by.find((group) => group.kind === "period");
  return period === undefined ? shiftOfWindow(scope, from) : shiftOfPeriod(period.grain, period.length ?? 1, from);
}

function shiftOfPeriod(grain: Grain, length: number, from: ComparisonKind): Shift {
  if (from === "PREVIOUS_PERIOD") return (day) => addPeriods(grain, day, -length);
  return (day) =>
    Temporal.PlainDate.from(day)
      .subtract(grain === "WEEK" ? { weeks: 52 } : { years: 1 })
      .toString();
}

function shiftOfWindow({ where }: Scope, from: ComparisonKind): Shift {
  const { from: first, until } = where;
  if (first === undefined || until === undefined) {
    throw requestError(
      "BAD_USER_INPUT",
      "change: expected segments by period, or where.from and where.until, got neither",
    );
  }
  if (from === "YEAR_EARLIER") return (day) => Temporal.PlainDate.from(day).subtract({ years: 1 }).toString();
  const days = Temporal.PlainDate.from(first).until(until, { largestUnit: "days" }).days;
  return (day) => Temporal.PlainDate.from(day).subtract({ days }).toString();
}

/** A window is held against one that is whole, and that shares no response with it. */
export async function isComparable(now: Segment, earlier: Segment, { summaries }: Context): Promise<boolean> {
  const rolling = rollingOf(now.scope);
  if (rolling === null) return true;
  const { at, grain, length } = rolling;
  const [last, lastEarlier] = [now.row.values[at]!, earlier.row.values[at]!]; // every response has a day
  if (lastEarlier > addPeriods(grain, last, -length)) return false;
  const whole = await summaries.segments(earlier.scope);
  const keys = groupsOf.get(whole) ?? new Set(whole.map(({ values }) => groupKey(values)));
  groupsOf.set(whole, keys);
  return keys.has(groupKey(earlier.row.values));
}

const groupsOf = new WeakMap<readonly SegmentRow[], ReadonlySet<string>>();
