import { GraphQLError } from "graphql";

/** Which limit: `DOCUMENT_TOO_LARGE` is about the text that was sent, `QUERY_TOO_COSTLY` about what it asks, `STATEMENT_TOO_LONG` about what the database found it to take. */
type LimitErrorCode = "BODY_TOO_LARGE" | "DOCUMENT_TOO_LARGE" | "QUERY_TOO_COSTLY" | "STATEMENT_TOO_LONG";

/** A request over a limit. `got` is left out where nobody counted on. */
export function limitError(code: LimitErrorCode, where: string, most: number, got?: number): GraphQLError {
  return new GraphQLError(`${where}: expected at most ${most}, got ${got ?? "more"}`, {
    extensions: {
      code,
      limit: where,
      most,
      ...(got === undefined ? {} : { got }),
      http: { status: code === "BODY_TOO_LARGE" ? 413 : 400 },
    },
  });
}
