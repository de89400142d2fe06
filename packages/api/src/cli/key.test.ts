import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { openTestDatabase, type TestDatabase } from "../../test/database.ts";

const MAIN = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));

vi.setConfig({ testTimeout: 240_000 }); // commands, each in a process of its own

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase("server");
  await database.db.insertInto("organisation").values({ code: "acme" }).execute();
});
afterAll(() => database.close());

/** The compiled command as an operator of a production server calls it. */
function start(args: readonly string[], environment: Readonly<Record<string, string>> = {}): ChildProcess {
  const { connectionString, host = "", port, user, database: name } = database.address;
  const url = connectionString ?? `postgresql://${user}@/${name}?host=${encodeURIComponent(host)}&port=${port}`;
  const env = { PATH: process.env["PATH"], DATABASE_URL: url, ...environment };
  return spawn(process.execPath, [MAIN, ...args], { env });
}

async function klik(...args: readonly string[]): Promise<{ code: number; out: string; error: string }> {
  const child = start(args);
  const [out, error, [code]] = await Promise.all([text(child.stdout!), text(child.stderr!), once(child, "exit")]);
  return { code: Number(code), out, error };
}

describe("klik serve with a database server", () => {
  test("does not start open, nor while nobody could come in", async () => {
    const serving = start(["serve"], { HOST: "0.0.0.0", PORT: "0" });
    const [error, [code]] = await Promise.all([text(serving.stderr!), once(serving, "exit")]);
    expect([code, error]).toEqual([
      1,
      expect.stringContaining("expected an API key, or KLIK_JWT_… for tokens, got neither"),
    ]);
    expect(error).toContain("klik key create");
    const open = start(["serve"], { KLIK_ACCESS: "open", PORT: "0" });
    const [refusal] = await Promise.all([text(open.stderr!), once(open, "exit")]);
    expect(refusal).toContain('KLIK_ACCESS: expected keys, as DATABASE_URL is set, got "open"');
  });

  test("lets in who has a key that klik key create made, in the header only, until it is revoked", async () => {
    const made = await klik(
      "key",
      "create",
      "--organisation",
      "acme",
      "--scopes",
      "read, ingest",
      "--label",
      "till",
      "--expires",
      "1d",
    );
    const key = made.out.trim();
    expect(made).toMatchObject({ code: 0, error: expect.stringContaining("the only time that it is shown") });
    expect(key).toMatch(/^klik_[a-z2-7]{8}_[\w-]{43}$/);
    const prefix = key.split("_")[1]!;

    const server = start(["serve"], { HOST: "0.0.0.0", PORT: "0", LOG_LEVEL: "info" });
    const url = (await said(server, /ready in .*: (http:\S+)\/graphql/)).replace("0.0.0.0", "127.0.0.1");
    const status = async (path: string, authorization?: string): Promise<number> => {
      const headers = authorization === undefined ? {} : { authorization };
      return (await fetch(url + path, { headers })).status;
    };
    const query = `/graphql?query=${encodeURIComponent("{ instruments { code } }")}`;
    expect(await status(query)).toBe(401);
    expect(await status(query, `Bearer ${key}`)).toBe(200);
    for (const name of ["key", "api_key", "apikey", "access_token", "token", "authorization"])
      expect(await status(`${query}&${name}=${key}`), name).toBe(401);
    // Neither the playground nor the report page: both could do nothing.
    expect(await status("/")).toBe(401);
    expect(await status("/graphql", "text/html")).toBe(401);
    expect(await status("/health/ready")).toBe(200);
    expect(await status("/metrics", `Bearer ${key}`)).toBe(403);
    expect(await status("/import/1", `Bearer ${key}`)).toBe(404);

    const second = start(["serve"], { PORT: new URL(url).port });
    const [refusal, [code]] = await Promise.all([text(second.stderr!), once(second, "exit")]);
    expect([code, refusal.trim().split("\n")]).toEqual([
      1,
      ["klik: database: the server of DATABASE_URL", expect.stringContaining("klik: PORT: expected a free port")],
    ]);

    expect((await klik("key", "list")).out).toMatch(
      new RegExp(
        `^klik_${prefix}  acme  read,ingest  expires \\d{4}-\\d\\d-\\d\\d  last used \\d{4}-\\d\\d-\\d\\d  till\n$`,
      ),
    );
    expect((await klik("key", "revoke", prefix)).out).toContain(`klik_${prefix}  acme  read,ingest  revoked`);
    for (let waited = 0; (await status(query, `Bearer ${key}`)) !== 401; waited++) {
      if (waited === 100) throw new Error("expected the key to be refused within ten seconds");
      await sleep(100);
    }
    const ended = once(server, "exit");
    server.kill("SIGTERM");
    expect(await ended).toEqual([0, null]);
  });
});

test("klik key says what is wrong", async () => {
  const wrong = await Promise.all([
    klik("key", "create", "--organisation", "nobody"),
    klik("key", "create", "--scopes", "read,everything"),
    klik("key", "create", "--expires", "2020-01-01T00:00:00Z"),
  ]);
  expect(wrong.map(({ code }) => code)).toEqual([1, 1, 1]);
  expect(wrong.map(({ error }) => error.trim().split("\n").slice(0, 2).join(" "))).toEqual([
    'klik: key: expected the code of an organisation, got "nobody"',
    expect.stringContaining("expected some of read, comments, ingest, admin, got everything"),
    expect.stringContaining("expiresAt: expected a moment to come, got 2020-01-01"),
  ]);
});

/** Waits until a process says something on standard error, and returns the part in brackets. */
function said(child: ChildProcess, pattern: RegExp): Promise<string> {
  let heard = "";
  return new Promise((resolve, reject) => {
    child.stderr!.on("data", (chunk: Buffer) => {
      heard += chunk.toString();
      const [, part] = pattern.exec(heard) ?? [];
      if (part !== undefined) resolve(part);
    });
    child.once("exit", () => reject(new Error(`expected ${pattern}, got: ${heard}`)));
  });
}
