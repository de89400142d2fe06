import { type Answer, NOT_APPLICABLE, pointOf, type TallyOptions } from "@klik/metrics-core";
import { MARK } from "@klik/metrics-core/columns";
import type { Context } from "../context.ts";
import type { OrdinalQuestion, Segment } from "./segment.ts";

/** The answers of the people of one segment to some questions: for numbers that rest on how answers go together. */
export interface PersonAnswers {
  readonly people: number;
  /** Per question, in the order asked, one answer a person. */
  readonly answers: readonly (readonly Answer[])[];
  /** How metrics-core should count them: answers kept off the scale are invalid, and weights are those of the segment. */
  readonly options: TallyOptions;
}

export async function personAnswers(
  segment: Segment,
  questions: readonly OrdinalQuestion[],
  context: Context,
): Promise<PersonAnswers> {
  const { rows, codes, weights } = await context.answers.columns(
    segment.scope,
    segment.row.values,
    questions.map(({ slot }) => slot),
  );
  const answers = questions.map((question) => {
    const values = valuesOf(question);
    return Array.from(codes.get(question.slot)!, (code) => values[code]);
  });
  const weighted = segment.weighting !== "none" && weights !== null;
  return {
    people: rows,
    answers,
    options: weighted
      ? { invalid: "count", weights: Array.from(weights.units, (unit) => unit / 10 ** weights.places) }
      : { invalid: "count" },
  };
}

/** What each stored byte of a question means. */
function valuesOf({ scale }: OrdinalQuestion): readonly Answer[] {
  const values = new Array<Answer>(256).fill(Number.NaN); // off every scale: counted as invalid
  for (let index = 0; pointOf(scale, index) <= scale.max; index++)
    values[index] = scale.codes?.[index] ?? pointOf(scale, index);
  values[MARK.NOT_APPLICABLE] = NOT_APPLICABLE;
  values[MARK.MISSING] = null;
  return values;
}
