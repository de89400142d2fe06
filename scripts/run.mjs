// Runs Klik from a clone: `node scripts/run.mjs start|test|check|bench|codegen|docs|mutants|klik [arguments]`.
// Needs nothing but Node: installs and compiles what is not up to date, then does what was asked in this process,
// so that signals reach it directly.
import { readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const OLDEST_NODE = [20, 19];

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [command = "", ...rest] = process.argv.slice(2);

const commands = {
  start: async () => {
    const { buildPage } = await import("./build-page.mjs");
    await buildPage();
    await run("packages/api/dist/cli/main.js", ["serve", ...rest]);
  },
  klik: () => run("packages/api/dist/cli/main.js", rest),
  test: () => run("node_modules/vitest/vitest.mjs", ["run", ...rest]),
  codegen: async () => {
    const { printedSchema } = await import(pathToFileURL(join(root, "packages/api/dist/schema/print.js")).href);
    writeFileSync("packages/api/schema.graphql", printedSchema());
    await run("node_modules/@graphql-codegen/cli/esm/bin.js", rest);
  },
  check: () => run("scripts/check.mjs", rest),
  docs: () => run("scripts/docs.mjs", rest),
  mutants: () => run("scripts/mutants.mjs", rest),
  bench: async () => {
    const [only, ...args] = rest;
    const files = benches().filter((file) => only === undefined || file.endsWith(`/${only}.bench.mjs`));
    if (files.length === 0) stop(`expected the name of a benchmark, got ${JSON.stringify(only)}`);
    for (const file of files) await run(file, args);
  },
};

await main();

async function main() {
  if (!Object.hasOwn(commands, command)) {
    stop(`expected one of ${Object.keys(commands).join(", ")}, got ${JSON.stringify(command)}`);
  }
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
    stop(`expected Node ${OLDEST_NODE.join(".")} or later, got ${process.versions.node}: see https://nodejs.org`);
  }
  process.chdir(root);
  // Only now: what they use may be missing in an older Node.
  const { install } = await import("./install.mjs");
  const { compile } = await import("./compile.mjs");
  try {
    await install();
    // Checking compiles by itself and reports on it.
    if (command !== "check" && !(await compile())) doNotPass();
  } catch (error) {
    stop(error.message);
  }
  if (process.env.npm_lifecycle_event !== undefined) endWithParent();
  await commands[command]();
}

/** What does not compile is not started; its tests run all the same, but they cannot pass. */
function doNotPass() {
  if (command !== "test") stop("it does not compile");
  console.error("klik: it does not compile; running the tests all the same");
  process.on("exit", () => {
    process.exitCode ||= 1;
  });
}

/** Runs a script as if Node had been started with it. */
async function run(file, args) {
  const path = join(root, file);
  process.argv = [process.execPath, path, ...args];
  await import(pathToFileURL(path).href);
}

function benches() {
  return readdirSync("packages")
    .flatMap((name) => {
      const folder = join("packages", name, "bench");
      return entries(folder).map((file) => `${folder}/${file}`);
    })
    .filter((file) => file.endsWith(".bench.mjs"))
    .sort();
}

function entries(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return []; // most packages have none
  }
}

/** npm hands a signal to a shell that keeps it to itself: without this, stopping npm would leave Klik running. */
function endWithParent() {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, "SIGTERM");
  }, 500).unref();
}

function stop(message) {
  console.error(`klik: ${message}`);
  process.exit(1);
}
