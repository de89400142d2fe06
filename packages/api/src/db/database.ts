import type { ColumnType, Generated, GeneratedAlways } from "kysely";
import type { AccessScope } from "../access/viewer.ts";

/**
 * The tables as the migrations make them, in the types that `connect.ts` reads: `date` as "YYYY-MM-DD", `bigint` and
 * `numeric` as text (so that no digit is lost), `timestamptz` as `Date`, `bytea` as `Buffer`, `jsonb` parsed.
 */
export interface Database {
  readonly operator: OperatorTable;
  readonly sector: CategoryTable;
  readonly channel: CategoryTable;
  readonly touchpoint: CategoryTable;
  readonly organisation: OrganisationTable;
  readonly instrument: InstrumentTable;
  readonly instrument_version: InstrumentVersionTable;
  readonly question: QuestionTable;
  readonly question_point: QuestionPointTable;
  readonly response: ResponseTable;
  readonly response_text: ResponseTextTable;
  readonly response_number: ResponseNumberTable;
  readonly import_run: ImportRunTable;
  readonly import_rejection: ImportRejectionTable;
  readonly change_log: ChangeLogTable;
  readonly weight_log: WeightLogTable;
  readonly segment: SegmentTable;
  readonly segment_column: SegmentColumnTable;
  readonly tombstone: TombstoneTable;
  readonly weighting: WeightingTable;
  readonly response_weight: ResponseWeightTable;
  readonly idempotent_request: IdempotentRequestTable;
  readonly api_key: ApiKeyTable;
  readonly follow_up: FollowUpTable;
  readonly customer_outcome: CustomerOutcomeTable;
  readonly reader: ReaderTable;
  readonly report: ReportTable;
  readonly report_metric: ReportMetricTable;
}

/** Label per language: `{ en: "Sector", nl: "Branche" }`. */
export type Labels = Readonly<Record<string, string>>;
export type JsonObject = Readonly<Record<string, unknown>>;

/** `numeric` or `bigint`: text in both directions; a number is accepted where it is exact. */
type Digits = ColumnType<string, string | number, string | number>;
type DigitsWithDefault = ColumnType<string, string | number | undefined, string | number>;
type Timestamp = ColumnType<Date, Date | string, Date | string>;
type TimestampWithDefault = ColumnType<Date, Date | string | undefined, Date | string>;

export interface OperatorTable {
  readonly id: Generated<number>;
  readonly name: string | null;
  readonly time_zone: string;
  /** Key of the hash of respondent keys. */
  readonly respondent_salt: Generated<Buffer>;
}

/** Sector, channel and touchpoint have one shape. */
export interface CategoryTable {
  readonly id: GeneratedAlways<number>;
  readonly code: string;
  readonly labels: Generated<Labels>;
}

export interface OrganisationTable {
  readonly id: GeneratedAlways<number>;
  readonly code: string;
  readonly name: string | null;
  readonly sector_id: number | null;
}

export type InstrumentUnit = "response" | "respondent" | "employee" | "organisation";

export interface InstrumentTable {
  readonly id: GeneratedAlways<number>;
  readonly code: string;
  readonly labels: Generated<Labels>;
  readonly unit: InstrumentUnit;
}

export interface InstrumentVersionTable {
  readonly instrument_id: number;
  readonly version: number;
  readonly definition_hash: string;
  readonly created_at: TimestampWithDefault;
}

export type QuestionRole =
  | "nps"
  | "ces"
  | "satisfaction"
  | "statement"
  | "expectation"
  | "feeling"
  | "word_of_mouth"
  | "reasons"
  | "sentiment"
  | "choice"
  | "number"
  | "comment";

export interface QuestionTable {
  readonly instrument_id: number;
  readonly version: number;
  readonly slot: number;
  readonly code: string;
  readonly role: QuestionRole;
  readonly dimension: string | null;
  readonly scale_min: Digits | null;
  readonly scale_max: Digits | null;
  readonly scale_step: Digits | null;
  readonly direction: "high_is_good" | "low_is_good" | null;
  readonly labels: Generated<Labels>;
  readonly not_applicable: Generated<readonly string[]>;
  readonly missing: Generated<readonly string[]>;
  readonly options: Generated<JsonObject>;
}

export interface QuestionPointTable {
  readonly instrument_id: number;
  readonly version: number;
  readonly slot: number;
  readonly point: number;
  readonly code: string;
  readonly labels: Generated<Labels>;
}

/** 1 customer, 2 employee, 3 organisation. */
export type AudienceCode = 1 | 2 | 3;

export interface ResponseTable {
  readonly organisation_id: number;
  readonly id: ColumnType<string, never, never>;
  readonly instrument_id: number;
  readonly version: number;
  readonly external_id: string;
  readonly respondent_key: Buffer | null;
  readonly responded_at: Timestamp;
  /** "YYYY-MM-DD" in the operator's time zone. */
  readonly day: string;
  readonly channel_id: number | null;
  readonly touchpoint_id: number | null;
  readonly audience: AudienceCode;
  readonly weight: DigitsWithDefault;
  readonly scores: Buffer;
  readonly attributes: Generated<JsonObject>;
  readonly content_hash: Buffer;
  /** Run that last wrote it. */
  readonly import_id: Digits | null;
  readonly created_at: TimestampWithDefault;
  readonly updated_at: TimestampWithDefault;
}

export interface ResponseTextTable {
  readonly organisation_id: number;
  readonly response_id: Digits;
  readonly slot: number;
  readonly body: string;
}

export interface ResponseNumberTable {
  readonly organisation_id: number;
  readonly response_id: Digits;
  readonly slot: number;
  readonly value: Digits;
}

export interface ImportRunTable {
  readonly id: ColumnType<string, never, never>;
  /** Ids that whoever imported was bound to; null: the operator. */
  readonly organisations: Generated<readonly number[] | null>;
  readonly instrument_id: number;
  readonly version: number | null;
  readonly source: string;
  readonly format: Generated<"csv" | "ndjson" | "rows">;
  readonly delimiter: string | null;
  readonly columns: Generated<readonly string[]>;
  /** Of the respondent keys. */
  readonly key_column: string | null;
  readonly started_at: TimestampWithDefault;
  readonly finished_at: Date | null;
  readonly rows: DigitsWithDefault;
  readonly imported: DigitsWithDefault;
  readonly updated: DigitsWithDefault;
  readonly unchanged: DigitsWithDefault;
  readonly rejected: DigitsWithDefault;
}

/** One thing that is wrong with a row; `column` is null when it is the row as a whole. */
export interface ImportProblem {
  readonly column: string | null;
  readonly code: string;
  readonly reason: string;
}

export interface ImportRejectionTable {
  readonly import_id: Digits;
  readonly line: Digits;
  readonly organisation_id: number | null;
  /** Of the response that it would have been; null: it names none, or it is empty. */
  readonly external_id: string | null;
  readonly column: string | null;
  readonly code: string;
  readonly reason: string;
  readonly raw: string;
  /** Written as JSON text: `pg` would turn an array into a Postgres array. */
  readonly problems: ColumnType<readonly ImportProblem[], string, string>;
}

/** Signed image of a response that is in no segment yet. Written by triggers of `response`, never by hand. */
export interface ChangeLogTable {
  readonly organisation_id: number;
  readonly instrument_id: number;
  readonly id: ColumnType<string, never, never>;
  /** 1: it came; -1: it went. */
  readonly sign: number;
  readonly day: string;
  readonly channel_id: number | null;
  readonly touchpoint_id: number | null;
  readonly audience: AudienceCode;
  readonly weight: Digits;
  readonly scores: Buffer;
  readonly attributes: JsonObject;
}

/** The same of a response that has a weight in a weighting, with that weight. */
export interface WeightLogTable extends ChangeLogTable {
  readonly weighting_id: number;
}

/** Immutable columns of up to 65536 signed rows. */
export interface SegmentTable {
  readonly organisation_id: number;
  /** UUID. */
  readonly id: string;
  readonly instrument_id: number;
  /** Whose weights the rows have; null: those that the responses came with. */
  readonly weighting_id: Generated<number | null>;
  readonly rows: number;
  /** Rows that went; they stand at the end. */
  readonly taken: number;
  readonly first_day: string;
  readonly last_day: string;
  readonly created_at: TimestampWithDefault;
}

export interface SegmentColumnTable {
  readonly organisation_id: number;
  readonly segment_id: string;
  readonly name: string;
  readonly data: Buffer;
}

/** Weights of the responses to an instrument, under a name. */
export interface WeightingTable {
  readonly id: GeneratedAlways<number>;
  readonly instrument_id: number;
  readonly name: string;
  readonly raked_at: TimestampWithDefault;
}

/** Weight of a response in a weighting. */
export interface ResponseWeightTable {
  readonly organisation_id: number;
  readonly response_id: Digits;
  readonly weighting_id: number;
  readonly weight: Digits;
}

/** A respondent or a response that was erased, as a hash. */
export interface TombstoneTable {
  readonly organisation_id: number;
  readonly hash: Buffer;
  readonly erased_at: TimestampWithDefault;
}

/** A write that was answered, by the key that its client gave it. */
export interface IdempotentRequestTable {
  readonly key_hash: Buffer;
  /** Ids that whoever asked was bound to; null: the operator. */
  readonly organisations: Generated<readonly number[] | null>;
  readonly body_hash: Buffer;
  readonly import_id: Digits;
  /** JSON, as it was given. */
  readonly answer: string;
  readonly expires_at: Timestamp;
}

/** A key to the API; the key itself is not kept. */
export interface ApiKeyTable {
  readonly prefix: string;
  readonly hash: Buffer;
  readonly organisation_id: number | null;
  readonly scopes: readonly AccessScope[];
  readonly label: string | null;
  readonly created_at: TimestampWithDefault;
  readonly expires_at: Timestamp | null;
  readonly revoked_at: ColumnType<Date | null, never, Date>;
  readonly last_used_at: ColumnType<Date | null, never, Date>;
}

/** What was done about a response. */
export interface FollowUpTable {
  readonly organisation_id: number;
  readonly response_id: Digits;
  readonly trigger: string;
  readonly opened_at: Timestamp;
  readonly contacted_at: Timestamp | null;
  readonly resolved_at: Timestamp | null;
  readonly reopened_at: Timestamp | null;
}

/** What a customer did. */
export interface CustomerOutcomeTable {
  readonly organisation_id: number;
  readonly respondent_key: Buffer;
  readonly observed_until: Timestamp;
  readonly left_at: Timestamp | null;
  readonly margin: Digits | null;
}

/** Which organisations a login of Postgres sees in the views of schema `bi`. */
export interface ReaderTable {
  readonly login: string;
  /** Null: all, it is the operator's. */
  readonly organisation_id: number | null;
  readonly created_at: TimestampWithDefault;
}

/** A stored request of `/bi/metrics`. */
export interface ReportTable {
  readonly id: GeneratedAlways<number>;
  readonly name: string;
  /** Whose numbers it holds; null: the operator's. */
  readonly organisation_id: number | null;
  readonly request: string;
  readonly computed_at: Date | null;
  readonly fingerprint: string | null;
}

/** A row of `/bi/metrics`; its other columns have the names of that table. */
export interface ReportMetricTable {
  readonly report_id: number;
  /** Order of the rows, from 0. */
  readonly place: number;
}
