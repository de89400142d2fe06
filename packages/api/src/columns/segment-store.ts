import { randomUUID } from "node:crypto";
import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Database } from "../db/database.ts";
import { blockOfColumns, decodeColumn, encodeBlock } from "./column-bytes.ts";
import type { Block, Column, ColumnName } from "./block.ts";
import { ownedSegments, type SegmentOwner } from "./owner.ts";

export interface StoredSegment {
  readonly id: string;
  readonly rows: number;
  /** Rows that went. */
  readonly taken: number;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly createdAt: Date;
}

/** All segments of an owner, smallest first. */
export async function listSegments(db: Kysely<Database>, owner: SegmentOwner): Promise<readonly StoredSegment[]> {
  return db
    .selectFrom("segment")
    .select(["id", "rows", "taken", "first_day as firstDay", "last_day as lastDay", "created_at as createdAt"])
    .where(ownedSegments(owner))
    .orderBy("rows")
    .orderBy("id")
    .execute();
}

/** Stores a block; `null` is no rows, and nothing to store. */
export async function insertSegment(db: Kysely<Database>, owner: SegmentOwner, block: Block | null): Promise<void> {
  if (block === null) return;
  const { rows, came, days } = block.runs;
  const id = randomUUID();
  const day = (number: number) => sql<string>`date '1970-01-01' + ${number}::int`;
  await db
    .insertInto("segment")
    .values({
      organisation_id: owner.organisationId,
      id,
      instrument_id: owner.instrumentId,
      weighting_id: owner.weightingId,
      rows,
      taken: rows - came,
      first_day: day(days.reduce((a, b) => Math.min(a, b))),
      last_day: day(days.reduce((a, b) => Math.max(a, b))),
    })
    .execute();
  await db
    .insertInto("segment_column")
    .values(
      [...encodeBlock(block)].map(([name, data]) => ({
        organisation_id: owner.organisationId,
        segment_id: id,
        name,
        data,
      })),
    )
    .execute();
}

/** A whole segment that is known to be there. */
export async function loadBlock(db: Kysely<Database>, owner: SegmentOwner, id: string): Promise<Block> {
  const rows = await db
    .selectFrom("segment_column as c")
    .innerJoin("segment as s", (join) =>
      join.onRef("s.organisation_id", "=", "c.organisation_id").onRef("s.id", "=", "c.segment_id"),
    )
    .select(["c.name", "c.data", "s.rows"])
    .where("c.organisation_id", "=", owner.organisationId)
    .where("c.segment_id", "=", id)
    .execute();
  const columns = rows.map(({ name, data, rows: count }): [ColumnName, Column] => [
    name as ColumnName, // written by encodeBlock
    decodeColumn(data, count),
  ]);
  return blockOfColumns(new Map(columns));
}

/**
 * Deletes segments with their columns.
 *
 * @throws Error when one of them was gone already: what this transaction made of it would be counted twice
 */
export async function deleteSegments(db: Kysely<Database>, owner: SegmentOwner, ids: readonly string[]): Promise<void> {
  const { numDeletedRows } = await db
    .deleteFrom("segment")
    .where("organisation_id", "=", owner.organisationId)
    .where("id", "=", sql<string>`any(${ids}::uuid[])`)
    .executeTakeFirstOrThrow();
  if (Number(numDeletedRows) !== ids.length) {
    throw new Error(
      `segments: expected to replace ${ids.length}, got ${numDeletedRows}; another process took the others`,
    );
  }
}

/** First of the two numbers of the advisory lock; the second is the organisation. */
const LOCK = 1_802_266_987;

/**
 * Whether this transaction may now change the segments of an owner; until it ends nobody else may change those of the organisation.
 * Two that collided would be right as well, because each keeps only what it deleted itself; one would work for nothing.
 */
export async function tryLock(db: Kysely<Database>, { organisationId, weightingId }: SegmentOwner): Promise<boolean> {
  const { rows } = await sql<{ locked: boolean }>`
    select pg_try_advisory_xact_lock(${sql.lit(LOCK)}, ${organisationId}) as locked
  `.execute(db);
  return rows[0]?.locked === true && (await holdWeighting(db, weightingId, sql`skip locked`));
}

/** Waits for the same; false when there is nothing to wait for, because the weighting is gone. */
export async function lock(db: Kysely<Database>, { organisationId, weightingId }: SegmentOwner): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(${sql.lit(LOCK)}, ${organisationId})`.execute(db);
  return holdWeighting(db, weightingId, sql``);
}

/**
 * Whether the weighting of an owner is there; then it stays until this transaction ends. First the weighting and then its segments, as
 * whoever deletes it goes about it: in the other order each would wait for the other.
 */
async function holdWeighting(
  db: Kysely<Database>,
  weightingId: number | null,
  unlessFree: RawBuilder<unknown>,
): Promise<boolean> {
  if (weightingId === null) return true;
  const { rows } = await sql`select from weighting where id = ${weightingId} for key share ${unlessFree}`.execute(db);
  return rows.length === 1;
}
