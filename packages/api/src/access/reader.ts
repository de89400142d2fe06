import { randomBytes } from "node:crypto";
import { type Kysely, sql } from "kysely";
import type { Database } from "../db/database.ts";
import { InputError, shown } from "../input-error.ts";
import { SetupError } from "../setup-error.ts";
import { isCluster } from "./bound-database.ts";
import { scramVerifier } from "./scram.ts";

/** A login of Postgres that sees the views of schema `bi`, and nothing else. */
export interface Reader {
  /** `klik_reader_NAME`. */
  readonly login: string;
  /** Codes; `null`: it sees all of them, and what reports mix. */
  readonly organisations: readonly string[] | null;
  readonly createdAt: Date;
}

/** A reader that was just made, with its password: it can be shown now and never again. */
export interface CreatedReader {
  readonly reader: Reader;
  readonly password: string;
}

interface NewReader {
  /** Letters, digits and underscores. */
  readonly name: string;
  readonly organisations: readonly string[] | null;
  /** So long one statement of it may take. */
  readonly statementMs: number;
}

/** By this the database knows them: see `klik_is_reader`. */
const PREFIX = "klik_reader_";
const NAME = /^[a-z0-9_]{1,40}$/;
const CONNECTIONS = 10;

/**
 * Makes a login. The settings that come with it keep honest people from accidents; what it can see does not depend on them.
 *
 * @param db - bound to all organisations, and logged in as the owner of the tables, with the right to make roles
 * @throws InputError `INPUT_INVALID`, `ORGANISATION_UNKNOWN`; SetupError `DATABASE_UNUSABLE` when the owner may not make roles
 */
export async function createReader(
  db: Kysely<Database>,
  { name, organisations, statementMs }: NewReader,
): Promise<CreatedReader> {
  if (!NAME.test(name))
    throw new InputError("INPUT_INVALID", `reader: expected 1 to 40 of a-z, 0-9 and _, got ${shown(name)}`);
  if (isCluster(db))
    throw new SetupError("DATABASE_UNUSABLE", "reader: expected a Postgres server, got a Citus cluster");
  const login = `${PREFIX}${name}`;
  const password = randomBytes(24).toString("base64url");
  await db
    .transaction()
    .execute(async (trx) => {
      await admitReaders(trx);
      const role = sql.id(login);
      await sql`
        create role ${role} login password ${sql.lit(scramVerifier(password))} connection limit ${sql.lit(CONNECTIONS)}
      `.execute(trx);
      await sql`grant klik_bi to ${role}`.execute(trx);
      await sql`alter role ${role} set statement_timeout = ${sql.lit(Math.ceil(statementMs))}`.execute(trx);
      await sql`alter role ${role} set default_transaction_read_only = on`.execute(trx);
      await sql`alter role ${role} set search_path = bi`.execute(trx);
      // The role was not there: what a restore or another hand left of one of this name is nobody's.
      await trx.deleteFrom("reader").where("login", "=", login).execute();
      const seen = organisations === null ? [null] : await idsOf(trx, organisations);
      await trx
        .insertInto("reader")
        .values(seen.map((organisation_id) => ({ login, organisation_id })))
        .execute();
    })
    .catch((error: unknown) => {
      throw creationError(error, login);
    });
  const reader = (await listReaders(db)).find((one) => one.login === login);
  if (reader === undefined) throw new Error(`reader: expected ${login}, which was just made, got none`);
  return { reader, password };
}

/** The views are open to the group of all readers. */
async function admitReaders(db: Kysely<Database>): Promise<void> {
  if (!(await hasRole(db, "klik_bi"))) await sql`create role klik_bi nologin`.execute(db);
  await sql`grant usage on schema bi to klik_bi`.execute(db);
  await sql`grant select on all tables in schema bi to klik_bi`.execute(db);
}

async function hasRole(db: Kysely<Database>, name: string): Promise<boolean> {
  return (await sql`select from pg_roles where rolname = ${name}`.execute(db)).rows.length > 0;
}

async function idsOf(db: Kysely<Database>, codes: readonly string[]): Promise<readonly number[]> {
  const found = await db
    .selectFrom("organisation")
    .select(["id", "code"])
    .where(sql<boolean>`code = any(${codes}::text[])`)
    .execute();
  const unknown = codes.find((code) => !found.some((one) => one.code === code));
  if (unknown !== undefined)
    throw new InputError("ORGANISATION_UNKNOWN", `reader: expected the code of an organisation, got ${shown(unknown)}`);
  return found.map(({ id }) => id);
}

/** By login. */
export function listReaders(db: Kysely<Database>): Promise<readonly Reader[]> {
  return db
    .selectFrom("reader as r")
    .leftJoin("organisation as o", "o.id", "r.organisation_id")
    .select([
      "r.login",
      sql<string[] | null>`array_agg(o.code order by o.code) filter (where o.code is not null)`.as("organisations"),
      sql<Date>`min(r.created_at)`.as("createdAt"),
    ])
    .groupBy("r.login")
    .orderBy("r.login")
    .execute();
}

/**
 * Takes everything from a reader, in the sessions that it has open too, and then its login.
 *
 * @throws InputError `INPUT_INVALID`; SetupError `DATABASE_UNUSABLE` when the login could not be dropped: it sees nothing any more
 */
export async function removeReader(db: Kysely<Database>, name: string): Promise<void> {
  const login = `${PREFIX}${name}`;
  if (!NAME.test(name) || !(await listReaders(db)).some((one) => one.login === login))
    throw new InputError("INPUT_INVALID", `reader: expected the name of a reader, got ${shown(name)}`);
  await db.transaction().execute(async (trx) => {
    await trx.deleteFrom("reader").where("login", "=", login).execute();
    if (await hasRole(trx, login)) await sql`alter role ${sql.id(login)} nologin`.execute(trx);
  });
  await sql`drop role if exists ${sql.id(login)}`.execute(db).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SetupError(
      "DATABASE_UNUSABLE",
      `reader: ${login} sees nothing any more and cannot log in, but its role could not be dropped (${reason}); as an administrator: drop owned by ${login}; drop role ${login}`,
      { cause: error },
    );
  });
}

const DUPLICATE_OBJECT = "42710";
const INSUFFICIENT_PRIVILEGE = "42501";

function creationError(error: unknown, login: string): unknown {
  const { code } = error as { readonly code?: unknown };
  if (code === DUPLICATE_OBJECT)
    return new InputError("INPUT_INVALID", `reader: expected a name that no role of this server has, got ${login}`);
  if (code !== INSUFFICIENT_PRIVILEGE) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new SetupError(
    "DATABASE_UNUSABLE",
    `reader: expected DATABASE_URL of the owner of the tables with the right to make roles, got another (${reason}); ` +
      "as an administrator: alter role OWNER createrole, and where klik_bi is there already: grant klik_bi to OWNER with admin option",
    { cause: error },
  );
}
