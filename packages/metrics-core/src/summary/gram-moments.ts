import { differenceOfProducts } from "../numeric/difference-of-products.ts";
import { type Gram, gramEffective, gramWeight, productIndex } from "./gram.ts";

/** Means, variances and correlations of the columns of a Gram. Weighted: every mean is Σ w·x / Σ w. */
export interface Moments {
  readonly columns: readonly string[];
  readonly n: number;
  readonly weight: number;
  /** Kish effective number of rows. */
  readonly effective: number;
  readonly means: readonly number[];
  /** Σ w(x − mean)² / Σ w. */
  readonly variances: readonly number[];
  /** Row-major; 0 off the diagonal for a column without variance. */
  readonly correlation: Float64Array;
  /** Columns that are the same in every row. */
  readonly constant: readonly string[];
}

/** A column of inexact sums whose variance is less than this share of its mean square is constant: what is left is rounding. */
const CONSTANT_TOLERANCE = 1e-13;

/**
 * The moments of a Gram with at least one row.
 *
 * Cross products are centred as W·Σwxy − Σwx·Σwy with the rounding errors of both products added back, so a correlation is
 * good to the last digits even when means are large beside deviations.
 */
export function momentsOf(gram: Gram): Moments {
  const { columns, products } = gram;
  const k = columns.length;
  const size = k + 1;
  const w = products[0]!;
  const centred = new Float64Array(k * k);
  for (let i = 0; i < k; i++) {
    for (let j = i; j < k; j++) {
      const value = differenceOfProducts(
        w,
        products[productIndex(size, i + 1, j + 1)]!,
        products[i + 1]!,
        products[j + 1]!,
      );
      centred[i * k + j] = value;
      centred[j * k + i] = value;
    }
  }
  const tolerance = gram.exact ? 0 : CONSTANT_TOLERANCE;
  const flat = columns.map(
    (_, i) => !(centred[i * k + i]! > tolerance * w * products[productIndex(size, i + 1, i + 1)]!),
  );
  const correlation = new Float64Array(k * k);
  for (let i = 0; i < k; i++) {
    for (let j = 0; j < k; j++) {
      const spread = flat[i] || flat[j] ? 0 : Math.sqrt(centred[i * k + i]!) * Math.sqrt(centred[j * k + j]!);
      correlation[i * k + j] = i === j ? 1 : spread === 0 ? 0 : centred[i * k + j]! / spread;
    }
  }
  return {
    columns,
    n: gram.n,
    weight: gramWeight(gram),
    effective: gramEffective(gram),
    means: columns.map((_, i) => products[i + 1]! / w),
    variances: columns.map((_, i) => (flat[i] ? 0 : centred[i * k + i]! / w / w)),
    correlation,
    constant: columns.filter((_, i) => flat[i]),
  };
}
