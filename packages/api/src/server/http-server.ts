import { createServer, type Server } from "node:http";
import { type AddressInfo, Server as NetServer } from "node:net";
import { setImmediate as nextRound, setTimeout as sleep } from "node:timers/promises";
import type { Kysely } from "kysely";
import { type Logger, pino } from "pino";
import type { Api } from "../api.ts";
import { biRoutes } from "../bi/route.ts";
import type { ColumnStore } from "../columns/column-source.ts";
import { createContext } from "../context.ts";
import type { Database } from "../db/database.ts";
import { answerClientError } from "./client-error.ts";
import { Connections } from "./connections.ts";
import { Entrance, type EntranceOptions } from "./entrance.ts";
import { importRoutes } from "./import-routes.ts";
import { inTurn } from "./in-turn.ts";
import { ServerMetrics } from "./metrics.ts";
import type { PageFiles } from "./page-files.ts";
import { createRouter } from "./router.ts";
import { SlowClients } from "./slow-clients.ts";
import { HTTP_LIMITS } from "../limits.ts";

interface HttpServerOptions extends EntranceOptions {
  readonly api: Api;
  readonly db: Kysely<Database>;
  /** As the API has it. */
  readonly columns?: ColumnStore;
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
const READ_MS = 50;

/**
 * Serves the API, imports, files for BI tools, the page at `/`, `/health/live` (the process runs), `/health/ready` (the database answers)
 * and `/metrics` (Prometheus).
 */
export async function startHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const { api, db, columns, host, port, logger = pino({ level: "silent" }), page = null } = options;
  const imports = importRoutes(db, logger);
  const bi = biRoutes({ contextOf: ({ viewer }) => createContext(db, columns, viewer), logger });
  const metrics = new ServerMetrics({ db, columns, importsRunning: () => imports.running() });
  const connections = new Connections();
  const slowClients = new SlowClients();
  const route = inTurn(createRouter({ entrance: new Entrance(options), api, imports, bi, db, metrics, page, logger }));
  const server = createServer(
    {
      maxHeaderSize: HTTP_LIMITS.headerBytes,
      headersTimeout: HTTP_LIMITS.headersMs,
      requestTimeout: 0,
      keepAliveTimeout: HTTP_LIMITS.keepAliveMs,
      connectionsCheckingInterval: HTTP_LIMITS.headersMs / 3,
    },
    (request, response) => {
      connections.addAnswer(response);
      route(request, response);
    },
  );
  server.on("clientError", answerClientError);
  server.on("connection", (socket) => {
    connections.add(socket);
    slowClients.add(socket);
  });
  const watch = slowClients.watch();
  server.once("close", () => clearInterval(watch));
  await listen(server, host, port);
  const { port: taken } = server.address() as AddressInfo; // a server on a port has this kind of address
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${taken}`,
    stop: async () => {
      await stop(server, connections);
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

async function stop(server: Server, connections: Connections): Promise<void> {
  const force = setTimeout(() => server.closeAllConnections(), STOP_AFTER_MS);
  connections.makeLast();
  await readWhatCame();
  // That of HTTP would also close connections whose answer is made, whether or not it has been taken.
  const closed = new Promise<void>((resolve) => NetServer.prototype.close.call(server, () => resolve()));
  connections.close();
  await closed;
  clearTimeout(force);
}

/** What was sent before may wait in the connections that the system holds: two rounds of the event loop take it from there. */
async function readWhatCame(): Promise<void> {
  await sleep(READ_MS);
  await nextRound();
  await nextRound();
}
