import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { builtinModules, createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { createContext, runInContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { bundle } from "./bundle.ts";
import { findChromium, runInChromium } from "./chromium.ts";

const folder = new URL("../", import.meta.url);
const text = (path: string): string => readFileSync(new URL(path, folder), "utf8");
const manifest = JSON.parse(text("package.json")) as {
  readonly exports: Readonly<Record<string, string | { readonly types: string; readonly default: string }>>;
  readonly dependencies: Readonly<Record<string, string>>;
};
const modules = Object.keys(manifest.exports)
  .filter((path) => path !== "./package.json")
  .map((path) => (path === "." ? "index" : path.slice(2)));

/** Bytes over the wire (brotli) with decimal.js, at most; each entry point by itself. */
const CEILINGS: Readonly<Record<string, number>> = {
  index: 25_000,
  comparison: 20_000,
  people: 20_000,
  outcomes: 30_000,
  weighting: 10_000,
  drivers: 25_000,
  columns: 12_000,
  distributions: 7_000,
  describe: 8_000,
};
const EVERYDAY = "{ nps, tallyOf, intervalOf, ZERO_TO_TEN }";
const EVERYDAY_CEILING = 15_000;

/** Uses the everyday bundle the way a page would. */
const PAGE = `(() => {
  const { nps, tallyOf, intervalOf, ZERO_TO_TEN } = Klik;
  const score = nps(tallyOf(ZERO_TO_TEN, [10, 9, 8, 3, 10], { weights: ["1.5", 1, 1, 0.5, 1] }));
  const { low, high, method } = intervalOf(score);
  return JSON.stringify([score.value, score.base.valid, low < score.value && score.value < high, method]);
})()`;
const ANSWER = '[60,5,true,"score"]';

describe("exports", () => {
  const require = createRequire(new URL("package.json", folder));

  test.each(modules)("%s is there, with its types, and holds what the source holds", async (module) => {
    const specifier = module === "index" ? "@klik/metrics-core" : `@klik/metrics-core/${module}`;
    const path = require.resolve(specifier);
    expect(path).toBe(fileURLToPath(new URL(`dist/${module}.js`, folder)));
    expect(existsSync(path.replace(/\.js$/, ".d.ts"))).toBe(true);
    const compiled = (await import(/* @vite-ignore */ path)) as object;
    const source = (await import(/* @vite-ignore */ `../src/${module}.ts`)) as object;
    expect(Object.keys(compiled).sort()).toEqual(Object.keys(source).sort());
    expect(Object.keys(compiled).length).toBeGreaterThan(0);
  });

  test("are all in the documentation", () => {
    const { entryPoints } = JSON.parse(text("../../tools/docs/typedoc.json")) as { entryPoints: readonly string[] };
    const documented = entryPoints.map((path) => path.replace(/^.*\/src\/(\w+)\.ts$/, "$1"));
    expect(documented.toSorted()).toEqual(modules.toSorted());
  });

  test("nobody can import past them", () => {
    expect(() => require.resolve("@klik/metrics-core/dist/index.js")).toThrow(
      expect.objectContaining({ code: "ERR_PACKAGE_PATH_NOT_EXPORTED" }),
    );
  });
});

describe("sources", () => {
  const files = readdirSync(new URL("src/", folder), { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".ts") && !file.endsWith(".test.ts"),
  );

  test("import each other and decimal.js, nothing else", () => {
    const imported = files.flatMap((file) =>
      [...text(`src/${file}`).matchAll(/^(?:import|export|\}) [^;]*?from "([^"]+)"|import\("([^"]+)"\)/gm)].map(
        ([, from, dynamic]) => (from ?? dynamic)!,
      ),
    );
    expect(imported.length).toBeGreaterThan(300);
    expect([...new Set(imported.filter((from) => !/^\.\.?\//.test(from)))]).toEqual(["decimal.js"]);
    expect(Object.keys(manifest.dependencies)).toEqual(["decimal.js"]);
  });

  test("read no clock, no environment and no random source", () => {
    const impure = /\b(Math\.random|Date\.now|new Date|performance\.now|process\.env|globalThis|crypto\.|setTimeout)/;
    const lines = files.flatMap((file) =>
      text(`src/${file}`)
        .split("\n")
        .filter((line) => !/^\s*(\*|\/\/|\/\*)/.test(line) && impure.test(line))
        .map((line) => `${file}: ${line.trim()}`),
    );
    expect(lines).toEqual([]);
  });
});

describe("bundles for a browser", () => {
  const readme = text("README.md");

  test.each(modules)("%s needs nothing of Node and stays small", async (module) => {
    const { code, imports, brotli } = await bundle(module);
    console.log(`${module}: ${brotli} bytes (brotli), at most ${CEILINGS[module]}`);
    expect(imports).toEqual([]);
    expect(builtinModules.filter((name) => code.includes(`"${name}"`) || code.includes(`"node:${name}"`))).toEqual([]);
    expect(brotli).toBeLessThanOrEqual(CEILINGS[module]!);
    // What the README says, to a kilobyte.
    const entry = module === "index" ? "@klik/metrics-core" : `/${module}`;
    const printed = new RegExp(`^\\| \`${entry}\` \\| (\\d+) KB`, "m").exec(readme)?.[1];
    expect(Math.abs(Number(printed) - brotli / 1000), `README: ${entry}, ${brotli} bytes`).toBeLessThan(1);
  });

  test("a score with its interval alone is smaller still", async () => {
    const { imports, brotli } = await bundle("index", EVERYDAY);
    console.log(`nps, tallyOf, intervalOf, ZERO_TO_TEN: ${brotli} bytes (brotli), at most ${EVERYDAY_CEILING}`);
    expect(imports).toEqual([]);
    expect(brotli).toBeLessThanOrEqual(EVERYDAY_CEILING);
  });

  test("run where there is no Node", async () => {
    for (const module of modules) {
      const { code } = await bundle(module, "*", "iife");
      const context = createContext({});
      expect(runInContext("typeof process + typeof require + typeof Buffer", context)).toBe("undefined".repeat(3));
      runInContext(code, context);
      expect(runInContext("Object.keys(Klik).length", context)).toBeGreaterThan(0);
      if (module === "index") expect(runInContext(PAGE, context)).toBe(ANSWER);
    }
  });

  test("run in Chromium, where there is one", { timeout: 60_000 }, async () => {
    const chromium = findChromium();
    if (chromium === null) {
      console.log("no chromium on this machine: the bundle was tried in a bare context of V8 only");
      return;
    }
    const { code } = await bundle("index", "*", "iife");
    expect(await runInChromium(chromium, `${code}\ndocument.title = ${PAGE};`)).toBe(ANSWER);
  });
});

test("the tarball holds what users need, and no tests", () => {
  const listed = execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
    cwd: folder,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
    shell: process.platform === "win32",
  });
  const packed = (JSON.parse(listed) as [{ files: { path: string }[] }])[0].files.map(({ path }) => path);
  expect(packed).toEqual(
    expect.arrayContaining(["README.md", "LICENSE", "package.json", "dist/index.js", "src/index.ts"]),
  );
  expect(packed.filter((path) => /\.test\.|^(test|bench|scripts)\/|tsbuildinfo|node_modules/.test(path))).toEqual([]);
  // Maps lead from what runs to what is read.
  for (const path of packed.filter((each) => each.endsWith(".js"))) {
    expect(packed).toContain(path.replace(/^dist\/(.*)\.js$/, "src/$1.ts"));
  }
});
