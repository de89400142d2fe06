import type { IncomingMessage, ServerResponse } from "node:http";
import { type Kysely, sql } from "kysely";
import type { Logger } from "pino";
import type { Api } from "../api.ts";
import type { BiRoutes } from "../bi/route.ts";
import type { Database } from "../db/database.ts";
import { Unavailable } from "../unavailable.ts";
import { limitBodyTime, passOverRest } from "./body.ts";
import type { Caller } from "./caller.ts";
import { type Entrance, requireScopeOf } from "./entrance.ts";
import type { ImportRoutes } from "./import-routes.ts";
import type { ServerMetrics } from "./metrics.ts";
import { type PageFiles, sendPageFile } from "./page-files.ts";
import { failureOf, HttpProblem, problemOf, sendJson, sendProblem } from "./problem.ts";
import { HTTP_LIMITS } from "../limits.ts";
import { READING, requireMethod } from "./require-method.ts";

interface RouterParts {
  readonly entrance: Entrance;
  readonly api: Api;
  readonly imports: ImportRoutes;
  readonly bi: BiRoutes;
  readonly db: Kysely<Database>;
  readonly metrics: ServerMetrics;
  readonly page: PageFiles | null;
  readonly logger: Logger;
}

/** Leads each request through the entrance to its route, and tells the log and the metrics how it ended. */
export function createRouter(parts: RouterParts): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    // The path as it was sent: `new URL` would throw on some that strangers send, such as "//".
    const pathname = request.url?.split("?", 1)[0] ?? "/";
    const requestId = parts.entrance.mark(request, response);
    watch(parts, { request, response, pathname, requestId });
    // Whatever was answered, and to whom: nobody keeps a connection by a body that never ends.
    response.once("finish", () => passOverRest(request));
    answer(parts, request, response, pathname, requestId).catch((error: unknown) => {
      if (response.headersSent) return void response.destroy();
      refuse(response, pathname, problemOf(error) ?? failureOf(error, requestId, parts.logger));
    });
  };
}

async function answer(
  parts: RouterParts,
  request: IncomingMessage,
  response: ServerResponse,
  pathname: string,
  requestId: string,
): Promise<void> {
  const { entrance, api, imports, bi, db, metrics, page } = parts;
  if (!imports.has(pathname)) limitBodyTime(request, HTTP_LIMITS.bodyMs);
  if (entrance.meet(request, response)) return;
  if (pathname === "/health/live") return sendText(response, 200, "live");
  if (pathname === "/health/ready") return answerReady(db, response);
  if (page !== null && sendPageFile(page, pathname, request, response)) return;
  const caller = await entrance.admit(request, requestId);
  if (imports.has(pathname)) return imports.answer(request, response, caller);
  if (bi.has(pathname)) return bi.answer(request, response, caller);
  if (pathname === "/metrics") return answerMetrics(metrics, request, response, caller);
  if (pathname === "/") return void response.writeHead(302, { location: "/graphql" }).end();
  if (pathname === "/graphql") {
    requireShortAccept(request);
    return await api(request, response, { caller });
  }
  throw new HttpProblem(404, "ROUTE_UNKNOWN", "path: expected /graphql, /import, /bi/metrics.csv or /health/ready");
}

/** Each type of it is looked at, and an answer to many that are unknown repeats as many that are known. */
function requireShortAccept({ headers: { accept = "" } }: IncomingMessage): void {
  if (accept.length <= HTTP_LIMITS.acceptCharacters) return;
  const message = `accept: expected at most ${HTTP_LIMITS.acceptCharacters} characters, got ${accept.length}`;
  throw new HttpProblem(406, "NOT_ACCEPTABLE", message);
}

async function answerReady(db: Kysely<Database>, response: ServerResponse): Promise<void> {
  try {
    await sql`select 1`.execute(db);
    sendText(response, 200, "ready");
  } catch (error) {
    throw new Unavailable("DATABASE_UNAVAILABLE", error);
  }
}

/** Totals over all organisations: for operators only. */
async function answerMetrics(
  metrics: ServerMetrics,
  request: IncomingMessage,
  response: ServerResponse,
  caller: Caller,
): Promise<void> {
  requireScopeOf(caller, "read");
  if (caller.viewer.organisations !== "all")
    throw new HttpProblem(
      403,
      "FORBIDDEN",
      "authorization: expected a key of the operator, got one of an organisation",
    );
  requireMethod(request, READING);
  sendText(response, 200, await metrics.text(), metrics.contentType);
}

function sendText(response: ServerResponse, status: number, text: string, type = "text/plain; charset=utf-8"): void {
  response.writeHead(status, { "content-type": type, "cache-control": "no-store" }).end(`${text}\n`);
}

/** Clients of GraphQL look for `errors`, all others for a problem. */
function refuse(response: ServerResponse, pathname: string, problem: HttpProblem): void {
  if (pathname !== "/graphql") return sendProblem(response, problem);
  const { status, message, code, details, headers } = problem;
  sendJson(response, status, { errors: [{ message, extensions: { code, ...details } }] }, headers);
}

interface Watched {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly pathname: string;
  readonly requestId: string;
}

function watch({ metrics, logger }: RouterParts, { request, response, pathname, requestId }: Watched): void {
  const started = performance.now();
  const route = routeOf(pathname);
  response.once("close", () => {
    const status = response.writableFinished ? response.statusCode : 0;
    const seconds = (performance.now() - started) / 1000;
    metrics.answered(route, status, seconds);
    logger.info({ requestId, method: request.method, route, status, seconds: Number(seconds.toFixed(4)) }, "request");
  });
}

/** A path by one of a few names: what clients make up must not become a label, nor land in a log. */
function routeOf(pathname: string): string {
  if (["/", "/graphql", "/import", "/metrics", "/health/live", "/health/ready"].includes(pathname)) return pathname;
  const [, first] = pathname.split("/", 2);
  return first === "import" || first === "bi" ? `/${first}/*` : "other";
}
