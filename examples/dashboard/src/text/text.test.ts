import { expect, test } from "vitest";
import { TEXTS } from "./text.ts";

/** All texts, with the way to them; of functions, what they make of their argument. */
function flat(value: unknown, path = ""): readonly (readonly [string, string])[] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value === "function") return [[path, String(value("§1", "§2", "§3"))]];
  return Object.entries(value as Readonly<Record<string, unknown>>).flatMap(([key, each]) =>
    flat(each, `${path}.${key}`),
  );
}

test("every text is there in both languages", () => {
  const [en, nl] = [flat(TEXTS.en), flat(TEXTS.nl)];
  expect(nl.map(([path]) => path)).toEqual(en.map(([path]) => path));
  for (const [path, text] of [...en, ...nl]) expect(text, path).not.toBe("");
});

test("what a text takes in shows in both", () => {
  const given = (texts: ReturnType<typeof flat>): readonly (readonly [string, number])[] =>
    texts.map(([path, text]) => [path, text.match(/§\d/g)?.length ?? 0] as const);
  expect(given(flat(TEXTS.nl))).toEqual(given(flat(TEXTS.en)));
});

test("sentences are translated", () => {
  const english = new Map(flat(TEXTS.en));
  const same = flat(TEXTS.nl).filter(([path, text]) => text.split(" ").length > 4 && english.get(path) === text);
  expect(same).toEqual([]);
});
