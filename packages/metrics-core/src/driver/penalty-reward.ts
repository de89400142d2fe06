import { MetricsError } from "../error.ts";
import { requireLevel } from "../estimate/level.ts";
import type { Answers } from "../summary/gram-answers.ts";
import { type Gram, productIndex, requireGramColumn } from "../summary/gram.ts";
import { type CompleteRows, completeRows, gramOfRows } from "../summary/gram-of.ts";
import { asymmetryIndex } from "./asymmetry.ts";
import { bootstrapGrams, type ResamplingOptions } from "./bootstrap.ts";
import {
  contrastColumns,
  contrastedDrivers,
  highColumn,
  levelCounts,
  type LevelCounts,
  type LevelsByDriver,
  lowColumn,
  withContrasts,
} from "./contrast-levels.ts";
import {
  type ContrastModel,
  contrastModel,
  type DriverContrast,
  type Errors,
  type ErrorsOf,
  hasContrast,
  type PenaltyRewardRules,
} from "./contrast-model.ts";
import { percentileInterval } from "./draws.ts";
import { ASSOCIATION_NOT_CAUSE } from "./caution.ts";
import { type DriverModel, driverModel, type DriverRefusal, isRefused } from "./driver-model.ts";
import { classicalCovariance, type RawFit, rawFit } from "./raw-fit.ts";
import { clusterCovariance, hc3Covariance } from "./robust-covariance.ts";

export type ContrastCovariance = "hc3" | "classical" | "cluster";

export interface PenaltyRewardOptions extends PenaltyRewardRules {
  readonly outcome: string;
  readonly drivers: readonly string[];
  readonly levels: LevelsByDriver;
  /** Default `hc3`; `cluster` when there are clusters. */
  readonly covariance?: ContrastCovariance;
  /** A number per row of the table: rows of one number hang together. */
  readonly clusters?: ArrayLike<number>;
  /** Of the interval of IA. Default 0.95. */
  readonly level?: number;
  /** Samples for the interval of IA. Default 1000; 0 leaves the intervals out. */
  readonly replications?: number;
  readonly seed?: number;
  /** As in `ResamplingOptions`, for that interval. */
  readonly randomGroups?: number;
}

export interface PenaltyRewardEstimated {
  readonly status: "estimated";
  readonly outcome: string;
  readonly n: number;
  readonly covariance: ContrastCovariance;
  /** All drivers in one regression. */
  readonly joint: ContrastModel;
  /** One regression per driver, in the order of the drivers; the model of a driver with nothing to contrast is `null`. */
  readonly separate: readonly (ContrastModel | null)[];
  readonly replications: number;
  /** Samples in which the joint model could not be estimated. */
  readonly failed: number;
  readonly seed: number;
  readonly caution: typeof ASSOCIATION_NOT_CAUSE;
}

/** Nothing can be contrasted: `NO_CONTRAST` names drivers of which nobody is in the middle, or nobody outside it. */
export interface ContrastRefusal {
  readonly status: "refused";
  readonly reason: "NO_CONTRAST";
  readonly columns: readonly string[];
  readonly n: number;
}

export type PenaltyReward = PenaltyRewardEstimated | DriverRefusal | ContrastRefusal;

/**
 * Penalty-reward contrast analysis: what low answers cost and high answers gain, against the answers between.
 *
 * @throws MetricsError `NAME_UNKNOWN`, `ARGUMENT_INVALID` (levels, level, replications), `INPUT_MISMATCH` for clusters of another length
 * @example
 * penaltyReward(answersOf({ mark: [4, 5, 7, 7, 8, 7, 8, 9], wait: [1, 2, 3, 3, 3, 4, 5, 5] }), { outcome: "mark", drivers: ["wait"], levels: { lowMax: 2, highMin: 5 }, minimumCell: 2 }) // => { joint: { drivers: [{ driver: "wait", index: { wrongSign: [] } }] } }
 * @see Brandt 1987; Mikulić & Prebežac 2008, Managing Service Quality 18(6); Mittal, Ross & Baldasare 1998, J. Marketing 62(1)
 */
export function penaltyReward(answers: Answers, options: PenaltyRewardOptions): PenaltyReward {
  const { outcome, drivers, clusters, level = 0.95, replications = 1000, seed = 1 } = options;
  requireLevel("penaltyReward", level);
  const covariance = options.covariance ?? (clusters === undefined ? "hc3" : "cluster");
  if (covariance === "cluster" && clusters === undefined)
    throw new MetricsError("ARGUMENT_INVALID", "penaltyReward: expected clusters for their covariance");
  if (clusters !== undefined && clusters.length !== answers.length) {
    throw new MetricsError(
      "INPUT_MISMATCH",
      `penaltyReward: expected ${answers.length} clusters, got ${clusters.length}`,
      { got: clusters.length },
    );
  }
  const table = withContrasts(answers, drivers, options.levels);
  const columns = [...contrastColumns(drivers), outcome];
  const rows = completeRows(table, columns);
  const counts = drivers.map((driver) => levelCounts(table, driver, rows.index));
  const estimated = estimate(gramOfRows(rows), counts, options, covariance, (model, fit) =>
    errorsOf(rows, model, fit, covariance, clusters),
  );
  if (estimated.status === "refused" || replications === 0) return estimated;
  return withIntervals(estimated, table, columns, level, { ...options, replications, seed });
}

/**
 * The same from a Gram of `contrastColumns` and the outcome, as a stored summary gives it: classical standard errors, no intervals of IA.
 *
 * @param counts - rows per driver and level, in the order of the drivers; needed when rows have weights, else taken from the Gram
 * @throws MetricsError `NAME_UNKNOWN`, `ARGUMENT_INVALID` when a weighted Gram comes without counts
 * @example
 * penaltyRewardOfGram(gramOf(answersOf({ mark: [4, 5, 7, 8, 8, 9], "wait:low": [1, 1, 0, 0, 0, 0], "wait:high": [0, 0, 0, 0, 1, 1] })), { outcome: "mark", drivers: ["wait"] }) // => { joint: { drivers: [{ counts: { low: 2, middle: 2, high: 2 } }] } }
 */
export function penaltyRewardOfGram(
  gram: Gram,
  options: PenaltyRewardRules & Pick<PenaltyRewardOptions, "outcome" | "drivers">,
  counts?: readonly LevelCounts[],
): PenaltyReward {
  const known = counts ?? options.drivers.map((driver) => countsInGram(gram, driver));
  return estimate(gram, known, options, "classical", (_, fit) => ({
    covariance: classicalCovariance(fit),
    df: fit.df,
  }));
}

function errorsOf(
  rows: CompleteRows,
  model: DriverModel,
  fit: RawFit,
  covariance: ContrastCovariance,
  clusters: ArrayLike<number> | undefined,
): Errors {
  if (covariance === "classical" || (covariance === "cluster" && clusters === undefined))
    return { covariance: classicalCovariance(fit), df: fit.df };
  if (covariance === "hc3") return { covariance: hc3Covariance(rows, model, fit), df: fit.df };
  const clustered = clusterCovariance(rows, model, fit, (row) => clusters![rows.index?.[row] ?? row]!);
  return { covariance: clustered.covariance, df: clustered.clusters - 1 };
}

function estimate(
  gram: Gram,
  counts: readonly LevelCounts[],
  options: PenaltyRewardRules & Pick<PenaltyRewardOptions, "outcome" | "drivers">,
  covariance: ContrastCovariance,
  errors: ErrorsOf,
): PenaltyReward {
  const { outcome, drivers } = options;
  const contrasted = drivers.filter((_, i) => hasContrast(counts[i]!));
  if (gram.n > 0 && contrasted.length === 0)
    return { status: "refused", reason: "NO_CONTRAST", columns: drivers, n: gram.n };
  const model = driverModel(gram, outcome, contrastColumns(gram.n === 0 ? drivers : contrasted));
  if (isRefused(model)) return { ...model, columns: contrastedDrivers(model.columns) };
  return {
    status: "estimated",
    outcome,
    n: gram.n,
    covariance,
    joint: contrastModel(model, drivers, counts, options, errors),
    separate: drivers.map((driver, i) => {
      const own = driverModel(gram, outcome, contrastColumns([driver]));
      return !hasContrast(counts[i]!) || isRefused(own)
        ? null
        : contrastModel(own, [driver], [counts[i]!], options, errors);
    }),
    replications: 0,
    failed: 0,
    seed: 0,
    caution: ASSOCIATION_NOT_CAUSE,
  };
}

/** Adds the intervals of IA: joint and separate models of the same samples. */
function withIntervals(
  estimated: PenaltyRewardEstimated,
  table: Answers,
  columns: readonly string[],
  level: number,
  resampling: Required<Pick<ResamplingOptions, "replications" | "seed">> & ResamplingOptions,
): PenaltyRewardEstimated {
  const { outcome, joint, separate } = estimated;
  const contrasted = joint.drivers.filter(({ counts }) => hasContrast(counts)).map(({ driver }) => driver);
  const jointDraws = joint.drivers.map((): number[] => []);
  const ownDraws = joint.drivers.map((): number[] => []);
  let failed = 0;
  bootstrapGrams(table, columns, resampling, (gram) => {
    const model = driverModel(gram, outcome, contrastColumns(contrasted));
    if (isRefused(model)) failed++;
    else addIndexes(model, joint.drivers, jointDraws);
    joint.drivers.forEach((driver, i) => {
      const own = separate[i] === null ? null : driverModel(gram, outcome, contrastColumns([driver.driver]));
      if (own !== null && !isRefused(own)) addIndexes(own, [driver], [ownDraws[i]!]);
    });
  });
  const enough = (draws: readonly number[]): boolean => draws.length > resampling.replications / 2;
  const interval = (driver: DriverContrast, draws: readonly number[]): DriverContrast =>
    driver.index?.ia == null || !enough(draws) ? driver : { ...driver, iaInterval: percentileInterval(draws, level) };
  return {
    ...estimated,
    joint: { ...joint, drivers: joint.drivers.map((driver, i) => interval(driver, jointDraws[i]!)) },
    separate: separate.map(
      (own, i) => own && { ...own, drivers: own.drivers.map((driver) => interval(driver, ownDraws[i]!)) },
    ),
    replications: resampling.replications,
    failed,
    seed: resampling.seed,
  };
}

function addIndexes(model: DriverModel, drivers: readonly DriverContrast[], draws: readonly number[][]): void {
  const { coefficients } = rawFit(model);
  drivers.forEach(({ driver }, i) => {
    const low = coefficients[model.drivers.indexOf(lowColumn(driver))];
    const high = coefficients[model.drivers.indexOf(highColumn(driver))];
    const ia = low === undefined || high === undefined ? null : asymmetryIndex(low, high).ia;
    if (ia !== null) draws[i]!.push(ia);
  });
}

function countsInGram(gram: Gram, driver: string): LevelCounts {
  const { n, products, sumSquaredWeights } = gram;
  if (products[0] !== n || sumSquaredWeights !== n) {
    throw new MetricsError("ARGUMENT_INVALID", "penaltyRewardOfGram: expected counts beside a weighted Gram", {
      driver,
    });
  }
  const size = gram.columns.length + 1;
  const count = (column: string): number =>
    products[productIndex(size, 0, requireGramColumn("penaltyRewardOfGram", gram, column) + 1)]!;
  const [low, high] = [count(lowColumn(driver)), count(highColumn(driver))];
  return { low, middle: n - low - high, high };
}
