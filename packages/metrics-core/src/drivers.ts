// Driver impact: what goes together with an outcome, how sure that is, and which improvement pays most.

// Answers and their cross products
export {
  type AnswerColumn,
  type Answers,
  answersOf,
  answersOfRows,
  type AnswersOptions,
  type AnswerSource,
  withScore,
} from "./summary/gram-answers.ts";
export {
  emptyGram,
  type Gram,
  gramEffective,
  gramWeight,
  mergeGrams,
  selectGram,
  subtractGram,
} from "./summary/gram.ts";
export { gramByGroup, gramOf, type GramOptions } from "./summary/gram-of.ts";
export { type GramCell, gramFromCells, gramFromSums } from "./summary/gram-from-cells.ts";
export { gramFromCorrelation } from "./summary/gram-from-correlation.ts";
export { type ApplicabilityGroup, gramsByApplicability } from "./summary/gram-applicability.ts";
export {
  mergePairGrams,
  type PairBase,
  type PairGrams,
  pairGramsOf,
  type PairwiseGram,
  pairwiseGram,
} from "./summary/gram-pairs.ts";

// Importance
export { DECOMPOSITIONS, EXACT_LMG_DRIVERS, IMPORTANCE_METHODS, type ImportanceMethod } from "./driver/importance.ts";
export type { DriverRefusal, DriverRefusalReason } from "./driver/driver-model.ts";
export type { DriverWarning } from "./driver/driver-warnings.ts";
export type { Dominance } from "./driver/dominance.ts";
export type { DriverGroup, GroupImportance } from "./driver/group-lmg.ts";
export { ASSOCIATION_NOT_CAUSE } from "./driver/caution.ts";
export {
  type DriverAnalysis,
  driverAnalysis,
  type DriverAnalysisOptions,
  type DriverEstimated,
  type DriverImportance,
} from "./driver/driver-analysis.ts";
export { kendallTau } from "./driver/kendall.ts";
export { bootstrapGrams, type ResamplingOptions } from "./driver/bootstrap.ts";
export type { DriverInterval } from "./driver/draws.ts";
export {
  bootstrapImportance,
  type ImportanceCertainty,
  type ImportanceDifference,
  type ImportanceUncertain,
  type ImportanceUncertainty,
  jackknifeImportance,
  type MethodCertainty,
  type UncertaintyOptions,
  type UncertaintyRefusal,
} from "./driver/importance-uncertainty.ts";
export {
  type DriverStability,
  importanceStability,
  type OrganisationImportance,
  type Stability,
  type StabilityLabel,
  type StabilityOptions,
} from "./driver/stability.ts";

// Asymmetry and action
export {
  ASYMMETRY_CUTOFFS,
  type AsymmetryIndex,
  asymmetryIndex,
  type AsymmetryLabel,
  type FiveClassLabel,
  fiveClassLabel,
  indexLabel,
} from "./driver/asymmetry.ts";
export {
  contrastColumns,
  type ContrastLevels,
  type LevelCounts,
  type LevelsByDriver,
  withContrasts,
} from "./driver/contrast-levels.ts";
export type {
  ContrastCoefficient,
  ContrastLabel,
  ContrastModel,
  DriverContrast,
  PenaltyRewardRules,
  WithheldReason,
} from "./driver/contrast-model.ts";
export {
  type ContrastCovariance,
  type ContrastRefusal,
  type PenaltyReward,
  penaltyReward,
  type PenaltyRewardEstimated,
  penaltyRewardOfGram,
  type PenaltyRewardOptions,
} from "./driver/penalty-reward.ts";
export {
  type CrossHair,
  impactRangePerformance,
  type ImportancePerformance,
  importancePerformance,
  type Performance,
  type PerformancePoint,
  performancesOf,
  type PlacedDriver,
  type Quadrant,
} from "./driver/importance-performance.ts";
export type { AnswerRange, ImprovementAction } from "./driver/improvement-action.ts";
export {
  type ActionGain,
  type ActionWithheld,
  type Improvement,
  type ImprovementEstimated,
  type ImprovementOptions,
  type OutcomeGains,
  simulateImprovements,
} from "./driver/improvement.ts";
