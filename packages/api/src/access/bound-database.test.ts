import { type Kysely, sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { describeOnDatabases, openTestDatabase } from "../../test/database.ts";
import { connect } from "../db/connect.ts";
import type { Database } from "../db/database.ts";
import type { Binding } from "./binding.ts";
import { bound, maintenance, organisationsOf, poolOf } from "./bound-database.ts";

const request = (organisations: Binding["organisations"], statementMs = 5_000): Binding => ({
  organisations,
  role: "klik_api",
  statementMs,
});

async function settings(db: Kysely<Database>): Promise<object> {
  const { rows } = await sql<object>`
    select current_user as role, coalesce(current_setting('klik.organisations', true), '') as organisations,
      current_setting('statement_timeout') as timeout
  `.execute(db);
  return rows[0]!;
}

describeOnDatabases("a bound database", (database) => {
  let ids: readonly number[] = [];
  beforeAll(async () => {
    const made = await database()
      .db.insertInto("organisation")
      .values([{ code: "alpha" }, { code: "beta" }])
      .returning("id")
      .execute();
    ids = made.map(({ id }) => id);
  });

  const codesSeen = async (db: Kysely<Database>): Promise<readonly string[]> =>
    (await db.selectFrom("organisation").select("code").orderBy("code").execute()).map(({ code }) => code);

  test("runs each statement as the role of requests, with its organisations and its time", async () => {
    const db = bound(database().db, request([ids[1]!, ids[0]!], 4_000));
    expect(await settings(db)).toEqual({ role: "klik_api", organisations: ids.join(), timeout: "4s" });
    expect(await codesSeen(db)).toEqual(["alpha", "beta"]);
    expect(await codesSeen(bound(database().db, request([ids[1]!])))).toEqual(["beta"]);
    expect(await codesSeen(bound(database().db, request([])))).toEqual([]);
    expect(await codesSeen(bound(database().db, request("all")))).toEqual(["alpha", "beta"]);
  });

  test("runs each transaction so, and what is in it", async () => {
    const db = bound(database().db, request([ids[0]!]));
    await db.transaction().execute(async (trx) => {
      expect(await settings(trx)).toMatchObject({ role: "klik_api", organisations: String(ids[0]) });
      expect(await codesSeen(trx)).toEqual(["alpha"]);
    });
    const snapshot = db.transaction().setIsolationLevel("repeatable read").setAccessMode("read only");
    await snapshot.execute(async (trx) => expect(await codesSeen(trx)).toEqual(["alpha"]));
  });

  test("leaves nothing behind: not after a statement, a transaction, an error in one, or a roll-back", async () => {
    const { db } = database();
    const unbound = { role: "postgres", organisations: "", timeout: "0" };
    const own = bound(db, request([ids[0]!]));
    const broken = sql`select 1 / 0`;
    await codesSeen(own);
    expect(await settings(db)).toEqual(unbound);
    await expect(broken.execute(own)).rejects.toThrow("division by zero");
    expect(await settings(db)).toEqual(unbound);
    await expect(own.transaction().execute((trx) => broken.execute(trx))).rejects.toThrow("division by zero");
    expect(await settings(db)).toEqual(unbound);
    await own.transaction().execute(codesSeen);
    expect(await settings(db)).toEqual(unbound);
    expect(await codesSeen(own)).toEqual(["alpha"]);
  });

  test("runs nothing that it could not bind", async () => {
    const { db } = database();
    // Only a binding of ours can be wrong: the statement that carries it is refused before.
    expect(() => bound(db, request([Number("1.5")]))).toThrow("expected the id of an organisation, got 1.5");
    const nobody = bound(db, { ...request("all"), role: "klik_nobody" as "klik_api" });
    const write = (to: Kysely<Database>) => to.insertInto("sector").values({ code: "written" }).execute();
    await expect(write(nobody)).rejects.toThrow(/klik_nobody/);
    await expect(nobody.transaction().execute(write)).rejects.toThrow(/klik_nobody/);
    expect(await db.selectFrom("sector").select("code").where("code", "=", "written").execute()).toEqual([]);
    expect(await settings(db)).toMatchObject({ role: "postgres" });
  });

  test("keeps many statements at once apart", async () => {
    const { db } = database();
    const all = await Promise.all(
      Array.from({ length: 100 }, async (_, i) => {
        const [id, code] = i % 2 === 0 ? [ids[0]!, "alpha"] : [ids[1]!, "beta"];
        const seen = await codesSeen(bound(db, request([id])));
        return seen.join() === code;
      }),
    );
    expect(all).not.toContain(false);
  });

  test("takes no more round trips than an unbound one", async () => {
    const { db } = database();
    const pool = poolOf(db);
    const client = await pool.connect();
    const stream = (client as unknown as { connection: { stream: NodeJS.WritableStream } }).connection.stream;
    client.release();
    let answers = 0;
    const onReady = (chunk: Buffer): void => {
      // ReadyForQuery: Z, and the length 5.
      for (let at = chunk.indexOf("Z\0\0\0\x05"); at >= 0; at = chunk.indexOf("Z\0\0\0\x05", at + 1)) answers++;
    };
    stream.on("data", onReady);
    const roundTrips = async (to: Kysely<Database>): Promise<number> => {
      answers = 0;
      await codesSeen(to);
      await to.transaction().execute(codesSeen);
      return answers;
    };
    expect(await roundTrips(db)).toBe(4);
    expect(await roundTrips(bound(db, request([ids[0]!])))).toBe(4);
    stream.off("data", onReady);
  });

  test("ends its pool, also when only a bound one was used", async () => {
    const db = connect({ ...database().address, max: 1 });
    const pool = poolOf(db);
    await codesSeen(maintenance(db));
    expect(pool.totalCount).toBe(1);
    await db.destroy();
    expect(pool.totalCount).toBe(0);
    await expect(pool.connect()).rejects.toThrow();
  });

  test("says whom it is bound to, also inside of a transaction and with plugins", async () => {
    const { db } = database();
    expect(organisationsOf(db)).toBe("all");
    const own = bound(db, request([3]));
    expect(organisationsOf(own)).toEqual([3]);
    expect(organisationsOf(own.withoutPlugins())).toEqual([3]);
    expect(await own.transaction().execute(async (trx) => organisationsOf(trx))).toEqual([3]);
    expect(organisationsOf(maintenance(own))).toBe("all");
    expect(await settings(maintenance(own))).toMatchObject({ role: "postgres", organisations: "*", timeout: "0" });
  });
});

test("a bound database on a server ends a statement that takes too long; PGlite has no clock for that", async () => {
  const { db, close } = await openTestDatabase("server");
  await expect(sql`select pg_sleep(10)`.execute(bound(db, request("all", 100)))).rejects.toThrow("statement timeout");
  expect(await settings(db)).toMatchObject({ timeout: "0" });
  await close();
});
