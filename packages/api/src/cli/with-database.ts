import { type Kysely, sql } from "kysely";
import type { Config } from "../config.ts";
import { bindAsCluster, maintenance } from "../access/bound-database.ts";
import { connect, type DatabaseAddress } from "../db/connect.ts";
import type { Database } from "../db/database.ts";
import { citusVersion } from "../db/distribute.ts";
import { migrateToLatest } from "../db/migrate.ts";
import { settleTimeZone } from "../db/operator-query.ts";
import { type Embedded, type EmbeddedOptions, startEmbedded } from "../embedded/start-embedded.ts";
import { SetupError } from "../setup-error.ts";

export interface OpenDatabase {
  readonly engine: "embedded" | "server";
  /** Bound to all organisations. */
  readonly db: Kysely<Database>;
  readonly address: DatabaseAddress;
  /** Waits for what runs, then closes the pool and stops the embedded database. */
  close(): Promise<void>;
}

const OLDEST_SERVER = 15;

/**
 * Opens the configured database as it is: `DATABASE_URL`, or the embedded one in the data directory.
 *
 * @throws SetupError `DATABASE_UNUSABLE`, or as `startEmbedded`
 */
export async function openDatabase(
  config: Pick<Config, "databaseUrl" | "dataDirectory">,
  options: Pick<EmbeddedOptions, "onFailure"> = {},
): Promise<OpenDatabase> {
  const embedded: Embedded | null =
    config.databaseUrl === null ? await startEmbedded({ directory: config.dataDirectory, ...options }) : null;
  const address = embedded?.address ?? { connectionString: config.databaseUrl ?? "" };
  const pool = connect(address);
  const close = async (): Promise<void> => {
    await pool.destroy();
    await embedded?.stop();
  };
  // Row-level security is in force for the owner of the tables too.
  const db = maintenance(pool);
  try {
    await requireVersion(db);
    if ((await citusVersion(db)) !== null) bindAsCluster(db);
  } catch (error) {
    await close();
    throw error;
  }
  return { engine: embedded === null ? "server" : "embedded", db, address, close };
}

/**
 * Opens the configured database, brings its schema up to date, runs a function and closes everything, also when the
 * function fails.
 *
 * @throws SetupError as `openDatabase`, `migrateToLatest` and `settleTimeZone`
 */
export async function withDatabase<T>(config: Config, run: (database: OpenDatabase) => Promise<T>): Promise<T> {
  const database = await openDatabase(config);
  try {
    await migrateToLatest(database.db);
    await settleTimeZone(database.db, config.timeZone);
    return await run(database);
  } finally {
    await database.close();
  }
}

async function requireVersion(db: Kysely<Database>): Promise<void> {
  const version = await sql<{ server_version: string }>`show server_version`.execute(db).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message || error.name : String(error);
    throw new SetupError("DATABASE_UNUSABLE", `DATABASE_URL: expected a Postgres server that answers, got: ${reason}`, {
      cause: error,
    });
  });
  const got = version.rows[0]?.server_version ?? "nothing";
  if (Number.parseInt(got, 10) >= OLDEST_SERVER) return;
  throw new SetupError("DATABASE_UNUSABLE", `DATABASE_URL: expected Postgres ${OLDEST_SERVER} or later, got ${got}`);
}
