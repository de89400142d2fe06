import type { Kysely } from "kysely";
import type { Database } from "../db/database.ts";
import { add, daysThatWent, rowsOnDays, rowsThatStay, take, textKeys } from "./cancel.ts";
import type { Block } from "./block.ts";
import { RowKeys } from "./row-key.ts";
import { deleteSegments, insertSegment, listSegments, loadBlock, tryLock } from "./segment-store.ts";
import type { SegmentOwner } from "./owner.ts";

/**
 * Cancels every row that went against the row that came, whatever segments they are in, and returns how many pairs: after
 * it nothing of an erased or corrected response is left in the segments. All in one transaction; 0 also when somebody
 * else changes segments of the organisation.
 *
 * A row that went before its segment held the row that came (that one is in the log still) stays for the next time.
 */
export async function purge(db: Kysely<Database>, owner: SegmentOwner): Promise<number> {
  return db.transaction().execute(async (trx) => {
    if (!(await tryLock(trx, owner))) return 0;
    const keys = new RowKeys();
    const { went, days } = await findRowsThatWent(trx, owner, keys);
    if (went.size === 0) return 0;
    const met = await dropRowsThatCame(trx, owner, keys, went, days);
    return dropRowsThatWent(trx, owner, keys, met);
  });
}

/** How often each key went, and on which days. */
async function findRowsThatWent(trx: Kysely<Database>, owner: SegmentOwner, keys: RowKeys) {
  const went = new Map<string, number>();
  const days = new Set<number>();
  for (const { id, taken } of await listSegments(trx, owner)) {
    if (taken === 0) continue;
    const block = await loadBlock(trx, owner, id);
    const keyOf = textKeys(keys, block);
    for (let row = block.runs.came; row < block.runs.rows; row++) add(went, keyOf(row), 1);
    for (const day of daysThatWent(block.runs)) days.add(day);
  }
  return { went, days };
}

/** Drops the rows that came and went, and returns how many of each key. */
async function dropRowsThatCame(
  trx: Kysely<Database>,
  owner: SegmentOwner,
  keys: RowKeys,
  went: Map<string, number>,
  days: ReadonlySet<number>,
): Promise<Map<string, number>> {
  const met = new Map<string, number>();
  for (const { id } of await listSegments(trx, owner)) {
    const block = await loadBlock(trx, owner, id);
    const keyOf = textKeys(keys, block);
    const stays = new Uint8Array(block.runs.rows).fill(1);
    for (const row of rowsOnDays(block.runs, days)) {
      const key = keyOf(row);
      if (!take(went, key)) continue;
      add(met, key, 1);
      stays[row] = 0;
    }
    await replace(trx, owner, id, block, stays);
  }
  return met;
}

/** Drops the other halves of the pairs, and returns how many. */
async function dropRowsThatWent(
  trx: Kysely<Database>,
  owner: SegmentOwner,
  keys: RowKeys,
  met: Map<string, number>,
): Promise<number> {
  let pairs = 0;
  for (const { id, taken } of await listSegments(trx, owner)) {
    if (taken === 0) continue;
    const block = await loadBlock(trx, owner, id);
    const keyOf = textKeys(keys, block);
    const stays = new Uint8Array(block.runs.rows).fill(1);
    for (let row = block.runs.came; row < block.runs.rows; row++) {
      if (!take(met, keyOf(row))) continue;
      stays[row] = 0;
      pairs++;
    }
    await replace(trx, owner, id, block, stays);
  }
  return pairs;
}

async function replace(
  trx: Kysely<Database>,
  owner: SegmentOwner,
  id: string,
  block: Block,
  stays: Uint8Array,
): Promise<void> {
  const rest = rowsThatStay(block, stays);
  if (rest === block) return;
  await deleteSegments(trx, owner, [id]);
  await insertSegment(trx, owner, rest);
}
