import { MetricsError } from "../error.ts";
import { emptyGram, type Gram } from "./gram.ts";

/**
 * A Gram that has a given correlation matrix: what a paper prints, or what another tool exports.
 *
 * @param correlation - symmetric, in the order of `columns`, ones on the diagonal
 * @param n - rows that it rests on
 * @param options - `means` and `deviations` (standard deviations, Σ(x − mean)²/n) for coefficients in answers; default 0 and 1
 * @throws MetricsError `INPUT_MISMATCH` when sizes differ, `ARGUMENT_INVALID` unless symmetric within −1 and 1 with ones on the diagonal
 * @example
 * gramFromCorrelation(["nps", "wait"], [[1, 0.5], [0.5, 1]], 100).products // => [100, 0, 0, 100, 50, 100]
 */
export function gramFromCorrelation(
  columns: readonly string[],
  correlation: readonly (readonly number[])[],
  n: number,
  options: { readonly means?: readonly number[]; readonly deviations?: readonly number[] } = {},
): Gram {
  const size = columns.length;
  const { means = Array.from({ length: size }, () => 0), deviations = Array.from({ length: size }, () => 1) } = options;
  if (
    correlation.length !== size ||
    correlation.some((row) => row.length !== size) ||
    means.length !== size ||
    deviations.length !== size
  ) {
    throw new MetricsError(
      "INPUT_MISMATCH",
      `gramFromCorrelation: expected ${size} rows of ${size}, means and deviations`,
      { columns },
    );
  }
  if (!Number.isSafeInteger(n) || n < 0)
    throw new MetricsError("ARGUMENT_INVALID", `gramFromCorrelation: expected a number of rows, got ${n}`, { n });
  correlation.forEach((row, i) => {
    row.forEach((r, j) => {
      if (!(Math.abs(r) <= 1) || (i === j && r !== 1) || Math.abs(r - correlation[j]![i]!) > 1e-12) {
        throw new MetricsError(
          "ARGUMENT_INVALID",
          `gramFromCorrelation: expected a correlation matrix, got ${r} for ${columns[i]} and ${columns[j]}`,
          { r },
        );
      }
    });
  });
  const products = [n, ...means.map((mean) => n * mean)];
  for (let i = 0; i < size; i++) {
    for (let j = i; j < size; j++)
      products.push(n * (correlation[i]![j]! * deviations[i]! * deviations[j]! + means[i]! * means[j]!));
  }
  return { ...emptyGram(columns), rows: n, n, sumSquaredWeights: n, products, exact: false };
}
