import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

/** As much of rolldown as the tests use. It comes with vite, which comes with vitest. */
interface Rolldown {
  build(options: {
    readonly input: string;
    readonly write: false;
    readonly platform: "browser";
    readonly logLevel: "silent";
    readonly plugins: readonly unknown[];
    readonly output: { readonly format: "esm" | "iife"; readonly name?: string; readonly minify: true };
  }): Promise<{
    readonly output: readonly { readonly type: string; readonly code: string; readonly imports: readonly string[] }[];
  }>;
}

interface RolldownUtils {
  transformSync(file: string, source: string): { readonly code: string; readonly errors: readonly unknown[] };
}

const vitest = createRequire(createRequire(import.meta.url).resolve("vitest/package.json"));
const vite = createRequire(vitest.resolve("vite"));
const load = async (specifier: string): Promise<unknown> => import(pathToFileURL(vite.resolve(specifier)).href);

export const { build } = (await load("rolldown")) as Rolldown;
export const { transformSync } = (await load("rolldown/utils")) as RolldownUtils;
