import type { Estimate, Tally } from "@klik/metrics-core";
import type { Context } from "../context.ts";
import { groupKey, scopeKey } from "../plan/scope.ts";
import type { OrdinalQuestion } from "./ordinal-question.ts";
import { type Segment, tallyIn } from "./segment.ts";

/** An estimate that can be had again of another segment: a comparison asks for it a period earlier, a benchmark of every organisation. */
export type Measured = Estimate & { readonly origin: Origin };

export interface Origin {
  readonly segment: Segment;
  /** Tells two numbers of one metric apart: the questions that they are about. */
  readonly about: string;
  /** Whether low answers to the question are good, for metrics of which that depends on the question. */
  readonly lowIsGood: boolean;
  readonly again: (segment: Segment, context: Context) => Promise<Estimate>;
}

/** The answers to one question in one segment. */
export interface OrdinalAnswers {
  readonly segment: Segment;
  readonly question: OrdinalQuestion;
  readonly tally: Tally;
}

export function ordinalAnswers(
  segment: Segment,
  question: OrdinalQuestion,
  context: Context,
): OrdinalAnswers | Promise<OrdinalAnswers> {
  return ofAnswers(segment, question, context, (answers) => answers);
}

/** Something made of them; no promise where they are there at once. */
export function ofAnswers<T>(
  segment: Segment,
  question: OrdinalQuestion,
  context: Context,
  make: (answers: OrdinalAnswers) => T,
): T | Promise<T> {
  const made = (tally: Tally): T => make({ segment, question, tally });
  const tally = tallyIn(segment, question, context);
  return tally instanceof Promise ? tally.then(made) : made(tally);
}

/** A number of the answers to one question. */
export function measured({ segment, question, tally }: OrdinalAnswers, of: (tally: Tally) => Estimate): Measured {
  const again = async (other: Segment, context: Context): Promise<Estimate> =>
    of(await tallyIn(other, question, context));
  const lowIsGood = question.scale.direction === "low_is_good";
  return { ...of(tally), origin: { segment, about: question.code, lowIsGood, again } };
}

/** What several numbers of one segment come from, such as the answers of the same people to two questions. */
export interface Finding<T> {
  readonly segment: Segment;
  readonly about: string;
  readonly found: T;
  readonly find: (segment: Segment, context: Context) => Promise<T>;
}

/** Finds it once an operation, however many numbers, comparisons and benchmarks ask for it; `about` names it and the questions. */
export async function findIn<T>(
  segment: Segment,
  about: string,
  context: Context,
  find: (segment: Segment, context: Context) => Promise<T>,
): Promise<Finding<T>> {
  const once = (other: Segment, where: Context): Promise<T> => {
    const known = findings.get(where) ?? new Map<string, Promise<unknown>>();
    findings.set(where, known);
    const key = [about, other.weighting, groupKey(other.row.values), scopeKey(other.scope)].join(" ");
    const found = known.get(key) ?? find(other, where);
    known.set(key, found);
    return found as Promise<T>; // `about` tells findings of two types apart
  };
  return { segment, about, found: await once(segment, context), find: once };
}

const findings = new WeakMap<Context, Map<string, Promise<unknown>>>();

/** One of the numbers of a finding. */
export function measuredIn<T>({ segment, about, found, find }: Finding<T>, of: (found: T) => Estimate): Measured {
  const again = async (other: Segment, context: Context): Promise<Estimate> => of(await find(other, context));
  return { ...of(found), origin: { segment, about, lowIsGood: false, again } };
}
