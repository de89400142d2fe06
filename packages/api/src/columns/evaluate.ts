import {
  type CountedBlock,
  GroupedAnswers,
  GroupedGrams,
  GroupedTallies,
  weightLimbs,
  type WeightLimbs,
} from "@klik/metrics-core/columns";
import type { Tally } from "@klik/metrics-core";
import type { Gram } from "@klik/metrics-core/drivers";
import type { AnswerColumns, GramQuestion } from "../plan/answer-columns.ts";
import type { EvaluationTrace } from "./evaluation-trace.ts";
import type { CountedQuestion } from "../plan/summaries.ts";
import type { Block, Column, ColumnName, WeightUnits } from "./block.ts";
import type { ColumnFilter, ColumnPlan } from "./column-plan.ts";
import { decimalOf } from "./draft.ts";
import { type Columns, Grouping } from "./grouping.ts";
import type { Owner } from "./numbered.ts";

/** Something that is made from blocks, one after the other. */
export interface Evaluation<T> {
  readonly kernel: EvaluationTrace["kernel"];
  /** @param owner - `null`: organisation and sector stand in columns */
  add(owner: Owner | null, columns: Columns): void;
  result(): T;
}

/** One group with its values in the order of `by`. */
export interface EvaluatedGroup {
  readonly values: readonly (string | null)[];
  readonly responses: number;
  /** One per question of the plan. */
  readonly tallies: readonly Tally[];
}

/** Counts the answers to the questions of a plan. */
export function countTallies(
  plan: ColumnPlan<CountedQuestion>,
  filters: readonly ColumnFilter[],
): Evaluation<readonly EvaluatedGroup[]> {
  const grouping = new Grouping(plan, filters);
  const counter = new GroupedTallies(
    plan.questions.map(({ scale }) => scale),
    plan.by.length,
  );
  return {
    kernel: plan.questions.length === 0 ? "count" : "tally",
    add: (owner, columns) =>
      counter.add({
        ...grouping.rowsOf(owner, columns),
        answers: answersIn(plan, columns),
        weights: limbsIn(columns),
      }),
    result: () =>
      counter.groups().map(({ parts, responses, tallies }) => {
        const values = grouping.valuesOf(parts);
        return { values, responses, tallies };
      }),
  };
}

/** One group with its answers, columns in the order of the questions of the plan. */
interface EvaluatedAnswers {
  readonly values: readonly (string | null)[];
  readonly answers: AnswerColumns;
}

/** Gathers the answers to the questions of a plan, person by person. */
export function gatherAnswers(
  plan: ColumnPlan,
  filters: readonly ColumnFilter[],
): Evaluation<readonly EvaluatedAnswers[]> {
  const grouping = new Grouping(plan, filters);
  const gathered = new GroupedAnswers(plan.questions.length, plan.by.length);
  const weights = new WeightTexts();
  return {
    kernel: "gather",
    add: (owner, columns) => {
      const column = weightsIn(columns);
      gathered.add({
        ...grouping.rowsOf(owner, columns),
        answers: answersIn(plan, columns),
        weights: column === null ? null : { codes: column.codes, numbers: weights.numbersOf(column) },
      });
    },
    result: () =>
      gathered.groups().map(({ parts, rows, answers, weights: numbers }) => ({
        values: grouping.valuesOf(parts),
        answers: {
          rows,
          codes: new Map(plan.questions.map(({ slot }, q) => [slot, answers[q]!])),
          weights: weights.columnOf(numbers),
        },
      })),
  };
}

/** One group with the Gram of those who answered all questions of the plan. */
interface EvaluatedGram {
  readonly values: readonly (string | null)[];
  readonly gram: Gram;
}

/** Sums up how the answers to the questions of a plan go together; `null` when any response has another weight than 1. */
export function sumGrams(
  plan: ColumnPlan<GramQuestion>,
  filters: readonly ColumnFilter[],
): Evaluation<readonly EvaluatedGram[] | null> {
  const grouping = new Grouping(plan, filters);
  const grams = new GroupedGrams(plan.questions, plan.by.length);
  let isWeighted = false;
  return {
    kernel: "gram",
    add: (owner, columns) => {
      isWeighted ||= weightsIn(columns) !== null;
      if (!isWeighted) grams.add({ ...grouping.rowsOf(owner, columns), answers: answersIn(plan, columns) });
    },
    result: () =>
      isWeighted ? null : grams.groups().map(({ parts, gram }) => ({ values: grouping.valuesOf(parts), gram })),
  };
}

/** Weights by number, the same in all blocks; 0 is the weight 1. */
class WeightTexts {
  readonly #numbers = new Map<string, number>([["1", 0]]);

  numbersOf(column: WeightUnits): readonly number[] {
    return column.units.map((unit) => {
      const text = decimalOf(unit, column);
      const number = this.#numbers.get(text) ?? this.#numbers.size;
      this.#numbers.set(text, number);
      return number;
    });
  }

  /** Whole numbers of the smallest unit that any of them needs; `null` when all are 1. */
  columnOf(numbers: Int32Array | null): AnswerColumns["weights"] {
    const used = new Set(numbers ?? []);
    if (numbers === null || (used.size === 1 && used.has(0))) return null;
    const texts = [...this.#numbers.keys()];
    const places = Math.max(...Array.from(used, (number) => texts[number]!.split(".")[1]?.length ?? 0));
    const units = texts.map((text) => Math.round(Number(text) * 10 ** places));
    return { units: Float64Array.from(numbers, (number) => units[number]!), places };
  }
}

/** The columns of a block that is in memory whole. */
export function columnsOf({ runs, codes, slots, weights }: Block): Columns {
  const columns = new Map<ColumnName, Column | null>([...codes, ["day", runs], ["weight", weights]]);
  for (const [slot, bytes] of slots) columns.set(`slot:${slot}`, { kind: "bytes", bytes });
  return columns;
}

function answersIn({ questions }: ColumnPlan, columns: Columns): readonly (Uint8Array | null)[] {
  return questions.map(({ slot }) => {
    const column = columns.get(`slot:${slot}`);
    return column?.kind === "bytes" ? column.bytes : null;
  });
}

function weightsIn(columns: Columns): WeightUnits | null {
  const column = columns.get("weight");
  return column?.kind === "weights" ? column : null;
}

function limbsIn(columns: Columns): CountedBlock["weights"] {
  const column = weightsIn(columns);
  if (column === null) return null;
  return { codes: column.codes, limbs: limbsOf(column), places: column.places };
}

/** Cut once for each column, not for each question to it. */
const limbs = new WeakMap<WeightUnits, WeightLimbs>();

function limbsOf(column: WeightUnits): WeightLimbs {
  const known = limbs.get(column) ?? weightLimbs(column.units);
  limbs.set(column, known);
  return known;
}
