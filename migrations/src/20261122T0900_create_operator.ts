import { type Kysely, sql } from "kysely";

/** The installation itself: always one row. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table operator (
      id smallint not null default 1,
      name text,
      time_zone text not null,
      constraint operator_pkey primary key (id),
      constraint operator_is_one_row check (id = 1)
    );
    comment on table operator is 'Who runs this installation: one row.';
    comment on column operator.name is 'Name to show; null when none was given.';
    comment on column operator.time_zone is 'IANA time zone in which the days of responses are counted.';
    insert into operator (id, time_zone) values (1, 'Europe/Amsterdam');
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table operator`.execute(db);
}
