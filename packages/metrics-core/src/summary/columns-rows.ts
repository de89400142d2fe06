import type { GroupTree } from "./columns-groups.ts";
import {
  askKeys,
  BATCH_ROWS,
  type CodedFilter,
  combineKeys,
  type Keys,
  type Rows,
  runOf,
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
    for (const { codes, keep } of filters) {
      // A filter without codes says the same of every row.
      if (codes === null ? keep[0] === 0 : !keep.includes(1)) return;
      if (codes !== null && keep.includes(0)) active.push({ codes, keep });
    }
    const combinations = keys.reduce((product, key) => product * key.parts.length, 1);
    for (const range of ranges) this.#readRange(range, keys, combinations, active, visit);
  }

  #readRange(
    { from, until, sign, parts }: RowRange,
    keys: readonly KeyColumn[],
    combinations: number,
    filters: readonly CodedFilter[],
    visit: (batch: RowBatch) => void,
  ): void {
    const node = this.#tree.nodeOf(parts);
    const walks = combinations > LARGEST_TABLE;
    const limit = walks ? Number.POSITIVE_INFINITY : combinations;
    const groupOf = walks
      ? (group: number): number => group
      : this.#tableOf(combinations, (combination) => this.#groupOf(node, parts.length, keys, combination));
    const listed = filters.length > 0;
    for (let start = from; start < until; start += BATCH_ROWS) {
      const end = Math.min(until, start + BATCH_ROWS);
      const count = listed ? selectRows(filters, start, end) : end - start;
      if (count === 0) continue;
      const rows = { from: start, count, listed };
      const combined = walks
        ? askKeys(rows, (row) => this.#walk(node, parts.length, keys, row))
        : combineKeys(rows, keys);
      visit({ sign, from: start, count, listed, keys: combined, limit, groupOf });
    }
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
