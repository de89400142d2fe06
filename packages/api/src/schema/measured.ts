import type { Estimate, Tally } from "@klik/metrics-core";
import type { Context } from "../context.ts";
import { type OrdinalQuestion, type Segment, tallyIn } from "./segment.ts";

/** An estimate that can be had again of another segment: a comparison asks for it a period earlier. */
export type Measured = Estimate & { readonly origin: Origin };

export interface Origin {
  readonly segment: Segment;
  /** Tells two numbers of one metric apart: the question that they are about. */
  readonly about: string;
  readonly again: (segment: Segment, context: Context) => Promise<Estimate>;
}

/** The answers to one question in one segment. */
export interface OrdinalAnswers {
  readonly segment: Segment;
  readonly question: OrdinalQuestion;
  readonly tally: Tally;
}

export async function ordinalAnswers(
  segment: Segment,
  question: OrdinalQuestion,
  context: Context,
): Promise<OrdinalAnswers> {
  return { segment, question, tally: await tallyIn(segment, question, context) };
}

/** A number of the answers to one question. */
export function measured({ segment, question, tally }: OrdinalAnswers, of: (tally: Tally) => Estimate): Measured {
  const again = async (other: Segment, context: Context): Promise<Estimate> =>
    of(await tallyIn(other, question, context));
  return { ...of(tally), origin: { segment, about: question.code, again } };
}
