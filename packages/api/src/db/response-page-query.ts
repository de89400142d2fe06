import { type Kysely, type RawBuilder, sql } from "kysely";
import { isCluster } from "../access/bound-database.ts";
import type { Viewer } from "../access/viewer.ts";
import type {
  Part,
  ResponseDetail,
  ResponseKey,
  ResponseName,
  ResponseQuery,
  StoredResponse,
} from "../plan/entities.ts";
import type { Database } from "./database.ts";
import { conditions } from "./scope-query.ts";

/**
 * The responses of a scope after a key. Each organisation gives its first ones from the index on its days, so that the time it takes
 * goes with the organisations and not with what they have.
 */
export async function findResponses(
  db: Kysely<Database>,
  viewer: Viewer,
  { instrumentId, where }: ResponseQuery,
  { after, limit }: Part<ResponseKey>,
): Promise<readonly StoredResponse[]> {
  const asked = sql.join([sql`r.instrument_id = ${instrumentId}`, ...conditions(where), behind(after)], sql` and `);
  if (isCluster(db)) return findOnCluster(db, viewer, asked, limit);
  const { rows } = await sql<StoredResponse>`
    select ${COLUMNS}
    from organisation o cross join lateral (
      select * from response r
      where r.organisation_id = o.id and ${asked}
      order by r.day desc, r.external_id collate "C" limit ${limit}
    ) r
    where ${visible(viewer)}
    order by r.day desc, o.code collate "C", r.external_id collate "C" limit ${limit}
  `.execute(db);
  return rows;
}

/** Citus refuses a lateral join over several organisations: there each of them is a query of its own within the statement. */
async function findOnCluster(
  db: Kysely<Database>,
  viewer: Viewer,
  asked: RawBuilder<unknown>,
  limit: number,
): Promise<readonly StoredResponse[]> {
  const { rows: organisations } = await sql<{ id: number }>`
    select o.id from organisation o where ${visible(viewer)}
  `.execute(db);
  if (organisations.length === 0) return [];
  const each = organisations.map(
    ({ id }) => sql`(
      select ${COLUMNS} from organisation o join response r on r.organisation_id = o.id
      where r.organisation_id = ${id} and ${asked}
      order by r.day desc, r.external_id collate "C" limit ${limit}
    )`,
  );
  const { rows } = await sql<StoredResponse>`
    select * from (${sql.join(each, sql` union all `)}) r
    order by day desc, organisation collate "C", "externalId" collate "C" limit ${limit}
  `.execute(db);
  return rows;
}

const behind = (after: ResponseKey | null): RawBuilder<unknown> =>
  after === null
    ? sql`true`
    : sql`r.day <= ${after.day}::date and (r.day < ${after.day}::date
        or (o.code collate "C", r.external_id collate "C") > (${after.organisation}, ${after.externalId}))`;

/** `null`: there is none, or none that the viewer may see. */
export async function findResponse(
  db: Kysely<Database>,
  viewer: Viewer,
  { instrumentId, organisation, externalId }: ResponseName,
): Promise<StoredResponse | null> {
  const { rows } = await sql<StoredResponse>`
    select ${COLUMNS}
    from organisation o join response r on r.organisation_id = o.id
    where ${visible(viewer)} and o.code = ${organisation} and r.instrument_id = ${instrumentId} and r.external_id = ${externalId}
  `.execute(db);
  return rows[0] ?? null;
}

const COLUMNS = sql`
  r.instrument_id as "instrumentId", o.id as "organisationId", o.code as organisation, r.id, r.external_id as "externalId",
  r.responded_at as "respondedAt", r.day, r.channel_id as "channelId", r.touchpoint_id as "touchpointId", r.audience, r.weight::text,
  r.scores, r.attributes`;

const visible = ({ organisations }: Viewer): RawBuilder<unknown> =>
  organisations === "all" ? sql`true` : sql`o.id = any(${organisations}::int[])`;

/** The details of many responses in one statement, in their order. */
export async function loadDetails(
  db: Kysely<Database>,
  kind: "text" | "number",
  responses: readonly StoredResponse[],
): Promise<readonly (readonly ResponseDetail[])[]> {
  const table = kind === "text" ? sql`response_text` : sql`response_number`;
  const value = kind === "text" ? sql`d.body` : sql`d.value::text`;
  const { rows } = await sql<ResponseDetail & { readonly place: string }>`
    select asked.place, d.slot, ${value} as value
    from unnest(${responses.map(({ organisationId }) => organisationId)}::int[], ${responses.map(({ id }) => id)}::bigint[])
      with ordinality as asked (organisation_id, id, place)
    join ${table} d on d.organisation_id = asked.organisation_id and d.response_id = asked.id
  `.execute(db);
  const details = responses.map((): ResponseDetail[] => []);
  for (const { place, ...detail } of rows) details[Number(place) - 1]!.push(detail);
  return details;
}
