import { createHash, createHmac, pbkdf2Sync, randomBytes } from "node:crypto";

const ITERATIONS = 4_096;

/**
 * What Postgres keeps of a password: given this, the server takes it as it is, so that the password itself is in no statement and in no log.
 *
 * @see RFC 5802 (SCRAM), RFC 7677 (SHA-256)
 */
export function scramVerifier(password: string, salt: Uint8Array = randomBytes(16)): string {
  const salted = pbkdf2Sync(password, salt, ITERATIONS, 32, "sha256");
  const keyed = (name: string): Buffer => createHmac("sha256", salted).update(name).digest();
  const stored = createHash("sha256").update(keyed("Client Key")).digest();
  const texts = [Buffer.from(salt), stored, keyed("Server Key")].map((bytes) => bytes.toString("base64"));
  return `SCRAM-SHA-256$${ITERATIONS}:${texts[0]}$${texts[1]}:${texts[2]}`;
}
