// Differences, tests, families of tests, trends, planning, and benchmarks.

// Two estimates
export {
  type Difference,
  DIFFERENCE_METHODS,
  type DifferenceMethod,
  differenceOf,
  type DifferenceOptions,
  type EstimatedDifference,
  PERMUTATION_BASE,
  type SuppressedDifference,
} from "./estimate/difference.ts";
export { type Overlap, overlapOf, overlappingDifference } from "./estimate/overlapping-difference.ts";
export { pairedDifference } from "./estimate/paired-difference.ts";
export { permutationTest } from "./estimate/permutation.ts";
export { type EffectSize, hedgesG } from "./estimate/effect-size.ts";
export { type ComplementTest, complementTest } from "./estimate/complement.ts";
export {
  type Alternative,
  ONE_SAMPLE_METHODS,
  type OneSampleMethod,
  type OneSampleOptions,
  type OneSampleTest,
  testAgainst,
} from "./estimate/one-sample.ts";

// Many estimates
export { adjustFamily, benjaminiHochberg, bonferroni, type FamilyCorrection, holm } from "./estimate/family.ts";
export { type Trend, trendOf, type TrendPoint, type TrendResult } from "./estimate/trend.ts";
export {
  type ChangeOptions,
  type ChangeRow,
  changesOf,
  type PeriodChange,
  type Verdict,
} from "./estimate/year-on-year.ts";

// Planning and variance
export {
  marginOfError,
  type PlanOptions,
  powerOf,
  sampleSizeForDifference,
  sampleSizeForMargin,
  type TwoGroupPlan,
  WORST_DEVIATION,
} from "./estimate/planner.ts";
export { forPopulation } from "./estimate/finite-population.ts";
export { standardErrorBy, type VarianceMethod } from "./estimate/standard-error.ts";
export {
  type BootstrapInterval,
  bootstrapInterval,
  type BootstrapOptions,
  type Statistic,
  weightedMean,
} from "./estimate/bootstrap.ts";
export { oddsRatio, riskRatio } from "./estimate/risk-ratio.ts";
export { type AtLeastTimes, atLeastTimes } from "./estimate/at-least-times.ts";
export {
  correlationInference,
  type CorrelationInference,
  pearson,
  type Point,
  spearman,
} from "./estimate/correlation.ts";

// Benchmarks
export type { Member } from "./benchmark/member.ts";
export { type BenchmarkChange, benchmarkChange, type PanelChange } from "./benchmark/panel.ts";
export { type Position, positionAmong, type Quartiles, quartilesOf } from "./benchmark/position.ts";
export { type RankedMember, type Ranking, rankMembers, type RankOptions } from "./benchmark/rank-interval.ts";
export {
  type SectorEstimate,
  type SectorMethod,
  type SectorOptions,
  type SectorValue,
  sectorValue,
} from "./benchmark/sector-value.ts";
