import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Kysely } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect } from "../src/db/connect.ts";
import type { Database } from "../src/db/database.ts";
import { migrateToLatest } from "../src/db/migrate.ts";
import { startEmbedded } from "../src/embedded/start-embedded.ts";
import { type Engine, openTestDatabase } from "./database.ts";
import { surveyFor } from "./import-text.ts";

const ROWS = 6000;
const CHILD = fileURLToPath(new URL("import-child.mjs", import.meta.url));

let directory = "";
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "klik-killed-"));
  const rows = Array.from(
    { length: ROWS },
    (_, index) => `r${index},org-${index % 10},2024-02-01,${index % 12},note ${index}`,
  );
  writeFileSync(
    join(directory, "rows.csv"),
    ["external_id,organisation,responded_at,nps,remark", ...rows, ""].join("\n"),
  );
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** Rows whose verdict the child has told before it was killed; with `killAfter` null it runs to its end. */
async function runChild(target: object, killAfter: number | null): Promise<ReadonlySet<number>> {
  const argument = JSON.stringify({ file: join(directory, "rows.csv"), instrument: "killed", ...target });
  const child = spawn(process.execPath, [CHILD, argument], { stdio: ["ignore", "pipe", "inherit"] });
  const acknowledged = new Set<number>();
  const exited = once(child, "exit");
  for await (const line of createInterface({ input: child.stdout })) {
    const [number, verdict] = line.split(" ");
    if (verdict === "imported" || verdict === "unchanged") acknowledged.add(Number(number) - 2);
    // Some time into the next batch, so that the kill meets open transactions too.
    if (acknowledged.size === killAfter) setTimeout(() => child.kill("SIGKILL"), (killAfter % 7) * 5);
  }
  const [code, signal] = await exited;
  expect(killAfter === null ? code : signal).toBe(killAfter === null ? 0 : "SIGKILL");
  return acknowledged;
}

async function check(db: Kysely<Database>, acknowledged: ReadonlySet<number>): Promise<number> {
  const stored = await db.selectFrom("response").select("external_id").execute();
  const ids = new Set(stored.map((row) => row.external_id));
  expect(ids.size).toBe(stored.length);
  for (const index of acknowledged) expect(ids.has(`r${index}`), `r${index}`).toBe(true);
  const texts = await db.selectFrom("response_text").select("response_id").execute();
  expect(texts).toHaveLength(stored.length);
  const runs = await db.selectFrom("import_run").selectAll().execute();
  expect(runs.reduce((sum, run) => sum + Number(run.imported), 0)).toBe(stored.length);
  const rejections = await db.selectFrom("import_rejection").select("line").execute();
  expect(runs.reduce((sum, run) => sum + Number(run.rejected), 0)).toBe(rejections.length);
  return stored.length;
}

describe.each<Engine>(["embedded", "server"])("an import that is killed (%s)", (engine) => {
  test("loses nothing that it had told, stores nothing twice, and can be started again", async () => {
    const server = engine === "server" ? await openTestDatabase("server") : null;
    const data = join(directory, "data");
    /** The embedded directory is held by one process at a time: here between two runs of the child. */
    const withDatabase = async <T>(use: (db: Kysely<Database>) => Promise<T>): Promise<T> => {
      if (server !== null) return use(server.db);
      const embedded = await startEmbedded({ directory: data });
      const db = connect(embedded.address);
      try {
        return await use(db);
      } finally {
        await db.destroy();
        await embedded.stop();
      }
    };
    const target = server === null ? { directory: data } : { address: server.address };
    await withDatabase(async (db) => {
      await migrateToLatest(db);
      await surveyFor(db, "killed");
    });
    for (const killAfter of [1, 1000, 3700]) {
      const acknowledged = await runChild(target, killAfter);
      const stored = await withDatabase((db) => check(db, acknowledged));
      expect(stored).toBeLessThan(ROWS);
    }
    const acknowledged = await runChild(target, null);
    const valid = ROWS - Math.floor(ROWS / 12); // every twelfth says 11
    expect(acknowledged.size).toBe(valid);
    expect(await withDatabase((db) => check(db, acknowledged))).toBe(valid);
    await server?.close();
  }, 240_000);
});
