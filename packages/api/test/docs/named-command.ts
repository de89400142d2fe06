import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect } from "vitest";

const root = new URL("../../../../", import.meta.url);
const { scripts } = JSON.parse(readFileSync(new URL("package.json", root), "utf8")) as {
  readonly scripts: Readonly<Record<string, string>>;
};

/**
 * What stands between backticks, when it is a command of Klik: without settings before it, and `klik` for `npm run klik --`. A
 * script of the reader is none.
 *
 * @example
 * namedCommand("PORT=80 npm run klik -- segments verify") // => "klik segments verify"
 */
export function namedCommand(code: string): string | null {
  const command = code.replace(/^(?:[A-Z_]+=\S+ )+/, "").replace(/^npm run (?:--silent )?klik -- /, "klik ");
  return /^(?:npm (?!run$)|npx |node \S*\/|klik )/.test(command) ? command : null;
}

/** Sees that a command is there, with its options, without running it. */
export async function expectCommand(command: string): Promise<void> {
  const [program, ...words] = command.split(" ");
  if (program === "klik") {
    const end = words.findIndex((word) => !/^[a-z]+$/.test(word));
    const names = end === -1 ? words : words.slice(0, end);
    const main = fileURLToPath(new URL("packages/api/dist/cli/main.js", root));
    const { stdout } = await promisify(execFile)(process.execPath, [main, ...names, "--help"]);
    expect(stdout).toContain(`Usage: klik ${names.join(" ")}`);
    for (const option of words.filter((word) => word.startsWith("--"))) expect(stdout).toContain(option);
    return;
  }
  const [first = "", second = ""] = words;
  if (program === "npm") {
    const script = first === "run" ? second : first;
    if (script !== "install") expect(Object.keys(scripts)).toContain(script);
    return;
  }
  const path = program === "npx" ? `node_modules/.bin/${words.find((word) => /^[a-z]/.test(word))}` : first;
  expect(existsSync(new URL(path, root)), path).toBe(true);
}
