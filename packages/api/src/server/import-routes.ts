import type { IncomingMessage, ServerResponse } from "node:http";
import type { Kysely } from "kysely";
import type { Logger } from "pino";
import type { Database } from "../db/database.ts";
import { bound } from "../access/bound-database.ts";
import { bindingOf } from "../access/viewer.ts";
import type { Caller } from "./caller.ts";
import { requireScopeOf } from "./entrance.ts";
import { Gate } from "./gate.ts";
import { answerImport } from "./import-route.ts";
import { failureOf, HttpProblem, problemOf, sendProblem } from "./problem.ts";
import { READING, requireMethod } from "./require-method.ts";
import { answerRejectedRows, answerStoredImport } from "./stored-import-route.ts";

export interface ImportRoutes {
  /** Whether a path is one of these routes. */
  has(pathname: string): boolean;
  /** Answers; never rejects. */
  answer(request: IncomingMessage, response: ServerResponse, caller: Caller): Promise<void>;
  /** How many run. */
  running(): number;
  /** Resolves when all that runs has ended. */
  idle(): Promise<void>;
}

/** `POST /import`, `GET /import/ID`, `GET /import/ID/rejected.csv`. */
export function importRoutes(db: Kysely<Database>, logger: Logger): ImportRoutes {
  const running = new Set<Promise<void>>();
  const gate = new Gate();
  const answer = async (request: IncomingMessage, response: ServerResponse, caller: Caller): Promise<void> => {
    try {
      await route({ db, gate }, request, response, caller);
    } catch (error) {
      fail(error, request, response, { logger, caller });
    }
  };
  return {
    has: (pathname) => pathname === "/import" || pathname.startsWith("/import/"),
    answer(request, response, caller) {
      const one = answer(request, response, caller).finally(() => running.delete(one));
      running.add(one);
      return one;
    },
    running: () => running.size,
    async idle() {
      await Promise.all(running);
    },
  };
}

async function route(
  { db, gate }: { readonly db: Kysely<Database>; readonly gate: Gate },
  request: IncomingMessage,
  response: ServerResponse,
  caller: Caller,
): Promise<void> {
  requireScopeOf(caller, "ingest");
  // An import goes on for as long as rows come: what is limited is a batch.
  const own = bound(db, { ...bindingOf(caller.viewer), statementMs: null });
  const [pathname = "", ...query] = (request.url ?? "").split("?");
  if (pathname === "/import") {
    requireMethod(request, ["POST"]);
    return gate.pass(caller.viewer, () =>
      answerImport(own, request, response, { query: new URLSearchParams(query.join("?")), caller }),
    );
  }
  const [, id, extension] = /^\/import\/([^/]+)(?:\/rejected\.(csv|ndjson))?$/.exec(pathname) ?? [];
  if (id === undefined)
    throw new HttpProblem(404, "ROUTE_UNKNOWN", "path: expected /import/ID or /import/ID/rejected.csv");
  requireMethod(request, READING);
  return extension === undefined
    ? answerStoredImport(own, response, id)
    : answerRejectedRows(own, response, id, extension);
}

function fail(
  error: unknown,
  request: IncomingMessage,
  response: ServerResponse,
  { logger, caller: { requestId } }: { readonly logger: Logger; readonly caller: Caller },
): void {
  // Nobody is there to answer: what was stored stays, and a run without an end says that it was cut off.
  if ((request.destroyed && !request.complete) || response.destroyed) {
    logger.info({ requestId }, "the client of an import has gone");
    return;
  }
  const known = response.headersSent ? null : problemOf(error);
  const problem = known ?? failureOf(error, requestId, logger);
  if (response.headersSent) response.destroy();
  else sendProblem(response, problem);
}
