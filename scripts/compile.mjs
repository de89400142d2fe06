import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { nodeScript } from "./child.mjs";

/** Compiles what has changed. Tells whether it compiles. */
export function compile() {
  const { references } = JSON.parse(readFileSync("tsconfig.json", "utf8"));
  for (const { path } of references) tidy(join(path, "src"), join(path, "dist"));
  return nodeScript("node_modules/typescript/bin/tsc", "-b");
}

/**
 * `tsc -b` looks at its notes, not at its output: it leaves the output of a source that is gone, which could still be
 * imported, and does not make again what somebody deleted.
 */
function tidy(source, output) {
  const modules = new Set(
    filesIn(source)
      .filter((file) => file.endsWith(".ts") && !/\.test(-d)?\.ts$/.test(file))
      .map((file) => file.slice(0, -".ts".length)),
  );
  const made = filesIn(output).filter((file) => /\.(js|d\.ts)(\.map)?$/.test(file));
  for (const file of made) {
    if (!modules.has(file.replace(/\.(js|d\.ts)(\.map)?$/, ""))) rmSync(join(output, file));
  }
  const present = new Set(made);
  const isWhole = [...modules].every((name) => present.has(`${name}.js`) && present.has(`${name}.d.ts`));
  if (!isWhole) rmSync(join(output, ".tsbuildinfo"), { force: true });
}

/** Paths of all files of a directory, relative to it. */
function filesIn(directory) {
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(directory, join(entry.parentPath ?? entry.path, entry.name)));
}
