import type { CompleteRows } from "../summary/gram-of.ts";
import type { DriverModel } from "./driver-model.ts";
import type { RawFit } from "./raw-fit.ts";

/** A row that its own answers determine alone: its residual is 0 whatever the outcome, and says nothing of the error. */
const FULL_LEVERAGE = 1e-10;

/**
 * HC3 covariances of the coefficients: each row's squared residual stands for its own variance, enlarged by 1/(1 − leverage)².
 *
 * Weights as in R sandwich: residuals and leverages of the weighted regression.
 *
 * @see MacKinnon & White 1985, J. Econometrics 29; Long & Ervin 2000, Am. Stat. 54(3)
 */
export function hc3Covariance(rows: CompleteRows, model: DriverModel, fit: RawFit): Float64Array {
  const k = model.drivers.length;
  const covariance = new Float64Array(k * k);
  eachInfluence(rows, model, fit, (influence, leverage) => {
    if (1 - leverage < FULL_LEVERAGE) return;
    addOuter(covariance, influence, 1 / (1 - leverage) ** 2);
  });
  return covariance;
}

/**
 * Cluster-robust covariances (CR1): residuals may hang together within a cluster in any way.
 *
 * @param clusterOf - a number per complete row
 * @see Liang & Zeger 1986, Biometrika 73; Cameron & Miller 2015, J. Human Resources 50(2)
 */
export function clusterCovariance(
  rows: CompleteRows,
  model: DriverModel,
  fit: RawFit,
  clusterOf: (row: number) => number,
): { readonly covariance: Float64Array; readonly clusters: number } {
  const k = model.drivers.length;
  const sums = new Map<number, Float64Array>();
  eachInfluence(rows, model, fit, (influence, _, row) => {
    const cluster = clusterOf(row);
    const sum = sums.get(cluster) ?? new Float64Array(k);
    for (let i = 0; i < k; i++) sum[i]! += influence[i]!;
    sums.set(cluster, sum);
  });
  const covariance = new Float64Array(k * k);
  const clusters = sums.size;
  const correction = (clusters / (clusters - 1)) * ((rows.n - 1) / (rows.n - k - 1));
  for (const sum of sums.values()) addOuter(covariance, sum, correction);
  return { covariance, clusters };
}

/** Hands over what each row adds to the error of the coefficients, C⁻¹(x − mean)·w·residual, and its leverage. */
function eachInfluence(
  rows: CompleteRows,
  model: DriverModel,
  fit: RawFit,
  visit: (influence: Float64Array, leverage: number, row: number) => void,
): void {
  const k = model.drivers.length;
  const { means, weight } = model.moments;
  const places = [...model.drivers, model.outcome].map((name) => rows.columns.indexOf(name));
  const values = places.map((place) => rows.values[place + 1]!);
  const scales = places.map((place) => rows.scales[place]!);
  const unit = 10 ** (rows.places ?? 0);
  const centred = new Float64Array(k);
  const influence = new Float64Array(k);
  for (let row = 0; row < rows.n; row++) {
    const w = rows.weights === null ? 1 : rows.weights[row]! / unit;
    const { offset, step } = scales[k]!;
    let residual = offset + step * values[k]![row]! - means[k]!;
    for (let i = 0; i < k; i++) {
      const x = scales[i]!.offset + scales[i]!.step * values[i]![row]! - means[i]!;
      centred[i] = x;
      residual -= fit.coefficients[i]! * x;
    }
    let leverage = w / weight;
    for (let i = 0; i < k; i++) {
      let sum = 0;
      for (let j = 0; j < k; j++) sum += fit.inverse[i * k + j]! * centred[j]!;
      leverage += w * sum * centred[i]!;
      influence[i] = sum * w * residual;
    }
    visit(influence, leverage, row);
  }
}

function addOuter(matrix: Float64Array, vector: Float64Array, factor: number): void {
  const k = vector.length;
  for (let i = 0; i < k; i++) for (let j = 0; j < k; j++) matrix[i * k + j]! += factor * vector[i]! * vector[j]!;
}
