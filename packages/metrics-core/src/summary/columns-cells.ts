import type { Codes } from "./columns.ts";
import type { RangeKeys, RowBatch } from "./columns-rows.ts";
import { joinLimbs, ROWS_PER_SUM, type WeightCodes } from "./columns-weights.ts";
import { mergeWeightSums, type WeightSums } from "./weight-sums.ts";

/** Counters that are filled for one range before they are added to those of all: they fit the second-level cache. */
const LARGEST_LOCAL = 1 << 16;

/** Counts one column of bytes into cells, some for each group: rows, and where they are weighted Σ weight and Σ weight². */
export class CellCounter {
  /** Cells of a group. */
  readonly width: number;
  /** The cell of every byte. */
  readonly #cellOf: Uint8Array;
  /** Rows that count 1, and rows with a weight. */
  #plain = new Int32Array(0);
  #weighed = new Int32Array(0);
  /** By decimal places of the weights. */
  readonly #sums = new Map<number, CellSums>();
  /** Counts by key of the present range. */
  #local = new Int32Array(0);
  readonly #cells = new Int32Array(8192);

  constructor(cellOf: Uint8Array, width: number) {
    this.#cellOf = cellOf;
    this.width = width;
  }

  /** Call `endRange` after the last batch of each range. */
  add(batch: RowBatch, bytes: Uint8Array, weights: WeightCodes | null): void {
    if (weights === null && this.#isLocal(batch.range)) {
      const cells = batch.range.limit * this.width;
      if (cells > this.#local.length) this.#local = new Int32Array(2 * cells);
      countLocally(batch, bytes, this.#cellOf, this.width, this.#local);
      return;
    }
    const last = findCells(batch, bytes, this.#cellOf, this.width, this.#cells);
    const { sign } = batch.range;
    if (weights === null) {
      if (last >= this.#plain.length) this.#plain = grown(this.#plain, last + 1);
      addOne(this.#cells, batch.count, sign, this.#plain);
      return;
    }
    if (last >= this.#weighed.length) this.#weighed = grown(this.#weighed, last + 1);
    addOne(this.#cells, batch.count, sign, this.#weighed);
    const sums = this.#sums.get(weights.places) ?? new CellSums();
    this.#sums.set(weights.places, sums);
    sums.add(batch, this.#cells, weights, this.#weighed.length);
  }

  endRange(range: RangeKeys, weights: WeightCodes | null): void {
    if (weights !== null || !this.#isLocal(range)) return;
    const { width } = this;
    const local = this.#local;
    for (let key = 0, cell = 0; key < range.limit; key++) {
      let into = -1;
      for (let i = 0; i < width; i++, cell++) {
        const n = local[cell]!;
        if (n === 0) continue;
        if (into < 0) {
          into = range.groupOf(key) * width;
          if (into + width > this.#plain.length) this.#plain = grown(this.#plain, into + width);
        }
        this.#plain[into + i]! += range.sign * n;
        local[cell] = 0;
      }
    }
  }

  /** Rows in a cell of a group. */
  rows(group: number, cell: number): number {
    const at = group * this.width + cell;
    return (this.#plain[at] ?? 0) + (this.#weighed[at] ?? 0);
  }

  /** Σ weight and Σ weight² of the first cells of a group; `null` when no row had a weight. */
  weights(group: number, cells: number): WeightSums | null {
    if (this.#sums.size === 0) return null;
    const from = group * this.width;
    const plain = Array.from({ length: cells }, (_, cell) => BigInt(this.#plain[from + cell] ?? 0));
    let all: WeightSums = { places: 0, w: plain, ww: plain };
    for (const [places, sums] of this.#sums) {
      const w = plain.map((_, cell) => sums.w(from + cell));
      all = mergeWeightSums(all, { places, w, ww: plain.map((_, cell) => sums.ww(from + cell)) });
    }
    return all;
  }

  #isLocal({ limit, length }: RangeKeys): boolean {
    return limit <= length && limit * this.width <= LARGEST_LOCAL;
  }
}

/** Σ weight and Σ weight² per cell. */
class CellSums {
  readonly #w: Float64Array[] = [];
  readonly #ww: Float64Array[] = [];
  /** What was emptied from the limbs before they could overflow. */
  readonly #drained = { w: new Map<number, bigint>(), ww: new Map<number, bigint>() };
  #rows = 0;

  add(batch: RowBatch, cells: Int32Array, weights: WeightCodes, length: number): void {
    this.#rows += batch.count;
    if (this.#rows > ROWS_PER_SUM) {
      drain(this.#w, this.#drained.w);
      drain(this.#ww, this.#drained.ww);
      this.#rows = batch.count;
    }
    addLimbs(batch, cells, weights.codes, weights.limbs.w, this.#w, length);
    addLimbs(batch, cells, weights.codes, weights.limbs.ww, this.#ww, length);
  }

  w(cell: number): bigint {
    return joinLimbs(this.#w, cell) + (this.#drained.w.get(cell) ?? 0n);
  }

  ww(cell: number): bigint {
    return joinLimbs(this.#ww, cell) + (this.#drained.ww.get(cell) ?? 0n);
  }
}

function drain(limbs: readonly Float64Array[], into: Map<number, bigint>): void {
  for (let cell = 0; cell < (limbs[0]?.length ?? 0); cell++) {
    const sum = joinLimbs(limbs, cell);
    if (sum !== 0n) into.set(cell, (into.get(cell) ?? 0n) + sum);
  }
  for (const limb of limbs) limb.fill(0);
}

function grown<T extends Int32Array | Float64Array>(array: T, length: number): T {
  const larger = new (array.constructor as new (length: number) => T)(Math.max(length, 2 * array.length, 1024));
  larger.set(array);
  return larger;
}

function countLocally(
  { from, count, rows, keys, keysFrom }: RowBatch,
  bytes: Uint8Array,
  cellOf: Uint8Array,
  width: number,
  into: Int32Array,
): void {
  if (keys === null) {
    if (rows === null) for (let row = from; row < from + count; row++) into[cellOf[bytes[row]!]!]!++;
    else for (let k = 0; k < count; k++) into[cellOf[bytes[rows[k]!]!]!]!++;
  } else if (rows === null) {
    for (let k = 0; k < count; k++) into[Math.imul(keys[keysFrom + k]!, width) + cellOf[bytes[from + k]!]!]!++;
  } else {
    for (let k = 0; k < count; k++) into[Math.imul(keys[keysFrom + k]!, width) + cellOf[bytes[rows[k]!]!]!]!++;
  }
}

/** The cell of each row among those of all groups; returns the last that a group of these rows has. */
function findCells(
  { range, from, count, rows, keys, keysFrom }: RowBatch,
  bytes: Uint8Array,
  cellOf: Uint8Array,
  width: number,
  into: Int32Array,
): number {
  const { groupOf } = range;
  let last = 0;
  let key = -1;
  let group = -1;
  for (let k = 0; k < count; k++) {
    const now = keys === null ? 0 : keys[keysFrom + k]!;
    if (now !== key) {
      key = now;
      group = groupOf(now);
      if (group > last) last = group;
    }
    into[k] = Math.imul(group, width) + cellOf[bytes[rows === null ? from + k : rows[k]!]!]!;
  }
  return Math.imul(last, width) + width - 1;
}

function addOne(cells: Int32Array, count: number, sign: number, into: Int32Array): void {
  for (let k = 0; k < count; k++) into[cells[k]!]! += sign;
}

function addLimbs(
  { range: { sign }, from, count, rows }: RowBatch,
  cells: Int32Array,
  codes: Codes,
  limbs: readonly Float64Array[],
  sums: Float64Array[],
  length: number,
): void {
  for (let l = 0; l < limbs.length; l++) {
    const limb = limbs[l]!;
    const known = sums[l] ?? new Float64Array(length);
    const sum = known.length < length ? grown(known, length) : known;
    sums[l] = sum;
    if (codes === null) {
      const value = sign * limb[0]!;
      for (let k = 0; k < count; k++) sum[cells[k]!]! += value;
    } else if (rows === null) {
      for (let k = 0; k < count; k++) sum[cells[k]!]! += sign * limb[codes[from + k]!]!;
    } else {
      for (let k = 0; k < count; k++) sum[cells[k]!]! += sign * limb[codes[rows[k]!]!]!;
    }
  }
}
