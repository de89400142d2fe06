import { type Kysely, sql } from "kysely";

/** Who and what was erased, as hashes, so that no import brings it back; and which column of an import holds respondent keys. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table tombstone (
      organisation_id int not null,
      hash bytea not null,
      erased_at timestamptz not null default now(),
      constraint tombstone_pkey primary key (organisation_id, hash),
      constraint tombstone_organisation_fkey foreign key (organisation_id) references organisation (id)
    );
    comment on table tombstone is 'Rows that name one of these are rejected with code ERASED.';
    comment on column tombstone.hash is
      'HMAC-SHA-256 with operator.respondent_salt: as response.respondent_key, or of the external id of a response that was erased.';

    alter table import_run add column key_column text;
    comment on column import_run.key_column is 'Column of the respondent keys; null: none, or before it was recorded.';
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table import_run drop column key_column;
    drop table tombstone;
  `.execute(db);
}
