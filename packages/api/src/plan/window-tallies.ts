import { mergeTallies, type Tally } from "@klik/metrics-core";
import { addPeriods } from "./period.ts";
import type { Rolling } from "./rolling.ts";
import { type GroupValues, groupKey } from "./scope.ts";

/**
 * The tally of a window from those of its periods; `null` when nobody answered in it.
 *
 * Windows are put together from blocks of 1, 2, 4, … periods that are merged once, so a long window costs no more than its logarithm.
 */
export function windowTally(
  { at, grain, length }: Rolling,
  periods: ReadonlyMap<string, Tally>,
  values: GroupValues,
): Tally | null {
  const blocks = known.get(periods) ?? new Map<string, Tally | null>();
  known.set(periods, blocks);
  const block = (level: number, day: string): Tally | null => {
    const group = groupKey(values.with(at, day));
    if (level === 0) return periods.get(group) ?? null;
    const key = `${level} ${group}`;
    const found = blocks.get(key);
    if (found !== undefined) return found;
    const half = 2 ** (level - 1);
    const merged = merge(block(level - 1, day), block(level - 1, addPeriods(grain, day, half)));
    blocks.set(key, merged);
    return merged;
  };
  let day = addPeriods(grain, values[at]!, 1 - length); // every response has a day
  let tally: Tally | null = null;
  for (let level = Math.floor(Math.log2(length)); level >= 0; level--) {
    if ((length & (2 ** level)) === 0) continue;
    tally = merge(tally, block(level, day));
    day = addPeriods(grain, day, 2 ** level);
  }
  return tally;
}

const known = new WeakMap<ReadonlyMap<string, Tally>, Map<string, Tally | null>>();

function merge(a: Tally | null, b: Tally | null): Tally | null {
  if (a === null || b === null) return a ?? b;
  return mergeTallies(a, b);
}
