import { MetricsError } from "../error.ts";
import type { Codes } from "./columns.ts";
import { atLeast } from "./grown-array.ts";
import type { WeightSums } from "./weight-sums.ts";

/** Weights of the rows of a block, in units of 10^−`places`: the code of a row is an index into the limbs. */
export interface WeightCodes {
  readonly codes: Codes;
  readonly limbs: WeightLimbs;
  readonly places: number;
}

/**
 * Whole weights and their squares, cut into limbs of 26 bits: w = Σ w[l][code] × 2^26l.
 *
 * A double adds up 2^27 such limbs exactly, whatever the size of the weights.
 */
export interface WeightLimbs {
  readonly w: readonly Float64Array[];
  readonly ww: readonly Float64Array[];
}

const BASE = 2 ** 26;
const SHIFT = 26n;
/** Weights stay below 2^60: three limbs, and five for their squares. */
const LARGEST = 2n ** 60n;

/**
 * Limbs of different weights, given in any one unit.
 *
 * @throws MetricsError `WEIGHT_INVALID` for units that are negative or 2^60 or more
 * @example
 * weightLimbs([2n, 3n]).ww // => [[4, 9]]
 */
export function weightLimbs(units: ArrayLike<bigint>): WeightLimbs {
  const w = newLimbs(3, units.length);
  const ww = newLimbs(5, units.length);
  for (let i = 0; i < units.length; i++) {
    const unit = units[i]!;
    if (unit < 0n || unit >= LARGEST) {
      throw new MetricsError("WEIGHT_INVALID", `weightLimbs: expected 0 to 2^60 units, got ${unit} at ${i}`, {
        row: i,
      });
    }
    const [a, b, c] = threeLimbs(unit);
    w[0]![i] = a;
    w[1]![i] = b;
    w[2]![i] = c;
    // Every sum stays below 2^53: c has 8 bits.
    let carry = 0;
    for (const [l, sum] of [a * a, 2 * a * b, 2 * a * c + b * b, 2 * b * c, c * c].entries()) {
      const whole = sum + carry;
      carry = Math.floor(whole / BASE);
      ww[l]![i] = whole - carry * BASE;
    }
  }
  return { w: w.filter(isUsed), ww: ww.filter(isUsed) };
}

const newLimbs = (limbs: number, length: number): Float64Array[] =>
  Array.from({ length: limbs }, () => new Float64Array(length));

function threeLimbs(unit: bigint): readonly [number, number, number] {
  const low = Number(unit & 0xf_ffff_ffff_ffffn); // 52 bits: two limbs
  const b = Math.floor(low / BASE);
  return [low - b * BASE, b, Number(unit >> 52n)];
}

/** Limbs above the highest weight are zero everywhere; an empty one in the middle is kept, so that places stay in order. */
function isUsed(_limb: Float64Array, index: number, all: readonly Float64Array[]): boolean {
  return all.slice(index).some((higher) => higher.some((value) => value !== 0));
}

/** Rows whose limbs a double can add up. */
const ROWS_PER_SUM = 2 ** 27;

/** Σ weight and Σ weight² per cell, of weights of so many decimal places. */
export class CellSums {
  readonly #places: number;
  readonly #w: Float64Array[] = [];
  readonly #ww: Float64Array[] = [];
  /** What was emptied from the limbs before they could overflow. */
  readonly #drained = { w: new Map<number, bigint>(), ww: new Map<number, bigint>() };
  #rows = 0;

  constructor(places: number) {
    this.#places = places;
  }

  /**
   * Adds the weights of some rows.
   *
   * @param cells - cells that there are
   * @param addLimb - adds one limb of all rows to the sums of their cells
   */
  add(
    limbs: WeightLimbs,
    rows: number,
    cells: number,
    addLimb: (limb: Float64Array, into: Float64Array) => void,
  ): void {
    this.#rows += rows;
    if (this.#rows > ROWS_PER_SUM) {
      drain(this.#w, this.#drained.w);
      drain(this.#ww, this.#drained.ww);
      this.#rows = rows;
    }
    addLimbs(limbs.w, this.#w, cells, addLimb);
    addLimbs(limbs.ww, this.#ww, cells, addLimb);
  }

  /** Adds the sums of some cells, in units of 10^−places and 10^−(2 × places). */
  addTo(from: number, places: number, w: bigint[], ww: bigint[]): void {
    const unit = 10n ** BigInt(places - this.#places);
    for (let i = 0; i < w.length; i++) {
      const cell = from + i;
      const sum = joinLimbs(this.#w, cell) + (this.#drained.w.get(cell) ?? 0n);
      const squares = joinLimbs(this.#ww, cell) + (this.#drained.ww.get(cell) ?? 0n);
      w[i]! += sum * unit;
      ww[i]! += squares * unit * unit;
    }
  }
}

function addLimbs(
  limbs: readonly Float64Array[],
  sums: Float64Array[],
  cells: number,
  addLimb: (limb: Float64Array, into: Float64Array) => void,
): void {
  for (const [l, limb] of limbs.entries()) {
    const sum = atLeast(sums[l] ?? new Float64Array(0), cells);
    sums[l] = sum;
    addLimb(limb, sum);
  }
}

function drain(limbs: readonly Float64Array[], into: Map<number, bigint>): void {
  for (let cell = 0; cell < (limbs[0]?.length ?? 0); cell++) {
    const sum = joinLimbs(limbs, cell);
    if (sum !== 0n) into.set(cell, (into.get(cell) ?? 0n) + sum);
  }
  for (const limb of limbs) limb.fill(0);
}

/** The whole number that limbs add up to, two at a time as long as a double holds them. */
function joinLimbs(limbs: readonly Float64Array[], index: number): bigint {
  let sum = 0n;
  for (let l = (limbs.length - 1) & ~1; l >= 0; l -= 2) {
    // A cell that turned up after the last weighted block has no limbs.
    const low = limbs[l]![index] ?? 0;
    const high = limbs[l + 1]?.[index] ?? 0;
    const pair = high * BASE + low;
    const isExact = Math.abs(high) < BASE && Math.abs(low) < BASE * BASE;
    const whole = pair === 0 && high === 0 ? 0n : isExact ? BigInt(pair) : (BigInt(high) << SHIFT) + BigInt(low);
    sum = sum === 0n ? whole : (sum << (2n * SHIFT)) + whole;
  }
  return sum;
}

/** The same sums in the largest unit that holds them all: equal sums then look equal, however they were collected. */
export function trimWeightSums({ places, w, ww }: WeightSums): WeightSums {
  let shift = 0;
  const divisible = (by: bigint): boolean =>
    w.every((sum) => sum % by === 0n) && ww.every((sum) => sum % (by * by) === 0n);
  while (shift < places && divisible(10n ** BigInt(shift + 1))) shift++;
  if (shift === 0) return { places, w, ww };
  const unit = 10n ** BigInt(shift);
  return { places: places - shift, w: w.map((sum) => sum / unit), ww: ww.map((sum) => sum / (unit * unit)) };
}
