import { parse } from "graphql";
import { expect, test } from "vitest";
import { DocumentCache } from "./document-cache.ts";

test("a document is parsed once, as long as it is among the last 500", () => {
  const cache = new DocumentCache();
  let parsed = 0;
  const ask = (text: string): unknown =>
    cache.get(text, () => {
      parsed++;
      return parse(text);
    });
  const first = ask("{ a }");
  for (let i = 0; i < 499; i++) ask(`{ a${i} }`);
  expect(ask("{ a }")).toBe(first);
  expect(parsed).toBe(500);
  // Now a0 is the one that was asked longest ago.
  ask("{ b }");
  ask("{ a }");
  expect(parsed).toBe(501);
  ask("{ a0 }");
  expect(parsed).toBe(502);
  expect(() => ask("{")).toThrow("Syntax Error");
  expect(() => ask("{")).toThrow("Syntax Error");
});
