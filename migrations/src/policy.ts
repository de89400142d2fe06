import { type Kysely, sql } from "kysely";

/*
 * Who may do what, for tables as they are made. A later Klik may add functions here, but never change one: migrations that ran would
 * mean something else.
 */

/** A table that is of organisations: its rows are there for those who are bound to their organisation, and for the operator. */
export async function tenantPolicy(db: Kysely<unknown>, table: string, column = "organisation_id"): Promise<void> {
  await isolate(
    db,
    table,
    sql`(select klik_sees_all()) or ${sql.ref(column)} = any ((select klik_organisations())::int[])`,
  );
}

/**
 * A table of what somebody did who may be bound to several organisations: `organisations int[] default klik_organisations()` says to
 * which, null is the operator. It is there for those who are bound to all of them.
 */
export async function actorPolicy(db: Kysely<unknown>, table: string): Promise<void> {
  await isolate(db, table, sql`(select klik_sees_all()) or organisations <@ (select klik_organisations())`);
}

/** A table of details: each row is there for those who see the row that it belongs to. */
export async function detailPolicy(
  db: Kysely<unknown>,
  table: string,
  { column, of }: { readonly column: string; readonly of: string },
): Promise<void> {
  const seen = sql`exists (select from ${sql.table(of)} as whole where whole.id = ${sql.ref(`${table}.${column}`)})`;
  await isolate(db, table, sql`(select klik_sees_all()) or ${seen}`);
}

/** A table of the operator's that everybody reads, such as questionnaires: only the operator changes it. */
export async function sharedPolicy(db: Kysely<unknown>, table: string): Promise<void> {
  await isolate(db, table, sql`(select klik_sees_all())`);
  await sql`create policy ${sql.ref(`${table}_is_shared`)} on ${sql.table(table)} for select using (true)`.execute(db);
}

/**
 * A table that views in schema `bi` read for SQL readers: its rows pass to those views, which hold back what is not the reader's. The table
 * itself stays closed to readers, who have no right to it.
 */
export async function readerPolicy(db: Kysely<unknown>, table: string): Promise<void> {
  const name = sql.ref(`${table}_readers`);
  await sql`create policy ${name} on ${sql.table(table)} for select using ((select klik_is_reader()))`.execute(db);
}

/** Forced: whoever owns the table is under the policy too. */
async function isolate(db: Kysely<unknown>, table: string, visible: ReturnType<typeof sql>): Promise<void> {
  const name = sql.table(table);
  await sql`alter table ${name} enable row level security`.execute(db);
  await sql`alter table ${name} force row level security`.execute(db);
  await sql`create policy ${sql.ref(`${table}_isolation`)} on ${name} using (${visible})`.execute(db);
  await sql`grant select, insert, update, delete on ${name} to klik_api`.execute(db);
}

/** Undoes any of them. */
export async function dropPolicy(db: Kysely<unknown>, table: string): Promise<void> {
  const name = sql.table(table);
  await sql`drop policy if exists ${sql.ref(`${table}_is_shared`)} on ${name}`.execute(db);
  await sql`drop policy ${sql.ref(`${table}_isolation`)} on ${name}`.execute(db);
  await sql`alter table ${name} no force row level security`.execute(db);
  await sql`alter table ${name} disable row level security`.execute(db);
  await sql`revoke all on ${name} from klik_api`.execute(db);
}
