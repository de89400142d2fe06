import { type DriverModel, outcomeCorrelation } from "./driver-model.ts";

/** First importance: the squared correlation with the outcome, R² of the driver alone. Ignores overlap with other drivers. */
export function first(model: DriverModel): readonly number[] {
  return model.drivers.map((_, i) => outcomeCorrelation(model, i) ** 2);
}
