// Numbers that rest on several answers of the same people: experience, reasons, word of mouth by experience, ambassadors.

// Summaries
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
export { MAX_OPTIONS, type MultiAnswer, type MultiQuestion, multiQuestion } from "./summary/multi-question.ts";
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
export { type Battery, mergeBatteries, subtractBatteries } from "./summary/battery.ts";
export { batteryOf, emptyBattery, type StatementAnswers } from "./summary/battery-of.ts";

// Metrics
export { type Experience, experience, experienceGap, experienceIndex } from "./metric/experience.ts";
export {
  cronbachAlpha,
  type EstimatedReliability,
  type ItemReliability,
  type Reliability,
  type SuppressedReliability,
} from "./metric/cronbach-alpha.ts";
export { type WordOfMouthIncidence, wordOfMouthIncidence } from "./metric/word-of-mouth-incidence.ts";
export { type WordOfMouthVolume, wordOfMouthVolume } from "./metric/word-of-mouth-volume.ts";
export type { MessageSide } from "./metric/message-counts.ts";
export type { RatioDirection } from "./metric/message-ratio.ts";
export { SHARING, type Sharing, sharing } from "./metric/sharing.ts";
export { type ReasonBase, type Reasons, reasons, type ReasonShare } from "./metric/reasons.ts";
export { compareReasons, type ReasonContrast } from "./metric/reason-contrast.ts";
export { type AdjustedContrast, orderOfReasons, type RankedReason, type ReasonOrder } from "./metric/reason-order.ts";
export { type ReasonHomogeneity, reasonHomogeneity } from "./metric/reason-homogeneity.ts";
export { type NamedSwap, type OrderSwap, orderSwap, orderSwaps } from "./metric/reason-swap.ts";
export { type AmbassadorFunnel, ambassadors } from "./metric/ambassadors.ts";
export { type Account, accountNps, type AccountWeighting } from "./metric/nps-accounts.ts";
export { type InformantRule, type OrganisationShare, organisationShare } from "./metric/organisation-share.ts";
