import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { LIMITS } from "../limits.ts";
import { opaque, readOpaque } from "./opaque.ts";

const text = fc.string({ unit: "binary", maxLength: 200 }).filter((one) => !one.includes("\0"));

describe("an opaque text", () => {
  test.prop([text, fc.array(text, { maxLength: 3 })])("gives back what it was made of", (kind, parts) => {
    const made = opaque({ kind, parts });
    expect(made).toMatch(/^[\w-]+$/);
    expect(readOpaque(made)).toEqual({ kind, parts });
  });

  test.prop([fc.string({ unit: "binary", maxLength: 300 })])(
    "of anybody's invention is none, and never an error",
    (any) => {
      const read = readOpaque(any);
      if (read !== null) expect(opaque(read)).toBe(any);
    },
  );

  test.each([
    ["another version", [2, "Organisation", "acme"]],
    ["a number as a part", [1, "Organisation", 7]],
    ["a NUL", [1, "Organisation", "a\0"]],
    ["no list", { 0: 1 }],
  ])("of %s is none", (_name, content) => {
    expect(readOpaque(Buffer.from(JSON.stringify(content)).toString("base64url"))).toBeNull();
  });

  test("is as long as it may be, and no longer", () => {
    // Four characters stand for three bytes.
    const made = (bytes: number) => opaque({ kind: "K", parts: ["x".repeat(bytes - '[1,"K",""]'.length)] });
    const [longest, longer] = [made((LIMITS.idCharacters / 4) * 3), made((LIMITS.idCharacters / 4) * 3 + 1)];
    expect(longest).toHaveLength(LIMITS.idCharacters);
    expect([readOpaque(longest)?.kind, readOpaque(longer)]).toEqual(["K", null]);
  });

  test("in another spelling, or too long, is none", () => {
    const made = opaque({ kind: "Organisation", parts: ["acme"] });
    expect(readOpaque(`${made}=`)).toBeNull();
    expect(readOpaque(` ${made}`)).toBeNull();
    expect(readOpaque(Buffer.from('[1, "Organisation","acme"]').toString("base64url"))).toBeNull();
    expect(readOpaque(opaque({ kind: "Organisation", parts: ["x".repeat(10_000)] }))).toBeNull();
  });
});
