import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Tests run the sources, so that they never see a stale build. */
const alias = [
  { find: /^@klik\/metrics-core$/, replacement: source("packages/metrics-core/src/index.ts") },
  { find: /^@klik\/metrics-core\/(\w+)$/, replacement: source("packages/metrics-core/src/$1.ts") },
  { find: /^@klik\/migrations$/, replacement: source("migrations/src/index.ts") },
  // The one copy that the libraries load: graphql refuses types that another copy of it made.
  { find: /^graphql$/, replacement: createRequire(source("packages/api/package.json")).resolve("graphql") },
];

export default defineConfig({
  resolve: { alias },
  test: {
    // Most tests of the API wait for a database or a process: left to itself, vitest would use one of two processors.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // Asked for by `--coverage`, as the checks do. Every branch of the statistics is reached by a test.
    coverage: {
      include: ["packages/metrics-core/src/**/*.ts"],
      reporter: ["text-summary", "json-summary", "json"],
      thresholds: { branches: 100 },
    },
    projects: [
      {
        resolve: { alias },
        test: {
          name: "core",
          include: ["packages/metrics-core/**/*.test.ts"],
          exclude: ["**/node_modules/**", "**/dist/**"],
          testTimeout: 120_000,
          // Pure functions leave nothing behind that the next file could see; loading them once is four times faster.
          isolate: false,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "api",
          include: ["packages/api/**/*.test.ts"],
          exclude: ["**/node_modules/**", "**/dist/**"],
          globalSetup: ["packages/api/test/database-service.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "examples",
          include: ["examples/**/*.test.ts"],
          exclude: ["**/node_modules/**"],
        },
      },
    ],
  },
});
