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

/** The answer to one question. */
export type AnswerInput = {
  /** Code of the question. */
  question: string;
  /** A point, a category, a number or a text; for a multi-select the options chosen. Null or left out: no answer. */
  value?: string | number | boolean | readonly string[] | null | undefined;
};

/** Whether there is an answer. */
export type AnswerStatus =
  /** There is a value. */
  | 'ANSWERED'
  /** An answer that was not on the scale, and was kept as such. */
  | 'INVALID'
  /** No answer, or not asked. */
  | 'MISSING'
  /** It did not concern who answered. */
  | 'NOT_APPLICABLE'
  /** Open text, and you have no scope `comments`; there may be none. */
  | 'WITHHELD';

/** The index rule with five classes; its cut-offs are customary, not settled. */
export type AsymmetryClass =
  /** IA above 0.7: only gains. */
  | 'DELIGHTER'
  /** IA −0.7 to −0.2: costs more than it gains. */
  | 'DISSATISFIER'
  /** IA below −0.7: only costs. */
  | 'FRUSTRATOR'
  /** IA −0.2 to 0.2. */
  | 'HYBRID'
  /** Neither moves the outcome the expected way. */
  | 'LOW_IMPACT'
  /** IA 0.2 to 0.7: gains more than it costs. */
  | 'SATISFIER';

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

/** A free attribute of a response. */
export type AttributeInput = {
  /** 1 to 60 letters, digits, _ . and -, beginning with a letter. */
  name: string;
  /** At most 1,000 characters; empty: none. */
  value: string;
};

/** Who answered. */
export type Audience =
  /** A customer. */
  | 'CUSTOMER'
  /** An employee. */
  | 'EMPLOYEE'
  /** One answer for the organisation as a whole. */
  | 'ORGANISATION';

/** Which organisations a number is held against. The own organisation is never among them. */
export type BenchmarkGroup =
  /** All other organisations. */
  | 'ALL'
  /** The other organisations of the same sector. */
  | 'SECTOR';

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

/** A category of a question, or an option of a multi-select. */
export type CategoryInput = {
  /** At most 60 letters, digits, _ . and -. */
  code: string;
  /** One language at least. */
  labels: Array<LabelInput>;
};

/** What categories there are. */
export type CategoryKind =
  /** Channels of contacts: phone, counter, website, … */
  | 'CHANNEL'
  /** Sectors of organisations. */
  | 'SECTOR'
  /** Contact moments. */
  | 'TOUCHPOINT';

/** Which effort item was asked. The three are different metrics and never pool. */
export type CesVersion =
  /** How easy, 1 difficult to 5 easy; high is good. */
  | 'EASE'
  /** How much effort, 1 very low to 5 very high; low is good. */
  | 'V1'
  /** It was made easy, 1 strongly disagree to 7 strongly agree; high is good. */
  | 'V2';

/** What a number is held against. */
export type Comparison =
  /** The period before: the one before each segment's, or as many days before `where.from`. Of a rolling window the window before it, which shares no response with it. */
  | 'PREVIOUS_PERIOD'
  /** The same period a year earlier; an ISO week is held against the one 52 weeks before. */
  | 'YEAR_EARLIER';

/** Why a coefficient is not given. */
export type ContrastWithheld =
  /** No answers between low and high to compare with. */
  | 'NO_MIDDLE'
  /** Fewer than 10 high answers. */
  | 'TOO_FEW_HIGH'
  /** Fewer than 10 low answers. */
  | 'TOO_FEW_LOW';

/** All that is known of what one customer did; it replaces what was known. */
export type CustomerOutcomeInput = {
  /** When the customer left. Null: had not by then. */
  leftAt?: string | null | undefined;
  /** Money that the customer brings in a year, costs taken off; to millionths. Null: not known. */
  margin?: number | null | undefined;
  /** What the customer did until then is known. */
  observedUntil: string;
  /** Code of the organisation. */
  organisation: string;
  /** Key of the customer, as in the responses; only a keyed hash of it is stored. */
  respondentKey: string;
};

/** Sectors, channels or touchpoints to make or to label. */
export type DefineCategoriesInput = {
  /** At most 1,000, each once. */
  categories: Array<LabelledCodeInput>;
  /** Which of the three. */
  kind: CategoryKind;
};

/** A questionnaire. */
export type DefineInstrumentInput = {
  /** At most 60 small letters, digits, - and _, beginning with a letter. */
  code: string;
  /** Its name; one language at least. */
  labels: Array<LabelInput>;
  /** 1 to 500. */
  questions: Array<QuestionInput>;
  /** What one response stands for; it never changes. */
  unit: AnalysisUnit;
};

/** Organisations to make, to rename, or to move to another sector. */
export type DefineOrganisationsInput = {
  /** At most 1,000, each once. */
  organisations: Array<OrganisationInput>;
};

/** Which weighting. */
export type DeleteWeightingInput = {
  /** Code of the instrument. */
  instrument: string;
  /** Name of the weighting. */
  name: string;
};

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

/** Whom to erase. A respondent is known within one organisation. */
export type EraseRespondentInput = {
  /** Code of the organisation. */
  organisation: string;
  /** Key of the respondent, as it was imported. */
  respondentKey: string;
};

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

/** What is known of one case. A moment that is left out stays as it was; null takes it back. */
export type FollowUpInput = {
  /** First contact with the customer. */
  contactedAt?: string | null | undefined;
  /** External id of the response. */
  externalId: string;
  /** When the case was opened. Left out of a new case: now. */
  openedAt?: string | null | undefined;
  /** Code of the organisation of the response. */
  organisation: string;
  /** When it was opened again after that. */
  reopenedAt?: string | null | undefined;
  /** First time it was resolved; not before the contact. */
  resolvedAt?: string | null | undefined;
  /** The rule that the response met, such as detractor or complaint: 1 to 200 characters. Needed of a case that is new. */
  trigger?: string | null | undefined;
};

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

/** Named ways to a confidence interval. Which of them fit depends on the unit of the estimate. */
export type IntervalMethod =
  /** Points: Wald after adding 3 pseudo answers (Rocks 2016). Default for points on 30 answers or more. */
  | 'ADJUSTED_WALD'
  /** Shares: Wald around the Wilson centre (Agresti & Coull 1998). */
  | 'AGRESTI_COULL'
  /** Points: Wald after adding 2 pseudo answers (Agresti & Min 2005). */
  | 'AGRESTI_MIN'
  /** bootstrap */
  | 'BOOTSTRAP'
  /** Shares and ratios: exact, from the binomial distribution (Clopper & Pearson 1934). Conservative. */
  | 'CLOPPER_PEARSON'
  /** dirichlet */
  | 'DIRICHLET'
  /** goodman */
  | 'GOODMAN'
  /** korn-graubard */
  | 'KORN_GRAUBARD'
  /** Ratios: symmetric on the logarithm. */
  | 'LOG'
  /** Points: all values the score test does not reject (Tango 1998). Default for points on small bases and when a group is empty. */
  | 'SCORE'
  /** Means and points: Student's t on the standard error. Default for means. */
  | 'T'
  /** Normal approximation on the standard error. Too narrow on small bases; for comparison with other tools. */
  | 'WALD'
  /** Shares and ratios: score interval (Wilson 1927). Default for shares and ratios, and for means when all answers are equal. */
  | 'WILSON';

/** A text in one language. */
export type LabelInput = {
  /** Such as en, nl or pt-BR. */
  language: string;
  /** 1 to 1,000 characters. */
  text: string;
};

/** A category by its code, which never changes. */
export type LabelledCodeInput = {
  /** 1 to 100 characters. */
  code: string;
  /** All of them; one language at least. */
  labels: Array<LabelInput>;
};

/** A result of an organisation. */
export type LinkageMeasure =
  /** Share of the customers who answered the recommend question and left within 365 days after, 0 to 1; see Segment.churn. */
  | 'CHURN'
  /** Share of detractors, 0 to 1. */
  | 'DETRACTORS'
  /** Mean answer, in points of the scale. */
  | 'MEAN'
  /** Net Promoter Score, in points. */
  | 'NPS'
  /** Share of answers in the top box that the question declares, 0 to 1. */
  | 'TOP_BOX';

/** One of the two results of every organisation. For the lagged version give the two sides different days. */
export type LinkageSide = {
  /** Code of the instrument. */
  instrument: string;
  /** Which result. */
  measure: LinkageMeasure;
  /** Code of the question; may be left out when only one serves. */
  question?: string | null | undefined;
  /** Which responses count. Left out: all. */
  where?: ResponseFilter | null | undefined;
};

/** A known distribution. Every category that the responses have needs a target. */
export type MarginInput = {
  /** Of what. */
  of: MarginOf;
  /** At most 1,000, each code once. */
  targets: Array<TargetInput>;
  /** Unit of the targets. */
  unit?: TargetUnit;
};

/** What a margin is of. */
export type MarginOf =
  {   /** A free attribute of the responses, by its values. */
  attribute: string; dimension?: never; question?: never; }
  |  { attribute?: never;   /** A dimension of the context, by its codes. */
  dimension: Dimension; question?: never; }
  |  { attribute?: never; dimension?: never;   /** A question with points: by the codes of its categories, or its points as text. */
  question: string; };

/** What happens with responses that lack an answer. */
export type MissingAnswers =
  /** Only responses that answered the outcome and all drivers. */
  | 'LISTWISE'
  /** Each correlation over those who answered both; n is that of the smallest pair. Refused when the correlations contradict one another. */
  | 'PAIRWISE';

/** What becomes of responses that have no value in a margin. */
export type MissingValues =
  /** They keep their start weight, scaled like everybody's. */
  | 'KEEP_WEIGHT'
  /** They get the weight 0. */
  | 'LEAVE_OUT'
  /** Nothing is weighted while there are any. */
  | 'REFUSE';

/** An organisation by its code, which never changes. */
export type OrganisationInput = {
  /** 1 to 100 characters. */
  code: string;
  /** Left out: stays as it is. Null: none, and the code is shown. */
  name?: string | null | undefined;
  /** Code of its sector. Left out: stays as it is. Null: none. */
  sector?: string | null | undefined;
};

/** What is told about the outcome question. */
export type OutcomeKind =
  /** The share of detractors of an NPS question. */
  | 'DETRACTORS'
  /** The mean answer. */
  | 'MEAN'
  /** The Net Promoter Score itself, in points. */
  | 'NPS'
  /** The share of promoters of an NPS question. */
  | 'PROMOTERS';

/** What a point of a scale is called. */
export type PointLabelInput = {
  /** One language at least. */
  labels: Array<LabelInput>;
  /** The point as text, such as 1 or 7.5. */
  point: string;
};

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

/** A question. Which fields it takes follows from its role. */
export type QuestionInput = {
  /** Satisfaction only: points in the bottom box. Null: undeclared. */
  bottom?: number | null | undefined;
  /** Expectation, word of mouth, choice, feeling: 2 to 250, worst first where there is an order. */
  categories?: Array<CategoryInput> | null | undefined;
  /** At most 60 small letters, digits and _, beginning with a letter. */
  code: string;
  /** What a statement is of: functional, emotional, a driver. Null: undeclared. */
  dimension?: string | null | undefined;
  /** Reasons only, and needed there. */
  kind?: ReasonKind | null | undefined;
  /** The wording; one language at least. */
  labels: Array<LabelInput>;
  /** Raw codes that mean no answer. Null: none. */
  missing?: Array<string> | null | undefined;
  /** Raw codes that mean that it does not concern who answered. Null: none. */
  notApplicable?: Array<string> | null | undefined;
  /** Reasons only: what can be chosen, 1 to 250. */
  options?: Array<CategoryInput> | null | undefined;
  /** Names of points of the scale. Null: none. */
  pointLabels?: Array<PointLabelInput> | null | undefined;
  /** What it is for. */
  role: QuestionRole;
  /** Null where the role has one scale only, or none. */
  scale?: ScaleInput | null | undefined;
  /** Satisfaction only: points in the top box. Null: undeclared. */
  top?: number | null | undefined;
  /** CES only, and needed there. */
  version?: CesVersion | null | undefined;
};

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

/** Which responses to weight, under which name, and to what. */
export type RakeWeightsInput = {
  /** Null: none. */
  bounds?: RatioBoundsInput | null | undefined;
  /** Code of the instrument. */
  instrument: string;
  /** What to rake to; 1 to 10, each once. */
  margins: Array<MarginInput>;
  /** Responses without a value. */
  missing?: MissingValues;
  /** At most 60 letters, digits, _ . and -, other than response and none. One that is there gets new weights. */
  name: string;
  /** Start weights. */
  start?: StartWeights;
  /** Sum of the weights. Null: that of the start weights. */
  total?: number | null | undefined;
  /** Null: not trimmed. */
  trim?: TrimInput | null | undefined;
  /** Which responses get a weight. Left out: all. */
  where?: ResponseFilter | null | undefined;
};

/** Limits of weight / start weight that raking keeps to; 1 means unchanged. */
export type RatioBoundsInput = {
  /** 0 to 1. Null: 0. */
  lower?: number | null | undefined;
  /** 1 or more. Null: none. */
  upper?: number | null | undefined;
};

/** What the reasons are for. */
export type ReasonKind =
  /** Not to recommend. */
  | 'NOT_RECOMMEND'
  /** To recommend. */
  | 'RECOMMEND';

/** What customers did. */
export type RecordCustomerOutcomesInput = {
  /** Every customer once; at most 1000. */
  outcomes: Array<CustomerOutcomeInput>;
};

/** Cases of responses to one instrument. */
export type RecordFollowUpsInput = {
  /** Every response once; at most 1000. */
  followUps: Array<FollowUpInput>;
  /** Code of the instrument. */
  instrument: string;
};

/** Where it comes from which cell gets which action. */
export type RecoveryMapping =
  /** Somebody assumed it. */
  | 'ASSUMPTION'
  /** A source says so. */
  | 'PUBLISHED';

/** A decision table of your own. The actions are categories of the question on the action taken. */
export type RecoveryTableInput = {
  /** Action for CUSTOMER_HIGH. */
  customerHigh: string;
  /** Action for CUSTOMER_LOW. */
  customerLow: string;
  /** Its name. */
  id: string;
  /** Impact at or above it is high; 0 (lowest answer) to 1 (highest). */
  impactCut?: number;
  /** Action for INTERNAL_HIGH. */
  internalHigh: string;
  /** Action for INTERNAL_LOW. */
  internalLow: string;
  /** Where the actions of the cells come from. */
  mapping?: RecoveryMapping;
  /** In words. */
  source: string;
  /** Its version, 1 or more. */
  version: number;
};

/** To whom the weight goes that is cut off. */
export type Redistribution =
  /** The same amount to every response that was not trimmed. */
  | 'EQUAL'
  /** In proportion to their weights. */
  | 'PROPORTIONAL';

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

/** One response. Sent again with the same external id it corrects the earlier one. */
export type ResponseInput = {
  /** Each question once at most; one that is left out is missing. */
  answers: Array<AnswerInput>;
  /** Free attributes. Null: none. */
  attributes?: Array<AttributeInput> | null | undefined;
  /** Who answered. Null: what the unit of the instrument says. */
  audience?: Audience | null | undefined;
  /** Code of the channel. Null: unknown. */
  channel?: string | null | undefined;
  /** Id at the source, at most 200 characters: one for each response to this instrument in an organisation. */
  externalId: string;
  /** Code of the organisation that is rated. */
  organisation: string;
  /** ISO 8601: a day such as 2026-11-22, or a time with its zone. Others are rejected, never guessed. */
  respondedAt: string;
  /** Who answered; only a keyed hash of it is stored. Null: unknown. */
  respondentKey?: string | null | undefined;
  /** Code of the sector of the organisation; it must be the one that it has. */
  sector?: string | null | undefined;
  /** Code of the touchpoint. Null: unknown. */
  touchpoint?: string | null | undefined;
  /** From 0 to below 1,000,000 with at most 12 decimals. Null: 1. */
  weight?: number | null | undefined;
};

/** Windows that overlap: each period together with those before it. */
export type RollingPeriods = {
  /** One window for each of these periods. */
  grain: Grain;
  /** Periods in a window, the last one included: 2 to 366. */
  length: number;
};

/** What became of one response. */
export type RowVerdict =
  /** It is new. */
  | 'IMPORTED'
  /** It was not taken; `problems` says why. */
  | 'REJECTED'
  /** It was there as it is. */
  | 'UNCHANGED'
  /** It was there with other content, which it replaces. */
  | 'UPDATED';

/** The ordered answer points of a question. */
export type ScaleInput = {
  /** Which end is good. Null: the highest. */
  direction?: Direction | null | undefined;
  /** Highest point. */
  max: number;
  /** Lowest point. */
  min: number;
  /** Distance between two points. Null: 1. */
  step?: number | null | undefined;
};

/** Whether a driver matters alike everywhere. */
export type StabilityLabel =
  /** Important in all segments. */
  | 'STABLE_HIGH'
  /** Unimportant in all segments. */
  | 'STABLE_LOW'
  /** Important in one segment, unimportant in another. */
  | 'VARIES';

/** What raking starts from, and stays as close to as it can. */
export type StartWeights =
  /** 1 for every response. */
  | 'NONE'
  /** The weight that each response came with. */
  | 'RESPONSE';

/** Responses to one instrument. */
export type SubmitResponsesInput = {
  /** Makes organisations, sectors, channels and touchpoints that are new. Null or false: they are a reason to reject. */
  create?: boolean | null | undefined;
  /** 1 to 255 visible ASCII characters. Sent again with the same input within a day, the answer is the same and nothing is done. Null: none. */
  idempotencyKey?: string | null | undefined;
  /** Code of the instrument; its newest version is meant. */
  instrument: string;
  /** At most 1,000. */
  responses: Array<ResponseInput>;
};

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

/** How much of the whole one category should be. */
export type TargetInput = {
  /** Code of the category, or the value of the attribute. */
  code: string;
  /** 0 or more. 0 gives its responses the weight 0. */
  target: number;
};

/** What targets are. */
export type TargetUnit =
  /** Counts of a population, of any sum. */
  | 'COUNT'
  /** Percentages that sum to 100. */
  | 'PERCENT'
  /** Shares that sum to 1. */
  | 'SHARE';

/** Limits of the weights themselves, applied after raking: the margins are then no longer met exactly. Prefer `bounds`. */
export type TrimInput = {
  /** Smallest weight. */
  lower?: number;
  /** To whom the rest goes. */
  redistribute?: Redistribution;
  /** Largest weight. */
  upper: number;
};

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

/** Why no weights meet the targets. */
export type WeightsUnreachableReason =
  /** The margins were not met after 1,000 sweeps: typical when some weights would have to be 0. */
  | 'NOT_CONVERGED'
  /** A category with a target above 0 has no responses. */
  | 'NO_RESPONDENTS'
  /** It is proved that no weights within the bounds meet all margins. */
  | 'NO_SOLUTION'
  /** A category with a target above 0 has responses of start weight 0 only. */
  | 'NO_START_WEIGHT'
  /** A category, or the limits of trimming, cannot be met within the bounds. */
  | 'OUT_OF_BOUNDS';

/** Why nothing was written. */
export type WriteRefusalCode =
  /** New organisations, sectors, channels or touchpoints were asked for with a key that may not make them. */
  | 'CREATION_FORBIDDEN'
  /** A request with this idempotency key is being worked on: try again in a second. */
  | 'IDEMPOTENCY_IN_PROGRESS'
  /** The idempotency key is not 1 to 255 visible ASCII characters. */
  | 'IDEMPOTENCY_KEY_INVALID'
  /** The idempotency key was used for another request less than a day ago. */
  | 'IDEMPOTENCY_MISMATCH'
  /** A value or a list that breaks a rule; `issues` or the message says which. */
  | 'INPUT_INVALID'
  /** The definition of an instrument breaks a rule; `issues` says which. */
  | 'INSTRUMENT_INVALID'
  /** No instrument has this code. */
  | 'INSTRUMENT_NOT_FOUND'
  /** No key has this prefix. */
  | 'KEY_NOT_FOUND'
  /** No organisation has this code. */
  | 'ORGANISATION_NOT_FOUND';

export type ContactMonitorLinkQueryVariables = Exact<{
  from?: string | null | undefined;
  until?: string | null | undefined;
}>;


export type ContactMonitorLinkQuery = { linkage: { n: number, leftOut: number, corrected: number | null, reliabilityX: number | null, reliabilityY: number | null, pearson: { value: number, low: number | null, high: number | null, p: number | null } | null, spearman: { value: number, low: number | null, high: number | null, p: number | null } | null, organisations: Array<{ without: number | null, change: number | null, organisation: { code: string } | null }> }, customers: { nodes: Array<{ satisfaction: { value: number | null, standardError: number | null, base: { valid: number } } | null, key: { organisation: { code: string } | null } }> }, employees: { nodes: Array<{ satisfaction: { value: number | null, standardError: number | null, base: { valid: number } } | null, key: { organisation: { code: string } | null } }> } };

export type LinkOrganisationFragment = { key: { organisation: { code: string } | null } };

type LinkMark_Ces_Fragment = { value: number | null, standardError: number | null, base: { valid: number } };

type LinkMark_Measure_Fragment = { value: number | null, standardError: number | null, base: { valid: number } };

type LinkMark_Nps_Fragment = { value: number | null, standardError: number | null, base: { valid: number } };

type LinkMark_Ratio_Fragment = { value: number | null, standardError: number | null, base: { valid: number } };

type LinkMark_ReportMark_Fragment = { value: number | null, standardError: number | null, base: { valid: number } };

type LinkMark_Satisfaction_Fragment = { value: number | null, standardError: number | null, base: { valid: number } };

export type LinkMarkFragment =
  | LinkMark_Ces_Fragment
  | LinkMark_Measure_Fragment
  | LinkMark_Nps_Fragment
  | LinkMark_Ratio_Fragment
  | LinkMark_ReportMark_Fragment
  | LinkMark_Satisfaction_Fragment
;

export type LinkCorrelationFragment = { value: number, low: number | null, high: number | null, p: number | null };

export type ContactMonitorQueryVariables = Exact<{
  from?: string | null | undefined;
  until?: string | null | undefined;
  organisation?: string;
}>;


export type ContactMonitorQuery = { year: { nodes: Array<{ responses: number, nps: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } | null, complaints: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } | null, ces: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } | null, sentiment: { mean: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } } | null }> }, sectors: { nodes: Array<{ responses: number, key: { sector: { code: string, label: string } | null }, nps: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } | null, complaints: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } | null, ces: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } | null, sentiment: { mean: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } } | null }> }, channels: { nodes: Array<{ key: { channel: { code: string, label: string } | null }, satisfaction: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } | null }> }, governmentChannels: { nodes: Array<{ key: { channel: { code: string } | null }, satisfaction: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } | null }> }, housing: { nodes: Array<{ key: { period: { label: string } | null }, nps: { value: number | null, change: { difference: number | null, low: number | null, high: number | null, verdict: Verdict } | null, interval: { low: number, high: number } | null, base: { valid: number } } | null, complaints: { value: number | null, change: { difference: number | null, low: number | null, high: number | null, verdict: Verdict } | null, interval: { low: number, high: number } | null, base: { valid: number } } | null, ces: { value: number | null, change: { difference: number | null, low: number | null, high: number | null, verdict: Verdict } | null, interval: { low: number, high: number } | null, base: { valid: number } } | null, satisfaction: { value: number | null, change: { difference: number | null, low: number | null, high: number | null, verdict: Verdict } | null, interval: { low: number, high: number } | null, base: { valid: number } } | null }> }, housingChannels: { nodes: Array<{ key: { period: { label: string } | null, channel: { code: string } | null }, satisfaction: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } | null }> }, position: { nodes: Array<{ nps: { value: number | null, benchmark: { status: BenchmarkStatus, reason: BenchmarkReason | null, organisations: number | null, percentile: number | null, equal: { value: number } | null, pooled: { value: number } | null, median: { value: number } | null, rank: { rank: number, of: number, low: number, high: number } | null } | null, interval: { low: number, high: number } | null, base: { valid: number } } | null, ces: { value: number | null, benchmark: { status: BenchmarkStatus, reason: BenchmarkReason | null, organisations: number | null, percentile: number | null, equal: { value: number } | null, pooled: { value: number } | null, median: { value: number } | null, rank: { rank: number, of: number, low: number, high: number } | null } | null, interval: { low: number, high: number } | null, base: { valid: number } } | null }> }, employees: { nodes: Array<{ responses: number, satisfaction: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } | null, ambassadors: { proud: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } }, talking: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } }, ambassadors: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } } | null }> }, employeesBySector: { nodes: Array<{ key: { sector: { code: string } | null, period: { label: string } | null }, satisfaction: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } | null }> } };

export type MonitorRatingsFragment = { nps: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } | null, complaints: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } | null, ces: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } | null, sentiment: { mean: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } } | null };

type MonitorPoints_Ces_Fragment = { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } };

type MonitorPoints_Measure_Fragment = { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } };

type MonitorPoints_Nps_Fragment = { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } };

type MonitorPoints_Ratio_Fragment = { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } };

type MonitorPoints_ReportMark_Fragment = { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } };

type MonitorPoints_Satisfaction_Fragment = { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } };

export type MonitorPointsFragment =
  | MonitorPoints_Ces_Fragment
  | MonitorPoints_Measure_Fragment
  | MonitorPoints_Nps_Fragment
  | MonitorPoints_Ratio_Fragment
  | MonitorPoints_ReportMark_Fragment
  | MonitorPoints_Satisfaction_Fragment
;

export type MonitorChangeFragment = { difference: number | null, low: number | null, high: number | null, verdict: Verdict };

type MonitorMark_Ces_Fragment = { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } };

type MonitorMark_Measure_Fragment = { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } };

type MonitorMark_Nps_Fragment = { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } };

type MonitorMark_Ratio_Fragment = { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } };

type MonitorMark_ReportMark_Fragment = { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } };

type MonitorMark_Satisfaction_Fragment = { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } };

export type MonitorMarkFragment =
  | MonitorMark_Ces_Fragment
  | MonitorMark_Measure_Fragment
  | MonitorMark_Nps_Fragment
  | MonitorMark_Ratio_Fragment
  | MonitorMark_ReportMark_Fragment
  | MonitorMark_Satisfaction_Fragment
;

type MonitorShare_Ces_Fragment = { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } };

type MonitorShare_Measure_Fragment = { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } };

type MonitorShare_Nps_Fragment = { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } };

type MonitorShare_Ratio_Fragment = { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } };

type MonitorShare_ReportMark_Fragment = { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } };

type MonitorShare_Satisfaction_Fragment = { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } };

export type MonitorShareFragment =
  | MonitorShare_Ces_Fragment
  | MonitorShare_Measure_Fragment
  | MonitorShare_Nps_Fragment
  | MonitorShare_Ratio_Fragment
  | MonitorShare_ReportMark_Fragment
  | MonitorShare_Satisfaction_Fragment
;

export type MonitorPositionFragment = { status: BenchmarkStatus, reason: BenchmarkReason | null, organisations: number | null, percentile: number | null, equal: { value: number } | null, pooled: { value: number } | null, median: { value: number } | null, rank: { rank: number, of: number, low: number, high: number } | null };

export type CustomerDrivennessQueryVariables = Exact<{ [key: string]: never; }>;


export type CustomerDrivennessQuery = { segments: { nodes: Array<{ responses: number, leadersSetExample: { topBox: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } | null } | null, employeesLikeFeedback: { topBox: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } | null } | null, othersFeelResponsible: { topBox: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } | null } | null, collect: { categories: Array<{ count: number, share: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } }> } | null, measureSatisfaction: { categories: Array<{ count: number, share: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } }> } | null, measureNps: { categories: Array<{ count: number, share: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } }> } | null, act: { categories: Array<{ count: number, share: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } }> } | null, answerCustomers: { categories: Array<{ count: number, share: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } }> } | null, measureClosing: { categories: Array<{ count: number, share: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } }> } | null, changedAfterSurvey: { categories: Array<{ count: number, share: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } }> } | null }> } };

export type DrivennessAgreeFragment = { topBox: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } | null };

export type DrivennessYesFragment = { categories: Array<{ count: number, share: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } }> };

type DrivennessShare_Ces_Fragment = { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } };

type DrivennessShare_Measure_Fragment = { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } };

type DrivennessShare_Nps_Fragment = { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } };

type DrivennessShare_Ratio_Fragment = { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } };

type DrivennessShare_ReportMark_Fragment = { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } };

type DrivennessShare_Satisfaction_Fragment = { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } };

export type DrivennessShareFragment =
  | DrivennessShare_Ces_Fragment
  | DrivennessShare_Measure_Fragment
  | DrivennessShare_Nps_Fragment
  | DrivennessShare_Ratio_Fragment
  | DrivennessShare_ReportMark_Fragment
  | DrivennessShare_Satisfaction_Fragment
;

export type NationalExperienceQueryVariables = Exact<{
  sectors?: Array<string> | string | null | undefined;
}>;


export type NationalExperienceQuery = { customers: { nodes: Array<{ responses: number, expectation: { categories: Array<{ code: string, label: string, count: number, share: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } }>, unstated: { count: number, share: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } } | null } | null, feeling: { categories: Array<{ code: string, label: string, count: number, share: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } }>, unstated: { count: number, share: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } } | null } | null, experience: { statements: Array<{ code: string, label: string, dimension: ExperienceDimension, index: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } }>, functional: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } }, emotional: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } }, gap: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } } | null, positive: { categories: Array<{ code: string, label: string, count: number, share: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } }>, unstated: { count: number, share: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } } | null } | null, negative: { categories: Array<{ code: string, label: string, count: number, share: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } }>, unstated: { count: number, share: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } } | null } | null, wordOfMouth: { negativeShare: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } }, sharing: { positive: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } }, negative: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } }, ratio: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number }, atLeast: { times: number, low: number, holds: boolean } | null } } | null } | null, leftBecause: { categories: Array<{ code: string, label: string, count: number, share: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } }>, unstated: { count: number, share: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } } | null } | null }> }, employees: { nodes: Array<{ responses: number, appreciation: { categories: Array<{ code: string, label: string, count: number, share: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } }>, unstated: { count: number, share: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } } | null } | null }> }, sectors: { nodes: Array<{ responses: number, key: { sector: { code: string, label: string } | null }, experience: { functional: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } }, emotional: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } }, gap: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } } | null, recommend: Array<{ code: string, label: string, rank: number | null, tiedWithNext: boolean, share: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } }> | null, notRecommend: Array<{ code: string, label: string, rank: number | null, tiedWithNext: boolean, share: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } }> | null }> }, channels: { nodes: Array<{ responses: number, key: { channel: { code: string, label: string } | null }, experience: { functional: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } }, emotional: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } }, gap: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } } | null }> }, moments: { nodes: Array<{ responses: number, key: { touchpoint: { code: string, label: string } | null }, experience: { functional: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } }, emotional: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } }, gap: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } } | null }> }, cells: { nodes: Array<{ responses: number, key: { channel: { code: string } | null, touchpoint: { code: string } | null }, experience: { functional: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } }, emotional: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } }, gap: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } } | null }> } };

export type NationalListedFragment = { categories: Array<{ code: string, label: string, count: number, share: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } }>, unstated: { count: number, share: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } } | null };

type NationalShare_Ces_Fragment = { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } };

type NationalShare_Measure_Fragment = { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } };

type NationalShare_Nps_Fragment = { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } };

type NationalShare_Ratio_Fragment = { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } };

type NationalShare_ReportMark_Fragment = { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } };

type NationalShare_Satisfaction_Fragment = { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } };

export type NationalShareFragment =
  | NationalShare_Ces_Fragment
  | NationalShare_Measure_Fragment
  | NationalShare_Nps_Fragment
  | NationalShare_Ratio_Fragment
  | NationalShare_ReportMark_Fragment
  | NationalShare_Satisfaction_Fragment
;

type NationalPoints_Ces_Fragment = { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } };

type NationalPoints_Measure_Fragment = { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } };

type NationalPoints_Nps_Fragment = { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } };

type NationalPoints_Ratio_Fragment = { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } };

type NationalPoints_ReportMark_Fragment = { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } };

type NationalPoints_Satisfaction_Fragment = { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } };

export type NationalPointsFragment =
  | NationalPoints_Ces_Fragment
  | NationalPoints_Measure_Fragment
  | NationalPoints_Nps_Fragment
  | NationalPoints_Ratio_Fragment
  | NationalPoints_ReportMark_Fragment
  | NationalPoints_Satisfaction_Fragment
;

export type NationalExperienceFragment = { functional: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } }, emotional: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } }, gap: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } };

export type NationalReasonFragment = { code: string, label: string, rank: number | null, tiedWithNext: boolean, share: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } };

export type RetentionBenchmarkQueryVariables = Exact<{ [key: string]: never; }>;


export type RetentionBenchmarkQuery = { firms: { nodes: Array<{ responses: number, priority: { categories: Array<{ code: string, label: string, count: number, share: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } }>, unstated: { count: number, share: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } } | null } | null, owner: { categories: Array<{ code: string, label: string, count: number, share: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } }>, unstated: { count: number, share: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } } | null } | null, data: { categories: Array<{ code: string, label: string, count: number, share: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } }>, unstated: { count: number, share: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } } | null } | null, research: { categories: Array<{ code: string, label: string, count: number, share: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } }>, unstated: { count: number, share: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } } | null } | null, staying: { n: number, reversed: Array<string>, caution: string, fit: { rSquared: number } | null, drivers: Array<{ code: string, rank: number, importance: number, correlation: number }> } | null, leaving: { n: number, reversed: Array<string>, caution: string, fit: { rSquared: number } | null, drivers: Array<{ code: string, rank: number, importance: number, correlation: number }> } | null, lifetimeValue: { n: number, reversed: Array<string>, caution: string, fit: { rSquared: number } | null, drivers: Array<{ code: string, rank: number, importance: number, correlation: number }> } | null, distinctiveness: { n: number, reversed: Array<string>, caution: string, fit: { rSquared: number } | null, drivers: Array<{ code: string, rank: number, importance: number, correlation: number }> } | null, negativeWordOfMouth: { n: number, reversed: Array<string>, caution: string, fit: { rSquared: number } | null, drivers: Array<{ code: string, rank: number, importance: number, correlation: number }> } | null, recoveryQuadrant: { table: { id: string, version: number, mapping: RecoveryMapping, impactCut: number }, cells: Array<{ cell: QuadrantCell, action: string, count: number, share: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } }>, undetermined: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } }, followed: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } | null, outcome: { followed: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } }, notFollowed: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } } | null } | null, impact: { categories: Array<{ code: string, label: string, count: number, share: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } }>, unstated: { count: number, share: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } } | null } | null, responsibility: { categories: Array<{ code: string, label: string, count: number, share: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } }>, unstated: { count: number, share: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } } | null } | null, action: { categories: Array<{ code: string, label: string, count: number, share: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } }>, unstated: { count: number, share: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } } | null } | null, satisfaction: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } | null }> } };

export type RetentionListedFragment = { categories: Array<{ code: string, label: string, count: number, share: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } }>, unstated: { count: number, share: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } } | null };

export type RetentionDriversFragment = { n: number, reversed: Array<string>, caution: string, fit: { rSquared: number } | null, drivers: Array<{ code: string, rank: number, importance: number, correlation: number }> };

type RetentionShare_Ces_Fragment = { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } };

type RetentionShare_Measure_Fragment = { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } };

type RetentionShare_Nps_Fragment = { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } };

type RetentionShare_Ratio_Fragment = { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } };

type RetentionShare_ReportMark_Fragment = { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } };

type RetentionShare_Satisfaction_Fragment = { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } };

export type RetentionShareFragment =
  | RetentionShare_Ces_Fragment
  | RetentionShare_Measure_Fragment
  | RetentionShare_Nps_Fragment
  | RetentionShare_Ratio_Fragment
  | RetentionShare_ReportMark_Fragment
  | RetentionShare_Satisfaction_Fragment
;

type RetentionMark_Ces_Fragment = { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } };

type RetentionMark_Measure_Fragment = { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } };

type RetentionMark_Nps_Fragment = { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } };

type RetentionMark_Ratio_Fragment = { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } };

type RetentionMark_ReportMark_Fragment = { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } };

type RetentionMark_Satisfaction_Fragment = { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } };

export type RetentionMarkFragment =
  | RetentionMark_Ces_Fragment
  | RetentionMark_Measure_Fragment
  | RetentionMark_Nps_Fragment
  | RetentionMark_Ratio_Fragment
  | RetentionMark_ReportMark_Fragment
  | RetentionMark_Satisfaction_Fragment
;

export type SevenDriversQueryVariables = Exact<{ [key: string]: never; }>;


export type SevenDriversQuery = { everybody: { nodes: Array<{ responses: number, satisfaction: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } | null, drivers: { n: number, caution: string, fit: { rSquared: number } | null, drivers: Array<{ code: string, label: string, rank: number, importance: number, share: number | null, mean: number }>, certainty: { drivers: Array<{ code: string, interval: { low: number, high: number }, rankInterval: { low: number, high: number } }> } | null, asymmetry: { drivers: Array<{ code: string, low: number, high: number, label: AsymmetryLabel | null, penalty: { value: number, adjustedP: number | null } | null, reward: { value: number, adjustedP: number | null } | null, asymmetryInterval: { low: number, high: number } | null }> } | null } | null }> }, organisations: { nodes: Array<{ key: { sector: { label: string } | null, organisation: { name: string } | null }, drivers: { n: number, drivers: Array<{ code: string, rank: number, importance: number }>, simulate: { order: Array<string>, outcomes: Array<{ actions: Array<{ id: string, gain: number | null, best: number | null, interval: { low: number, high: number } | null }> }> } | null } | null }>, driverStability: { threshold: number | null, drivers: Array<{ code: string, segments: number, pooled: number, low: number, high: number, iSquared: number | null, label: StabilityLabel | null }> } | null }, handlingTime: { nodes: Array<{ key: { attributes: Array<{ value: string | null }> }, satisfaction: { value: number | null, interval: { low: number, high: number } | null, base: { valid: number } } | null }> } };

export type EffortByYearQueryVariables = Exact<{ [key: string]: never; }>;


export type EffortByYearQuery = { segments: { totalCount: number, nodes: Array<{ responses: number, key: { attributes: Array<{ name: string, value: string | null }>, period: { label: string } | null }, ces: { value: number | null, interval: { low: number, high: number } | null, easy: { value: number | null }, base: { valid: number } } | null, satisfaction: { value: number | null, topBox: { value: number | null } | null } | null }> } };

export type MetricsQueryVariables = Exact<{ [key: string]: never; }>;


export type MetricsQuery = { metricDefinitions: Array<{ id: string, name: string, unit: string, definition: string, formula: string, source: string }>, instruments: Array<{ code: string, label: string, version: number, questions: Array<{ code: string, role: QuestionRole, label: string }> }> };

export type RecommendQueryVariables = Exact<{ [key: string]: never; }>;


export type RecommendQuery = { weighted: { nodes: Array<{ responses: number, nps: { value: number | null, status: EstimateStatus, interval: { low: number, high: number, method: IntervalMethod } | null, base: { valid: number, missing: number, effective: number }, promoters: { value: number | null }, detractors: { value: number | null } } | null }> }, unweighted: { nodes: Array<{ nps: { value: number | null, interval: { low: number, high: number } | null } | null }> } };

export type BenchmarkQueryVariables = Exact<{
  instrument: string;
  by?: Array<GroupBy> | GroupBy | null | undefined;
  where?: ResponseFilter | null | undefined;
  against: BenchmarkGroup;
  minimumBase?: number;
  minimumOrganisations?: number;
}>;


export type BenchmarkQuery = { segments: { nodes: Array<{ key: { organisation: { code: string } | null, channel: { code: string } | null }, nps: { benchmark: { status: BenchmarkStatus, reason: BenchmarkReason | null, organisations: number | null, percentile: number | null, equal: { value: number, standardError: number | null, samplingError: number | null } | null, pooled: { value: number, standardError: number | null, samplingError: number | null } | null, median: { value: number, standardError: number | null, samplingError: number | null } | null, quartiles: { low: number, median: number, high: number } | null, rank: { rank: number, of: number, low: number, high: number, percentileLow: number | null, percentileHigh: number | null, firstChance: number, tied: boolean } | null } | null } | null, detractors: { detractors: { benchmark: { status: BenchmarkStatus, reason: BenchmarkReason | null, organisations: number | null, percentile: number | null, equal: { value: number, standardError: number | null, samplingError: number | null } | null, pooled: { value: number, standardError: number | null, samplingError: number | null } | null, median: { value: number, standardError: number | null, samplingError: number | null } | null, quartiles: { low: number, median: number, high: number } | null, rank: { rank: number, of: number, low: number, high: number, percentileLow: number | null, percentileHigh: number | null, firstChance: number, tied: boolean } | null } | null } } | null }> } };

export type PositionFragment = { status: BenchmarkStatus, reason: BenchmarkReason | null, organisations: number | null, percentile: number | null, equal: { value: number, standardError: number | null, samplingError: number | null } | null, pooled: { value: number, standardError: number | null, samplingError: number | null } | null, median: { value: number, standardError: number | null, samplingError: number | null } | null, quartiles: { low: number, median: number, high: number } | null, rank: { rank: number, of: number, low: number, high: number, percentileLow: number | null, percentileHigh: number | null, firstChance: number, tied: boolean } | null };

export type SectorNumberFragment = { value: number, standardError: number | null, samplingError: number | null };

export type CatalogueQueryVariables = Exact<{ [key: string]: never; }>;


export type CatalogueQuery = { instruments: Array<{ code: string, label: string, version: number, unit: AnalysisUnit, questions: Array<{ code: string, role: QuestionRole, label: string, cesVersion: CesVersion | null, scale: { min: number, max: number, step: number, direction: Direction } | null, points: Array<{ code: string, value: number, label: string }> }> }>, metricDefinitions: Array<{ id: string, name: string, unit: string, definition: string, formula: string, summary: string, source: string, version: number }> };

export type ChangeQueryVariables = Exact<{
  instrument: string;
  where?: ResponseFilter | null | undefined;
  by?: Array<GroupBy> | GroupBy | null | undefined;
  from: Comparison;
  threshold?: number;
  minimumBase?: number;
}>;


export type ChangeQuery = { segments: { nodes: Array<{ key: { period: { label: string } | null, attributes: Array<{ value: string | null }> }, satisfaction: { value: number | null, change: { verdict: Verdict, difference: number | null, low: number | null, high: number | null, standardError: number | null, p: number | null, adjustedP: number | null, significant: boolean, practical: boolean, earlier: { value: number | null, base: { valid: number } } } | null, topBox: { change: { verdict: Verdict, difference: number | null, p: number | null } | null } | null } | null }> } };

export type ChurnQueryVariables = Exact<{
  instrument: string;
  by?: Array<GroupBy> | GroupBy | null | undefined;
  weighting?: string | null | undefined;
  days?: number;
  margin?: number | null | undefined;
  discount?: number;
}>;


export type ChurnQuery = { segments: { nodes: Array<{ key: { organisation: { code: string } | null }, churn: { days: number, all: { metric: string, value: number | null, standardError: number | null, status: EstimateStatus, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { eligible: number, valid: number, missing: number, notApplicable: number, weighted: number, effective: number } }, promoters: { metric: string, value: number | null, standardError: number | null, status: EstimateStatus, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { eligible: number, valid: number, missing: number, notApplicable: number, weighted: number, effective: number } }, passives: { metric: string, value: number | null, standardError: number | null, status: EstimateStatus, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { eligible: number, valid: number, missing: number, notApplicable: number, weighted: number, effective: number } }, detractors: { metric: string, value: number | null, standardError: number | null, status: EstimateStatus, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { eligible: number, valid: number, missing: number, notApplicable: number, weighted: number, effective: number } }, riskRatio: { metric: string, value: number | null, standardError: number | null, status: EstimateStatus, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { eligible: number, valid: number, missing: number, notApplicable: number, weighted: number, effective: number } }, oddsRatio: { metric: string, value: number | null, standardError: number | null, status: EstimateStatus, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { eligible: number, valid: number, missing: number, notApplicable: number, weighted: number, effective: number } }, ordering: { metric: string, value: number | null, standardError: number | null, status: EstimateStatus, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { eligible: number, valid: number, missing: number, notApplicable: number, weighted: number, effective: number } }, lifetimeValue: { promoters: { value: number | null, margin: number | null, retention: number | null }, passives: { value: number | null, margin: number | null, retention: number | null }, detractors: { value: number | null, margin: number | null, retention: number | null } } | null, pointValue: { metric: string, status: EstimateStatus, reason: SuppressionReason | null, value: number | null, standardError: number | null, low: number | null, high: number | null, customers: number } | null } | null }> } };

export type GroupValueFragment = { value: number | null, margin: number | null, retention: number | null };

export type DefineInstrumentMutationVariables = Exact<{
  input: DefineInstrumentInput;
}>;


export type DefineInstrumentMutation = { defineInstrument:
    | { __typename: 'InstrumentDefined', created: boolean, instrument: { code: string, version: number, unit: AnalysisUnit, questions: Array<{ code: string, role: QuestionRole, cesVersion: CesVersion | null, label: string, points: Array<{ code: string, label: string }> }> } }
    | { __typename: 'WriteRefused', code: WriteRefusalCode, message: string, issues: Array<{ path: string, expected: string, got: string }> }
   };

export type DriverActionQueryVariables = Exact<{
  instrument: string;
  where?: ResponseFilter | null | undefined;
  weighting?: string | null | undefined;
  outcome?: string | null | undefined;
  drivers?: Array<string> | string | null | undefined;
  lowMax?: number | null | undefined;
  highMin?: number | null | undefined;
  actions: Array<ImprovementAction> | ImprovementAction;
  replications?: number;
}>;


export type DriverActionQuery = { segments: { nodes: Array<{ drivers: { reversed: Array<string>, certainty: { status: DriverStatus, replications: number | null, failed: number | null, seed: number | null, drivers: Array<{ code: string, importance: number, standardError: number, rank: number, first: number, interval: { level: number, low: number, high: number }, rankInterval: { low: number, high: number } }>, differences: Array<{ drivers: Array<string>, greater: number }> } | null, asymmetry: { status: DriverStatus, n: number, lowMax: number, highMin: number, rSquared: number | null, drivers: Array<{ code: string, low: number, middle: number, high: number, range: number | null, asymmetry: number | null, label: AsymmetryLabel | null, labelByIndex: AsymmetryLabel | null, fiveClass: AsymmetryClass | null, withheld: Array<ContrastWithheld>, wrongSign: Array<string>, penalty: { value: number, standardError: number, p: number | null, adjustedP: number | null } | null, reward: { value: number } | null, asymmetryInterval: { low: number, high: number } | null }>, separate: Array<{ code: string, penalty: { value: number } | null, reward: { value: number } | null }> } | null, importancePerformance: { importanceLine: number | null, performanceLine: number | null, drivers: Array<{ code: string, quadrant: Quadrant, borderline: boolean }> } | null, impactRangePerformance: { drivers: Array<{ code: string, importance: number, performance: number }> } | null, simulate: { status: DriverStatus, order: Array<string>, caution: string, outcomes: Array<{ outcome: string, actions: Array<{ id: string, gain: number | null, best: number | null, gainPerCost: number | null, withheld: ActionWithheld | null, interval: { low: number, high: number } | null }> }> } | null } | null }> } };

export type DriverStabilityByOrganisationQueryVariables = Exact<{
  instrument: string;
}>;


export type DriverStabilityByOrganisationQuery = { segments: { totalCount: number, driverStability: { threshold: number | null, refused: number, drivers: Array<{ code: string, segments: number, pooled: number, p: number | null, iSquared: number | null, label: StabilityLabel | null }> } | null } };

export type DriversQueryVariables = Exact<{
  instrument: string;
  where?: ResponseFilter | null | undefined;
  weighting?: string | null | undefined;
  outcome?: string | null | undefined;
  as?: OutcomeKind;
  drivers?: Array<string> | string | null | undefined;
  method?: DriverMethod;
  missing?: MissingAnswers;
}>;


export type DriversQuery = { segments: { nodes: Array<{ drivers: { status: DriverStatus, reason: DriverRefusalReason | null, columns: Array<string>, outcome: string, method: DriverMethod, rows: number, n: number, effective: number | null, excluded: Array<string>, caution: string, fit: { rSquared: number, adjustedRSquared: number, intercept: number, outcomeMean: number, residualStandardDeviation: number, f: number | null } | null, drivers: Array<{ code: string, label: string, mean: number, standardDeviation: number, importance: number, share: number | null, rank: number, correlation: number, coefficient: number, standardError: number, t: number | null, p: number | null, standardizedBeta: number, vif: number, first: number, last: number, pratt: number, johnson: number }>, agreement: Array<{ methods: Array<DriverMethod>, tau: number | null }>, warnings: Array<{ code: DriverWarningCode, drivers: Array<string> }> } | null }> } };

export type CategoriesQueryVariables = Exact<{
  kind: CategoryKind;
}>;


export type CategoriesQuery = { categories: Array<{ code: string, label: string }> };

export type DefineCategoriesMutationVariables = Exact<{
  input: DefineCategoriesInput;
}>;


export type DefineCategoriesMutation = { defineCategories:
    | { __typename: 'CategoriesDefined', created: number, changed: number, categories: Array<{ code: string, label: string }> }
    | { __typename: 'WriteRefused', code: WriteRefusalCode, issues: Array<{ path: string, expected: string, got: string }> }
   };

export type DefineOrganisationsMutationVariables = Exact<{
  input: DefineOrganisationsInput;
}>;


export type DefineOrganisationsMutation = { defineOrganisations:
    | { __typename: 'OrganisationsDefined', created: number, changed: number, organisations: Array<{ id: string, code: string, name: string, sector: { code: string } | null }> }
    | { __typename: 'WriteRefused', code: WriteRefusalCode, issues: Array<{ path: string, expected: string, got: string }> }
   };

export type EraseRespondentMutationVariables = Exact<{
  input: EraseRespondentInput;
}>;


export type EraseRespondentMutation = { eraseRespondent:
    | { __typename: 'RespondentErased', organisation: string, responses: number, texts: number, numbers: number, followUps: number, customerOutcomes: number, rejectedRows: number, keptAnswers: number, columnsRewritten: boolean }
    | { __typename: 'WriteRefused', code: WriteRefusalCode, message: string }
   };

type EstimateNumber_Ces_Fragment = { metric: string, value: number | null, standardError: number | null, status: EstimateStatus, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { eligible: number, valid: number, missing: number, notApplicable: number, weighted: number, effective: number } };

type EstimateNumber_Measure_Fragment = { metric: string, value: number | null, standardError: number | null, status: EstimateStatus, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { eligible: number, valid: number, missing: number, notApplicable: number, weighted: number, effective: number } };

type EstimateNumber_Nps_Fragment = { metric: string, value: number | null, standardError: number | null, status: EstimateStatus, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { eligible: number, valid: number, missing: number, notApplicable: number, weighted: number, effective: number } };

type EstimateNumber_Ratio_Fragment = { metric: string, value: number | null, standardError: number | null, status: EstimateStatus, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { eligible: number, valid: number, missing: number, notApplicable: number, weighted: number, effective: number } };

type EstimateNumber_ReportMark_Fragment = { metric: string, value: number | null, standardError: number | null, status: EstimateStatus, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { eligible: number, valid: number, missing: number, notApplicable: number, weighted: number, effective: number } };

type EstimateNumber_Satisfaction_Fragment = { metric: string, value: number | null, standardError: number | null, status: EstimateStatus, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { eligible: number, valid: number, missing: number, notApplicable: number, weighted: number, effective: number } };

export type EstimateNumberFragment =
  | EstimateNumber_Ces_Fragment
  | EstimateNumber_Measure_Fragment
  | EstimateNumber_Nps_Fragment
  | EstimateNumber_Ratio_Fragment
  | EstimateNumber_ReportMark_Fragment
  | EstimateNumber_Satisfaction_Fragment
;

export type NpsVariantsQueryVariables = Exact<{
  instrument: string;
  by?: Array<GroupBy> | GroupBy | null | undefined;
  where?: ResponseFilter | null | undefined;
  weighting?: string | null | undefined;
}>;


export type NpsVariantsQuery = { segments: { nodes: Array<{ key: { organisation: { code: string } | null }, classic: { metric: string, value: number | null, standardError: number | null, status: EstimateStatus, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { eligible: number, valid: number, missing: number, notApplicable: number, weighted: number, effective: number } } | null, european: { metric: string, value: number | null, standardError: number | null, status: EstimateStatus, flags: Array<EstimateFlag>, promoters: { metric: string, value: number | null, standardError: number | null, status: EstimateStatus, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { eligible: number, valid: number, missing: number, notApplicable: number, weighted: number, effective: number } }, passives: { metric: string, value: number | null, standardError: number | null, status: EstimateStatus, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { eligible: number, valid: number, missing: number, notApplicable: number, weighted: number, effective: number } }, detractors: { metric: string, value: number | null, standardError: number | null, status: EstimateStatus, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { eligible: number, valid: number, missing: number, notApplicable: number, weighted: number, effective: number } }, interval: { low: number, high: number } | null, base: { eligible: number, valid: number, missing: number, notApplicable: number, weighted: number, effective: number } } | null, seven: { metric: string, value: number | null, standardError: number | null, status: EstimateStatus, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { eligible: number, valid: number, missing: number, notApplicable: number, weighted: number, effective: number } } | null, custom: { metric: string, value: number | null, standardError: number | null, status: EstimateStatus, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { eligible: number, valid: number, missing: number, notApplicable: number, weighted: number, effective: number } } | null, enps: { metric: string, value: number | null, standardError: number | null, status: EstimateStatus, flags: Array<EstimateFlag>, detractors: { metric: string, value: number | null, standardError: number | null, status: EstimateStatus, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { eligible: number, valid: number, missing: number, notApplicable: number, weighted: number, effective: number } }, interval: { low: number, high: number } | null, base: { eligible: number, valid: number, missing: number, notApplicable: number, weighted: number, effective: number } } | null, pooled: { metric: string, value: number | null, standardError: number | null, status: EstimateStatus, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { eligible: number, valid: number, missing: number, notApplicable: number, weighted: number, effective: number } } | null, mean: { metric: string, value: number | null, standardError: number | null, status: EstimateStatus, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { eligible: number, valid: number, missing: number, notApplicable: number, weighted: number, effective: number } } | null, revenue: { metric: string, value: number | null, standardError: number | null, status: EstimateStatus, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { eligible: number, valid: number, missing: number, notApplicable: number, weighted: number, effective: number } } | null }> } };

export type MarksAndReasonsQueryVariables = Exact<{
  instrument: string;
  by?: Array<GroupBy> | GroupBy | null | undefined;
  where?: ResponseFilter | null | undefined;
  weighting?: string | null | undefined;
}>;


export type MarksAndReasonsQuery = { segments: { nodes: Array<{ key: { organisation: { code: string } | null }, reportMark: { metric: string, value: number | null, standardError: number | null, status: EstimateStatus, flags: Array<EstimateFlag>, high: { metric: string, value: number | null, standardError: number | null, status: EstimateStatus, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { eligible: number, valid: number, missing: number, notApplicable: number, weighted: number, effective: number } }, insufficient: { metric: string, value: number | null, standardError: number | null, status: EstimateStatus, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { eligible: number, valid: number, missing: number, notApplicable: number, weighted: number, effective: number } }, interval: { low: number, high: number } | null, base: { eligible: number, valid: number, missing: number, notApplicable: number, weighted: number, effective: number } } | null, satisfaction: { bridged: { metric: string, value: number | null, standardError: number | null, status: EstimateStatus, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { eligible: number, valid: number, missing: number, notApplicable: number, weighted: number, effective: number } } | null, doubled: { metric: string, value: number | null, standardError: number | null, status: EstimateStatus, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { eligible: number, valid: number, missing: number, notApplicable: number, weighted: number, effective: number } } | null } | null, sentiment: { mean: { metric: string, value: number | null, standardError: number | null, status: EstimateStatus, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { eligible: number, valid: number, missing: number, notApplicable: number, weighted: number, effective: number } }, net: { metric: string, value: number | null, standardError: number | null, status: EstimateStatus, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { eligible: number, valid: number, missing: number, notApplicable: number, weighted: number, effective: number } } } | null, experienceIndex: { metric: string, value: number | null, standardError: number | null, status: EstimateStatus, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { eligible: number, valid: number, missing: number, notApplicable: number, weighted: number, effective: number } } | null, experienceGap: { metric: string, value: number | null, standardError: number | null, status: EstimateStatus, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { eligible: number, valid: number, missing: number, notApplicable: number, weighted: number, effective: number } } | null, reasonContrast: { z: number | null, p: number | null, low: number | null, high: number | null, difference: { metric: string, value: number | null, standardError: number | null, status: EstimateStatus, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { eligible: number, valid: number, missing: number, notApplicable: number, weighted: number, effective: number } } } | null, organisations: { agreement: number | null, share: { metric: string, value: number | null, standardError: number | null, status: EstimateStatus, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { eligible: number, valid: number, missing: number, notApplicable: number, weighted: number, effective: number } } } | null, actionRate: { metric: string, value: number | null, standardError: number | null, status: EstimateStatus, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { eligible: number, valid: number, missing: number, notApplicable: number, weighted: number, effective: number } } | null, useOfResults: { metric: string, value: number | null, standardError: number | null, status: EstimateStatus, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { eligible: number, valid: number, missing: number, notApplicable: number, weighted: number, effective: number } } | null }> } };

export type MessagesQueryVariables = Exact<{
  instrument: string;
  by?: Array<GroupBy> | GroupBy | null | undefined;
  where?: ResponseFilter | null | undefined;
  weighting?: string | null | undefined;
}>;


export type MessagesQuery = { segments: { nodes: Array<{ key: { organisation: { code: string } | null }, wordOfMouthMessages: { incidence: { negativeShare: { metric: string, value: number | null, standardError: number | null, status: EstimateStatus, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { eligible: number, valid: number, missing: number, notApplicable: number, weighted: number, effective: number } }, negativeToPositive: { metric: string, value: number | null, standardError: number | null, status: EstimateStatus, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { eligible: number, valid: number, missing: number, notApplicable: number, weighted: number, effective: number } }, positiveToNegative: { metric: string, value: number | null, standardError: number | null, status: EstimateStatus, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { eligible: number, valid: number, missing: number, notApplicable: number, weighted: number, effective: number } }, negativeRate: { metric: string, value: number | null, standardError: number | null, status: EstimateStatus, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { eligible: number, valid: number, missing: number, notApplicable: number, weighted: number, effective: number } }, positiveRate: { metric: string, value: number | null, standardError: number | null, status: EstimateStatus, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { eligible: number, valid: number, missing: number, notApplicable: number, weighted: number, effective: number } }, net: { metric: string, value: number | null, standardError: number | null, status: EstimateStatus, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { eligible: number, valid: number, missing: number, notApplicable: number, weighted: number, effective: number } } }, volume: { capped: number, negativeShare: { metric: string, value: number | null, standardError: number | null, status: EstimateStatus, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { eligible: number, valid: number, missing: number, notApplicable: number, weighted: number, effective: number } }, negativeToPositive: { metric: string, value: number | null, standardError: number | null, status: EstimateStatus, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { eligible: number, valid: number, missing: number, notApplicable: number, weighted: number, effective: number } }, positiveToNegative: { metric: string, value: number | null, standardError: number | null, status: EstimateStatus, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { eligible: number, valid: number, missing: number, notApplicable: number, weighted: number, effective: number } } } | null } | null, given: { incidence: { net: { metric: string } }, volume: { negativeShare: { metric: string } } | null } | null }> } };

export type TrendQueryVariables = Exact<{
  instrument: string;
  by?: Array<GroupBy> | GroupBy | null | undefined;
  level?: number;
}>;


export type TrendQuery = { segments: { nodes: Array<{ key: { period: { from: string } | null, organisation: { code: string } | null }, nps: { trend: { slope: number | null, low: number | null, high: number | null, standardError: number | null, p: number | null, unweightedSlope: number | null, homogeneityP: number | null, periods: number | null, status: EstimateStatus, reason: SuppressionReason | null } | null, change: { effectSize: { value: number, standardError: number, low: number, high: number, level: number } | null } | null } | null }> } };

export type RecoveryQueryVariables = Exact<{
  instrument: string;
  by?: Array<GroupBy> | GroupBy | null | undefined;
  asOf?: string | null | undefined;
  trigger?: string | null | undefined;
  weighting?: string | null | undefined;
}>;


export type RecoveryQuery = { segments: { nodes: Array<{ key: { organisation: { code: string } | null }, followUp: { recovery: { rate: { metric: string, value: number | null, standardError: number | null, status: EstimateStatus, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { eligible: number, valid: number, missing: number, notApplicable: number, weighted: number, effective: number } }, change: { metric: string, value: number | null, standardError: number | null, status: EstimateStatus, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { eligible: number, valid: number, missing: number, notApplicable: number, weighted: number, effective: number } }, before: { metric: string, value: number | null, standardError: number | null, status: EstimateStatus, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { eligible: number, valid: number, missing: number, notApplicable: number, weighted: number, effective: number } }, after: { metric: string, value: number | null, standardError: number | null, status: EstimateStatus, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { eligible: number, valid: number, missing: number, notApplicable: number, weighted: number, effective: number } } } | null } | null }> } };

export type FollowUpQueryVariables = Exact<{
  instrument: string;
  by?: Array<GroupBy> | GroupBy | null | undefined;
  where?: ResponseFilter | null | undefined;
  asOf?: string | null | undefined;
  target?: number;
  trigger?: string | null | undefined;
  orWorse?: number;
  level?: number;
}>;


export type FollowUpQuery = { segments: { nodes: Array<{ key: { organisation: { code: string } | null }, followUp: { cases: number, asOf: string, triggerRate: { value: number | null, metric: string } | null, contactRate: { metric: string, value: number | null, standardError: number | null, status: EstimateStatus, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { eligible: number, valid: number, missing: number, notApplicable: number, weighted: number, effective: number } }, withinTarget: { metric: string, value: number | null, standardError: number | null, status: EstimateStatus, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { eligible: number, valid: number, missing: number, notApplicable: number, weighted: number, effective: number } }, resolutionRate: { metric: string, value: number | null, standardError: number | null, status: EstimateStatus, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { eligible: number, valid: number, missing: number, notApplicable: number, weighted: number, effective: number } }, reopenRate: { metric: string, value: number | null, standardError: number | null, status: EstimateStatus, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { eligible: number, valid: number, missing: number, notApplicable: number, weighted: number, effective: number } }, contactTime: { metric: string, value: number | null, low: number | null, high: number | null, status: EstimateStatus, reason: SuppressionReason | null, cases: number, events: number } | null, resolutionTime: { metric: string, value: number | null, low: number | null, high: number | null, status: EstimateStatus, reason: SuppressionReason | null, cases: number, events: number } | null } | null }> } };

export type HoursNumberFragment = { metric: string, value: number | null, low: number | null, high: number | null, status: EstimateStatus, reason: SuppressionReason | null, cases: number, events: number };

export type GroupedQueryVariables = Exact<{
  instrument: string;
  by?: Array<GroupBy> | GroupBy | null | undefined;
  first?: number | null | undefined;
  where?: ResponseFilter | null | undefined;
}>;


export type GroupedQuery = { segments: { totalCount: number, truncated: boolean, nodes: Array<{ responses: number, key: { audience: Audience | null, organisation: { code: string, name: string, sector: { code: string } | null } | null, sector: { code: string, label: string } | null, channel: { code: string, label: string } | null, touchpoint: { code: string } | null, period: { from: string, until: string, label: string } | null, attributes: Array<{ name: string, value: string | null }> }, nps: { value: number | null } | null, ces: { value: number | null, version: CesVersion } | null, reliability: { value: number | null } | null, expectation: { net: { value: number | null } } | null, wordOfMouth: { negativeShare: { value: number | null } } | null }> } };

export type LinkageQueryVariables = Exact<{
  x: LinkageSide;
  y: LinkageSide;
  minimumBase?: number;
  first?: number;
}>;


export type LinkageQuery = { linkage: { status: EstimateStatus, reason: SuppressionReason | null, n: number, leftOut: number, descriptionOnly: boolean, corrected: number | null, reliabilityX: number | null, reliabilityY: number | null, pearson: { value: number, low: number | null, high: number | null, p: number | null } | null, spearman: { value: number, low: number | null, high: number | null, p: number | null } | null, organisations: Array<{ without: number | null, change: number | null, organisation: { code: string } | null, x: { value: number | null }, y: { value: number | null } }> } };

export type CorrelationFragment = { value: number, low: number | null, high: number | null, p: number | null };

export type LoadInstrumentMutationVariables = Exact<{
  code: string;
}>;


export type LoadInstrumentMutation = { loadInstrument:
    | { __typename: 'InstrumentDefined', created: boolean, instrument: { code: string, version: number, label: string } }
    | { __typename: 'WriteRefused', code: WriteRefusalCode, issues: Array<{ path: string, expected: string, got: string }> }
   };

export type MeanQueryVariables = Exact<{
  instrument: string;
  question: string;
  weighting?: string | null | undefined;
  level: number;
  top: number;
  bottom: number;
  where?: ResponseFilter | null | undefined;
}>;


export type MeanQuery = { segments: { nodes: Array<{ satisfaction: { value: number | null, standardError: number | null, base: { valid: number, missing: number, weighted: number, effective: number }, t: { low: number, high: number } | null, wald: { low: number, high: number } | null, index: { value: number | null }, topBox: { value: number | null, standardError: number | null, wilson: { low: number, high: number } | null, wald: { low: number, high: number } | null, agrestiCoull: { low: number, high: number } | null, clopperPearson: { low: number, high: number } | null } | null, bottomBox: { value: number | null, wilson: { low: number, high: number } | null } | null, net: { value: number | null, standardError: number | null } | null } | null }> } };

export type NpsQueryVariables = Exact<{
  instrument: string;
  where?: ResponseFilter | null | undefined;
  weighting?: string | null | undefined;
  level: number;
}>;


export type NpsQuery = { segments: { nodes: Array<{ responses: number, nps: { value: number | null, standardError: number | null, status: EstimateStatus, base: { eligible: number, answered: number, valid: number, invalid: number, missing: number, notApplicable: number, weighted: number, effective: number }, promoters: { value: number | null, standardError: number | null }, passives: { value: number | null }, detractors: { value: number | null }, wald: { low: number, high: number } | null, t: { low: number, high: number } | null, adjustedWald: { low: number, high: number } | null, agrestiMin: { low: number, high: number } | null, score: { low: number, high: number } | null, default: { level: number, method: IntervalMethod, low: number, high: number } | null } | null }> } };

export type OneMetricQueryVariables = Exact<{
  instrument: string;
}>;


export type OneMetricQuery = { segments: { nodes: Array<{ responses: number, nps: { value: number | null } | null }> } };

export type OrganisationsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  sector?: string | null | undefined;
}>;


export type OrganisationsQuery = { organisations: { totalCount: number, edges: Array<{ cursor: string, node: { id: string, code: string, name: string, sector: { code: string } | null } }>, nodes: Array<{ code: string }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } };

export type NodeQueryVariables = Exact<{
  id: string | number;
}>;


export type NodeQuery = { node:
    | { __typename: 'Instrument', code: string, id: string }
    | { __typename: 'Organisation', code: string, id: string }
    | { __typename: 'Response', externalId: string, id: string }
   | null };

export type RecordCustomerOutcomesMutationVariables = Exact<{
  input: RecordCustomerOutcomesInput;
}>;


export type RecordCustomerOutcomesMutation = { recordCustomerOutcomes:
    | { __typename: 'CustomerOutcomesRecorded', recorded: number, changed: number, unchanged: number, erased: number }
    | { __typename: 'WriteRefused', code: WriteRefusalCode, issues: Array<{ path: string, expected: string, got: string }> }
   };

export type RecordFollowUpsMutationVariables = Exact<{
  input: RecordFollowUpsInput;
}>;


export type RecordFollowUpsMutation = { recordFollowUps:
    | { __typename: 'FollowUpsRecorded', opened: number, changed: number, unchanged: number }
    | { __typename: 'WriteRefused', code: WriteRefusalCode, issues: Array<{ path: string, expected: string, got: string }> }
   };

export type RecoveryQuadrantQueryVariables = Exact<{
  instrument: string;
  by?: Array<GroupBy> | GroupBy | null | undefined;
  table?: RecoveryTableInput | null | undefined;
  action?: string | null | undefined;
  outcome?: string | null | undefined;
}>;


export type RecoveryQuadrantQuery = { segments: { nodes: Array<{ key: { period: { label: string } | null }, recoveryQuadrant: { table: { id: string, version: number, impactCut: number, mapping: RecoveryMapping, source: string }, cells: Array<{ cell: QuadrantCell, action: string, count: number, share: { metric: string, value: number | null, standardError: number | null, status: EstimateStatus, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { eligible: number, valid: number, missing: number, notApplicable: number, weighted: number, effective: number } } }>, undetermined: { metric: string, value: number | null, standardError: number | null, status: EstimateStatus, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { eligible: number, valid: number, missing: number, notApplicable: number, weighted: number, effective: number } }, followed: { metric: string, value: number | null, standardError: number | null, status: EstimateStatus, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { eligible: number, valid: number, missing: number, notApplicable: number, weighted: number, effective: number } } | null, outcome: { followed: { metric: string, value: number | null, standardError: number | null, status: EstimateStatus, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { eligible: number, valid: number, missing: number, notApplicable: number, weighted: number, effective: number } }, notFollowed: { metric: string, value: number | null, standardError: number | null, status: EstimateStatus, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { eligible: number, valid: number, missing: number, notApplicable: number, weighted: number, effective: number } } } | null } | null }> } };

export type ResponsesQueryVariables = Exact<{
  instrument: string;
  where?: ResponseFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ResponsesQuery = { responses: { totalCount: number, nodes: Array<{ id: string, externalId: string, audience: Audience, respondedAt: string, day: string, weight: number, instrument: { id: string }, organisation: { code: string }, channel: { code: string } | null, touchpoint: { code: string } | null, attributes: Array<{ name: string, value: string }>, answers: Array<{ question: string, status: AnswerStatus, value: string | number | boolean | readonly string[] | null }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type RollingQueryVariables = Exact<{
  instrument: string;
  by?: Array<GroupBy> | GroupBy | null | undefined;
  where?: ResponseFilter | null | undefined;
  from?: Comparison;
  compare?: boolean;
}>;


export type RollingQuery = { segments: { totalCount: number, nodes: Array<{ responses: number, key: { channel: { code: string } | null, period: { from: string, until: string, label: string } | null }, nps: { metric: string, value: number | null, standardError: number | null, status: EstimateStatus, flags: Array<EstimateFlag>, change?: { verdict: Verdict, difference: number | null, standardError: number | null, earlier: { value: number | null } } | null, interval: { low: number, high: number } | null, base: { eligible: number, valid: number, missing: number, notApplicable: number, weighted: number, effective: number } } | null, drivers?: { n: number, fit: { rSquared: number } | null } | null }> } };

export type SharesQueryVariables = Exact<{
  instrument: string;
  question: string;
  where?: ResponseFilter | null | undefined;
  weighting?: string | null | undefined;
  categories?: Array<string> | string | null | undefined;
}>;


export type SharesQuery = { segments: { nodes: Array<{ shares: { categories: Array<{ code: string, label: string, count: number, share: { value: number | null, standardError: number | null, interval: { low: number, high: number, method: IntervalMethod } | null } }>, unstated: { code: string, count: number, share: { value: number | null } } | null } | null }> } };

export type SharingQueryVariables = Exact<{
  instrument: string;
  by?: Array<GroupBy> | GroupBy | null | undefined;
  where?: ResponseFilter | null | undefined;
  times: number;
  compare: boolean;
}>;


export type SharingQuery = { segments: { nodes: Array<{ wordOfMouth: { ratio: { atLeast: { holds: boolean, low: number } | null }, sharing: { positive: { metric: string, value: number | null, standardError: number | null, status: EstimateStatus, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { eligible: number, valid: number, missing: number, notApplicable: number, weighted: number, effective: number } }, negative: { metric: string, value: number | null, standardError: number | null, status: EstimateStatus, flags: Array<EstimateFlag>, interval: { low: number, high: number } | null, base: { eligible: number, valid: number, missing: number, notApplicable: number, weighted: number, effective: number } }, ratio: { value: number | null, metric: string, standardError: number | null, status: EstimateStatus, flags: Array<EstimateFlag>, change?: { verdict: Verdict, difference: number | null, earlier: { value: number | null } } | null, atLeast: { times: number, level: number, holds: boolean, low: number, z: number, p: number } | null, interval: { low: number, high: number } | null, base: { eligible: number, valid: number, missing: number, notApplicable: number, weighted: number, effective: number } } } | null } | null }> } };

export type SubmitResponsesMutationVariables = Exact<{
  input: SubmitResponsesInput;
}>;


export type SubmitResponsesMutation = { submitResponses:
    | { __typename: 'ResponsesSubmitted', import: string, instrument: string, version: number, rows: number, imported: number, updated: number, unchanged: number, rejected: number, rejectedRows: string | null, verdicts: Array<{ row: number, externalId: string, verdict: RowVerdict, problems: Array<{ column: string | null, code: string, reason: string }> }> }
    | { __typename: 'WriteRefused', code: WriteRefusalCode, message: string, issues: Array<{ path: string, expected: string, got: string }> }
   };

export type WeightedQueryVariables = Exact<{
  instrument: string;
  where?: ResponseFilter | null | undefined;
  by?: Array<GroupBy> | GroupBy | null | undefined;
  weighting?: string | null | undefined;
}>;


export type WeightedQuery = { segments: { nodes: Array<{ responses: number, withoutWeight: number, key: { sector: { code: string } | null, attributes: Array<{ value: string | null }> }, nps: { value: number | null, standardError: number | null, status: EstimateStatus, base: { eligible: number, valid: number, missing: number, weighted: number, effective: number } } | null, shares: { categories: Array<{ code: string, count: number, share: { value: number | null, standardError: number | null } }> } | null, reasons: Array<{ code: string, share: { value: number | null, standardError: number | null } }> | null }> }, instrument: { weightings: Array<{ name: string }> } | null };

export type RakeWeightsMutationVariables = Exact<{
  input: RakeWeightsInput;
}>;


export type RakeWeightsMutation = { rakeWeights:
    | { __typename: 'WeightsRaked', weighting: { name: string, rakedAt: string }, report: { weightless: number, minRatio: number | null, maxRatio: number | null, before: { responses: number, sum: number, min: number | null, max: number | null, effectiveBase: number | null, designEffect: number | null }, after: { responses: number, sum: number, min: number | null, max: number | null, effectiveBase: number | null, designEffect: number | null }, margins: Array<{ name: string, maxRelativeError: number | null, categories: Array<{ code: string, responses: number, before: number | null, after: number | null, target: number | null }> }>, convergence: { iterations: number, maxMarginError: number } | null, trimming: { trimmed: number, movedShare: number } | null } }
    | { __typename: 'WeightsUnreachable', reason: WeightsUnreachableReason, margin: string | null, category: string | null, message: string }
    | { __typename: 'WriteRefused', code: WriteRefusalCode, message: string, issues: Array<{ path: string, expected: string, got: string }> }
   };

export type DeleteWeightingMutationVariables = Exact<{
  input: DeleteWeightingInput;
}>;


export type DeleteWeightingMutation = { deleteWeighting:
    | { __typename: 'WeightingDeleted', deleted: boolean }
    | { __typename: 'WriteRefused', code: WriteRefusalCode }
   };

export type SpreadFragment = { responses: number, sum: number, min: number | null, max: number | null, effectiveBase: number | null, designEffect: number | null };

export type WordOfMouthQueryVariables = Exact<{
  instrument: string;
  level: number;
}>;


export type WordOfMouthQuery = { segments: { nodes: Array<{ expectation: { below: { value: number | null }, asExpected: { value: number | null }, above: { value: number | null }, net: { value: number | null } } | null, wordOfMouth: { negativeShare: { value: number | null, base: { valid: number, notApplicable: number, missing: number }, wilson: { low: number, high: number } | null, clopperPearson: { low: number, high: number } | null }, negativeRate: { value: number | null, wilson: { low: number, high: number } | null }, net: { value: number | null, standardError: number | null }, ratio: { value: number | null, wilson: { low: number, high: number } | null, log: { low: number, high: number } | null, exact: { low: number, high: number } | null }, inverse: { value: number | null } } | null }> } };

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
export const LinkOrganisationFragmentDoc = new TypedDocumentString(`
    fragment LinkOrganisation on Segment {
  key {
    organisation {
      code
    }
  }
}
    `, {"fragmentName":"LinkOrganisation"}) as unknown as TypedDocumentString<LinkOrganisationFragment, unknown>;
export const LinkMarkFragmentDoc = new TypedDocumentString(`
    fragment LinkMark on Estimate {
  value
  standardError
  base {
    valid
  }
}
    `, {"fragmentName":"LinkMark"}) as unknown as TypedDocumentString<LinkMarkFragment, unknown>;
export const LinkCorrelationFragmentDoc = new TypedDocumentString(`
    fragment LinkCorrelation on LinkedCorrelation {
  value(round: 3)
  low(round: 3)
  high(round: 3)
  p
}
    `, {"fragmentName":"LinkCorrelation"}) as unknown as TypedDocumentString<LinkCorrelationFragment, unknown>;
export const MonitorPointsFragmentDoc = new TypedDocumentString(`
    fragment MonitorPoints on Estimate {
  value(round: 1)
  interval {
    low(round: 1)
    high(round: 1)
  }
  base {
    valid
  }
}
    `, {"fragmentName":"MonitorPoints"}) as unknown as TypedDocumentString<MonitorPointsFragment, unknown>;
export const MonitorMarkFragmentDoc = new TypedDocumentString(`
    fragment MonitorMark on Estimate {
  value(round: 2)
  interval {
    low(round: 2)
    high(round: 2)
  }
  base {
    valid
  }
}
    `, {"fragmentName":"MonitorMark"}) as unknown as TypedDocumentString<MonitorMarkFragment, unknown>;
export const MonitorRatingsFragmentDoc = new TypedDocumentString(`
    fragment MonitorRatings on Segment {
  nps {
    ...MonitorPoints
  }
  complaints: satisfaction(question: "complaint_handling") {
    ...MonitorMark
  }
  ces {
    ...MonitorMark
  }
  sentiment {
    mean {
      ...MonitorMark
    }
  }
}
    fragment MonitorPoints on Estimate {
  value(round: 1)
  interval {
    low(round: 1)
    high(round: 1)
  }
  base {
    valid
  }
}
fragment MonitorMark on Estimate {
  value(round: 2)
  interval {
    low(round: 2)
    high(round: 2)
  }
  base {
    valid
  }
}`, {"fragmentName":"MonitorRatings"}) as unknown as TypedDocumentString<MonitorRatingsFragment, unknown>;
export const MonitorChangeFragmentDoc = new TypedDocumentString(`
    fragment MonitorChange on Change {
  difference(round: 2)
  low(round: 2)
  high(round: 2)
  verdict
}
    `, {"fragmentName":"MonitorChange"}) as unknown as TypedDocumentString<MonitorChangeFragment, unknown>;
export const MonitorShareFragmentDoc = new TypedDocumentString(`
    fragment MonitorShare on Estimate {
  value(round: 3)
  interval {
    low(round: 3)
    high(round: 3)
  }
  base {
    valid
  }
}
    `, {"fragmentName":"MonitorShare"}) as unknown as TypedDocumentString<MonitorShareFragment, unknown>;
export const MonitorPositionFragmentDoc = new TypedDocumentString(`
    fragment MonitorPosition on Benchmark {
  status
  reason
  organisations
  equal {
    value(round: 2)
  }
  pooled {
    value(round: 2)
  }
  median {
    value(round: 2)
  }
  percentile
  rank {
    rank
    of
    low
    high
  }
}
    `, {"fragmentName":"MonitorPosition"}) as unknown as TypedDocumentString<MonitorPositionFragment, unknown>;
export const DrivennessShareFragmentDoc = new TypedDocumentString(`
    fragment DrivennessShare on Estimate {
  value(round: 3)
  interval {
    low(round: 3)
    high(round: 3)
  }
  base {
    valid
  }
}
    `, {"fragmentName":"DrivennessShare"}) as unknown as TypedDocumentString<DrivennessShareFragment, unknown>;
export const DrivennessAgreeFragmentDoc = new TypedDocumentString(`
    fragment DrivennessAgree on Satisfaction {
  topBox(k: 2) {
    ...DrivennessShare
  }
}
    fragment DrivennessShare on Estimate {
  value(round: 3)
  interval {
    low(round: 3)
    high(round: 3)
  }
  base {
    valid
  }
}`, {"fragmentName":"DrivennessAgree"}) as unknown as TypedDocumentString<DrivennessAgreeFragment, unknown>;
export const DrivennessYesFragmentDoc = new TypedDocumentString(`
    fragment DrivennessYes on Shares {
  categories {
    count
    share {
      ...DrivennessShare
    }
  }
}
    fragment DrivennessShare on Estimate {
  value(round: 3)
  interval {
    low(round: 3)
    high(round: 3)
  }
  base {
    valid
  }
}`, {"fragmentName":"DrivennessYes"}) as unknown as TypedDocumentString<DrivennessYesFragment, unknown>;
export const NationalShareFragmentDoc = new TypedDocumentString(`
    fragment NationalShare on Estimate {
  value(round: 3)
  interval {
    low(round: 3)
    high(round: 3)
  }
  base {
    valid
  }
}
    `, {"fragmentName":"NationalShare"}) as unknown as TypedDocumentString<NationalShareFragment, unknown>;
export const NationalListedFragmentDoc = new TypedDocumentString(`
    fragment NationalListed on Shares {
  categories {
    code
    label
    count
    share {
      ...NationalShare
    }
  }
  unstated {
    count
    share {
      ...NationalShare
    }
  }
}
    fragment NationalShare on Estimate {
  value(round: 3)
  interval {
    low(round: 3)
    high(round: 3)
  }
  base {
    valid
  }
}`, {"fragmentName":"NationalListed"}) as unknown as TypedDocumentString<NationalListedFragment, unknown>;
export const NationalPointsFragmentDoc = new TypedDocumentString(`
    fragment NationalPoints on Estimate {
  value(round: 1)
  interval {
    low(round: 1)
    high(round: 1)
  }
  base {
    valid
  }
}
    `, {"fragmentName":"NationalPoints"}) as unknown as TypedDocumentString<NationalPointsFragment, unknown>;
export const NationalExperienceFragmentDoc = new TypedDocumentString(`
    fragment NationalExperience on Experience {
  functional {
    ...NationalPoints
  }
  emotional {
    ...NationalPoints
  }
  gap {
    ...NationalPoints
  }
}
    fragment NationalPoints on Estimate {
  value(round: 1)
  interval {
    low(round: 1)
    high(round: 1)
  }
  base {
    valid
  }
}`, {"fragmentName":"NationalExperience"}) as unknown as TypedDocumentString<NationalExperienceFragment, unknown>;
export const NationalReasonFragmentDoc = new TypedDocumentString(`
    fragment NationalReason on Reason {
  code
  label
  share {
    ...NationalShare
  }
  rank
  tiedWithNext
}
    fragment NationalShare on Estimate {
  value(round: 3)
  interval {
    low(round: 3)
    high(round: 3)
  }
  base {
    valid
  }
}`, {"fragmentName":"NationalReason"}) as unknown as TypedDocumentString<NationalReasonFragment, unknown>;
export const RetentionShareFragmentDoc = new TypedDocumentString(`
    fragment RetentionShare on Estimate {
  value(round: 3)
  interval {
    low(round: 3)
    high(round: 3)
  }
  base {
    valid
  }
}
    `, {"fragmentName":"RetentionShare"}) as unknown as TypedDocumentString<RetentionShareFragment, unknown>;
export const RetentionListedFragmentDoc = new TypedDocumentString(`
    fragment RetentionListed on Shares {
  categories {
    code
    label
    count
    share {
      ...RetentionShare
    }
  }
  unstated {
    count
    share {
      ...RetentionShare
    }
  }
}
    fragment RetentionShare on Estimate {
  value(round: 3)
  interval {
    low(round: 3)
    high(round: 3)
  }
  base {
    valid
  }
}`, {"fragmentName":"RetentionListed"}) as unknown as TypedDocumentString<RetentionListedFragment, unknown>;
export const RetentionDriversFragmentDoc = new TypedDocumentString(`
    fragment RetentionDrivers on DriverAnalysis {
  n
  fit {
    rSquared
  }
  drivers {
    code
    rank
    importance
    correlation
  }
  reversed
  caution
}
    `, {"fragmentName":"RetentionDrivers"}) as unknown as TypedDocumentString<RetentionDriversFragment, unknown>;
export const RetentionMarkFragmentDoc = new TypedDocumentString(`
    fragment RetentionMark on Estimate {
  value(round: 2)
  interval {
    low(round: 2)
    high(round: 2)
  }
  base {
    valid
  }
}
    `, {"fragmentName":"RetentionMark"}) as unknown as TypedDocumentString<RetentionMarkFragment, unknown>;
export const SectorNumberFragmentDoc = new TypedDocumentString(`
    fragment SectorNumber on SectorValue {
  value
  standardError
  samplingError
}
    `, {"fragmentName":"SectorNumber"}) as unknown as TypedDocumentString<SectorNumberFragment, unknown>;
export const PositionFragmentDoc = new TypedDocumentString(`
    fragment Position on Benchmark {
  status
  reason
  organisations
  equal {
    ...SectorNumber
  }
  pooled {
    ...SectorNumber
  }
  median {
    ...SectorNumber
  }
  quartiles {
    low
    median
    high
  }
  percentile
  rank(level: 0.9, replications: 200, seed: 7) {
    rank
    of
    low
    high
    percentileLow
    percentileHigh
    firstChance
    tied
  }
}
    fragment SectorNumber on SectorValue {
  value
  standardError
  samplingError
}`, {"fragmentName":"Position"}) as unknown as TypedDocumentString<PositionFragment, unknown>;
export const GroupValueFragmentDoc = new TypedDocumentString(`
    fragment GroupValue on GroupLifetimeValue {
  value
  margin
  retention
}
    `, {"fragmentName":"GroupValue"}) as unknown as TypedDocumentString<GroupValueFragment, unknown>;
export const EstimateNumberFragmentDoc = new TypedDocumentString(`
    fragment EstimateNumber on Estimate {
  metric
  value
  standardError
  status
  flags
  interval {
    low
    high
  }
  base {
    eligible
    valid
    missing
    notApplicable
    weighted
    effective
  }
}
    `, {"fragmentName":"EstimateNumber"}) as unknown as TypedDocumentString<EstimateNumberFragment, unknown>;
export const HoursNumberFragmentDoc = new TypedDocumentString(`
    fragment HoursNumber on MedianTime {
  metric
  value
  low
  high
  status
  reason
  cases
  events
}
    `, {"fragmentName":"HoursNumber"}) as unknown as TypedDocumentString<HoursNumberFragment, unknown>;
export const CorrelationFragmentDoc = new TypedDocumentString(`
    fragment Correlation on LinkedCorrelation {
  value
  low
  high
  p
}
    `, {"fragmentName":"Correlation"}) as unknown as TypedDocumentString<CorrelationFragment, unknown>;
export const SpreadFragmentDoc = new TypedDocumentString(`
    fragment Spread on WeightSpread {
  responses
  sum
  min
  max
  effectiveBase
  designEffect
}
    `, {"fragmentName":"Spread"}) as unknown as TypedDocumentString<SpreadFragment, unknown>;
export const ContactMonitorLinkDocument = new TypedDocumentString(`
    query ContactMonitorLink($from: Date = "2011-01-01", $until: Date = "2012-01-01") {
  linkage(
    x: {instrument: "contact-monitor-employees", where: {from: $from, until: $until}, measure: MEAN, question: "employer_mark"}
    y: {instrument: "contact-monitor", where: {from: $from, until: $until}, measure: MEAN, question: "mark"}
  ) {
    n
    leftOut
    pearson {
      ...LinkCorrelation
    }
    spearman {
      ...LinkCorrelation
    }
    corrected(round: 3)
    reliabilityX(round: 3)
    reliabilityY(round: 3)
    organisations(first: 3) {
      organisation {
        code
      }
      without(round: 3)
      change(round: 3)
    }
  }
  customers: segments(
    instrument: "contact-monitor"
    where: {from: $from, until: $until}
    by: [{dimension: ORGANISATION}]
  ) {
    nodes {
      ...LinkOrganisation
      satisfaction(question: "mark") {
        ...LinkMark
      }
    }
  }
  employees: segments(
    instrument: "contact-monitor-employees"
    where: {from: $from, until: $until}
    by: [{dimension: ORGANISATION}]
  ) {
    nodes {
      ...LinkOrganisation
      satisfaction(question: "employer_mark") {
        ...LinkMark
      }
    }
  }
}
    fragment LinkOrganisation on Segment {
  key {
    organisation {
      code
    }
  }
}
fragment LinkMark on Estimate {
  value
  standardError
  base {
    valid
  }
}
fragment LinkCorrelation on LinkedCorrelation {
  value(round: 3)
  low(round: 3)
  high(round: 3)
  p
}`) as unknown as TypedDocumentString<ContactMonitorLinkQuery, ContactMonitorLinkQueryVariables>;
export const ContactMonitorDocument = new TypedDocumentString(`
    query ContactMonitor($from: Date = "2011-01-01", $until: Date = "2012-01-01", $organisation: String! = "synthetic-housing-association-1") {
  year: segments(
    instrument: "contact-monitor"
    where: {from: $from, until: $until}
  ) {
    nodes {
      responses
      ...MonitorRatings
    }
  }
  sectors: segments(
    instrument: "contact-monitor"
    where: {from: $from, until: $until}
    by: [{dimension: SECTOR}]
  ) {
    nodes {
      key {
        sector {
          code
          label
        }
      }
      responses
      ...MonitorRatings
    }
  }
  channels: segments(
    instrument: "contact-monitor"
    where: {from: $from, until: $until}
    by: [{dimension: CHANNEL}]
  ) {
    nodes {
      key {
        channel {
          code
          label
        }
      }
      satisfaction(question: "mark") {
        ...MonitorMark
      }
    }
  }
  governmentChannels: segments(
    instrument: "contact-monitor"
    where: {sectors: ["government"], from: $from, until: $until}
    by: [{dimension: CHANNEL}]
  ) {
    nodes {
      key {
        channel {
          code
        }
      }
      satisfaction(question: "mark") {
        ...MonitorMark
      }
    }
  }
  housing: segments(
    instrument: "contact-monitor"
    where: {sectors: ["housing"]}
    by: [{period: YEAR}]
  ) {
    nodes {
      key {
        period {
          label
        }
      }
      nps {
        ...MonitorPoints
        change(from: YEAR_EARLIER) {
          ...MonitorChange
        }
      }
      complaints: satisfaction(question: "complaint_handling") {
        ...MonitorMark
        change(from: YEAR_EARLIER) {
          ...MonitorChange
        }
      }
      ces {
        ...MonitorMark
        change(from: YEAR_EARLIER) {
          ...MonitorChange
        }
      }
      satisfaction(question: "mark") {
        ...MonitorMark
        change(from: YEAR_EARLIER) {
          ...MonitorChange
        }
      }
    }
  }
  housingChannels: segments(
    instrument: "contact-monitor"
    where: {sectors: ["housing"]}
    by: [{period: YEAR}, {dimension: CHANNEL}]
  ) {
    nodes {
      key {
        period {
          label
        }
        channel {
          code
        }
      }
      satisfaction(question: "mark") {
        ...MonitorMark
      }
    }
  }
  position: segments(
    instrument: "contact-monitor"
    where: {organisations: [$organisation], from: $from, until: $until}
  ) {
    nodes {
      nps {
        ...MonitorPoints
        benchmark(against: SECTOR) {
          ...MonitorPosition
        }
      }
      ces {
        ...MonitorMark
        benchmark(against: SECTOR) {
          ...MonitorPosition
        }
      }
    }
  }
  employees: segments(
    instrument: "contact-monitor-employees"
    where: {from: $from, until: $until}
  ) {
    nodes {
      responses
      satisfaction(question: "employer_mark") {
        ...MonitorMark
      }
      ambassadors {
        proud {
          ...MonitorShare
        }
        talking {
          ...MonitorShare
        }
        ambassadors {
          ...MonitorShare
        }
      }
    }
  }
  employeesBySector: segments(
    instrument: "contact-monitor-employees"
    by: [{dimension: SECTOR}, {period: YEAR}]
  ) {
    nodes {
      key {
        sector {
          code
        }
        period {
          label
        }
      }
      satisfaction(question: "employer_mark") {
        ...MonitorMark
      }
    }
  }
}
    fragment MonitorRatings on Segment {
  nps {
    ...MonitorPoints
  }
  complaints: satisfaction(question: "complaint_handling") {
    ...MonitorMark
  }
  ces {
    ...MonitorMark
  }
  sentiment {
    mean {
      ...MonitorMark
    }
  }
}
fragment MonitorPoints on Estimate {
  value(round: 1)
  interval {
    low(round: 1)
    high(round: 1)
  }
  base {
    valid
  }
}
fragment MonitorChange on Change {
  difference(round: 2)
  low(round: 2)
  high(round: 2)
  verdict
}
fragment MonitorMark on Estimate {
  value(round: 2)
  interval {
    low(round: 2)
    high(round: 2)
  }
  base {
    valid
  }
}
fragment MonitorShare on Estimate {
  value(round: 3)
  interval {
    low(round: 3)
    high(round: 3)
  }
  base {
    valid
  }
}
fragment MonitorPosition on Benchmark {
  status
  reason
  organisations
  equal {
    value(round: 2)
  }
  pooled {
    value(round: 2)
  }
  median {
    value(round: 2)
  }
  percentile
  rank {
    rank
    of
    low
    high
  }
}`) as unknown as TypedDocumentString<ContactMonitorQuery, ContactMonitorQueryVariables>;
export const CustomerDrivennessDocument = new TypedDocumentString(`
    query CustomerDrivenness {
  segments(instrument: "customer-drivenness", where: {audiences: [ORGANISATION]}) {
    nodes {
      responses
      leadersSetExample: satisfaction(question: "leaders_set_example") {
        ...DrivennessAgree
      }
      employeesLikeFeedback: satisfaction(question: "employees_like_feedback") {
        ...DrivennessAgree
      }
      othersFeelResponsible: satisfaction(question: "others_feel_responsible") {
        ...DrivennessAgree
      }
      collect: shares(question: "collects_feedback", categories: ["yes"]) {
        ...DrivennessYes
      }
      measureSatisfaction: shares(
        question: "measures_satisfaction"
        categories: ["yes"]
      ) {
        ...DrivennessYes
      }
      measureNps: shares(question: "measures_nps", categories: ["yes"]) {
        ...DrivennessYes
      }
      act: shares(question: "acts_on_feedback", categories: ["yes"]) {
        ...DrivennessYes
      }
      answerCustomers: shares(question: "answers_customers", categories: ["yes"]) {
        ...DrivennessYes
      }
      measureClosing: shares(question: "measures_closing", categories: ["yes"]) {
        ...DrivennessYes
      }
      changedAfterSurvey: shares(
        question: "changed_after_survey"
        categories: ["yes"]
      ) {
        ...DrivennessYes
      }
    }
  }
}
    fragment DrivennessAgree on Satisfaction {
  topBox(k: 2) {
    ...DrivennessShare
  }
}
fragment DrivennessYes on Shares {
  categories {
    count
    share {
      ...DrivennessShare
    }
  }
}
fragment DrivennessShare on Estimate {
  value(round: 3)
  interval {
    low(round: 3)
    high(round: 3)
  }
  base {
    valid
  }
}`) as unknown as TypedDocumentString<CustomerDrivennessQuery, CustomerDrivennessQueryVariables>;
export const NationalExperienceDocument = new TypedDocumentString(`
    query NationalExperience($sectors: [String!]) {
  customers: segments(
    instrument: "national-experience"
    where: {audiences: [CUSTOMER], sectors: $sectors}
  ) {
    nodes {
      responses
      expectation: shares(
        question: "expectation"
        categories: ["as_expected", "surprised"]
      ) {
        ...NationalListed
      }
      feeling: shares(question: "feeling", categories: ["positive"]) {
        ...NationalListed
      }
      experience {
        ...NationalExperience
        statements {
          code
          label
          dimension
          index {
            ...NationalPoints
          }
        }
      }
      positive: shares(question: "shared_positive", categories: ["kept", "shared"]) {
        ...NationalListed
      }
      negative: shares(question: "shared_negative", categories: ["kept", "shared"]) {
        ...NationalListed
      }
      wordOfMouth {
        negativeShare {
          ...NationalShare
        }
        sharing {
          positive {
            ...NationalShare
          }
          negative {
            ...NationalShare
          }
          ratio {
            value(round: 2)
            interval {
              low(round: 2)
              high(round: 2)
            }
            base {
              valid
            }
            atLeast(times: 2) {
              times
              low(round: 2)
              holds
            }
          }
        }
      }
      leftBecause: shares(
        question: "left_because"
        categories: ["personal_attention"]
      ) {
        ...NationalListed
      }
    }
  }
  employees: segments(
    instrument: "national-experience"
    where: {audiences: [EMPLOYEE], sectors: $sectors}
  ) {
    nodes {
      responses
      appreciation: shares(
        question: "appreciation_or_salary"
        categories: ["appreciation"]
      ) {
        ...NationalListed
      }
    }
  }
  sectors: segments(
    instrument: "national-experience"
    where: {audiences: [CUSTOMER], sectors: $sectors}
    by: [{dimension: SECTOR}]
  ) {
    nodes {
      key {
        sector {
          code
          label
        }
      }
      responses
      experience {
        ...NationalExperience
      }
      recommend: reasons(kind: RECOMMEND) {
        ...NationalReason
      }
      notRecommend: reasons(kind: NOT_RECOMMEND) {
        ...NationalReason
      }
    }
  }
  channels: segments(
    instrument: "national-experience"
    where: {audiences: [CUSTOMER], sectors: $sectors}
    by: [{dimension: CHANNEL}]
  ) {
    nodes {
      key {
        channel {
          code
          label
        }
      }
      responses
      experience {
        ...NationalExperience
      }
    }
  }
  moments: segments(
    instrument: "national-experience"
    where: {audiences: [CUSTOMER], sectors: $sectors}
    by: [{dimension: TOUCHPOINT}]
  ) {
    nodes {
      key {
        touchpoint {
          code
          label
        }
      }
      responses
      experience {
        ...NationalExperience
      }
    }
  }
  cells: segments(
    instrument: "national-experience"
    where: {audiences: [CUSTOMER], sectors: $sectors}
    by: [{dimension: CHANNEL}, {dimension: TOUCHPOINT}]
  ) {
    nodes {
      key {
        channel {
          code
        }
        touchpoint {
          code
        }
      }
      responses
      experience {
        ...NationalExperience
      }
    }
  }
}
    fragment NationalListed on Shares {
  categories {
    code
    label
    count
    share {
      ...NationalShare
    }
  }
  unstated {
    count
    share {
      ...NationalShare
    }
  }
}
fragment NationalShare on Estimate {
  value(round: 3)
  interval {
    low(round: 3)
    high(round: 3)
  }
  base {
    valid
  }
}
fragment NationalPoints on Estimate {
  value(round: 1)
  interval {
    low(round: 1)
    high(round: 1)
  }
  base {
    valid
  }
}
fragment NationalExperience on Experience {
  functional {
    ...NationalPoints
  }
  emotional {
    ...NationalPoints
  }
  gap {
    ...NationalPoints
  }
}
fragment NationalReason on Reason {
  code
  label
  share {
    ...NationalShare
  }
  rank
  tiedWithNext
}`) as unknown as TypedDocumentString<NationalExperienceQuery, NationalExperienceQueryVariables>;
export const RetentionBenchmarkDocument = new TypedDocumentString(`
    query RetentionBenchmark {
  firms: segments(
    instrument: "retention-benchmark"
    where: {audiences: [ORGANISATION]}
  ) {
    nodes {
      responses
      priority: shares(question: "top_priority") {
        ...RetentionListed
      }
      owner: shares(
        question: "customer_owner"
        categories: ["managing_director", "customer_service", "sales", "marketing"]
      ) {
        ...RetentionListed
      }
      data: shares(question: "data_stored", categories: ["fully", "partly", "not"]) {
        ...RetentionListed
      }
      research: shares(
        question: "research"
        categories: ["never", "ad_hoc", "continuous", "periodic"]
      ) {
        ...RetentionListed
      }
      staying: drivers(
        outcome: "repeat_purchase"
        drivers: ["satisfied", "recommended", "exceeds_expectations"]
      ) {
        ...RetentionDrivers
      }
      leaving: drivers(
        outcome: "churn"
        drivers: ["satisfied", "recommended", "exceeds_expectations"]
      ) {
        ...RetentionDrivers
      }
      lifetimeValue: drivers(
        outcome: "lifetime_value"
        drivers: ["satisfied", "recommended", "exceeds_expectations"]
      ) {
        ...RetentionDrivers
      }
      distinctiveness: drivers(
        outcome: "distinctive"
        drivers: ["satisfied", "recommended", "exceeds_expectations"]
      ) {
        ...RetentionDrivers
      }
      negativeWordOfMouth: drivers(
        outcome: "negative_word_of_mouth"
        drivers: ["satisfied", "recommended", "exceeds_expectations"]
      ) {
        ...RetentionDrivers
      }
      recoveryQuadrant {
        table {
          id
          version
          mapping
          impactCut
        }
        cells {
          cell
          action
          count
          share {
            ...RetentionShare
          }
        }
        undetermined {
          ...RetentionShare
        }
        followed {
          ...RetentionShare
        }
        outcome {
          followed {
            ...RetentionMark
          }
          notFollowed {
            ...RetentionMark
          }
        }
      }
      impact: shares(question: "event_impact") {
        ...RetentionListed
      }
      responsibility: shares(question: "event_responsibility") {
        ...RetentionListed
      }
      action: shares(question: "event_action") {
        ...RetentionListed
      }
      satisfaction(question: "event_mark") {
        ...RetentionMark
      }
    }
  }
}
    fragment RetentionListed on Shares {
  categories {
    code
    label
    count
    share {
      ...RetentionShare
    }
  }
  unstated {
    count
    share {
      ...RetentionShare
    }
  }
}
fragment RetentionDrivers on DriverAnalysis {
  n
  fit {
    rSquared
  }
  drivers {
    code
    rank
    importance
    correlation
  }
  reversed
  caution
}
fragment RetentionShare on Estimate {
  value(round: 3)
  interval {
    low(round: 3)
    high(round: 3)
  }
  base {
    valid
  }
}
fragment RetentionMark on Estimate {
  value(round: 2)
  interval {
    low(round: 2)
    high(round: 2)
  }
  base {
    valid
  }
}`) as unknown as TypedDocumentString<RetentionBenchmarkQuery, RetentionBenchmarkQueryVariables>;
export const SevenDriversDocument = new TypedDocumentString(`
    query SevenDrivers {
  everybody: segments(instrument: "seven-drivers") {
    nodes {
      responses
      satisfaction(question: "satisfaction") {
        value(round: 2)
        interval {
          low(round: 2)
          high(round: 2)
        }
        base {
          valid
        }
      }
      drivers(outcome: "satisfaction") {
        n
        fit {
          rSquared
        }
        drivers {
          code
          label
          rank
          importance
          share
          mean
        }
        certainty(replications: 200) {
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
          }
        }
        asymmetry(replications: 200) {
          drivers {
            code
            low
            high
            penalty {
              value
              adjustedP
            }
            reward {
              value
              adjustedP
            }
            asymmetryInterval {
              low
              high
            }
            label
          }
        }
        caution
      }
    }
  }
  organisations: segments(
    instrument: "seven-drivers"
    by: [{dimension: SECTOR}, {dimension: ORGANISATION}]
  ) {
    nodes {
      key {
        sector {
          label
        }
        organisation {
          name
        }
      }
      drivers(outcome: "satisfaction") {
        n
        drivers {
          code
          rank
          importance
        }
        simulate(
          replications: 200
          actions: [{driver: "reliability", kind: SHIFT, by: 1}, {driver: "empathy", kind: SHIFT, by: 1}, {driver: "customer_focus", kind: SHIFT, by: 1}, {driver: "customer_knowledge", kind: SHIFT, by: 1}, {driver: "waiting_time", kind: SHIFT, by: 1}, {driver: "accessibility", kind: SHIFT, by: 1}, {driver: "menu", kind: SHIFT, by: 1}]
        ) {
          order
          outcomes {
            actions {
              id
              gain
              interval {
                low
                high
              }
              best
            }
          }
        }
      }
    }
    driverStability(outcome: "satisfaction", replications: 200) {
      threshold
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
  handlingTime: segments(
    instrument: "seven-drivers"
    by: [{attribute: "handling_time"}]
  ) {
    nodes {
      key {
        attributes {
          value
        }
      }
      satisfaction(question: "satisfaction") {
        value(round: 2)
        interval {
          low(round: 2)
          high(round: 2)
        }
        base {
          valid
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SevenDriversQuery, SevenDriversQueryVariables>;
export const EffortByYearDocument = new TypedDocumentString(`
    query EffortByYear {
  segments(
    instrument: "sfo-passengers"
    by: [{attribute: "gate_area"}, {period: YEAR}]
  ) {
    totalCount
    nodes {
      key {
        attributes {
          name
          value
        }
        period {
          label
        }
      }
      responses
      ces(question: "ease_wayfinding") {
        value(round: 2)
        interval {
          low(round: 2)
          high(round: 2)
        }
        easy {
          value(round: 3)
        }
        base {
          valid
        }
      }
      satisfaction(question: "overall") {
        value(round: 2)
        topBox {
          value(round: 3)
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<EffortByYearQuery, EffortByYearQueryVariables>;
export const MetricsDocument = new TypedDocumentString(`
    query Metrics {
  metricDefinitions {
    id
    name
    unit
    definition
    formula
    source
  }
  instruments {
    code
    label(language: "nl")
    version
    questions {
      code
      role
      label(language: "nl")
    }
  }
}
    `) as unknown as TypedDocumentString<MetricsQuery, MetricsQueryVariables>;
export const RecommendDocument = new TypedDocumentString(`
    query Recommend {
  weighted: segments(
    instrument: "sfo-passengers"
    where: {from: "2017-01-01", until: "2018-01-01"}
  ) {
    nodes {
      responses
      nps {
        value(round: 1)
        interval(level: 0.95) {
          low(round: 1)
          high(round: 1)
          method
        }
        base {
          valid
          missing
          effective
        }
        status
        promoters {
          value(round: 3)
        }
        detractors {
          value(round: 3)
        }
      }
    }
  }
  unweighted: segments(
    instrument: "sfo-passengers"
    where: {from: "2017-01-01", until: "2018-01-01"}
    weighting: "none"
  ) {
    nodes {
      nps {
        value(round: 1)
        interval {
          low(round: 1)
          high(round: 1)
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<RecommendQuery, RecommendQueryVariables>;
export const BenchmarkDocument = new TypedDocumentString(`
    query Benchmark($instrument: String!, $by: [GroupBy!], $where: ResponseFilter, $against: BenchmarkGroup!, $minimumBase: Int! = 10, $minimumOrganisations: Int! = 5) {
  segments(instrument: $instrument, by: $by, where: $where) {
    nodes {
      key {
        organisation {
          code
        }
        channel {
          code
        }
      }
      nps {
        benchmark(
          against: $against
          minimumBase: $minimumBase
          minimumOrganisations: $minimumOrganisations
        ) {
          ...Position
        }
      }
      detractors: nps {
        detractors {
          benchmark(
            against: $against
            minimumBase: $minimumBase
            minimumOrganisations: $minimumOrganisations
          ) {
            ...Position
          }
        }
      }
    }
  }
}
    fragment Position on Benchmark {
  status
  reason
  organisations
  equal {
    ...SectorNumber
  }
  pooled {
    ...SectorNumber
  }
  median {
    ...SectorNumber
  }
  quartiles {
    low
    median
    high
  }
  percentile
  rank(level: 0.9, replications: 200, seed: 7) {
    rank
    of
    low
    high
    percentileLow
    percentileHigh
    firstChance
    tied
  }
}
fragment SectorNumber on SectorValue {
  value
  standardError
  samplingError
}`) as unknown as TypedDocumentString<BenchmarkQuery, BenchmarkQueryVariables>;
export const CatalogueDocument = new TypedDocumentString(`
    query Catalogue {
  instruments {
    code
    label(language: "nl")
    version
    unit
    questions {
      code
      role
      label
      cesVersion
      scale {
        min
        max
        step
        direction
      }
      points {
        code
        value
        label(language: "nl")
      }
    }
  }
  metricDefinitions {
    id
    name
    unit
    definition
    formula
    summary
    source
    version
  }
}
    `) as unknown as TypedDocumentString<CatalogueQuery, CatalogueQueryVariables>;
export const ChangeDocument = new TypedDocumentString(`
    query Change($instrument: String!, $where: ResponseFilter, $by: [GroupBy!], $from: Comparison!, $threshold: Float! = 0, $minimumBase: Int! = 30) {
  segments(instrument: $instrument, where: $where, by: $by, weighting: "none") {
    nodes {
      key {
        period {
          label
        }
        attributes {
          value
        }
      }
      satisfaction(question: "overall") {
        value
        change(from: $from, threshold: $threshold, minimumBase: $minimumBase) {
          verdict
          difference
          low
          high
          standardError
          p
          adjustedP
          significant
          practical
          earlier {
            value
            base {
              valid
            }
          }
        }
        topBox {
          change(from: $from) {
            verdict
            difference(round: 3)
            p
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ChangeQuery, ChangeQueryVariables>;
export const ChurnDocument = new TypedDocumentString(`
    query Churn($instrument: String!, $by: [GroupBy!], $weighting: String, $days: Int! = 365, $margin: Float, $discount: Float! = 0.1) {
  segments(instrument: $instrument, by: $by, weighting: $weighting) {
    nodes {
      key {
        organisation {
          code
        }
      }
      churn(days: $days) {
        days
        all {
          ...EstimateNumber
        }
        promoters {
          ...EstimateNumber
        }
        passives {
          ...EstimateNumber
        }
        detractors {
          ...EstimateNumber
        }
        riskRatio {
          ...EstimateNumber
        }
        oddsRatio {
          ...EstimateNumber
        }
        ordering {
          ...EstimateNumber
        }
        lifetimeValue(margin: $margin, discount: $discount) {
          promoters {
            ...GroupValue
          }
          passives {
            ...GroupValue
          }
          detractors {
            ...GroupValue
          }
        }
        pointValue(
          path: DETRACTOR_TO_PROMOTER
          margin: 100
          discount: $discount
          level: 0.9
        ) {
          metric
          status
          reason
          value
          standardError
          low
          high
          customers
        }
      }
    }
  }
}
    fragment GroupValue on GroupLifetimeValue {
  value
  margin
  retention
}
fragment EstimateNumber on Estimate {
  metric
  value
  standardError
  status
  flags
  interval {
    low
    high
  }
  base {
    eligible
    valid
    missing
    notApplicable
    weighted
    effective
  }
}`) as unknown as TypedDocumentString<ChurnQuery, ChurnQueryVariables>;
export const DefineInstrumentDocument = new TypedDocumentString(`
    mutation DefineInstrument($input: DefineInstrumentInput!) {
  defineInstrument(input: $input) {
    __typename
    ... on InstrumentDefined {
      created
      instrument {
        code
        version
        unit
        questions {
          code
          role
          cesVersion
          label
          points {
            code
            label
          }
        }
      }
    }
    ... on WriteRefused {
      code
      message
      issues {
        path
        expected
        got
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DefineInstrumentMutation, DefineInstrumentMutationVariables>;
export const DriverActionDocument = new TypedDocumentString(`
    query DriverAction($instrument: String!, $where: ResponseFilter, $weighting: String, $outcome: String, $drivers: [String!], $lowMax: Float, $highMin: Float, $actions: [ImprovementAction!]!, $replications: Int! = 200) {
  segments(instrument: $instrument, where: $where, weighting: $weighting) {
    nodes {
      drivers(outcome: $outcome, drivers: $drivers) {
        reversed
        certainty(replications: $replications) {
          status
          drivers {
            code
            importance
            standardError
            interval {
              level
              low
              high
            }
            rank
            rankInterval {
              low
              high
            }
            first
          }
          differences {
            drivers
            greater
          }
          replications
          failed
          seed
        }
        asymmetry(lowMax: $lowMax, highMin: $highMin, replications: $replications) {
          status
          n
          lowMax
          highMin
          rSquared
          drivers {
            code
            low
            middle
            high
            penalty {
              value
              standardError
              p
              adjustedP
            }
            reward {
              value
            }
            range
            asymmetry
            asymmetryInterval {
              low
              high
            }
            label
            labelByIndex
            fiveClass
            withheld
            wrongSign
          }
          separate {
            code
            penalty {
              value
            }
            reward {
              value
            }
          }
        }
        importancePerformance {
          importanceLine
          performanceLine
          drivers {
            code
            quadrant
            borderline
          }
        }
        impactRangePerformance(lowMax: $lowMax, highMin: $highMin) {
          drivers {
            code
            importance
            performance
          }
        }
        simulate(
          actions: $actions
          lowMax: $lowMax
          highMin: $highMin
          replications: $replications
        ) {
          status
          order
          caution
          outcomes {
            outcome
            actions {
              id
              gain
              interval {
                low
                high
              }
              best
              gainPerCost
              withheld
            }
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DriverActionQuery, DriverActionQueryVariables>;
export const DriverStabilityByOrganisationDocument = new TypedDocumentString(`
    query DriverStabilityByOrganisation($instrument: String!) {
  segments(instrument: $instrument, by: [{dimension: ORGANISATION}]) {
    totalCount
    driverStability(replications: 100) {
      threshold
      refused
      drivers {
        code
        segments
        pooled
        p
        iSquared
        label
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DriverStabilityByOrganisationQuery, DriverStabilityByOrganisationQueryVariables>;
export const DriversDocument = new TypedDocumentString(`
    query Drivers($instrument: String!, $where: ResponseFilter, $weighting: String, $outcome: String, $as: OutcomeKind! = MEAN, $drivers: [String!], $method: DriverMethod! = LMG, $missing: MissingAnswers! = LISTWISE) {
  segments(instrument: $instrument, where: $where, weighting: $weighting) {
    nodes {
      drivers(
        outcome: $outcome
        as: $as
        drivers: $drivers
        method: $method
        missing: $missing
      ) {
        status
        reason
        columns
        outcome
        method
        rows
        n
        effective
        fit {
          rSquared
          adjustedRSquared
          intercept
          outcomeMean
          residualStandardDeviation
          f
        }
        drivers {
          code
          label
          mean
          standardDeviation
          importance
          share
          rank
          correlation
          coefficient
          standardError
          t
          p
          standardizedBeta
          vif
          first: importance(method: FIRST)
          last: importance(method: USEFULNESS)
          pratt: importance(method: PRATT)
          johnson: importance(method: RELATIVE_WEIGHT)
        }
        excluded
        agreement {
          methods
          tau
        }
        warnings {
          code
          drivers
        }
        caution
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DriversQuery, DriversQueryVariables>;
export const CategoriesDocument = new TypedDocumentString(`
    query Categories($kind: CategoryKind!) {
  categories(kind: $kind) {
    code
    label(language: "nl")
  }
}
    `) as unknown as TypedDocumentString<CategoriesQuery, CategoriesQueryVariables>;
export const DefineCategoriesDocument = new TypedDocumentString(`
    mutation DefineCategories($input: DefineCategoriesInput!) {
  defineCategories(input: $input) {
    __typename
    ... on CategoriesDefined {
      categories {
        code
        label(language: "nl")
      }
      created
      changed
    }
    ... on WriteRefused {
      code
      issues {
        path
        expected
        got
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DefineCategoriesMutation, DefineCategoriesMutationVariables>;
export const DefineOrganisationsDocument = new TypedDocumentString(`
    mutation DefineOrganisations($input: DefineOrganisationsInput!) {
  defineOrganisations(input: $input) {
    __typename
    ... on OrganisationsDefined {
      organisations {
        id
        code
        name
        sector {
          code
        }
      }
      created
      changed
    }
    ... on WriteRefused {
      code
      issues {
        path
        expected
        got
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DefineOrganisationsMutation, DefineOrganisationsMutationVariables>;
export const EraseRespondentDocument = new TypedDocumentString(`
    mutation EraseRespondent($input: EraseRespondentInput!) {
  eraseRespondent(input: $input) {
    __typename
    ... on RespondentErased {
      organisation
      responses
      texts
      numbers
      followUps
      customerOutcomes
      rejectedRows
      keptAnswers
      columnsRewritten
    }
    ... on WriteRefused {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<EraseRespondentMutation, EraseRespondentMutationVariables>;
export const NpsVariantsDocument = new TypedDocumentString(`
    query NpsVariants($instrument: String!, $by: [GroupBy!], $where: ResponseFilter, $weighting: String = "response") {
  segments(instrument: $instrument, by: $by, where: $where, weighting: $weighting) {
    nodes {
      key {
        organisation {
          code
        }
      }
      classic: nps {
        ...EstimateNumber
      }
      european: nps(cuts: {detractorMax: 5, promoterMin: 8}) {
        ...EstimateNumber
        promoters {
          ...EstimateNumber
        }
        passives {
          ...EstimateNumber
        }
        detractors {
          ...EstimateNumber
        }
      }
      seven: nps(question: "recommend", cuts: {detractorMax: 4, promoterMin: 6}) {
        ...EstimateNumber
      }
      custom: nps(question: "mark", cuts: {detractorMax: 5, promoterMin: 8}) {
        ...EstimateNumber
      }
      enps {
        ...EstimateNumber
        detractors {
          ...EstimateNumber
        }
      }
      pooled: npsOfAccounts(account: "account", weighting: POOLED) {
        ...EstimateNumber
      }
      mean: npsOfAccounts(account: "account") {
        ...EstimateNumber
      }
      revenue: npsOfAccounts(
        account: "account"
        weighting: REVENUE
        revenue: "revenue"
      ) {
        ...EstimateNumber
      }
    }
  }
}
    fragment EstimateNumber on Estimate {
  metric
  value
  standardError
  status
  flags
  interval {
    low
    high
  }
  base {
    eligible
    valid
    missing
    notApplicable
    weighted
    effective
  }
}`) as unknown as TypedDocumentString<NpsVariantsQuery, NpsVariantsQueryVariables>;
export const MarksAndReasonsDocument = new TypedDocumentString(`
    query MarksAndReasons($instrument: String!, $by: [GroupBy!], $where: ResponseFilter, $weighting: String = "response") {
  segments(instrument: $instrument, by: $by, where: $where, weighting: $weighting) {
    nodes {
      key {
        organisation {
          code
        }
      }
      reportMark(question: "mark") {
        ...EstimateNumber
        high {
          ...EstimateNumber
        }
        insufficient {
          ...EstimateNumber
        }
      }
      satisfaction(question: "agree") {
        bridged(rule: MIN_MAX) {
          ...EstimateNumber
        }
        doubled: bridged(rule: DOUBLE) {
          ...EstimateNumber
        }
      }
      sentiment {
        mean {
          ...EstimateNumber
        }
        net {
          ...EstimateNumber
        }
      }
      experienceIndex(dimension: "trust") {
        ...EstimateNumber
      }
      experienceGap(of: "trust", from: "functional") {
        ...EstimateNumber
      }
      reasonContrast(kind: RECOMMEND, first: "price", second: "service", level: 0.9) {
        difference {
          ...EstimateNumber
        }
        z
        p
        low
        high
      }
      organisations(question: "agree") {
        share {
          ...EstimateNumber
        }
        agreement
      }
      actionRate(accepted: "accepted", completed: "completed") {
        ...EstimateNumber
      }
      useOfResults(question: "accepted") {
        ...EstimateNumber
      }
    }
  }
}
    fragment EstimateNumber on Estimate {
  metric
  value
  standardError
  status
  flags
  interval {
    low
    high
  }
  base {
    eligible
    valid
    missing
    notApplicable
    weighted
    effective
  }
}`) as unknown as TypedDocumentString<MarksAndReasonsQuery, MarksAndReasonsQueryVariables>;
export const MessagesDocument = new TypedDocumentString(`
    query Messages($instrument: String!, $by: [GroupBy!], $where: ResponseFilter, $weighting: String = "response") {
  segments(instrument: $instrument, by: $by, where: $where, weighting: $weighting) {
    nodes {
      key {
        organisation {
          code
        }
      }
      wordOfMouthMessages(positive: "good", negative: "bad", side: RECEIVED) {
        incidence {
          negativeShare {
            ...EstimateNumber
          }
          negativeToPositive {
            ...EstimateNumber
          }
          positiveToNegative {
            ...EstimateNumber
          }
          negativeRate {
            ...EstimateNumber
          }
          positiveRate {
            ...EstimateNumber
          }
          net {
            ...EstimateNumber
          }
        }
        volume(cap: 5) {
          negativeShare {
            ...EstimateNumber
          }
          negativeToPositive {
            ...EstimateNumber
          }
          positiveToNegative {
            ...EstimateNumber
          }
          capped
        }
      }
      given: wordOfMouthMessages(positive: "good", negative: "bad") {
        incidence {
          net {
            metric
          }
        }
        volume(cap: 5) {
          negativeShare {
            metric
          }
        }
      }
    }
  }
}
    fragment EstimateNumber on Estimate {
  metric
  value
  standardError
  status
  flags
  interval {
    low
    high
  }
  base {
    eligible
    valid
    missing
    notApplicable
    weighted
    effective
  }
}`) as unknown as TypedDocumentString<MessagesQuery, MessagesQueryVariables>;
export const TrendDocument = new TypedDocumentString(`
    query Trend($instrument: String!, $by: [GroupBy!], $level: Float! = 0.95) {
  segments(instrument: $instrument, by: $by) {
    nodes {
      key {
        period {
          from
        }
        organisation {
          code
        }
      }
      nps {
        trend(level: $level) {
          slope
          low
          high
          standardError
          p
          unweightedSlope
          homogeneityP
          periods
          status
          reason
        }
        change(from: PREVIOUS_PERIOD) {
          effectSize(level: $level) {
            value
            standardError
            low
            high
            level
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<TrendQuery, TrendQueryVariables>;
export const RecoveryDocument = new TypedDocumentString(`
    query Recovery($instrument: String!, $by: [GroupBy!], $asOf: DateTime, $trigger: String, $weighting: String = "response") {
  segments(instrument: $instrument, by: $by, weighting: $weighting) {
    nodes {
      key {
        organisation {
          code
        }
      }
      followUp(asOf: $asOf, trigger: $trigger) {
        recovery {
          rate {
            ...EstimateNumber
          }
          change {
            ...EstimateNumber
          }
          before {
            ...EstimateNumber
          }
          after {
            ...EstimateNumber
          }
        }
      }
    }
  }
}
    fragment EstimateNumber on Estimate {
  metric
  value
  standardError
  status
  flags
  interval {
    low
    high
  }
  base {
    eligible
    valid
    missing
    notApplicable
    weighted
    effective
  }
}`) as unknown as TypedDocumentString<RecoveryQuery, RecoveryQueryVariables>;
export const FollowUpDocument = new TypedDocumentString(`
    query FollowUp($instrument: String!, $by: [GroupBy!], $where: ResponseFilter, $asOf: DateTime, $target: Float! = 48, $trigger: String, $orWorse: Float! = 6, $level: Float! = 0.95) {
  segments(instrument: $instrument, by: $by, where: $where) {
    nodes {
      key {
        organisation {
          code
        }
      }
      followUp(asOf: $asOf, target: $target, trigger: $trigger) {
        cases
        asOf
        triggerRate(question: "nps", orWorse: $orWorse) {
          value
          metric
        }
        contactRate {
          ...EstimateNumber
        }
        withinTarget {
          ...EstimateNumber
        }
        resolutionRate {
          ...EstimateNumber
        }
        reopenRate {
          ...EstimateNumber
        }
        contactTime(level: $level) {
          ...HoursNumber
        }
        resolutionTime(level: $level) {
          ...HoursNumber
        }
      }
    }
  }
}
    fragment EstimateNumber on Estimate {
  metric
  value
  standardError
  status
  flags
  interval {
    low
    high
  }
  base {
    eligible
    valid
    missing
    notApplicable
    weighted
    effective
  }
}
fragment HoursNumber on MedianTime {
  metric
  value
  low
  high
  status
  reason
  cases
  events
}`) as unknown as TypedDocumentString<FollowUpQuery, FollowUpQueryVariables>;
export const GroupedDocument = new TypedDocumentString(`
    query Grouped($instrument: String!, $by: [GroupBy!], $first: Int, $where: ResponseFilter) {
  segments(instrument: $instrument, by: $by, first: $first, where: $where) {
    totalCount
    truncated
    nodes {
      key {
        organisation {
          code
          name
          sector {
            code
          }
        }
        sector {
          code
          label
        }
        channel {
          code
          label(language: "nl")
        }
        touchpoint {
          code
        }
        audience
        period {
          from
          until
          label
        }
        attributes {
          name
          value
        }
      }
      responses
      nps {
        value
      }
      ces {
        value
        version
      }
      reliability: satisfaction(question: "reliability") {
        value
      }
      expectation {
        net {
          value
        }
      }
      wordOfMouth {
        negativeShare {
          value
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<GroupedQuery, GroupedQueryVariables>;
export const LinkageDocument = new TypedDocumentString(`
    query Linkage($x: LinkageSide!, $y: LinkageSide!, $minimumBase: Int! = 10, $first: Int! = 500) {
  linkage(x: $x, y: $y, level: 0.9, minimumBase: $minimumBase) {
    status
    reason
    n
    leftOut
    descriptionOnly
    pearson {
      ...Correlation
    }
    spearman {
      ...Correlation
    }
    corrected
    reliabilityX
    reliabilityY
    organisations(first: $first) {
      organisation {
        code
      }
      x {
        value
      }
      y {
        value
      }
      without
      change
    }
  }
}
    fragment Correlation on LinkedCorrelation {
  value
  low
  high
  p
}`) as unknown as TypedDocumentString<LinkageQuery, LinkageQueryVariables>;
export const LoadInstrumentDocument = new TypedDocumentString(`
    mutation LoadInstrument($code: String!) {
  loadInstrument(code: $code) {
    __typename
    ... on InstrumentDefined {
      created
      instrument {
        code
        version
        label
      }
    }
    ... on WriteRefused {
      code
      issues {
        path
        expected
        got
      }
    }
  }
}
    `) as unknown as TypedDocumentString<LoadInstrumentMutation, LoadInstrumentMutationVariables>;
export const MeanDocument = new TypedDocumentString(`
    query Mean($instrument: String!, $question: String!, $weighting: String, $level: Float!, $top: Int!, $bottom: Int!, $where: ResponseFilter) {
  segments(instrument: $instrument, weighting: $weighting, where: $where) {
    nodes {
      satisfaction(question: $question) {
        value
        standardError
        base {
          valid
          missing
          weighted
          effective
        }
        t: interval(level: $level, method: T) {
          low
          high
        }
        wald: interval(level: $level, method: WALD) {
          low
          high
        }
        index {
          value
        }
        topBox(k: $top) {
          value
          standardError
          wilson: interval(level: $level, method: WILSON) {
            low
            high
          }
          wald: interval(level: $level, method: WALD) {
            low
            high
          }
          agrestiCoull: interval(level: $level, method: AGRESTI_COULL) {
            low
            high
          }
          clopperPearson: interval(level: $level, method: CLOPPER_PEARSON) {
            low
            high
          }
        }
        bottomBox(k: $bottom) {
          value
          wilson: interval(level: $level, method: WILSON) {
            low
            high
          }
        }
        net(top: $top, bottom: $bottom) {
          value
          standardError
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<MeanQuery, MeanQueryVariables>;
export const NpsDocument = new TypedDocumentString(`
    query Nps($instrument: String!, $where: ResponseFilter, $weighting: String, $level: Float!) {
  segments(instrument: $instrument, where: $where, weighting: $weighting) {
    nodes {
      responses
      nps {
        value
        standardError
        status
        base {
          eligible
          answered
          valid
          invalid
          missing
          notApplicable
          weighted
          effective
        }
        promoters {
          value
          standardError
        }
        passives {
          value
        }
        detractors {
          value
        }
        wald: interval(level: $level, method: WALD) {
          low
          high
        }
        t: interval(level: $level, method: T) {
          low
          high
        }
        adjustedWald: interval(level: $level, method: ADJUSTED_WALD) {
          low
          high
        }
        agrestiMin: interval(level: $level, method: AGRESTI_MIN) {
          low
          high
        }
        score: interval(level: $level, method: SCORE) {
          low
          high
        }
        default: interval {
          level
          method
          low
          high
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<NpsQuery, NpsQueryVariables>;
export const OneMetricDocument = new TypedDocumentString(`
    query OneMetric($instrument: String!) {
  segments(instrument: $instrument) {
    nodes {
      responses
      nps {
        value
      }
    }
  }
}
    `) as unknown as TypedDocumentString<OneMetricQuery, OneMetricQueryVariables>;
export const OrganisationsDocument = new TypedDocumentString(`
    query Organisations($first: Int, $after: String, $sector: String) {
  organisations(first: $first, after: $after, sector: $sector) {
    edges {
      cursor
      node {
        id
        code
        name
        sector {
          code
        }
      }
    }
    nodes {
      code
    }
    pageInfo {
      hasNextPage
      hasPreviousPage
      startCursor
      endCursor
    }
    totalCount
  }
}
    `) as unknown as TypedDocumentString<OrganisationsQuery, OrganisationsQueryVariables>;
export const NodeDocument = new TypedDocumentString(`
    query Node($id: ID!) {
  node(id: $id) {
    __typename
    id
    ... on Organisation {
      code
    }
    ... on Instrument {
      code
    }
    ... on Response {
      externalId
    }
  }
}
    `) as unknown as TypedDocumentString<NodeQuery, NodeQueryVariables>;
export const RecordCustomerOutcomesDocument = new TypedDocumentString(`
    mutation RecordCustomerOutcomes($input: RecordCustomerOutcomesInput!) {
  recordCustomerOutcomes(input: $input) {
    __typename
    ... on CustomerOutcomesRecorded {
      recorded
      changed
      unchanged
      erased
    }
    ... on WriteRefused {
      code
      issues {
        path
        expected
        got
      }
    }
  }
}
    `) as unknown as TypedDocumentString<RecordCustomerOutcomesMutation, RecordCustomerOutcomesMutationVariables>;
export const RecordFollowUpsDocument = new TypedDocumentString(`
    mutation RecordFollowUps($input: RecordFollowUpsInput!) {
  recordFollowUps(input: $input) {
    __typename
    ... on FollowUpsRecorded {
      opened
      changed
      unchanged
    }
    ... on WriteRefused {
      code
      issues {
        path
        expected
        got
      }
    }
  }
}
    `) as unknown as TypedDocumentString<RecordFollowUpsMutation, RecordFollowUpsMutationVariables>;
export const RecoveryQuadrantDocument = new TypedDocumentString(`
    query RecoveryQuadrant($instrument: String!, $by: [GroupBy!], $table: RecoveryTableInput, $action: String = "event_action", $outcome: String = "event_mark") {
  segments(instrument: $instrument, by: $by) {
    nodes {
      key {
        period {
          label
        }
      }
      recoveryQuadrant(table: $table, action: $action, outcome: $outcome) {
        table {
          id
          version
          impactCut
          mapping
          source
        }
        cells {
          cell
          action
          count
          share {
            ...EstimateNumber
          }
        }
        undetermined {
          ...EstimateNumber
        }
        followed {
          ...EstimateNumber
        }
        outcome {
          followed {
            ...EstimateNumber
          }
          notFollowed {
            ...EstimateNumber
          }
        }
      }
    }
  }
}
    fragment EstimateNumber on Estimate {
  metric
  value
  standardError
  status
  flags
  interval {
    low
    high
  }
  base {
    eligible
    valid
    missing
    notApplicable
    weighted
    effective
  }
}`) as unknown as TypedDocumentString<RecoveryQuadrantQuery, RecoveryQuadrantQueryVariables>;
export const ResponsesDocument = new TypedDocumentString(`
    query Responses($instrument: String!, $where: ResponseFilter, $first: Int, $after: String) {
  responses(instrument: $instrument, where: $where, first: $first, after: $after) {
    nodes {
      id
      externalId
      instrument {
        id
      }
      organisation {
        code
      }
      channel {
        code
      }
      touchpoint {
        code
      }
      audience
      respondedAt
      day
      weight
      attributes {
        name
        value
      }
      answers {
        question
        status
        value
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    totalCount
  }
}
    `) as unknown as TypedDocumentString<ResponsesQuery, ResponsesQueryVariables>;
export const RollingDocument = new TypedDocumentString(`
    query Rolling($instrument: String!, $by: [GroupBy!], $where: ResponseFilter, $from: Comparison! = PREVIOUS_PERIOD, $compare: Boolean! = false) {
  segments(instrument: $instrument, by: $by, where: $where) {
    totalCount
    nodes {
      key {
        channel {
          code
        }
        period {
          from
          until
          label
        }
      }
      responses
      nps {
        ...EstimateNumber
        change(from: $from) @include(if: $compare) {
          verdict
          difference
          standardError
          earlier {
            value
          }
        }
      }
      drivers(outcome: "nps", drivers: ["reliability", "empathy"]) @skip(if: $compare) {
        n
        fit {
          rSquared
        }
      }
    }
  }
}
    fragment EstimateNumber on Estimate {
  metric
  value
  standardError
  status
  flags
  interval {
    low
    high
  }
  base {
    eligible
    valid
    missing
    notApplicable
    weighted
    effective
  }
}`) as unknown as TypedDocumentString<RollingQuery, RollingQueryVariables>;
export const SharesDocument = new TypedDocumentString(`
    query Shares($instrument: String!, $question: String!, $where: ResponseFilter, $weighting: String, $categories: [String!]) {
  segments(instrument: $instrument, where: $where, weighting: $weighting) {
    nodes {
      shares(question: $question, categories: $categories) {
        categories {
          code
          label(language: "nl")
          count
          share {
            value
            standardError
            interval {
              low
              high
              method
            }
          }
        }
        unstated {
          code
          count
          share {
            value
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SharesQuery, SharesQueryVariables>;
export const SharingDocument = new TypedDocumentString(`
    query Sharing($instrument: String!, $by: [GroupBy!], $where: ResponseFilter, $times: Float!, $compare: Boolean!) {
  segments(instrument: $instrument, by: $by, where: $where) {
    nodes {
      wordOfMouth {
        ratio {
          atLeast(times: $times) {
            holds
            low
          }
        }
        sharing {
          positive {
            ...EstimateNumber
          }
          negative {
            ...EstimateNumber
          }
          ratio {
            ...EstimateNumber
            value
            change(from: YEAR_EARLIER) @include(if: $compare) {
              verdict
              difference
              earlier {
                value
              }
            }
            atLeast(times: $times, level: 0.9) {
              times
              level
              holds
              low
              z
              p
            }
          }
        }
      }
    }
  }
}
    fragment EstimateNumber on Estimate {
  metric
  value
  standardError
  status
  flags
  interval {
    low
    high
  }
  base {
    eligible
    valid
    missing
    notApplicable
    weighted
    effective
  }
}`) as unknown as TypedDocumentString<SharingQuery, SharingQueryVariables>;
export const SubmitResponsesDocument = new TypedDocumentString(`
    mutation SubmitResponses($input: SubmitResponsesInput!) {
  submitResponses(input: $input) {
    __typename
    ... on ResponsesSubmitted {
      import
      instrument
      version
      rows
      imported
      updated
      unchanged
      rejected
      rejectedRows
      verdicts {
        row
        externalId
        verdict
        problems {
          column
          code
          reason
        }
      }
    }
    ... on WriteRefused {
      code
      message
      issues {
        path
        expected
        got
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SubmitResponsesMutation, SubmitResponsesMutationVariables>;
export const WeightedDocument = new TypedDocumentString(`
    query Weighted($instrument: String!, $where: ResponseFilter, $by: [GroupBy!], $weighting: String) {
  segments(instrument: $instrument, where: $where, by: $by, weighting: $weighting) {
    nodes {
      key {
        sector {
          code
        }
        attributes {
          value
        }
      }
      responses
      withoutWeight
      nps {
        value
        standardError
        status
        base {
          eligible
          valid
          missing
          weighted
          effective
        }
      }
      shares(question: "surprise") {
        categories {
          code
          count
          share {
            value
            standardError
          }
        }
      }
      reasons(kind: RECOMMEND) {
        code
        share {
          value
          standardError
        }
      }
    }
  }
  instrument(code: $instrument) {
    weightings {
      name
    }
  }
}
    `) as unknown as TypedDocumentString<WeightedQuery, WeightedQueryVariables>;
export const RakeWeightsDocument = new TypedDocumentString(`
    mutation RakeWeights($input: RakeWeightsInput!) {
  rakeWeights(input: $input) {
    __typename
    ... on WeightsRaked {
      weighting {
        name
        rakedAt
      }
      report {
        before {
          ...Spread
        }
        after {
          ...Spread
        }
        margins {
          name
          maxRelativeError
          categories {
            code
            responses
            before
            after
            target
          }
        }
        weightless
        minRatio
        maxRatio
        convergence {
          iterations
          maxMarginError
        }
        trimming {
          trimmed
          movedShare
        }
      }
    }
    ... on WeightsUnreachable {
      reason
      margin
      category
      message
    }
    ... on WriteRefused {
      code
      message
      issues {
        path
        expected
        got
      }
    }
  }
}
    fragment Spread on WeightSpread {
  responses
  sum
  min
  max
  effectiveBase
  designEffect
}`) as unknown as TypedDocumentString<RakeWeightsMutation, RakeWeightsMutationVariables>;
export const DeleteWeightingDocument = new TypedDocumentString(`
    mutation DeleteWeighting($input: DeleteWeightingInput!) {
  deleteWeighting(input: $input) {
    __typename
    ... on WeightingDeleted {
      deleted
    }
    ... on WriteRefused {
      code
    }
  }
}
    `) as unknown as TypedDocumentString<DeleteWeightingMutation, DeleteWeightingMutationVariables>;
export const WordOfMouthDocument = new TypedDocumentString(`
    query WordOfMouth($instrument: String!, $level: Float!) {
  segments(instrument: $instrument) {
    nodes {
      expectation {
        below {
          value
        }
        asExpected {
          value
        }
        above {
          value
        }
        net {
          value
        }
      }
      wordOfMouth {
        negativeShare {
          value
          base {
            valid
            notApplicable
            missing
          }
          wilson: interval(level: $level) {
            low
            high
          }
          clopperPearson: interval(level: $level, method: CLOPPER_PEARSON) {
            low
            high
          }
        }
        negativeRate {
          value
          wilson: interval(level: $level) {
            low
            high
          }
        }
        net {
          value
          standardError
        }
        ratio {
          value
          wilson: interval(level: $level) {
            low
            high
          }
          log: interval(level: $level, method: LOG) {
            low
            high
          }
          exact: interval(level: $level, method: CLOPPER_PEARSON) {
            low
            high
          }
        }
        inverse: ratio(direction: POSITIVE_TO_NEGATIVE) {
          value
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<WordOfMouthQuery, WordOfMouthQueryVariables>;