import { MetricsError } from "../error.ts";
import type { Decimal } from "../numeric/decimal.ts";
import { fixedToNumber, type Fixed, parseFixed, rescale } from "../numeric/fixed.ts";

/**
 * Exact sums of weights per scale point: Σw in units of 10^−places, Σw² in units of 10^−(2 × places).
 *
 * Integers, because their sum does not depend on the order or the split of the responses.
 */
export interface WeightSums {
  readonly places: number;
  readonly w: readonly bigint[];
  readonly ww: readonly bigint[];
}

/** The sums of `n` answers that count 1 each. */
export function unitWeightSums(n: readonly number[]): WeightSums {
  const w = n.map(BigInt);
  return { places: 0, w, ww: w };
}

export function mergeWeightSums(a: WeightSums, b: WeightSums): WeightSums {
  return combine(a, b, (x, y) => x + y);
}

/** @throws MetricsError `ARGUMENT_INVALID` when a sum would become negative */
export function subtractWeightSums(a: WeightSums, b: WeightSums): WeightSums {
  return combine(a, b, (x, y) => {
    if (y > x)
      throw new MetricsError(
        "ARGUMENT_INVALID",
        "subtractTallies: expected a part of the whole, got more weight than the whole has",
      );
    return x - y;
  });
}

function combine(a: WeightSums, b: WeightSums, each: (x: bigint, y: bigint) => bigint): WeightSums {
  const places = Math.max(a.places, b.places);
  return {
    places,
    w: a.w.map((x, i) => each(rescale(x, a.places, places), rescale(b.w[i]!, b.places, places))),
    ww: a.ww.map((x, i) => each(rescale(x, 2 * a.places, 2 * places), rescale(b.ww[i]!, 2 * b.places, 2 * places))),
  };
}

/** Sums of weights as doubles. */
interface WeightNumbers {
  /** Σw per point, each the nearest to its exact sum. */
  readonly w: readonly number[];
  /** Σw² per point. */
  readonly ww: readonly number[];
  /** Σw per point in units of 10^−places, exactly; `null` when their total has no room in a double. */
  readonly units: readonly number[] | null;
}

/** Many metrics are asked of one tally: its sums become doubles once. They never change, so neither does this. */
const numbersOf = new WeakMap<WeightSums, WeightNumbers>();

export function weightsAsNumbers(sums: WeightSums): WeightNumbers {
  const known = numbersOf.get(sums);
  if (known !== undefined) return known;
  const total = sums.w.reduce((sum, units) => sum + units, 0n);
  const numbers = {
    w: sums.w.map((units) => fixedToNumber(units, sums.places)),
    ww: sums.ww.map((units) => fixedToNumber(units, 2 * sums.places)),
    units: total <= BigInt(Number.MAX_SAFE_INTEGER) ? sums.w.map(Number) : null,
  };
  numbersOf.set(sums, numbers);
  return numbers;
}

/** Decimals of a weight, and half the digits it may have: products of two sums must stay in the range of a double. */
export const MAX_DIGITS = 60;
const LARGEST = { 1: 10n ** BigInt(2 * MAX_DIGITS), 2: 10n ** BigInt(4 * MAX_DIGITS) } as const;

/**
 * Whether the sums can come from `n[i]` weights of 0 or more: Σw² ≤ (Σw)² ≤ n Σw², with room for sums that were rounded.
 */
export function fitCounts({ places, w, ww }: WeightSums, n: readonly number[]): boolean {
  return n.every((count, i) => {
    const [sum, squares] = [fixedToNumber(w[i]!, places), fixedToNumber(ww[i]!, 2 * places)];
    return squares <= sum ** 2 * (1 + ROUNDED) && sum ** 2 <= count * squares * (1 + ROUNDED);
  });
}

const ROUNDED = 1e-9;

/** Collects weights per point; the unit becomes finer when a weight has more decimals. */
export class WeightSumsBuilder {
  #places = 0;
  readonly #w: bigint[];
  readonly #ww: bigint[];

  constructor(size: number) {
    this.#w = new Array<bigint>(size).fill(0n);
    this.#ww = new Array<bigint>(size).fill(0n);
  }

  /**
   * Reads a weight, or with `power` 2 a sum of squared weights.
   *
   * @throws MetricsError `WEIGHT_INVALID` for a weight that is negative, NaN, infinite or missing, or has more than 60 decimals or 120 digits
   */
  parse(weight: number | string | Decimal, row: number, power: 1 | 2 = 1): Fixed {
    const fixed = parseFixed(weight);
    if (fixed === null || fixed.units < 0n || fixed.places > MAX_DIGITS * power || fixed.units >= LARGEST[power]) {
      throw new MetricsError(
        "WEIGHT_INVALID",
        `weights: expected a finite number of 0 or more with up to ${MAX_DIGITS} decimals, got ${String(weight)} at ${row}`,
        { row },
      );
    }
    return fixed;
  }

  add(index: number, { units, places }: Fixed): void {
    this.addSums(index, { units, places }, { units: units * units, places: 2 * places });
  }

  addSums(index: number, w: Fixed, ww: Fixed): void {
    this.#refine(Math.max(w.places, Math.ceil(ww.places / 2)));
    this.#w[index]! += rescale(w.units, w.places, this.#places);
    this.#ww[index]! += rescale(ww.units, ww.places, 2 * this.#places);
  }

  build(): WeightSums {
    return { places: this.#places, w: this.#w, ww: this.#ww };
  }

  #refine(places: number): void {
    if (places <= this.#places) return;
    for (let i = 0; i < this.#w.length; i++) {
      this.#w[i] = rescale(this.#w[i]!, this.#places, places);
      this.#ww[i] = rescale(this.#ww[i]!, 2 * this.#places, 2 * places);
    }
    this.#places = places;
  }
}
