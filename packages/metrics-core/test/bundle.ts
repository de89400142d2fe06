import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { build } from "./rolldown.ts";

/** What a bundler makes of the package for a browser. */
interface Bundle {
  readonly code: string;
  /** What is left to import: nothing, or it would not run in a browser. */
  readonly imports: readonly string[];
  /** Bytes over the wire. */
  readonly brotli: number;
}

const ENTRY = "\0entry";

/** Bundles some names of an entry point, or all of it, with decimal.js and minified; as a script it leaves them in `Klik`. */
export async function bundle(module: string, names = "*", format: "esm" | "iife" = "esm"): Promise<Bundle> {
  const file = fileURLToPath(new URL(`../src/${module}.ts`, import.meta.url));
  const { output } = await build({
    input: ENTRY,
    write: false,
    platform: "browser",
    logLevel: "silent",
    plugins: [
      {
        name: "entry",
        resolveId: (id: string) => (id === ENTRY ? id : undefined),
        load: (id: string) => (id === ENTRY ? `export ${names} from ${JSON.stringify(file)};` : undefined),
      },
    ],
    output: { format, name: "Klik", minify: true },
  });
  const [chunk, ...others] = output;
  if (chunk === undefined || others.length > 0) throw new Error(`${module}: expected one chunk`);
  return { code: chunk.code, imports: chunk.imports, brotli: brotliCompressSync(chunk.code).length };
}
