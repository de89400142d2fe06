// Makes the tarball of metrics-core as it would be published, and has publint and are-the-types-wrong look at it.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { child } from "./child.mjs";
import { installTool } from "./tool.mjs";

await installTool("publish");
const tools = resolve("tools/publish/node_modules");
const folder = mkdtempSync(join(tmpdir(), "klik-pack-"));
try {
  const pnpm = JSON.parse(readFileSync("package.json", "utf8")).packageManager;
  // pnpm: npm would leave `catalog:` as it stands.
  await run("npx", ["--yes", pnpm, "pack", "--reporter=silent", "--pack-destination", folder], "packages/metrics-core");
  const tarball = join(folder, readdirSync(folder)[0]);
  await run(process.execPath, [join(tools, "publint/src/cli.js"), "run", tarball, "--strict"]);
  await run(process.execPath, [join(tools, "@arethetypeswrong/cli/dist/index.js"), tarball, "--profile", "esm-only"]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function run(program, args, cwd) {
  const shell = program === "npx" && process.platform === "win32";
  const { code, output } = await child(program, args, { cwd, shell });
  console.log(output.trim());
  if (code !== 0) process.exitCode = 1;
}
