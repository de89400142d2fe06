import { GraphQLError } from "graphql";
import type { Plugin } from "graphql-yoga";
import type { Logger } from "pino";
import { LIMITS } from "../limits.ts";
import { type Caller, requestIdOf } from "./caller.ts";
import { RETRY_AFTER, unavailableOf } from "../unavailable.ts";
import { limitError } from "./limit-error.ts";

/** What stands for an error of our own, or of what we lean on; the cause is for the log only. */
class MaskedError extends GraphQLError {
  readonly reason: unknown;

  constructor(reason: unknown) {
    const error = reason instanceof GraphQLError ? reason : null;
    const cause = error?.originalError ?? reason;
    const down = unavailableOf(cause);
    const path = error?.path === undefined ? {} : { path: error.path };
    if (down === null) {
      // Without a path the request as a whole failed.
      const http = error?.path === undefined ? { http: { status: 500 } } : {};
      super("Something went wrong on our side. The log knows more under this requestId.", {
        ...path,
        extensions: { code: "INTERNAL_SERVER_ERROR", ...http },
      });
    } else {
      const http = { status: 503, headers: { "retry-after": String(RETRY_AFTER) } };
      super(down.message, { ...path, extensions: { code: down.code, http } });
    }
    this.reason = down?.cause ?? cause;
  }
}

/** Of Postgres: a statement took longer than it may. */
const QUERY_CANCELED = "57014";

/** A statement that took longer than it may, as its client is told of it; `null` for any other error. */
export function statementTooLong(error: unknown): GraphQLError | null {
  const cause = error instanceof GraphQLError ? error.originalError : error;
  return codeOf(cause) === QUERY_CANCELED
    ? limitError("STATEMENT_TOO_LONG", "statement.milliseconds", LIMITS.statementMilliseconds)
    : null;
}

/** What a client gets to see of an error: its own mistakes as they are, everything else as one sentence. */
export function maskError(error: unknown): Error {
  const tooLong = error instanceof GraphQLError ? statementTooLong(error) : null;
  if (error instanceof GraphQLError && tooLong !== null) {
    const { message, extensions } = tooLong;
    return new GraphQLError(message, { path: error.path, extensions });
  }
  const isOwnMistake =
    error instanceof GraphQLError && (error.originalError === undefined || error.originalError instanceof GraphQLError);
  return isOwnMistake ? error : new MaskedError(error);
}

const MESSAGE_CHARACTERS = 1_000;

/** Messages of graphql quote what came, which can be all of a body. */
const shortened = (message: string): string =>
  message.length <= MESSAGE_CHARACTERS ? message : `${message.slice(0, MESSAGE_CHARACTERS)}…`;

const codeOf = (error: unknown): unknown => (error instanceof Error && "code" in error ? error.code : null);

/** Gives every request its id, in the header of the answer, in each masked error and in the log. */
export function requestIds(logger: Logger): Plugin<object, { caller?: Caller }> {
  return {
    onResultProcess({ request, result, serverContext }) {
      for (const one of Array.isArray(result) ? result : [result]) {
        if (!("errors" in one)) continue;
        for (const error of one.errors ?? []) {
          error.message = shortened(error.message);
          if (!(error instanceof MaskedError)) continue;
          const requestId = serverContext.caller?.requestId ?? requestIdOf(request.headers.get("x-request-id"));
          error.extensions["requestId"] = requestId;
          logger.error({ requestId, err: error.reason }, "request failed");
        }
      }
    },
  };
}
