// The everyday library: scales, tallies, estimates with intervals, and the metrics of one question.

// Errors and numbers
export { MetricsError, type MetricsErrorCode } from "./error.ts";
export { Decimal, roundHalfAway, twelveDigits } from "./numeric/decimal.ts";

// Scales and tallies
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
  POLARITY,
  REPORT_MARK,
  sameScale,
  type Scale,
  scaleName,
  scaleOf,
  scaleSize,
  SENTIMENT,
  WORD_OF_MOUTH,
  YES_NO,
  ZERO_TO_TEN,
} from "./summary/scale.ts";
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
export { contrastScore, indexScore, meanScore, type Score, shareScore, type Unit } from "./estimate/score.ts";
export { scoreMean } from "./estimate/score-mean.ts";
export { type DeviationKind, standardDeviation } from "./estimate/standard-deviation.ts";
export { medianOf } from "./estimate/median.ts";

// Metrics
export { CLASSIC_CUTS, nps, type NpsCuts, type NpsGroups, npsGroups } from "./metric/nps.ts";
export { NPS_VARIANTS, npsCustom, type NpsVariant, npsVariant } from "./metric/nps-variants.ts";
export { enps } from "./metric/nps-employee.ts";
export { ces, cesEasy, cesIndex, cesNetEasy, type CesVersion } from "./metric/ces.ts";
export { bottomBox, netSatisfaction, satisfaction, satisfactionIndex, topBox } from "./metric/satisfaction.ts";
export { MARK_CUTS, type MarkCuts, type ReportMark, reportMark } from "./metric/report-mark.ts";
export { bridgedSatisfaction, type BridgeRule, doublingBridge, minMaxBridge } from "./metric/bridge.ts";
export { netSentimentOfMean, type Sentiment, sentiment } from "./metric/sentiment.ts";
export { type CategoryShare, type Shares, shares } from "./metric/shares.ts";
export { type Expectation, expectation } from "./metric/expectation.ts";
export { negativeRate, negativeShare, netWordOfMouth, wordOfMouthRatio } from "./metric/word-of-mouth.ts";
