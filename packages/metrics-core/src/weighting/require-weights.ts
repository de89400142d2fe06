import { MetricsError } from "../error.ts";

/** Refuses a weight that is negative, NaN or infinite. A weight of 0 is fine: its row stays in the ledger and out of every sum. */
export function requireWeights(where: string, weights: ArrayLike<number>): void {
  for (let row = 0; row < weights.length; row++) {
    const weight = weights[row]!;
    // A null of JSON is at least 0 as well, but no weight.
    if (!(Number.isFinite(weight) && weight >= 0)) {
      throw new MetricsError(
        "WEIGHT_INVALID",
        `${where}: expected finite weights of at least 0, got ${weight} in row ${row}`,
        {
          row,
          weight,
        },
      );
    }
  }
}

/** Refuses arrays that do not describe the same rows. */
export function requireRows(where: string, what: string, rows: number, expected: number): void {
  if (rows !== expected) {
    throw new MetricsError("INPUT_MISMATCH", `${where}: expected ${expected} rows of ${what}, got ${rows}`, {
      what,
      rows,
      expected,
    });
  }
}

/** The weights to use: those given, checked, or 1 for every row. */
export function weightsOrOnes(where: string, weights: ArrayLike<number> | undefined, rows: number): ArrayLike<number> {
  if (weights === undefined) return new Float64Array(rows).fill(1);
  requireRows(where, "weights", weights.length, rows);
  requireWeights(where, weights);
  return weights;
}

/** The total the new weights must have: the one given, checked, or the sum of the start weights. */
export function totalOr(where: string, total: number | undefined, sum: number): number {
  if (total === undefined) return sum;
  // Squares of weights must stay in the range of doubles.
  if (!(total > 0 && total <= 1e150)) {
    throw new MetricsError("ARGUMENT_INVALID", `${where}: expected a total above 0 and up to 1e150, got ${total}`, {
      total,
    });
  }
  return total;
}
