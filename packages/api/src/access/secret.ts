import { createHash, randomBytes, randomInt } from "node:crypto";

/** A key as its holder has it, taken apart. */
export interface Secret {
  /** Its name: no secret. */
  readonly prefix: string;
  /** SHA-256 of its 32 random bytes: all that is kept. */
  readonly hash: Buffer;
}

const ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
const PREFIX_CHARACTERS = 8;
const SECRET_BYTES = 32;
const FORM = /^klik_([a-z2-7]{8})_([A-Za-z0-9_-]{43})$/;

/** A new key, `klik_PREFIX_SECRET`: 256 random bits that cannot be guessed, so a plain hash keeps them safe. */
export function newSecret(): Secret & { readonly text: string } {
  const prefix = Array.from({ length: PREFIX_CHARACTERS }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");
  const bytes = randomBytes(SECRET_BYTES);
  return { prefix, hash: sha256(bytes), text: `klik_${prefix}_${bytes.toString("base64url")}` };
}

/** `null` for what is no key. */
export function readSecret(text: string): Secret | null {
  const [, prefix, encoded] = FORM.exec(text) ?? [];
  if (prefix === undefined || encoded === undefined) return null;
  const bytes = Buffer.from(encoded, "base64url");
  // The last character has two bits too many: one key has one spelling.
  return bytes.toString("base64url") === encoded ? { prefix, hash: sha256(bytes) } : null;
}

/** Whether a text is meant as a key, also a mistyped one. */
export const isSecretLike = (text: string): boolean => text.startsWith("klik_");

export function sha256(data: string | Uint8Array): Buffer {
  return createHash("sha256").update(data).digest();
}
