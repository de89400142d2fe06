import type { Durations } from "../summary/durations.ts";
import type { Reason } from "./estimate.ts";
import { normalDeviate, requireLevel } from "./level.ts";

/** The share of cases still open after a time at which some closed. */
export interface SurvivalStep {
  readonly time: number;
  /** Cases that were open just before. */
  readonly atRisk: number;
  readonly events: number;
  /** Share of all cases that is still open, 0 to 1. */
  readonly survival: number;
  /** Greenwood's. */
  readonly standardError: number;
}

/**
 * Kaplan-Meier curve: how many cases are still open after so long. Open cases count as long as they were looked at, and
 * are not dropped.
 *
 * A case that was last looked at when another one closed counts as open at that time.
 *
 * @see Kaplan & Meier 1958, JASA 53, 457–481; Greenwood 1926 (standard error)
 * @example
 * kaplanMeier(durationsOf([{ time: 2, happened: true }, { time: 3, happened: false }, { time: 5, happened: true }]))
 * // => [{ time: 2, atRisk: 3, survival: 0.6667 }, { time: 5, atRisk: 1, survival: 0, standardError: 0 }]
 */
export function kaplanMeier({ times, events, censored }: Durations): readonly SurvivalStep[] {
  let atRisk = times.reduce((sum, _, i) => sum + events[i]! + censored[i]!, 0);
  let [survival, variance] = [1, 0];
  const steps: SurvivalStep[] = [];
  for (const [i, time] of times.entries()) {
    const closed = events[i]!;
    if (closed > 0) {
      survival *= (atRisk - closed) / atRisk;
      variance += closed / (atRisk * (atRisk - closed));
      // Nobody is left: the sum of Greenwood is infinite there, and the share 0 is what it is.
      const standardError = survival === 0 ? 0 : survival * Math.sqrt(variance);
      steps.push({ time, atRisk, events: closed, survival, standardError });
    }
    atRisk -= closed + censored[i]!;
  }
  return steps;
}

/** Median time to an event, in the unit of the durations, or why there is none. */
export type MedianTime =
  | {
      readonly status: "estimated";
      readonly metric: string;
      readonly unit: "time";
      readonly value: number;
      /** `high` is `null` where so many cases are open that the median has no upper limit. */
      readonly interval: {
        readonly level: number;
        readonly method: "log-log";
        readonly low: number;
        readonly high: number | null;
      };
      readonly cases: number;
      readonly events: number;
    }
  | {
      readonly status: "suppressed";
      readonly metric: string;
      readonly unit: "time";
      readonly value: null;
      readonly reason: Extract<Reason, "EMPTY_BASE" | "NOT_REACHED">;
      readonly cases: number;
      readonly events: number;
    };

/**
 * Median time by Kaplan-Meier: the first time by which fewer than half of the cases are still open; when just half are
 * open for a while, the middle of that while, as in R survival and as for closed cases alone. Open cases are censored.
 *
 * Suppressed with `NOT_REACHED` while more than half are open. The interval holds the times at which the log-log
 * interval of the curve covers one half; `low` is the first time of an event where the curve alone would reach it
 * earlier.
 *
 * @throws MetricsError `ARGUMENT_INVALID` for a level outside (0, 1)
 * @see Kaplan & Meier 1958, JASA 53; Brookmeyer & Crowley 1982, Biometrics 38 (interval); Kalbfleisch & Prentice 1980
 * (log-log)
 * @example
 * medianTime("follow_up.contact_time", durationsOf([10, 20, 30].map((time) => ({ time, happened: true })))) // => { value: 20, cases: 3 }
 */
export function medianTime(
  metric: string,
  durations: Durations,
  options: { readonly level?: number } = {},
): MedianTime {
  const { level = 0.95 } = options;
  requireLevel("medianTime", level);
  const events = durations.events.reduce((a, b) => a + b, 0);
  const cases = durations.censored.reduce((a, b) => a + b, events);
  const about = { metric, unit: "time", cases, events } as const;
  if (cases === 0) return { ...about, status: "suppressed", value: null, reason: "EMPTY_BASE" };
  const steps = kaplanMeier(durations);
  const at = steps.findIndex(({ survival }) => survival <= HALF);
  if (at < 0) return { ...about, status: "suppressed", value: null, reason: "NOT_REACHED" };
  const { time, survival: open } = steps[at]!;
  // Just half are open until the next event: the middle of that time, as the median of an even number is.
  const until = open >= 1 - HALF ? (steps[at + 1]?.time ?? time) : time;
  const z = normalDeviate(level);
  const low = steps.find((step) => bound(step, z) <= HALF)!; // at the median, if not before
  const high = steps.find((step) => step.survival > 0 && bound(step, -z) <= HALF);
  return {
    ...about,
    status: "estimated",
    value: time + (until - time) / 2,
    interval: { level, method: "log-log", low: low.time, high: high?.time ?? null },
  };
}

/** One half, with room for the dust of multiplying shares: 0.9 × 5/9 is half. */
const HALF = 0.5 + 1e-12;

/** S^exp(± z SE/(S ln S)): below the curve for a positive z. */
function bound({ survival, standardError }: SurvivalStep, z: number): number {
  if (survival === 0) return 0;
  const shift = (z * standardError) / (survival * -Math.log(survival));
  return survival ** Math.exp(shift);
}
