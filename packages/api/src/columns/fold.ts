import { type Kysely, sql } from "kysely";
import type { Database } from "../db/database.ts";
import { blockOf } from "./arrange.ts";
import { cancelPairs } from "./cancel.ts";
import { draftOfImages } from "./draft.ts";
import { type ImageRow, selectImages } from "./image-query.ts";
import { insertSegment, type SegmentOwner, tryLock } from "./segment-store.ts";

/** Images a fold takes at once: packing them keeps the process busy for some 20 ms. */
export const FOLD_ROWS = 16_384;

/**
 * Moves up to `FOLD_ROWS` images of an owner from the change log into a segment, in one transaction, and returns how many;
 * 0 when there are none, or somebody else changes segments of the organisation.
 */
export async function foldOnce(db: Kysely<Database>, owner: SegmentOwner): Promise<number> {
  return db.transaction().execute(async (trx) => {
    if (!(await tryLock(trx, owner))) return 0;
    const { rows } = await sql<ImageRow>`
      with taken as (
        select id from change_log
        where organisation_id = ${owner.organisationId} and instrument_id = ${owner.instrumentId}
        order by id limit ${sql.lit(FOLD_ROWS)} for update skip locked
      ), gone as (
        delete from change_log
        using taken
        where change_log.organisation_id = ${owner.organisationId} and change_log.instrument_id = ${owner.instrumentId}
          and change_log.id = taken.id
        returning change_log.*
      )
      select ${selectImages("gone")} from gone having count(*) > 0
    `.execute(trx);
    const images = rows[0];
    if (images === undefined) return 0;
    await insertSegment(trx, owner, cancelPairs(blockOf(draftOfImages(images))));
    return images.rows;
  });
}
