import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type Kysely, sql } from "kysely";
import { pino } from "pino";
import { afterEach, describe, expect, test } from "vitest";
import { authentication } from "../src/access/authenticate.ts";
import { newSecret } from "../src/access/secret.ts";
import { tokenReader } from "../src/access/token.ts";
import { createApi } from "../src/api.ts";
import { connect, type DatabaseAddress } from "../src/db/connect.ts";
import type { Database } from "../src/db/database.ts";
import { type HttpServer, startHttpServer } from "../src/server/http-server.ts";
import { errorForLog } from "../src/server/logger.ts";
import { describeOnDatabases, openTestDatabase, type TestDatabase } from "./database.ts";

const QUERY = { query: "{ instruments { code } }" };
const SECRET_IN_URL = "secret-in-url";
const down = (code: string): RegExp => new RegExp(`"code":"${code}"`);

describe("what Klik leans on", () => {
  const ends: (() => Promise<unknown>)[] = [];
  let log = "";
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
    log = "";
  });

  /** A server over a database, which asks for keys where it is told how to know them. */
  async function serve(
    db: Kysely<Database>,
    authenticate?: ReturnType<typeof authentication>,
    strangers = 0,
  ): Promise<HttpServer["url"]> {
    const logger = pino(
      { base: null, serializers: { err: errorForLog } },
      { write: (line: string) => void (log += line) },
    );
    const server = await startHttpServer({
      api: createApi({ db, logger }),
      db,
      logger,
      host: "127.0.0.1",
      port: 0,
      ...(authenticate === undefined ? {} : { authenticate }),
      rates: { key: 0, address: strangers },
    });
    ends.push(() => server.stop());
    return server.url;
  }

  function database(address: DatabaseAddress): Kysely<Database> {
    const db = connect(address);
    ends.push(() => db.destroy());
    return db;
  }

  const post = (url: string, authorization = "", accept = "application/json"): Promise<Response> =>
    fetch(`${url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization, accept },
      body: JSON.stringify(QUERY),
    });

  /** Told as 503 with a code and when to come again, and the cause to the log only. */
  async function expectDown(response: Response, code: string, cause: RegExp): Promise<void> {
    const text = await response.text();
    expect([response.status, response.headers.get("retry-after")], text).toEqual([503, "5"]);
    expect(text).toMatch(down(code));
    expect(text).toContain(response.headers.get("x-request-id"));
    expect(text).not.toMatch(cause);
    expect(log).toMatch(cause);
    expect(log).not.toContain(SECRET_IN_URL);
  }

  test("is a database that refuses connections", async () => {
    const db = database({ host: "127.0.0.1", port: await freePort(), user: "klik", database: "klik" });
    const open = await serve(db);
    for (const accept of ["application/json", "application/graphql-response+json"])
      await expectDown(await post(open, "", accept), "DATABASE_UNAVAILABLE", /ECONNREFUSED/);
    const { errors } = (await (await post(open)).json()) as { errors: readonly object[] };
    expect(errors).toMatchObject([
      { message: "database: expected an answer, got none; try again", path: ["instruments"] },
    ]);
    for (const path of ["/health/ready", "/bi/metrics.csv?instrument=none&metrics=nps", "/import/1"])
      await expectDown(await fetch(open + path), "DATABASE_UNAVAILABLE", /ECONNREFUSED/);
    const row = { method: "POST", body: "external_id\n1\n", headers: { "content-type": "text/csv" } };
    await expectDown(await fetch(`${open}/import?instrument=none`, row), "DATABASE_UNAVAILABLE", /ECONNREFUSED/);
    expect((await fetch(`${open}/health/live`)).status).toBe(200);
    const key = `Bearer ${newSecret().text}`;
    await expectDown(await post(await serve(db, authentication(db)), key), "DATABASE_UNAVAILABLE", /ECONNREFUSED/);
  });

  describeOnDatabases("is where the keys of tokens come from", (there) => {
    const token = `Bearer ${["{}", "{}", ""].map((one) => Buffer.from(one).toString("base64url")).join(".")}`;
    const goodHead = Buffer.from('{"alg":"RS256","kid":"1"}').toString("base64url");

    test.each([
      ["refuses connections", null, /fetch failed/],
      ["answers with an error", { status: 500, body: "no" }, /200 OK/],
      ["answers with something else", { status: 200, body: "<html>" }, /JSON/],
    ])("and %s", async (_what, answer, cause) => {
      const keys = createServer((_request, response) => response.writeHead(answer?.status ?? 500).end(answer?.body));
      const port = answer === null ? await freePort() : await listening(keys);
      if (answer !== null) ends.push(() => new Promise((resolve) => keys.close(resolve)));
      const readToken = tokenReader({
        key: { kind: "jwks", url: `http://127.0.0.1:${port}/keys?${SECRET_IN_URL}` },
        algorithms: ["RS256"],
        issuer: "https://id.example",
        audience: "klik",
      });
      const url = await serve(there().db, authentication(there().db, { readToken }));
      await expectDown(await post(url, `Bearer ${goodHead}.e30.AAAA`), "AUTHENTICATION_UNAVAILABLE", cause);
      // What is no token of theirs at all needs no keys to be refused.
      for (const other of [token, "Bearer nothing", ""]) expect((await post(url, other)).status).toBe(401);
    });
  });

  test("does not let those through unnumbered of whom it cannot be told who they are", async () => {
    const db = database({ host: "127.0.0.1", port: await freePort(), user: "klik", database: "klik" });
    const url = await serve(db, authentication(db), 3);
    const statuses: number[] = [];
    for (let i = 0; i < 5; i++) statuses.push((await post(url, `Bearer ${newSecret().text}`)).status);
    expect(statuses).toEqual([503, 503, 503, 429, 429]);
  });

  describeOnDatabases("is a database", (there) => {
    test("that is there, and then it is no such answer", async () => {
      expect(await (await post(await serve(there().db))).json()).toEqual({ data: { instruments: [] } });
    });
  });

  describe("is a server", () => {
    async function onServer(): Promise<TestDatabase> {
      const there = await openTestDatabase("server");
      ends.push(() => there.close());
      return there;
    }

    test("that has no connection left", async () => {
      const { db, address } = await onServer();
      const role = `busy_${randomBytes(4).toString("hex")}`;
      await sql`create role ${sql.ref(role)} login connection limit 0`.execute(db);
      const busy = await serve(database(asRole(address, role)));
      await expectDown(await post(busy), "DATABASE_UNAVAILABLE", /too many connections/);
    });

    test("that ends the connection in the middle of a request, and answers the next", async () => {
      const { db, address } = await onServer();
      const url = await serve(database({ ...address, max: 2 }));
      await db.connection().execute(async (locker) => {
        await sql`begin`.execute(locker);
        await sql`lock table instrument in access exclusive mode`.execute(locker);
        const asked = post(url);
        await endWaiting(db);
        await expectDown(await asked, "DATABASE_UNAVAILABLE", /terminating connection|Connection terminated/);
        await sql`rollback`.execute(locker);
      });
      expect((await post(url)).status).toBe(200);
    });
  });
});

/** Ends whoever waits for a lock in this database, once there is somebody; asked outside of a transaction, which sees one state only. */
async function endWaiting(db: Kysely<Database>): Promise<void> {
  for (;;) {
    const { rows } = await sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'
    `.execute(db);
    if (rows.length > 0) return;
  }
}

async function listening(server: ReturnType<typeof createServer>): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listening(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The same database for another role. */
function asRole(address: DatabaseAddress, role: string): DatabaseAddress {
  if (address.connectionString === undefined) return { ...address, user: role };
  const url = new URL(address.connectionString);
  url.username = role;
  return { ...address, connectionString: url.href };
}
