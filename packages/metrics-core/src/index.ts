export { MetricsError, type MetricsErrorCode } from "./error.ts";

// Numbers
export { Decimal, roundHalfAway, twelveDigits } from "./numeric/decimal.ts";
export { normalQuantile } from "./numeric/normal-quantile.ts";
export { normalRandom, type RandomSource, randomSource } from "./numeric/random.ts";

// Scales and summaries
export {
  categories,
  CES_EASE_SCALE,
  CES_V1_SCALE,
  CES_V2_SCALE,
  type Direction,
  EXPECTATION,
  indexOf,
  MAX_POINTS,
  ONE_TO_FIVE,
  pointOf,
  pointsOf,
  REPORT_MARK,
  sameScale,
  type Scale,
  scaleName,
  scaleOf,
  scaleSize,
  SENTIMENT,
  WORD_OF_MOUTH,
  ZERO_TO_TEN,
} from "./summary/scale.ts";
export type { Codes, FilterColumn, KeyColumn, RowBlock, RowRange } from "./summary/columns.ts";
export { type CountedBlock, type CountedGroup, GroupedTallies } from "./summary/columns-tally.ts";
export { type WeightCodes, type WeightLimbs, weightLimbs } from "./summary/columns-weights.ts";
export {
  type AnswerColumn,
  type Answers,
  type AnswersOptions,
  type AnswerSource,
  answersOf,
  answersOfRows,
  withScore,
} from "./summary/gram-answers.ts";
export { gramsByApplicability } from "./summary/gram-applicability.ts";
export { answersOfCodes, type CodedColumn } from "./summary/gram-codes.ts";
export { type GramCell, gramFromCells } from "./summary/gram-from-cells.ts";
export { gramFromCorrelation } from "./summary/gram-from-correlation.ts";
export { gramOf, type GramOptions } from "./summary/gram-of.ts";
export { mergePairGrams, type PairGrams, pairGramsOf, type PairwiseGram, pairwiseGram } from "./summary/gram-pairs.ts";
export {
  emptyGram,
  type Gram,
  gramEffective,
  gramWeight,
  mergeGrams,
  selectGram,
  subtractGram,
} from "./summary/gram.ts";
export { type Battery, mergeBatteries, subtractBatteries } from "./summary/battery.ts";
export { batteryOf, emptyBattery, type StatementAnswers } from "./summary/battery-of.ts";
export {
  type AnswerPair,
  cellTally,
  columnsWhereRow,
  columnTally,
  type Crosstab,
  type CrosstabCell,
  crosstabFromCells,
  crosstabOf,
  emptyCrosstab,
  mergeCrosstabs,
  rowTally,
  subtractCrosstabs,
  transposeCrosstab,
} from "./summary/crosstab.ts";
export { type MultiAnswer, type MultiQuestion, multiQuestion } from "./summary/multi-question.ts";
export {
  emptyMultiTally,
  mergeMultiTallies,
  type MultiCell,
  type MultiTally,
  multiTallyFromCells,
  multiTallyOf,
  subtractMultiTallies,
} from "./summary/multi-tally.ts";
export type { Dimension, Statement } from "./summary/statement.ts";
export { MARK } from "./summary/mark.ts";
export { tallyOfCodes, type WeightColumn } from "./summary/tally-codes.ts";
export {
  type Answer,
  emptyTally,
  mergeTallies,
  NOT_APPLICABLE,
  reverseTally,
  subtractTallies,
  type Tally,
  type TallyCell,
  tallyFromCells,
  tallyOf,
  type TallyOptions,
  type Unanswered,
  unweighted,
} from "./summary/tally.ts";

// Estimates and intervals
export type { Base } from "./estimate/base.ts";
export {
  type Estimate,
  type Estimated,
  type Evidence,
  type Flag,
  type Reason,
  SMALL_BASE,
  suppressBelow,
  type Suppressed,
} from "./estimate/estimate.ts";
export {
  type Interval,
  INTERVAL_METHODS,
  type IntervalMethod,
  intervalOf,
  type IntervalOptions,
} from "./estimate/interval.ts";
export {
  type BootstrapInterval,
  bootstrapInterval,
  type BootstrapOptions,
  type Statistic,
  weightedMean,
} from "./estimate/bootstrap.ts";
export { medianOf } from "./estimate/median.ts";
export { type DeviationKind, standardDeviation } from "./estimate/standard-deviation.ts";
export { standardErrorBy, type VarianceMethod } from "./estimate/standard-error.ts";
export { forPopulation } from "./estimate/finite-population.ts";
export { contrastScore, indexScore, meanScore, type Score, shareScore, type Unit } from "./estimate/score.ts";
export { scoreMean } from "./estimate/score-mean.ts";

// Comparing
export { complementTest, type ComplementTest } from "./estimate/complement.ts";
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
export { type EffectSize, hedgesG } from "./estimate/effect-size.ts";
export {
  adjustFamily,
  benjaminiHochberg,
  bonferroni,
  type FamilyCorrection,
  holm,
} from "./estimate/family.ts";
export {
  type Alternative,
  ONE_SAMPLE_METHODS,
  type OneSampleMethod,
  type OneSampleOptions,
  type OneSampleTest,
  testAgainst,
} from "./estimate/one-sample.ts";
export { type Overlap, overlapOf, overlappingDifference } from "./estimate/overlapping-difference.ts";
export { pairedDifference } from "./estimate/paired-difference.ts";
export { permutationTest } from "./estimate/permutation.ts";
export {
  marginOfError,
  type PlanOptions,
  powerOf,
  sampleSizeForDifference,
  sampleSizeForMargin,
  type TwoGroupPlan,
  WORST_DEVIATION,
} from "./estimate/planner.ts";
export { type Trend, trendOf, type TrendPoint, type TrendResult } from "./estimate/trend.ts";
export {
  type ChangeOptions,
  type ChangeRow,
  changesOf,
  type PeriodChange,
  type Verdict,
} from "./estimate/year-on-year.ts";

// Metrics
export { ces, cesEasy, cesIndex, cesNetEasy, type CesVersion } from "./metric/ces.ts";
export { expectation, type Expectation } from "./metric/expectation.ts";
export { CLASSIC_CUTS, nps, type NpsCuts, npsGroups, type NpsGroups } from "./metric/nps.ts";
export { type Account, accountNps, type AccountWeighting } from "./metric/nps-accounts.ts";
export { enps } from "./metric/nps-employee.ts";
export { NPS_VARIANTS, npsCustom, type NpsVariant, npsVariant } from "./metric/nps-variants.ts";
export { type InformantRule, organisationShare, type OrganisationShare } from "./metric/organisation-share.ts";
export { type AmbassadorFunnel, ambassadors } from "./metric/ambassadors.ts";
export { cronbachAlpha, type ItemReliability, type Reliability } from "./metric/cronbach-alpha.ts";
export { type Experience, experience, experienceGap, experienceIndex } from "./metric/experience.ts";
export { orderOfReasons, type RankedReason, type ReasonOrder } from "./metric/reason-order.ts";
export { type ReasonBase, reasons, type Reasons, type ReasonShare } from "./metric/reasons.ts";
export { netSentimentOfMean, sentiment, type Sentiment } from "./metric/sentiment.ts";
export { bottomBox, netSatisfaction, satisfaction, satisfactionIndex, topBox } from "./metric/satisfaction.ts";
export { type CategoryShare, type Shares, shares } from "./metric/shares.ts";
export { negativeRate, negativeShare, netWordOfMouth, wordOfMouthRatio } from "./metric/word-of-mouth.ts";

// Benchmarks
export type { Member } from "./benchmark/member.ts";
export { benchmarkChange, type BenchmarkChange, type PanelChange } from "./benchmark/panel.ts";
export { type Position, positionAmong, type Quartiles, quartilesOf } from "./benchmark/position.ts";
export { type RankedMember, type Ranking, rankMembers, type RankOptions } from "./benchmark/rank-interval.ts";
export {
  type SectorEstimate,
  type SectorMethod,
  type SectorOptions,
  type SectorValue,
  sectorValue,
} from "./benchmark/sector-value.ts";

// Drivers
export { type AsymmetryIndex, type AsymmetryLabel, asymmetryIndex, type FiveClassLabel } from "./driver/asymmetry.ts";
export { bootstrapGrams, type ResamplingOptions } from "./driver/bootstrap.ts";
export { ASSOCIATION_NOT_CAUSE } from "./driver/caution.ts";
export { type ContrastLevels, type LevelCounts, type LevelsByDriver, withContrasts } from "./driver/contrast-levels.ts";
export type {
  ContrastCoefficient,
  ContrastLabel,
  ContrastModel,
  DriverContrast,
  WithheldReason,
} from "./driver/contrast-model.ts";
export type { Dominance } from "./driver/dominance.ts";
export type { DriverInterval } from "./driver/draws.ts";
export {
  type DriverAnalysis,
  type DriverAnalysisOptions,
  type DriverEstimated,
  type DriverImportance,
  driverAnalysis,
} from "./driver/driver-analysis.ts";
export type { DriverRefusal, DriverRefusalReason } from "./driver/driver-model.ts";
export type { DriverWarning } from "./driver/driver-warnings.ts";
export {
  type CrossHair,
  type ImportancePerformance,
  impactRangePerformance,
  importancePerformance,
  type Performance,
  performancesOf,
  type PerformancePoint,
  type PlacedDriver,
  type Quadrant,
} from "./driver/importance-performance.ts";
export {
  bootstrapImportance,
  type ImportanceCertainty,
  type ImportanceDifference,
  type ImportanceUncertainty,
  jackknifeImportance,
  type MethodCertainty,
  type UncertaintyOptions,
} from "./driver/importance-uncertainty.ts";
export { EXACT_LMG_DRIVERS, IMPORTANCE_METHODS, type ImportanceMethod } from "./driver/importance.ts";
export {
  type ActionGain,
  type ActionWithheld,
  type Improvement,
  type ImprovementOptions,
  type OutcomeGains,
  simulateImprovements,
} from "./driver/improvement.ts";
export type { AnswerRange, ImprovementAction } from "./driver/improvement-action.ts";
export {
  type PenaltyReward,
  type PenaltyRewardOptions,
  penaltyReward,
  penaltyRewardOfGram,
} from "./driver/penalty-reward.ts";
export {
  type DriverStability,
  importanceStability,
  type OrganisationImportance,
  type Stability,
  type StabilityLabel,
  type StabilityOptions,
} from "./driver/stability.ts";

// Self-description
export type { MetricDefinition, SummaryKind } from "./describe/metric-definition.ts";
export { describeMetric, METRIC_DEFINITIONS } from "./describe/registry.ts";
