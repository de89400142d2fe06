import {
  type CountedBlock,
  type CountedGroup,
  type FilterColumn,
  GroupedTallies,
  type KeyColumn,
  type RowRange,
  weightLimbs,
  type WeightLimbs,
} from "@klik/metrics-core/columns";
import type { GroupBy } from "../plan/scope.ts";
import {
  type Block,
  type CodeColumn,
  type Column,
  type ColumnName,
  NO_VALUE,
  type RunColumn,
  type WeightUnits,
} from "./block.ts";
import { dateOf, dayNumber, periodOf } from "./calendar.ts";
import { type ColumnFilter, type ColumnPlan, columnOf } from "./column-plan.ts";

/** One group with its values in the order of `by`. */
export interface EvaluatedGroup extends Omit<CountedGroup, "parts"> {
  readonly values: readonly (string | null)[];
}

/** Columns of some rows, by name; `null` or not there: the default in every row. */
export type Columns = ReadonlyMap<ColumnName, Column | null>;

/** Whose rows they are. */
export interface Owner {
  readonly organisationId: number;
  readonly sectorId: number | null;
}

/** Counts blocks as a plan says. The filters hold ids where the plan has codes. */
export class Evaluation {
  readonly #plan: ColumnPlan;
  readonly #filters: readonly ColumnFilter[];
  readonly #counter: GroupedTallies;
  /** Those of `by` that are the same for all rows of a range, then those that are read from columns. */
  readonly #ranged: readonly Numbered[];
  readonly #keyed: readonly Numbered[];
  readonly #days: { readonly from: number; readonly until: number };

  constructor(plan: ColumnPlan, filters: readonly ColumnFilter[]) {
    this.#plan = plan;
    this.#filters = filters;
    const numbered = plan.by.map((group, position) => new Numbered(group, position));
    this.#ranged = numbered.filter(({ column }) => column === null);
    this.#keyed = numbered.filter(({ column }) => column !== null);
    this.#counter = new GroupedTallies(
      plan.questions.map(({ scale }) => scale),
      plan.by.length,
    );
    this.#days = {
      from: plan.from === null ? Number.NEGATIVE_INFINITY : dayNumber(plan.from),
      until: plan.until === null ? Number.POSITIVE_INFINITY : dayNumber(plan.until),
    };
  }

  addBlock(owner: Owner, { runs, codes, slots, weights }: Block): void {
    const columns = new Map<ColumnName, Column | null>([...codes, ["day", runs], ["weight", weights]]);
    for (const [slot, bytes] of slots) columns.set(`slot:${slot}`, { kind: "bytes", bytes });
    this.add(owner, columns);
  }

  add(owner: Owner, columns: Columns): void {
    const runs = columns.get("day");
    if (runs?.kind !== "runs") throw new TypeError("segment: expected a column day");
    this.#counter.add({
      ranges: this.#rangesOf(owner, runs),
      keys: this.#keyed.map((group) => keyOf(group, codesIn(columns, group.column))),
      filters: this.#filters.map((filter) => filterOf(filter, codesIn(columns, filter.column))),
      answers: this.#plan.questions.map(({ slot }) => bytesIn(columns, `slot:${slot}`)),
      weights: weightsIn(columns),
    });
  }

  groups(): readonly EvaluatedGroup[] {
    const order = [...this.#ranged, ...this.#keyed];
    return this.#counter.groups().map(({ parts, responses, tallies }) => {
      const values = new Array<string | null>(order.length);
      for (const [i, group] of order.entries()) values[group.position] = group.valueOf(parts[i]!);
      return { values, responses, tallies };
    });
  }

  /** Neighbouring runs of one sign and one period make one range. */
  #rangesOf(owner: Owner, { days, ends, came }: RunColumn): readonly RowRange[] {
    const ranges: RowRange[] = [];
    for (let run = 0, row = 0; run < days.length; ) {
      const from = row;
      const day = days[run]!;
      const sign = from < came ? 1 : -1;
      const isAsked = day >= this.#days.from && day < this.#days.until;
      let holds = isAsked ? this.#days.until : day + 1;
      const parts = this.#ranged.map((group) => {
        const { part, until } = group.partOf(owner, day);
        holds = Math.min(holds, until);
        return part;
      });
      // Days ascend until those begin that went.
      do row = ends[run++]!;
      while (run < days.length && days[run]! < holds && row !== came);
      if (isAsked) ranges.push({ from, until: row, sign, parts });
    }
    return ranges;
  }
}

/** One of `by` with numbers for its values, the same in all blocks. */
class Numbered {
  readonly column: ColumnName | null;
  readonly position: number;
  readonly #group: GroupBy;
  readonly #numbers = new Map<string | null, number>();
  readonly #values: (string | null)[] = [];
  readonly #periods = new Map<number, Part>();

  constructor(group: GroupBy, position: number) {
    this.#group = group;
    this.position = position;
    this.column = columnOf(group);
  }

  numberOf(value: string | null): number {
    const known = this.#numbers.get(value);
    if (known !== undefined) return known;
    this.#numbers.set(value, this.#values.length);
    return this.#values.push(value) - 1;
  }

  valueOf(part: number): string | null {
    return this.#values[part]!;
  }

  /** The number for the rows of a day, and the day before which it holds. */
  partOf({ organisationId, sectorId }: Owner, day: number): Part {
    if (this.#group.kind === "period") {
      const known = this.#periods.get(day);
      if (known !== undefined) return known;
      const { from, until } = periodOf(this.#group.grain, day);
      const part = { part: this.numberOf(dateOf(from)), until };
      this.#periods.set(day, part);
      return part;
    }
    const isSector = this.#group.kind === "dimension" && this.#group.dimension === "SECTOR";
    const id = isSector ? sectorId : organisationId;
    return { part: this.numberOf(id === null ? null : String(id)), until: Number.POSITIVE_INFINITY };
  }
}

interface Part {
  readonly part: number;
  readonly until: number;
}

const keyOf = (group: Numbered, { codes, values }: CodeColumn): KeyColumn => ({
  codes,
  parts: values.map((value) => group.numberOf(value)),
});

function filterOf(filter: ColumnFilter, { codes, values }: CodeColumn): FilterColumn {
  const wanted = new Set<string | null>(filter.in);
  return { codes, keep: Uint8Array.from(values, (value) => (wanted.has(value) ? 1 : 0)) };
}

function codesIn(columns: Columns, name: ColumnName | null): CodeColumn {
  const column = name === null ? null : columns.get(name);
  return column?.kind === "codes" ? column : NO_VALUE;
}

function bytesIn(columns: Columns, name: ColumnName): Uint8Array | null {
  const column = columns.get(name);
  return column?.kind === "bytes" ? column.bytes : null;
}

function weightsIn(columns: Columns): CountedBlock["weights"] {
  const column = columns.get("weight");
  if (column?.kind !== "weights") return null;
  return { codes: column.codes, limbs: limbsOf(column), places: column.places };
}

/** Cut once for each column, not for each question to it. */
const limbs = new WeakMap<WeightUnits, WeightLimbs>();

function limbsOf(column: WeightUnits): WeightLimbs {
  const known = limbs.get(column) ?? weightLimbs(column.units);
  limbs.set(column, known);
  return known;
}
