import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { child } from "./child.mjs";

/**
 * Installs the packages of `tools/<name>` in its own folder, unless they are there. They are big, seldom needed, or bound to another
 * TypeScript; apart from the workspace they cost nobody's first `npm start` anything.
 */
export async function installTool(name) {
  const folder = join("tools", name);
  const stamp = join(folder, "node_modules", ".klik-installed");
  const fingerprint = createHash("sha256")
    .update(process.version)
    .update(readFileSync(join(folder, "package.json")))
    .digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === fingerprint) return;
  console.error(`klik: installing the packages of ${folder}`);
  const { code, output } = await child(
    "npm",
    // Peers are what the workspace has already (vitest): Node finds them in the folder above.
    ["install", "--legacy-peer-deps", "--no-package-lock", "--no-audit", "--no-fund"],
    { cwd: folder, shell: process.platform === "win32" },
  );
  if (code !== 0) throw new Error(`the installation of ${folder} failed\n${output}`);
  writeFileSync(stamp, fingerprint);
}
