import {
  bootstrapImportance,
  type DriverAnalysis,
  type DriverAnalysisOptions,
  driverAnalysis,
  type Gram,
  gramOf,
  type ImportanceMethod,
  type ImportanceUncertainty,
  type Improvement,
  type ImprovementOptions,
  type PenaltyReward,
  type PenaltyRewardOptions,
  pairGramsOf,
  pairwiseGram,
  penaltyReward,
  type Performance,
  performancesOf,
  type ResamplingOptions,
  simulateImprovements,
  type UncertaintyOptions,
  withScore,
} from "@klik/metrics-core/drivers";
import { answersOfTable, type DriverTable, npsPoints, outcomeColumnOf } from "./driver-table.ts";

/** What a task asks of a table: the options of metrics-core without the columns, which the table knows. */
type Asked<Options> = Omit<Options, "outcome" | "outcomes" | "drivers" | "clusters" | "randomGroups"> & {
  readonly table: DriverTable;
};

/** The analysis of a table, over the responses that `missing` leaves. */
export function analyseDrivers({
  table,
  missing,
  ...options
}: Asked<DriverAnalysisOptions> & { readonly missing: "listwise" | "pairwise" }): DriverAnalysis {
  const answers = answersOfTable(table);
  const outcome = outcomeColumnOf(table);
  const columns = [...table.drivers, outcome];
  if (missing === "listwise") return driverAnalysis(gramOf(answers, columns), { ...options, outcome });
  const pairwise = pairwiseGram(pairGramsOf(answers, columns));
  if (pairwise.status === "estimated") return driverAnalysis(pairwise.gram, { ...options, outcome });
  return { status: "refused", reason: pairwise.reason, columns: pairwise.columns, n: pairwise.smallest?.n ?? 0 };
}

/** The analysis of those who answered everything, from how their answers go together. */
export function analyseGram({ gram, ...options }: DriverAnalysisOptions & { readonly gram: Gram }): DriverAnalysis {
  return driverAnalysis(gram, options);
}

/** Certainty of importance and ranks. */
export function certaintyOfDrivers({
  table,
  ...options
}: Asked<UncertaintyOptions & ResamplingOptions>): ImportanceUncertainty {
  return bootstrapImportance(answersOfTable(table), { ...options, ...modelOf(table), ...sampled(table) });
}

/** Penalties and rewards. */
export function asymmetryOfDrivers({ table, ...options }: Asked<PenaltyRewardOptions>): PenaltyReward {
  return penaltyReward(answersOfTable(table), { ...options, ...modelOf(table), ...sampled(table) });
}

/** How well the organisation does on some of the drivers, over responses with all answers. */
export function performancesOfDrivers({
  table,
  of,
}: Asked<object> & { readonly of: readonly string[] }): readonly Performance[] {
  return performancesOf(gramOf(answersOfTable(table), [...of, outcomeColumnOf(table)]), of);
}

/** Gains of actions, on NPS in points too where the outcome is the mean of an NPS question. */
export function simulateDrivers({
  table,
  withPoints,
  ...options
}: Asked<ImprovementOptions> & { readonly withPoints: boolean }): Improvement {
  const { outcome, drivers } = table;
  const points = `${outcome}:nps`;
  const answers = answersOfTable(table);
  return simulateImprovements(withPoints ? withScore(answers, points, outcome, npsPoints) : answers, {
    ...options,
    ...sampled(table),
    outcomes: [outcomeColumnOf(table), ...(withPoints ? [points] : [])],
    drivers,
  });
}

const modelOf = (table: DriverTable): { readonly outcome: string; readonly drivers: readonly string[] } => ({
  outcome: outcomeColumnOf(table),
  drivers: table.drivers,
});

/** Up to so many responses, samples are drawn of single ones. */
export const SINGLE_RESPONSES = 8_000;
export const RANDOM_GROUPS = 2_000;

/** Random groups that samples of so many responses are drawn of; `null`: each response by itself. */
const randomGroupsOf = (rows: number): number | null => (rows > SINGLE_RESPONSES ? RANDOM_GROUPS : null);

const sampled = ({ rows }: DriverTable): Pick<ResamplingOptions, "randomGroups"> => {
  const randomGroups = randomGroupsOf(rows);
  return randomGroups === null ? {} : { randomGroups };
};

/** A model that is fitted: its columns with the constant, and what a fit takes beside the cross products of the columns. */
interface Fit {
  readonly columns: number;
  readonly work: number;
}

/** Drivers by importance; only LMG goes through the orders of entry. */
export const importanceFit = (
  { drivers }: Pick<DriverTable, "drivers">,
  methods: readonly ImportanceMethod[] = ["lmg"],
): Fit => ({
  columns: drivers.length + 1,
  work: methods.includes("lmg") ? orderWork(drivers.length) : drivers.length ** 3,
});

/** Two columns a driver, for low and for high answers; in no order. */
export const contrastFit = ({ drivers }: Pick<DriverTable, "drivers">): Fit => {
  const columns = 2 * drivers.length + 1;
  return { columns, work: columns ** 3 };
};

/** Roughly how many additions and multiplications a task on a table takes that fits a model to it, and to samples of it. */
export function driverWork({ rows }: DriverTable, { columns, work }: Fit, samples = 0): number {
  const drawn = randomGroupsOf(rows);
  const sorted = samples > 0 && drawn !== null ? rows * SORTING : 0;
  return rows * columns ** 2 + work + sorted + samples * ((drawn ?? rows) * columns ** 2 + work);
}

/** To put responses in the order of what they hold, each. */
const SORTING = 600;

/** Orders of entry are all subsets up to 24 drivers; beyond that they are sampled. */
export const orderWork = (drivers: number): number => 6 * 2 ** Math.min(drivers, 24);
