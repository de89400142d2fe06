import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { lockDirectory } from "./directory-lock.ts";
import { startOf } from "./process-identity.ts";

const locker = fileURLToPath(new URL("../../test/embedded/locker.mjs", import.meta.url));

let directory = "";
const children: ChildProcess[] = [];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "klik-lock-"));
});

afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  rmSync(directory, { recursive: true, force: true });
});

async function startLocker(): Promise<{ readonly child: ChildProcess; readonly verdict: string }> {
  const child = spawn(process.execPath, [locker, directory], { stdio: ["pipe", "pipe", "inherit"] });
  children.push(child);
  const [verdict] = (await once(child.stdout, "data")) as [Buffer];
  return { child, verdict: verdict.toString().trim() };
}

const leave = (owner: unknown): void => writeFileSync(join(directory, "lock"), JSON.stringify(owner));

/** No process has this id: it is beyond the largest that a system gives. */
const NOBODY = 2 ** 30;

describe("lockDirectory", () => {
  test("refuses a second process, and names the first", async () => {
    const { child, verdict } = await startLocker();
    expect(verdict).toBe("taken");
    await expect(lockDirectory(directory)).rejects.toMatchObject({
      code: "DIRECTORY_LOCKED",
      message: `embedded database: expected ${directory} to be free, but process ${child.pid} uses it; stop that one first, or set KLIK_DATA_DIR to another directory`,
    });
  });

  test("refuses a second call in one process, until the first gives it free", async () => {
    const lock = await lockDirectory(directory);
    await expect(lockDirectory(directory)).rejects.toMatchObject({ code: "DIRECTORY_LOCKED" });
    lock.release();
    (await lockDirectory(directory)).release();
    expect(existsSync(join(directory, "lock"))).toBe(false);
  });

  test("a lock that was given free once does not free that of its successor", async () => {
    const first = await lockDirectory(directory);
    first.release();
    const second = await lockDirectory(directory);
    first.release();
    await expect(lockDirectory(directory)).rejects.toMatchObject({ code: "DIRECTORY_LOCKED" });
    second.release();
  });

  test("takes over from a process that was killed", async () => {
    const { child } = await startLocker();
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(existsSync(join(directory, "lock"))).toBe(true);
    (await lockDirectory(directory)).release();
  });

  test.runIf(process.platform === "linux")("takes over from a dead process that its parent has forgotten", async () => {
    // The shell starts a process and becomes `sleep`, which never asks how it ended.
    const shell = spawn("/bin/sh", ["-c", "sleep 0.01 & echo $!; exec sleep 60"], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    children.push(shell);
    const [line] = (await once(shell.stdout, "data")) as [Buffer];
    await sleep(200);
    const pid = Number(line.toString());
    expect(() => process.kill(pid, 0)).not.toThrow();
    leave({ pid, start: startOf(pid), host: hostname() });
    (await lockDirectory(directory)).release();
  });

  test("takes over when another process has the id of the dead owner by now", async () => {
    const pid = process.ppid;
    leave({ pid, start: `not ${startOf(pid)}`, host: hostname() });
    (await lockDirectory(directory)).release();
  });

  test("takes over from an earlier process with the id of this one, as in a container", async () => {
    leave({ pid: process.pid, start: null, host: hostname() });
    (await lockDirectory(directory)).release();
  });

  test("does not take over from another machine, whose processes it cannot see", async () => {
    leave({ pid: NOBODY, start: null, host: "elsewhere" });
    await expect(lockDirectory(directory)).rejects.toThrow(
      /on elsewhere uses it; if there is no such process, delete /,
    );
  });

  test("does not take over what it cannot read", async () => {
    writeFileSync(join(directory, "lock"), "{");
    await expect(lockDirectory(directory)).rejects.toThrow(/its lock cannot be read/);
  });

  test("lets one of several processes take over from a dead one", async () => {
    leave({ pid: NOBODY, start: null, host: hostname() });
    const verdicts = (await Promise.all(Array.from({ length: 4 }, startLocker))).map(({ verdict }) => verdict);
    expect(verdicts.sort()).toEqual(["DIRECTORY_LOCKED", "DIRECTORY_LOCKED", "DIRECTORY_LOCKED", "taken"]);
  });

  test("says so when the directory cannot be made", async () => {
    writeFileSync(join(directory, "file"), "");
    await expect(lockDirectory(join(directory, "file"))).rejects.toMatchObject({ code: "DIRECTORY_UNUSABLE" });
  });
});
