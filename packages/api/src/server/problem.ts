import { STATUS_CODES, type ServerResponse } from "node:http";
import type { Logger } from "pino";
import { InputError, type InputErrorCode, type InputIssue } from "../input-error.ts";
import { RETRY_AFTER, type UnavailableCode, unavailableOf } from "../unavailable.ts";

/** What can be wrong with a request to a route that is not GraphQL. Codes are API. */
export type ProblemCode =
  | InputErrorCode
  | UnavailableCode
  | "ROUTE_UNKNOWN"
  | "URL_INVALID"
  | "METHOD_NOT_ALLOWED"
  | "NOT_ACCEPTABLE"
  | "HOST_UNKNOWN"
  | "UNAUTHENTICATED"
  | "FORBIDDEN"
  | "RATE_LIMITED"
  | "PARAMETER_INVALID"
  | "MEDIA_TYPE_UNSUPPORTED"
  | "ENCODING_UNSUPPORTED"
  | "IMPORTS_BUSY"
  | "STATEMENT_TOO_LONG"
  | "INTERNAL_SERVER_ERROR";

/** A request that cannot be met: its status, a code to act on, a sentence, and what else helps. */
export class HttpProblem extends Error {
  override readonly name = "HttpProblem";
  readonly status: number;
  readonly code: ProblemCode;
  readonly headers: Readonly<Record<string, string>>;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    status: number,
    code: ProblemCode,
    message: string,
    options: {
      readonly headers?: Readonly<Record<string, string>>;
      readonly details?: Readonly<Record<string, unknown>>;
    } = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = options.headers ?? {};
    this.details = options.details ?? {};
  }
}

const STATUS: Readonly<Record<InputErrorCode, number>> = {
  FILE_UNREADABLE: 400,
  FILE_INVALID: 400,
  FILE_TOO_LARGE: 413,
  REJECTED_TOO_MANY: 422,
  INSTRUMENT_INVALID: 400,
  INSTRUMENT_UNKNOWN: 404,
  MAPPING_INVALID: 400,
  IMPORT_UNKNOWN: 404,
  INPUT_INVALID: 400,
  ORGANISATION_UNKNOWN: 404,
  KEY_UNKNOWN: 404,
  KEY_INVALID: 400,
  CREATION_FORBIDDEN: 403,
  RESPONDENT_INVALID: 400,
  IDEMPOTENCY_KEY_INVALID: 400,
  IDEMPOTENCY_MISMATCH: 422,
  IDEMPOTENCY_IN_PROGRESS: 409,
};

/** Something of ours went wrong, or does not answer: the log knows more under that id, and nobody else. */
export function failureOf(error: unknown, requestId: string, logger: Logger): HttpProblem {
  const down = unavailableOf(error);
  logger.error({ requestId, err: down?.cause ?? error }, "request failed");
  const details = { requestId };
  if (down !== null)
    return new HttpProblem(503, down.code, down.message, { headers: { "retry-after": String(RETRY_AFTER) }, details });
  const message = "Something went wrong on our side. The log knows more under this requestId.";
  return new HttpProblem(500, "INTERNAL_SERVER_ERROR", message, { details });
}

/** What a user gave wrong as a problem; `null` for an error of another kind, which is nobody else's to see. */
export function problemOf(error: unknown, details: Readonly<Record<string, unknown>> = {}): HttpProblem | null {
  if (error instanceof HttpProblem) return error;
  if (!(error instanceof InputError)) return null;
  const { code, issues } = error;
  const [message = ""] = error.message.split("\n");
  return new HttpProblem(STATUS[code], code, message, {
    details: { ...(issues.length === 0 ? {} : { issues: issues satisfies readonly InputIssue[] }), ...details },
    headers: code === "IDEMPOTENCY_IN_PROGRESS" ? { "retry-after": "1" } : {},
  });
}

/** Answers with a problem as JSON (RFC 9457). */
export function sendProblem(response: ServerResponse, problem: HttpProblem): void {
  const { status, code, message, details, headers } = problem;
  sendJson(
    response,
    status,
    { title: STATUS_CODES[status], status, code, detail: message, ...details },
    {
      ...headers,
      "content-type": "application/problem+json",
    },
  );
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response
    .writeHead(status, {
      "content-type": "application/json; charset=utf-8",
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
      ...headers,
    })
    .end(`${JSON.stringify(body)}\n`);
}
