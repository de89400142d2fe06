import { createRequire } from "node:module";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { DatabaseAddress } from "../db/connect.ts";
import { SetupError } from "../setup-error.ts";
import { lockDirectory } from "./directory-lock.ts";
import type { Reply, Request, WorkerOptions } from "./message.ts";
import { makeTemporaryDirectory } from "./temporary-directory.ts";

export interface EmbeddedOptions {
  /** Data directory, made when it does not exist; null: in memory, gone when it stops. */
  readonly directory: string | null;
  /** What a new database starts from: the answer of `snapshot()`; an existing one is left as it is. */
  readonly snapshot?: Uint8Array;
  /** Called when the database stops by itself; without it the process ends with this error. */
  readonly onFailure?: (error: SetupError) => void;
}

export interface Embedded {
  /** For `connect`. */
  readonly address: DatabaseAddress;
  /** The whole database as bytes, for `EmbeddedOptions.snapshot`. Only while no query runs. */
  snapshot(): Promise<Uint8Array>;
  /** Ends the database and frees the directory. Close the pool first. Does no harm a second time. */
  stop(): Promise<void>;
}

const POSTGRES_MAJOR = "18";

/**
 * Starts the embedded Postgres (PGlite) in a thread of its own, behind a socket that `pg` speaks to as to any server.
 *
 * For trying out and for tests: one session, so statements run one after the other; `SET` outlives its client (use
 * `set local`), named prepared statements collide, and there is no `statement_timeout` and no COPY FROM STDIN.
 * The address allows a pool of one: see `worker.ts` for what goes wrong with more.
 *
 * What was committed survives a killed process. A first start that was killed leaves nothing and begins anew.
 *
 * @throws SetupError `DIRECTORY_LOCKED`, `DIRECTORY_UNUSABLE`, `EMBEDDED_FAILED`
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const { directory } = options;
  const lock = directory === null ? null : await lockDirectory(directory);
  const socketDirectory = process.platform === "win32" ? null : makeTemporaryDirectory("klik");
  const clear = (): void => {
    if (socketDirectory !== null) rmSync(socketDirectory, { recursive: true, force: true });
  };
  // The lock stays when the process ends without `stop`: until it is dead, its thread may still write.
  process.once("exit", clear);
  const release = (): void => {
    process.off("exit", clear);
    clear();
    lock?.release();
  };
  try {
    if (directory !== null) prepare(directory);
    const worker = new Worker(workerFile(), {
      workerData: {
        directory: directory === null ? null : join(directory, "postgres"),
        socket: socketDirectory === null ? null : join(socketDirectory, ".s.PGSQL.5432"),
        snapshot: options.snapshot ?? null,
      } satisfies WorkerOptions,
    });
    const port = await ready(worker);
    if (directory !== null) rmSync(join(directory, STARTING), { force: true });
    return embedded(worker, socketDirectory ?? "127.0.0.1", port ?? 5432, options.onFailure, release);
  } catch (error) {
    release();
    throw error;
  }
}

function embedded(
  worker: Worker,
  host: string,
  port: number,
  onFailure: EmbeddedOptions["onFailure"],
  release: () => void,
): Embedded {
  let stopped: Promise<void> | null = null;
  let reason = "";
  worker.on("error", (error) => {
    reason = ` (${error.message})`;
  });
  const exited = new Promise<void>((resolve) => worker.once("exit", () => resolve())).then(release);
  void exited.then(() => {
    if (stopped !== null) return;
    const error = new SetupError("EMBEDDED_FAILED", `embedded database: stopped by itself${reason}; start Klik again`);
    if (onFailure === undefined) throw error;
    onFailure(error);
  });
  return {
    address: { host, port, user: "postgres", database: "postgres", max: 1 },
    async snapshot() {
      const reply = await ask(worker, { type: "snapshot" });
      if (reply.type !== "snapshot") throw new SetupError("EMBEDDED_FAILED", "embedded database: made no snapshot");
      return reply.bytes;
    },
    stop() {
      stopped ??= Promise.race([ask(worker, { type: "stop" }), exited]).then(() => exited);
      return stopped;
    },
  };
}

/** A file that is there while a new database is being made: with it, what is there was never served and can go. */
const STARTING = "starting";

function prepare(directory: string): void {
  const postgres = join(directory, "postgres");
  const starting = join(directory, STARTING);
  if (existsSync(starting)) rmSync(postgres, { recursive: true, force: true });
  if (!existsSync(postgres)) {
    writeFileSync(starting, "", { flush: true });
    mkdirSync(postgres);
    return;
  }
  const file = join(postgres, "PG_VERSION");
  const version = existsSync(file) ? readFileSync(file, "utf8").trim() : "none";
  if (version === POSTGRES_MAJOR) return;
  throw new SetupError(
    "DIRECTORY_UNUSABLE",
    `embedded database: expected files of Postgres ${POSTGRES_MAJOR} in ${postgres}, got ${version}; ` +
      "set KLIK_DATA_DIR to another directory and import again",
  );
}

/** By the name in package.json: beside a TypeScript source, as tests run it, there is no compiled worker. */
function workerFile(): string {
  const file = createRequire(import.meta.url).resolve("#embedded-worker");
  if (existsSync(file)) return file;
  throw new SetupError(
    "EMBEDDED_FAILED",
    `embedded database: expected ${file}, which does not exist; run tsc -b first`,
  );
}

async function ready(worker: Worker): Promise<number | null> {
  const reply = await nextReply(worker);
  if (reply.type === "ready") return reply.port;
  await worker.terminate();
  const reason = reply.type === "failed" ? reply.reason : reply.type;
  throw new SetupError("EMBEDDED_FAILED", `embedded database: did not start: ${reason}`);
}

function ask(worker: Worker, request: Request): Promise<Reply> {
  const reply = nextReply(worker);
  worker.postMessage(request);
  return reply;
}

/** The next message of the worker, or how it ended. */
async function nextReply(worker: Worker): Promise<Reply> {
  const over = new AbortController();
  const { signal } = over;
  try {
    return await Promise.race([
      once(worker, "message", { signal }).then(([message]) => message as Reply),
      once(worker, "exit", { signal }).then(
        ([code]): Reply => ({ type: "failed", reason: `worker ended with ${code}` }),
      ),
    ]);
  } catch (error) {
    return { type: "failed", reason: error instanceof Error ? error.message : String(error) };
  } finally {
    over.abort();
  }
}
