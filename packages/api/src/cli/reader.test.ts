import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openTestDatabase, type TestDatabase } from "../../test/database.ts";
import { uniqueName } from "../../test/sql/reader-session.ts";
import { makeTemporaryDirectory } from "../embedded/temporary-directory.ts";

const MAIN = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));

vi.setConfig({ testTimeout: 240_000 }); // commands, each in a process of its own

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase("server");
  await database.db
    .insertInto("organisation")
    .values([{ code: "acme" }, { code: "other" }])
    .execute();
});
afterAll(() => database.close());

async function klik(
  environment: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<{ code: number; out: string; error: string }> {
  const env = { PATH: process.env["PATH"], ...environment };
  const child: ChildProcess = spawn(process.execPath, [MAIN, "reader", ...args], { env });
  const [out, error, [code]] = await Promise.all([text(child.stdout!), text(child.stderr!), once(child, "exit")]);
  return { code: Number(code), out, error };
}

test("klik reader makes a login whose address holds nothing of the owner's, lists it and removes it", async () => {
  const { connectionString, host = "", port, user, database: of } = database.address;
  const place = connectionString ?? `postgresql://${user}@/${of}?host=${encodeURIComponent(host)}&port=${port}`;
  const server = { DATABASE_URL: `${place}${place.includes("?") ? "&" : "?"}application_name=secret` };
  const name = uniqueName();
  const login = `klik_reader_${name}`;

  const made = await klik(
    server,
    "create",
    name,
    "--organisation",
    "acme",
    "--organisation",
    "other",
    "--seconds",
    "7",
  );
  expect(made.error).toBe("klik: this is the only time that the password is shown\n");
  expect(made.out).toMatch(new RegExp(`^postgres(ql)?://${login}:[\\w-]{32}@`));
  expect(made.out).not.toContain("secret");
  const client = new pg.Client({ connectionString: made.out.trim() });
  await client.connect();
  const { rows } = await client.query(
    "select current_user::text as login, current_setting('statement_timeout') as time",
  );
  expect(rows).toEqual([{ login, time: "7s" }]);
  await client.end();

  expect((await klik(server, "list")).out).toMatch(
    new RegExp(`^${login}  acme,other  made \\d{4}-\\d\\d-\\d\\d$`, "m"),
  );
  expect((await klik(server, "remove", name)).out).toBe(`${login} removed\n`);
  const again = await klik(server, "remove", name);
  expect([again.code, again.error]).toEqual([1, `klik: reader: expected the name of a reader, got "${name}"\n`]);
});

test("klik reader says that nobody else connects to the embedded database", async () => {
  const refused = await klik({ KLIK_DATA_DIR: makeTemporaryDirectory("klik-reader") }, "create", "sales");
  expect([refused.code, refused.out]).toEqual([1, ""]);
  expect(refused.error).toContain(
    "reader: expected DATABASE_URL, a Postgres server that others connect to, got the embedded database",
  );
});
