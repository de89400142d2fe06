import { type Answer, pointOf, type Tally, tallyOf, YES_NO } from "@klik/metrics-core";
import { QUADRANT, recoveryAdvice, type RecoveryTable, type Responsibility } from "@klik/metrics-core/outcomes";
import { type AnswerPair, type Crosstab, crosstabOf } from "@klik/metrics-core/people";
import type { Context } from "../context.ts";
import { personAnswers } from "./person-answers.ts";
import type { OrdinalQuestion, Segment } from "./segment.ts";

/** The questions on the last event that affected a relation; `action` and `outcome` may not be asked. */
export interface EventQuestions {
  readonly impact: OrdinalQuestion;
  /** Its categories internal and customer count; any other is not known. */
  readonly responsibility: OrdinalQuestion;
  readonly action: OrdinalQuestion | null;
  readonly outcome: OrdinalQuestion | null;
}

/** What metrics-core counts the quadrant from. */
export interface RecoveryEvents {
  /** Cells of the events; who answered neither question had none. */
  readonly cells: Tally;
  /** Cell by action taken; `null` without that question. */
  readonly actions: Crosstab | null;
  /** Whether the prescribed action was taken, by outcome; `null` without one of the two questions. */
  readonly outcomes: Crosstab | null;
}

export async function recoveryEvents(
  segment: Segment,
  questions: EventQuestions,
  table: RecoveryTable,
  context: Context,
): Promise<RecoveryEvents> {
  const { impact, responsibility, action, outcome } = questions;
  const asked = [impact, responsibility, action, outcome].filter((question) => question !== null);
  const { people, answers, options } = await personAnswers(segment, asked, context);
  const column = (question: OrdinalQuestion | null): readonly Answer[] =>
    question === null ? [] : answers[asked.indexOf(question)]!;
  const [impacts, sides, taken, results] = [column(impact), column(responsibility), column(action), column(outcome)];
  const cells: Answer[] = [];
  const followed: Answer[] = [];
  for (let row = 0; row < people; row++) {
    const known = { impact: shareOfScale(impact, impacts[row]), responsibility: sideOf(sides[row]) };
    const advice = recoveryAdvice(known, table);
    const happened = known.impact !== null || typeof sides[row] === "string";
    cells.push(advice.status === "determined" ? advice.cell : happened ? "undetermined" : null);
    const determined = advice.status === "determined" && typeof taken[row] === "string";
    followed.push(determined ? (taken[row] === advice.action ? "yes" : "no") : null);
  }
  const pairs = (rows: readonly Answer[], columns: readonly Answer[]): readonly AnswerPair[] =>
    rows.map((answer, row) => [answer, columns[row]]);
  return {
    cells: tallyOf(QUADRANT, cells, options),
    actions: action === null ? null : crosstabOf(QUADRANT, action.scale, pairs(cells, taken), options),
    outcomes:
      action === null || outcome === null ? null : crosstabOf(YES_NO, outcome.scale, pairs(followed, results), options),
  };
}

/** 0 for the lowest answer to 1 for the highest. */
function shareOfScale({ scale }: OrdinalQuestion, answer: Answer): number | null {
  if (typeof answer !== "number" || !(answer >= pointOf(scale, 0) && answer <= scale.max)) return null;
  return (answer - scale.min) / (scale.max - scale.min);
}

function sideOf(answer: Answer): Responsibility | null {
  return answer === "internal" || answer === "customer" ? answer : null;
}
