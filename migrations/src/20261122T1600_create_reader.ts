import { type Kysely, sql } from "kysely";
import { dropPolicy, readerPolicy, tenantPolicy } from "./policy.ts";

/** What the views of readers are made from, and is under row-level security. */
const READ = ["organisation", "response", "response_number"] as const;

/**
 * Logins of people who read with SQL, and whose rows they see. Such a login could bind itself to any organisation by hand, so that it
 * is never a member of `klik_api`: it has no right to a table, only to views, and those look here for who is logged in.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table reader (
      login text not null,
      organisation_id int,
      created_at timestamptz not null default now(),
      constraint reader_key unique nulls not distinct (login, organisation_id),
      constraint reader_organisation_fkey foreign key (organisation_id) references organisation (id),
      constraint reader_login_is_of_readers check (starts_with(login, 'klik_reader_'))
    );
    create index reader_organisation_idx on reader (organisation_id);
    comment on table reader is 'Which organisations a login sees in the views of schema bi.';
    comment on column reader.login is 'Role of Postgres.';
    comment on column reader.organisation_id is 'Null: all organisations, it is the operator''s.';
  `.execute(db);
  await tenantPolicy(db, "reader");
  await sql`
    create policy reader_is_self on reader for select using (login = session_user);
    revoke insert, update, delete on reader from klik_api;

    create function klik_is_reader() returns boolean language sql stable parallel safe
      return session_user = current_user and starts_with(session_user, 'klik_reader_');
    comment on function klik_is_reader is 'Whether a reader is logged in; never true in a request of the API, which runs as klik_api.';
  `.execute(db);
  for (const table of READ) await readerPolicy(db, table);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of READ) await sql`drop policy ${sql.ref(`${table}_readers`)} on ${sql.table(table)}`.execute(db);
  await sql`drop function klik_is_reader(); drop policy reader_is_self on reader`.execute(db);
  await dropPolicy(db, "reader");
  await sql`drop table reader`.execute(db);
}
