import { type Scale, scaleSize } from "@klik/metrics-core";
import { answersOfCodes, type WeightColumn } from "@klik/metrics-core/columns";
import { type Answers, withScore } from "@klik/metrics-core/drivers";

/** What is told about an outcome question. */
export type OutcomeKind = "mean" | "promoters" | "detractors" | "nps";

/** The stored answers that a driver analysis rests on. Plain data: it can go to another thread. */
export interface DriverTable {
  readonly rows: number;
  /** By code of the question, the outcome first. */
  readonly columns: Readonly<Record<string, { readonly scale: Scale; readonly codes: Uint8Array }>>;
  /** `null`: every response counts 1. */
  readonly weights: WeightColumn | null;
  readonly outcome: string;
  readonly kind: OutcomeKind;
  readonly drivers: readonly string[];
}

/** Column of the outcome in `answersOfTable`: the code of the question, with the kind unless it is the mean. */
export const outcomeColumnOf = ({ outcome, kind }: Pick<DriverTable, "outcome" | "kind">): string =>
  kind === "mean" ? outcome : `${outcome}:${kind}`;

/** The answers of a table, as driver analyses read them: high is good in every column. */
export function answersOfTable(table: DriverTable): Answers {
  const { columns, weights, outcome, kind } = table;
  const coded = Object.fromEntries(
    Object.entries(columns).map(([code, { scale, codes }]) => [code, { scale, codes: goodHigh(scale, codes) }]),
  );
  const answers = weights === null ? answersOfCodes(coded) : answersOfCodes(coded, weights);
  return kind === "mean" ? answers : withScore(answers, outcomeColumnOf(table), outcome, OUTCOME_SCORES[kind]);
}

/**
 * Answers read so that high is good: on a scale where low is good the best point takes the place of the highest. What is low is then bad for
 * every driver, and what a driver gains is good for every outcome.
 */
function goodHigh(scale: Scale, codes: Uint8Array): Uint8Array {
  if (scale.direction === "high_is_good") return codes;
  const size = scaleSize(scale);
  return codes.map((code) => (code < size ? size - 1 - code : code));
}

/** NPS in points of an answer on 0–10. */
export const npsPoints = (answer: number): number => (answer >= 9 ? 100 : answer <= 6 ? -100 : 0);

/** Shares from 0 to 1, NPS in points. */
const OUTCOME_SCORES: Readonly<Record<Exclude<OutcomeKind, "mean">, (answer: number) => number>> = {
  promoters: (answer) => (answer >= 9 ? 1 : 0),
  detractors: (answer) => (answer <= 6 ? 1 : 0),
  nps: npsPoints,
};
