import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { GraphQLError } from "graphql";
import type { Logger } from "pino";
import type { Context } from "../context.ts";
import type { Caller } from "../server/caller.ts";
import { statementTooLong } from "../server/masked-error.ts";
import { failureOf, HttpProblem, problemOf, sendProblem } from "../server/problem.ts";
import { READING, requireMethod } from "../server/require-method.ts";
import { FILE_FORMATS, FILE_TYPES, type FileFormat, fileOf } from "./file.ts";
import { readMetricsParameters } from "./parameters.ts";
import { requestProblem } from "./request-problem.ts";
import { metricsTable } from "./rows.ts";

export interface BiRoutes {
  /** Whether a path is one of these routes. */
  has(pathname: string): boolean;
  /** Answers; never rejects. */
  answer(request: IncomingMessage, response: ServerResponse, caller: Caller): Promise<void>;
}

interface BiRoutesOptions {
  /** Who asks, and what they may see. */
  readonly contextOf: (caller: Caller) => Context;
  readonly logger: Logger;
}

/** `GET /bi/metrics.csv`, `.ndjson` and `.arrow`: the numbers of GraphQL as a table. */
export function biRoutes({ contextOf, logger }: BiRoutesOptions): BiRoutes {
  return {
    has: (pathname) => pathname.startsWith("/bi/"),
    async answer(request, response, caller) {
      try {
        const [pathname = "", ...query] = (request.url ?? "").split("?");
        const format = formatOf(pathname);
        requireMethod(request, READING);
        const parameters = readMetricsParameters(new URLSearchParams(query.join("?")));
        send(request, response, format, await fileOf(await metricsTable(contextOf(caller), parameters), format));
      } catch (error) {
        sendProblem(response, known(error) ?? failureOf(causeOf(error), caller.requestId, logger));
      }
    },
  };
}

function formatOf(pathname: string): FileFormat {
  const format = FILE_FORMATS.find((one) => pathname === `/bi/metrics.${one}`);
  if (format !== undefined) return format;
  const paths = FILE_FORMATS.map((one) => `/bi/metrics.${one}`).join(", ");
  throw new HttpProblem(404, "ROUTE_UNKNOWN", `path: expected ${paths}, got another`);
}

/** The tag names the content, so whoever refreshes a report that did not change moves no table. */
function send(request: IncomingMessage, response: ServerResponse, format: FileFormat, body: Uint8Array): void {
  const tag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
  const headers = {
    "cache-control": "private, no-cache",
    etag: tag,
    vary: "authorization",
    "x-content-type-options": "nosniff",
  };
  if (String(request.headers["if-none-match"] ?? "").includes(tag)) {
    response.writeHead(304, headers).end();
    return;
  }
  response.writeHead(200, {
    ...headers,
    "content-type": FILE_TYPES[format],
    "content-length": body.length,
    "content-disposition": `attachment; filename="metrics.${format}"`,
  });
  response.end(request.method === "HEAD" ? undefined : body);
}

function known(error: unknown): HttpProblem | null {
  const told = statementTooLong(error) ?? error;
  return problemOf(told instanceof GraphQLError ? requestProblem(told) : told);
}

const causeOf = (error: unknown): unknown => (error instanceof GraphQLError ? (error.originalError ?? error) : error);
