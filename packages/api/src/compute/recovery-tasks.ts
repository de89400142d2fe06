import { type Answer, pointOf, type Scale, type Tally, tallyOf, YES_NO } from "@klik/metrics-core";
import { QUADRANT, recoveryAdvice, type RecoveryTable, type Responsibility } from "@klik/metrics-core/outcomes";
import { type AnswerPair, type Crosstab, crosstabOf } from "@klik/metrics-core/people";
import { answersOfPeople, type PeopleTable } from "./people-tasks.ts";

/** What metrics-core counts the recovery quadrant from. */
export interface RecoveryEvents {
  /** Cells of the events; who answered neither question had none. */
  readonly cells: Tally;
  /** Cell by action taken; `null` without that question. */
  readonly actions: Crosstab | null;
  /** Whether the prescribed action was taken, by outcome; `null` without one of the two questions. */
  readonly outcomes: Crosstab | null;
}

/** Codes of the columns; of responsibility the categories internal and customer count, any other is not known. */
export interface RecoveryColumns {
  readonly impact: string;
  readonly responsibility: string;
  readonly action: string | null;
  readonly outcome: string | null;
}

/** The events of people, each in its cell of a decision table. */
export function recoveryOfPeople({
  table,
  columns,
  decisions,
}: {
  readonly table: PeopleTable;
  readonly columns: RecoveryColumns;
  readonly decisions: RecoveryTable;
}): RecoveryEvents {
  const { people, answers, options } = answersOfPeople(table);
  const column = (code: string | null): Column | null => {
    const at = table.columns.findIndex((each) => each.code === code);
    return at < 0 ? null : { scale: table.columns[at]!.scale, answers: answers[at]! };
  };
  const [impact, side] = [column(columns.impact)!, column(columns.responsibility)!];
  const [action, outcome] = [column(columns.action), column(columns.outcome)];
  const cells: Answer[] = [];
  const followed: Answer[] = [];
  for (let row = 0; row < people; row++) {
    const known = { impact: shareOfScale(impact, row), responsibility: sideOf(side.answers[row]) };
    const advice = recoveryAdvice(known, decisions);
    const happened = known.impact !== null || typeof side.answers[row] === "string";
    cells.push(advice.status === "determined" ? advice.cell : happened ? "undetermined" : null);
    const taken = action?.answers[row];
    const compared = advice.status === "determined" && typeof taken === "string";
    followed.push(compared ? (taken === advice.action ? "yes" : "no") : null);
  }
  const cross = (rows: Scale, given: readonly Answer[], by: Column | null): Crosstab | null =>
    by === null
      ? null
      : crosstabOf(
          rows,
          by.scale,
          given.map((answer, row): AnswerPair => [answer, by.answers[row]]),
          options,
        );
  return {
    cells: tallyOf(QUADRANT, cells, options),
    actions: cross(QUADRANT, cells, action),
    outcomes: action === null ? null : cross(YES_NO, followed, outcome),
  };
}

interface Column {
  readonly scale: Scale;
  readonly answers: readonly Answer[];
}

/** 0 for the lowest answer to 1 for the highest. */
function shareOfScale({ scale, answers }: Column, row: number): number | null {
  const answer = answers[row];
  if (typeof answer !== "number" || !(answer >= pointOf(scale, 0) && answer <= scale.max)) return null;
  return (answer - scale.min) / (scale.max - scale.min);
}

function sideOf(answer: Answer): Responsibility | null {
  return answer === "internal" || answer === "customer" ? answer : null;
}
