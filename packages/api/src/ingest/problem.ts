import { shown } from "../input-error.ts";
import { SHOWN_NUL } from "./source.ts";

/** What can be wrong with a row. Codes are API: they are added to, never renamed. */
export type ProblemCode =
  // the row as a whole
  | "LINE_TOO_LONG"
  | "QUOTE_UNCLOSED"
  | "QUOTE_MISPLACED"
  | "FIELD_COUNT"
  | "JSON_INVALID"
  | "COLUMN_UNKNOWN"
  | "DUPLICATE_EXTERNAL_ID"
  | "ERASED"
  // the bytes of a value
  | "FIELD_TOO_LONG"
  | "ENCODING_INVALID"
  | "TEXT_INVALID"
  | "TEXT_TOO_LONG"
  // its meaning
  | "VALUE_MISSING"
  | "VALUE_UNKNOWN"
  | "NUMBER_INVALID"
  | "NUMBER_IMPRECISE"
  | "ANSWER_OFF_SCALE"
  | "ANSWER_OFF_STEP"
  | "WEIGHT_INVALID"
  | "DATE_INVALID"
  | "DATE_OUT_OF_RANGE"
  | "ZONE_MISSING"
  | "TIME_AMBIGUOUS"
  // what it refers to
  | "ORGANISATION_UNKNOWN"
  | "ORGANISATION_MISMATCH"
  | "CHANNEL_UNKNOWN"
  | "TOUCHPOINT_UNKNOWN";

/** One thing that is wrong with a row; `column` is null when it is the row as a whole. */
export interface Problem {
  readonly column: string | null;
  readonly code: ProblemCode;
  readonly reason: string;
}

/** Of rows that cannot be cut into values, or not in one way, or that hold bytes which no text has. */
const UNREADABLE: ReadonlySet<string> = new Set<ProblemCode>([
  "LINE_TOO_LONG",
  "QUOTE_UNCLOSED",
  "QUOTE_MISPLACED",
  "FIELD_COUNT",
  "JSON_INVALID",
  "ENCODING_INVALID",
]);

/** Whether the values of a rejected row, each as it was sent, can be read from what is kept of it. */
export function isReadable({ format, raw, problems }: KeptRow): boolean {
  const isLost = ({ code }: { readonly code: string }): boolean =>
    UNREADABLE.has(code) ||
    (code === "TEXT_INVALID" && raw.includes(SHOWN_NUL)) ||
    (code === "NUMBER_IMPRECISE" && format === "ndjson"); // which `JSON.parse` would round
  return format !== "rows" && !problems.some(isLost);
}

/** What is kept of a rejected row. */
interface KeptRow {
  readonly format: string;
  readonly raw: string;
  readonly problems: readonly { readonly code: string }[];
}

/** Characters of what was expected that are told: some questions have 250 codes. */
const TOLD = 500;

/** A problem whose reason reads `expected …, got …`; both are shortened. Respondent keys and open text pass `null`: they are never shown. */
export function problem(column: string | null, code: ProblemCode, expected: string, got: string | null): Problem {
  const told = expected.length > TOLD ? `${expected.slice(0, TOLD)}…` : expected;
  return { column, code, reason: `expected ${told}, got ${got === null ? "something else" : shown(got)}` };
}
