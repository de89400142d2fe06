import { describe, expect, test } from "vitest";
import { ColumnIndex, templateReader } from "./value-reader.ts";

describe("a template", () => {
  const read = (template: string, cells: Readonly<Record<string, string>>): string | null =>
    templateReader(template, new ColumnIndex(Object.keys(cells)), 200).read(Object.values(cells), []);

  test("puts the values of columns into a text, and is empty when one of them is", () => {
    expect(read("{year}-{nr}.", { year: " 2024 ", nr: "7" })).toBe("2024-7.");
    expect(read("{year}-{nr}.", { year: "2024", nr: " " })).toBe("");
    expect(read("{nr}{nr}", { nr: "x".repeat(100) })).toBe("x".repeat(200));
  });

  test("goes no further than what makes it too long", () => {
    expect(read("{nr}{nr}x", { nr: "x".repeat(100) })).toBe("x".repeat(201));
    expect(read("{nr}".repeat(10_000), { nr: "x".repeat(100_000) })).toBe("x".repeat(201));
  });
});
