import { MetricsError } from "../error.ts";

/**
 * Weighted cross products of an outcome and its drivers over the rows that answered all of them: Σ w·[1, x₁ … xₖ]·[1, x₁ … xₖ]ᵀ.
 *
 * Everything about importance follows from it. Grams of days, segments and organisations simply add up.
 */
export interface Gram {
  readonly columns: readonly string[];
  /** Rows that were looked at. */
  readonly rows: number;
  /** Rows that count: every column answered and a weight above 0. */
  readonly n: number;
  /** Weights are summed in units of 10^−weightPlaces. */
  readonly weightPlaces: number;
  /** Σ w² of the rows that count, in units of 10^(−2 × weightPlaces). */
  readonly sumSquaredWeights: number;
  /** Upper triangle, row by row, in the order [1, ...columns], in units of 10^−weightPlaces. The first number is Σ w. */
  readonly products: readonly number[];
  /** Whether the products are exact: whole answers, weights of at most 10 decimals, and sums below 2^53. */
  readonly exact: boolean;
}

/** The place of a pair in `products`: 0 is the constant, 1 the first column. */
export function productIndex(size: number, i: number, j: number): number {
  const [low, high] = i < j ? [i, j] : [j, i];
  return low * size - (low * (low - 1)) / 2 + high - low;
}

/**
 * Σ weight of the rows that count.
 *
 * @example
 * gramWeight(gramOf(answersOf({ nps: [9, 3] }, { weights: [0.5, 1.25] }))) // => 1.75
 */
export function gramWeight(gram: Gram): number {
  return gram.products[0]! / 10 ** gram.weightPlaces;
}

/**
 * Kish effective number of rows, (Σw)² / Σw². 0 when none counts.
 *
 * @example
 * gramEffective(gramOf(answersOf({ nps: [9, 3] }, { weights: [3, 1] }))) // => 1.6
 */
export function gramEffective(gram: Gram): number {
  return gram.sumSquaredWeights === 0 ? 0 : gram.products[0]! ** 2 / gram.sumSquaredWeights;
}

/**
 * The Gram of nobody: the neutral element of `mergeGrams`.
 *
 * @throws MetricsError `ARGUMENT_INVALID` for a name that stands twice
 * @example
 * emptyGram(["nps", "waiting_time"]).products // => [0, 0, 0, 0, 0, 0]
 */
export function emptyGram(columns: readonly string[]): Gram {
  requireDistinct("emptyGram", columns);
  const size = columns.length + 1;
  return {
    columns: [...columns],
    rows: 0,
    n: 0,
    weightPlaces: 0,
    sumSquaredWeights: 0,
    products: Array.from({ length: (size * (size + 1)) / 2 }, () => 0),
    exact: true,
  };
}

/**
 * Adds the Grams of two sets of rows. Associative and commutative, exactly while `exact`; `emptyGram` changes nothing.
 *
 * @throws MetricsError `INPUT_MISMATCH` unless both have the same columns in the same order
 * @example
 * mergeGrams(gramOf(answersOf({ nps: [9] })), gramOf(answersOf({ nps: [3] }))).products // => [2, 12, 90]
 */
export function mergeGrams(a: Gram, b: Gram): Gram {
  return combine("mergeGrams", a, b, 1);
}

/**
 * Takes a part out of a Gram: everybody else than a segment, or a whole without an erased response. The inverse of `mergeGrams`.
 *
 * @throws MetricsError `INPUT_MISMATCH` for other columns, `ARGUMENT_INVALID` when `part` is not a part of `whole`
 * @example
 * subtractGram(gramOf(answersOf({ nps: [9, 3] })), gramOf(answersOf({ nps: [3] }))).products // => [1, 9, 81]
 */
export function subtractGram(whole: Gram, part: Gram): Gram {
  const rest = combine("subtractGram", whole, part, -1);
  // A variance is never negative: neither is a sum of squares of what is left.
  const dust = rest.exact ? 0 : 1e-9 * whole.products[0]!;
  const size = rest.columns.length + 1;
  const negative = rest.columns.some((_, i) => rest.products[productIndex(size, i + 1, i + 1)]! < -dust);
  if (rest.n < 0 || rest.rows < rest.n || rest.products[0]! < -dust || negative) {
    throw new MetricsError(
      "ARGUMENT_INVALID",
      `subtractGram: expected a part of the whole, got ${part.n} of ${whole.n} rows`,
      { whole: whole.n, part: part.n },
    );
  }
  return rest;
}

function combine(where: string, a: Gram, b: Gram, sign: 1 | -1): Gram {
  if (a.columns.length !== b.columns.length || a.columns.some((name, i) => name !== b.columns[i])) {
    throw new MetricsError(
      "INPUT_MISMATCH",
      `${where}: expected columns ${a.columns.join(", ")}, got ${b.columns.join(", ")}`,
      { a: a.columns, b: b.columns },
    );
  }
  const weightPlaces = Math.max(a.weightPlaces, b.weightPlaces);
  const [fa, fb] = [10 ** (weightPlaces - a.weightPlaces), 10 ** (weightPlaces - b.weightPlaces)];
  const products = a.products.map((value, i) => value * fa + sign * b.products[i]! * fb);
  return {
    columns: a.columns,
    rows: a.rows + sign * b.rows,
    n: a.n + sign * b.n,
    weightPlaces,
    sumSquaredWeights: a.sumSquaredWeights * fa * fa + sign * b.sumSquaredWeights * fb * fb,
    products,
    exact:
      a.exact &&
      b.exact &&
      products.every(isExact) &&
      a.products.every((value) => isExact(value * fa)) &&
      b.products.every((value) => isExact(value * fb)),
  };
}

/**
 * The Gram of some of the columns, in the order asked for. The rows stay those that answered all columns of the whole.
 *
 * @throws MetricsError `NAME_UNKNOWN`, `ARGUMENT_INVALID` for a name that stands twice
 * @example
 * selectGram(gramOf(answersOf({ nps: [9, 3], wait: [4, 1] })), ["wait"]).products // => [2, 5, 17]
 */
export function selectGram(gram: Gram, columns: readonly string[]): Gram {
  requireDistinct("selectGram", columns);
  const size = gram.columns.length + 1;
  const places = [0, ...columns.map((name) => requireGramColumn("selectGram", gram, name) + 1)];
  const products = places.flatMap((i, at) => places.slice(at).map((j) => gram.products[productIndex(size, i, j)]!));
  return { ...gram, columns: [...columns], products };
}

/** The place of a column. @throws MetricsError `NAME_UNKNOWN` */
export function requireGramColumn(where: string, gram: Gram, name: string): number {
  const index = gram.columns.indexOf(name);
  if (index < 0)
    throw new MetricsError("NAME_UNKNOWN", `${where}: expected one of ${gram.columns.join(", ")}, got ${name}`, {
      name,
    });
  return index;
}

export function requireDistinct(where: string, names: readonly string[]): void {
  if (new Set(names).size !== names.length)
    throw new MetricsError("ARGUMENT_INVALID", `${where}: expected different names, got ${names.join(", ")}`, {
      names,
    });
}

/** Whether a whole number is certain to be the sum it stands for. */
export function isExact(value: number): boolean {
  return Math.abs(value) <= Number.MAX_SAFE_INTEGER;
}
