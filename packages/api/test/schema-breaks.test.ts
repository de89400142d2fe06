import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { buildSchema, findBreakingChanges } from "graphql";
import { describe, expect, test } from "vitest";
import { printedSchema } from "../src/schema/print.ts";

/** What clients were promised. A commit that breaks it on purpose changes this file too, and says so. */
const PUBLISHED = "packages/api/test/published.graphql";
const PRINTED = "packages/api/schema.graphql";
const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

function breaksOf(before: string, after: string): readonly string[] {
  return findBreakingChanges(buildSchema(before), buildSchema(after)).map(
    ({ type, description }) => `${type}: ${description}`,
  );
}

const git = (...args: readonly string[]): string | null => {
  try {
    return execFileSync("git", args, {
      cwd: ROOT,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
      maxBuffer: 1e8,
    });
  } catch {
    return null;
  }
};

/** The schema as it was committed before the one that is here, unless what was promised has changed since: null without git, or with one commit. */
function committedSchema(now: string): string | null {
  const published = readFileSync(`${ROOT}${PUBLISHED}`, "utf8");
  for (const commit of git("log", "-2", "--format=%H", "--", PRINTED)?.split("\n") ?? []) {
    const schema = commit === "" ? null : git("show", `${commit}:${PRINTED}`);
    if (schema === null || schema === now) continue;
    return git("show", `${commit}:${PUBLISHED}`) === published ? schema : null;
  }
  return null;
}

describe("the schema", () => {
  const now = printedSchema();

  test("breaks nothing that was published", () => {
    expect(breaksOf(readFileSync(`${ROOT}${PUBLISHED}`, "utf8"), now)).toEqual([]);
  });

  test("breaks nothing that was committed last", () => {
    expect(breaksOf(committedSchema(now) ?? now, now)).toEqual([]);
  });
});

describe("a break is", () => {
  const before = "type Query { a(b: Int): Int! c: D } enum D { E F } input G { h: Int }";

  test.each([
    ["a field that goes", "type Query { c: D } enum D { E F } input G { h: Int }", "FIELD_REMOVED"],
    [
      "a field that becomes nullable",
      "type Query { a(b: Int): Int c: D } enum D { E F } input G { h: Int }",
      "FIELD_CHANGED_KIND",
    ],
    [
      "an argument that becomes required",
      "type Query { a(b: Int!): Int! c: D } enum D { E F } input G { h: Int }",
      "ARG_CHANGED_KIND",
    ],
    [
      "an enum value that goes",
      "type Query { a(b: Int): Int! c: D } enum D { E } input G { h: Int }",
      "VALUE_REMOVED_FROM_ENUM",
    ],
    [
      "an input field that is new and required",
      "type Query { a(b: Int): Int! c: D } enum D { E F } input G { h: Int i: Int! }",
      "REQUIRED_INPUT_FIELD_ADDED",
    ],
  ])("%s", (_name, after, type) => {
    expect(breaksOf(before, after)).toEqual([expect.stringContaining(`${type}: `)]);
  });

  test("not what is added, or what can no longer be null", () => {
    expect(
      breaksOf(before, "type Query { a(b: Int, x: Int): Int! c: D! y: Int } enum D { E F } input G { h: Int i: Int }"),
    ).toEqual([]);
  });
});
