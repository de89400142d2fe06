import { type Kysely, sql } from "kysely";
import { tenantPolicy } from "./policy.ts";

/** Keys to the API. What is kept of a key cannot be used as one. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table api_key (
      prefix text not null,
      hash bytea not null,
      organisation_id int,
      scopes text[] not null,
      label text,
      created_at timestamptz not null default now(),
      expires_at timestamptz,
      revoked_at timestamptz,
      last_used_at timestamptz,
      constraint api_key_pkey primary key (prefix),
      constraint api_key_organisation_fkey foreign key (organisation_id) references organisation (id),
      constraint api_key_hash_is_sha256 check (length(hash) = 32),
      constraint api_key_has_scopes check (cardinality(scopes) > 0),
      constraint api_key_scopes_are_known check (scopes <@ array['read', 'comments', 'ingest', 'admin'])
    );
    create index api_key_organisation_idx on api_key (organisation_id);
    comment on column api_key.prefix is 'Name of the key, no secret: it stands in the key, in lists and in logs.';
    comment on column api_key.hash is 'SHA-256 of the 32 random bytes of the key.';
    comment on column api_key.organisation_id is 'Whose rows the key opens; null: all, it is the operator''s.';
    comment on column api_key.label is 'What it is for; null: nobody said.';
    comment on column api_key.expires_at is 'Null: never.';
    comment on column api_key.revoked_at is 'Null: it was not.';
    comment on column api_key.last_used_at is 'To the hour; null: never.';
  `.execute(db);
  await tenantPolicy(db, "api_key");
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table api_key`.execute(db);
}
