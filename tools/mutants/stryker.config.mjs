// Mutation testing of metrics-core, started by scripts/mutants.mjs in the folder of the package.
import { fileURLToPath } from "node:url";

const path = (specifier) => fileURLToPath(import.meta.resolve(specifier));

export default {
  plugins: [path("./runner.mjs")],
  testRunner: "in-memory",
  coverageAnalysis: "perTest",
  mutate: ["summary", "estimate", "metric"].flatMap((folder) => [`src/${folder}/*.ts`, `!src/${folder}/*.test.ts`]),
  // The wording of messages may change; tests compare codes.
  mutator: { excludedMutations: ["StringLiteral"] },
  // A constant of a module would need everything loaded anew for each mutant.
  ignoreStatic: true,
  // Stryker rewrites tsconfig files through a TypeScript interface that version 7 has not got: with this name it finds none.
  tsconfigFile: "none.json",
  // Without its tsconfig, whose base would be missing: types are gone before a test runs.
  ignorePatterns: ["dist", "bench", "tsconfig.json"],
  // Long, so that a busy machine does not turn a survivor into a timeout; loops are stopped by counting long before.
  timeoutMS: 60_000,
  concurrency: 2,
  incremental: true,
  incrementalFile: path("../../.stryker/incremental.json"),
  // Out of the package, where the ordinary test run would find the copies of the tests.
  tempDirName: "../../.stryker/sandbox",
  reporters: ["progress-append-only", "clear-text", "json"],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  jsonReporter: { fileName: path("../../.stryker/report.json") },
  thresholds: { high: 95, low: 85, break: 85 },
};
