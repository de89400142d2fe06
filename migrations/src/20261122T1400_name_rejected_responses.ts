import { type Kysely, sql } from "kysely";

/** Which response a rejected row would have been: erasing a response empties the rows that name it, also where they name no respondent. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table import_rejection add column external_id text;
    comment on column import_rejection.external_id is
      'Of the response that it would have been; null: it names none, is empty, or is from before this was recorded.';
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table import_rejection drop column external_id`.execute(db);
}
