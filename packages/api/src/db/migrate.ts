import { migrations } from "@klik/migrations";
import { type Kysely, type MigrationResultSet, Migrator, sql } from "kysely";
import { maintenance } from "../access/bound-database.ts";
import { SetupError } from "../setup-error.ts";
import type { Database } from "./database.ts";

/**
 * Brings the schema up to date and returns the names of the changes that ran, none when it was.
 *
 * All changes run in one transaction behind a lock: several processes may call it at once, and a failure changes nothing.
 *
 * @throws SetupError `MIGRATION_FAILED`; `SCHEMA_UNKNOWN` when a newer Klik has migrated the database
 */
export async function migrateToLatest(db: Kysely<Database>): Promise<readonly string[]> {
  if (await isUpToDate(db)) return [];
  return namesOf(await migratorOn(db).migrateToLatest());
}

/** What the migrator would find too, but it reads the whole catalogue first: half a second on an embedded database. */
async function isUpToDate(db: Kysely<Database>): Promise<boolean> {
  try {
    const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
    const done = rows.map(({ name }) => name).sort();
    return JSON.stringify(done) === JSON.stringify(Object.keys(migrations).sort());
  } catch (error) {
    const { code } = error as { readonly code?: unknown };
    if (code === UNDEFINED_TABLE) return false;
    if (code !== INSUFFICIENT_PRIVILEGE) throw error;
    throw new SetupError(
      "DATABASE_UNUSABLE",
      "DATABASE_URL: expected a login that is a member of the role klik_api, got another; as an administrator: grant klik_api to it",
      { cause: error },
    );
  }
}

const UNDEFINED_TABLE = "42P01";
const INSUFFICIENT_PRIVILEGE = "42501";

/**
 * Undoes the newest change, with the data it holds, and returns its name; none when there is nothing to undo.
 *
 * @throws SetupError as `migrateToLatest`
 */
export async function migrateDown(db: Kysely<Database>): Promise<readonly string[]> {
  return namesOf(await migratorOn(db).migrateDown());
}

const migratorOn = (db: Kysely<Database>): Migrator =>
  new Migrator({ db: maintenance(db), provider: { getMigrations: async () => ({ ...migrations }) } });

function namesOf({ error, results = [] }: MigrationResultSet): readonly string[] {
  if (error === undefined) return results.map((result) => result.migrationName);
  const message = error instanceof Error ? error.message : JSON.stringify(error);
  if (message.startsWith("corrupted migrations")) {
    throw new SetupError(
      "SCHEMA_UNKNOWN",
      `migrate: expected a database made by this version of Klik or an older one, got one made by another (${message})`,
      { cause: error },
    );
  }
  const failed = results.find((result) => result.status === "Error");
  const where = failed === undefined ? "" : ` in ${failed.migrationName} (${failed.direction.toLowerCase()})`;
  throw new SetupError("MIGRATION_FAILED", `migrate: failed${where}, nothing was changed: ${message}`, {
    cause: error,
  });
}
