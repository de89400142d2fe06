import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import type { TestProject } from "vitest/node";
import { connect, type DatabaseAddress } from "../src/db/connect.ts";
import { migrateToLatest } from "../src/db/migrate.ts";
import { startEmbedded } from "../src/embedded/start-embedded.ts";
import { startPostgresServer } from "./postgres-server.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** URL at which test files ask for a database: see `database.ts`. */
    readonly databaseService: string;
  }
}

/**
 * Vitest's global set-up: makes databases for the test files, each of which runs in a process of its own. Postgres
 * starts, and the schema is made, when the first file asks, so a run without database tests does not wait for it.
 */
export default async function serveDatabases(project: TestProject): Promise<() => Promise<void>> {
  const server = lazy(startServer);
  const snapshot = lazy(makeSnapshot);
  const answers: Readonly<Record<string, () => Promise<unknown>>> = {
    "/server/empty": async () => (await server.get()).create("template1"),
    "/server/migrated": async () => (await server.get()).create(TEMPLATE),
    "/snapshot": async () => (await snapshot.get()).file,
  };
  const http = createServer(async (request, response) => {
    try {
      response.end(JSON.stringify(await answers[request.url ?? ""]?.()));
    } catch (error) {
      response.writeHead(500).end(error instanceof Error ? error.message : String(error));
    }
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const address = http.address();
  if (address === null || typeof address === "string") throw new Error("expected a TCP port");
  project.provide("databaseService", `http://127.0.0.1:${address.port}`);
  return async () => {
    http.closeAllConnections();
    http.close();
    await Promise.all([server.stop(), snapshot.stop()]);
  };
}

interface Stoppable {
  stop(): Promise<void>;
}

/** Starts something when it is first needed, once; stops it only when it was. */
function lazy<T extends Stoppable>(start: () => Promise<T>): Stoppable & { get(): Promise<T> } {
  let started: Promise<T> | null = null;
  return {
    get() {
      started ??= start();
      return started;
    },
    async stop() {
      await started?.then((it) => it.stop()).catch(() => {}); // what did not start has said so to who asked
    },
  };
}

/** One run may share a server with another (TEST_DATABASE_URL): names are its own. */
const RUN = `klik_test_${randomBytes(4).toString("hex")}`;
const TEMPLATE = `${RUN}_template`;

interface DatabaseServer extends Stoppable {
  create(template: string): Promise<DatabaseAddress>;
}

/** A server with a migrated template database: copying it takes some 30 ms. */
async function startServer(): Promise<DatabaseServer> {
  const given = process.env["TEST_DATABASE_URL"] ?? "";
  const own = given === "" ? await startPostgresServer() : null;
  const maintenance = own?.address ?? { connectionString: given };
  const made: string[] = [];

  const create = async (template: string, name: string): Promise<DatabaseAddress> => {
    await execute(maintenance, sql`create database ${sql.ref(name)} template ${sql.ref(template)}`);
    made.push(name);
    if (own !== null) return { ...own.address, database: name };
    const url = new URL(given);
    url.pathname = name;
    return { connectionString: url.href };
  };
  let asked = 0; // counted when asked: several files ask at once
  const db = connect(await create("template1", TEMPLATE));
  await migrateToLatest(db);
  await db.destroy();
  return {
    create: (template) => create(template, `${RUN}_${asked++}`),
    async stop() {
      if (own !== null) return own.stop();
      for (const name of made) await execute(maintenance, sql`drop database if exists ${sql.ref(name)} with (force)`);
    },
  };
}

async function execute(address: DatabaseAddress, statement: ReturnType<typeof sql>): Promise<void> {
  const db = connect({ ...address, max: 1 });
  try {
    await statement.execute(db);
  } finally {
    await db.destroy();
  }
}

/** The file of a migrated embedded database: starting from it is faster than migrating again. */
async function makeSnapshot(): Promise<Stoppable & { readonly file: string }> {
  const embedded = await startEmbedded({ directory: null });
  const db = connect(embedded.address);
  await migrateToLatest(db);
  await db.destroy();
  const directory = mkdtempSync(join(tmpdir(), "klik-snapshot-"));
  const file = join(directory, "snapshot.tar");
  writeFileSync(file, await embedded.snapshot());
  await embedded.stop();
  return { file, stop: async () => rmSync(directory, { recursive: true, force: true }) };
}
