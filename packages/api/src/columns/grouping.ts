import type { CodeRuns, FilterColumn, KeyColumn, RowBlock, RowRange } from "@klik/metrics-core/columns";
import type { Grain } from "../plan/scope.ts";
import { type CodeColumn, type Column, type ColumnName, NO_VALUE, type RunColumn } from "./block.ts";
import { dayNumber, periodOf } from "./calendar.ts";
import type { ColumnFilter, ColumnPlan } from "./column-plan.ts";
import { Numbered, type Owner } from "./numbered.ts";

/** Columns of some rows, by name; `null` or not there: the default in every row. */
export type Columns = ReadonlyMap<ColumnName, Column | null>;

/** Says which rows of each block count and for which group, as a plan asks. */
export class Grouping {
  readonly #filters: readonly ColumnFilter[];
  /** Without that for organisations, which holds for all rows of an owner or for none. */
  readonly #ownFilters: readonly ColumnFilter[];
  /** Parts of a group, in this order: those of the owner, periods, those that stand in columns. */
  readonly #owned: readonly Numbered[];
  readonly #periods: readonly Numbered[];
  readonly #keyed: readonly Numbered[];
  readonly #order: readonly Numbered[];
  readonly #from: number;
  readonly #until: number;

  /** @param filters - those of the plan, with ids of categories instead of codes, and one for organisations when blocks have rows of others */
  constructor({ by, from, until }: ColumnPlan, filters: readonly ColumnFilter[]) {
    this.#filters = filters;
    this.#ownFilters = filters.filter(({ column }) => column !== "organisation");
    const numbered = by.map((group, position) => new Numbered(group, position));
    this.#periods = numbered.filter(({ group }) => group.kind === "period");
    this.#keyed = numbered.filter(({ column }) => column !== null);
    this.#owned = numbered.filter(({ group, column }) => group.kind !== "period" && column === null);
    this.#order = [...this.#owned, ...this.#periods, ...this.#keyed];
    this.#from = from === null ? Number.NEGATIVE_INFINITY : dayNumber(from);
    this.#until = until === null ? Number.POSITIVE_INFINITY : dayNumber(until);
  }

  /** @param owner - `null`: organisation and sector stand in columns */
  rowsOf(owner: Owner | null, columns: Columns): RowBlock {
    const runs = columns.get("day");
    if (runs?.kind !== "runs") throw new TypeError("segment: expected a column day");
    const keys = this.#keyed.map((group) => keyColumn(group, codesIn(columns, group.column)));
    const filters = (owner === null ? this.#filters : this.#ownFilters).map((filter) =>
      filterColumn(filter, codesIn(columns, filter.column)),
    );
    const periods = this.#periods.map((group) => periodColumn(group, runs));
    if (owner === null) {
      const owned = this.#owned.map((group) => keyColumn(group, codesIn(columns, group.ownerColumn)));
      return { ranges: this.#rangesOf(runs, []), keys: [...owned, ...periods, ...keys], filters };
    }
    const parts = this.#owned.map((group) => group.partOfOwner(owner));
    return { ranges: this.#rangesOf(runs, parts), keys: [...periods, ...keys], filters };
  }

  /** The values of a group, in the order in which they were asked for. */
  valuesOf(parts: readonly number[]): readonly (string | null)[] {
    const values = new Array<string | null>(parts.length);
    for (let i = 0; i < parts.length; i++) {
      const group = this.#order[i]!;
      values[group.position] = group.valueOf(parts[i]!);
    }
    return values;
  }

  /** The rows that came and those that went on the days that are asked for: both are in the order of their days. */
  #rangesOf({ rows, came, days, ends }: RunColumn, parts: readonly number[]): readonly RowRange[] {
    if (this.#from === Number.NEGATIVE_INFINITY && this.#until === Number.POSITIVE_INFINITY) {
      const all: RowRange[] = [
        { from: 0, until: came, sign: 1, parts },
        { from: came, until: rows, sign: -1, parts },
      ];
      return all.filter(({ from, until }) => from < until);
    }
    const ranges: RowRange[] = [];
    for (let run = 0, from = 0; run < days.length; from = ends[run++]!) {
      const day = days[run]!;
      if (day < this.#from || day >= this.#until) continue;
      const sign = from < came ? 1 : -1;
      const last = ranges.at(-1);
      if (last?.until === from && last.sign === sign) ranges[ranges.length - 1] = { ...last, until: ends[run]! };
      else ranges.push({ from, until: ends[run]!, sign, parts });
    }
    return ranges;
  }
}

/** The runs of days as runs of periods; the same for every plan, so they are found once for each segment. */
interface PeriodRuns {
  readonly runs: CodeRuns;
  /** First day of the period of each code. */
  readonly firstDays: readonly number[];
}
const periodRuns = new WeakMap<RunColumn, Map<Grain, PeriodRuns>>();

function periodColumn(group: Numbered, column: RunColumn): KeyColumn {
  const { runs, firstDays } = periodRunsOf(column, group.grain);
  return { codes: null, runs, parts: firstDays.map((day) => group.partOfPeriod(day)) };
}

function periodRunsOf(column: RunColumn, grain: Grain): PeriodRuns {
  const known = periodRuns.get(column) ?? new Map<Grain, PeriodRuns>();
  periodRuns.set(column, known);
  const found = known.get(grain) ?? findPeriodRuns(column, grain);
  known.set(grain, found);
  return found;
}

function findPeriodRuns({ days, ends }: RunColumn, grain: Grain): PeriodRuns {
  const codeOf = new Map<number, number>();
  const codes: number[] = [];
  const last: number[] = [];
  let period = { from: 0, until: 0 };
  for (let run = 0; run < days.length; run++) {
    const day = days[run]!;
    if (day < period.from || day >= period.until) period = periodOf(grain, day);
    const code = codeOf.get(period.from) ?? codeOf.size;
    codeOf.set(period.from, code);
    if (codes.at(-1) === code) last[last.length - 1] = ends[run]!;
    else {
      codes.push(code);
      last.push(ends[run]!);
    }
  }
  return { runs: { ends: Int32Array.from(last), codes: Uint16Array.from(codes) }, firstDays: [...codeOf.keys()] };
}

const keyColumn = (group: Numbered, { codes, values }: CodeColumn): KeyColumn => ({
  codes,
  parts: values.map((value) => group.numberOf(value)),
});

function filterColumn(filter: ColumnFilter, { codes, values, rowsByCode }: CodeColumn): FilterColumn {
  const wanted = new Set<string | null>(filter.in);
  const keep = Uint8Array.from(values, (value) => (wanted.has(value) ? 1 : 0));
  return rowsByCode === undefined ? { codes, keep } : { codes, keep, rowsByCode };
}

function codesIn(columns: Columns, name: ColumnName | null): CodeColumn {
  const column = name === null ? null : columns.get(name);
  return column?.kind === "codes" ? column : NO_VALUE;
}
