import { addPeriods, isOfOurEra } from "./period.ts";
import { type Grain, type GroupValues, groupKey, inOrder, type Scope } from "./scope.ts";
import type { SegmentRow } from "./summaries.ts";

/** A scope of rolling windows, and the scope of single periods that they are merged from: no window costs a statement. */
export interface Rolling {
  /** By single periods, from so early that the first window is whole. */
  readonly periods: Scope;
  readonly at: number;
  readonly grain: Grain;
  readonly length: number;
}

const known = new WeakMap<Scope, Rolling | null>();

/** `null` for a scope without windows. */
export function rollingOf(scope: Scope): Rolling | null {
  const found = known.get(scope);
  if (found !== undefined) return found;
  const rolling = findRolling(scope);
  known.set(scope, rolling);
  return rolling;
}

function findRolling(scope: Scope): Rolling | null {
  const { by, where } = scope;
  const at = by.findIndex((group) => group.kind === "period" && (group.length ?? 1) > 1);
  const group = by[at];
  if (group?.kind !== "period" || group.length === undefined) return null;
  const { grain, length } = group;
  const { from, ...rest } = where;
  const earlier = from === undefined ? null : addPeriods(grain, from, 1 - length);
  const limits = earlier !== null && isOfOurEra(earlier) ? { ...rest, from: earlier } : rest;
  const periods = by.map((each, index) => (index === at ? ({ kind: "period", grain } as const) : each));
  return { periods: { ...scope, where: limits, by: periods }, at, grain, length };
}

/** The groups of single periods that a window is merged from. */
export function partsOf({ at, grain, length }: Rolling, values: GroupValues): readonly GroupValues[] {
  const last = values[at]!; // every response has a day
  return Array.from({ length }, (_, back) => values.with(at, addPeriods(grain, last, -back)));
}

/**
 * The windows that have responses, from their single periods. One that begins before the first period of the answer is left out: it may
 * not be whole.
 */
export function windowRows(
  { at, grain, length }: Rolling,
  rows: readonly SegmentRow[],
  from: string | undefined,
): readonly SegmentRow[] {
  const days = rows.map(({ values }) => values[at]!).sort();
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return [];
  const places = new Map<string, number>();
  for (let day = first; day <= last; day = addPeriods(grain, day, 1)) places.set(day, places.size);
  const series = new Map<string, SegmentRow[]>();
  for (const row of rows) {
    const key = groupKey(row.values.with(at, null));
    const own = series.get(key) ?? new Array<SegmentRow>(places.size);
    own[places.get(row.values[at]!)!] = row;
    series.set(key, own);
  }
  const ends = [...places.keys()].map((day) => ({
    day,
    isAsked: from === undefined || addPeriods(grain, day, 1) > from,
  }));
  const windows: SegmentRow[] = [];
  for (const own of series.values()) {
    const values = own.find((row) => row !== undefined)!.values;
    let [responses, withoutWeight] = [0, 0];
    for (const [place, { day, isAsked }] of ends.entries()) {
      const [comes, goes] = [own[place], own[place - length]];
      responses += (comes?.responses ?? 0) - (goes?.responses ?? 0);
      withoutWeight += (comes?.withoutWeight ?? 0) - (goes?.withoutWeight ?? 0);
      if (isAsked && place + 1 >= length && responses > 0)
        windows.push({ values: values.with(at, day), responses, ...(withoutWeight > 0 ? { withoutWeight } : {}) });
    }
  }
  return inOrder(windows);
}
