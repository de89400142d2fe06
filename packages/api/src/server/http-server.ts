import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type Kysely, sql } from "kysely";
import type { Api } from "../api.ts";
import { type Logger, pino } from "pino";
import { biRoutes } from "../bi/route.ts";
import type { ColumnStore } from "../columns/column-source.ts";
import { createContext } from "../context.ts";
import type { Database } from "../db/database.ts";
import { limitBodyTime } from "./body.ts";
import { answerClientError } from "./client-error.ts";
import { importRoutes } from "./import-routes.ts";
import { isOwnHost } from "./own-host.ts";
import { type PageFiles, sendPageFile } from "./page-files.ts";

export interface HttpServerOptions {
  readonly api: Api;
  readonly db: Kysely<Database>;
  /** As the API has it. */
  readonly columns?: ColumnStore;
  readonly host: string;
  readonly port: number;
  readonly logger?: Logger;
  /** A page to show at `/`; without one, `/` leads to the playground. */
  readonly page?: PageFiles | null;
}

export interface HttpServer {
  /** Where it answers, with the port that was really taken. */
  readonly url: string;
  /** Takes no new requests, finishes what was accepted, and resolves; whoever holds a connection open longer than 10 s loses it. */
  stop(): Promise<void>;
}

const STOP_AFTER_MS = 10_000;
/** For a body of a megabyte; imports have no such limit. */
const BODY_MS = 30_000;
/** Room for a mapping in the query of an import. */
const HEADER_BYTES = 64 * 1024;

/** Serves the API, imports, files for BI tools, the page at `/`, `/health/live` (the process runs) and `/health/ready` (the database answers). */
export async function startHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const { api, db, host, port, logger = pino({ level: "silent" }), page = null } = options;
  const imports = importRoutes(db, logger);
  const bi = biRoutes({ contextOf: () => createContext(db, options.columns), logger });
  const server = createServer({ maxHeaderSize: HEADER_BYTES, requestTimeout: 0 }, (request, response) => {
    // The path as it was sent: `new URL` would throw on some that strangers send, such as "//".
    const pathname = request.url?.split("?", 1)[0] ?? "/";
    const plain = (status: number, text: string): void => {
      response.writeHead(status, { "content-type": "text/plain; charset=utf-8" }).end(`${text}\n`);
    };
    if (!isOwnHost(host, request.headers.host))
      return plain(421, "This server answers to the names of its own machine only.");
    if (imports.has(pathname)) return void imports.answer(request, response);
    limitBodyTime(request, BODY_MS);
    if (bi.has(pathname)) return void bi.answer(request, response);
    if (pathname === "/health/live") return plain(200, "live");
    if (pathname === "/health/ready") {
      return void sql`select 1`.execute(db).then(
        () => plain(200, "ready"),
        () => plain(503, "the database does not answer"),
      );
    }
    if (page !== null && sendPageFile(page, pathname, request, response)) return;
    if (pathname === "/") return void response.writeHead(302, { location: "/graphql" }).end();
    if (pathname !== "/graphql") return plain(404, "Not found. GraphQL is at /graphql.");
    void api(request, response);
  });
  server.on("clientError", answerClientError);
  await listen(server, host, port);
  const { port: taken } = server.address() as AddressInfo; // a server on a port has this kind of address
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${taken}`,
    stop: async () => {
      await stop(server);
      await imports.idle();
    },
  };
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => server.closeAllConnections(), STOP_AFTER_MS);
    server.close(() => {
      clearTimeout(force);
      resolve();
    });
    server.closeIdleConnections();
  });
}
