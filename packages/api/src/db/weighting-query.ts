import { type Kysely, sql } from "kysely";
import type { Weighting } from "../plan/entities.ts";
import type { Database } from "./database.ts";

/** Those of each instrument, by name. */
export async function findWeightings(
  db: Kysely<Database>,
  instrumentIds: readonly number[],
): Promise<readonly (readonly Weighting[])[]> {
  const found = await db
    .selectFrom("weighting")
    .select(["id", "name", "raked_at as rakedAt", "instrument_id as instrumentId"])
    .where("instrument_id", "in", instrumentIds)
    .orderBy(sql`name collate "C"`)
    .execute();
  return instrumentIds.map((id) => found.filter(({ instrumentId }) => instrumentId === id));
}
