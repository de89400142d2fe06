import type { PeopleTable } from "../compute/people-tasks.ts";
import type { Context } from "../context.ts";
import type { OrdinalQuestion } from "./ordinal-question.ts";
import type { Segment } from "./segment.ts";

/** What the people of one segment answered to some questions, as it is stored, weighted as the segment says. */
export async function peopleTable(
  segment: Segment,
  questions: readonly OrdinalQuestion[],
  context: Context,
): Promise<PeopleTable> {
  const { rows, codes, weights } = await context.answers.columns(
    segment.scope,
    segment.row.values,
    questions.map(({ slot }) => slot),
  );
  return {
    rows,
    columns: questions.map(({ code, scale, slot }) => ({ code, scale, codes: codes.get(slot)! })),
    weights: segment.weighting === "none" ? null : weights,
  };
}
