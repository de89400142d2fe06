import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";

const examples = createRequire(new URL("../../../../examples/package.json", import.meta.url));
const { transformWithOxc } = await import(pathToFileURL(examples.resolve("vite")).href);

export async function load(url, context, next) {
  if (!url.endsWith(".ts")) return next(url, context);
  const path = fileURLToPath(url);
  const { code } = await transformWithOxc(await readFile(path, "utf8"), path, { tsconfig: false });
  return { format: "module", source: code, shortCircuit: true };
}
