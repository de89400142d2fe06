import { type Kysely, sql } from "kysely";
import type { CatalogueSource, Category, CategoryKind } from "../plan/catalogue.ts";
import type { Database } from "./database.ts";

/** Names of categories and organisations. */
export function createCatalogueSource(db: Kysely<Database>): CatalogueSource {
  return {
    async categories() {
      const rows = await db
        .selectFrom("sector")
        .select([sql<CategoryKind>`'sector'`.as("kind"), "id", "code", "labels"])
        .unionAll(db.selectFrom("channel").select([sql<CategoryKind>`'channel'`.as("kind"), "id", "code", "labels"]))
        .unionAll(
          db.selectFrom("touchpoint").select([sql<CategoryKind>`'touchpoint'`.as("kind"), "id", "code", "labels"]),
        )
        .orderBy("code")
        .execute();
      const of = (kind: CategoryKind): Category[] => rows.filter((row) => row.kind === kind);
      return { sector: of("sector"), channel: of("channel"), touchpoint: of("touchpoint") };
    },
    organisations: (ids) =>
      db
        .selectFrom("organisation")
        .select(["id", "code", "name", "sector_id as sectorId"])
        .where("id", "in", ids)
        .execute(),
  };
}
