import { readdirSync, readFileSync } from "node:fs";

/** One `@example` of a doc comment. */
interface Example {
  /** The file below `src/` and the name that it explains. */
  readonly file: string;
  readonly name: string;
  readonly steps: readonly ExampleStep[];
}

/** What to run, and what the comment says that the last expression gives. */
export interface ExampleStep {
  readonly statements: string;
  readonly expression: string;
  readonly result: string;
}

const SOURCES = new URL("../../src/", import.meta.url);
const DOCUMENTED = /\/\*\*((?:(?!\*\/)[^])*)\*\/\s*export (?:async )?(?:function|const|class|interface|type) (\w+)/g;
const RESULT = /^(.*?);?\s*\/\/ => (.*)$/;

export function sourceFiles(): readonly string[] {
  return readdirSync(SOURCES, { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => file.endsWith(".ts") && !/\.test(-d)?\.ts$/.test(file))
    .sort();
}

export function examplesOf(file: string): readonly Example[] {
  return [...sourceOf(file).matchAll(DOCUMENTED)].flatMap(([, comment = "", name = ""]) =>
    comment
      .split("\n")
      .map((line) => line.replace(/^\s*\* ?/, ""))
      .join("\n")
      .split(/^@/m)
      .filter((tag) => tag.startsWith("example"))
      .map((tag) => ({ file, name, steps: stepsOf(tag.slice("example".length)) })),
  );
}

/** Lines up to a `// => …` are one step; its expression begins after the last line that ends a statement. */
function stepsOf(text: string): readonly ExampleStep[] {
  const steps: ExampleStep[] = [];
  let statements: string[] = [];
  let expression: string[] = [];
  for (const line of text.split("\n").filter((each) => each.trim() !== "")) {
    const [, code, result] = RESULT.exec(line) ?? [];
    const last = steps.at(-1);
    if (line.startsWith("//") && result === undefined && last !== undefined) {
      steps[steps.length - 1] = { ...last, result: `${last.result}\n${line.slice(2)}` };
    } else if (code !== undefined && result !== undefined) {
      steps.push({ statements: statements.join("\n"), expression: [...expression, code].join("\n"), result });
      [statements, expression] = [[], []];
    } else {
      expression.push(line);
      if (line.trimEnd().endsWith(";")) {
        statements.push(...expression);
        expression = [];
      }
    }
  }
  return steps;
}

function sourceOf(file: string): string {
  return readFileSync(new URL(file, SOURCES), "utf8");
}
