import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { SetupError } from "../setup-error.ts";
import { isRunning, startOf } from "./process-identity.ts";

interface DirectoryLock {
  /** Gives the directory free. Does no harm a second time. */
  release(): void;
}

/** Who holds a data directory, as the lock file says it. */
interface Owner {
  readonly pid: number;
  readonly start: string | null;
  readonly host: string;
}

/** Locks of this process: tells its own lock from one left by an earlier process with the same id (in a container). */
const held = new Set<string>();

/**
 * Takes a data directory for this process: two processes on one embedded database would silently lose each other's rows.
 *
 * The lock is a file that names its owner. It is taken over only from a process that is dead: a heartbeat would be no
 * proof of life, because a long query holds it up.
 *
 * @throws SetupError `DIRECTORY_LOCKED` when another process has it, or when that cannot be known;
 * `DIRECTORY_UNUSABLE` when it cannot be written
 */
export async function lockDirectory(directory: string): Promise<DirectoryLock> {
  const path = join(resolve(directory), "lock");
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    if (!create(path)) await takeOver(path, directory);
  } catch (error) {
    if (error instanceof SetupError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new SetupError("DIRECTORY_UNUSABLE", `embedded database: expected a directory to write in, got: ${reason}`);
  }
  held.add(path);
  let released = false;
  return {
    release() {
      if (released) return;
      released = true;
      held.delete(path);
      rmSync(path, { force: true });
    },
  };
}

/** Makes a file that names this process, unless there is one. */
function create(path: string): boolean {
  const owner: Owner = { pid: process.pid, start: startOf(process.pid), host: hostname() };
  try {
    writeFileSync(path, JSON.stringify(owner), { flag: "wx", flush: true });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/**
 * Puts this process in the place of a dead owner. Looking and replacing is for one process at a time, or a second one
 * could replace the new lock of the first; so it has a lock of its own, which becomes the lock.
 */
async function takeOver(path: string, directory: string): Promise<void> {
  const next = `${path}.next`;
  for (let attempt = 0; !create(next); attempt++) {
    if (attempt === 50) throw inUse(directory, `a process is taking it over; if there is none, delete ${next}`);
    await sleep(20);
  }
  try {
    const owner = ownerIn(path);
    if (owner !== null && !isDead(owner, path)) throw lockedBy(owner, directory, path);
    renameSync(next, path);
  } finally {
    rmSync(next, { force: true });
  }
}

/** Null when there is no lock any more. An owner without a process id: the file cannot be read. */
function ownerIn(path: string): Owner | null {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Owner;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT" ? null : { pid: 0, start: null, host: hostname() };
  }
}

function isDead(owner: Owner, path: string): boolean {
  if (owner.pid < 1 || owner.host !== hostname()) return false;
  if (owner.pid === process.pid) return !held.has(path);
  if (!isRunning(owner.pid)) return true;
  const start = startOf(owner.pid);
  return owner.start !== null && start !== null && owner.start !== start;
}

function lockedBy(owner: Owner, directory: string, path: string): SetupError {
  if (owner.pid < 1) return inUse(directory, `its lock cannot be read; if no Klik uses it, delete ${path}`);
  if (owner.host === hostname()) return inUse(directory, `process ${owner.pid} uses it; stop that one first`);
  return inUse(directory, `process ${owner.pid} on ${owner.host} uses it; if there is no such process, delete ${path}`);
}

const inUse = (directory: string, why: string): SetupError =>
  new SetupError(
    "DIRECTORY_LOCKED",
    `embedded database: expected ${directory} to be free, but ${why}, or set KLIK_DATA_DIR to another directory`,
  );
