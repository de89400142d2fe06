import { type Cholesky, cholesky, dependentSet, inverse, solve } from "../numeric/cholesky.ts";
import { symmetricEigen } from "../numeric/symmetric-eigen.ts";
import { type Gram, selectGram } from "../summary/gram.ts";
import { type Moments, momentsOf } from "../summary/gram-moments.ts";

/** The regression of an outcome on drivers, on the scale of correlations: what every measure of importance is a function of. */
export interface DriverModel {
  readonly outcome: string;
  readonly drivers: readonly string[];
  /** Rows it rests on. */
  readonly n: number;
  readonly moments: Moments;
  /** Of the drivers and last the outcome, row-major, k + 1 square. */
  readonly correlation: Float64Array;
  /** Standardised regression coefficients. */
  readonly beta: Float64Array;
  /** Of the correlations of the drivers; its diagonal holds the variance inflation factors. */
  readonly inverse: Float64Array;
  readonly rSquared: number;
  /** Drivers that are left out, because all rows give the same answer. */
  readonly constant: readonly string[];
}

/** Why nothing can be said about importance; `columns` names what is at fault. */
export interface DriverRefusal {
  readonly status: "refused";
  readonly reason: DriverRefusalReason;
  readonly columns: readonly string[];
  /** Complete rows. */
  readonly n: number;
}

export type DriverRefusalReason =
  /** No row answered the outcome and all drivers with a weight above 0. */
  | "EMPTY_BASE"
  /** All rows give the outcome the same value. */
  | "OUTCOME_CONSTANT"
  /** All drivers are constant, or none was named. */
  | "NO_DRIVERS"
  /** No more rows than coefficients: n ≤ k + 1. */
  | "TOO_FEW_ROWS"
  /** The named drivers are linear combinations of one another, as a duplicate is. */
  | "SINGULAR"
  /** Correlations that contradict one another, from pairs of different rows. */
  | "NOT_POSITIVE_SEMIDEFINITE";

/** An eigenvalue below this is negative by more than rounding. */
const NEGATIVE = -1e-10;

/**
 * The model of an outcome, or the reason why there is none. Constant drivers are left out and named.
 *
 * @throws MetricsError `NAME_UNKNOWN`, `ARGUMENT_INVALID` for a name that stands twice
 */
export function driverModel(gram: Gram, outcome: string, drivers: readonly string[]): DriverModel | DriverRefusal {
  const refused = (reason: DriverRefusalReason, columns: readonly string[]): DriverRefusal => ({
    status: "refused",
    reason,
    columns,
    n: gram.n,
  });
  const all = selectGram(gram, [...drivers, outcome]);
  if (gram.n === 0 || gram.products[0] === 0) return refused("EMPTY_BASE", [outcome, ...drivers]);
  const { constant } = momentsOf(all);
  const used = drivers.filter((driver) => !constant.includes(driver));
  if (constant.includes(outcome)) return refused("OUTCOME_CONSTANT", [outcome]);
  if (used.length === 0) return refused("NO_DRIVERS", drivers);
  if (gram.n <= used.length + 1) return refused("TOO_FEW_ROWS", used);
  const moments = momentsOf(selectGram(all, [...used, outcome]));
  const model = fittedModel(
    moments,
    outcome,
    used,
    drivers.filter((driver) => constant.includes(driver)),
  );
  if ("dependent" in model)
    return refused(
      "SINGULAR",
      model.dependent.map((i) => used[i]!),
    );
  // Sums over one set of rows always fit together; sums of pairs, and matrices from elsewhere, need not.
  if (!gram.exact && symmetricEigen(moments.correlation, used.length + 1).values[used.length]! < NEGATIVE) {
    return refused("NOT_POSITIVE_SEMIDEFINITE", [...used, outcome]);
  }
  return model;
}

/** The model, or the places of drivers that depend on one another. */
function fittedModel(
  moments: Moments,
  outcome: string,
  drivers: readonly string[],
  constant: readonly string[],
): DriverModel | { readonly dependent: readonly number[] } {
  const k = drivers.length;
  const { correlation, n } = moments;
  const among = new Float64Array(k * k);
  const withOutcome = new Float64Array(k);
  for (let i = 0; i < k; i++) {
    among.set(correlation.subarray(i * (k + 1), i * (k + 1) + k), i * k);
    withOutcome[i] = correlation[i * (k + 1) + k]!;
  }
  const factor: Cholesky = cholesky(among, k);
  if (factor.dependent.length > 0) return { dependent: dependentSet(among, factor) };
  const beta = solve(factor, withOutcome);
  // Rounding may carry a perfect fit past 1.
  const rSquared = Math.min(
    1,
    beta.reduce((sum, b, i) => sum + b * withOutcome[i]!, 0),
  );
  return { outcome, drivers, n, moments, correlation, beta, inverse: inverse(factor), rSquared, constant };
}

export function isRefused(model: DriverModel | DriverRefusal): model is DriverRefusal {
  return "status" in model;
}

/** What is left of R² when the fit is perfect but for rounding. */
const PERFECT = 1e-13;

/** The share of the outcome's variance that the drivers leave, 1 − R²; 0 for a perfect fit. */
export function unexplained({ rSquared }: DriverModel): number {
  return 1 - rSquared < PERFECT ? 0 : 1 - rSquared;
}

/** Correlation of driver i with the outcome. */
export function outcomeCorrelation({ correlation, drivers }: DriverModel, i: number): number {
  return correlation[i * (drivers.length + 1) + drivers.length]!;
}

/** Variance inflation factor of driver i: 1 / (1 − R² of the driver on the others). */
export function inflation({ inverse, drivers }: DriverModel, i: number): number {
  return inverse[i * drivers.length + i]!;
}
