import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { GraphQLError } from "graphql";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bound } from "../src/access/bound-database.ts";
import { bindingOf, OPEN_VIEWER } from "../src/access/viewer.ts";
import { LIMITS } from "../src/limits.ts";
import { maskError } from "../src/server/masked-error.ts";
import { openTestDatabase, type TestDatabase } from "./database.ts";
import { importText, surveyFor } from "./import-text.ts";
import { serve, type TestServer } from "./serve.ts";

const MAIN = fileURLToPath(new URL("../dist/cli/main.js", import.meta.url));

// The embedded database knows no such limit.
describe("a statement of a request", () => {
  let database: TestDatabase;
  let server: TestServer;
  beforeAll(async () => {
    database = await openTestDatabase("server");
    await importText(
      database.db,
      await surveyFor(database.db, "slow"),
      "external_id,organisation,responded_at,nps\n1,acme,2024-02-01,9\n",
    );
    server = await serve(database);
  });
  afterAll(async () => {
    await server.stop();
    await database.close();
  });

  test("ends at its limit, and its client is told so", async () => {
    const own = bound(database.db, bindingOf(OPEN_VIEWER));
    const seconds = LIMITS.statementMilliseconds / 1000;
    await sql`select pg_sleep(${seconds - 1})`.execute(own);
    const error = await sql`select pg_sleep(${seconds + 5})`.execute(own).catch((thrown: Error) => thrown);
    const masked = maskError(new GraphQLError("inside", { path: ["segments"], originalError: error as Error }));
    expect(masked).toMatchObject({
      message: "statement.milliseconds: expected at most 5000, got more",
      path: ["segments"],
      extensions: { code: "STATEMENT_TOO_LONG" },
    });
  });

  const QUERY = { instrument: "slow", metrics: "nps" };
  const askFile = (): Promise<Response> => fetch(`${server.url}/bi/metrics.csv?${new URLSearchParams(QUERY)}`);
  const askSegments = (): Response | Promise<Response> =>
    server.api.fetch("http://localhost/graphql", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: '{"query":"{ segments(instrument: \\"slow\\") { totalCount } }"}',
    });

  test("ends in a file for BI tools as well", async () => {
    const seesAll = (does: string) => sql`
      create or replace function klik_sees_all() returns boolean language sql stable parallel safe as ${sql.lit(does)}
    `;
    await seesAll("select pg_sleep(8) is not null").execute(database.db);
    const [file, segments] = await Promise.all([askFile(), askSegments()]);
    await seesAll("select coalesce(current_setting('klik.organisations', true) = '*', false)").execute(database.db);
    expect([file.status, await file.json()]).toMatchObject([400, { code: "STATEMENT_TOO_LONG" }]);
    expect(await segments.json()).toMatchObject({ errors: [{ extensions: { code: "STATEMENT_TOO_LONG" } }] });
  });

  test("that waits for somebody else says so; klik export waits as long as it takes", async () => {
    await database.db.connection().execute(async (locker) => {
      await sql`begin`.execute(locker);
      await sql`lock table response in access exclusive mode`.execute(locker);
      await sql`lock table segment in access exclusive mode`.execute(locker);
      const { connectionString, host = "", port, user, database: name } = database.address;
      const url = connectionString ?? `postgresql://${user}@/${name}?host=${encodeURIComponent(host)}&port=${port}`;
      const options = Object.entries(QUERY).flatMap(([option, value]) => [`--${option}`, value]);
      const exporting = spawn(process.execPath, [MAIN, "export", ...options], {
        env: { PATH: process.env["PATH"], DATABASE_URL: url },
      });
      const exported = Promise.all([text(exporting.stdout), text(exporting.stderr), once(exporting, "exit")]);
      const [file, segments] = await Promise.all([askFile(), askSegments()]);
      expect([file.status, file.headers.get("retry-after"), await file.json()]).toMatchObject([
        503,
        "5",
        { code: "DATABASE_BUSY" },
      ]);
      expect([segments.status, await segments.json()]).toMatchObject([
        503,
        { errors: [{ extensions: { code: "DATABASE_BUSY" } }] },
      ]);
      await sql`rollback`.execute(locker);
      const [out, error, [code]] = await exported;
      expect([code, error]).toEqual([0, ""]);
      expect(out).toContain("nps.0_10.classic");
    });
  });
});
