import { describe, expect, test } from "vitest";
import * as columns from "../../src/columns.ts";
import * as comparison from "../../src/comparison.ts";
import * as described from "../../src/describe.ts";
import * as distributions from "../../src/distributions.ts";
import * as drivers from "../../src/drivers.ts";
import * as everyday from "../../src/index.ts";
import * as outcomes from "../../src/outcomes.ts";
import * as people from "../../src/people.ts";
import * as weighting from "../../src/weighting.ts";
import { examplesOf, sourceFiles } from "./read-examples.ts";
import { runExample } from "./run-example.ts";

const ENTRY_POINTS = [everyday, comparison, people, outcomes, weighting, drivers, columns, distributions, described];
const library: Readonly<Record<string, unknown>> = Object.assign({}, ...ENTRY_POINTS);
const examples = sourceFiles().flatMap(examplesOf);

describe("examples in doc comments", () => {
  test.each(examples.map((example) => [`${example.file} ${example.name}`, example] as const))(
    "%s",
    async (_, { file, steps }) => {
      expect(steps.length).toBeGreaterThan(0);
      const own = (await import(/* @vite-ignore */ `../../src/${file}`)) as Record<string, unknown>;
      expect(runExample(steps, { ...library, ...own })).toEqual([]);
    },
  );

  test("every function that an entry point exports has one", () => {
    const explained = new Set(examples.map(({ name }) => name));
    const functions = Object.keys(library).filter((name) => typeof library[name] === "function" && /^[a-z]/.test(name));
    expect(functions.length).toBeGreaterThan(150);
    expect(functions.filter((name) => !explained.has(name))).toEqual([]);
  });
});

describe("the runner of examples", () => {
  const run = (expression: string, result: string): readonly string[] =>
    runExample([{ statements: "const x = { a: 1.26, b: [1, 2], c: 'text' };", expression, result }], {});

  test.each([
    ["x", '{ a: 1.3, c: "text", … }'],
    ["x.a", "1.26"],
    ["x.b", "[1, 2]"],
    ["x.b", "[1, …]"],
    ["new Float64Array([0.5])", "[0.5]"],
    ["-x.a", "-1.3"],
    ["12345n", "12345"],
    ["null", "null"],
  ])("%s is %s", (expression, result) => {
    expect(run(expression, result)).toEqual([]);
  });

  test.each([
    ["x", "{ a: 1.2 }"],
    ["x", "{ d: 1 }"],
    ["x", '{ c: "Text" }'],
    ["x.a", "1"],
    ["x.a", "1.27"],
    ["x.b", "[1]"],
    ["x.b", "[1, 2, 3, …]"],
    ["x.b", "2"],
    ["x.c", "{ a: 1 }"],
    ["x.c", "[1]"],
    ["null", "0"],
    ["'1'", "1"],
  ])("%s is not %s", (expression, result) => {
    expect(run(expression, result)).toHaveLength(1);
  });
});
