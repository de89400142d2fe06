import { setImmediate } from "node:timers/promises";
import { type Kysely, sql } from "kysely";
import type { Database } from "../db/database.ts";
import { blockOf } from "./arrange.ts";
import { cancelPairs } from "./cancel.ts";
import { draftOfImages } from "./draft.ts";
import { type ImageRow, selectImages } from "./image-query.ts";
import { insertSegment, tryLock } from "./segment-store.ts";
import { ownedLog, type SegmentOwner } from "./owner.ts";

/** Images a fold takes at once: packing them keeps the process busy for some 20 ms. */
export const FOLD_ROWS = 16_384;
/** No bigint is larger. */
const MOST_ID = "9223372036854775807";

/**
 * Moves up to `FOLD_ROWS` images of an owner from its log into a segment, in one transaction, and returns how many; 0 when there
 * are none, or somebody else changes segments of the organisation.
 */
export async function foldOnce(db: Kysely<Database>, owner: SegmentOwner): Promise<number> {
  return db.transaction().execute(async (trx) => {
    if (!(await tryLock(trx, owner))) return 0;
    const { table, owned } = ownedLog(owner);
    const log = sql.table(table);
    // A bound and not a join: what the planner believes of a table that empties all the time is wrong, and a join would go by it.
    const { rows } = await sql<ImageRow>`
      with gone as (
        delete from ${log}
        where ${owned} and id <= coalesce(
          (select id from ${log} where ${owned} order by id offset ${sql.lit(FOLD_ROWS - 1)} limit 1),
          ${sql.lit(MOST_ID)}
        )
        returning *
      )
      select ${selectImages("gone")} from gone having count(*) > 0
    `.execute(trx);
    const images = rows[0];
    if (images === undefined) return 0;
    const draft = draftOfImages(images);
    await setImmediate();
    await insertSegment(trx, owner, await cancelPairs(blockOf(draft)));
    return images.rows;
  });
}
