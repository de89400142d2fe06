import { type Kysely, sql } from "kysely";
import { SetupError } from "../setup-error.ts";
import type { Database } from "./database.ts";

/** IANA time zone in which the days of the stored responses are counted. */
export async function findTimeZone(db: Kysely<Database>): Promise<string> {
  const { time_zone } = await db.selectFrom("operator").select("time_zone").executeTakeFirstOrThrow();
  return time_zone;
}

/**
 * Counts days in this time zone from now on, which is only possible while there are no responses: those have their days.
 *
 * @throws SetupError `CONFIG_INVALID` when there are responses counted in another zone
 */
export async function settleTimeZone(db: Kysely<Database>, timeZone: string): Promise<void> {
  const settled = await db
    .updateTable("operator")
    .set({ time_zone: timeZone })
    .where(({ eb, or, not, exists, selectFrom }) =>
      or([eb("time_zone", "=", timeZone), not(exists(selectFrom("response").select(sql.lit(1).as("one"))))]),
    )
    .executeTakeFirstOrThrow();
  if (settled.numUpdatedRows > 0n) return;
  const stored = await findTimeZone(db);
  throw new SetupError(
    "CONFIG_INVALID",
    `KLIK_TIME_ZONE: expected ${JSON.stringify(stored)}, in which the days of the stored responses are counted, ` +
      `got ${JSON.stringify(timeZone)}`,
  );
}
