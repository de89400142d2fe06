import { type Crosstab, crosstabOf } from "@klik/metrics-core/people";
import type { Context } from "../context.ts";
import { personAnswers } from "./person-answers.ts";
import type { OrdinalQuestion, Segment } from "./segment.ts";

/** Two questions answered by the same people of a segment, weighted as the segment says. */
export async function crosstabIn(
  segment: Segment,
  rows: OrdinalQuestion,
  columns: OrdinalQuestion,
  context: Context,
): Promise<Crosstab> {
  const { answers, people, options } = await personAnswers(segment, [rows, columns], context);
  const pairs = Array.from({ length: people }, (_, row) => [answers[0]![row], answers[1]![row]] as const);
  return crosstabOf(rows.scale, columns.scale, pairs, options);
}
