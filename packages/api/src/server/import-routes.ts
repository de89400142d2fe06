import type { IncomingMessage, ServerResponse } from "node:http";
import type { Kysely } from "kysely";
import type { Logger } from "pino";
import type { Database } from "../db/database.ts";
import { passOverRest } from "./body.ts";
import { Gate } from "./gate.ts";
import { answerImport } from "./import-route.ts";
import { HttpProblem, problemOf, sendProblem } from "./problem.ts";
import { answerRejectedRows, answerStoredImport } from "./stored-import-route.ts";

export interface ImportRoutes {
  /** Whether a path is one of these routes. */
  has(pathname: string): boolean;
  /** Answers; never rejects. */
  answer(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Resolves when all that runs has ended. */
  idle(): Promise<void>;
}

/** `POST /import`, `GET /import/ID`, `GET /import/ID/rejected.csv`. */
export function importRoutes(db: Kysely<Database>, logger: Logger): ImportRoutes {
  const running = new Set<Promise<void>>();
  const gate = new Gate();
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      await route({ db, gate }, request, response);
    } catch (error) {
      fail(error, request, response, logger);
    }
    passOverRest(request);
  };
  return {
    has: (pathname) => pathname === "/import" || pathname.startsWith("/import/"),
    answer(request, response) {
      const one = answer(request, response).finally(() => running.delete(one));
      running.add(one);
      return one;
    },
    async idle() {
      await Promise.all(running);
    },
  };
}

async function route(
  { db, gate }: { readonly db: Kysely<Database>; readonly gate: Gate },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [pathname = "", ...query] = (request.url ?? "").split("?");
  if (pathname === "/import") {
    requireMethod(request, ["POST"]);
    return gate.pass(() => answerImport(db, request, response, new URLSearchParams(query.join("?"))));
  }
  const [, id, extension] = /^\/import\/([^/]+)(?:\/rejected\.(csv|ndjson))?$/.exec(pathname) ?? [];
  if (id === undefined)
    throw new HttpProblem(404, "ROUTE_UNKNOWN", "path: expected /import/ID or /import/ID/rejected.csv");
  requireMethod(request, ["GET", "HEAD"]);
  return extension === undefined
    ? answerStoredImport(db, response, id)
    : answerRejectedRows(db, response, id, extension);
}

function requireMethod({ method = "" }: IncomingMessage, allowed: readonly string[]): void {
  if (allowed.includes(method)) return;
  const allow = allowed.join(", ");
  throw new HttpProblem(405, "METHOD_NOT_ALLOWED", `method: expected ${allow}, got another`, { headers: { allow } });
}

function fail(error: unknown, request: IncomingMessage, response: ServerResponse, logger: Logger): void {
  // Nobody is there to answer: what was stored stays, and a run without an end says that it was cut off.
  if ((request.destroyed && !request.complete) || response.destroyed) {
    logger.info("the client of an import has gone");
    return;
  }
  const problem = problemOf(error);
  if (response.headersSent) {
    logger.error({ err: error }, "an answer was cut off");
    response.destroy();
    return;
  }
  if (problem !== null) return sendProblem(response, problem);
  const requestId = crypto.randomUUID();
  logger.error({ requestId, err: error }, "request failed");
  sendProblem(
    response,
    new HttpProblem(
      500,
      "INTERNAL_SERVER_ERROR",
      "Something went wrong on our side. The log knows more under this requestId.",
      { details: { requestId } },
    ),
  );
}
