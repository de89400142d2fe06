import { randomSource } from "../numeric/random.ts";
import { LEAST_PIVOT } from "./lmg-pivot.ts";

/** LMG importance from a sample of the orders in which drivers can enter. */
export interface SampledLmg {
  readonly values: readonly number[];
  /** Monte Carlo standard error of each value: what more permutations would take away. Not the uncertainty of the respondents. */
  readonly standardErrors: readonly number[];
  readonly permutations: number;
  readonly seed: number;
}

/**
 * LMG importance by random orders, for more drivers than can be enumerated. Each order is used forwards and backwards, which takes
 * away much of the noise; values add up to R² exactly.
 *
 * @param correlation - of the k drivers and last the outcome, row-major, k + 1 square
 * @param options - `permutations`, an even number, default 2000; `seed`
 * @see Castro, Gómez & Tejada 2009, Computers & Operations Research 36 (sampling of the Shapley value)
 */
export function sampledLmg(
  correlation: Float64Array,
  drivers: number,
  options: { readonly permutations?: number; readonly seed: number },
): SampledLmg {
  const { permutations = 2000, seed } = options;
  const random = randomSource(seed);
  const pairs = Math.max(2, Math.ceil(permutations / 2));
  const order = Int32Array.from({ length: drivers }, (_, i) => i);
  const factor = new Float64Array((drivers + 1) ** 2);
  const gains = new Float64Array(drivers);
  const sums = new Float64Array(drivers);
  const squares = new Float64Array(drivers);
  for (let pair = 0; pair < pairs; pair++) {
    for (let i = drivers - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    gains.fill(0);
    addGains(correlation, order, factor, gains);
    order.reverse();
    addGains(correlation, order, factor, gains);
    for (let i = 0; i < drivers; i++) {
      const mean = gains[i]! / 2;
      sums[i]! += mean;
      squares[i]! += mean * mean;
    }
  }
  const values = Array.from(sums, (sum) => sum / pairs);
  const standardErrors = values.map((mean, i) =>
    Math.sqrt(Math.max(0, squares[i]! / pairs - mean * mean) / (pairs - 1)),
  );
  return { values, standardErrors, permutations: 2 * pairs, seed };
}

/** Adds the gain in R² of each driver as it enters in this order: the squares of the outcome's row of the Cholesky factor. */
function addGains(correlation: Float64Array, order: Int32Array, factor: Float64Array, gains: Float64Array): void {
  const k = order.length;
  const stride = k + 1;
  for (let i = 0; i <= k; i++) {
    const place = i === k ? k : order[i]!;
    for (let j = 0; j <= i && j < k; j++) {
      let sum = correlation[place * stride + order[j]!]!;
      for (let m = 0; m < j; m++) sum -= factor[i * stride + m]! * factor[j * stride + m]!;
      const pivot = factor[j * stride + j]!;
      if (i === j) factor[i * stride + j] = sum > LEAST_PIVOT ? Math.sqrt(sum) : 0;
      else factor[i * stride + j] = pivot === 0 ? 0 : sum / pivot;
    }
  }
  for (let j = 0; j < k; j++) gains[order[j]!]! += factor[k * stride + j]! ** 2;
}
