import { type Answer, type Estimate, NOT_APPLICABLE, pointOf, type Scale, type TallyOptions } from "@klik/metrics-core";
import { MARK, type WeightColumn } from "@klik/metrics-core/columns";
import { answersOf, gramOf } from "@klik/metrics-core/drivers";
import {
  type Battery,
  batteryOf,
  compareReasons,
  type Crosstab,
  cronbachAlpha,
  crosstabOf,
  type Experience,
  experience,
  experienceGap,
  experienceIndex,
  type MultiAnswer,
  type MultiTally,
  multiQuestion,
  multiTallyOf,
  orderOfReasons,
  type RankedReason,
  type ReasonContrast,
  type ReasonBase,
  type Reasons,
  reasons,
  type Reliability,
} from "@klik/metrics-core/people";

/** The stored answers of people to some questions. Plain data: it can go to another thread. */
export interface PeopleTable {
  readonly rows: number;
  readonly columns: readonly { readonly code: string; readonly scale: Scale; readonly codes: Uint8Array }[];
  /** `null`: every response counts 1. */
  readonly weights: WeightColumn | null;
}

/** The answers of people to some questions: for numbers that rest on how answers go together. */
interface PersonAnswers {
  readonly people: number;
  /** Per question, in the order asked, one answer a person. */
  readonly answers: readonly (readonly Answer[])[];
  /** How metrics-core should count them: answers kept off the scale are invalid. */
  readonly options: TallyOptions;
}

export function answersOfPeople({ rows, columns, weights }: PeopleTable): PersonAnswers {
  return {
    people: rows,
    answers: columns.map(({ scale, codes }) => {
      const values = valuesOf(scale);
      return Array.from(codes, (code) => values[code]);
    }),
    options:
      weights === null
        ? { invalid: "count" }
        : { invalid: "count", weights: Array.from(weights.units, (unit) => unit / 10 ** weights.places) },
  };
}

/** What each stored byte of a question means. */
function valuesOf(scale: Scale): readonly Answer[] {
  const values = new Array<Answer>(256).fill(Number.NaN); // off every scale: counted as invalid
  for (let index = 0; pointOf(scale, index) <= scale.max; index++)
    values[index] = scale.codes?.[index] ?? pointOf(scale, index);
  values[MARK.NOT_APPLICABLE] = NOT_APPLICABLE;
  values[MARK.MISSING] = null;
  return values;
}

/** Statements of people; `dimensions` names the columns of each. */
export interface DimensionsOfPeople {
  readonly table: PeopleTable;
  readonly dimensions: readonly { readonly code: string; readonly columns: readonly string[] }[];
}

/** Experience on the functional and the emotional dimension. */
export const experienceOfPeople = (of: DimensionsOfPeople): Experience => experience(batteryOfPeople(of));

/** Experience on one dimension, or the gap of the first to the second. */
export function experienceIndexOfPeople(of: DimensionsOfPeople): Estimate {
  const [first, second] = of.dimensions;
  const battery = batteryOfPeople(of);
  return second === undefined
    ? experienceIndex(battery, first!.code)
    : experienceGap(battery, first!.code, second.code);
}

function batteryOfPeople({ table, dimensions }: DimensionsOfPeople): Battery {
  const { people, answers, options } = answersOfPeople(table);
  const persons = Array.from({ length: people }, (_, row) =>
    Object.fromEntries(table.columns.map(({ code }, at): [string, Answer] => [code, answers[at]![row]])),
  );
  const asked = dimensions.map(({ code, columns }) => ({
    code,
    statements: table.columns.filter((column) => columns.includes(column.code)),
  }));
  return batteryOf(asked, persons, options);
}

/** Internal consistency of the columns. */
export function reliabilityOfPeople({ table }: { readonly table: PeopleTable }): Reliability {
  const { answers: given, options } = answersOfPeople(table);
  const columns = Object.fromEntries(
    table.columns.map(({ code }, at) => [
      code,
      given[at]!.map((answer) => (typeof answer === "number" && !Number.isNaN(answer) ? answer : null)),
    ]),
  );
  const weights = options.weights as readonly number[] | undefined; // answersOfPeople makes numbers
  const reversed = table.columns.filter(({ scale }) => scale.direction === "low_is_good").map(({ code }) => code);
  return cronbachAlpha(gramOf(weights === undefined ? answersOf(columns) : answersOf(columns, { weights })), {
    reversed,
  });
}

/** Two questions answered by the same people: the first column against the second. */
export function crosstabOfPeople({ table }: { readonly table: PeopleTable }): Crosstab {
  const [rows, columns] = [table.columns[0]!, table.columns[1]!];
  const { people, answers, options } = answersOfPeople(table);
  const pairs = Array.from({ length: people }, (_, row) => [answers[0]![row], answers[1]![row]] as const);
  return crosstabOf(rows.scale, columns.scale, pairs, options);
}

type CountedReason = Reasons["reasons"][number] & { readonly order: RankedReason };

/** How often each reason was given; a column for each. */
export function reasonsOfPeople({
  table,
  base,
}: {
  readonly table: PeopleTable;
  readonly base: ReasonBase;
}): readonly CountedReason[] {
  const multi = choicesOfPeople(table);
  const order = new Map(orderOfReasons(multi).reasons.map((each) => [each.code, each]));
  return reasons(multi, base).reasons.map((reason) => ({ ...reason, order: order.get(reason.code)! }));
}

/** One reason against another. */
export function compareReasonsOfPeople({
  table,
  first,
  second,
  level,
}: {
  readonly table: PeopleTable;
  readonly first: string;
  readonly second: string;
  readonly level: number;
}): ReasonContrast {
  return compareReasons(choicesOfPeople(table), first, second, { level });
}

function choicesOfPeople(table: PeopleTable): MultiTally {
  const codes = table.columns.map(({ code }) => code);
  const { people, answers, options } = answersOfPeople(table);
  const chosen = Array.from({ length: people }, (_, row) =>
    choiceOf(
      codes,
      answers.map((column) => column[row]),
    ),
  );
  return multiTallyOf(multiQuestion(codes), chosen, options);
}

/** One person's choices from one column per option. */
function choiceOf(codes: readonly string[], answers: readonly Answer[]): MultiAnswer {
  if (answers.every((answer) => answer === null)) return null;
  if (answers.every((answer) => answer === NOT_APPLICABLE)) return NOT_APPLICABLE;
  return codes.filter((_, at) => answers[at] === 1);
}

/** Roughly how much work it is to look at each answer of a table as a value of its own. */
export const peopleWork = ({ rows, columns }: PeopleTable): number => 20 * rows * columns.length;
