import { timingSafeEqual } from "node:crypto";
import { type Kysely, sql } from "kysely";
import type { Database } from "../db/database.ts";
import { InputError, shown } from "../input-error.ts";
import { organisationsOf } from "./bound-database.ts";
import { noteRevocation } from "./recent-viewers.ts";
import { newSecret, type Secret } from "./secret.ts";
import type { AccessScope } from "./viewer.ts";

/** What is known of a key; the key itself is not. */
export interface ApiKey {
  readonly prefix: string;
  /** Code; `null`: it opens the rows of all organisations. */
  readonly organisation: string | null;
  readonly scopes: readonly AccessScope[];
  readonly label: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  /** To the hour. */
  readonly lastUsedAt: Date | null;
}

export interface NewApiKey {
  /** Code; `null`: all organisations. */
  readonly organisation: string | null;
  readonly scopes: readonly AccessScope[];
  readonly label: string | null;
  readonly expiresAt: Date | null;
}

/** A key that was just made, with itself: it can be shown now and never again. */
export interface CreatedApiKey {
  readonly secret: string;
  readonly key: ApiKey;
}

/** @throws InputError `ORGANISATION_UNKNOWN` */
export async function createApiKey(db: Kysely<Database>, asked: NewApiKey): Promise<CreatedApiKey> {
  const organisationId = asked.organisation === null ? null : await organisationIdOf(db, asked.organisation);
  const { text, prefix, hash } = newSecret();
  await db
    .insertInto("api_key")
    .values({
      prefix,
      hash,
      organisation_id: organisationId,
      scopes: [...new Set(asked.scopes)],
      label: asked.label,
      expires_at: asked.expiresAt,
    })
    .execute();
  const key = await keysOf(db).where("k.prefix", "=", prefix).executeTakeFirstOrThrow();
  return { secret: text, key };
}

async function organisationIdOf(db: Kysely<Database>, code: string): Promise<number> {
  // Postgres refuses a text with a NUL; no organisation has one.
  const found = code.includes("\0")
    ? undefined
    : await db.selectFrom("organisation").select("id").where("code", "=", code).executeTakeFirst();
  if (found !== undefined) return found.id;
  throw new InputError("ORGANISATION_UNKNOWN", `key: expected the code of an organisation, got ${shown(code)}`);
}

/** A piece of the list of keys, by prefix; those that were revoked or have expired are in it. */
export function listApiKeys(
  db: Kysely<Database>,
  { after, limit }: { readonly after: string | null; readonly limit: number },
): Promise<readonly ApiKey[]> {
  return keysOf(db)
    .$if(after !== null, (query) => query.where("k.prefix", ">", after))
    .orderBy("k.prefix")
    .limit(limit)
    .execute();
}

export async function countApiKeys(db: Kysely<Database>): Promise<number> {
  const { count } = await visible(db).select(sql<number>`count(*)::int`.as("count")).executeTakeFirstOrThrow();
  return count;
}

/**
 * Makes a key useless, in this process from now on and in others within seconds. Doing it again changes nothing.
 *
 * @throws InputError `KEY_UNKNOWN`
 */
export async function revokeApiKey(db: Kysely<Database>, prefix: string): Promise<ApiKey> {
  const known = prefix.includes("\0") ? undefined : await keysOf(db).where("k.prefix", "=", prefix).executeTakeFirst();
  if (known === undefined)
    throw new InputError("KEY_UNKNOWN", `key: expected the prefix of a key, got ${shown(prefix)}`);
  await db
    .updateTable("api_key")
    .set({ revoked_at: sql<Date>`now()` })
    .where("prefix", "=", prefix)
    .where("revoked_at", "is", null)
    .execute();
  noteRevocation(db);
  return keysOf(db).where("k.prefix", "=", prefix).executeTakeFirstOrThrow();
}

/** Whether somebody could come in with a key. */
export async function hasUsableKey(db: Kysely<Database>): Promise<boolean> {
  const one = await usable(db).select("prefix").limit(1).executeTakeFirst();
  return one !== undefined;
}

/** What a good key opens. */
interface OpenedKey {
  readonly organisationId: number | null;
  readonly scopes: readonly AccessScope[];
  readonly expiresAt: Date | null;
}

/** `null` when it is none, or was revoked, or has expired. */
export async function openKey(db: Kysely<Database>, { prefix, hash }: Secret): Promise<OpenedKey | null> {
  const found = await usable(db)
    .select([
      "hash",
      "organisation_id as organisationId",
      "scopes",
      "expires_at as expiresAt",
      sql<boolean>`coalesce(last_used_at < now() - interval '1 hour', true)`.as("isUnnoted"),
    ])
    .where("prefix", "=", prefix)
    .executeTakeFirst();
  if (found === undefined || !timingSafeEqual(found.hash, hash)) return null;
  if (found.isUnnoted)
    await db
      .updateTable("api_key")
      .set({ last_used_at: sql<Date>`date_trunc('hour', now())` })
      .where("prefix", "=", prefix)
      .execute();
  return found;
}

const usable = (db: Kysely<Database>) =>
  db
    .selectFrom("api_key")
    .where("revoked_at", "is", null)
    .where((where) => where.or([where("expires_at", "is", null), where("expires_at", ">", sql<Date>`now()`)]));

/** Row-level security would hold others back too. */
function visible(db: Kysely<Database>) {
  const organisations = organisationsOf(db);
  return db
    .selectFrom("api_key as k")
    .$if(organisations !== "all", (query) =>
      query.where(sql<boolean>`k.organisation_id = any(${organisations}::int[])`),
    );
}

const keysOf = (db: Kysely<Database>) =>
  visible(db)
    .leftJoin("organisation as o", "o.id", "k.organisation_id")
    .select([
      "k.prefix",
      "o.code as organisation",
      "k.scopes",
      "k.label",
      "k.created_at as createdAt",
      "k.expires_at as expiresAt",
      "k.revoked_at as revokedAt",
      "k.last_used_at as lastUsedAt",
    ]);
