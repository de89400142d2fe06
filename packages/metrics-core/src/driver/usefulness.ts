import { type DriverModel, inflation } from "./driver-model.ts";

/**
 * Usefulness, or last importance: what R² loses without the driver, β² / VIF. The unique part; small for all of a set of alike drivers.
 *
 * @see Darlington 1968, Psych. Bulletin 69
 */
export function usefulness(model: DriverModel): readonly number[] {
  return model.drivers.map((_, i) => model.beta[i]! ** 2 / inflation(model, i));
}
