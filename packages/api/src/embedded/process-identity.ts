import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/**
 * When a process started, in words that no later process with the same id shares (also after a restart of the machine).
 * Null when there is no such process, or when this system does not tell.
 */
export function startOf(pid: number): string | null {
  try {
    if (process.platform === "linux") return startOnLinux(pid);
    if (process.platform === "win32") return null;
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim() || null;
  } catch {
    return null;
  }
}

/** Whether a process with this id runs, whoever owns it. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function startOnLinux(pid: number): string {
  const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  return `${boot} ${statOf(pid)[19]}`;
}

/** Dead, with no thread left that could write, but kept in the list because its parent has not asked for its end. */
function isZombie(pid: number): boolean {
  if (process.platform !== "linux") return false;
  try {
    return statOf(pid)[0] === "Z" && readdirSync(`/proc/${pid}/task`).length === 1;
  } catch {
    return false;
  }
}

/** Fields of the process from its state on. The name before it stands in parentheses and may hold anything. */
function statOf(pid: number): readonly string[] {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
}
