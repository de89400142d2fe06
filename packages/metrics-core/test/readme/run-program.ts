import { compileFunction } from "node:vm";
import { transformSync } from "../rolldown.ts";

/** Runs a small program that imports from the package, on the sources, and returns what it prints with `console.log`. */
export async function runProgram(program: string): Promise<string> {
  const { code } = transformSync("program.ts", program);
  const imports = /^import \{([^}]*)\} from "@klik\/metrics-core(?:\/(\w+))?";?\n/gm;
  const scope: Record<string, unknown> = {};
  for (const [, names = "", entry = "index"] of code.matchAll(imports)) {
    const library = (await import(`../../src/${entry}.ts`)) as Record<string, unknown>;
    for (const name of names.split(",").map((each) => each.trim())) scope[name] = library[name];
  }
  let printed = "";
  const log = (...values: readonly unknown[]): void => {
    printed += `${values.map(String).join(" ")}\n`;
  };
  compileFunction(code.replace(imports, ""), ["console", ...Object.keys(scope)])({ log }, ...Object.values(scope));
  return printed;
}
