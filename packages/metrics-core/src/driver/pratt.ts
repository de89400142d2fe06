import { type DriverModel, outcomeCorrelation } from "./driver-model.ts";

/**
 * Pratt importance: β times the correlation with the outcome. Adds up to R², and is negative where the two have opposite signs.
 *
 * @see Pratt 1987; Grömping 2006, J. Stat. Software 17(1)
 */
export function pratt(model: DriverModel): readonly number[] {
  return model.drivers.map((_, i) => model.beta[i]! * outcomeCorrelation(model, i));
}
