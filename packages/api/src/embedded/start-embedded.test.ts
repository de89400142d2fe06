import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { connect } from "../db/connect.ts";
import { type Embedded, type EmbeddedOptions, startEmbedded } from "./start-embedded.ts";

const writer = fileURLToPath(new URL("../../test/embedded/writer.mjs", import.meta.url));

let parent = "";
let directory = "";
const children: ChildProcess[] = [];

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), "klik-embedded-"));
  directory = join(parent, "data");
});

afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  rmSync(parent, { recursive: true, force: true });
});

function startWriter(): ChildProcess {
  // What a killed process leaves in the temporary directory goes with the test.
  const env = { ...process.env, TMPDIR: parent };
  const child = spawn(process.execPath, [writer, directory], { env, stdio: ["ignore", "pipe", "inherit"] });
  children.push(child);
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}

/** Runs one statement on an embedded database that is started for it. */
async function query<T>(statement: ReturnType<typeof sql<T>>, options: Partial<EmbeddedOptions> = {}): Promise<T[]> {
  const embedded = await startEmbedded({ directory, ...options });
  try {
    return await queryOn(embedded, statement);
  } finally {
    await embedded.stop();
  }
}

async function queryOn<T>(embedded: Embedded, statement: ReturnType<typeof sql<T>>): Promise<T[]> {
  const db = connect(embedded.address);
  try {
    return (await statement.execute(db)).rows;
  } finally {
    await db.destroy();
  }
}

describe("startEmbedded", () => {
  test("keeps what was written, and leaves the directory free", async () => {
    await query(sql`create table kept as select 7 as n`);
    expect(readdirSync(directory)).toEqual(["postgres"]);
    expect(await query(sql`select n from kept`)).toEqual([{ n: 7 }]);
  });

  test("keeps every confirmed row when its process is killed while it writes", async () => {
    const child = startWriter();
    const ended = once(child, "exit");
    let confirmed = 0;
    for await (const line of createInterface({ input: child.stdout ?? process.stdin })) {
      confirmed = Number(line);
      if (confirmed === 100) child.kill("SIGKILL");
    }
    await ended;
    const rows = await query(sql<{ n: number }>`select n from written order by n`);
    // One more may have been committed than the writer could tell.
    expect(confirmed).toBeGreaterThanOrEqual(100);
    expect(rows.length - confirmed).toBeOneOf([0, 1]);
    expect(rows.map((row) => row.n)).toEqual(Array.from(rows, (_, i) => i + 1));
  });

  test("begins anew after a first start that was killed", async () => {
    const child = startWriter();
    await vi.waitFor(() => expect(readdirSync(join(directory, "postgres")).length).toBeGreaterThan(0), 30_000);
    await kill(child);
    expect(existsSync(join(directory, "starting"))).toBe(true);
    expect(await query(sql`select to_regclass('written') as name`)).toEqual([{ name: null }]);
  });

  test("refuses a directory that another process uses", async () => {
    const child = startWriter();
    await once(child.stdout ?? process.stdin, "data");
    await expect(startEmbedded({ directory })).rejects.toMatchObject({
      code: "DIRECTORY_LOCKED",
      message: expect.stringContaining(`process ${child.pid} uses it`),
    });
  });

  test("refuses the files of another Postgres, and touches nothing", async () => {
    mkdirSync(join(directory, "postgres"), { recursive: true });
    writeFileSync(join(directory, "postgres", "PG_VERSION"), "17\n");
    await expect(startEmbedded({ directory })).rejects.toMatchObject({
      code: "DIRECTORY_UNUSABLE",
      message: expect.stringMatching(/expected files of Postgres 18 in .*, got 17;/),
    });
    expect(readdirSync(directory)).toEqual(["postgres"]);
  });

  test("starts a new database from a snapshot", async () => {
    const first = await startEmbedded({ directory: null });
    await queryOn(first, sql`create table copied as select 1 as n`);
    const snapshot = await first.snapshot();
    await first.stop();
    expect(await query(sql`select n from copied`, { directory: null, snapshot })).toEqual([{ n: 1 }]);
  });

  test("rolls back for a client that leaves in the middle of a transaction", async () => {
    const embedded = await startEmbedded({ directory: null });
    await queryOn(embedded, sql`create table rolled (n int)`);
    const db = connect(embedded.address);
    await sql`begin`.execute(db);
    await sql`insert into rolled values (1)`.execute(db);
    await db.destroy();
    expect(await queryOn(embedded, sql`select n from rolled`)).toEqual([]);
    await embedded.stop();
  });

  test("does not block this thread while a statement runs", async () => {
    const embedded = await startEmbedded({ directory: null });
    let over = false;
    const busy = queryOn(embedded, sql`select count(*) from generate_series(1, 3000000)`).then(() => {
      over = true;
    });
    let longest = 0;
    const start = performance.now();
    for (let last = performance.now(); !over; last = performance.now()) {
      await sleep(5);
      longest = Math.max(longest, performance.now() - last);
    }
    const whole = performance.now() - start;
    await busy;
    await embedded.stop();
    expect(longest).toBeLessThan(whole / 2);
  });

  test("says so when the database ends by itself, and stops its clients' waiting", async () => {
    const failed = vi.fn();
    const embedded = await startEmbedded({ directory: null, onFailure: failed });
    // PGlite does not survive this statement.
    await expect(queryOn(embedded, sql`copy pg_class from stdin`)).rejects.toThrow();
    await vi.waitFor(() => expect(failed).toHaveBeenCalled(), 10_000);
    expect(failed.mock.calls[0]?.[0]).toMatchObject({ code: "EMBEDDED_FAILED" });
    await embedded.stop();
  });
});
