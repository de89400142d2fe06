import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { isRunning } from "./process-identity.ts";

/**
 * Makes an empty directory that only this user can enter, and removes those of this name whose process was killed
 * before it could. The path is short: that of a Unix socket holds some 100 characters.
 */
export function makeTemporaryDirectory(name: string): string {
  // Containers may share a directory for temporary files, but not their process ids.
  const host = createHash("sha256").update(hostname()).digest("hex").slice(0, 6);
  const prefix = `${name}-${host}-`;
  for (const found of readdirSync(tmpdir())) {
    if (found.startsWith(prefix) && !isRunning(Number.parseInt(found.slice(prefix.length), 10))) {
      remove(join(tmpdir(), found));
    }
  }
  return mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
}

function remove(directory: string): void {
  try {
    rmSync(directory, { recursive: true, force: true });
  } catch {
    // Another user's, who will remove it.
  }
}
