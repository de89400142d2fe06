import type { Scale } from "@klik/metrics-core";
import type { Question } from "../instrument/question.ts";
import type { Instrument } from "../instrument/store.ts";
import { requestError } from "./error.ts";

/** A question whose answers are points of a scale. */
export type OrdinalQuestion = Question & { readonly scale: Scale };

/** Whether the answers are numbers: points of a scale without codes, and no reasons. */
export const isNumeric = ({ scale, role }: OrdinalQuestion): boolean => scale.codes === null && role !== "reasons";

/**
 * The question that a metric field means: the one of that code, or the only one whose role fits.
 *
 * @throws GraphQLError `QUESTION_NOT_FOUND`, `QUESTION_UNSUITABLE`, `AMBIGUOUS_QUESTION`
 */
export function questionFor(
  metric: string,
  { instrument }: { readonly instrument: Instrument },
  code: string | null | undefined,
  suits: (question: OrdinalQuestion) => boolean,
): OrdinalQuestion {
  // Most often it is named and suits: every segment of an answer asks, so nothing else is made for that.
  const named = instrument.questions.find((question) => question.code === code);
  if (named !== undefined && named.scale !== null && suits(named as OrdinalQuestion)) return named as OrdinalQuestion;
  const suitable = instrument.questions.filter(
    (question): question is OrdinalQuestion => question.scale !== null && suits(question as OrdinalQuestion),
  );
  const expected = suitable.map((question) => question.code);
  const names = expected.length === 0 ? `no question of ${instrument.code} serves it` : expected.join(", ");
  if (code == null) {
    if (suitable.length === 1) return suitable[0]!;
    if (suitable.length === 0)
      throw requestError(
        "QUESTION_NOT_FOUND",
        `${metric}: expected a question that serves it, got none in ${instrument.code}`,
      );
    throw requestError("AMBIGUOUS_QUESTION", `${metric}: expected the argument question, one of ${names}`, {
      expected,
    });
  }
  throw requestError(
    named === undefined ? "QUESTION_NOT_FOUND" : "QUESTION_UNSUITABLE",
    `${metric}: expected one of ${names}, got ${JSON.stringify(code.slice(0, 60))}`,
    { expected },
  );
}
