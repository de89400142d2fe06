import { readFileSync, writeFileSync } from "node:fs";
import { expect } from "vitest";
import type { Api } from "../../src/api.ts";
import { dataOf } from "../ask.ts";
import type { TypedDocumentString } from "../generated/graphql.ts";

const FOLDER = new URL("../../../../examples/programmes/", import.meta.url);

/**
 * Asks the document of a programme, and expects the answer that stands beside it in `examples/programmes`. With KLIK_UPDATE_EXAMPLES=1 it
 * writes that answer instead.
 */
export async function expectExample<Result, Variables>(
  api: Api,
  name: string,
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
): Promise<Result> {
  const data = await dataOf(api, document, variables);
  if (process.env["KLIK_UPDATE_EXAMPLES"] === "1")
    writeFileSync(new URL(`${name}.json`, FOLDER), `${JSON.stringify({ data }, null, 2)}\n`);
  const { data: committed } = JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), "utf8")) as { data: Result };
  expectNear(data, committed, name);
  return data;
}

/**
 * The same tree, with numbers equal but for what another order of summing does. Segments come in the order in which their organisations,
 * sectors, … were made, which hangs on what was loaded first: they are matched by their keys.
 */
function expectNear(actual: unknown, expected: unknown, path: string): void {
  if (typeof expected === "number" && typeof actual === "number") {
    const tolerance = 1e-9 * Math.max(Math.abs(expected), 1e-3);
    expect(Math.abs(actual - expected), `${path}: expected ${expected}, got ${actual}`).toBeLessThanOrEqual(tolerance);
  } else if (typeof expected === "object" && expected !== null && typeof actual === "object" && actual !== null) {
    expect(Object.keys(actual), path).toEqual(Object.keys(expected));
    const [got, wanted] = [byKey(actual), byKey(expected)];
    for (const [key, value] of Object.entries(wanted)) expectNear(got[key], value, `${path}.${key}`);
  } else expect(actual, path).toEqual(expected);
}

/** The parts of an object, or of a list; segments in the order of their keys. */
function byKey(tree: object): Readonly<Record<string, unknown>> {
  if (!Array.isArray(tree)) return tree as Readonly<Record<string, unknown>>;
  const keyOf = (part: unknown): string =>
    typeof part === "object" && part !== null && "key" in part ? JSON.stringify(part.key) : "";
  return { ...tree.toSorted((a: unknown, b: unknown) => keyOf(a).localeCompare(keyOf(b))) };
}

/** The only segment of a list that was not grouped. */
export function onlyNode<Node>({ nodes }: { readonly nodes: readonly Node[] }): Node {
  expect(nodes).toHaveLength(1);
  return nodes[0]!;
}

/** As it is published: 0.59 is 59. */
export function percent(estimate: { readonly value: number | null } | null | undefined): number {
  return Math.round(100 * (estimate?.value ?? Number.NaN));
}

/** A mark to one decimal. */
export function mark(estimate: { readonly value: number | null } | null | undefined): number {
  return Math.round(10 * (estimate?.value ?? Number.NaN)) / 10;
}

interface Listed {
  readonly categories: readonly { readonly code: string; readonly share: { readonly value: number | null } }[];
  readonly unstated?: { readonly share: { readonly value: number | null } } | null;
}

/** Published percentages by category; what is left over under `unstated`. */
export function percentages(shares: Listed | null | undefined): Readonly<Record<string, number>> {
  const stated = (shares?.categories ?? []).map(({ code, share }) => [code, percent(share)] as const);
  const rest = shares?.unstated == null ? [] : [["unstated", percent(shares.unstated.share)] as const];
  return Object.fromEntries([...stated, ...rest]);
}
