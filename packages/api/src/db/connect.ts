import type { Kysely } from "kysely";
import pg from "pg";
import { databaseOn } from "../access/bound-database.ts";
import type { Database } from "./database.ts";

/** Where a database is: a server by its URL, or whatever `startEmbedded` returned. */
export type DatabaseAddress = Pick<
  pg.PoolConfig,
  "connectionString" | "host" | "port" | "user" | "database" | "max" | "connectionTimeoutMillis"
>;

/**
 * Opens a pool on a database. Close it with `destroy()`. No connection is made before the first query.
 *
 * One dialect and one set of parsers for the embedded database and for a server: see `Database` for the types.
 * A query that waits longer than 30 seconds for a connection fails, because a query on the outer database inside a
 * transaction would otherwise wait for ever on a pool of one.
 */
export function connect(address: DatabaseAddress): Kysely<Database> {
  const pool = new pg.Pool({
    application_name: "klik",
    connectionTimeoutMillis: 30_000,
    keepAlive: true,
    ...address,
    types: { getTypeParser },
  });
  // A connection that breaks fails its query, or has left the pool; without listeners it would also end the process.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  return databaseOn(pool);
}

const DATE = 1082;
const DATE_ARRAY = 1182;
const TEXT_ARRAY = 1009;

/** As `pg` parses by itself, but a date stays the text that it is: a local-time `Date` can be another day. */
const getTypeParser = ((oid: number, format: "text") => {
  if (oid === DATE) return (value: string) => value;
  return pg.types.getTypeParser(oid === DATE_ARRAY ? TEXT_ARRAY : oid, format);
}) as typeof pg.types.getTypeParser;
