import { MetricsError } from "../error.ts";
import { symmetricEigen } from "../numeric/symmetric-eigen.ts";
import type { Answers } from "./gram-answers.ts";
import { gramFromCorrelation } from "./gram-from-correlation.ts";
import { momentsOf } from "./gram-moments.ts";
import { type Gram, gramEffective, mergeGrams } from "./gram.ts";
import { gramOf, type GramOptions } from "./gram-of.ts";

/** One Gram per pair of columns, each over the rows that answered both: for questions that not everybody is asked. */
export interface PairGrams {
  readonly columns: readonly string[];
  /** Of columns i and j for i < j, row by row; with a single column, its own Gram. */
  readonly pairs: readonly Gram[];
}

/** A Gram of pairwise correlations, or the reason why there is none. */
export type PairwiseGram =
  | { readonly status: "estimated"; readonly gram: Gram; readonly smallest: PairBase }
  | {
      readonly status: "refused";
      readonly reason: "EMPTY_BASE" | "NOT_POSITIVE_SEMIDEFINITE";
      readonly columns: readonly string[];
      readonly smallest: PairBase | null;
    };

/** The pair with the fewest rows. */
export interface PairBase {
  readonly columns: readonly string[];
  readonly n: number;
}

/** Correlations of different rows need not fit together; eigenvalues below this say that they do not. */
const NEGATIVE = -1e-10;

/**
 * The Grams of all pairs of columns.
 *
 * @throws MetricsError `NAME_UNKNOWN`
 * @example
 * pairGramsOf(answersOf({ nps: [9, 3, 5], wait: [4, null, 2], menu: [null, 1, 2] }), ["nps", "wait", "menu"]).pairs.map((pair) => pair.n) // => [2, 2, 1]
 */
export function pairGramsOf(
  answers: Answers,
  columns: readonly string[] = [...answers.columns.keys()],
  options: GramOptions = {},
): PairGrams {
  return { columns: [...columns], pairs: pairsOf(columns).map((pair) => gramOf(answers, pair, options)) };
}

/**
 * Adds two sets of rows. Associative and commutative, exactly while the Grams are.
 *
 * @throws MetricsError `INPUT_MISMATCH` for other columns
 * @example
 * mergePairGrams(pairGramsOf(answersOf({ nps: [9], wait: [4] })), pairGramsOf(answersOf({ nps: [3], wait: [null] }))).pairs // => [{ n: 1 }]
 */
export function mergePairGrams(a: PairGrams, b: PairGrams): PairGrams {
  if (a.columns.length !== b.columns.length) {
    throw new MetricsError(
      "INPUT_MISMATCH",
      `mergePairGrams: expected columns ${a.columns.join(", ")}, got ${b.columns.join(", ")}`,
      { first: a.columns, second: b.columns },
    );
  }
  return { columns: a.columns, pairs: a.pairs.map((gram, i) => mergeGrams(gram, b.pairs[i]!)) };
}

/**
 * Puts pairwise correlations together to one Gram, with the base of the smallest pair as its n. Means and deviations of a column are
 * those over all rows of its largest pair.
 *
 * Refused when a pair has no rows, and when the correlations contradict one another (a negative eigenvalue): no data have such a matrix.
 *
 * @example
 * pairwiseGram(pairGramsOf(answersOf({ nps: [9, 3, 7, null], wait: [4, 1, 3, 5] }))).smallest // => { columns: ["nps", "wait"], n: 3 }
 */
export function pairwiseGram({ columns, pairs }: PairGrams): PairwiseGram {
  const smallest = pairs.reduce<Gram | null>(
    (least, pair) => (least === null || pair.n < least.n ? pair : least),
    null,
  );
  if (smallest === null || smallest.n === 0) {
    return {
      status: "refused",
      reason: "EMPTY_BASE",
      columns: smallest?.columns ?? columns,
      smallest: smallest && { columns: smallest.columns, n: smallest.n },
    };
  }
  const base = { columns: smallest.columns, n: smallest.n };
  const moments = pairs.map(momentsOf);
  const size = columns.length;
  const correlation: number[][] = columns.map((_, i) => columns.map((__, j) => (i === j ? 1 : 0)));
  const widest = Array.from({ length: size }, () => ({ n: -1, mean: 0, deviation: 0 }));
  pairsOf(columns).forEach((pair, at) => {
    const { n, means, variances, correlation: r } = moments[at]!;
    const places = pair.map((name) => columns.indexOf(name));
    places.forEach((place, i) => {
      if (n > widest[place]!.n) widest[place] = { n, mean: means[i]!, deviation: Math.sqrt(variances[i]!) };
    });
    const [i, j] = places;
    if (i === undefined || j === undefined) return;
    // Correlations of all but equal columns may pass 1 by a rounding.
    const value = Math.max(-1, Math.min(1, r[1]!));
    correlation[i]![j] = value;
    correlation[j]![i] = value;
  });
  const { values } = symmetricEigen(Float64Array.from(correlation.flat()), size);
  if (values[size - 1]! < NEGATIVE)
    return { status: "refused", reason: "NOT_POSITIVE_SEMIDEFINITE", columns, smallest: base };
  const options = { means: widest.map(({ mean }) => mean), deviations: widest.map(({ deviation }) => deviation) };
  const gram = gramFromCorrelation(columns, correlation, base.n, options);
  const effective = gramEffective(smallest);
  return {
    status: "estimated",
    gram: { ...gram, rows: smallest.rows, sumSquaredWeights: base.n ** 2 / effective },
    smallest: base,
  };
}

function pairsOf(columns: readonly string[]): readonly (readonly string[])[] {
  if (columns.length === 1) return [columns];
  return columns.flatMap((a, i) => columns.slice(i + 1).map((b) => [a, b]));
}
