import { type Kysely, sql } from "kysely";
import type { Database } from "../db/database.ts";
import { MOST_ROWS } from "./block.ts";
import { type ImageRow, logPortion, selectImages } from "./image-query.ts";
import { ownedLog, type SegmentOwner } from "./owner.ts";

/** The responses of an owner as images that came, in the order of their ids, by 65,536. */
export async function* rawImages(db: Kysely<Database>, owner: SegmentOwner): AsyncGenerator<ImageRow> {
  const weighted = weightsOf(owner);
  let after = "0";
  for (;;) {
    const { rows } = await sql<ImageRow & { readonly last: string }>`
      select ${selectImages("raw")}, max(raw.id)::text as last
      from (
        select r.id, 1 as sign, r.day, r.channel_id, r.touchpoint_id, r.audience, ${weighted.weight} as weight, r.scores, r.attributes
        from response r ${weighted.join}
        where r.organisation_id = ${owner.organisationId} and r.instrument_id = ${owner.instrumentId} and r.id > ${after}::bigint
        order by r.id limit ${sql.lit(MOST_ROWS)}
      ) raw
      having count(*) > 0
    `.execute(db);
    const images = rows[0];
    if (images === undefined) return;
    yield images;
    after = images.last;
  }
}

/** What each response weighs to an owner, and what must be joined to know. */
function weightsOf({ weightingId }: SegmentOwner) {
  if (weightingId === null) return { weight: sql`r.weight`, join: sql`` };
  const join = sql`join response_weight w on w.organisation_id = r.organisation_id and w.response_id = r.id and w.weighting_id = ${weightingId}`;
  return { weight: sql`w.weight`, join };
}

/** The images of an owner that are in no segment yet, in portions. */
export async function logImages(db: Kysely<Database>, owner: SegmentOwner): Promise<readonly ImageRow[]> {
  const { table, owned } = ownedLog(owner);
  const { rows } = await sql<ImageRow>`
    select ${selectImages(table)} from ${sql.table(table)} where ${owned} group by ${logPortion(table)}
  `.execute(db);
  return rows;
}

/** Whoever has responses, segments, or images in a log; of weightings only those that are there. */
export async function findOwners(db: Kysely<Database>): Promise<readonly SegmentOwner[]> {
  const { rows } = await sql<SegmentOwner>`
    select organisation_id as "organisationId", instrument_id as "instrumentId", weighting_id as "weightingId" from (
      select organisation_id, instrument_id, null::int as weighting_id from response
      union select r.organisation_id, r.instrument_id, w.weighting_id
        from response_weight w join response r on r.organisation_id = w.organisation_id and r.id = w.response_id
      union select organisation_id, instrument_id, weighting_id from segment
      union select organisation_id, instrument_id, null from change_log
      union select organisation_id, instrument_id, weighting_id from weight_log where weighting_id in (select id from weighting)
    ) owners order by 1, 2, 3 nulls first
  `.execute(db);
  return rows;
}
