import type { Crosstab } from "@klik/metrics-core/people";
import type { Context } from "../context.ts";
import { computedApart } from "./error.ts";
import { peopleTable } from "./person-answers.ts";
import type { OrdinalQuestion } from "./ordinal-question.ts";
import type { Segment } from "./segment.ts";

/** Two questions answered by the same people of a segment, weighted as the segment says. */
export async function crosstabIn(
  segment: Segment,
  rows: OrdinalQuestion,
  columns: OrdinalQuestion,
  context: Context,
): Promise<Crosstab> {
  return computedApart("crosstabOfPeople", { table: await peopleTable(segment, [rows, columns], context) }, context);
}
