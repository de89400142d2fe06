import type { Codes, FilterColumn, KeyColumn, RowBlock, RowRange } from "./columns.ts";
import type { GroupTree } from "./columns-groups.ts";

/** Some rows of a range with their keys. The reader reuses its arrays: a batch is valid until the next one. */
export interface RowBatch {
  readonly range: RangeKeys;
  /** First row; the rows of the batch are `from`, `from + 1`, … unless `rows` lists them. */
  readonly from: number;
  readonly count: number;
  readonly rows: Int32Array | null;
  /** The key of the k-th row is `keys[keysFrom + k]`; `null`: all are 0. */
  readonly keys: Codes | Int32Array;
  readonly keysFrom: number;
}

/** What the keys of a range mean. */
export interface RangeKeys {
  readonly sign: 1 | -1;
  readonly length: number;
  /** Keys are below this. They are combinations of codes, or groups when there are too many of those. */
  readonly limit: number;
  groupOf(key: number): number;
}

/** Rows a batch: its arrays stay in the first-level cache while several columns are counted. */
const BATCH = 8192;
/** Combinations of codes that get a table; beyond that every row walks the tree. */
const LARGEST_TABLE = 1 << 20;

/** Reads blocks row by row: filters, and finds the key of each row and the group of each key. */
export class RowReader {
  readonly #tree: GroupTree;
  readonly #rows = new Int32Array(BATCH);
  readonly #keys = new Int32Array(BATCH);
  /** Group by combination of codes; -1 outside of `#touched`. */
  #table = new Int32Array(0);
  readonly #touched: number[] = [];

  constructor(tree: GroupTree) {
    this.#tree = tree;
  }

  *read({ ranges, keys, filters }: RowBlock): Generator<RowBatch> {
    const active = filters.filter(({ codes, keep }) => (codes === null ? keep[0] === 0 : keep.includes(0)));
    if (active.some(({ codes, keep }) => codes === null || !keep.includes(1))) return;
    for (const range of ranges) yield* this.#readRange(range, keys, active);
  }

  *#readRange(range: RowRange, keys: readonly KeyColumn[], filters: readonly FilterColumn[]): Generator<RowBatch> {
    const { from, until, sign, parts } = range;
    const combinations = keys.reduce((product, key) => product * key.parts.length, 1);
    const walks = combinations > LARGEST_TABLE;
    const node = this.#tree.nodeOf(parts);
    const coded = keys.filter(({ codes }) => codes !== null);
    const rangeKeys: RangeKeys = {
      sign,
      length: until - from,
      limit: walks ? Number.POSITIVE_INFINITY : combinations,
      groupOf: walks ? (group) => group : this.#tableOf(node, parts.length, keys, combinations),
    };
    for (let start = from; start < until; start += BATCH) {
      const end = Math.min(until, start + BATCH);
      const rows = filters.length === 0 ? null : this.#rows;
      const count = rows === null ? end - start : select(filters, start, end, rows);
      if (count === 0) continue;
      const batch = { range: rangeKeys, from: start, count, rows, keysFrom: 0 };
      if (walks) yield { ...batch, keys: this.#walk(batch, node, parts.length, keys) };
      else if (coded.length === 0) yield { ...batch, keys: null };
      // The codes of one column are keys as they stand.
      else if (keys.length === 1 && rows === null) yield { ...batch, keys: keys[0]!.codes, keysFrom: start };
      else {
        combine(keys, batch, this.#keys);
        yield { ...batch, keys: this.#keys };
      }
    }
  }

  /** Groups of combinations, looked up in the tree once for each. A combination is a number in mixed radix. */
  #tableOf(node: number, level: number, keys: readonly KeyColumn[], combinations: number): RangeKeys["groupOf"] {
    for (const combination of this.#touched) this.#table[combination] = -1;
    this.#touched.length = 0;
    if (combinations > this.#table.length) this.#table = new Int32Array(Math.max(combinations, 4096)).fill(-1);
    const table = this.#table;
    return (combination) => {
      const known = table[combination]!;
      if (known >= 0) return known;
      let group = node;
      let rest = combination;
      for (const [i, { parts }] of keys.entries()) {
        group = this.#tree.child(level + i, group, parts[rest % parts.length]!);
        rest = Math.floor(rest / parts.length);
      }
      table[combination] = group;
      this.#touched.push(combination);
      return group;
    };
  }

  #walk({ from, rows, count }: Rows, node: number, level: number, keys: readonly KeyColumn[]): Int32Array {
    const groups = this.#keys;
    for (let k = 0; k < count; k++) {
      const row = rows === null ? from + k : rows[k]!;
      let group = node;
      for (let i = 0; i < keys.length; i++) {
        const { codes, parts } = keys[i]!;
        group = this.#tree.child(level + i, group, parts[codes === null ? 0 : codes[row]!]!);
      }
      groups[k] = group;
    }
    return groups;
  }
}

/** Rows that every filter keeps; returns how many. Without branches, which would be guessed wrong half of the time. */
function select(filters: readonly FilterColumn[], from: number, until: number, rows: Int32Array): number {
  let count = 0;
  for (let i = 0; i < filters.length; i++) {
    const { codes, keep } = filters[i]!;
    if (codes === null) continue; // it would have kept all of the block, or none
    count = i === 0 ? selectFirst(codes, keep, from, until, rows) : selectAgain(codes, keep, count, rows);
  }
  return count;
}

type Wide = Uint8Array | Uint16Array;

function selectFirst(codes: Wide, keep: Uint8Array, from: number, until: number, rows: Int32Array): number {
  let kept = 0;
  for (let row = from; row < until; row++) {
    rows[kept] = row;
    kept += keep[codes[row]!]!;
  }
  return kept;
}

function selectAgain(codes: Wide, keep: Uint8Array, count: number, rows: Int32Array): number {
  let kept = 0;
  for (let k = 0; k < count; k++) {
    const row = rows[k]!;
    rows[kept] = row;
    kept += keep[codes[row]!]!;
  }
  return kept;
}

type Rows = Pick<RowBatch, "from" | "count" | "rows">;

/** The combination of codes of every row. */
function combine(keys: readonly KeyColumn[], { from, count, rows }: Rows, into: Int32Array): void {
  let stride = 1;
  let first = true;
  for (const { codes, parts } of keys) {
    if (codes !== null) {
      if (first) copyCodes(codes, stride, from, count, rows, into);
      else addCodes(codes, stride, from, count, rows, into);
      first = false;
    }
    stride *= parts.length;
  }
}

function copyCodes(
  codes: Wide,
  stride: number,
  from: number,
  count: number,
  rows: Int32Array | null,
  into: Int32Array,
): void {
  if (rows !== null) for (let k = 0; k < count; k++) into[k] = codes[rows[k]!]! * stride;
  else for (let k = 0; k < count; k++) into[k] = codes[from + k]! * stride;
}

function addCodes(
  codes: Wide,
  stride: number,
  from: number,
  count: number,
  rows: Int32Array | null,
  into: Int32Array,
): void {
  if (rows !== null) for (let k = 0; k < count; k++) into[k]! += codes[rows[k]!]! * stride;
  else for (let k = 0; k < count; k++) into[k]! += codes[from + k]! * stride;
}
