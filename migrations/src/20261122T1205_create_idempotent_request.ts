import { type Kysely, sql } from "kysely";

/** Writes that were answered, by the key that their client gave them: sent again, they get the same answer and do nothing. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table idempotent_request (
      key_hash bytea not null,
      body_hash bytea not null,
      import_id bigint not null,
      answer text not null,
      expires_at timestamptz not null,
      constraint idempotent_request_pkey primary key (key_hash),
      constraint idempotent_request_import_fkey foreign key (import_id) references import_run (id) on delete cascade
    );
    create index idempotent_request_import_idx on idempotent_request (import_id);
    create index idempotent_request_expires_idx on idempotent_request (expires_at);
    comment on column idempotent_request.key_hash is 'SHA-256 of the key.';
    comment on column idempotent_request.body_hash is 'HMAC-SHA-256, with operator.respondent_salt, of all that was asked.';
    comment on column idempotent_request.answer is 'As it was given: JSON.';
    comment on column idempotent_request.import_id is 'Run that did the work.';
    comment on column idempotent_request.expires_at is 'From then on the key is free again.';
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table idempotent_request`.execute(db);
}
