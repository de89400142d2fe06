import { readFileSync } from "node:fs";
import { expect } from "vitest";
import type { Api } from "../../src/api.ts";
import { dataOf } from "../ask.ts";
import type { TypedDocumentString } from "../generated/graphql.ts";

const FOLDER = new URL("../../../../examples/programmes/", import.meta.url);

/** Asks the document of a programme, and expects the answer that stands beside it in `examples/programmes`. */
export async function expectExample<Result>(
  api: Api,
  name: string,
  document: TypedDocumentString<Result, Readonly<Record<string, never>>>,
): Promise<Result> {
  const data = await dataOf(api, document, {});
  const { data: committed } = JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), "utf8")) as { data: Result };
  expectNear(data, committed, name);
  return data;
}

/** The same tree, with numbers equal but for what another order of summing does. */
function expectNear(actual: unknown, expected: unknown, path: string): void {
  if (typeof expected === "number" && typeof actual === "number") {
    const tolerance = 1e-9 * Math.max(Math.abs(expected), 1e-3);
    expect(Math.abs(actual - expected), `${path}: expected ${expected}, got ${actual}`).toBeLessThanOrEqual(tolerance);
  } else if (typeof expected === "object" && expected !== null && typeof actual === "object" && actual !== null) {
    expect(Object.keys(actual), path).toEqual(Object.keys(expected));
    for (const [key, value] of Object.entries(expected)) {
      expectNear((actual as Readonly<Record<string, unknown>>)[key], value, `${path}.${key}`);
    }
  } else expect(actual, path).toEqual(expected);
}
