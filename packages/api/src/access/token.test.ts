import { createHmac, generateKeyPairSync } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, type JWTPayload, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tokenReader } from "./token.ts";
import type { TokenConfig } from "./token-config.ts";

const SECRET = "a secret of thirty-two characters";
const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const PEM = publicKey.export({ type: "spki", format: "pem" }).toString();

const expected = { issuer: "https://id.example", audience: "klik" };
const bySecret: TokenConfig = { ...expected, key: { kind: "secret", secret: SECRET }, algorithms: ["HS256"] };
const byPublicKey: TokenConfig = { ...expected, key: { kind: "public", pem: PEM }, algorithms: ["RS256"] };

const GOOD: JWTPayload = {
  iss: "https://id.example",
  aud: "klik",
  sub: "jane",
  exp: Math.floor(Date.now() / 1000) + 60,
  organisations: ["acme", "beta"],
  scope: "openid read admin",
};

const signed = (claims: JWTPayload, key: Parameters<SignJWT["sign"]>[0] = Buffer.from(SECRET), alg = "HS256") =>
  new SignJWT(claims).setProtectedHeader({ alg, kid: "one" }).sign(key);

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

const CLAIMS = {
  subject: "jane",
  organisations: ["acme", "beta"],
  scopes: ["read", "admin"],
  expiresAt: GOOD.exp! * 1000,
};

describe("a token", () => {
  const read = tokenReader(bySecret);

  test("says who its holder is, and what it opens", async () => {
    expect(await read(await signed(GOOD))).toEqual(CLAIMS);
    expect(await read(await signed({ ...GOOD, organisations: "*", scope: ["read", "everything"] }))).toEqual({
      ...CLAIMS,
      organisations: "all",
      scopes: ["read"],
    });
  });

  test("opens nothing by claims that are not there, or are of another type", async () => {
    const { organisations: _, scope: __, sub: ___, ...bare } = GOOD;
    const nothing = { ...CLAIMS, subject: "", organisations: [], scopes: [] };
    expect(await read(await signed(bare))).toEqual(nothing);
    for (const [organisations, scope] of [
      ["acme", 1],
      [{ 0: "acme" }, { read: true }],
      [[1, null, "a\0"], null],
      [true, "READ Admin"],
    ])
      expect(await read(await signed({ ...bare, organisations, scope }))).toEqual(nothing);
  });

  test.each<[string, (now: number) => JWTPayload]>([
    ["of another issuer", () => ({ ...GOOD, iss: "https://id.example.evil" })],
    ["of no issuer", () => without("iss")],
    ["for somebody else", () => ({ ...GOOD, aud: "other" })],
    ["for nobody", () => without("aud")],
    ["that has expired", (now) => ({ ...GOOD, exp: now - 10 })],
    ["that never expires", () => without("exp")],
    ["that is not good yet", (now) => ({ ...GOOD, nbf: now + 60 })],
  ])("%s is refused", async (_, claims) => {
    expect(await read(await signed(claims(Math.floor(Date.now() / 1000))))).toBeNull();
  });

  test.each([
    ["exp", "1e400"],
    ["exp", "9007199254740993"],
    ["exp", "8640000000001"],
    ["nbf", "-1e400"],
    ["nbf", "-8640000000001"],
    ["iat", "1e400"],
    ["iat", "-9007199254740993"],
  ])("whose %s is %s, which is no time, is refused", async (claim, number) => {
    const sign = (written: string): string => {
      const body = JSON.stringify({ ...GOOD, [claim]: "it" }).replace('"it"', written);
      const signing = `${part({ alg: "HS256" })}.${Buffer.from(body).toString("base64url")}`;
      return `${signing}.${createHmac("sha256", SECRET).update(signing).digest("base64url")}`;
    };
    expect(await read(sign(number))).toBeNull();
    const soon = Math.floor(Date.now() / 1000) + (claim === "exp" ? 60 : -60);
    expect(await read(sign(`${soon}.5`))).toEqual({ ...CLAIMS, expiresAt: expect.any(Number) });
  });

  test("that is not signed, or with another secret, or that was changed, is refused", async () => {
    const [head, body, signature] = (await signed(GOOD)).split(".") as [string, string, string];
    const all = part({ ...GOOD, organisations: "*" });
    for (const token of [
      await signed(GOOD, Buffer.from("another secret of the same length")),
      `${head}.${all}.${signature}`,
      `${head}.${body}.`,
      `${head}.${body}`,
      `${part({ alg: "none" })}.${all}.`,
      `${part({ alg: "None" })}.${all}.`,
      `${part({ alg: "none" })}.${all}.${signature}`,
      `${part({ alg: "HS256", crit: ["exp"] })}.${all}.${signature}`,
      "",
      "...",
      "klik",
      `${head}.${body}.${signature}.x`,
    ])
      expect(await read(token), token).toBeNull();
  });

  test("of another algorithm is refused, also when its signature would be right", async () => {
    expect(await read(await signed(GOOD, Buffer.from(SECRET), "HS512"))).toBeNull();
    expect(await read(await signed(GOOD, privateKey, "RS256"))).toBeNull();
  });
});

describe("a token of a key pair", () => {
  const read = tokenReader(byPublicKey);

  test("is checked with the public key", async () => {
    expect(await read(await signed(GOOD, privateKey, "RS256"))).toEqual(CLAIMS);
    const { privateKey: other } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    expect(await read(await signed(GOOD, other, "RS256"))).toBeNull();
  });

  test("cannot be made from the public key by taking it for a secret", async () => {
    for (const secret of [PEM, PEM.trim(), publicKey.export({ type: "spki", format: "der" })]) {
      const head = part({ alg: "HS256" });
      const body = part(GOOD);
      const signature = createHmac("sha256", secret).update(`${head}.${body}`).digest("base64url");
      expect(await read(`${head}.${body}.${signature}`)).toBeNull();
    }
  });

  test("brings no key of its own: those in its header are not looked at", async () => {
    const other = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const jwk = await exportJWK(other.publicKey);
    const token = await new SignJWT(GOOD)
      .setProtectedHeader({ alg: "RS256", jwk, jku: "http://127.0.0.1:1/keys", kid: "one" })
      .sign(other.privateKey);
    expect(await read(token)).toBeNull();
  });
});

describe("a token of an issuer with keys at an address", () => {
  let server: Server;
  let url = "";
  let fetched = 0;
  beforeAll(async () => {
    const jwk = { ...(await exportJWK(publicKey)), kid: "one", alg: "RS256", use: "sig" };
    server = createServer((request, response) => {
      fetched++;
      response.writeHead(request.url === "/keys" ? 200 : 500, { "content-type": "application/json" });
      response.end(JSON.stringify({ keys: [jwk] }));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());

  const byAddress = (path: string): TokenConfig => ({
    ...expected,
    key: { kind: "jwks", url: url + path },
    algorithms: ["RS256"],
  });

  test("is checked with the key that it names, which is fetched once", async () => {
    const read = tokenReader(byAddress("/keys"));
    expect(await read(await signed(GOOD, privateKey, "RS256"))).toEqual(CLAIMS);
    expect(await read(await signed(GOOD, privateKey, "RS256"))).toEqual(CLAIMS);
    expect(fetched).toBe(1);
    const unknown = await new SignJWT(GOOD).setProtectedHeader({ alg: "RS256", kid: "two" }).sign(privateKey);
    expect(await read(unknown)).toBeNull();
  });

  test("is neither good nor bad while the address does not answer: that is an error", async () => {
    const read = tokenReader(byAddress("/broken"));
    await expect(read(await signed(GOOD, privateKey, "RS256"))).rejects.toThrow();
  });
});

function without(claim: string): JWTPayload {
  return Object.fromEntries(Object.entries(GOOD).filter(([name]) => name !== claim));
}
