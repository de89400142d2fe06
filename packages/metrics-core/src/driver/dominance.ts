import type { DriverModel } from "./driver-model.ts";
import { subsetRSquared } from "./subset-r-squared.ts";

/** Dominance of drivers over one another, from the R² of all 2^k models. */
export interface Dominance {
  readonly drivers: readonly string[];
  /** [driver][s]: mean gain in R² by the driver over models that hold s others. */
  readonly conditional: readonly (readonly number[])[];
  /** Mean of the conditional values: the same numbers as LMG. */
  readonly general: readonly number[];
  /** [i][j]: share of the models without i and j to which i adds more than j; 0.5 on the diagonal. */
  readonly share: readonly (readonly number[])[];
  /** [i][j]: 1 when i adds more than j to every model, 0 when less, 0.5 when neither. */
  readonly complete: readonly (readonly number[])[];
}

/** Gains closer than this are equal: they differ by rounding. */
const TIE = 1e-12;

/**
 * General, conditional and complete dominance, for at most 20 drivers.
 *
 * @throws MetricsError `ARGUMENT_INVALID` for more
 * @see Budescu 1993, Psych. Bulletin 114; Azen & Budescu 2003, Psych. Methods 8
 */
export function dominance(model: DriverModel): Dominance {
  const k = model.drivers.length;
  const table = subsetRSquared(
    model.correlation,
    k,
    model.drivers.map((_, i) => [i]),
  );
  const conditional = conditionalOf(table, k);
  const shares = shareOf(table, k);
  return {
    drivers: model.drivers,
    conditional,
    general: conditional.map((gains) => gains.reduce((sum, gain) => sum + gain, 0) / k),
    share: shares.map((row, i) => row.map(({ more, less }, j) => (i === j ? 0.5 : more / (more + less || 1)))),
    complete: shares.map((row, i) =>
      row.map(({ more, less, models }, j) => (i === j ? 0.5 : more === models ? 1 : less === models ? 0 : 0.5)),
    ),
  };
}

/** [driver][s]: mean gain over the sets of s others. */
export function conditionalOf(table: Float64Array, k: number): readonly (readonly number[])[] {
  const sizes = setSizes(k);
  return Array.from({ length: k }, (_, driver) => {
    const bit = 1 << driver;
    const sums = new Float64Array(k);
    for (let set = 0; set < table.length; set++)
      if ((set & bit) === 0) sums[sizes[set]!]! += table[set | bit]! - table[set]!;
    return Array.from(sums, (sum, s) => sum / choose(k - 1, s));
  });
}

interface Comparison {
  readonly more: number;
  readonly less: number;
  readonly models: number;
}

function shareOf(table: Float64Array, k: number): readonly (readonly Comparison[])[] {
  return Array.from({ length: k }, (_, i) => Array.from({ length: k }, (__, j) => compared(table, 1 << i, 1 << j)));
}

/** How the R² of a model with one driver compares with that of the same model with the other. */
function compared(table: Float64Array, one: number, other: number): Comparison {
  let [more, less, models] = [0, 0, 0];
  for (let set = 0; set < table.length; set++) {
    if ((set & (one | other)) !== 0) continue;
    const difference = table[set | one]! - table[set | other]!;
    models++;
    if (difference > TIE) more++;
    else if (difference < -TIE) less++;
  }
  return { more, less, models };
}

function setSizes(k: number): Uint8Array {
  const sizes = new Uint8Array(2 ** k);
  for (let set = 1; set < sizes.length; set++) sizes[set] = sizes[set >> 1]! + (set & 1);
  return sizes;
}

function choose(n: number, k: number): number {
  let ways = 1;
  for (let i = 1; i <= k; i++) ways = (ways * (n - k + i)) / i;
  return ways;
}
