import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { PGlite } from "@electric-sql/pglite";
import { dataDir } from "@electric-sql/pglite-prepopulatedfs";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { mendProtocol } from "./mend-protocol.ts";
import type { Reply, Request, WorkerOptions } from "./message.ts";

/*
 * PGlite blocks the thread that it runs in for as long as a statement takes, so it has this one to itself.
 *
 * One client at a time: the socket server lets the messages of several clients through one by one, and the unnamed
 * statement of the one would be replaced by that of the other between Parse and Execute. The pool keeps to one; the
 * places beyond that are for a client that connects before its predecessor has been cleared away.
 */
const MAX_CONNECTIONS = 4;

const port = parentPort as MessagePort; // this file only ever runs as a worker
const reply = (message: Reply): void => port.postMessage(message);

try {
  await serve(workerData as WorkerOptions);
} catch (error) {
  reply({ type: "failed", reason: error instanceof Error ? error.message : String(error) });
}

async function serve({ directory, socket, snapshot }: WorkerOptions): Promise<void> {
  const isNew = directory === null || !existsSync(join(directory, "PG_VERSION"));
  const db = await PGlite.create({
    ...(directory === null ? {} : { dataDir: directory }),
    // A ready-made empty database: running initdb in WebAssembly takes 5-10 seconds.
    ...(isNew ? { loadDataDir: snapshot === null ? await dataDir() : new Blob([new Uint8Array(snapshot)]) } : {}),
  });
  mendProtocol(db);
  const server = new PGLiteSocketServer({
    db,
    maxConnections: MAX_CONNECTIONS,
    ...(socket === null ? { host: "127.0.0.1", port: 0 } : { path: socket }),
  });
  await server.start();

  port.on("message", async (request: Request) => {
    switch (request.type) {
      case "snapshot": {
        const bytes = new Uint8Array(await (await db.dumpDataDir("none")).arrayBuffer());
        return port.postMessage({ type: "snapshot", bytes } satisfies Reply, [bytes.buffer]);
      }
      case "stop":
        await server.stop();
        await db.close();
        reply({ type: "stopped" });
        return port.close();
      default:
        return request satisfies never;
    }
  });
  reply({ type: "ready", port: socket === null ? Number(server.getServerConn().split(":").at(-1)) : null });
}
