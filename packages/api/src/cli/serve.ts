import { fileURLToPath } from "node:url";
import { Command } from "commander";
import { configuredAuthentication, requireLoopback } from "../access/configured.ts";
import { createApi } from "../api.ts";
import { ReportRunner } from "../bi/report-runner.ts";
import { ColumnStore } from "../columns/column-source.ts";
import { Folder } from "../columns/folder.ts";
import { type Config, readConfig } from "../config.ts";
import { loadDemo } from "../demo/load.ts";
import { loadProgrammes } from "../demo/load-programmes.ts";
import { playgroundTabs } from "../demo/playground-tabs.ts";
import { startHttpServer } from "../server/http-server.ts";
import { readKnownOperations } from "../server/known-operations.ts";
import { createLogger } from "../server/logger.ts";
import { readPageFiles } from "../server/page-files.ts";
import { SetupError } from "../setup-error.ts";
import { step } from "./step.ts";
import { withDatabase } from "./with-database.ts";

/** The report page stands in the repository, not in the package, and has to be built. */
const PAGE = fileURLToPath(new URL("../../../../examples/dashboard/dist", import.meta.url));

/** `klik serve`: the API over the configured database; on the embedded one with demo data. */
export const serveCommand = new Command("serve")
  .description("serve the GraphQL API; the embedded database also gets the demo data, once")
  .action(async () => {
    const config = readConfig();
    if (config.access === "open") requireLoopback(config.host);
    const started = performance.now();
    await withDatabase(config, async ({ db, engine }) => {
      step(
        engine === "embedded"
          ? `database: embedded Postgres in ${config.dataDirectory}`
          : "database: the server of DATABASE_URL",
      );
      const authenticate = await configuredAuthentication(db, config);
      if (engine === "embedded") {
        await loadDemo(db, { log: step });
        await loadProgrammes(db, { size: "small", log: step });
      }
      const logger = createLogger(config.logLevel);
      const folder = new Folder(db, {
        onError: (error) => logger.error({ err: error }, "folding failed; it is tried again"),
      });
      const columns = new ColumnStore(db);
      const operations =
        config.operations === null ? undefined : readKnownOperations(config.operations, config.operationsOnly);
      const api = createApi({
        db,
        columns,
        logger,
        // A browser shows a page without being asked for a key; the page could not do anything without one.
        playground: authenticate === null ? playgroundTabs() : [],
        ...(operations === undefined ? {} : { operations }),
      });
      const page = authenticate === null ? readPageFiles(PAGE) : null;
      const { host, port } = config;
      const server = await startHttpServer({
        api,
        db,
        columns,
        host,
        port,
        logger,
        page,
        ...(authenticate === null ? {} : { authenticate }),
        origins: config.allowedOrigins,
        rates: { key: config.keyRate, address: config.addressRate },
        proxies: config.proxies,
      }).catch((error: unknown) => {
        throw portError(error, config);
      });
      folder.start();
      const reports = new ReportRunner(
        { db, columns },
        {
          intervalMilliseconds: config.reportMinutes * 60_000,
          onError: (error, report) =>
            logger.error({ err: error, report: report?.name }, "a report failed; it is tried again"),
        },
      );
      if (config.reportMinutes > 0) reports.start();
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      step(`ready in ${seconds} s: ${server.url}/graphql`);
      step(
        authenticate === null
          ? "open: whoever is on this machine may read and change everything; KLIK_ACCESS=keys asks for keys"
          : "closed: requests need Authorization: Bearer with an API key or a token",
      );
      step(authenticate === null ? "open it in a browser for the playground; stop with Ctrl+C" : "stop with Ctrl+C");
      if (page !== null) step(`what it measures, as a page: ${server.url}/`);
      const signal = await stopSignal();
      step(`${signal}: finishing what was accepted`);
      await server.stop();
      await Promise.all([folder.stop(), reports.stop()]);
    });
    step("stopped");
  });

function portError(error: unknown, { host, port }: Config): unknown {
  if (!(error instanceof Error && "code" in error)) return error;
  if (error.code === "EADDRINUSE")
    return new SetupError(
      "CONFIG_INVALID",
      `PORT: expected a free port, got ${port}, which another program on ${host} uses; set PORT to another`,
    );
  if (error.code === "EACCES")
    return new SetupError("CONFIG_INVALID", `PORT: expected a port that this user may open, got ${port}`);
  return error;
}

function stopSignal(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve(signal));
  });
}
