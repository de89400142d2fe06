import { MetricsError } from "../error.ts";
import { totalOr } from "./require-weights.ts";

/** How rows were drawn. */
export interface DesignWeightRequest {
  /** Probability of each row to be in the sample, above 0 and at most 1. */
  readonly probabilities: ArrayLike<number>;
  /** Sum of the weights. Default: not scaled, so that the sum estimates the population. */
  readonly total?: number;
}

/** The squares of larger weights would leave the range of doubles. */
const LEAST = 1e-150;

/**
 * Design weights: one over the probability of selection (Horvitz-Thompson), scaled to a total if one is given.
 *
 * Unit: members of the population each row stands for. No rows give no weights.
 *
 * @throws MetricsError `ARGUMENT_INVALID` for a probability outside (0, 1] or below 1e-150, or a total that is not above 0
 * @see Horvitz & Thompson 1952, JASA 47(260), 663-685
 * @example
 * [...designWeights({ probabilities: [0.5, 0.25] })] // => [2, 4]
 */
export function designWeights({ probabilities, total }: DesignWeightRequest): Float64Array {
  const weights = Float64Array.from(probabilities, (probability, row) => {
    if (probability >= LEAST && probability <= 1) return 1 / probability;
    throw new MetricsError(
      "ARGUMENT_INVALID",
      `designWeights: expected probabilities from ${LEAST} to 1, got ${probability} in row ${row}`,
      { row, probability },
    );
  });
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const scale = totalOr("designWeights", total, sum) / sum;
  return total === undefined ? weights : weights.map((weight) => weight * scale);
}
