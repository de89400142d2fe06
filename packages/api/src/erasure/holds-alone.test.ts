import { describe, expect, test } from "vitest";
import { storable } from "../ingest/source.ts";
import { holdsAlone } from "./holds-alone.ts";

const misread = (text: string, encoding: "latin1" | "utf16le"): string =>
  storable(Buffer.from(text, encoding).toString("utf8"));

describe("holdsAlone", () => {
  test.for<[name: string, text: string, key: string]>([
    ["at the beginning", "7,ab", "7"],
    ["at the end", '"ab,7', "7"],
    ["after a part of a longer word", "77,x7,7", "7"],
    ["with doubled quotes", 'a,"say ""hi"" b', 'say "hi"'],
    ["with escapes of JSON", '{"k":"a\\"b\\\\c"', 'a"b\\c'],
    ["with other escapes of JSON", '{"k":"\\u006aane"', "jane"],
    ["with signs that mean something to patterns", "a,(.*)+[,b", "(.*)+["],
    ["read from Latin-1", misread("1;Jos\u00e9;9", "latin1"), "Jos\u00e9"],
    ["read from UTF-16", misread("1;jane;9", "utf16le"), "jane"],
    ["between characters of two halves", "\u{1f600}7\u{1f600}", "7"],
  ])("finds a key %s", ([, text, key]) => {
    expect(holdsAlone(text, key)).toBe(true);
  });

  test.for<[text: string, key: string]>([
    ["77", "7"],
    ["x7", "7"],
    ["\u{1d7d8}7", "7"],
    ["\u00e97", "7"],
    ["", "7"],
  ])("finds no part of a longer word: %j", ([text, key]) => {
    expect(holdsAlone(text, key)).toBe(false);
  });

  test("takes a key of any length", () => {
    expect(holdsAlone("a,b", "(".repeat(1_000_000))).toBe(false);
  });
});
