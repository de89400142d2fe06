/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Why the gain of an action is not given. */
export type ActionWithheld =
  /** All responses give the driver the same answer. */
  | 'CONSTANT'
  /** No answers between low and high. */
  | 'NO_MIDDLE'
  /** Fewer than 10 high answers. */
  | 'TOO_FEW_HIGH'
  /** Fewer than 10 low answers. */
  | 'TOO_FEW_LOW';

/** What one response of an instrument stands for. */
export type AnalysisUnit =
  /** An employee. */
  | 'EMPLOYEE'
  /** An organisation. */
  | 'ORGANISATION'
  /** A person. */
  | 'RESPONDENT'
  /** One contact of a person. */
  | 'RESPONSE';

/** What a driver does to the outcome. */
export type AsymmetryLabel =
  /** Matters when it is bad; more than good enough gains nothing. */
  | 'DISSATISFIER'
  /** Matters both ways. */
  | 'HYBRID'
  /** Neither low nor high answers move the outcome by more than chance. */
  | 'LOW_IMPACT'
  /** Pleases when it is good; its absence costs nothing. */
  | 'SATISFIER';

/** Responses whose attribute has one of these values. */
export type AttributeFilter = {
  /** Accepted values, as text. */
  in: Array<string>;
  /** Name of the attribute. */
  name: string;
};

/** Who answered. */
export type Audience =
  /** A customer. */
  | 'CUSTOMER'
  /** An employee. */
  | 'EMPLOYEE'
  /** One answer for the organisation as a whole. */
  | 'ORGANISATION';

/** Why a benchmark is withheld. */
export type BenchmarkReason =
  /** Nobody of this organisation answered, or it has no sector: it is not known who its peers are. */
  | 'NO_PEERS'
  /** Readers of single organisations see others only in benchmark releases. */
  | 'RELEASES_ONLY'
  /** Fewer organisations than the minimum have a number on enough answers. */
  | 'TOO_FEW_ORGANISATIONS';

/** Whether there is a benchmark. */
export type BenchmarkStatus =
  /** There is one. */
  | 'AVAILABLE'
  /** There is none; `reason` says why. */
  | 'WITHHELD';

/** Which effort item was asked. The three are different metrics and never pool. */
export type CesVersion =
  /** How easy, 1 difficult to 5 easy; high is good. */
  | 'EASE'
  /** How much effort, 1 very low to 5 very high; low is good. */
  | 'V1'
  /** It was made easy, 1 strongly disagree to 7 strongly agree; high is good. */
  | 'V2';

/** Why a coefficient is not given. */
export type ContrastWithheld =
  /** No answers between low and high to compare with. */
  | 'NO_MIDDLE'
  /** Fewer than 10 high answers. */
  | 'TOO_FEW_HIGH'
  /** Fewer than 10 low answers. */
  | 'TOO_FEW_LOW';

/** A dimension of the context of a response. */
export type Dimension =
  /** Who answered. */
  | 'AUDIENCE'
  /** Phone, counter, website, … */
  | 'CHANNEL'
  /** The organisation that was rated. */
  | 'ORGANISATION'
  /** The sector of that organisation. */
  | 'SECTOR'
  /** The contact moment. */
  | 'TOUCHPOINT';

/** Which end of a scale is good. */
export type Direction =
  /** The highest point is best. */
  | 'HIGH_IS_GOOD'
  /** The lowest point is best. */
  | 'LOW_IS_GOOD';

/** How much a driver matters, by name of the measure. */
export type DriverMethod =
  /** Squared standardised coefficient. */
  | 'BETA_SQUARED'
  /** Squared correlation with the decorrelated driver (Zuber & Strimmer 2010). Sums to R². */
  | 'CAR'
  /** Correlation with the outcome; ignores overlap with other drivers. */
  | 'CORRELATION'
  /** Squared correlation: R² of a model with this driver alone. */
  | 'FIRST'
  /** Mean gain in R² over all orders of entry (Shapley value; Lindeman, Merenda & Gold 1980). Sums to R². */
  | 'LMG'
  /** Standardised coefficient times correlation; sums to R², can be negative. */
  | 'PRATT'
  /** Johnson's relative weight (2000). Sums to R². */
  | 'RELATIVE_WEIGHT'
  /** Standardised coefficient; unstable when drivers overlap. */
  | 'STANDARDIZED_BETA'
  /** R² lost when the driver is left out (Darlington 1968). */
  | 'USEFULNESS';

/** Why there is no analysis. */
export type DriverRefusalReason =
  /** No response answered the outcome and all drivers with a weight above 0. */
  | 'EMPTY_BASE'
  /** Pairwise correlations that contradict one another. */
  | 'NOT_POSITIVE_SEMIDEFINITE'
  /** Nobody in the middle of the named drivers, or nobody outside it. */
  | 'NO_CONTRAST'
  /** All drivers are constant. */
  | 'NO_DRIVERS'
  /** All responses give the outcome the same value. */
  | 'OUTCOME_CONSTANT'
  /** The named drivers are linear combinations of one another, as a duplicate is. */
  | 'SINGULAR'
  /** More than half of the bootstrap samples could not be estimated. */
  | 'TOO_FEW_REPLICATIONS'
  /** No more responses than coefficients. */
  | 'TOO_FEW_ROWS';

/** Whether there is an analysis. */
export type DriverStatus =
  /** There is one. */
  | 'ESTIMATED'
  /** There is none; `reason` says why and `columns` names what is at fault. */
  | 'REFUSED';

/** What to know about an analysis that is there. */
export type DriverWarningCode =
  /** Drivers overlap so much that their coefficients are unstable (VIF above 10). */
  | 'COLLINEAR'
  /** LMG and relative weights put another driver first. */
  | 'METHODS_DISAGREE'
  /** The drivers explain the outcome completely, as when it is computed from them. */
  | 'PERFECT_FIT'
  /** More than a fifth of the responses lacked an answer and were dropped. */
  | 'ROWS_DROPPED'
  /** LMG was sampled, because there are many drivers. */
  | 'SAMPLED'
  /** A coefficient has the opposite sign of the correlation: read neither as an effect. */
  | 'SIGN_CONFLICT'
  /** Fewer responses than 30, or than 10 per driver. */
  | 'SMALL_BASE';

/** What to know about a number that is there. */
export type EstimateFlag =
  /** Half an answer was added to every cell, because one was empty. */
  | 'CONTINUITY_CORRECTED'
  /** All answers score the same: the standard error is 0 and says nothing; the interval does. */
  | 'DEGENERATE_VARIANCE'
  /** Fewer than 30 valid answers. */
  | 'SMALL_BASE'
  /** Everybody answered: there is no sampling error. */
  | 'WHOLE_POPULATION';

/** Whether there is a number. */
export type EstimateStatus =
  /** There is a value. */
  | 'ESTIMATED'
  /** There is none; `reason` says why. */
  | 'SUPPRESSED';

/** The two sides of an experience. */
export type ExperienceDimension =
  /** How it felt. */
  | 'EMOTIONAL'
  /** What was done. */
  | 'FUNCTIONAL';

/** Calendar periods in the operator's time zone. */
export type Grain =
  /** A local day. */
  | 'DAY'
  /** A calendar month. */
  | 'MONTH'
  /** A calendar quarter. */
  | 'QUARTER'
  /** An ISO week, Monday first. */
  | 'WEEK'
  /** A calendar year. */
  | 'YEAR';

/** One thing to group by. */
export type GroupBy =
  {   /** A free attribute of the responses, by name. */
  attribute: string; dimension?: never; period?: never; rolling?: never; }
  |  { attribute?: never;   /** A dimension of the context. */
  dimension: Dimension; period?: never; rolling?: never; }
  |  { attribute?: never; dimension?: never;   /** Periods of this length. */
  period: Grain; rolling?: never; }
  |  { attribute?: never; dimension?: never; period?: never;   /** Rolling windows, such as the last 12 months of each month. They reach back before `where.from`; one that begins before the first response is left out. */
  rolling: RollingPeriods; };

/** Something to do about a driver. */
export type ImprovementAction = {
  /** Points, for SHIFT. */
  by?: number | null | undefined;
  /** In any unit, the same for all actions. */
  cost?: number | null | undefined;
  /** Code of the driver. */
  driver: string;
  /** Your name for it. Left out: driver and kind. */
  id?: string | null | undefined;
  /** What it does to the answers. */
  kind: ImprovementKind;
  /** Mean to reach, for REACH. */
  level?: number | null | undefined;
  /** 0 to 1 of all customers, for REPAIR and RAISE. */
  share?: number | null | undefined;
};

/** What an action does to the answers. */
export type ImprovementKind =
  /** `share` of all customers goes from the middle to high; left out: all who are in the middle. */
  | 'RAISE'
  /** The mean reaches `level`, such as that of the best peer. */
  | 'REACH'
  /** `share` of all customers goes from low to the middle; left out: all who are low. */
  | 'REPAIR'
  /** Everybody answers `by` points higher, as far as the scale goes. */
  | 'SHIFT';

/** Where importance and performance put a driver (Martilla & James 1977). */
export type Quadrant =
  /** Important and weak: improve first. */
  | 'CONCENTRATE_HERE'
  /** Important and good: keep it so. */
  | 'KEEP_UP'
  /** Unimportant and weak. */
  | 'LOW_PRIORITY'
  /** Unimportant and good. */
  | 'POSSIBLE_OVERKILL';

/** Where an event stands: who was responsible, and how much it affected the relation. */
export type QuadrantCell =
  /** The customer was responsible; the impact was high. */
  | 'CUSTOMER_HIGH'
  /** The customer was responsible; the impact was low. */
  | 'CUSTOMER_LOW'
  /** The organisation was responsible; the impact was high. */
  | 'INTERNAL_HIGH'
  /** The organisation was responsible; the impact was low. */
  | 'INTERNAL_LOW';

/** What a question is for; it decides which metrics it serves. */
export type QuestionRole =
  /** Customer effort; `cesVersion` says which item. */
  | 'CES'
  /** One of several categories. */
  | 'CHOICE'
  /** Open text, stored apart. */
  | 'COMMENT'
  /** Experience held against expectation, ordered classes. */
  | 'EXPECTATION'
  /** The feeling afterwards. */
  | 'FEELING'
  /** Likelihood to recommend, 0–10. */
  | 'NPS'
  /** A free number. */
  | 'NUMBER'
  /** One option of a multi-select question on reasons. */
  | 'REASONS'
  /** Satisfaction on any scale, report marks included. */
  | 'SATISFACTION'
  /** 1 negative, 2 neutral, 3 positive. */
  | 'SENTIMENT'
  /** A statement or a driver; `dimension` says of what. */
  | 'STATEMENT'
  /** What was told to others: negative, none, positive. */
  | 'WORD_OF_MOUTH';

/** What the reasons are for. */
export type ReasonKind =
  /** Not to recommend. */
  | 'NOT_RECOMMEND'
  /** To recommend. */
  | 'RECOMMEND';

/** Where it comes from which cell gets which action. */
export type RecoveryMapping =
  /** Somebody assumed it. */
  | 'ASSUMPTION'
  /** A source says so. */
  | 'PUBLISHED';

/** Which responses count: those that meet all that is given. */
export type ResponseFilter = {
  /** All of these must hold. */
  attributes?: Array<AttributeFilter> | null | undefined;
  /** Left out: no restriction. */
  audiences?: Array<Audience> | null | undefined;
  /** Codes; left out: no restriction. */
  channels?: Array<string> | null | undefined;
  /** First local day, included. */
  from?: string | null | undefined;
  /** Codes; left out: no restriction. */
  organisations?: Array<string> | null | undefined;
  /** Codes; left out: no restriction. */
  sectors?: Array<string> | null | undefined;
  /** Codes; left out: no restriction. */
  touchpoints?: Array<string> | null | undefined;
  /** First local day that is not included. */
  until?: string | null | undefined;
};

/** Windows that overlap: each period together with those before it. */
export type RollingPeriods = {
  /** One window for each of these periods. */
  grain: Grain;
  /** Periods in a window, the last one included: 2 to 366. */
  length: number;
};

/** Whether a driver matters alike everywhere. */
export type StabilityLabel =
  /** Important in all segments. */
  | 'STABLE_HIGH'
  /** Unimportant in all segments. */
  | 'STABLE_LOW'
  /** Important in one segment, unimportant in another. */
  | 'VARIES';

/** Why there is no number. */
export type SuppressionReason =
  /** Fewer valid answers than the minimum. */
  | 'BELOW_MINIMUM_BASE'
  /** A ratio whose denominator is 0. */
  | 'DIVISION_BY_ZERO'
  /** Nobody gave a valid answer, or all who did have weight 0. */
  | 'EMPTY_BASE'
  /** A median that fewer than half of the cases have reached yet. */
  | 'NOT_REACHED'
  /** A test or a trend that rests on a standard error that is 0 or not there. */
  | 'NO_VARIANCE';

/** What a number counts in. */
export type Unit =
  /** 0 to 100, 100 is best. */
  | 'INDEX'
  /** −100 to 100. */
  | 'POINTS'
  /** A quotient, 0 and up. */
  | 'RATIO'
  /** Points of the question's own scale. */
  | 'SCALE'
  /** 0 to 1. */
  | 'SHARE';

/** What one may say about a change. UP and DOWN mean the number, not whether that is good. */
export type Verdict =
  /** It fell, likewise. */
  | 'DOWN'
  /** There is no earlier number, or one that shares responses: of a window longer than a year, a year earlier. */
  | 'NOT_COMPARABLE'
  /** The answers do not show a change that matters; that is not proof of no change. */
  | 'NO_EVIDENCE'
  /** Fewer answers than the minimum in one of the two periods. */
  | 'TOO_SMALL'
  /** It rose: more than chance after correction, and by as much as matters. */
  | 'UP';

export type AmbassadorsQueryVariables = Exact<{
  instrument: string;
  where?: ResponseFilter | null | undefined;
}>;


export type AmbassadorsQuery = { segments: { nodes: Array<{ ambassadors: { proud: { status: EstimateStatus, reason: SuppressionReason | null, unit: Unit, value: number | null, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { valid: number } }, talking: { status: EstimateStatus, reason: SuppressionReason | null, unit: Unit, value: number | null, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { valid: number } }, ambassadors: { status: EstimateStatus, reason: SuppressionReason | null, unit: Unit, value: number | null, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { valid: number } } } | null }> } };

export type DriversQueryVariables = Exact<{
  instrument: string;
  where?: ResponseFilter | null | undefined;
  language: string;
  outcome: string;
  method: DriverMethod;
  replications?: number | null | undefined;
}>;


export type DriversQuery = { segments: { nodes: Array<{ drivers: { status: DriverStatus, reason: DriverRefusalReason | null, n: number, reversed: Array<string>, fit: { rSquared: number } | null, drivers: Array<{ code: string, label: string, mean: number, rank: number, importance: number }>, warnings: Array<{ code: DriverWarningCode }>, certainty: { drivers: Array<{ code: string, first: number, interval: { low: number, high: number }, rankInterval: { low: number, high: number } }> } | null, importancePerformance: { importanceLine: number | null, performanceLine: number | null, drivers: Array<{ code: string, importance: number, performance: number, quadrant: Quadrant, borderline: boolean }> } | null } | null }> } };

export type DriverAsymmetryQueryVariables = Exact<{
  instrument: string;
  where?: ResponseFilter | null | undefined;
  outcome: string;
  method: DriverMethod;
}>;


export type DriverAsymmetryQuery = { segments: { nodes: Array<{ drivers: { asymmetry: { status: DriverStatus, reason: DriverRefusalReason | null, n: number, lowMax: number, highMin: number, drivers: Array<{ code: string, low: number, middle: number, high: number, asymmetry: number | null, label: AsymmetryLabel | null, withheld: Array<ContrastWithheld>, penalty: { value: number, standardError: number, adjustedP: number | null } | null, reward: { value: number, standardError: number, adjustedP: number | null } | null, asymmetryInterval: { low: number, high: number } | null }> } | null } | null }> } };

export type ImprovementsQueryVariables = Exact<{
  instrument: string;
  where?: ResponseFilter | null | undefined;
  outcome: string;
  method: DriverMethod;
  actions: Array<ImprovementAction> | ImprovementAction;
  replications?: number | null | undefined;
}>;


export type ImprovementsQuery = { segments: { nodes: Array<{ drivers: { simulate: { status: DriverStatus, reason: DriverRefusalReason | null, n: number, order: Array<string>, outcomes: Array<{ outcome: string, actions: Array<{ driver: string, gain: number | null, best: number | null, capped: boolean, withheld: ActionWithheld | null, interval: { low: number, high: number } | null }> }> } | null } | null }> } };

export type DriverStabilityQueryVariables = Exact<{
  instrument: string;
  where?: ResponseFilter | null | undefined;
  outcome: string;
  method: DriverMethod;
}>;


export type DriverStabilityQuery = { segments: { driverStability: { threshold: number | null, refused: number, drivers: Array<{ code: string, segments: number, pooled: number, low: number, high: number, iSquared: number | null, label: StabilityLabel | null }> } | null } };

export type EffortQueryVariables = Exact<{
  instrument: string;
  where?: ResponseFilter | null | undefined;
  language: string;
  question: string;
  compare: boolean;
}>;


export type EffortQuery = { segments: { nodes: Array<{ ces: { version: CesVersion, status: EstimateStatus, reason: SuppressionReason | null, unit: Unit, value: number | null, flags: Array<EstimateFlag>, change?: { verdict: Verdict, difference: number | null, low: number | null, high: number | null, earlier: { value: number | null } } | null, easy: { status: EstimateStatus, reason: SuppressionReason | null, unit: Unit, value: number | null, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { valid: number } }, distribution: Array<{ code: string, label: string, share: { status: EstimateStatus, reason: SuppressionReason | null, unit: Unit, value: number | null, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { valid: number } } }>, interval: { low: number, high: number } | null, base: { valid: number } } | null }> } };

export type EffortOverQueryVariables = Exact<{
  instrument: string;
  where?: ResponseFilter | null | undefined;
  language: string;
  question: string;
  by: Array<GroupBy> | GroupBy;
}>;


export type EffortOverQuery = { segments: { nodes: Array<{ key: { organisation: { code: string, name: string } | null, sector: { code: string, label: string } | null, channel: { code: string, label: string } | null, touchpoint: { code: string, label: string } | null, period: { label: string, from: string } | null }, ces: { status: EstimateStatus, reason: SuppressionReason | null, unit: Unit, value: number | null, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { valid: number } } | null }> } };

export type EmployeesAndCustomersQueryVariables = Exact<{
  customers: string;
  customerMark: string;
  employees: string;
  employeeMark: string;
  where?: ResponseFilter | null | undefined;
}>;


export type EmployeesAndCustomersQuery = { customers: { nodes: Array<{ key: { organisation: { code: string, name: string } | null }, satisfaction: { status: EstimateStatus, reason: SuppressionReason | null, unit: Unit, value: number | null, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { valid: number } } | null }> }, employees: { nodes: Array<{ key: { organisation: { code: string } | null }, satisfaction: { status: EstimateStatus, reason: SuppressionReason | null, unit: Unit, value: number | null, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { valid: number } } | null }> } };

export type ExperienceQueryVariables = Exact<{
  instrument: string;
  where?: ResponseFilter | null | undefined;
  language: string;
  compare: boolean;
}>;


export type ExperienceQuery = { segments: { nodes: Array<{ experience: { functional: { status: EstimateStatus, reason: SuppressionReason | null, unit: Unit, value: number | null, flags: Array<EstimateFlag>, change?: { verdict: Verdict, difference: number | null, low: number | null, high: number | null, earlier: { value: number | null } } | null, interval: { low: number, high: number } | null, base: { valid: number } }, emotional: { status: EstimateStatus, reason: SuppressionReason | null, unit: Unit, value: number | null, flags: Array<EstimateFlag>, change?: { verdict: Verdict, difference: number | null, low: number | null, high: number | null, earlier: { value: number | null } } | null, interval: { low: number, high: number } | null, base: { valid: number } }, gap: { status: EstimateStatus, reason: SuppressionReason | null, unit: Unit, value: number | null, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { valid: number } }, statements: Array<{ code: string, dimension: ExperienceDimension, label: string, index: { status: EstimateStatus, reason: SuppressionReason | null, unit: Unit, value: number | null, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { valid: number } } }> } | null }> } };

export type ExperienceOverQueryVariables = Exact<{
  instrument: string;
  where?: ResponseFilter | null | undefined;
  language: string;
  by: Array<GroupBy> | GroupBy;
}>;


export type ExperienceOverQuery = { segments: { nodes: Array<{ key: { organisation: { code: string, name: string } | null, sector: { code: string, label: string } | null, channel: { code: string, label: string } | null, touchpoint: { code: string, label: string } | null, period: { label: string, from: string } | null }, experience: { functional: { status: EstimateStatus, reason: SuppressionReason | null, unit: Unit, value: number | null, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { valid: number } }, emotional: { status: EstimateStatus, reason: SuppressionReason | null, unit: Unit, value: number | null, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { valid: number } }, gap: { status: EstimateStatus, reason: SuppressionReason | null, unit: Unit, value: number | null, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { valid: number } } } | null }> } };

export type NpsQueryVariables = Exact<{
  instrument: string;
  where?: ResponseFilter | null | undefined;
  language: string;
  compare: boolean;
}>;


export type NpsQuery = { segments: { nodes: Array<{ nps: { status: EstimateStatus, reason: SuppressionReason | null, unit: Unit, value: number | null, flags: Array<EstimateFlag>, change?: { verdict: Verdict, difference: number | null, low: number | null, high: number | null, earlier: { value: number | null } } | null, promoters: { status: EstimateStatus, reason: SuppressionReason | null, unit: Unit, value: number | null, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { valid: number } }, passives: { status: EstimateStatus, reason: SuppressionReason | null, unit: Unit, value: number | null, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { valid: number } }, detractors: { status: EstimateStatus, reason: SuppressionReason | null, unit: Unit, value: number | null, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { valid: number } }, distribution: Array<{ code: string, label: string, share: { status: EstimateStatus, reason: SuppressionReason | null, unit: Unit, value: number | null, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { valid: number } } }>, interval: { low: number, high: number } | null, base: { valid: number } } | null }> } };

export type NpsOverQueryVariables = Exact<{
  instrument: string;
  where?: ResponseFilter | null | undefined;
  language: string;
  by: Array<GroupBy> | GroupBy;
}>;


export type NpsOverQuery = { segments: { nodes: Array<{ key: { organisation: { code: string, name: string } | null, sector: { code: string, label: string } | null, channel: { code: string, label: string } | null, touchpoint: { code: string, label: string } | null, period: { label: string, from: string } | null }, nps: { status: EstimateStatus, reason: SuppressionReason | null, unit: Unit, value: number | null, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { valid: number } } | null }> } };

type Number_Ces_Fragment = { status: EstimateStatus, reason: SuppressionReason | null, unit: Unit, value: number | null, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { valid: number } };

type Number_Measure_Fragment = { status: EstimateStatus, reason: SuppressionReason | null, unit: Unit, value: number | null, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { valid: number } };

type Number_Nps_Fragment = { status: EstimateStatus, reason: SuppressionReason | null, unit: Unit, value: number | null, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { valid: number } };

type Number_Ratio_Fragment = { status: EstimateStatus, reason: SuppressionReason | null, unit: Unit, value: number | null, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { valid: number } };

type Number_ReportMark_Fragment = { status: EstimateStatus, reason: SuppressionReason | null, unit: Unit, value: number | null, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { valid: number } };

type Number_Satisfaction_Fragment = { status: EstimateStatus, reason: SuppressionReason | null, unit: Unit, value: number | null, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { valid: number } };

export type NumberFragment =
  | Number_Ces_Fragment
  | Number_Measure_Fragment
  | Number_Nps_Fragment
  | Number_Ratio_Fragment
  | Number_ReportMark_Fragment
  | Number_Satisfaction_Fragment
;

export type StepFragment = { verdict: Verdict, difference: number | null, low: number | null, high: number | null, earlier: { value: number | null } };

export type KeyFragment = { organisation: { code: string, name: string } | null, sector: { code: string, label: string } | null, channel: { code: string, label: string } | null, touchpoint: { code: string, label: string } | null, period: { label: string, from: string } | null };

export type PartFragment = { code: string, label: string, share: { status: EstimateStatus, reason: SuppressionReason | null, unit: Unit, value: number | null, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { valid: number } } };

export type OverviewQueryVariables = Exact<{
  instrument: string;
  language: string;
}>;


export type OverviewQuery = { instrument: { code: string, label: string, unit: AnalysisUnit, version: number, questions: Array<{ code: string, role: QuestionRole, dimension: string | null, label: string, cesVersion: CesVersion | null, points: Array<{ code: string }>, scale: { min: number, max: number, step: number, direction: Direction } | null }> } | null, everybody: { nodes: Array<{ responses: number }> }, quarters: { nodes: Array<{ key: { period: { from: string, until: string } | null } }> }, sectors: { nodes: Array<{ key: { organisation: { code: string, name: string } | null, sector: { code: string, label: string } | null, channel: { code: string, label: string } | null, touchpoint: { code: string, label: string } | null, period: { label: string, from: string } | null } }> }, organisations: { totalCount: number, truncated: boolean, nodes: Array<{ key: { organisation: { code: string, name: string } | null, sector: { code: string, label: string } | null, channel: { code: string, label: string } | null, touchpoint: { code: string, label: string } | null, period: { label: string, from: string } | null } }> }, channels: { nodes: Array<{ key: { organisation: { code: string, name: string } | null, sector: { code: string, label: string } | null, channel: { code: string, label: string } | null, touchpoint: { code: string, label: string } | null, period: { label: string, from: string } | null } }> }, touchpoints: { nodes: Array<{ key: { organisation: { code: string, name: string } | null, sector: { code: string, label: string } | null, channel: { code: string, label: string } | null, touchpoint: { code: string, label: string } | null, period: { label: string, from: string } | null } }> } };

export type PositionNpsQueryVariables = Exact<{
  instrument: string;
  where?: ResponseFilter | null | undefined;
}>;


export type PositionNpsQuery = { segments: { nodes: Array<{ figure: { status: EstimateStatus, reason: SuppressionReason | null, unit: Unit, value: number | null, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { valid: number }, sector: { status: BenchmarkStatus, reason: BenchmarkReason | null, organisations: number | null, percentile: number | null, quartiles: { low: number, median: number, high: number } | null, rank: { low: number, high: number, of: number, percentileLow: number | null, percentileHigh: number | null } | null } | null, all: { status: BenchmarkStatus, reason: BenchmarkReason | null, organisations: number | null, percentile: number | null, quartiles: { low: number, median: number, high: number } | null, rank: { low: number, high: number, of: number, percentileLow: number | null, percentileHigh: number | null } | null } | null } | null }> } };

export type PositionMarkQueryVariables = Exact<{
  instrument: string;
  where?: ResponseFilter | null | undefined;
  question: string;
}>;


export type PositionMarkQuery = { segments: { nodes: Array<{ figure: { status: EstimateStatus, reason: SuppressionReason | null, unit: Unit, value: number | null, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { valid: number }, sector: { status: BenchmarkStatus, reason: BenchmarkReason | null, organisations: number | null, percentile: number | null, quartiles: { low: number, median: number, high: number } | null, rank: { low: number, high: number, of: number, percentileLow: number | null, percentileHigh: number | null } | null } | null, all: { status: BenchmarkStatus, reason: BenchmarkReason | null, organisations: number | null, percentile: number | null, quartiles: { low: number, median: number, high: number } | null, rank: { low: number, high: number, of: number, percentileLow: number | null, percentileHigh: number | null } | null } | null } | null }> } };

export type PositionEffortQueryVariables = Exact<{
  instrument: string;
  where?: ResponseFilter | null | undefined;
  question: string;
}>;


export type PositionEffortQuery = { segments: { nodes: Array<{ figure: { status: EstimateStatus, reason: SuppressionReason | null, unit: Unit, value: number | null, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { valid: number }, sector: { status: BenchmarkStatus, reason: BenchmarkReason | null, organisations: number | null, percentile: number | null, quartiles: { low: number, median: number, high: number } | null, rank: { low: number, high: number, of: number, percentileLow: number | null, percentileHigh: number | null } | null } | null, all: { status: BenchmarkStatus, reason: BenchmarkReason | null, organisations: number | null, percentile: number | null, quartiles: { low: number, median: number, high: number } | null, rank: { low: number, high: number, of: number, percentileLow: number | null, percentileHigh: number | null } | null } | null } | null }> } };

type Position_Ces_Fragment = { sector: { status: BenchmarkStatus, reason: BenchmarkReason | null, organisations: number | null, percentile: number | null, quartiles: { low: number, median: number, high: number } | null, rank: { low: number, high: number, of: number, percentileLow: number | null, percentileHigh: number | null } | null } | null, all: { status: BenchmarkStatus, reason: BenchmarkReason | null, organisations: number | null, percentile: number | null, quartiles: { low: number, median: number, high: number } | null, rank: { low: number, high: number, of: number, percentileLow: number | null, percentileHigh: number | null } | null } | null };

type Position_Measure_Fragment = { sector: { status: BenchmarkStatus, reason: BenchmarkReason | null, organisations: number | null, percentile: number | null, quartiles: { low: number, median: number, high: number } | null, rank: { low: number, high: number, of: number, percentileLow: number | null, percentileHigh: number | null } | null } | null, all: { status: BenchmarkStatus, reason: BenchmarkReason | null, organisations: number | null, percentile: number | null, quartiles: { low: number, median: number, high: number } | null, rank: { low: number, high: number, of: number, percentileLow: number | null, percentileHigh: number | null } | null } | null };

type Position_Nps_Fragment = { sector: { status: BenchmarkStatus, reason: BenchmarkReason | null, organisations: number | null, percentile: number | null, quartiles: { low: number, median: number, high: number } | null, rank: { low: number, high: number, of: number, percentileLow: number | null, percentileHigh: number | null } | null } | null, all: { status: BenchmarkStatus, reason: BenchmarkReason | null, organisations: number | null, percentile: number | null, quartiles: { low: number, median: number, high: number } | null, rank: { low: number, high: number, of: number, percentileLow: number | null, percentileHigh: number | null } | null } | null };

type Position_Ratio_Fragment = { sector: { status: BenchmarkStatus, reason: BenchmarkReason | null, organisations: number | null, percentile: number | null, quartiles: { low: number, median: number, high: number } | null, rank: { low: number, high: number, of: number, percentileLow: number | null, percentileHigh: number | null } | null } | null, all: { status: BenchmarkStatus, reason: BenchmarkReason | null, organisations: number | null, percentile: number | null, quartiles: { low: number, median: number, high: number } | null, rank: { low: number, high: number, of: number, percentileLow: number | null, percentileHigh: number | null } | null } | null };

type Position_ReportMark_Fragment = { sector: { status: BenchmarkStatus, reason: BenchmarkReason | null, organisations: number | null, percentile: number | null, quartiles: { low: number, median: number, high: number } | null, rank: { low: number, high: number, of: number, percentileLow: number | null, percentileHigh: number | null } | null } | null, all: { status: BenchmarkStatus, reason: BenchmarkReason | null, organisations: number | null, percentile: number | null, quartiles: { low: number, median: number, high: number } | null, rank: { low: number, high: number, of: number, percentileLow: number | null, percentileHigh: number | null } | null } | null };

type Position_Satisfaction_Fragment = { sector: { status: BenchmarkStatus, reason: BenchmarkReason | null, organisations: number | null, percentile: number | null, quartiles: { low: number, median: number, high: number } | null, rank: { low: number, high: number, of: number, percentileLow: number | null, percentileHigh: number | null } | null } | null, all: { status: BenchmarkStatus, reason: BenchmarkReason | null, organisations: number | null, percentile: number | null, quartiles: { low: number, median: number, high: number } | null, rank: { low: number, high: number, of: number, percentileLow: number | null, percentileHigh: number | null } | null } | null };

export type PositionFragment =
  | Position_Ces_Fragment
  | Position_Measure_Fragment
  | Position_Nps_Fragment
  | Position_Ratio_Fragment
  | Position_ReportMark_Fragment
  | Position_Satisfaction_Fragment
;

export type PlaceFragment = { status: BenchmarkStatus, reason: BenchmarkReason | null, organisations: number | null, percentile: number | null, quartiles: { low: number, median: number, high: number } | null, rank: { low: number, high: number, of: number, percentileLow: number | null, percentileHigh: number | null } | null };

export type ProgrammesQueryVariables = Exact<{
  language: string;
}>;


export type ProgrammesQuery = { instruments: Array<{ code: string, label: string, questions: Array<{ code: string, role: QuestionRole }> }> };

export type ReasonsQueryVariables = Exact<{
  instrument: string;
  where?: ResponseFilter | null | undefined;
  language: string;
  kind: ReasonKind;
}>;


export type ReasonsQuery = { segments: { nodes: Array<{ key: { organisation: { code: string, name: string } | null, sector: { code: string, label: string } | null, channel: { code: string, label: string } | null, touchpoint: { code: string, label: string } | null, period: { label: string, from: string } | null }, reasons: Array<{ code: string, label: string, rank: number | null, highestRank: number | null, lowestRank: number | null, share: { status: EstimateStatus, reason: SuppressionReason | null, unit: Unit, value: number | null, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { valid: number } } }> | null }> } };

export type RecoveryQueryVariables = Exact<{
  instrument: string;
  where?: ResponseFilter | null | undefined;
  language: string;
}>;


export type RecoveryQuery = { segments: { nodes: Array<{ recoveryQuadrant: { table: { version: number, mapping: RecoveryMapping }, cells: Array<{ cell: QuadrantCell, action: string, share: { status: EstimateStatus, reason: SuppressionReason | null, unit: Unit, value: number | null, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { valid: number } } }>, undetermined: { status: EstimateStatus, reason: SuppressionReason | null, unit: Unit, value: number | null, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { valid: number } }, followed: { status: EstimateStatus, reason: SuppressionReason | null, unit: Unit, value: number | null, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { valid: number } } | null, outcome: { followed: { status: EstimateStatus, reason: SuppressionReason | null, unit: Unit, value: number | null, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { valid: number } }, notFollowed: { status: EstimateStatus, reason: SuppressionReason | null, unit: Unit, value: number | null, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { valid: number } } } | null } | null, actions: { categories: Array<{ code: string, label: string }> } | null }> } };

export type SatisfactionQueryVariables = Exact<{
  instrument: string;
  where?: ResponseFilter | null | undefined;
  language: string;
  question: string;
  compare: boolean;
}>;


export type SatisfactionQuery = { segments: { nodes: Array<{ satisfaction: { status: EstimateStatus, reason: SuppressionReason | null, unit: Unit, value: number | null, flags: Array<EstimateFlag>, change?: { verdict: Verdict, difference: number | null, low: number | null, high: number | null, earlier: { value: number | null } } | null, distribution: Array<{ code: string, label: string, share: { status: EstimateStatus, reason: SuppressionReason | null, unit: Unit, value: number | null, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { valid: number } } }>, interval: { low: number, high: number } | null, base: { valid: number } } | null }> } };

export type SatisfactionOverQueryVariables = Exact<{
  instrument: string;
  where?: ResponseFilter | null | undefined;
  language: string;
  question: string;
  by: Array<GroupBy> | GroupBy;
}>;


export type SatisfactionOverQuery = { segments: { nodes: Array<{ key: { organisation: { code: string, name: string } | null, sector: { code: string, label: string } | null, channel: { code: string, label: string } | null, touchpoint: { code: string, label: string } | null, period: { label: string, from: string } | null }, satisfaction: { status: EstimateStatus, reason: SuppressionReason | null, unit: Unit, value: number | null, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { valid: number } } | null }> } };

export type AgreementQueryVariables = Exact<{
  instrument: string;
  where?: ResponseFilter | null | undefined;
  question: string;
  points: number;
}>;


export type AgreementQuery = { segments: { nodes: Array<{ satisfaction: { topBox: { status: EstimateStatus, reason: SuppressionReason | null, unit: Unit, value: number | null, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { valid: number } } | null } | null }> } };

export type SentimentQueryVariables = Exact<{
  instrument: string;
  where?: ResponseFilter | null | undefined;
  language: string;
  compare: boolean;
}>;


export type SentimentQuery = { segments: { nodes: Array<{ sentiment: { mean: { status: EstimateStatus, reason: SuppressionReason | null, unit: Unit, value: number | null, flags: Array<EstimateFlag>, change?: { verdict: Verdict, difference: number | null, low: number | null, high: number | null, earlier: { value: number | null } } | null, interval: { low: number, high: number } | null, base: { valid: number } }, distribution: Array<{ code: string, label: string, share: { status: EstimateStatus, reason: SuppressionReason | null, unit: Unit, value: number | null, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { valid: number } } }> } | null }> } };

export type SharesQueryVariables = Exact<{
  instrument: string;
  where?: ResponseFilter | null | undefined;
  language: string;
  question: string;
  categories?: Array<string> | string | null | undefined;
}>;


export type SharesQuery = { segments: { nodes: Array<{ shares: { categories: Array<{ code: string, label: string, share: { status: EstimateStatus, reason: SuppressionReason | null, unit: Unit, value: number | null, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { valid: number } } }>, unstated: { code: string, label: string, share: { status: EstimateStatus, reason: SuppressionReason | null, unit: Unit, value: number | null, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { valid: number } } } | null } | null }> } };

export type SharingQueryVariables = Exact<{
  instrument: string;
  where?: ResponseFilter | null | undefined;
}>;


export type SharingQuery = { segments: { nodes: Array<{ wordOfMouth: { sharing: { negative: { status: EstimateStatus, reason: SuppressionReason | null, unit: Unit, value: number | null, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { valid: number } }, positive: { status: EstimateStatus, reason: SuppressionReason | null, unit: Unit, value: number | null, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { valid: number } }, ratio: { status: EstimateStatus, reason: SuppressionReason | null, unit: Unit, value: number | null, flags: Array<EstimateFlag>, atLeast: { holds: boolean } | null, interval: { low: number, high: number } | null, base: { valid: number } } } | null } | null }> } };

export type WordOfMouthQueryVariables = Exact<{
  instrument: string;
  where?: ResponseFilter | null | undefined;
  language: string;
  compare: boolean;
}>;


export type WordOfMouthQuery = { segments: { nodes: Array<{ wordOfMouth: { distribution: Array<{ code: string, label: string, share: { status: EstimateStatus, reason: SuppressionReason | null, unit: Unit, value: number | null, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { valid: number } } }>, negativeShare: { status: EstimateStatus, reason: SuppressionReason | null, unit: Unit, value: number | null, flags: Array<EstimateFlag>, change?: { verdict: Verdict, difference: number | null, low: number | null, high: number | null, earlier: { value: number | null } } | null, interval: { low: number, high: number } | null, base: { valid: number } }, negativeRate: { status: EstimateStatus, reason: SuppressionReason | null, unit: Unit, value: number | null, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { valid: number } }, ratio: { status: EstimateStatus, reason: SuppressionReason | null, unit: Unit, value: number | null, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { valid: number } } } | null }> } };

export type WordOfMouthOverQueryVariables = Exact<{
  instrument: string;
  where?: ResponseFilter | null | undefined;
  language: string;
  by: Array<GroupBy> | GroupBy;
}>;


export type WordOfMouthOverQuery = { segments: { nodes: Array<{ key: { organisation: { code: string, name: string } | null, sector: { code: string, label: string } | null, channel: { code: string, label: string } | null, touchpoint: { code: string, label: string } | null, period: { label: string, from: string } | null }, wordOfMouth: { negativeShare: { status: EstimateStatus, reason: SuppressionReason | null, unit: Unit, value: number | null, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { valid: number } } } | null }> } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const StepFragmentDoc = new TypedDocumentString(`
    fragment Step on Change {
  verdict
  difference
  low
  high
  earlier {
    value
  }
}
    `, {"fragmentName":"Step"}) as unknown as TypedDocumentString<StepFragment, unknown>;
export const KeyFragmentDoc = new TypedDocumentString(`
    fragment Key on SegmentKey {
  organisation {
    code
    name
  }
  sector {
    code
    label(language: $language)
  }
  channel {
    code
    label(language: $language)
  }
  touchpoint {
    code
    label(language: $language)
  }
  period {
    label
    from
  }
}
    `, {"fragmentName":"Key"}) as unknown as TypedDocumentString<KeyFragment, unknown>;
export const NumberFragmentDoc = new TypedDocumentString(`
    fragment Number on Estimate {
  status
  reason
  unit
  value
  interval {
    low
    high
  }
  base {
    valid
  }
  flags
}
    `, {"fragmentName":"Number"}) as unknown as TypedDocumentString<NumberFragment, unknown>;
export const PartFragmentDoc = new TypedDocumentString(`
    fragment Part on CategoryShare {
  code
  label(language: $language)
  share {
    ...Number
  }
}
    fragment Number on Estimate {
  status
  reason
  unit
  value
  interval {
    low
    high
  }
  base {
    valid
  }
  flags
}`, {"fragmentName":"Part"}) as unknown as TypedDocumentString<PartFragment, unknown>;
export const PlaceFragmentDoc = new TypedDocumentString(`
    fragment Place on Benchmark {
  status
  reason
  organisations
  percentile
  quartiles {
    low
    median
    high
  }
  rank {
    low
    high
    of
    percentileLow
    percentileHigh
  }
}
    `, {"fragmentName":"Place"}) as unknown as TypedDocumentString<PlaceFragment, unknown>;
export const PositionFragmentDoc = new TypedDocumentString(`
    fragment Position on Estimate {
  sector: benchmark(against: SECTOR) {
    ...Place
  }
  all: benchmark(against: ALL) {
    ...Place
  }
}
    fragment Place on Benchmark {
  status
  reason
  organisations
  percentile
  quartiles {
    low
    median
    high
  }
  rank {
    low
    high
    of
    percentileLow
    percentileHigh
  }
}`, {"fragmentName":"Position"}) as unknown as TypedDocumentString<PositionFragment, unknown>;
export const AmbassadorsDocument = new TypedDocumentString(`
    query Ambassadors($instrument: String!, $where: ResponseFilter) {
  segments(instrument: $instrument, where: $where) {
    nodes {
      ambassadors {
        proud {
          ...Number
        }
        talking {
          ...Number
        }
        ambassadors {
          ...Number
        }
      }
    }
  }
}
    fragment Number on Estimate {
  status
  reason
  unit
  value
  interval {
    low
    high
  }
  base {
    valid
  }
  flags
}`) as unknown as TypedDocumentString<AmbassadorsQuery, AmbassadorsQueryVariables>;
export const DriversDocument = new TypedDocumentString(`
    query Drivers($instrument: String!, $where: ResponseFilter, $language: String!, $outcome: String!, $method: DriverMethod!, $replications: Int = 500) {
  segments(instrument: $instrument, where: $where) {
    nodes {
      drivers(outcome: $outcome, method: $method) {
        status
        reason
        n
        reversed
        fit {
          rSquared
        }
        drivers {
          code
          label(language: $language)
          mean
          rank
          importance
        }
        warnings {
          code
        }
        certainty(replications: $replications) {
          drivers {
            code
            interval {
              low
              high
            }
            rankInterval {
              low
              high
            }
            first
          }
        }
        importancePerformance {
          importanceLine
          performanceLine
          drivers {
            code
            importance
            performance
            quadrant
            borderline
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DriversQuery, DriversQueryVariables>;
export const DriverAsymmetryDocument = new TypedDocumentString(`
    query DriverAsymmetry($instrument: String!, $where: ResponseFilter, $outcome: String!, $method: DriverMethod!) {
  segments(instrument: $instrument, where: $where) {
    nodes {
      drivers(outcome: $outcome, method: $method) {
        asymmetry(replications: 200) {
          status
          reason
          n
          lowMax
          highMin
          drivers {
            code
            low
            middle
            high
            penalty {
              value
              standardError
              adjustedP
            }
            reward {
              value
              standardError
              adjustedP
            }
            asymmetry
            asymmetryInterval {
              low
              high
            }
            label
            withheld
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DriverAsymmetryQuery, DriverAsymmetryQueryVariables>;
export const ImprovementsDocument = new TypedDocumentString(`
    query Improvements($instrument: String!, $where: ResponseFilter, $outcome: String!, $method: DriverMethod!, $actions: [ImprovementAction!]!, $replications: Int = 500) {
  segments(instrument: $instrument, where: $where) {
    nodes {
      drivers(outcome: $outcome, method: $method) {
        simulate(actions: $actions, replications: $replications) {
          status
          reason
          n
          order
          outcomes {
            outcome
            actions {
              driver
              gain
              interval {
                low
                high
              }
              best
              capped
              withheld
            }
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ImprovementsQuery, ImprovementsQueryVariables>;
export const DriverStabilityDocument = new TypedDocumentString(`
    query DriverStability($instrument: String!, $where: ResponseFilter, $outcome: String!, $method: DriverMethod!) {
  segments(
    instrument: $instrument
    where: $where
    by: [{dimension: ORGANISATION}]
    first: 50
  ) {
    driverStability(outcome: $outcome, method: $method, replications: 200) {
      threshold
      refused
      drivers {
        code
        segments
        pooled
        low
        high
        iSquared
        label
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DriverStabilityQuery, DriverStabilityQueryVariables>;
export const EffortDocument = new TypedDocumentString(`
    query Effort($instrument: String!, $where: ResponseFilter, $language: String!, $question: String!, $compare: Boolean!) {
  segments(instrument: $instrument, where: $where) {
    nodes {
      ces(question: $question) {
        version
        ...Number
        change(from: YEAR_EARLIER) @include(if: $compare) {
          ...Step
        }
        easy {
          ...Number
        }
        distribution {
          ...Part
        }
      }
    }
  }
}
    fragment Number on Estimate {
  status
  reason
  unit
  value
  interval {
    low
    high
  }
  base {
    valid
  }
  flags
}
fragment Step on Change {
  verdict
  difference
  low
  high
  earlier {
    value
  }
}
fragment Part on CategoryShare {
  code
  label(language: $language)
  share {
    ...Number
  }
}`) as unknown as TypedDocumentString<EffortQuery, EffortQueryVariables>;
export const EffortOverDocument = new TypedDocumentString(`
    query EffortOver($instrument: String!, $where: ResponseFilter, $language: String!, $question: String!, $by: [GroupBy!]!) {
  segments(instrument: $instrument, where: $where, by: $by) {
    nodes {
      key {
        ...Key
      }
      ces(question: $question) {
        ...Number
      }
    }
  }
}
    fragment Number on Estimate {
  status
  reason
  unit
  value
  interval {
    low
    high
  }
  base {
    valid
  }
  flags
}
fragment Key on SegmentKey {
  organisation {
    code
    name
  }
  sector {
    code
    label(language: $language)
  }
  channel {
    code
    label(language: $language)
  }
  touchpoint {
    code
    label(language: $language)
  }
  period {
    label
    from
  }
}`) as unknown as TypedDocumentString<EffortOverQuery, EffortOverQueryVariables>;
export const EmployeesAndCustomersDocument = new TypedDocumentString(`
    query EmployeesAndCustomers($customers: String!, $customerMark: String!, $employees: String!, $employeeMark: String!, $where: ResponseFilter) {
  customers: segments(
    instrument: $customers
    where: $where
    by: [{dimension: ORGANISATION}]
  ) {
    nodes {
      key {
        organisation {
          code
          name
        }
      }
      satisfaction(question: $customerMark) {
        ...Number
      }
    }
  }
  employees: segments(
    instrument: $employees
    where: $where
    by: [{dimension: ORGANISATION}]
  ) {
    nodes {
      key {
        organisation {
          code
        }
      }
      satisfaction(question: $employeeMark) {
        ...Number
      }
    }
  }
}
    fragment Number on Estimate {
  status
  reason
  unit
  value
  interval {
    low
    high
  }
  base {
    valid
  }
  flags
}`) as unknown as TypedDocumentString<EmployeesAndCustomersQuery, EmployeesAndCustomersQueryVariables>;
export const ExperienceDocument = new TypedDocumentString(`
    query Experience($instrument: String!, $where: ResponseFilter, $language: String!, $compare: Boolean!) {
  segments(instrument: $instrument, where: $where) {
    nodes {
      experience {
        functional {
          ...Number
          change(from: YEAR_EARLIER) @include(if: $compare) {
            ...Step
          }
        }
        emotional {
          ...Number
          change(from: YEAR_EARLIER) @include(if: $compare) {
            ...Step
          }
        }
        gap {
          ...Number
        }
        statements {
          code
          dimension
          label(language: $language)
          index {
            ...Number
          }
        }
      }
    }
  }
}
    fragment Number on Estimate {
  status
  reason
  unit
  value
  interval {
    low
    high
  }
  base {
    valid
  }
  flags
}
fragment Step on Change {
  verdict
  difference
  low
  high
  earlier {
    value
  }
}`) as unknown as TypedDocumentString<ExperienceQuery, ExperienceQueryVariables>;
export const ExperienceOverDocument = new TypedDocumentString(`
    query ExperienceOver($instrument: String!, $where: ResponseFilter, $language: String!, $by: [GroupBy!]!) {
  segments(instrument: $instrument, where: $where, by: $by) {
    nodes {
      key {
        ...Key
      }
      experience {
        functional {
          ...Number
        }
        emotional {
          ...Number
        }
        gap {
          ...Number
        }
      }
    }
  }
}
    fragment Number on Estimate {
  status
  reason
  unit
  value
  interval {
    low
    high
  }
  base {
    valid
  }
  flags
}
fragment Key on SegmentKey {
  organisation {
    code
    name
  }
  sector {
    code
    label(language: $language)
  }
  channel {
    code
    label(language: $language)
  }
  touchpoint {
    code
    label(language: $language)
  }
  period {
    label
    from
  }
}`) as unknown as TypedDocumentString<ExperienceOverQuery, ExperienceOverQueryVariables>;
export const NpsDocument = new TypedDocumentString(`
    query Nps($instrument: String!, $where: ResponseFilter, $language: String!, $compare: Boolean!) {
  segments(instrument: $instrument, where: $where) {
    nodes {
      nps {
        ...Number
        change(from: YEAR_EARLIER) @include(if: $compare) {
          ...Step
        }
        promoters {
          ...Number
        }
        passives {
          ...Number
        }
        detractors {
          ...Number
        }
        distribution {
          ...Part
        }
      }
    }
  }
}
    fragment Number on Estimate {
  status
  reason
  unit
  value
  interval {
    low
    high
  }
  base {
    valid
  }
  flags
}
fragment Step on Change {
  verdict
  difference
  low
  high
  earlier {
    value
  }
}
fragment Part on CategoryShare {
  code
  label(language: $language)
  share {
    ...Number
  }
}`) as unknown as TypedDocumentString<NpsQuery, NpsQueryVariables>;
export const NpsOverDocument = new TypedDocumentString(`
    query NpsOver($instrument: String!, $where: ResponseFilter, $language: String!, $by: [GroupBy!]!) {
  segments(instrument: $instrument, where: $where, by: $by) {
    nodes {
      key {
        ...Key
      }
      nps {
        ...Number
      }
    }
  }
}
    fragment Number on Estimate {
  status
  reason
  unit
  value
  interval {
    low
    high
  }
  base {
    valid
  }
  flags
}
fragment Key on SegmentKey {
  organisation {
    code
    name
  }
  sector {
    code
    label(language: $language)
  }
  channel {
    code
    label(language: $language)
  }
  touchpoint {
    code
    label(language: $language)
  }
  period {
    label
    from
  }
}`) as unknown as TypedDocumentString<NpsOverQuery, NpsOverQueryVariables>;
export const OverviewDocument = new TypedDocumentString(`
    query Overview($instrument: String!, $language: String!) {
  instrument(code: $instrument) {
    code
    label(language: $language)
    unit
    version
    questions {
      code
      role
      dimension
      label(language: $language)
      cesVersion
      points {
        code
      }
      scale {
        min
        max
        step
        direction
      }
    }
  }
  everybody: segments(instrument: $instrument) {
    nodes {
      responses
    }
  }
  quarters: segments(instrument: $instrument, by: [{period: QUARTER}]) {
    nodes {
      key {
        period {
          from
          until
        }
      }
    }
  }
  sectors: segments(instrument: $instrument, by: [{dimension: SECTOR}]) {
    nodes {
      key {
        ...Key
      }
    }
  }
  organisations: segments(
    instrument: $instrument
    by: [{dimension: SECTOR}, {dimension: ORGANISATION}]
    first: 200
  ) {
    totalCount
    truncated
    nodes {
      key {
        ...Key
      }
    }
  }
  channels: segments(instrument: $instrument, by: [{dimension: CHANNEL}]) {
    nodes {
      key {
        ...Key
      }
    }
  }
  touchpoints: segments(instrument: $instrument, by: [{dimension: TOUCHPOINT}]) {
    nodes {
      key {
        ...Key
      }
    }
  }
}
    fragment Key on SegmentKey {
  organisation {
    code
    name
  }
  sector {
    code
    label(language: $language)
  }
  channel {
    code
    label(language: $language)
  }
  touchpoint {
    code
    label(language: $language)
  }
  period {
    label
    from
  }
}`) as unknown as TypedDocumentString<OverviewQuery, OverviewQueryVariables>;
export const PositionNpsDocument = new TypedDocumentString(`
    query PositionNps($instrument: String!, $where: ResponseFilter) {
  segments(instrument: $instrument, where: $where) {
    nodes {
      figure: nps {
        ...Number
        ...Position
      }
    }
  }
}
    fragment Number on Estimate {
  status
  reason
  unit
  value
  interval {
    low
    high
  }
  base {
    valid
  }
  flags
}
fragment Position on Estimate {
  sector: benchmark(against: SECTOR) {
    ...Place
  }
  all: benchmark(against: ALL) {
    ...Place
  }
}
fragment Place on Benchmark {
  status
  reason
  organisations
  percentile
  quartiles {
    low
    median
    high
  }
  rank {
    low
    high
    of
    percentileLow
    percentileHigh
  }
}`) as unknown as TypedDocumentString<PositionNpsQuery, PositionNpsQueryVariables>;
export const PositionMarkDocument = new TypedDocumentString(`
    query PositionMark($instrument: String!, $where: ResponseFilter, $question: String!) {
  segments(instrument: $instrument, where: $where) {
    nodes {
      figure: satisfaction(question: $question) {
        ...Number
        ...Position
      }
    }
  }
}
    fragment Number on Estimate {
  status
  reason
  unit
  value
  interval {
    low
    high
  }
  base {
    valid
  }
  flags
}
fragment Position on Estimate {
  sector: benchmark(against: SECTOR) {
    ...Place
  }
  all: benchmark(against: ALL) {
    ...Place
  }
}
fragment Place on Benchmark {
  status
  reason
  organisations
  percentile
  quartiles {
    low
    median
    high
  }
  rank {
    low
    high
    of
    percentileLow
    percentileHigh
  }
}`) as unknown as TypedDocumentString<PositionMarkQuery, PositionMarkQueryVariables>;
export const PositionEffortDocument = new TypedDocumentString(`
    query PositionEffort($instrument: String!, $where: ResponseFilter, $question: String!) {
  segments(instrument: $instrument, where: $where) {
    nodes {
      figure: ces(question: $question) {
        ...Number
        ...Position
      }
    }
  }
}
    fragment Number on Estimate {
  status
  reason
  unit
  value
  interval {
    low
    high
  }
  base {
    valid
  }
  flags
}
fragment Position on Estimate {
  sector: benchmark(against: SECTOR) {
    ...Place
  }
  all: benchmark(against: ALL) {
    ...Place
  }
}
fragment Place on Benchmark {
  status
  reason
  organisations
  percentile
  quartiles {
    low
    median
    high
  }
  rank {
    low
    high
    of
    percentileLow
    percentileHigh
  }
}`) as unknown as TypedDocumentString<PositionEffortQuery, PositionEffortQueryVariables>;
export const ProgrammesDocument = new TypedDocumentString(`
    query Programmes($language: String!) {
  instruments {
    code
    label(language: $language)
    questions {
      code
      role
    }
  }
}
    `) as unknown as TypedDocumentString<ProgrammesQuery, ProgrammesQueryVariables>;
export const ReasonsDocument = new TypedDocumentString(`
    query Reasons($instrument: String!, $where: ResponseFilter, $language: String!, $kind: ReasonKind!) {
  segments(instrument: $instrument, where: $where, by: [{dimension: SECTOR}]) {
    nodes {
      key {
        ...Key
      }
      reasons(kind: $kind) {
        code
        label(language: $language)
        rank
        highestRank
        lowestRank
        share {
          ...Number
        }
      }
    }
  }
}
    fragment Number on Estimate {
  status
  reason
  unit
  value
  interval {
    low
    high
  }
  base {
    valid
  }
  flags
}
fragment Key on SegmentKey {
  organisation {
    code
    name
  }
  sector {
    code
    label(language: $language)
  }
  channel {
    code
    label(language: $language)
  }
  touchpoint {
    code
    label(language: $language)
  }
  period {
    label
    from
  }
}`) as unknown as TypedDocumentString<ReasonsQuery, ReasonsQueryVariables>;
export const RecoveryDocument = new TypedDocumentString(`
    query Recovery($instrument: String!, $where: ResponseFilter, $language: String!) {
  segments(instrument: $instrument, where: $where) {
    nodes {
      recoveryQuadrant {
        table {
          version
          mapping
        }
        cells {
          cell
          action
          share {
            ...Number
          }
        }
        undetermined {
          ...Number
        }
        followed {
          ...Number
        }
        outcome {
          followed {
            ...Number
          }
          notFollowed {
            ...Number
          }
        }
      }
      actions: shares(question: "event_action") {
        categories {
          code
          label(language: $language)
        }
      }
    }
  }
}
    fragment Number on Estimate {
  status
  reason
  unit
  value
  interval {
    low
    high
  }
  base {
    valid
  }
  flags
}`) as unknown as TypedDocumentString<RecoveryQuery, RecoveryQueryVariables>;
export const SatisfactionDocument = new TypedDocumentString(`
    query Satisfaction($instrument: String!, $where: ResponseFilter, $language: String!, $question: String!, $compare: Boolean!) {
  segments(instrument: $instrument, where: $where) {
    nodes {
      satisfaction(question: $question) {
        ...Number
        change(from: YEAR_EARLIER) @include(if: $compare) {
          ...Step
        }
        distribution {
          ...Part
        }
      }
    }
  }
}
    fragment Number on Estimate {
  status
  reason
  unit
  value
  interval {
    low
    high
  }
  base {
    valid
  }
  flags
}
fragment Step on Change {
  verdict
  difference
  low
  high
  earlier {
    value
  }
}
fragment Part on CategoryShare {
  code
  label(language: $language)
  share {
    ...Number
  }
}`) as unknown as TypedDocumentString<SatisfactionQuery, SatisfactionQueryVariables>;
export const SatisfactionOverDocument = new TypedDocumentString(`
    query SatisfactionOver($instrument: String!, $where: ResponseFilter, $language: String!, $question: String!, $by: [GroupBy!]!) {
  segments(instrument: $instrument, where: $where, by: $by) {
    nodes {
      key {
        ...Key
      }
      satisfaction(question: $question) {
        ...Number
      }
    }
  }
}
    fragment Number on Estimate {
  status
  reason
  unit
  value
  interval {
    low
    high
  }
  base {
    valid
  }
  flags
}
fragment Key on SegmentKey {
  organisation {
    code
    name
  }
  sector {
    code
    label(language: $language)
  }
  channel {
    code
    label(language: $language)
  }
  touchpoint {
    code
    label(language: $language)
  }
  period {
    label
    from
  }
}`) as unknown as TypedDocumentString<SatisfactionOverQuery, SatisfactionOverQueryVariables>;
export const AgreementDocument = new TypedDocumentString(`
    query Agreement($instrument: String!, $where: ResponseFilter, $question: String!, $points: Int!) {
  segments(instrument: $instrument, where: $where) {
    nodes {
      satisfaction(question: $question) {
        topBox(k: $points) {
          ...Number
        }
      }
    }
  }
}
    fragment Number on Estimate {
  status
  reason
  unit
  value
  interval {
    low
    high
  }
  base {
    valid
  }
  flags
}`) as unknown as TypedDocumentString<AgreementQuery, AgreementQueryVariables>;
export const SentimentDocument = new TypedDocumentString(`
    query Sentiment($instrument: String!, $where: ResponseFilter, $language: String!, $compare: Boolean!) {
  segments(instrument: $instrument, where: $where) {
    nodes {
      sentiment {
        mean {
          ...Number
          change(from: YEAR_EARLIER) @include(if: $compare) {
            ...Step
          }
        }
        distribution {
          ...Part
        }
      }
    }
  }
}
    fragment Number on Estimate {
  status
  reason
  unit
  value
  interval {
    low
    high
  }
  base {
    valid
  }
  flags
}
fragment Step on Change {
  verdict
  difference
  low
  high
  earlier {
    value
  }
}
fragment Part on CategoryShare {
  code
  label(language: $language)
  share {
    ...Number
  }
}`) as unknown as TypedDocumentString<SentimentQuery, SentimentQueryVariables>;
export const SharesDocument = new TypedDocumentString(`
    query Shares($instrument: String!, $where: ResponseFilter, $language: String!, $question: String!, $categories: [String!]) {
  segments(instrument: $instrument, where: $where) {
    nodes {
      shares(question: $question, categories: $categories) {
        categories {
          ...Part
        }
        unstated {
          ...Part
        }
      }
    }
  }
}
    fragment Number on Estimate {
  status
  reason
  unit
  value
  interval {
    low
    high
  }
  base {
    valid
  }
  flags
}
fragment Part on CategoryShare {
  code
  label(language: $language)
  share {
    ...Number
  }
}`) as unknown as TypedDocumentString<SharesQuery, SharesQueryVariables>;
export const SharingDocument = new TypedDocumentString(`
    query Sharing($instrument: String!, $where: ResponseFilter) {
  segments(instrument: $instrument, where: $where) {
    nodes {
      wordOfMouth {
        sharing {
          negative {
            ...Number
          }
          positive {
            ...Number
          }
          ratio {
            ...Number
            atLeast(times: 2) {
              holds
            }
          }
        }
      }
    }
  }
}
    fragment Number on Estimate {
  status
  reason
  unit
  value
  interval {
    low
    high
  }
  base {
    valid
  }
  flags
}`) as unknown as TypedDocumentString<SharingQuery, SharingQueryVariables>;
export const WordOfMouthDocument = new TypedDocumentString(`
    query WordOfMouth($instrument: String!, $where: ResponseFilter, $language: String!, $compare: Boolean!) {
  segments(instrument: $instrument, where: $where) {
    nodes {
      wordOfMouth {
        distribution {
          ...Part
        }
        negativeShare {
          ...Number
          change(from: YEAR_EARLIER) @include(if: $compare) {
            ...Step
          }
        }
        negativeRate {
          ...Number
        }
        ratio {
          ...Number
        }
      }
    }
  }
}
    fragment Number on Estimate {
  status
  reason
  unit
  value
  interval {
    low
    high
  }
  base {
    valid
  }
  flags
}
fragment Step on Change {
  verdict
  difference
  low
  high
  earlier {
    value
  }
}
fragment Part on CategoryShare {
  code
  label(language: $language)
  share {
    ...Number
  }
}`) as unknown as TypedDocumentString<WordOfMouthQuery, WordOfMouthQueryVariables>;
export const WordOfMouthOverDocument = new TypedDocumentString(`
    query WordOfMouthOver($instrument: String!, $where: ResponseFilter, $language: String!, $by: [GroupBy!]!) {
  segments(instrument: $instrument, where: $where, by: $by) {
    nodes {
      key {
        ...Key
      }
      wordOfMouth {
        negativeShare {
          ...Number
        }
      }
    }
  }
}
    fragment Number on Estimate {
  status
  reason
  unit
  value
  interval {
    low
    high
  }
  base {
    valid
  }
  flags
}
fragment Key on SegmentKey {
  organisation {
    code
    name
  }
  sector {
    code
    label(language: $language)
  }
  channel {
    code
    label(language: $language)
  }
  touchpoint {
    code
    label(language: $language)
  }
  period {
    label
    from
  }
}`) as unknown as TypedDocumentString<WordOfMouthOverQuery, WordOfMouthOverQueryVariables>;