import { type Kysely, sql } from "kysely";
import { SetupError } from "../setup-error.ts";
import { distributionScript, type TablePlaces } from "./distribution-script.ts";
import type { Database } from "./database.ts";

/** Tables that stay where they are, on the coordinator: what a process writes about its own work, and reads alone. */
const KEPT = [
  "api_key",
  "idempotent_request",
  "import_rejection",
  "import_run",
  "reader",
  "report",
  "report_metric",
] as const;

const OLDEST_CITUS = 12;

/**
 * Where each table of a cluster belongs: spread by organisation when every key of it begins with one, kept on the coordinator, or else
 * copied to every node. Tables that are spread or copied already are left out.
 */
export async function placesOfTables(db: Kysely<Database>): Promise<TablePlaces> {
  const { rows } = await sql<{ name: string; isSpread: boolean }>`
    select c.relname as name,
      exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organisation_id' and a.attnotnull)
      and not exists (
        select from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
        where i.indrelid = c.oid and i.indisunique and a.attname <> 'organisation_id'
      ) as "isSpread"
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname not like 'kysely%' and c.relname <> 'spatial_ref_sys'
    order by c.relname
  `.execute(db);
  const placed = await placedTables(db);
  const open = rows.filter(({ name }) => !placed.has(name));
  const kept = open.filter(({ name }) => KEPT.some((one) => one === name));
  const rest = open.filter((one) => !kept.includes(one));
  const names = (some: typeof open): string[] => some.map(({ name }) => name);
  return {
    spread: names(rest.filter(({ isSpread }) => isSpread)),
    copied: names(rest.filter(({ isSpread }) => !isSpread)),
    kept: names(kept),
  };
}

/** Those that Citus has already; none where there is no Citus. */
async function placedTables(db: Kysely<Database>): Promise<ReadonlySet<string>> {
  if ((await citusVersion(db)) === null) return new Set();
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_dist_partition p join pg_class c on c.oid = p.logicalrelid
  `.execute(db);
  return new Set(rows.map(({ name }) => name));
}

/** `null` on a server without Citus. */
export async function citusVersion(db: Kysely<Database>): Promise<string | null> {
  const { rows } = await sql<{ version: string }>`
    select extversion as version from pg_extension where extname = 'citus'
  `.execute(db);
  return rows[0]?.version ?? null;
}

/**
 * Spreads the tables over a Citus cluster, in one transaction, and returns how many it placed: 0 when all were.
 *
 * @throws SetupError `DATABASE_UNUSABLE` where there is no Citus, or an older one
 */
export async function distribute(db: Kysely<Database>, shards: number): Promise<number> {
  const version = await citusVersion(db);
  if (version === null || Number.parseInt(version, 10) < OLDEST_CITUS) {
    throw new SetupError(
      "DATABASE_UNUSABLE",
      `migrate --distribute: expected the coordinator of a Citus cluster, version ${OLDEST_CITUS} or later, got ${version ?? "a server without Citus"}`,
    );
  }
  const places = await placesOfTables(db);
  const count = places.spread.length + places.copied.length;
  if (count === 0) return 0;
  const { inTransaction, afterwards } = await distributionScript(db, places, shards);
  await db.transaction().execute(async (trx) => {
    for (const statement of inTransaction) await sql.raw(statement).execute(trx);
  });
  for (const statement of afterwards) await sql.raw(statement).execute(db);
  return count;
}
