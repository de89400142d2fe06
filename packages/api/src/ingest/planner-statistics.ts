import { type Kysely, sql } from "kysely";
import { poolOf, unbound } from "../access/bound-database.ts";
import type { Database } from "../db/database.ts";
import type { RowVerdict } from "./write-batch.ts";

/** New responses after which the table is looked at for the first time. */
const FIRST_LOOK = 1_000;

interface Growth {
  imported: number;
  nextLook: number;
}

/** By database, since this process began. */
const GROWTH = new WeakMap<object, Growth>();

/**
 * Lets the planner look at the table of responses each time that the responses imported have doubled.
 *
 * Without it statements keep the plan of an empty table, and every row is compared with all before it: the embedded database never looks
 * by itself, a server once a minute. A role that does not own the table gets a warning and changes nothing.
 */
export async function noteGrowth(db: Kysely<Database>, verdicts: readonly RowVerdict[]): Promise<void> {
  const pool = poolOf(db);
  const growth = GROWTH.get(pool) ?? { imported: 0, nextLook: FIRST_LOOK };
  GROWTH.set(pool, growth);
  growth.imported += verdicts.filter(({ verdict }) => verdict === "imported").length;
  if (growth.imported < growth.nextLook) return;
  growth.nextLook = 2 * growth.imported;
  // The columns by which rows are looked up.
  await sql`analyze (skip_locked) response (organisation_id, instrument_id, id, external_id)`.execute(unbound(db));
}
