import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { type Kysely, sql } from "kysely";
import { describe, expect, test } from "vitest";
import { verifySegments } from "../src/columns/verify.ts";
import { connect } from "../src/db/connect.ts";
import type { Database } from "../src/db/database.ts";
import { migrateToLatest } from "../src/db/migrate.ts";
import { startEmbedded } from "../src/embedded/start-embedded.ts";
import { describeOnDatabases, type Engine, openTestDatabase } from "./database.ts";
import { surveyFor } from "./import-text.ts";
import { postImport, type Reply, serve } from "./serve.ts";
import { ServerProcess, type ServerTarget } from "./server-process.ts";

const CLIENT = fileURLToPath(new URL("import-client.mjs", import.meta.url));
const HEADER = "external_id,organisation,responded_at,nps,remark";
/** How often a client, and a server, is killed; 50 is what is promised. */
const KILLS = Number(process.env["KLIK_KILLS"] ?? 10);
const CLIENT_ROWS = 12_000;

/** What must be true at any moment: every run adds up, what runs counted is what is stored, and so are the columns of summaries. */
async function stored(db: Kysely<Database>): Promise<number> {
  const { rows } = await sql<Record<"stored" | "texts" | "ids" | "imported" | "rejected" | "rejections", number>>`
    select
      (select count(*)::int from response) as stored,
      (select count(*)::int from response_text) as texts,
      (select count(distinct external_id)::int from response) as ids,
      (select coalesce(sum(imported), 0)::int from import_run) as imported,
      (select coalesce(sum(rejected), 0)::int from import_run) as rejected,
      (select count(*)::int from import_rejection) as rejections
  `.execute(db);
  const now = rows[0]!;
  expect(now).toEqual({ ...now, ids: now.stored, texts: now.stored, imported: now.stored, rejections: now.rejected });
  const runs = await db.selectFrom("import_run").selectAll().execute();
  for (const run of runs)
    expect(Number(run.imported) + Number(run.updated) + Number(run.unchanged) + Number(run.rejected)).toBe(
      Number(run.rows),
    );
  expect(await verifySegments(db)).toEqual([]);
  return now.stored;
}

describeOnDatabases("an import over HTTP whose client is killed", (database) => {
  test(
    "keeps what was stored, and stores nothing twice when it is sent again",
    async () => {
      const { db } = database();
      await surveyFor(db, "client");
      const server = await serve(database());
      let before = 0;
      for (let round = 0; round < KILLS; round++) {
        const argument = JSON.stringify({ url: server.url, instrument: "client", rows: CLIENT_ROWS });
        const child = spawn(process.execPath, [CLIENT, argument], { stdio: ["ignore", "pipe", "inherit"] });
        const exited = once(child, "exit");
        for await (const line of createInterface({ input: child.stdout })) {
          if (Number(line) >= 500 + (round * 11_000) / KILLS) setTimeout(() => child.kill("SIGKILL"), (round % 20) * 3);
        }
        expect((await exited)[1]).toBe("SIGKILL");
        const now = await stored(db);
        expect(now).toBeGreaterThanOrEqual(before);
        before = now;
      }
      // The server lets go of those that have gone, and takes all of it from one that stays.
      expect(before).toBeGreaterThan(0);
      const all = Array.from(
        { length: CLIENT_ROWS },
        (_, row) => `c${row},org-${row % 5},2024-02-01,${row % 11},note ${row}`,
      );
      const { body } = await postImport(server, "client", [HEADER, ...all, ""].join("\n"));
      expect(body).toMatchObject({ rows: CLIENT_ROWS, updated: 0, rejected: 0 });
      expect(await stored(db)).toBe(CLIENT_ROWS);
      const finished = await db
        .selectFrom("import_run")
        .select("finished_at")
        .where("finished_at", "is not", null)
        .execute();
      expect(finished).toHaveLength(1);
      await server.stop();
    },
    100_000 + KILLS * 20_000,
  );
});

const PART = 250;
const partOf = (number: number): string =>
  [HEADER, ...Array.from({ length: PART }, (_, row) => `p${number}-${row},org,2024-02-01,${row % 11},note`), ""].join(
    "\n",
  );

/** Sends parts one after another for as long as the server answers, and tells of each answer. */
async function sendParts(url: string, from: number, onAnswer: (number: number, reply: Reply) => void): Promise<void> {
  for (let number = from; ; number++) {
    try {
      const headers = { "idempotency-key": `part-${number}` };
      onAnswer(number, await postImport({ url }, "server", partOf(number), { headers }));
    } catch {
      return;
    }
  }
}

describe.each<Engine>(["embedded", "server"])("imports over HTTP whose server is killed (%s)", (engine) => {
  test(
    "lose nothing that was answered, store nothing twice, and can be sent again",
    async () => {
      const directory = mkdtempSync(join(tmpdir(), "klik-server-"));
      const server = engine === "server" ? await openTestDatabase("server") : null;
      const target: ServerTarget = server === null ? { directory } : { address: server.address };
      const withDatabase = async <T>(use: (db: Kysely<Database>) => Promise<T>): Promise<T> => {
        if (server !== null) return use(server.db);
        const embedded = await startEmbedded({ directory });
        const db = connect(embedded.address);
        try {
          return await use(db);
        } finally {
          await db.destroy();
          await embedded.stop();
        }
      };
      await withDatabase(async (db) => {
        await migrateToLatest(db);
        await surveyFor(db, "server");
      });

      const answered = new Map<number, Reply>();
      for (let round = 0; round < KILLS; round++) {
        const running = await ServerProcess.start(target);
        // Some are killed in their first import, the others in their second or third.
        const until = answered.size + (round % 3);
        let enough = (): void => {};
        const reached = new Promise<void>((resolve) => {
          enough = resolve;
        });
        if (round % 3 === 0) enough();
        const sending = sendParts(running.url, answered.size, (number, reply) => {
          expect(reply).toMatchObject({ status: 200, body: { rows: PART, updated: 0, rejected: 0 } });
          answered.set(number, reply);
          if (answered.size >= until) enough();
        });
        await reached;
        await sleep(10 + (round % 20) * 13);
        await running.kill();
        await sending;
        const now = await withDatabase(stored);
        expect(now).toBeGreaterThanOrEqual(answered.size * PART);
        expect(now).toBeLessThanOrEqual((answered.size + 1) * PART);
      }
      expect(answered.size).toBeGreaterThan(0);

      const running = await ServerProcess.start(target);
      for (const number of [0, answered.size - 1, answered.size]) {
        const again = await postImport(running, "server", partOf(number), {
          headers: { "idempotency-key": `part-${number}` },
        });
        expect(again.status).toBe(200);
        if (answered.has(number)) expect(again.body).toEqual(answered.get(number)!.body);
      }
      await running.kill();
      expect(await withDatabase(stored)).toBe((answered.size + 1) * PART);
      await server?.close();
      rmSync(directory, { recursive: true, force: true });
    },
    100_000 + KILLS * 20_000,
  );
});
