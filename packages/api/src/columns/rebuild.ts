import { type Kysely, sql } from "kysely";
import type { Database } from "../db/database.ts";
import { blockOf } from "./arrange.ts";
import { draftOfImages } from "./draft.ts";
import { rawImages } from "./raw-images.ts";
import { insertSegment, lock } from "./segment-store.ts";
import { ownedLog, ownedSegments, type SegmentOwner } from "./owner.ts";

/** Another transaction changed the same rows: this one saw an older state and can start again. */
const SERIALIZATION_FAILURE = "40001";
const ATTEMPTS = 5;

/**
 * Makes the segments of an owner anew from its responses and returns how many responses they hold. Readers and writers go
 * on meanwhile: all is done in one transaction that sees one moment, and later changes stay in the log.
 */
export async function rebuildSegments(db: Kysely<Database>, owner: SegmentOwner): Promise<number> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db
        .transaction()
        .setIsolationLevel("repeatable read")
        .execute((trx) => rebuild(trx, owner));
    } catch (error) {
      const lostRace = (error as { readonly code?: unknown }).code === SERIALIZATION_FAILURE;
      if (!lostRace || attempt === ATTEMPTS) throw error;
    }
  }
}

async function rebuild(trx: Kysely<Database>, owner: SegmentOwner): Promise<number> {
  // The moment of this transaction is the one before it waits, so whoever changed segments meanwhile makes it start again.
  if (!(await lock(trx, owner))) return 0;
  const { table, owned } = ownedLog(owner);
  await sql`delete from ${sql.table(table)} where ${owned}`.execute(trx);
  await sql`delete from segment where ${ownedSegments(owner)}`.execute(trx);
  let rows = 0;
  for await (const images of rawImages(trx, owner)) {
    await insertSegment(trx, owner, blockOf(draftOfImages(images)));
    rows += images.rows;
  }
  return rows;
}
