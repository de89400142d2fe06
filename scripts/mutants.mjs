// Mutation testing of metrics-core: `npm run mutants`, or a part of it: `npm run mutants -- metric/nps.ts estimate`.
// Results are kept in .stryker/, so that a later run repeats only what changed. A whole run takes half an hour on two cores.
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { child } from "./child.mjs";
import { installTool } from "./tool.mjs";

const CORE = "packages/metrics-core";
const FOLDERS = ["metric", "estimate", "summary"];
const RESULTS = ".stryker/incremental.json";

await installTool("mutants");
const wanted = process.argv.slice(2);
const mutate = (wanted.length > 0 ? wanted : FOLDERS).map((part) =>
  FOLDERS.includes(part) ? `src/${part}/*.ts` : `src/${part}`,
);
const { code } = await child(
  process.execPath,
  [
    resolve("tools/mutants/node_modules/@stryker-mutator/core/bin/stryker.js"),
    "run",
    resolve("tools/mutants/stryker.config.mjs"),
    "--mutate",
    [...mutate, "!src/**/*.test.ts"].join(","),
  ],
  { cwd: CORE, stdio: "inherit" },
);
process.exitCode = code;
report();

/** What is known so far, per folder. A mutant that makes a test run for ever (a timeout) counts as killed. */
function report() {
  if (!existsSync(RESULTS)) return;
  const { files } = JSON.parse(readFileSync(RESULTS, "utf8"));
  console.log(
    "| folder | files | killed | timeout | survived | not covered | score |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
  );
  for (const folder of FOLDERS) {
    const mine = Object.entries(files).filter(([path]) => path.startsWith(`src/${folder}/`));
    const states = mine.flatMap(([, { mutants }]) => mutants.map(({ status }) => status));
    const count = (...names) => states.filter((status) => names.includes(status)).length;
    const [killed, timeout] = [count("Killed"), count("Timeout")];
    const [survived, uncovered] = [count("Survived"), count("NoCoverage")];
    const all = killed + timeout + survived + uncovered;
    const tried = mine.filter(([, { mutants }]) => mutants.some(({ status }) => status !== "Ignored")).length;
    if (all > 0) {
      const score = ((100 * (killed + timeout)) / all).toFixed(1);
      console.log(`| ${folder} | ${tried} | ${killed} | ${timeout} | ${survived} | ${uncovered} | ${score} % |`);
    }
  }
}
