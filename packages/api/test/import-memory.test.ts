import { randomBytes } from "node:crypto";
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
/** Less than the 256 MB that are promised: the heap may grow to four times what lives in it, whatever the size of the file. */
const MOST = 200 * MB;
/** How much is imported; 1024 is what is promised. */
const MEGABYTES = Number(process.env["KLIK_IMPORT_MEGABYTES"] ?? 64);
/** Text that gzip cannot make much of. */
const NOISE = randomBytes(750_000).toString("base64");
const HEADER = "external_id,organisation,responded_at,nps,remark\n";

/** Rows of about 2,000 characters, made as they are sent. */
function rows(megabytes: number): ReadableStream<Uint8Array> {
  let row = 0;
  let sent = 0;
  return new ReadableStream({
    pull(controller) {
      let piece = row === 0 ? HEADER : "";
      for (let end = row + 100; row < end; row++) {
        const at = (row * 1999) % (NOISE.length - 2000);
        piece += `m${row},org-${row % 7},2024-02-01,${row % 11},"${NOISE.slice(at, at + 1950)}"\n`;
      }
      sent += piece.length;
      controller.enqueue(Buffer.from(piece));
      if (sent >= megabytes * MB) controller.close();
    },
  });
}

const zipped = (plain: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> =>
  plain.pipeThrough(new CompressionStream("gzip") as ReadableWritablePair<Uint8Array, Uint8Array>); // Node types its chunks apart

describe.each<Engine>(["embedded", "server"])(`the memory of a server that imports ${MEGABYTES} MB (%s)`, (engine) => {
  test("grows by less than 200 MB, also by what it unpacks", async () => {
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
      const plain = await postImport(server, "memory", rows(MEGABYTES));
      expect(plain.status).toBe(200);
      expect(plain.body).toMatchObject({ rejected: 0 });
      expect(plain.body["rows"]).toBeGreaterThan(500 * MEGABYTES);
      const after = await server.mostMemory();
      const again = await postImport(server, "memory", zipped(rows(MEGABYTES)), {
        headers: { "content-encoding": "gzip" },
      });
      expect(again.body).toMatchObject({ rows: plain.body["rows"], unchanged: plain.body["rows"] });
      const unpacked = await server.mostMemory();
      console.log(`${engine}: ${[before, after, unpacked].map((bytes) => Math.round(bytes / MB)).join(", ")} MB`);
      expect(Math.max(after, unpacked) - before).toBeLessThan(MOST);
    } finally {
      await server.kill();
      await database?.close();
      rmSync(directory, { recursive: true, force: true });
    }
  }, 3_600_000);
});
