import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const root = new URL("../", import.meta.url);

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
}

/** Packages that the code imports, its tests left out. */
function importedPackages(): ReadonlySet<string> {
  const files = readdirSync(new URL("src/", root), { recursive: true, encoding: "utf8" });
  const texts = files
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .map((name) => readFileSync(new URL(`src/${name}`, root), "utf8"));
  const imports = texts.flatMap((text) => [...text.matchAll(/(?:\bfrom |^import |\bimport\()"([^"]+)"/gm)]);
  const names = imports.flatMap(([, path]) => /^(?:@[^/]+\/)?[^@/.#][^/]*/.exec(path!)?.[0] ?? []);
  return new Set(names.filter((name) => !name.startsWith("node:")));
}

test("whoever installs the package gets what it runs with, and nothing else", () => {
  const { dependencies } = JSON.parse(readFileSync(new URL("package.json", root), "utf8")) as Manifest;
  expect([...importedPackages()].toSorted()).toEqual(Object.keys(dependencies).toSorted());
});
