import { createHash, createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { scramVerifier } from "./scram.ts";

/** The exchange of RFC 7677, section 3. */
const MESSAGES = [
  "n=user,r=rOprNGfwEbeRWgbNEkqO",
  "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
  "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0",
].join();
const PROOF = "dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=";
const SIGNATURE = "6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=";

test("what is kept of a password proves both sides of the exchange of RFC 7677", () => {
  const verifier = scramVerifier("pencil", Buffer.from("W22ZaJ0SNY7soEsUEjb6gQ==", "base64"));
  const [, stored = "", server = ""] =
    /^SCRAM-SHA-256\$4096:W22ZaJ0SNY7soEsUEjb6gQ==\$(.{44}):(.{44})$/.exec(verifier) ?? [];
  const sign = (key: string): Buffer => createHmac("sha256", Buffer.from(key, "base64")).update(MESSAGES).digest();
  expect(sign(server).toString("base64")).toBe(SIGNATURE);
  // The client's key is its proof and the signature of the stored key, bit by bit either or; its hash is the stored key.
  const signature = sign(stored);
  const clientKey = Buffer.from(PROOF, "base64").map((byte, at) => byte ^ signature[at]!);
  expect(createHash("sha256").update(clientKey).digest("base64")).toBe(stored);
});

test("two readers with one password are not kept alike", () => {
  expect(scramVerifier("pencil")).not.toBe(scramVerifier("pencil"));
});
