/** What can be wrong with input. Codes are API: they are added to, never renamed; wording may change. */
export type MetricsErrorCode =
  /** An answer that is not a point of its scale. */
  | "ANSWER_OFF_SCALE"
  /** An argument outside its domain (a level of 95, a negative count, a target that does not sum to 1). */
  | "ARGUMENT_INVALID"
  /** Inputs that cannot be combined (lengths differ, units differ). */
  | "INPUT_MISMATCH"
  /** A name that is not in a closed list (a method, a metric id). */
  | "NAME_UNKNOWN"
  /** A scale that no question can have. */
  | "SCALE_INVALID"
  /** A metric asked of another scale than it is defined on, or two scales pooled. */
  | "SCALE_MISMATCH"
  /** A weight that is negative, NaN or infinite. */
  | "WEIGHT_INVALID"
  /** Raking targets that no weights can meet. */
  | "TARGET_UNREACHABLE";

/**
 * Malformed input. Thin or empty input is data, not an error: it yields a suppressed result with a reason.
 *
 * The message reads `where: expected …, got …`; `details` holds the same facts for programs. Neither holds personal data.
 */
export class MetricsError extends Error {
  override readonly name = "MetricsError";
  readonly code: MetricsErrorCode;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: MetricsErrorCode, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.code = code;
    this.details = details;
  }
}
