/** What can keep Klik from running. Codes are API: they are added to, never renamed. */
type SetupErrorCode =
  /** Keys are asked for, and there is none, nor are tokens taken. */
  | "ACCESS_UNUSABLE"
  /** An environment variable with a value that Klik cannot use. */
  | "CONFIG_INVALID"
  /** No connection to the server, or one of another version. */
  | "DATABASE_UNUSABLE"
  /** The data directory is in use, or not known to be free. */
  | "DIRECTORY_LOCKED"
  /** The data directory belongs to another version of Postgres, or cannot be written. */
  | "DIRECTORY_UNUSABLE"
  /** The embedded database did not start, or stopped by itself. */
  | "EMBEDDED_FAILED"
  /** A change of the schema failed; none of the changes was kept. */
  | "MIGRATION_FAILED"
  /** A query that cannot be explained. */
  | "QUERY_FAILED"
  /** The database holds changes that this Klik does not know. */
  | "SCHEMA_UNKNOWN";

/** A reason to stop that the operator can act on: the message is for people, no stack is needed to understand it. */
export class SetupError extends Error {
  override readonly name = "SetupError";
  readonly code: SetupErrorCode;

  constructor(code: SetupErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
