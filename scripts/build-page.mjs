import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { child } from "./child.mjs";

const PAGE = "examples/dashboard";
const STAMP = `${PAGE}/dist/.built-from`;

/** Builds the report page, unless the last build was of the same sources. Without it the API works all the same. */
export async function buildPage() {
  if (!existsSync(PAGE)) return;
  const stamp = fingerprint();
  if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === stamp) return;
  const { code, output } = await child(process.execPath, ["examples/node_modules/vite/bin/vite.js", "build", PAGE]);
  if (code === 0) writeFileSync(STAMP, stamp);
  else console.error(`klik: the report page was not built\n${output}`);
}

/** Of everything that the page is made from: its sources, and the versions of its libraries. */
function fingerprint() {
  const sources = ["src", "public"]
    .map((folder) => join(PAGE, folder))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder, { withFileTypes: true, recursive: true }))
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const hash = createHash("sha256");
  for (const file of [`${PAGE}/index.html`, `${PAGE}/vite.config.ts`, "examples/package.json", ...sources]) {
    hash.update(`\0${file}\0`).update(readFileSync(file));
  }
  return hash.digest("hex");
}
