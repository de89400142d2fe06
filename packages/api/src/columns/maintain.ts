import { type Kysely, sql } from "kysely";
import { unbound } from "../access/bound-database.ts";
import type { Database } from "../db/database.ts";
import { mergeOnce } from "./compact.ts";
import { FOLD_ROWS, foldOnce } from "./fold.ts";
import { purge } from "./purge.ts";
import type { SegmentOwner } from "./owner.ts";

/** What was done to segments. */
interface Maintenance {
  /** Images moved from the log into segments. */
  readonly folded: number;
  /** Segments that went into larger ones. */
  readonly merged: number;
  /** Pairs of a row that came and went that are gone for good. */
  readonly purged: number;
}

/** An owner with the images that no segment holds yet. */
export interface Backlog extends SegmentOwner {
  readonly images: number;
}

/** Owners with images in the log, most images first. */
export async function findBacklogs(db: Kysely<Database>): Promise<readonly Backlog[]> {
  const { rows } = await sql<Backlog>`
    select organisation_id as "organisationId", instrument_id as "instrumentId", weighting_id as "weightingId", count(*)::int as images
    from (
      select organisation_id, instrument_id, null::int as weighting_id from change_log
      union all select organisation_id, instrument_id, weighting_id from weight_log where weighting_id in (select id from weighting)
    ) logged
    group by 1, 2, 3 order by 4 desc, 1, 2, 3
  `.execute(db);
  return rows;
}

/** Drops what is logged of weightings that are gone; their segments went with them. */
export async function forgetWeightings(db: Kysely<Database>): Promise<void> {
  await sql`delete from weight_log where weighting_id not in (select id from weighting)`.execute(db);
}

/** Folds all images of an owner and merges what became small segments. */
export async function foldOwner(db: Kysely<Database>, owner: SegmentOwner): Promise<Maintenance> {
  let folded = 0;
  let merged = 0;
  for (let rows = FOLD_ROWS; rows === FOLD_ROWS; ) {
    rows = await foldOnce(db, owner);
    folded += rows;
    merged += await mergeAll(db, owner);
  }
  return { folded, merged, purged: 0 };
}

async function mergeAll(db: Kysely<Database>, owner: SegmentOwner): Promise<number> {
  let merged = 0;
  for (;;) {
    const segments = await mergeOnce(db, owner);
    if (segments === 0) return merged;
    merged += segments;
  }
}

/** An owner whose segments hold rows that went. */
interface Leftover extends SegmentOwner {
  readonly taken: number;
  readonly rows: number;
}

export async function findLeftovers(db: Kysely<Database>): Promise<readonly Leftover[]> {
  const { rows } = await sql<Leftover>`
    select organisation_id as "organisationId", instrument_id as "instrumentId", weighting_id as "weightingId",
      sum(taken)::int as taken, sum(rows)::float8 as rows
    from segment group by 1, 2, 3 having sum(taken) > 0 order by 1, 2, 3
  `.execute(db);
  return rows;
}

/** Folds everything, merges, and purges: afterwards nothing of an erased response is left but in what others write meanwhile. */
export async function foldEverything(db: Kysely<Database>): Promise<Maintenance> {
  let [folded, merged, purged] = [0, 0, 0];
  await forgetWeightings(db);
  for (const owner of await findBacklogs(db)) {
    const done = await foldOwner(db, owner);
    folded += done.folded;
    merged += done.merged;
  }
  for (const owner of await findLeftovers(db)) {
    purged += await purge(db, owner);
    merged += await mergeAll(db, owner);
  }
  await freeLog(db, folded);
  return { folded, merged, purged };
}

/** Rows of the logs that make it worth to give back their space at once; autovacuum comes later, and readers pass by them until then. */
const WORTH_VACUUM = 20_000;

/** Frees the space of so many folded images if that is worth it, and says whether it did. */
export async function freeLog(db: Kysely<Database>, folded: number): Promise<boolean> {
  if (folded < WORTH_VACUUM) return false;
  await sql`vacuum (analyze) change_log, weight_log`.execute(unbound(db));
  return true;
}
