import { GraphQLError } from "graphql";
import type { Logger } from "pino";

/**
 * What a client gets to see of an error: its own mistakes as they are, everything else as one sentence with a number that the log knows.
 */
export function maskError(logger: Logger): (error: unknown, message: string) => Error {
  return (error) => {
    if (
      error instanceof GraphQLError &&
      (error.originalError === undefined || error.originalError instanceof GraphQLError)
    )
      return error;
    const requestId = crypto.randomUUID();
    logger.error({ requestId, err: error instanceof GraphQLError ? error.originalError : error }, "request failed");
    const { path } = error instanceof GraphQLError ? error : { path: undefined };
    return new GraphQLError("Something went wrong on our side. The log knows more under this requestId.", {
      ...(path === undefined ? {} : { path }),
      extensions: { code: "INTERNAL_SERVER_ERROR", requestId },
    });
  };
}
