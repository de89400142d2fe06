// What follows from a survey: follow-up and recovery, churn, lifetime value, employees linked to customers.

// Closing the loop
export {
  type Duration,
  type Durations,
  durationsOf,
  mergeDurations,
  NO_DURATIONS,
  subtractDurations,
} from "./summary/durations.ts";
export {
  type CaseLedger,
  caseLedgerOf,
  CONTACT_TARGET,
  emptyCaseLedger,
  mergeCaseLedgers,
  type ServiceCase,
  subtractCaseLedgers,
} from "./summary/case-ledger.ts";
export { kaplanMeier, type MedianTime, medianTime, type SurvivalStep } from "./estimate/kaplan-meier.ts";
export { actionRate, type FollowUp, followUp, triggerRate, useOfResults } from "./metric/follow-up.ts";
export {
  type ControlledRecovery,
  type Recovery,
  recovery,
  recoveryAgainstControl,
  recoveryChange,
} from "./metric/recovery.ts";
export {
  actionFollowed,
  outcomeByFollowed,
  QUADRANT,
  type QuadrantCell,
  type QuadrantShares,
  quadrantShares,
  RECOVERY_TABLE,
  type RecoveryAdvice,
  recoveryAdvice,
  type RecoveryTable,
  type Responsibility,
} from "./metric/recovery-quadrant.ts";

// Linkage and value
export {
  type EstimatedLinkage,
  type Linkage,
  linkage,
  LINKAGE_MINIMUM,
  type LinkedCorrelation,
  type LinkedOrganisation,
  type SuppressedLinkage,
} from "./metric/linkage.ts";
export { CHURN, type ChurnByGroup, churnByGroup } from "./metric/churn.ts";
export { orderingProbability } from "./metric/ordering-probability.ts";
export {
  type LifetimeTerms,
  lifetimeValue,
  type NpsPath,
  type NpsPointValue,
  npsPointValue,
} from "./metric/lifetime-value.ts";
