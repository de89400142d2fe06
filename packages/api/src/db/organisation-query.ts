import { type Kysely, type SelectQueryBuilder, sql } from "kysely";
import type { Viewer } from "../access/viewer.ts";
import type { Organisation } from "../plan/catalogue.ts";
import type { OrganisationQuery, Part } from "../plan/entities.ts";
import type { Database } from "./database.ts";

/** In the order of their codes, byte by byte, from the one after a code on. */
export async function findOrganisations(
  db: Kysely<Database>,
  viewer: Viewer,
  query: OrganisationQuery,
  { after, limit }: Part<string>,
): Promise<readonly Organisation[]> {
  return visible(db, viewer, query)
    .select(["id", "code", "name", "sector_id as sectorId"])
    .$if(after !== null, (rest) => rest.where(sql<boolean>`code collate "C" > ${after}`))
    .orderBy(sql`code collate "C"`)
    .limit(limit)
    .execute();
}

export async function countOrganisations(
  db: Kysely<Database>,
  viewer: Viewer,
  query: OrganisationQuery,
): Promise<number> {
  const { count } = await visible(db, viewer, query)
    .select(sql<number>`count(*)::int`.as("count"))
    .executeTakeFirstOrThrow();
  return count;
}

/** `null`: there is none, or none that the viewer may see. */
export async function findOrganisation(
  db: Kysely<Database>,
  viewer: Viewer,
  code: string,
): Promise<Organisation | null> {
  const found = await visible(db, viewer, { sector: null })
    .select(["id", "code", "name", "sector_id as sectorId"])
    .where("code", "=", code)
    .executeTakeFirst();
  return found ?? null;
}

function visible(
  db: Kysely<Database>,
  { organisations }: Viewer,
  { sector }: OrganisationQuery,
): SelectQueryBuilder<Database, "organisation", object> {
  return db
    .selectFrom("organisation")
    .$if(organisations !== "all", (query) => query.where(sql<boolean>`id = any(${organisations}::int[])`))
    .$if(sector !== null, (query) =>
      query.where("sector_id", "in", (inner) => inner.selectFrom("sector").select("id").where("code", "=", sector)),
    );
}
