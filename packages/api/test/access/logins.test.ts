import { randomBytes } from "node:crypto";
import { type Kysely, sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createKeys } from "../../src/access/keys.ts";
import { bound, maintenance } from "../../src/access/bound-database.ts";
import { bindingOf, OPEN_VIEWER } from "../../src/access/viewer.ts";
import { createApi } from "../../src/api.ts";
import { ColumnStore } from "../../src/columns/column-source.ts";
import { foldEverything } from "../../src/columns/maintain.ts";
import { verifySegments } from "../../src/columns/verify.ts";
import { connect } from "../../src/db/connect.ts";
import type { Database } from "../../src/db/database.ts";
import { migrateDown, migrateToLatest } from "../../src/db/migrate.ts";
import { settleTimeZone } from "../../src/db/operator-query.ts";
import { eraseRespondent } from "../../src/erasure/erase-respondent.ts";
import { post } from "../ask.ts";
import { openTestDatabase, type TestDatabase } from "../database.ts";
import { importText, surveyFor } from "../import-text.ts";

/** Logins as on a server in production: nobody is a superuser, and whoever serves is not who owns the tables. */
describe("a database of which the owner is no superuser", () => {
  const names = { owner: unique("owner"), app: unique("app"), stranger: unique("stranger") };
  let database: TestDatabase;
  let owner: Kysely<Database>;
  let app: Kysely<Database>;

  beforeAll(async () => {
    database = await openTestDatabase("server", "empty");
    const { db, address } = database;
    await sql`
      create role ${sql.ref(names.owner)} login;
      create role ${sql.ref(names.app)} login;
      create role ${sql.ref(names.stranger)} login;
      alter schema public owner to ${sql.ref(names.owner)};
    `.execute(db);
    owner = connect({ ...address, user: names.owner });
    // Other databases of this server have been migrated: the role is there, and this owner cannot hand it out.
    await sql`do $$ begin create role klik_api nologin; exception when duplicate_object then null; end $$`.execute(db);
  });
  afterAll(async () => {
    await owner.destroy();
    await app?.destroy();
    await database.close();
  });

  test("cannot be migrated while the owner may not act as klik_api, and says what to do", async () => {
    await expect(migrateToLatest(owner)).rejects.toThrow(
      `role klik_api: expected it to be there, granted to ${names.owner}; run as an administrator: create role klik_api; grant klik_api to`,
    );
  });

  test("cannot be migrated while the owner may not make views in schema bi, and says what to do", async () => {
    await sql`grant klik_api to ${sql.ref(names.owner)}, ${sql.ref(names.app)}`.execute(database.db);
    await expect(migrateToLatest(owner)).rejects.toThrow(
      `run in this database as an administrator: create schema bi authorization ${names.owner}`,
    );
  });

  test("is migrated by its owner, down and up again", async () => {
    await sql`create schema bi authorization ${sql.ref(names.owner)}`.execute(database.db);
    const done = await migrateToLatest(owner);
    expect(done.length).toBeGreaterThan(15);
    expect(await migrateDown(owner)).toEqual([done.at(-1)]);
    expect(await migrateToLatest(owner)).toEqual([done.at(-1)]);
  });

  test("shows its owner nothing that is not asked for by name: policies hold for the owner too", async () => {
    await importText(maintenance(owner), await surveyFor(maintenance(owner), "owned"), csv("acme", 20));
    expect(await owner.selectFrom("response").select("id").execute()).toEqual([]);
    await expect(owner.insertInto("organisation").values({ code: "new" }).execute()).rejects.toThrow("row-level");
    expect(await maintenance(owner).selectFrom("response").select("id").execute()).toHaveLength(20);
    expect((await foldEverything(maintenance(owner))).folded).toBe(20);
  });

  describe("is served by a login that is only a member of klik_api:", () => {
    beforeAll(() => {
      app = connect({ ...database.address, user: names.app, max: 3 });
    });

    test("it finds the schema up to date, and its time zone", async () => {
      expect(await migrateToLatest(app)).toEqual([]);
      await settleTimeZone(maintenance(app), "Europe/Amsterdam");
    });

    test("it takes responses, folds them, answers, erases and makes keys", async () => {
      const all = maintenance(app);
      const survey = await surveyFor(all, "served");
      const { report } = await importText(all, survey, csv("beta", 30));
      expect(report).toMatchObject({ imported: 30 });
      expect((await foldEverything(all)).folded).toBe(30);
      expect(await verifySegments(all)).toEqual([]);
      const api = createApi({ db: app, columns: new ColumnStore(app) });
      const query = '{ segments(instrument: "served") { nodes { responses nps { value } } } }';
      expect(await (await post(api, { query })).json()).toMatchObject({
        data: { segments: { nodes: [{ responses: 30 }] } },
      });
      const { id } = await all
        .selectFrom("organisation")
        .select("id")
        .where("code", "=", "beta")
        .executeTakeFirstOrThrow();
      const own = bound(app, bindingOf({ ...OPEN_VIEWER, organisations: [id] }));
      expect(await own.selectFrom("organisation").select("code").execute()).toEqual([{ code: "beta" }]);
      expect(await eraseRespondent(own, { organisation: "beta", respondentKey: "p3" })).toMatchObject({
        responses: 1,
        columnsRewritten: true,
      });
      const keys = createKeys(all, OPEN_VIEWER);
      const { key } = await keys.create({ organisation: "beta", scopes: ["read"], label: null, expiresAt: null });
      expect(await keys.revoke(key.prefix)).toMatchObject({ organisation: "beta" });
    });

    test("it owns nothing, sees nothing unbound, and cannot change the schema or the policies", async () => {
      expect(await sql`select from pg_class where relowner = current_user::regrole`.execute(app)).toMatchObject({
        rows: [],
      });
      expect(await app.selectFrom("response").select("id").execute()).toEqual([]);
      for (const text of [
        "alter table response no force row level security",
        "drop policy response_isolation on response",
        "create policy open on response using (true)",
        "truncate response",
        "drop table response",
        "set role klik_owner",
      ])
        await expect(sql.raw(text).execute(app), text).rejects.toThrow(
          /must be owner|permission denied|does not exist/,
        );
    });
  });

  test("is refused to a login that is no member, with what to do", async () => {
    const stranger = connect({ ...database.address, user: names.stranger });
    await expect(migrateToLatest(stranger)).rejects.toMatchObject({
      code: "DATABASE_UNUSABLE",
      message: expect.stringContaining("expected a login that is a member of the role klik_api"),
    });
    await stranger.destroy();
  });
});

/** Roles are of the whole server, which other runs may share. */
function unique(name: string): string {
  return `klik_${name}_${randomBytes(4).toString("hex")}`;
}

const csv = (organisation: string, rows: number): string =>
  [
    "external_id,organisation,responded_at,respondent_key,nps,remark",
    ...Array.from({ length: rows }, (_, i) => `${i},${organisation},2024-01-01,p${i},${i % 11},fine`),
  ].join("\n");
