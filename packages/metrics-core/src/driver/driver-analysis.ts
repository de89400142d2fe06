import { MetricsError } from "../error.ts";
import { correlationP } from "../estimate/correlation.ts";
import { fSurvival } from "../numeric/f.ts";
import { studentTTwoSidedP } from "../numeric/student-t.ts";
import { symmetricEigen } from "../numeric/symmetric-eigen.ts";
import { type Gram, gramEffective, gramWeight } from "../summary/gram.ts";
import { ASSOCIATION_NOT_CAUSE } from "./caution.ts";
import { dominance, type Dominance } from "./dominance.ts";
import {
  type DriverModel,
  driverModel,
  type DriverRefusal,
  inflation,
  isRefused,
  outcomeCorrelation,
  unexplained,
} from "./driver-model.ts";
import { type DriverWarning, warningsOf } from "./driver-warnings.ts";
import {
  DECOMPOSITIONS,
  IMPORTANCE_METHODS,
  type ImportanceMethod,
  importanceOf,
  isLmgExact,
  ranksOf,
  type SamplingOptions,
  strengths,
} from "./importance.ts";
import { type DriverGroup, type GroupImportance, groupLmg } from "./group-lmg.ts";
import { kendallTau } from "./kendall.ts";
import { sampledLmg } from "./sampled-lmg.ts";

export interface DriverAnalysisOptions extends SamplingOptions {
  readonly outcome: string;
  /** In the order of the answer. Default: all other columns. */
  readonly drivers?: readonly string[];
  /** What `drivers[].rank` goes by. Default `lmg`. */
  readonly method?: ImportanceMethod;
  /** Drivers that count as one in `groups` of the answer. */
  readonly groups?: readonly DriverGroup[];
  /** Conditional and complete dominance, for at most 15 drivers by default: all 2^k models are compared pair by pair. */
  readonly dominance?: boolean;
}

/** What one driver is to the outcome. */
export interface DriverImportance {
  readonly driver: string;
  readonly mean: number;
  /** With n − 1; with weights divided by their sum. */
  readonly standardDeviation: number;
  readonly correlation: number;
  /** Two-sided, of the correlation. */
  readonly correlationP: number;
  /** Change of the outcome, in its unit, per unit of the driver with the other drivers held. */
  readonly coefficient: number;
  readonly standardError: number;
  /** `null` when the fit is perfect. */
  readonly t: number | null;
  readonly p: number | null;
  readonly standardizedBeta: number;
  /** Variance inflation factor: how much overlap with other drivers widens the error of the coefficient. */
  readonly vif: number;
  readonly importance: Readonly<Record<ImportanceMethod, number>>;
  /** Importance as a share of R², 0–1; `null` for measures that do not add up to R². */
  readonly share: Readonly<Record<ImportanceMethod, number | null>>;
  /** By strength, 1 first. */
  readonly ranks: Readonly<Record<ImportanceMethod, number>>;
  /** By the chosen method. */
  readonly rank: number;
  /** Of the coefficient in the full model. */
  readonly sign: -1 | 0 | 1;
  /** The coefficient and the correlation have opposite signs: read neither as an effect. */
  readonly suppression: boolean;
}

export interface DriverEstimated {
  readonly status: "estimated";
  readonly outcome: string;
  readonly method: ImportanceMethod;
  /** Rows that were looked at, and those with an answer to everything. */
  readonly rows: number;
  readonly n: number;
  readonly weighted: number;
  /** Kish effective number of rows. */
  readonly effective: number;
  readonly outcomeMean: number;
  readonly intercept: number;
  readonly rSquared: number;
  readonly adjustedRSquared: number;
  readonly residualStandardDeviation: number;
  readonly f: { readonly value: number | null; readonly df: readonly [number, number]; readonly p: number | null };
  /** Square root of the quotient of the largest and smallest eigenvalue of the correlations of the drivers; above 30 is trouble. */
  readonly conditionNumber: number;
  readonly drivers: readonly DriverImportance[];
  readonly excluded: readonly { readonly driver: string; readonly reason: "CONSTANT" }[];
  readonly dominance: Dominance | null;
  /** LMG of groups of drivers and of the drivers in none, when groups were named. */
  readonly groups: readonly GroupImportance[] | null;
  /** Kendall τ-b between the orders that two methods give. */
  readonly agreement: readonly {
    readonly methods: readonly [ImportanceMethod, ImportanceMethod];
    readonly tau: number | null;
  }[];
  readonly warnings: readonly DriverWarning[];
  readonly caution: typeof ASSOCIATION_NOT_CAUSE;
}

export type DriverAnalysis = DriverEstimated | DriverRefusal;

const MOST_DOMINANCE_DRIVERS = 15;
const COMPARED: readonly ImportanceMethod[] = [
  "correlation",
  "standardized_beta",
  "usefulness",
  "pratt",
  "lmg",
  "relative_weight",
  "car",
];

/**
 * Importance of drivers for an outcome, by every measure, from a Gram.
 *
 * Weighted rows give weighted least squares; standard errors then take the weights as precision weights. Constant drivers are left
 * out and named; drivers that cannot be told apart, too few rows and other degenerate input give a refusal that names the columns.
 *
 * @throws MetricsError `NAME_UNKNOWN` for a column or method, `ARGUMENT_INVALID` for a driver that stands twice or is the outcome
 * @see Grömping 2006, J. Stat. Software 17(1); Johnson 2000; Azen & Budescu 2003
 * @example
 * driverAnalysis(gramOf(answersOf({ nps: [9, 3, 7, 10, 6], wait: [4, 1, 3, 5, 3] })), { outcome: "nps" }) // => { status: "estimated", outcome: "nps", … }
 */
export function driverAnalysis(gram: Gram, options: DriverAnalysisOptions): DriverAnalysis {
  const { outcome, method = "lmg" } = options;
  const drivers = options.drivers ?? gram.columns.filter((column) => column !== outcome);
  requireMethod(method);
  const model = driverModel(gram, outcome, drivers);
  if (isRefused(model)) return model;
  const k = model.drivers.length;
  const sampled = isLmgExact(model) ? null : sampledLmg(model.correlation, k, { ...options, seed: options.seed ?? 1 });
  const importance = byMethod((each) =>
    each === "lmg" && sampled !== null ? sampled.values : importanceOf(model, each),
  );
  const ranks = byMethod((each) => ranksOf(strengths(importance[each], each)));
  const fit = fitOf(model);
  const analysed = model.drivers.map((driver, i): DriverImportance => {
    const shares = byMethod((each) =>
      DECOMPOSITIONS.includes(each) && model.rSquared > 0 ? importance[each][i]! / model.rSquared : null,
    );
    return {
      driver,
      ...coefficientOf(gram, model, fit, i),
      importance: byMethod((each) => importance[each][i]!),
      share: shares,
      ranks: byMethod((each) => ranks[each][i]!),
      rank: ranks[method][i]!,
      sign: Math.sign(model.beta[i]!) as -1 | 0 | 1,
      suppression: model.beta[i]! * outcomeCorrelation(model, i) < 0,
    };
  });
  const { means } = model.moments;
  const withDominance = options.dominance ?? k <= MOST_DOMINANCE_DRIVERS;
  return {
    status: "estimated",
    outcome,
    method,
    rows: gram.rows,
    n: gram.n,
    weighted: gramWeight(gram),
    effective: gramEffective(gram),
    outcomeMean: means[k]!,
    intercept: means[k]! - analysed.reduce((sum, { coefficient, mean }) => sum + coefficient * mean, 0),
    rSquared: model.rSquared,
    adjustedRSquared: 1 - (fit.unexplained * (gram.n - 1)) / fit.df,
    residualStandardDeviation: fit.residual,
    f: fit.f,
    conditionNumber: conditionOf(model),
    drivers: analysed,
    excluded: model.constant.map((driver) => ({ driver, reason: "CONSTANT" })),
    dominance: withDominance ? dominance(model) : null,
    groups: options.groups === undefined ? null : groupLmg(model, options.groups),
    agreement: agreementOf(importance),
    warnings: warningsOf(gram, model, analysed, fit.unexplained, sampled),
    caution: ASSOCIATION_NOT_CAUSE,
  };
}

interface Fit {
  readonly unexplained: number;
  readonly df: number;
  readonly residual: number;
  readonly f: DriverEstimated["f"];
}

function fitOf(model: DriverModel): Fit {
  const k = model.drivers.length;
  const left = unexplained(model);
  const df = model.n - k - 1;
  const value = left === 0 ? null : model.rSquared / k / (left / df);
  const { weight, variances } = model.moments;
  return {
    unexplained: left,
    df,
    residual: Math.sqrt((weight * variances[k]! * left) / df),
    f: { value, df: [k, df], p: value === null ? null : fSurvival(value, k, df) },
  };
}

type Coefficient = Pick<
  DriverImportance,
  | "mean"
  | "standardDeviation"
  | "correlation"
  | "correlationP"
  | "coefficient"
  | "standardError"
  | "t"
  | "p"
  | "standardizedBeta"
  | "vif"
>;

function coefficientOf(gram: Gram, model: DriverModel, { unexplained, df }: Fit, i: number): Coefficient {
  const k = model.drivers.length;
  const { means, variances, weight, n } = model.moments;
  const beta = model.beta[i]!;
  const vif = inflation(model, i);
  const scale = Math.sqrt(variances[k]! / variances[i]!);
  const betaError = Math.sqrt((unexplained * vif) / df);
  const t = betaError === 0 ? null : beta / betaError;
  const correlation = Math.max(-1, Math.min(1, outcomeCorrelation(model, i)));
  // Without weights Σw is n; a survey's weights seldom add up to n, and then nothing says by what to correct.
  const unweighted = weight === n && gram.sumSquaredWeights === gram.products[0];
  return {
    mean: means[i]!,
    standardDeviation: Math.sqrt(variances[i]! * (unweighted ? n / (n - 1) : 1)),
    correlation,
    correlationP: correlationP(correlation, n),
    coefficient: beta * scale,
    standardError: betaError * scale,
    t,
    p: t === null ? null : studentTTwoSidedP(t, df),
    standardizedBeta: beta,
    vif,
  };
}

function conditionOf(model: DriverModel): number {
  const k = model.drivers.length;
  const among = new Float64Array(k * k);
  for (let i = 0; i < k; i++) among.set(model.correlation.subarray(i * (k + 1), i * (k + 1) + k), i * k);
  const { values } = symmetricEigen(among, k);
  return Math.sqrt(values[0]! / values[k - 1]!);
}

function agreementOf(importance: Readonly<Record<ImportanceMethod, readonly number[]>>): DriverEstimated["agreement"] {
  return COMPARED.flatMap((a, i) =>
    COMPARED.slice(i + 1).map((b) => ({
      methods: [a, b] as const,
      tau: kendallTau(strengths(importance[a], a), strengths(importance[b], b)),
    })),
  );
}

function byMethod<Value>(value: (method: ImportanceMethod) => Value): Readonly<Record<ImportanceMethod, Value>> {
  return Object.fromEntries(IMPORTANCE_METHODS.map((method) => [method, value(method)])) as Record<
    ImportanceMethod,
    Value
  >; // every method has an entry
}

function requireMethod(method: string): void {
  if (!IMPORTANCE_METHODS.some((known) => known === method)) {
    throw new MetricsError(
      "NAME_UNKNOWN",
      `driverAnalysis: expected one of ${IMPORTANCE_METHODS.join(", ")}, got ${method}`,
      { method },
    );
  }
}
