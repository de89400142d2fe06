import { type Kysely, sql } from "kysely";

/** Changes of responses that are in no segment yet: each row of `response` as it came (1) or went (-1). */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table change_log (
      organisation_id int not null,
      instrument_id int not null,
      id bigint not null generated always as identity (cache 64),
      sign smallint not null,
      day date not null,
      channel_id int,
      touchpoint_id int,
      audience smallint not null,
      weight numeric not null,
      scores bytea not null,
      attributes jsonb not null,
      constraint change_log_pkey primary key (organisation_id, instrument_id, id),
      constraint change_log_sign_is_known check (sign in (-1, 1))
    );
    comment on table change_log is
      'Signed images of responses that no segment holds yet, written by the triggers of response; the fold empties it.';
    comment on column change_log.sign is '1: the response came; -1: it went, or this is what it was before a correction.';
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table change_log`.execute(db);
}
