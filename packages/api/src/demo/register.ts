import { type Kysely, sql } from "kysely";
import type { Database, Labels } from "../db/database.ts";
import { CHANNEL_LABELS, SECTOR_LABELS, TOUCHPOINT_LABELS } from "./category-labels.ts";
import type { DemoOrganisation } from "./demo-programme.ts";

/** Makes the sectors, channels and touchpoints of the demo programmes that are not there, with their names. */
export async function registerCategories(db: Kysely<Database>): Promise<void> {
  await registerCategory(db, "sector", SECTOR_LABELS);
  await registerCategory(db, "channel", CHANNEL_LABELS);
  await registerCategory(db, "touchpoint", TOUCHPOINT_LABELS);
}

/** Names that somebody gave are kept. */
async function registerCategory(
  db: Kysely<Database>,
  table: "sector" | "channel" | "touchpoint",
  labels: Readonly<Record<string, Labels>>,
): Promise<void> {
  await db
    .insertInto(table)
    .values(Object.entries(labels).map(([code, texts]) => ({ code, labels: texts })))
    .onConflict((conflict) =>
      conflict
        .column("code")
        .doUpdateSet((set) => ({ labels: set.ref("excluded.labels") }))
        .where(`${table}.labels`, "=", sql<Labels>`'{}'::jsonb`),
    )
    .execute();
}

/** Makes organisations with name and sector in one statement, however many; those that are there stay as they are. */
export async function registerOrganisations(
  db: Kysely<Database>,
  organisations: readonly DemoOrganisation[],
): Promise<void> {
  await sql`
    insert into organisation (code, name, sector_id)
    select sent.code, sent.name, sector.id
    from unnest(
      ${organisations.map((one) => one.code)}::text[],
      ${organisations.map((one) => one.name)}::text[],
      ${organisations.map((one) => one.sector)}::text[]
    ) with ordinality as sent (code, name, sector, place)
    left join sector on sector.code = sent.sector
    order by sent.place
    on conflict (code) do nothing
  `.execute(db);
}
