import type { DriverModel } from "./driver-model.ts";
import { orthogonalised } from "./relative-weight.ts";

/**
 * Squared CAR score: the squared correlation of the outcome with the uncorrelated variable nearest to the driver. At least 0, adds up to R².
 *
 * @see Zuber & Strimmer 2011, Stat. Appl. Genet. Mol. Biol. 10(1)
 */
export function carScore(model: DriverModel): readonly number[] {
  return Array.from(orthogonalised(model).weights, (weight) => weight ** 2);
}
