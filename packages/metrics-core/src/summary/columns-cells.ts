import { addOnes, addValues, countByKey, findCells, MOST_COUNTS, takeCodes } from "./columns-kernel.ts";
import type { RowBatch } from "./columns-rows.ts";
import { joinLimbs, ROWS_PER_SUM, type WeightCodes } from "./columns-weights.ts";
import { mergeWeightSums, type WeightSums } from "./weight-sums.ts";

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
    const { count, sign, limit, keyKind, groupOf } = batch;
    const { width } = this;
    const cells = limit * width;
    if (weights === null && width === 1 && keyKind === "none") {
      this.#plain = atLeast(this.#plain, groupOf(0) + 1);
      this.#plain[groupOf(0)]! += sign * count;
      return;
    }
    // Counting by key first pays when there are more rows than counters to be read and cleared.
    if (weights === null && cells <= Math.min(MOST_COUNTS, 2 * count)) {
      this.#addCounts(countByKey(batch, keyKind, bytes, this.#cellOf, width), batch);
      return;
    }
    const cellsNeeded = (findCells(batch, keyKind, bytes, this.#cellOf, width, groupOf) + 1) * width;
    if (weights === null) {
      this.#plain = atLeast(this.#plain, cellsNeeded);
      addOnes(count, sign, this.#plain);
      return;
    }
    this.#weighed = atLeast(this.#weighed, cellsNeeded);
    addOnes(count, sign, this.#weighed);
    const sums = this.#sums.get(weights.places) ?? new CellSums();
    this.#sums.set(weights.places, sums);
    sums.add(batch, weights, this.#weighed.length);
  }

  #addCounts(counts: Int32Array, { limit, sign, groupOf }: RowBatch): void {
    const { width } = this;
    for (let key = 0, cell = 0; key < limit; key++) {
      let into = -1;
      for (let i = 0; i < width; i++, cell++) {
        const n = counts[cell]!;
        if (n === 0) continue;
        if (into < 0) {
          into = groupOf(key) * width;
          this.#plain = atLeast(this.#plain, into + width);
        }
        this.#plain[into + i]! += sign * n;
        counts[cell] = 0;
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
}

/** Σ weight and Σ weight² per cell. */
class CellSums {
  readonly #w: Float64Array[] = [];
  readonly #ww: Float64Array[] = [];
  /** What was emptied from the limbs before they could overflow. */
  readonly #drained = { w: new Map<number, bigint>(), ww: new Map<number, bigint>() };
  #rows = 0;

  /** The cells of the rows are those that `findCells` found last. */
  add(batch: RowBatch, { codes, limbs }: WeightCodes, length: number): void {
    const { count, sign } = batch;
    this.#rows += count;
    if (this.#rows > ROWS_PER_SUM) {
      drain(this.#w, this.#drained.w);
      drain(this.#ww, this.#drained.ww);
      this.#rows = count;
    }
    takeCodes(batch, codes);
    for (const [parts, sums] of [
      [limbs.w, this.#w],
      [limbs.ww, this.#ww],
    ] as const) {
      for (const [l, limb] of parts.entries()) {
        const sum = atLeast(sums[l] ?? new Float64Array(0), length);
        sums[l] = sum;
        addValues(count, sign, limb, sum);
      }
    }
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

function atLeast<T extends Int32Array | Float64Array>(array: T, length: number): T {
  if (array.length >= length) return array;
  const larger = new (array.constructor as new (length: number) => T)(Math.max(length, 2 * array.length, 1024));
  larger.set(array);
  return larger;
}
