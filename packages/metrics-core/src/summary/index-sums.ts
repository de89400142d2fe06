import { MetricsError } from "../error.ts";
import { type Fixed, rescale } from "../numeric/fixed.ts";
import { productIndex } from "./gram.ts";
import { mergeWeightSums, subtractWeightSums, type WeightSums } from "./weight-sums.ts";

/**
 * Exact sums of one or two whole numbers per person, x and y: Σ weight and Σ weight² times 1, x, x² of one, or 1, x, y,
 * x², xy, y² of two (`indexSlot` says where). With the squared weights the linearised variance of any mean, or
 * difference of means, follows.
 */
export interface IndexSums {
  readonly numbers: 1 | 2;
  /** People, unweighted. */
  readonly n: number;
  readonly sums: WeightSums;
}

/** Where the product of the numbers i and j is summed: 0 is the constant 1, 1 is x, 2 is y. */
export function indexSlot(numbers: 1 | 2, i: number, j: number): number {
  return productIndex(numbers + 1, i, j);
}

/** Adds two sums of the same numbers. Associative and commutative. */
export function mergeIndexSums(a: IndexSums, b: IndexSums): IndexSums {
  return { numbers: a.numbers, n: a.n + b.n, sums: mergeWeightSums(a.sums, b.sums) };
}

/** @throws MetricsError `ARGUMENT_INVALID` when `part` is not a part of `whole` */
export function subtractIndexSums(whole: IndexSums, part: IndexSums): IndexSums {
  if (part.n > whole.n) {
    throw new MetricsError("ARGUMENT_INVALID", `subtractIndexSums: expected up to ${whole.n} people, got ${part.n}`, {
      whole: whole.n,
      part: part.n,
    });
  }
  return { numbers: whole.numbers, n: whole.n - part.n, sums: subtractWeightSums(whole.sums, part.sums) };
}

/** Different numbers, or pairs, that are kept apart before they are multiplied: few people differ from all others. */
const MOST_CELLS = 65_536;

/** The people who have the same numbers. */
interface Cell {
  readonly x: number;
  readonly y: number;
  /** People without a weight, who count 1. */
  ones: number;
  /** Σ weight and Σ weight² of the others, in the unit of the builder. */
  w: bigint;
  ww: bigint;
}

/**
 * Collects the numbers of people, whole and 0 or more.
 *
 * People are first counted by their numbers, of which there are few; products are formed once per different pair,
 * exactly.
 */
export class IndexSumsBuilder {
  readonly #numbers: 1 | 2;
  readonly #cells = new Map<number, Map<number, Cell>>();
  #size = 0;
  #places = 0;
  #w: bigint[];
  #ww: bigint[];
  #n = 0;

  constructor(numbers: 1 | 2) {
    this.#numbers = numbers;
    this.#w = new Array<bigint>(numbers === 1 ? 3 : 6).fill(0n);
    this.#ww = [...this.#w];
  }

  /** One person; `y` is 0 when one number is summed. A weight of `null` counts 1. */
  add(x: number, y: number, weight: Fixed | null): void {
    this.#n++;
    if (weight === null) {
      this.#cellOf(x, y).ones++;
      return;
    }
    if (weight.places > this.#places) this.#refine(weight.places);
    const cell = this.#cellOf(x, y);
    const units = rescale(weight.units, weight.places, this.#places);
    cell.w += units;
    cell.ww += units * units;
  }

  build(): IndexSums {
    this.#putAway();
    return { numbers: this.#numbers, n: this.#n, sums: { places: this.#places, w: [...this.#w], ww: [...this.#ww] } };
  }

  #cellOf(x: number, y: number): Cell {
    let row = this.#cells.get(x);
    let cell = row?.get(y);
    if (cell !== undefined) return cell;
    if (this.#size >= MOST_CELLS) {
      this.#putAway();
      row = undefined;
    }
    if (row === undefined) {
      row = new Map();
      this.#cells.set(x, row);
    }
    cell = { x, y, ones: 0, w: 0n, ww: 0n };
    row.set(y, cell);
    this.#size++;
    return cell;
  }

  /** Counts in a finer unit from here on. */
  #refine(places: number): void {
    this.#putAway();
    this.#w = this.#w.map((sum) => rescale(sum, this.#places, places));
    this.#ww = this.#ww.map((sum) => rescale(sum, 2 * this.#places, 2 * places));
    this.#places = places;
  }

  #putAway(): void {
    const one = rescale(1n, 0, this.#places);
    for (const row of this.#cells.values()) {
      for (const { x, y, ones, w, ww } of row.values()) {
        const [a, b, count] = [BigInt(x), BigInt(y), BigInt(ones)];
        const products = this.#numbers === 1 ? [1n, a, a * a] : [1n, a, b, a * a, a * b, b * b];
        for (const [slot, product] of products.entries()) {
          this.#w[slot]! += (w + count * one) * product;
          this.#ww[slot]! += (ww + count * one * one) * product;
        }
      }
    }
    this.#cells.clear();
    this.#size = 0;
  }
}
