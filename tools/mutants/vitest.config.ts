import { defineConfig } from "vitest/config";

/** The tests beside what is mutated and the reference answers, in the copy that Stryker makes; no database. */
const folder = process.env.MUTANTS_FOLDER ?? "*";

export default defineConfig({
  test: {
    isolate: false,
    include: [`src/${folder}/*.test.ts`, "test/reference/*.test.ts"],
    exclude: ["src/driver/**", "src/weighting/**", "test/reference/distribution.test.ts"],
  },
});
