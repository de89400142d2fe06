import { SignJWT } from "jose";
import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { describeOnDatabases } from "../../test/database.ts";
import { createKeys } from "./keys.ts";
import { authentication } from "./authenticate.ts";
import { RECENT_MS } from "./recent-viewers.ts";
import { sha256 } from "./secret.ts";
import { tokenReader } from "./token.ts";
import { type AccessScope, OPEN_VIEWER, STRANGER } from "./viewer.ts";

const SECRET = "a secret of thirty-two characters";

describeOnDatabases("authentication", (database) => {
  let ids: readonly number[] = [];
  beforeAll(async () => {
    const rows = await database()
      .db.insertInto("organisation")
      .values([{ code: "acme" }, { code: "beta" }])
      .returning("id")
      .execute();
    ids = rows.map(({ id }) => id);
  });

  const keys = () => createKeys(database().db, OPEN_VIEWER);
  const make = (organisation: string | null, scopes: readonly AccessScope[], expiresAt: Date | null = null) =>
    keys().create({ organisation, scopes, label: null, expiresAt });
  const bearer = (text: string) => ({ authorization: `Bearer ${text}` });

  describe("by a key", () => {
    test("says whose rows it opens and what it allows", async () => {
      const viewerOf = authentication(database().db);
      const own = await make("acme", ["read", "comments", "read"]);
      expect(own.key).toMatchObject({ organisation: "acme", scopes: ["read", "comments"], lastUsedAt: null });
      const viewer = { id: `key:${own.key.prefix}`, organisations: [ids[0]], scopes: new Set(["read", "comments"]) };
      expect(await viewerOf(bearer(own.secret))).toEqual(viewer);
      expect(await viewerOf({ authorization: `bearer   ${own.secret} ` })).toEqual(viewer);
      const all = await make(null, ["admin"]);
      expect(await viewerOf(bearer(all.secret))).toMatchObject({ organisations: "all", scopes: new Set(["admin"]) });
    });

    test("keeps of it nothing that could be used as one", async () => {
      const { secret } = await make("acme", ["read"]);
      const [, , encoded = ""] = /^klik_([a-z2-7]{8})_(.*)$/.exec(secret) ?? [];
      const { rows } = await sql<{ text: string }>`select to_jsonb(k)::text as text from api_key k`.execute(
        database().db,
      );
      const kept = rows.map(({ text }) => text).join();
      expect(kept).toContain(sha256(Buffer.from(encoded, "base64url")).toString("hex"));
      expect(kept).not.toContain(encoded);
      expect(kept).not.toContain(Buffer.from(encoded, "base64url").toString("hex"));
    });

    test("takes none for a stranger, and one that is wrong, expired or revoked too", async () => {
      const { db } = database();
      const viewerOf = authentication(db);
      const { secret } = await make("acme", ["read"]);
      const other = await make("beta", ["read"]);
      const [, prefix, encoded] = /^klik_([a-z2-7]{8})_(.*)$/.exec(secret)!;
      const [, , otherEncoded] = /^klik_([a-z2-7]{8})_(.*)$/.exec(other.secret)!;
      const expired = await make("acme", ["read"], new Date(Date.now() + 60_000));
      await db
        .updateTable("api_key")
        .set({ expires_at: new Date(Date.now() - 1_000) })
        .where("prefix", "=", expired.key.prefix)
        .execute();
      const revoked = await make("acme", ["read"]);
      await keys().revoke(revoked.key.prefix);
      for (const authorization of [
        undefined,
        "",
        "Bearer",
        "Bearer ",
        secret,
        `Basic ${Buffer.from(`klik:${secret}`).toString("base64")}`,
        `Bearer ${secret} ${secret}`,
        `Bearer ${secret}A`,
        `Bearer ${prefix}_${encoded}`,
        `Bearer klik_${prefix}_${otherEncoded}`,
        `Bearer klik_${prefix}_${"A".repeat(43)}`,
        `Bearer klik_aaaaaaaa_${encoded}`,
        `Bearer klik_${prefix}_`,
        `Bearer ${prefix}`,
        `Bearer ${expired.secret}`,
        `Bearer ${revoked.secret}`,
        "Bearer ' or 1=1 --",
        `Bearer ${"x".repeat(10_000)}`,
      ])
        expect(await viewerOf({ authorization }), authorization).toBe(STRANGER);
      expect(await viewerOf(bearer(secret))).not.toBe(STRANGER);
    });

    test("ends at once when it is revoked in this process, also when it was good a moment ago", async () => {
      const viewerOf = authentication(database().db);
      const { secret, key } = await make("acme", ["read"]);
      expect(await viewerOf(bearer(secret))).not.toBe(STRANGER);
      expect(await keys().revoke(key.prefix)).toMatchObject({ prefix: key.prefix, revokedAt: expect.any(Date) });
      expect(await viewerOf(bearer(secret))).toBe(STRANGER);
      const again = await keys().revoke(key.prefix);
      expect(again.revokedAt).toEqual((await keys().revoke(key.prefix)).revokedAt);
    });

    test("ends within seconds when another process revokes it", async () => {
      const { db } = database();
      let now = Date.now();
      const viewerOf = authentication(db, { now: () => now });
      const { secret, key } = await make("acme", ["read"]);
      expect(await viewerOf(bearer(secret))).not.toBe(STRANGER);
      await sql`update api_key set revoked_at = now() where prefix = ${key.prefix}`.execute(db);
      now += RECENT_MS - 1;
      expect(await viewerOf(bearer(secret))).not.toBe(STRANGER);
      now += 1;
      expect(await viewerOf(bearer(secret))).toBe(STRANGER);
    });

    test("ends when it expires, also when it was good a moment ago", async () => {
      const expiresAt = new Date(Date.now() + 2_000);
      let now = Date.now();
      const viewerOf = authentication(database().db, { now: () => now });
      const { secret } = await make("acme", ["read"], expiresAt);
      expect(await viewerOf(bearer(secret))).not.toBe(STRANGER);
      now = expiresAt.getTime();
      await new Promise((resolve) => setTimeout(resolve, expiresAt.getTime() - Date.now() + 20));
      expect(await viewerOf(bearer(secret))).toBe(STRANGER);
    });

    test("notes when it was last used, to the hour", async () => {
      const { db } = database();
      const { secret, key } = await make("acme", ["read"]);
      await authentication(db)(bearer(secret));
      const [used] = (await keys().list({ after: null, limit: 100 })).filter((one) => one.prefix === key.prefix);
      expect(used?.lastUsedAt?.getUTCMinutes()).toBe(0);
      expect(Date.now() - used!.lastUsedAt!.getTime()).toBeLessThan(3_601_000);
    });
  });

  describe("by a token", () => {
    const config = {
      issuer: "i",
      audience: "a",
      key: { kind: "secret", secret: SECRET },
      algorithms: ["HS256"],
    } as const;
    const token = (claims: object) =>
      new SignJWT({ iss: "i", aud: "a", exp: Math.floor(Date.now() / 1000) + 60, sub: "jane", ...claims })
        .setProtectedHeader({ alg: "HS256" })
        .sign(Buffer.from(SECRET));

    test("says whose rows it opens, by codes; a code that nobody has opens nothing", async () => {
      const viewerOf = authentication(database().db, { readToken: tokenReader(config) });
      const own = await token({ organisations: ["beta", "acme", "nobody"], scope: "read ingest" });
      expect(await viewerOf(bearer(own))).toEqual({
        id: "token:jane",
        organisations: ids,
        scopes: new Set(["read", "ingest"]),
      });
      expect(await viewerOf(bearer(await token({ organisations: ["nobody"] })))).toMatchObject({ organisations: [] });
      expect(await viewerOf(bearer(await token({})))).toMatchObject({ organisations: [], scopes: new Set() });
      expect(await viewerOf(bearer(await token({ organisations: "*" })))).toMatchObject({ organisations: "all" });
    });

    test("takes none where none are configured, and none for a key", async () => {
      const { db } = database();
      expect(await authentication(db)(bearer(await token({ organisations: "*" })))).toBe(STRANGER);
      const viewerOf = authentication(db, { readToken: tokenReader(config) });
      expect(await viewerOf(bearer(await token({ iss: "other" })))).toBe(STRANGER);
      expect(await viewerOf(bearer(`klik_${await token({ organisations: "*" })}`))).toBe(STRANGER);
    });
  });
});
