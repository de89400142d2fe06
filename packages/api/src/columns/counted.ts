import type { Tally } from "@klik/metrics-core";
import { groupText } from "../plan/scope.ts";
import type { CountedQuestion, SegmentRow, TalliesBySlot } from "../plan/summaries.ts";
import type { EvaluatedGroup } from "./evaluate.ts";

/** The groups of a scope with the tallies of some questions. */
export class Counted {
  readonly rows: readonly SegmentRow[];
  readonly #slots: readonly number[];
  #byGroup: ReadonlyMap<string, TalliesBySlot> | undefined;

  constructor(groups: readonly EvaluatedGroup[], questions: readonly CountedQuestion[]) {
    const slots = questions.map(({ slot }) => slot);
    this.#slots = slots;
    this.rows = groups.map(({ values, responses, tallies }) =>
      slots.length === 0 ? { values, responses } : { values, responses, tallies: new GroupTallies(slots, tallies) },
    );
  }

  holds(questions: readonly CountedQuestion[]): boolean {
    return questions.every(({ slot }) => this.#slots.includes(slot));
  }

  /** By `groupKey`; the texts are made when they are asked for. */
  byGroup(): ReadonlyMap<string, TalliesBySlot> {
    this.#byGroup ??= new Map(this.rows.map(({ values, tallies = NONE }) => [groupText(values), tallies]));
    return this.#byGroup;
  }
}

const NONE: TalliesBySlot = new Map<number, Tally>();

/** There are thousands of groups and few slots: a map for each would take longer than all that is looked up in them. */
class GroupTallies implements TalliesBySlot {
  readonly #slots: readonly number[];
  readonly #tallies: readonly Tally[];

  constructor(slots: readonly number[], tallies: readonly Tally[]) {
    this.#slots = slots;
    this.#tallies = tallies;
  }

  get(slot: number): Tally | undefined {
    return this.#tallies[this.#slots.indexOf(slot)];
  }
}
