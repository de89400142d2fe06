import { type Kysely, sql } from "kysely";

/** What an import needs to know of itself: which rows it has seen, how its file was written, and the salt of hashed keys. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table operator add column respondent_salt bytea not null
      default uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid());
    comment on column operator.respondent_salt is 'Key of the hash in response.respondent_key; random, made once.';

    alter table response add column import_id bigint;
    comment on column response.import_id is 'Run that last wrote this response; null: none did.';

    alter table import_run
      add column version smallint,
      add column format text not null default 'csv',
      add column delimiter text,
      add column columns text[] not null default '{}',
      add constraint import_run_format_is_known check (format in ('csv', 'ndjson', 'rows'));
    comment on column import_run.version is 'Version of the instrument; null: before it was recorded.';
    comment on column import_run.format is 'csv, ndjson, or rows from a program.';
    comment on column import_run.delimiter is 'Between the fields of csv.';
    comment on column import_run.columns is 'Header of the source, to export its rejected rows.';
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table import_run drop column version, drop column format, drop column delimiter, drop column columns;
    alter table response drop column import_id;
    alter table operator drop column respondent_salt;
  `.execute(db);
}
