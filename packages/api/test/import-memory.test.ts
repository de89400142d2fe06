import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { connect } from "../src/db/connect.ts";
import { migrateToLatest } from "../src/db/migrate.ts";
import { startEmbedded } from "../src/embedded/start-embedded.ts";
import { type Engine, openTestDatabase } from "./database.ts";
import { surveyFor } from "./import-text.ts";
import { postImport } from "./serve.ts";
import { ServerProcess } from "./server-process.ts";

const MB = 1024 * 1024;
const HEADER = "external_id,organisation,responded_at,nps,remark\n";

/** Rows of about 2,000 characters, made as they are sent. */
function rows(megabytes: number): ReadableStream<Uint8Array> {
  const remark = "a remark of some length, ".repeat(80);
  let row = 0;
  let sent = 0;
  return new ReadableStream({
    pull(controller) {
      let piece = row === 0 ? HEADER : "";
      for (let end = row + 100; row < end; row++)
        piece += `m${row},org-${row % 7},2024-02-01,${row % 11},"${remark}${row}"\n`;
      sent += piece.length;
      controller.enqueue(Buffer.from(piece));
      if (sent >= megabytes * MB) controller.close();
    },
  });
}

describe.each<Engine>(["embedded", "server"])("the memory of a server that imports 100 MB (%s)", (engine) => {
  test("grows by less than 256 MB", async () => {
    const directory = mkdtempSync(join(tmpdir(), "klik-memory-"));
    const database = engine === "server" ? await openTestDatabase("server") : null;
    if (database === null) {
      const embedded = await startEmbedded({ directory });
      const db = connect(embedded.address);
      await migrateToLatest(db);
      await surveyFor(db, "memory");
      await db.destroy();
      await embedded.stop();
    } else {
      await surveyFor(database.db, "memory");
    }
    const server = await ServerProcess.start(database === null ? { directory } : { address: database.address });
    try {
      // What the first import of a process loads and compiles does not count.
      await postImport(server, "memory", rows(1));
      const before = await server.mostMemory();
      const { status, body } = await postImport(server, "memory", rows(100));
      expect(status).toBe(200);
      expect(body["rows"]).toBeGreaterThan(50_000);
      expect(body).toMatchObject({ rejected: 0 });
      const after = await server.mostMemory();
      console.log(`${engine}: ${Math.round(before / MB)} MB, then at most ${Math.round(after / MB)} MB`);
      expect(after - before).toBeLessThan(256 * MB);
    } finally {
      await server.kill();
      await database?.close();
      rmSync(directory, { recursive: true, force: true });
    }
  }, 600_000);
});
