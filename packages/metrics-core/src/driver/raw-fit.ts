import { type DriverModel, unexplained } from "./driver-model.ts";

/** A regression in the units of the answers. */
export interface RawFit {
  readonly intercept: number;
  readonly coefficients: readonly number[];
  /** (Σ w(x − mean)(x − mean)ᵀ)⁻¹, row-major. */
  readonly inverse: Float64Array;
  /** Σ w e² / df. */
  readonly residualVariance: number;
  readonly df: number;
  readonly rSquared: number;
  readonly adjustedRSquared: number;
}

export function rawFit(model: DriverModel): RawFit {
  const k = model.drivers.length;
  const { means, variances, weight } = model.moments;
  const deviations = variances.map(Math.sqrt);
  const coefficients = Array.from(model.beta, (beta, i) => (beta * deviations[k]!) / deviations[i]!);
  const df = model.n - k - 1;
  const left = unexplained(model);
  return {
    intercept: means[k]! - coefficients.reduce((sum, b, i) => sum + b * means[i]!, 0),
    coefficients,
    inverse: model.inverse.map((value, at) => value / (weight * deviations[Math.floor(at / k)]! * deviations[at % k]!)),
    residualVariance: (weight * variances[k]! * left) / df,
    df,
    rSquared: model.rSquared,
    adjustedRSquared: 1 - (left * (model.n - 1)) / df,
  };
}

/** Covariances of the coefficients when all rows have one error variance, divided by their weight. */
export function classicalCovariance(fit: RawFit): Float64Array {
  return fit.inverse.map((value) => value * fit.residualVariance);
}
