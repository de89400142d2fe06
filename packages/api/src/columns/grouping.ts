import type { FilterColumn, KeyColumn, RowBlock, RowRange } from "@klik/metrics-core/columns";
import { type CodeColumn, type Column, type ColumnName, NO_VALUE, type RunColumn } from "./block.ts";
import { dayNumber } from "./calendar.ts";
import type { ColumnFilter, ColumnPlan } from "./column-plan.ts";
import { Numbered, type Owner } from "./numbered.ts";

/** Columns of some rows, by name; `null` or not there: the default in every row. */
export type Columns = ReadonlyMap<ColumnName, Column | null>;

/** Ranges shorter than this on average cost more than a column of periods. */
const SHORT_RANGE = 512;

/** Says which rows of each block count and for which group, as a plan asks. */
export class Grouping {
  readonly #filters: readonly ColumnFilter[];
  /** Parts of a group, in this order: those of the owner, periods, those that stand in columns. */
  readonly #owned: readonly Numbered[];
  readonly #periods: readonly Numbered[];
  readonly #keyed: readonly Numbered[];
  readonly #from: number;
  readonly #until: number;

  /** @param filters - those of the plan, with ids of categories instead of codes */
  constructor({ by, from, until }: ColumnPlan, filters: readonly ColumnFilter[]) {
    this.#filters = filters;
    const numbered = by.map((group, position) => new Numbered(group, position));
    this.#periods = numbered.filter(({ group }) => group.kind === "period");
    this.#keyed = numbered.filter(({ column }) => column !== null);
    this.#owned = numbered.filter(({ group, column }) => group.kind !== "period" && column === null);
    this.#from = from === null ? Number.NEGATIVE_INFINITY : dayNumber(from);
    this.#until = until === null ? Number.POSITIVE_INFINITY : dayNumber(until);
  }

  /** @param owner - `null`: organisation and sector stand in columns */
  rowsOf(owner: Owner | null, columns: Columns): RowBlock {
    const runs = columns.get("day");
    if (runs?.kind !== "runs") throw new TypeError("segment: expected a column day");
    const keys = this.#keyed.map((group) => keyColumn(group, codesIn(columns, group.column)));
    const filters = this.#filters.map((filter) => filterColumn(filter, codesIn(columns, filter.column)));
    const periodKeys = (): readonly KeyColumn[] => this.#periods.map((group) => periodColumn(group, runs));
    if (owner === null) {
      const owned = this.#owned.map((group) => keyColumn(group, codesIn(columns, group.ownerColumn)));
      return { ranges: this.#rangesOf(runs, [], []), keys: [...owned, ...periodKeys(), ...keys], filters };
    }
    const own = this.#owned.map((group) => group.partOfOwner(owner));
    if (this.#periods.length === 0) return { ranges: this.#rangesOf(runs, own, []), keys, filters };
    const ranges = this.#rangesOf(runs, own, this.#periods);
    if (ranges.length * SHORT_RANGE < runs.rows) return { ranges, keys, filters };
    return { ranges: this.#rangesOf(runs, own, []), keys: [...periodKeys(), ...keys], filters };
  }

  /** The values of a group, in the order in which they were asked for. */
  valuesOf(parts: readonly number[]): readonly (string | null)[] {
    const values = new Array<string | null>(parts.length);
    for (const [i, group] of [...this.#owned, ...this.#periods, ...this.#keyed].entries()) {
      values[group.position] = group.valueOf(parts[i]!);
    }
    return values;
  }

  /** Rows that count, of one sign and one period each. */
  #rangesOf(
    { days, ends, came }: RunColumn,
    own: readonly number[],
    periods: readonly Numbered[],
  ): readonly RowRange[] {
    const ranges: RowRange[] = [];
    for (let run = 0, row = 0; run < days.length; ) {
      const from = row;
      const day = days[run]!;
      const isAsked = day >= this.#from && day < this.#until;
      const parts = isAsked ? periods.map((group) => group.partOfDay(day)) : [];
      const until = parts.reduce((first, part) => Math.min(first, part.until), isAsked ? this.#until : day + 1);
      // Days ascend until those begin that went.
      do row = ends[run++]!;
      while (run < days.length && days[run]! < until && row !== came);
      if (isAsked) {
        const sign = from < came ? 1 : -1;
        ranges.push({ from, until: row, sign, parts: [...own, ...parts.map(({ part }) => part)] });
      }
    }
    return ranges;
  }
}

/** The period of every row. */
function periodColumn(group: Numbered, { rows, days, ends }: RunColumn): KeyColumn {
  const codes = new Uint16Array(rows);
  const parts: number[] = [];
  const known = new Map<number, number>();
  for (let run = 0, row = 0; run < days.length; run++) {
    const { part } = group.partOfDay(days[run]!);
    let code = known.get(part);
    if (code === undefined) {
      code = parts.push(part) - 1;
      known.set(part, code);
    }
    codes.fill(code, row, ends[run]!);
    row = ends[run]!;
  }
  return { codes, parts };
}

const keyColumn = (group: Numbered, { codes, values }: CodeColumn): KeyColumn => ({
  codes,
  parts: values.map((value) => group.numberOf(value)),
});

function filterColumn(filter: ColumnFilter, { codes, values }: CodeColumn): FilterColumn {
  const wanted = new Set<string | null>(filter.in);
  return { codes, keep: Uint8Array.from(values, (value) => (wanted.has(value) ? 1 : 0)) };
}

function codesIn(columns: Columns, name: ColumnName | null): CodeColumn {
  const column = name === null ? null : columns.get(name);
  return column?.kind === "codes" ? column : NO_VALUE;
}
