import { type Kysely, sql } from "kysely";
import type { Database } from "../db/database.ts";
import { blockOf } from "./arrange.ts";
import { cancelPairs } from "./cancel.ts";
import { draftOfImages } from "./draft.ts";
import { type ImageRow, selectImages } from "./image-query.ts";
import { insertSegment, type SegmentOwner, tryLock } from "./segment-store.ts";

/** Images a fold takes at once: packing them keeps the process busy for some 20 ms. */
export const FOLD_ROWS = 16_384;
/** No bigint is larger. */
const MOST_ID = "9223372036854775807";

/**
 * Moves up to `FOLD_ROWS` images of an owner from the change log into a segment, in one transaction, and returns how many;
 * 0 when there are none, or somebody else changes segments of the organisation.
 */
export async function foldOnce(db: Kysely<Database>, owner: SegmentOwner): Promise<number> {
  return db.transaction().execute(async (trx) => {
    if (!(await tryLock(trx, owner))) return 0;
    const owned = sql`organisation_id = ${owner.organisationId} and instrument_id = ${owner.instrumentId}`;
    // A bound and not a join: what the planner believes of a table that empties all the time is wrong, and a join would go by it.
    const { rows } = await sql<ImageRow>`
      with gone as (
        delete from change_log
        where ${owned} and id <= coalesce(
          (select id from change_log where ${owned} order by id offset ${sql.lit(FOLD_ROWS - 1)} limit 1),
          ${sql.lit(MOST_ID)}
        )
        returning *
      )
      select ${selectImages("gone")} from gone having count(*) > 0
    `.execute(trx);
    const images = rows[0];
    if (images === undefined) return 0;
    await insertSegment(trx, owner, cancelPairs(blockOf(draftOfImages(images))));
    return images.rows;
  });
}
