import { MetricsError } from "../error.ts";

/** How long one case was followed, and whether it had happened by then. */
export interface Duration {
  /** From the start to the event, or to the last moment it was looked at. In one unit throughout, such as hours. */
  readonly time: number;
  /** `false`: it had not happened yet (censored). */
  readonly happened: boolean;
}

/** Times to an event with open cases, counted per time. */
export interface Durations {
  /** Different times, ascending. */
  readonly times: readonly number[];
  /** Cases in which it happened at each time. */
  readonly events: readonly number[];
  /** Cases that were still open when last looked at, at each time. */
  readonly censored: readonly number[];
}

/** The durations of nothing: the neutral element of `mergeDurations`. */
export const NO_DURATIONS: Durations = { times: [], events: [], censored: [] };

/**
 * Counts durations once.
 *
 * @throws MetricsError `ARGUMENT_INVALID` for a time that is negative or not finite
 * @example
 * durationsOf([{ time: 4, happened: true }, { time: 9, happened: false }, { time: 4, happened: true }])
 * // => { times: [4, 9], events: [2, 0], censored: [0, 1] }
 */
export function durationsOf(durations: readonly Duration[]): Durations {
  const counts = new Map<number, { events: number; censored: number }>();
  for (const { time, happened } of durations) {
    if (!(Number.isFinite(time) && time >= 0)) {
      throw new MetricsError("ARGUMENT_INVALID", `durationsOf: expected a time of 0 or more, got ${time}`, { time });
    }
    const count = counts.get(time) ?? { events: 0, censored: 0 };
    if (happened) count.events++;
    else count.censored++;
    counts.set(time, count);
  }
  return sorted(counts);
}

/**
 * Adds two sets of durations. Associative and commutative; `NO_DURATIONS` changes nothing.
 *
 * @example
 * const day = durationsOf([{ time: 4, happened: true }]);
 * mergeDurations(day, durationsOf([{ time: 4, happened: false }])) // => { times: [4], events: [1], censored: [1] }
 */
export function mergeDurations(a: Durations, b: Durations): Durations {
  return combine(a, b, 1);
}

/**
 * Takes a part out of a set of durations. The inverse of `mergeDurations`.
 *
 * @throws MetricsError `ARGUMENT_INVALID` when `part` is not a part of `whole`
 * @example
 * const all = durationsOf([{ time: 4, happened: true }, { time: 9, happened: true }]);
 * subtractDurations(all, durationsOf([{ time: 4, happened: true }])).times // => [9]
 */
export function subtractDurations(whole: Durations, part: Durations): Durations {
  return combine(whole, part, -1);
}

function combine(a: Durations, b: Durations, sign: 1 | -1): Durations {
  const counts = new Map(a.times.map((time, i) => [time, { events: a.events[i]!, censored: a.censored[i]! }]));
  for (const [i, time] of b.times.entries()) {
    const { events, censored } = counts.get(time) ?? { events: 0, censored: 0 };
    const left = { events: events + sign * b.events[i]!, censored: censored + sign * b.censored[i]! };
    if (left.events < 0 || left.censored < 0) {
      throw new MetricsError(
        "ARGUMENT_INVALID",
        `subtractDurations: expected a part of the whole, got more at ${time}`,
        {
          time,
        },
      );
    }
    if (left.events + left.censored === 0) counts.delete(time);
    else counts.set(time, left);
  }
  return sorted(counts);
}

function sorted(counts: ReadonlyMap<number, { readonly events: number; readonly censored: number }>): Durations {
  const all = [...counts].sort(([a], [b]) => a - b);
  return {
    times: all.map(([time]) => time),
    events: all.map(([, { events }]) => events),
    censored: all.map(([, { censored }]) => censored),
  };
}
