// Runs the tests of metrics-core against one mutant after the other, in a process that loads them once.
//
// Stryker's runner for Vitest loads the test files anew for every mutant, which takes twenty times as long, and it finds no
// property test again, whose name holds a random seed. Tests of pure functions need nothing else that Vitest does for them.
// What a mutant leaves behind, in caches and in the counters of the kernels, must not count against the next: see `mutantRun`.
import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { declareClassPlugin, PluginKind } from "@stryker-mutator/api/plugin";
import {
  determineHitLimitReached,
  DryRunStatus,
  TestStatus,
  toMutantRunResult,
} from "@stryker-mutator/api/test-runner";

const TEST_API = fileURLToPath(new URL("./test-api.mjs", import.meta.url));
/** The tests of what is mutated, and of the definitions and driver analyses that rest on it. */
const TESTS = /^(src\/(summary|estimate|metric|describe)|test\/reference)\/|\/driver(-analysis|\.prop)\.test\.ts$/;
/** Random numbers and distributions, which are not mutated. */
const LEFT_OUT = /\/distribution\.test\.ts$/;
/** Sources of the kernels whose counters have to be 0 between calls: any mutant may leave some that a later test adds to. */
const SHARES_COUNTERS = /\/columns-[^/]*\.ts$/;
/** A test that takes longer than this runs for the file beside it, or where few others look. */
const SLOW = { milliseconds: 40, others: 30 };
/** Stryker stops a mutant after 100 times the steps of the original; ten times are enough to know. */
const STEPS = 0.1;

class InMemoryRunner {
  #server;
  /** Loaded tests by id. */
  #tests = new Map();
  #loaded = new Set();
  /** What is known of a test: its CPU time, and how many mutants it killed. */
  #records = new Map();
  #stryker = (globalThis.__stryker__ ??= {});

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    const vitest = createRequire(new URL("../../package.json", import.meta.url)).resolve("vitest/node");
    const { createViteServer } = await import(pathToFileURL(vitest).href);
    this.#server = await createViteServer({
      configFile: false,
      logLevel: "error",
      appType: "custom",
      server: { middlewareMode: true, watch: null, ws: false, hmr: false },
      optimizeDeps: { noDiscovery: true },
      resolve: { alias: [{ find: /^(@fast-check\/)?vitest$/, replacement: TEST_API }] },
    });
  }

  async dispose() {
    await this.#server?.close();
  }

  /** Every test once, and what it reaches. */
  async dryRun() {
    await this.#load(testFiles());
    const tests = [];
    for (const test of this.#tests.values()) {
      this.#stryker.currentTestId = test.id;
      tests.push(await this.#run(test));
    }
    this.#stryker.currentTestId = undefined;
    return { status: DryRunStatus.Complete, tests, mutantCoverage: this.#stryker.mutantCoverage };
  }

  /** A mutant is killed only if the test that failed passes without it, or fails when everything is loaded anew. */
  async mutantRun(options) {
    const { verdict, killer } = await this.#try(options);
    if (killer === undefined) return verdict;
    const leftover = (await this.#run(killer)).status === TestStatus.Failed;
    if (!leftover && !SHARES_COUNTERS.test(options.sandboxFileName)) return verdict;
    this.#unload();
    if (!leftover) return verdict;
    const again = await this.#try(options);
    this.#unload();
    return again.verdict;
  }

  async #try({ activeMutant, testFilter, hitLimit, sandboxFileName }) {
    await this.#load(new Set(testFilter.map((id) => id.slice(0, id.indexOf("#")))));
    const steps = hitLimit === undefined ? undefined : hitLimit * STEPS;
    Object.assign(this.#stryker, { activeMutant: activeMutant.id, hitCount: 0, hitLimit: steps });
    const tests = [];
    let killer;
    for (const test of this.#plan(testFilter, `${basename(sandboxFileName, ".ts")}.`)) {
      const result = await this.#run(test);
      tests.push(result);
      if (result.status !== TestStatus.Failed) continue;
      killer = test;
      this.#records.get(test.id).kills++;
      break;
    }
    this.#stryker.activeMutant = undefined;
    const limit = determineHitLimitReached(this.#stryker.hitCount, steps);
    return { verdict: toMutantRunResult(limit ?? { status: DryRunStatus.Complete, tests }), killer };
  }

  /** Tests beside the mutated file first, then the quickest and the most successful. */
  #plan(ids, besideName) {
    const all = ids.map((id) => {
      const test = this.#tests.get(id);
      const { milliseconds, kills } = this.#records.get(id);
      const beside = basename(test.file).startsWith(besideName);
      return { test, slow: !beside && milliseconds > SLOW.milliseconds, beside, rank: milliseconds / (1 + kills) };
    });
    const quick = all.filter(({ slow }) => !slow);
    const chosen = quick.length > SLOW.others ? quick : all;
    return chosen.sort((a, b) => Number(b.beside) - Number(a.beside) || a.rank - b.rank).map(({ test }) => test);
  }

  async #run({ id, name, file, body }) {
    const record = this.#records.get(id);
    const [wall, cpu] = [performance.now(), process.cpuUsage().user];
    let failureMessage;
    try {
      await body();
    } catch (error) {
      failureMessage = String(error?.message ?? error);
    }
    record.milliseconds = (process.cpuUsage().user - cpu) / 1000;
    const status = failureMessage === undefined ? TestStatus.Success : TestStatus.Failed;
    return { id, name, fileName: file, timeSpentMs: performance.now() - wall, status, failureMessage };
  }

  async #load(files) {
    const { runner } = this.#server.environments.ssr;
    const { collect } = await runner.import(TEST_API);
    for (const file of files) {
      if (this.#loaded.has(file)) continue;
      this.#loaded.add(file);
      for (const { name: title, body } of await collect(() => runner.import(file))) {
        let name = title;
        while (this.#tests.has(`${file}#${name}`)) name += " again";
        const id = `${file}#${name}`;
        this.#tests.set(id, { id, name, file, body });
        if (!this.#records.has(id)) this.#records.set(id, { milliseconds: 0, kills: 0 });
      }
    }
  }

  #unload() {
    this.#server.environments.ssr.runner.clearCache();
    this.#tests.clear();
    this.#loaded.clear();
  }
}

function testFiles() {
  return ["src", "test"]
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true }).map((file) => `${folder}/${file.split(sep).join("/")}`),
    )
    .filter((file) => file.endsWith(".test.ts") && TESTS.test(file) && !LEFT_OUT.test(file))
    .map((file) => resolve(file).split(sep).join("/"));
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, "in-memory", InMemoryRunner)];
