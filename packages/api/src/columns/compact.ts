import { setImmediate } from "node:timers/promises";
import type { Kysely } from "kysely";
import type { Database } from "../db/database.ts";
import { blockOf } from "./arrange.ts";
import { MOST_ROWS } from "./block.ts";
import { cancelPairs } from "./cancel.ts";
import { type Draft, draftOfBlock, joinDrafts } from "./draft.ts";
import {
  deleteSegments,
  insertSegment,
  listSegments,
  loadBlock,
  type StoredSegment,
  tryLock,
} from "./segment-store.ts";
import type { SegmentOwner } from "./owner.ts";

/**
 * Merges small segments of an owner into one, in one transaction, and returns how many it merged: 0 when there was nothing
 * to do, or somebody else changes segments of the organisation.
 */
export async function mergeOnce(db: Kysely<Database>, owner: SegmentOwner): Promise<number> {
  return db.transaction().execute(async (trx) => {
    if (!(await tryLock(trx, owner))) return 0;
    const ids = worthMerging(await listSegments(trx, owner)).map(({ id }) => id);
    if (ids.length === 0) return 0;
    const drafts: Draft[] = [];
    for (const id of ids) drafts.push(draftOfBlock(await loadBlock(trx, owner, id)));
    await deleteSegments(trx, owner, ids);
    const joined = joinDrafts(drafts);
    await setImmediate();
    await insertSegment(trx, owner, await cancelPairs(blockOf(joined)));
    return ids.length;
  });
}

/**
 * The smallest segments, as long as each is at most twice the sum of those before it: then every row is rewritten about
 * as often as the size of its segment doubles.
 *
 * @param segments - smallest first
 */
function worthMerging(
  segments: readonly Pick<StoredSegment, "id" | "rows">[],
): readonly Pick<StoredSegment, "id" | "rows">[] {
  let sum = 0;
  let count = 0;
  for (const { rows } of segments) {
    if (count > 0 && (rows > 2 * sum || sum + rows > MOST_ROWS)) break;
    sum += rows;
    count++;
  }
  return count < 2 ? [] : segments.slice(0, count);
}
