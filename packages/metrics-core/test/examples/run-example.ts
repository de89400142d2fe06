import { compileFunction } from "node:vm";
import { transformSync } from "../rolldown.ts";
import type { ExampleStep } from "./read-examples.ts";

/** A number as it is printed: its digits say how exact it is. */
class Printed {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** Whole numbers are meant exactly, decimals to half of their last digit. */
  agreesWith(got: unknown): boolean {
    const value = Number(got);
    const [, fraction = "", exponent = "0"] = /^-?\d*\.?(\d*)(?:e([+-]?\d+))?$/.exec(this.text) ?? [];
    const half = fraction === "" ? 0 : 0.5 * 10 ** (Number(exponent) - fraction.length);
    const expected = Number(this.text);
    return Math.abs(value - expected) <= half * (1 + 1e-9) + 1e-12 * Math.abs(expected);
  }
}

/** What stands in a result for "and more, which does not matter here". */
const REST = Symbol("…");

/**
 * Runs the steps of an example with the given names in scope, and returns how each result differs from what the comment says: empty when
 * none does. Objects may have more properties than are printed; `…` in an array stands for more elements.
 */
export function runExample(steps: readonly ExampleStep[], scope: Readonly<Record<string, unknown>>): readonly string[] {
  const body = [
    '"use strict"; const got = [];',
    ...steps.map(({ statements, expression }) => `${statements}\ngot.push((${expression}));`),
    "return got;",
  ].join("\n");
  const { code, errors } = transformSync("example.ts", `function example() {\n${body}\n}`);
  if (errors.length > 0) throw new SyntaxError(body, { cause: errors });
  const run = compileFunction(`${code}\nreturn example();`, Object.keys(scope));
  const got = run(...Object.values(scope)) as unknown[];
  return steps.flatMap(({ result }, i) => differences(valueOf(result), got[i], ""));
}

function valueOf(result: string): unknown {
  const code = result.replace(/"(?:[^"\\]|\\.)*"|-?\b\d[\d.]*(?:e[+-]?\d+)?\b|…/g, (token) =>
    token === "…" ? "...REST" : token.startsWith('"') ? token : `new Printed("${token}")`,
  );
  // An array takes the mark as an element; in an object it spreads into nothing, as its properties are a choice anyway.
  const rest = { [Symbol.iterator]: () => [REST][Symbol.iterator]() };
  return compileFunction(`return (${code});`, ["Printed", "REST"])(Printed, rest);
}

function differences(expected: unknown, got: unknown, at: string): readonly string[] {
  if (expected instanceof Printed) {
    const isNumber = typeof got === "number" || typeof got === "bigint" || isDecimal(got);
    return isNumber && expected.agreesWith(got) ? [] : [`${at}: expected ${expected.text}, got ${shown(got)}`];
  }
  if (Array.isArray(expected)) return listDifferences(expected, got, at);
  if (typeof expected === "object" && expected !== null) {
    if (typeof got !== "object" || got === null) return [`${at}: expected an object, got ${shown(got)}`];
    return Object.entries(expected).flatMap(([key, value]) =>
      differences(value, (got as Record<string, unknown>)[key], `${at}.${key}`),
    );
  }
  return Object.is(expected, got) ? [] : [`${at}: expected ${shown(expected)}, got ${shown(got)}`];
}

function listDifferences(expected: readonly unknown[], got: unknown, at: string): readonly string[] {
  const list = ArrayBuffer.isView(got) ? Array.from(got as Float64Array) : got;
  if (!Array.isArray(list)) return [`${at}: expected an array, got ${shown(got)}`];
  const isOpen = expected.includes(REST);
  const elements = expected.filter((element) => element !== REST);
  if (isOpen ? list.length < elements.length : list.length !== elements.length) {
    return [`${at}: expected ${elements.length} elements, got ${list.length}`];
  }
  return elements.flatMap((element, i) => differences(element, list[i], `${at}[${i}]`));
}

function isDecimal(value: unknown): boolean {
  return typeof value === "object" && value !== null && "toSignificantDigits" in value;
}

function shown(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => (typeof each === "bigint" ? `${each}n` : each)) ?? String(value);
}
