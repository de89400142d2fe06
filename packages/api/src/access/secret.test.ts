import { expect, test } from "vitest";
import { newSecret, readSecret, sha256 } from "./secret.ts";

test("a key is a prefix and 32 random bytes, of which a hash is kept", () => {
  const { text, prefix, hash } = newSecret();
  const [, secret = ""] = /^klik_[a-z2-7]{8}_(.{43})$/.exec(text) ?? [];
  expect(text.startsWith(`klik_${prefix}_`)).toBe(true);
  expect(Buffer.from(secret, "base64url")).toHaveLength(32);
  expect(hash).toEqual(sha256(Buffer.from(secret, "base64url")));
  expect(readSecret(text)).toEqual({ prefix, hash });
  expect(newSecret().text).not.toBe(text);
});

test("a key has one spelling", () => {
  const text = `klik_abcdefgh_${"A".repeat(43)}`;
  expect(readSecret(text)).not.toBeNull();
  for (const other of [
    `klik_abcdefgh_${"A".repeat(42)}B`, // the same 32 bytes
    `${text}=`,
    ` ${text}`,
    text.toUpperCase(),
    text.replace("klik_", ""),
    text.slice(0, -1),
    `${text}A`,
    "klik_abcdefgh_",
    "",
  ])
    expect(readSecret(other), other).toBeNull();
});
