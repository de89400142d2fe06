import { type Kysely, sql } from "kysely";
import type { Database } from "../db/database.ts";
import { MOST_ROWS } from "./block.ts";
import { type ImageRow, LOG_PORTION, selectImages } from "./image-query.ts";
import type { SegmentOwner } from "./segment-store.ts";

/** The responses of an owner as images that came, in the order of their ids, by 65,536. */
export async function* rawImages(db: Kysely<Database>, owner: SegmentOwner): AsyncGenerator<ImageRow> {
  let after = "0";
  for (;;) {
    const { rows } = await sql<ImageRow & { readonly last: string }>`
      select ${selectImages("raw")}, max(raw.id)::text as last
      from (
        select *, 1 as sign from response
        where organisation_id = ${owner.organisationId} and instrument_id = ${owner.instrumentId} and id > ${after}::bigint
        order by id limit ${sql.lit(MOST_ROWS)}
      ) raw
      having count(*) > 0
    `.execute(db);
    const images = rows[0];
    if (images === undefined) return;
    yield images;
    after = images.last;
  }
}

/** The images of an owner that are in no segment yet, in portions. */
export async function logImages(db: Kysely<Database>, owner: SegmentOwner): Promise<readonly ImageRow[]> {
  const { rows } = await sql<ImageRow>`
    select ${selectImages("change_log")} from change_log
    where organisation_id = ${owner.organisationId} and instrument_id = ${owner.instrumentId}
    group by ${LOG_PORTION}
  `.execute(db);
  return rows;
}

/** Whoever has responses, segments, or images in the log. */
export async function findOwners(db: Kysely<Database>): Promise<readonly SegmentOwner[]> {
  const { rows } = await sql<SegmentOwner>`
    select organisation_id as "organisationId", instrument_id as "instrumentId" from (
      select distinct organisation_id, instrument_id from response
      union select organisation_id, instrument_id from segment
      union select organisation_id, instrument_id from change_log
    ) owners order by 1, 2
  `.execute(db);
  return rows;
}
