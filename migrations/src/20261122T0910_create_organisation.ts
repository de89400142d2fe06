import { type Kysely, sql } from "kysely";

/** Whose customers or employees answer: the security boundary. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table organisation (
      id int not null generated always as identity,
      code text not null,
      name text,
      sector_id int,
      constraint organisation_pkey primary key (id),
      constraint organisation_code_key unique (code),
      constraint organisation_sector_fkey foreign key (sector_id) references sector (id)
    );
    create index organisation_sector_idx on organisation (sector_id);
    comment on table organisation is 'Whose customers or employees answer: the security boundary.';
    comment on column organisation.name is 'Name to show; null: show the code.';
    comment on column organisation.sector_id is 'Null: sector unknown.';
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table organisation`.execute(db);
}
