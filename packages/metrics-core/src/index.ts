export { MetricsError, type MetricsErrorCode } from "./error.ts";

// Numbers
export { Decimal, roundHalfAway, twelveDigits } from "./numeric/decimal.ts";

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
export { type Interval, INTERVAL_METHODS, type IntervalMethod, intervalOf } from "./estimate/interval.ts";
export { contrastScore, indexScore, meanScore, type Score, shareScore, type Unit } from "./estimate/score.ts";
export { scoreMean } from "./estimate/score-mean.ts";

// Metrics
export { ces, cesEasy, cesIndex, cesNetEasy, type CesVersion } from "./metric/ces.ts";
export { expectation, type Expectation } from "./metric/expectation.ts";
export { CLASSIC_CUTS, nps, type NpsCuts, npsGroups, type NpsGroups } from "./metric/nps.ts";
export { bottomBox, netSatisfaction, satisfaction, satisfactionIndex, topBox } from "./metric/satisfaction.ts";
export { type CategoryShare, type Shares, shares } from "./metric/shares.ts";
export { negativeRate, negativeShare, netWordOfMouth, wordOfMouthRatio } from "./metric/word-of-mouth.ts";

// Self-description
export type { MetricDefinition, SummaryKind } from "./describe/metric-definition.ts";
export { describeMetric, METRIC_DEFINITIONS } from "./describe/registry.ts";
