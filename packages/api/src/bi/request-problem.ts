import type { GraphQLError } from "graphql";
import { statementTooLong } from "../server/masked-error.ts";
import { HttpProblem, type ProblemCode } from "../server/problem.ts";

const STATUS: ReadonlyMap<unknown, number> = new Map([
  ["UNAUTHENTICATED", 401],
  ["FORBIDDEN", 403],
]);

/** Under what name a part of the filter was asked for. */
const PARAMETER = /^where\.(organisation|sector|channel|touchpoint|audience|attribute)s/;

/** An error of GraphQL that its reader can act on, as a problem that names the parameter; any other error as it is. */
export function requestProblem(given: GraphQLError): Error {
  const error = statementTooLong(given) ?? given;
  const { code } = error.extensions;
  if (typeof code !== "string") return error.originalError ?? error;
  const message = error.message.replace(PARAMETER, "$1");
  const [, parameter, expected, got] = /^([\w.]+): expected (.*), got (.*)$/s.exec(message) ?? [];
  return new HttpProblem(STATUS.get(code) ?? 400, code as ProblemCode, message, {
    // Codes of GraphQL errors are API as those of problems are.
    details: parameter === undefined || STATUS.has(code) ? {} : { parameter, expected, got },
  });
}
