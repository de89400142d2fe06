import { MetricsError } from "../error.ts";
import { type Durations, durationsOf, mergeDurations, NO_DURATIONS, subtractDurations } from "./durations.ts";

/**
 * A response that met a trigger rule (a detractor, a mark of 5 or lower, a complaint) and what was done about it. Times
 * in hours after the response.
 */
export interface ServiceCase {
  /** When the customer was contacted; `null` while that has not happened. */
  readonly contactedAfter: number | null;
  /** When it was resolved; `null` while it is not. */
  readonly resolvedAfter: number | null;
  /** Whether a resolved case was opened again. */
  readonly reopened?: boolean;
  /** When it was last looked at. What had not happened by then is open, not failed. */
  readonly observedFor: number;
}

/** Counts of follow-up, from which every closed-loop rate and time follows. */
export interface CaseLedger {
  /** Hours within which a case should be contacted. */
  readonly target: number;
  readonly cases: number;
  readonly contacted: number;
  /** Cases whose target time has passed. */
  readonly due: number;
  /** Of those, contacted within the target. */
  readonly withinTarget: number;
  /** Contacted cases that were resolved. */
  readonly resolved: number;
  readonly reopened: number;
  readonly contactTimes: Durations;
  readonly resolutionTimes: Durations;
}

/** The time within which CustomerGauge suggests to contact a detractor. */
export const CONTACT_TARGET = 48;

/**
 * The ledger of no case: the neutral element of `mergeCaseLedgers`.
 *
 * @example
 * emptyCaseLedger(48) // => { target: 48, cases: 0, contacted: 0 }
 */
export function emptyCaseLedger(target: number = CONTACT_TARGET): CaseLedger {
  if (!(target > 0 && target < Number.POSITIVE_INFINITY)) {
    throw new MetricsError("ARGUMENT_INVALID", `caseLedgerOf: expected a target above 0 hours, got ${target}`, {
      target,
    });
  }
  return {
    target,
    cases: 0,
    contacted: 0,
    due: 0,
    withinTarget: 0,
    resolved: 0,
    reopened: 0,
    contactTimes: NO_DURATIONS,
    resolutionTimes: NO_DURATIONS,
  };
}

/**
 * Counts cases once.
 *
 * @param target - hours within which a case should be contacted
 * @throws MetricsError `ARGUMENT_INVALID` for a time that is negative, not finite, or after the case was last looked
 * at; a resolution before the contact; a case reopened that was not resolved; a target that is not above 0
 * @example
 * caseLedgerOf([
 *   { contactedAfter: 20, resolvedAfter: 40, observedFor: 100 },
 *   { contactedAfter: null, resolvedAfter: null, observedFor: 30 },
 * ], 48) // => { cases: 2, contacted: 1, due: 1, withinTarget: 1, resolved: 1, reopened: 0 }
 */
export function caseLedgerOf(cases: readonly ServiceCase[], target: number = CONTACT_TARGET): CaseLedger {
  const ledger = emptyCaseLedger(target);
  for (const [row, each] of cases.entries()) requireCase(row, each);
  const count = (holds: (each: ServiceCase) => boolean): number => cases.filter(holds).length;
  const isDue = ({ observedFor }: ServiceCase): boolean => observedFor >= target;
  const times = (of: (each: ServiceCase) => number | null): Durations =>
    durationsOf(
      cases.map((each) => {
        const time = of(each);
        return { time: time ?? each.observedFor, happened: time !== null };
      }),
    );
  return {
    ...ledger,
    cases: cases.length,
    contacted: count(({ contactedAfter }) => contactedAfter !== null),
    due: count(isDue),
    withinTarget: count((each) => isDue(each) && each.contactedAfter !== null && each.contactedAfter <= target),
    resolved: count(({ contactedAfter, resolvedAfter }) => contactedAfter !== null && resolvedAfter !== null),
    reopened: count(({ contactedAfter, reopened }) => contactedAfter !== null && reopened === true),
    contactTimes: times(({ contactedAfter }) => contactedAfter),
    resolutionTimes: times(({ resolvedAfter }) => resolvedAfter),
  };
}

/**
 * Adds two ledgers with one target. Associative and commutative; `emptyCaseLedger` changes nothing.
 *
 * @example
 * const day = caseLedgerOf([{ contactedAfter: 20, resolvedAfter: 40, observedFor: 100 }]);
 * mergeCaseLedgers(day, day) // => { cases: 2, contacted: 2, resolved: 2 }
 */
export function mergeCaseLedgers(a: CaseLedger, b: CaseLedger): CaseLedger {
  return combine("mergeCaseLedgers", a, b, 1, mergeDurations);
}

/**
 * Takes a part out of a ledger. The inverse of `mergeCaseLedgers`.
 *
 * @throws MetricsError `ARGUMENT_INVALID` when `part` is not a part of `whole`
 * @example
 * const day = caseLedgerOf([{ contactedAfter: 20, resolvedAfter: 40, observedFor: 100 }]);
 * subtractCaseLedgers(mergeCaseLedgers(day, day), day) // => { cases: 1, contacted: 1, resolved: 1 }
 */
export function subtractCaseLedgers(whole: CaseLedger, part: CaseLedger): CaseLedger {
  return combine("subtractCaseLedgers", whole, part, -1, subtractDurations);
}

function combine(
  where: string,
  a: CaseLedger,
  b: CaseLedger,
  sign: 1 | -1,
  times: (a: Durations, b: Durations) => Durations,
): CaseLedger {
  if (a.target !== b.target) {
    throw new MetricsError("INPUT_MISMATCH", `${where}: expected a target of ${a.target} hours, got ${b.target}`, {
      expected: a.target,
      got: b.target,
    });
  }
  const counts = (["cases", "contacted", "due", "withinTarget", "resolved", "reopened"] as const).map((key) => {
    const count = a[key] + sign * b[key];
    if (count >= 0) return [key, count] as const;
    throw new MetricsError("ARGUMENT_INVALID", `${where}: expected a part of the whole, got more ${key}`, { key });
  });
  return {
    ...a,
    ...Object.fromEntries(counts),
    contactTimes: times(a.contactTimes, b.contactTimes),
    resolutionTimes: times(a.resolutionTimes, b.resolutionTimes),
  };
}

function requireCase(row: number, { contactedAfter, resolvedAfter, reopened, observedFor }: ServiceCase): void {
  const within = (time: number | null): boolean => time === null || (time >= 0 && time <= observedFor);
  const ordered = contactedAfter === null || resolvedAfter === null || contactedAfter <= resolvedAfter;
  const observed = observedFor >= 0 && observedFor < Number.POSITIVE_INFINITY;
  const open = reopened === true && resolvedAfter === null;
  if (!observed || !within(contactedAfter) || !within(resolvedAfter) || !ordered || open) {
    throw new MetricsError(
      "ARGUMENT_INVALID",
      `caseLedgerOf: expected 0 ≤ contacted ≤ resolved ≤ observed, and only resolved cases reopened, got ${contactedAfter}, ${resolvedAfter}, ${observedFor} at ${row}`,
      { row, contactedAfter, resolvedAfter, observedFor },
    );
  }
}
