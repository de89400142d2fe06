// What CI checks besides the tests: `node scripts/run.mjs check [name ...]`. A line a step; the output of those that fail.
import { child } from "./child.mjs";

/** A step is a name and a Node script with its arguments; it fails when its exit code is not 0. */
const steps = [
  ["lint", "node_modules/oxlint/bin/oxlint", "--type-aware", "--deny-warnings"],
  ["format", "node_modules/@biomejs/biome/bin/biome", "format"],
  ["build", "node_modules/typescript/bin/tsc", "-b"],
  ["generated documents", "node_modules/@graphql-codegen/cli/esm/bin.js", "--check"],
  ["package", "scripts/publishable.mjs"],
  [
    "coverage of metrics-core",
    "node_modules/vitest/vitest.mjs",
    ...["run", "--project", "core", "--coverage"],
    ...["src", "test/reference", "test/examples"].map((part) => `packages/metrics-core/${part}/`),
  ],
  ["types of tests", "node_modules/typescript/bin/tsc", "-p", "tsconfig.test.json"],
];

const wanted = process.argv.slice(2);
let passed = 0;
let failed = 0;
for (const [name, ...script] of steps) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const started = Date.now();
  const { code, output } = await child(process.execPath, script);
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(`${code === 0 ? "ok  " : "FAIL"} ${name} (${seconds} s)`);
  if (code === 0) {
    passed++;
  } else {
    failed++;
    console.log(output);
  }
}
if (passed + failed === 0)
  console.log(`expected one of ${steps.map(([name]) => name).join(", ")}, got ${wanted.join(", ")}`);
console.log(`checks: ${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
