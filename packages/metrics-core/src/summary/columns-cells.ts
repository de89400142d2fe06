import {
  addOnes,
  addValues,
  countByKey,
  countCells,
  findCells,
  findCellsByKey,
  isOneKey,
  MOST_COUNTS,
  sumCells,
  takeCodes,
} from "./columns-kernel.ts";
import type { RowBatch } from "./columns-rows.ts";
import { CellSums, type WeightCodes } from "./columns-weights.ts";
import { atLeast } from "./grown-array.ts";
import type { WeightSums } from "./weight-sums.ts";

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

  constructor(cellOf: Uint8Array, width: number) {
    this.#cellOf = cellOf;
    this.width = width;
  }

  add(batch: RowBatch, bytes: Uint8Array, weights: WeightCodes | null): void {
    const { count, sign, limit, keys, groupOf } = batch;
    if (weights === null && this.width === 1 && isOneKey(keys)) {
      this.#plain = atLeast(this.#plain, groupOf(0) + 1);
      this.#plain[groupOf(0)]! += sign * count;
      return;
    }
    // Counting by key first pays when there are more rows than counters to be read and cleared.
    const isFew = limit * this.width <= Math.min(MOST_COUNTS, 2 * count);
    if (weights === null) {
      if (isFew) this.#addByKey(batch, bytes);
      else this.#addByGroup(batch, bytes);
    } else if (isFew) this.#weighByKey(batch, bytes, weights);
    else this.#weighByGroup(batch, bytes, weights);
  }

  #addByKey(batch: RowBatch, bytes: Uint8Array): void {
    const { width } = this;
    const counts = countByKey(batch, batch.keys, bytes, this.#cellOf, width);
    const cells = this.#cellsOfKeys(batch, counts);
    this.#plain = atLeast(this.#plain, cells.end);
    empty(counts, cells.from, width, batch.sign, this.#plain);
  }

  #addByGroup(batch: RowBatch, bytes: Uint8Array): void {
    const { count, sign, keys, groupOf } = batch;
    const last = findCells(batch, keys, bytes, this.#cellOf, this.width, groupOf);
    this.#plain = atLeast(this.#plain, (last + 1) * this.width);
    addOnes(count, sign, this.#plain);
  }

  #weighByKey(batch: RowBatch, bytes: Uint8Array, weights: WeightCodes): void {
    const { width } = this;
    const { count, sign } = batch;
    findCellsByKey(batch, batch.keys, bytes, this.#cellOf, width);
    const counts = countCells(count);
    const cells = this.#cellsOfKeys(batch, counts);
    this.#weighed = atLeast(this.#weighed, cells.end);
    empty(counts, cells.from, width, sign, this.#weighed);
    takeCodes(batch, weights.codes);
    this.#sumsOf(weights).add(weights.limbs, count, this.#weighed.length, (limb, into) =>
      empty(sumCells(count, limb), cells.from, width, sign, into),
    );
  }

  #weighByGroup(batch: RowBatch, bytes: Uint8Array, weights: WeightCodes): void {
    const { count, sign, keys, groupOf } = batch;
    const last = findCells(batch, keys, bytes, this.#cellOf, this.width, groupOf);
    this.#weighed = atLeast(this.#weighed, (last + 1) * this.width);
    addOnes(count, sign, this.#weighed);
    takeCodes(batch, weights.codes);
    this.#sumsOf(weights).add(weights.limbs, count, this.#weighed.length, (limb, into) =>
      addValues(count, sign, limb, into),
    );
  }

  /** The first cell of the group of each key that has rows, -1 for other keys; and the end of them all. */
  #cellsOfKeys({ limit, groupOf }: RowBatch, counts: Int32Array): { readonly from: Int32Array; readonly end: number } {
    const { width } = this;
    const from = new Int32Array(limit).fill(-1);
    let end = 0;
    for (let key = 0, cell = 0; key < limit; key++, cell += width) {
      let i = 0;
      while (i < width && counts[cell + i] === 0) i++;
      if (i === width) continue;
      from[key] = groupOf(key) * width;
      end = Math.max(end, from[key]! + width);
    }
    return { from, end };
  }

  #sumsOf({ places }: WeightCodes): CellSums {
    const sums = this.#sums.get(places) ?? new CellSums(places);
    this.#sums.set(places, sums);
    return sums;
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
    const places = Math.max(...this.#sums.keys());
    const one = 10n ** BigInt(places);
    const w = new Array<bigint>(cells);
    const ww = new Array<bigint>(cells);
    for (let cell = 0; cell < cells; cell++) {
      const plain = this.#plain[from + cell] ?? 0;
      w[cell] = plain === 0 ? 0n : BigInt(plain) * one;
      ww[cell] = plain === 0 ? 0n : BigInt(plain) * one * one;
    }
    for (const sums of this.#sums.values()) sums.addTo(from, places, w, ww);
    return { places, w, ww };
  }
}

/** Adds the counters of each key to those of its group, and sets them to 0. */
function empty(
  counters: Int32Array | Float64Array,
  from: Int32Array,
  width: number,
  sign: number,
  into: Int32Array | Float64Array,
): void {
  for (let key = 0, cell = 0; key < from.length; key++, cell += width) {
    const first = from[key]!;
    if (first < 0) continue;
    for (let i = 0; i < width; i++) {
      into[first + i]! += sign * counters[cell + i]!;
      counters[cell + i] = 0;
    }
  }
}
