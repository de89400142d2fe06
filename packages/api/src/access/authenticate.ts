import { type Kysely, sql } from "kysely";
import type { Database } from "../db/database.ts";
import { openKey } from "./api-key.ts";
import { bound } from "./bound-database.ts";
import { type GoodCredential, RecentViewers, revocationsOf } from "./recent-viewers.ts";
import { isSecretLike, readSecret } from "./secret.ts";
import type { TokenReader } from "./token.ts";
import { bindingOf, OPEN_VIEWER, STRANGER, type Viewer } from "./viewer.ts";

export interface AuthenticationOptions {
  /** Without one only keys are good. */
  readonly readToken?: TokenReader | null;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/**
 * Tells by `Authorization: Bearer …` of a request who sends it: the holder of a key, or of a token of the configured issuer. Whoever has
 * neither is a stranger, and so is whoever has one that is wrong, expired or revoked: nobody is told which.
 */
export function authentication(
  database: Kysely<Database>,
  { readToken = null, now = Date.now }: AuthenticationOptions = {},
): (headers: { readonly authorization?: string | undefined }) => Promise<Viewer> {
  const db = bound(database, bindingOf(OPEN_VIEWER));
  const recent = new RecentViewers();
  return async ({ authorization = "" }) => {
    const credential = /^Bearer +([^ ]+) *$/i.exec(authorization)?.[1];
    if (credential === undefined) return STRANGER;
    const revocations = revocationsOf(db);
    const known = recent.get(credential, now(), revocations);
    if (known !== null) return known;
    const found = isSecretLike(credential)
      ? await viewerOfKey(db, credential)
      : await viewerOfToken(db, credential, readToken);
    if (found === null) return STRANGER;
    recent.set(credential, found, now(), revocations);
    return found.viewer;
  };
}

async function viewerOfKey(db: Kysely<Database>, text: string): Promise<GoodCredential | null> {
  const secret = readSecret(text);
  const opened = secret === null ? null : await openKey(db, secret);
  if (secret === null || opened === null) return null;
  const viewer: Viewer = {
    id: `key:${secret.prefix}`,
    organisations: opened.organisationId === null ? "all" : [opened.organisationId],
    scopes: new Set(opened.scopes),
  };
  return { viewer, expiresAt: opened.expiresAt?.getTime() ?? null };
}

async function viewerOfToken(
  db: Kysely<Database>,
  text: string,
  read: TokenReader | null,
): Promise<GoodCredential | null> {
  const claims = read === null ? null : await read(text);
  if (claims === null) return null;
  const { subject, organisations, scopes, expiresAt } = claims;
  const viewer: Viewer = {
    id: `token:${subject}`.slice(0, 100),
    organisations: organisations === "all" ? "all" : await idsOf(db, organisations),
    scopes: new Set(scopes),
  };
  return { viewer, expiresAt };
}

/** A code that no organisation has opens nothing. */
async function idsOf(db: Kysely<Database>, codes: readonly string[]): Promise<readonly number[]> {
  const found = await db
    .selectFrom("organisation")
    .select("id")
    .where("code", "=", sql<string>`any(${codes}::text[])`)
    .orderBy("id")
    .execute();
  return found.map(({ id }) => id);
}
