import { type Logger, pino } from "pino";
import type { LogLevel } from "../config.ts";

/** Structured logs on stderr: request ids, routes and what went wrong; never what was sent, nor who sent it. */
export function createLogger(level: LogLevel): Logger {
  return pino({ level, base: null, serializers: { err: errorForLog } }, pino.destination({ dest: 2, sync: false }));
}

interface LoggedError {
  readonly type: string;
  readonly message: string;
  readonly stack: string | undefined;
  /** Of Postgres: which of its errors, and about what. */
  readonly database?: Readonly<Record<string, unknown>>;
}

/**
 * An error for the log. What Postgres adds to its own (`detail`, `where`) quotes rows, and the messages of its data exceptions quote values,
 * so of those the code and the names stay.
 */
export function errorForLog(error: unknown): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: "not an Error", stack: undefined };
  const { severity, code, schema, table, column, constraint, routine } = error as Error &
    Partial<Record<string, unknown>>;
  const frames = error.stack
    ?.split("\n")
    .filter((line) => /^\s+at /.test(line))
    .join("\n");
  if (severity === undefined || typeof code !== "string")
    return { type: error.name, message: error.message, stack: frames };
  return {
    type: error.name,
    message: code.startsWith("22") ? `data exception ${code}` : error.message,
    stack: frames,
    database: { code, schema, table, column, constraint, routine },
  };
}
