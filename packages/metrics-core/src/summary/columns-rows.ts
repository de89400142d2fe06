import type { GroupTree } from "./columns-groups.ts";
import {
  askKeys,
  BATCH_ROWS,
  type CodedFilter,
  combineKeys,
  firstFrom,
  type Keys,
  type Rows,
  runOf,
  selectAmong,
  selectRows,
} from "./columns-kernel.ts";
import type { KeyColumn, RowBlock, RowRange } from "./columns.ts";

/** Some rows of a range with their keys, which are in the arrays of the kernel until the next batch is read. */
export interface RowBatch extends Rows {
  readonly sign: 1 | -1;
  readonly keys: Keys;
  /** Keys are below this: they are combinations of codes, or groups when there are too many of those. */
  readonly limit: number;
  groupOf(key: number): number;
}

/** A filter keeps few rows when it keeps at most one in so many, of at most so many codes: each code is a batch of its own. */
const FEW_OF = 8;
const FEW_CODES = 8;

/** Combinations of codes that get a table; beyond that every row walks the tree. */
const LARGEST_TABLE = 1 << 20;

/** Reads blocks row by row: filters, and finds the key of each row and the group of each key. */
export class RowReader {
  readonly #tree: GroupTree;
  /** Group by combination of codes; -1 outside of `#touched`. */
  #table = new Int32Array(4096).fill(-1);
  readonly #touched: number[] = [];

  constructor(tree: GroupTree) {
    this.#tree = tree;
  }

  read({ ranges, keys, filters }: RowBlock, visit: (batch: RowBatch) => void): void {
    const active: CodedFilter[] = [];
    for (const filter of filters) {
      const { codes, keep } = filter;
      // A filter without codes says the same of every row.
      if (codes === null ? keep[0] === 0 : !keep.includes(1)) return;
      if (codes !== null && keep.includes(0)) active.push({ ...filter, codes });
    }
    const selection = selectionOf(active);
    const combinations = keys.reduce((product, key) => product * key.parts.length, 1);
    for (const range of ranges) this.#readRange(range, keys, combinations, selection, visit);
  }

  #readRange(
    { from, until, sign, parts }: RowRange,
    keys: readonly KeyColumn[],
    combinations: number,
    selection: Selection,
    visit: (batch: RowBatch) => void,
  ): void {
    const node = this.#tree.nodeOf(parts);
    const walks = combinations > LARGEST_TABLE;
    const limit = walks ? Number.POSITIVE_INFINITY : combinations;
    const groupOf = walks
      ? (group: number): number => group
      : this.#tableOf(combinations, (combination) => this.#groupOf(node, parts.length, keys, combination));
    eachBatch(from, until, selection, (rows) => {
      const combined = walks
        ? askKeys(rows, (row) => this.#walk(node, parts.length, keys, row))
        : combineKeys(rows, keys);
      visit({ ...rows, sign, keys: combined, limit, groupOf });
    });
  }

  /** Looks groups up once for each combination of a range. */
  #tableOf(combinations: number, find: (combination: number) => number): (combination: number) => number {
    for (const combination of this.#touched) this.#table[combination] = -1;
    this.#touched.length = 0;
    if (combinations > this.#table.length) this.#table = new Int32Array(combinations).fill(-1);
    const table = this.#table;
    return (combination) => {
      const known = table[combination]!;
      if (known >= 0) return known;
      const group = find(combination);
      table[combination] = group;
      this.#touched.push(combination);
      return group;
    };
  }

  #groupOf(node: number, level: number, keys: readonly KeyColumn[], combination: number): number {
    let group = node;
    let rest = combination;
    for (let i = 0; i < keys.length; i++) {
      const { parts } = keys[i]!;
      group = this.#tree.child(level + i, group, parts[rest % parts.length]!);
      rest = Math.floor(rest / parts.length);
    }
    return group;
  }

  #walk(node: number, level: number, keys: readonly KeyColumn[], row: number): number {
    let group = node;
    for (let i = 0; i < keys.length; i++) {
      const { codes, runs, parts } = keys[i]!;
      const code = runs !== undefined ? runs.codes[runOf(runs, row)]! : codes === null ? 0 : codes[row]!;
      group = this.#tree.child(level + i, group, parts[code]!);
    }
    return group;
  }
}

/** Which rows of a block are read. */
interface Selection {
  /** Rows in their order, list by list, of which others are not read; `null`: all. */
  readonly lists: readonly Uint16Array[] | null;
  readonly filters: readonly CodedFilter[];
}

/** The rows that the strictest filter keeps, where they are few and known by code. */
function selectionOf(filters: readonly CodedFilter[]): Selection {
  let selection: Selection = { lists: null, filters };
  let fewest = Number.POSITIVE_INFINITY;
  for (const filter of filters) {
    const lists = keptLists(filter);
    const rows = lists?.reduce((sum, { length }) => sum + length, 0) ?? Number.POSITIVE_INFINITY;
    if (rows * FEW_OF > filter.codes.length || rows >= fewest) continue;
    fewest = rows;
    selection = { lists, filters: filters.filter((other) => other !== filter) };
  }
  return selection;
}

function keptLists({ keep, rowsByCode }: CodedFilter): readonly Uint16Array[] | null {
  if (rowsByCode === undefined) return null;
  const { rows, ends } = rowsByCode;
  const lists: Uint16Array[] = [];
  for (let code = keep.indexOf(1); code >= 0; code = keep.indexOf(1, code + 1)) {
    if (lists.length === FEW_CODES) return null;
    lists.push(rows.subarray(code === 0 ? 0 : ends[code - 1]!, ends[code]!));
  }
  return lists;
}

/** Selects the rows of a range batch by batch. */
function eachBatch(from: number, until: number, { lists, filters }: Selection, visit: (rows: Rows) => void): void {
  if (lists !== null) {
    for (const list of lists) {
      const count = selectAmong(list.subarray(firstFrom(list, from), firstFrom(list, until)), filters);
      if (count > 0) visit({ from, count, listed: true });
    }
    return;
  }
  const listed = filters.length > 0;
  for (let start = from; start < until; start += BATCH_ROWS) {
    const end = Math.min(until, start + BATCH_ROWS);
    const count = listed ? selectRows(filters, start, end) : end - start;
    if (count > 0) visit({ from: start, count, listed });
  }
}
