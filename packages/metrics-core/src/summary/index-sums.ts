import { MetricsError } from "../error.ts";
import { type Fixed, parseFixed } from "../numeric/fixed.ts";
import { productIndex } from "./gram.ts";
import { mergeWeightSums, subtractWeightSums, type WeightSums, WeightSumsBuilder } from "./weight-sums.ts";

/**
 * Exact sums of one or two whole numbers per person, x and y: Σ weight and Σ weight² times 1, x, x² of one, or 1, x, y, x², xy, y² of
 * two (`indexSlot` says where). With the squared weights the linearised variance of any mean, or difference of means, follows.
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

/** Weights that are remembered before their sums are put away: survey weights mostly repeat. */
const MOST_WEIGHTS = 4096;

/**
 * Collects the numbers of people, each a whole number from 0 to `largest`.
 *
 * People of equal weight are summed as doubles, which are exact below 2^53, and multiplied by their weight at the end; what would not fit
 * is summed as bigints from the start.
 */
export class IndexSumsBuilder {
  readonly #numbers: 1 | 2;
  readonly #slots: number;
  /** How many people fit in a sum of doubles. */
  readonly #room: number;
  readonly #sums: WeightSumsBuilder;
  readonly #groups = new Map<number | string, { people: number; products: Float64Array }>();
  #n = 0;

  constructor(numbers: 1 | 2, largest: number) {
    this.#numbers = numbers;
    this.#slots = numbers === 1 ? 3 : 6;
    this.#room = Math.floor(Number.MAX_SAFE_INTEGER / largest ** 2);
    this.#sums = new WeightSumsBuilder(this.#slots);
  }

  /** `weight` is one that `WeightSumsBuilder.parse` has accepted. */
  add(x: number, y: number, weight: number | string): void {
    this.#n++;
    if (this.#room < 1) return this.#addExactly(x, y, weight);
    let group = this.#groups.get(weight);
    if (group === undefined) {
      if (this.#groups.size >= MOST_WEIGHTS) this.#putAway();
      group = { people: 0, products: new Float64Array(this.#slots) };
      this.#groups.set(weight, group);
    } else if (group.people >= this.#room) {
      this.#putAwayGroup(weight, group.products);
      group.people = 0;
      group.products.fill(0);
    }
    group.people++;
    const { products } = group;
    products[0]!++;
    products[1]! += x;
    if (this.#numbers === 1) products[2]! += x * x;
    else {
      products[2]! += y;
      products[3]! += x * x;
      products[4]! += x * y;
      products[5]! += y * y;
    }
  }

  build(): IndexSums {
    this.#putAway();
    return { numbers: this.#numbers, n: this.#n, sums: this.#sums.build() };
  }

  #addExactly(x: number, y: number, weight: number | string): void {
    const [a, b] = [BigInt(x), BigInt(y)];
    this.#addProducts(weight, this.#numbers === 1 ? [1n, a, a * a] : [1n, a, b, a * a, a * b, b * b]);
  }

  #putAway(): void {
    for (const [weight, { products }] of this.#groups) this.#putAwayGroup(weight, products);
    this.#groups.clear();
  }

  #putAwayGroup(weight: number | string, products: Float64Array): void {
    this.#addProducts(weight, Array.from(products, BigInt));
  }

  #addProducts(weight: number | string, products: readonly bigint[]): void {
    const { units, places } = parseFixed(weight) as Fixed; // accepted before
    for (const [slot, product] of products.entries()) {
      this.#sums.addSums(
        slot,
        { units: units * product, places },
        { units: units * units * product, places: 2 * places },
      );
    }
  }
}
