import type { AnswerSource } from "../plan/answer-columns.ts";
import type { Scope } from "../plan/scope.ts";
import type { SummarySource } from "../plan/summaries.ts";

/** Columns hold the weight that a response came with: what a stored weighting says of it is joined to the raw rows. */
export function withStoredWeightings(
  columns: SummarySource & AnswerSource,
  rows: SummarySource & AnswerSource,
): SummarySource & AnswerSource {
  const of = ({ weightingId }: Scope): SummarySource & AnswerSource => (weightingId === undefined ? columns : rows);
  return {
    segments: (scope, expected) => of(scope).segments(scope, expected),
    tallies: (scope, questions) => of(scope).tallies(scope, questions),
    counted: (scope) => of(scope).counted?.(scope),
    answers: (scope, slots) => of(scope).answers(scope, slots),
    grams: async (scope, questions) => (await of(scope).grams?.(scope, questions)) ?? null,
  };
}
