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

/** Σw per point as doubles, each the nearest to its exact sum. */
export function weightsAsNumbers(sums: WeightSums): { readonly w: readonly number[]; readonly ww: readonly number[] } {
  return {
    w: sums.w.map((units) => fixedToNumber(units, sums.places)),
    ww: sums.ww.map((units) => fixedToNumber(units, 2 * sums.places)),
  };
}

/** Collects weights per point; the unit becomes finer when a weight has more decimals. */
export class WeightSumsBuilder {
  #places = 0;
  readonly #w: bigint[];
  readonly #ww: bigint[];

  constructor(size: number) {
    this.#w = new Array<bigint>(size).fill(0n);
    this.#ww = new Array<bigint>(size).fill(0n);
  }

  /** @throws MetricsError `WEIGHT_INVALID` for a weight that is negative, NaN or infinite */
  parse(weight: number | string | Decimal, row: number): Fixed {
    const fixed = parseFixed(weight);
    if (fixed === null || fixed.units < 0n) {
      throw new MetricsError(
        "WEIGHT_INVALID",
        `weights: expected a finite number of 0 or more, got ${String(weight)} at ${row}`,
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
