import type { FilterColumn, KeyColumn, RowBlock, RowRange } from "./columns.ts";
import type { GroupTree } from "./columns-groups.ts";

/** Some rows of a block with their groups. The reader reuses its arrays: a batch is valid until the next one. */
export interface RowBatch {
  readonly sign: 1 | -1;
  /** First row; the rows of the batch are `from`, `from + 1`, … unless `rows` lists them. */
  readonly from: number;
  readonly count: number;
  readonly rows: Int32Array | null;
  /** Group per row, or `null` when all are of `group`. */
  readonly groups: Int32Array | null;
  readonly group: number;
}

/** Rows a batch: its arrays stay in the first-level cache while several columns are counted. */
const BATCH = 8192;
/** Combinations of codes that get a table; beyond that every row walks the tree. */
const LARGEST_TABLE = 1 << 20;

/** Reads blocks row by row: filters, and finds the group of each row. */
export class RowReader {
  readonly #tree: GroupTree;
  readonly #rows = new Int32Array(BATCH);
  readonly #groups = new Int32Array(BATCH);
  /** Group by combination of codes; -1 outside of `#touched`. */
  #table = new Int32Array(0);
  readonly #touched: number[] = [];

  constructor(tree: GroupTree) {
    this.#tree = tree;
  }

  *read({ ranges, keys, filters }: RowBlock): Generator<RowBatch> {
    const active = filters.filter(({ codes, keep }) => (codes === null ? keep[0] === 0 : keep.includes(0)));
    if (active.some(({ codes, keep }) => codes === null || !keep.includes(1))) return;
    for (const range of ranges) {
      yield* this.#readRange(range, keys, active);
      for (const combination of this.#touched) this.#table[combination] = -1;
      this.#touched.length = 0;
    }
  }

  *#readRange(
    { from, until, sign, parts }: RowRange,
    keys: readonly KeyColumn[],
    filters: readonly FilterColumn[],
  ): Generator<RowBatch> {
    const node = this.#tree.nodeOf(parts);
    const constant = keys.every(({ codes }) => codes === null);
    const group = constant ? this.#groupOf(node, parts.length, keys, 0) : -1;
    const combinations = keys.reduce((product, key) => product * key.parts.length, 1);
    if (!constant && combinations <= LARGEST_TABLE && combinations > this.#table.length) {
      this.#table = new Int32Array(Math.max(combinations, 4096)).fill(-1);
    }
    for (let start = from; start < until; start += BATCH) {
      const end = Math.min(until, start + BATCH);
      const rows = filters.length === 0 ? null : this.#rows;
      const count = rows === null ? end - start : select(filters, start, end, rows);
      if (count === 0) continue;
      const batch = { sign, from: start, count, rows, group };
      if (constant) yield { ...batch, groups: null };
      else {
        if (combinations <= LARGEST_TABLE) this.#look(batch, node, parts.length, keys);
        else this.#walk(batch, node, parts.length, keys);
        yield { ...batch, groups: this.#groups };
      }
    }
  }

  /** Groups through the table: the combination of a row's codes is a number in mixed radix. */
  #look(batch: Omit<RowBatch, "groups">, node: number, level: number, keys: readonly KeyColumn[]): void {
    const groups = this.#groups;
    let stride = 1;
    let first = true;
    for (const { codes, parts } of keys) {
      if (codes !== null) {
        if (first) copyCodes(codes, stride, batch, groups);
        else addCodes(codes, stride, batch, groups);
        first = false;
      }
      stride *= parts.length;
    }
    const table = this.#table;
    for (let k = 0; k < batch.count; k++) {
      const combination = groups[k]!;
      let group = table[combination]!;
      if (group < 0) {
        group = this.#groupOf(node, level, keys, combination);
        table[combination] = group;
        this.#touched.push(combination);
      }
      groups[k] = group;
    }
  }

  #groupOf(node: number, level: number, keys: readonly KeyColumn[], combination: number): number {
    let group = node;
    let rest = combination;
    for (const [i, { parts }] of keys.entries()) {
      group = this.#tree.child(level + i, group, parts[rest % parts.length]!);
      rest = Math.floor(rest / parts.length);
    }
    return group;
  }

  #walk(
    { from, rows, count }: Omit<RowBatch, "groups">,
    node: number,
    level: number,
    keys: readonly KeyColumn[],
  ): void {
    const groups = this.#groups;
    for (let k = 0; k < count; k++) {
      const row = rows === null ? from + k : rows[k]!;
      let group = node;
      for (let i = 0; i < keys.length; i++) {
        const { codes, parts } = keys[i]!;
        group = this.#tree.child(level + i, group, parts[codes === null ? 0 : codes[row]!]!);
      }
      groups[k] = group;
    }
  }
}

/** Rows that every filter keeps; returns how many. Without branches, which would be guessed wrong half of the time. */
function select(filters: readonly FilterColumn[], from: number, until: number, rows: Int32Array): number {
  let count = 0;
  for (let i = 0; i < filters.length; i++) {
    const { codes, keep } = filters[i]!;
    if (codes === null) continue; // it would have kept all of the block, or none
    let kept = 0;
    if (i === 0) {
      for (let row = from; row < until; row++) {
        rows[kept] = row;
        kept += keep[codes[row]!]!;
      }
    } else {
      for (let k = 0; k < count; k++) {
        const row = rows[k]!;
        rows[kept] = row;
        kept += keep[codes[row]!]!;
      }
    }
    count = kept;
  }
  return count;
}

type Rows = Pick<RowBatch, "from" | "count" | "rows">;

function copyCodes(
  codes: Uint8Array | Uint16Array,
  stride: number,
  { from, count, rows }: Rows,
  into: Int32Array,
): void {
  if (rows === null) for (let k = 0, row = from; k < count; k++, row++) into[k] = codes[row]! * stride;
  else for (let k = 0; k < count; k++) into[k] = codes[rows[k]!]! * stride;
}

function addCodes(
  codes: Uint8Array | Uint16Array,
  stride: number,
  { from, count, rows }: Rows,
  into: Int32Array,
): void {
  if (rows === null) for (let k = 0, row = from; k < count; k++, row++) into[k]! += codes[row]! * stride;
  else for (let k = 0; k < count; k++) into[k]! += codes[rows[k]!]! * stride;
}
