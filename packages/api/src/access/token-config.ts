import { createPublicKey } from "node:crypto";

/** How tokens of an identity provider are checked (JWT, RFC 7519). */
export interface TokenConfig {
  readonly key: TokenKey;
  /** The only signatures that are accepted; all of the kind that the key is for. */
  readonly algorithms: readonly string[];
  readonly issuer: string;
  readonly audience: string;
}

export type TokenKey =
  | { readonly kind: "secret"; readonly secret: string }
  | { readonly kind: "public"; readonly pem: string }
  | { readonly kind: "jwks"; readonly url: string };

/** Of a secret that both sides know, and of a key pair: a key for the one must never be taken for the other. */
const SECRET_ALGORITHMS = ["HS256", "HS384", "HS512"];
const PUBLIC_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"];

const VARIABLES = [
  "KLIK_JWT_SECRET",
  "KLIK_JWT_PUBLIC_KEY",
  "KLIK_JWT_JWKS_URL",
  "KLIK_JWT_ALGORITHMS",
  "KLIK_JWT_ISSUER",
  "KLIK_JWT_AUDIENCE",
] as const;

/** As far as they are set. */
type TokenVariables = { readonly [Name in (typeof VARIABLES)[number]]?: string | undefined };

/** `null` when no variable is set: tokens are not taken. What does not go together is told to `problem`. */
export function readTokenConfig(set: TokenVariables, problem: (text: string) => void): TokenConfig | null {
  if (VARIABLES.every((name) => set[name] === undefined)) return null;
  const keys = keysOf(set);
  const [key] = keys;
  if (key === undefined || keys.length > 1) {
    problem(
      `KLIK_JWT_SECRET, KLIK_JWT_PUBLIC_KEY, KLIK_JWT_JWKS_URL: expected one of them, got ${keys.length || "none"}`,
    );
    return null;
  }
  const possible = key.kind === "secret" ? SECRET_ALGORITHMS : PUBLIC_ALGORITHMS;
  const algorithms = set.KLIK_JWT_ALGORITHMS?.split(",").map((name) => name.trim()) ?? possible.slice(0, 1);
  if (!algorithms.every((name) => possible.includes(name)))
    problem(
      `KLIK_JWT_ALGORITHMS: expected some of ${possible.join(", ")}, got ${JSON.stringify(algorithms.join(","))}`,
    );
  for (const name of ["KLIK_JWT_ISSUER", "KLIK_JWT_AUDIENCE"] as const)
    if (set[name] === undefined) problem(`${name}: expected what tokens say, as they are to be checked, got nothing`);
  return { key, algorithms, issuer: set.KLIK_JWT_ISSUER ?? "", audience: set.KLIK_JWT_AUDIENCE ?? "" };
}

function keysOf({ KLIK_JWT_SECRET, KLIK_JWT_PUBLIC_KEY, KLIK_JWT_JWKS_URL }: TokenVariables): readonly TokenKey[] {
  const keys: TokenKey[] = [];
  if (KLIK_JWT_SECRET !== undefined) keys.push({ kind: "secret", secret: KLIK_JWT_SECRET });
  if (KLIK_JWT_PUBLIC_KEY !== undefined) keys.push({ kind: "public", pem: linesOf(KLIK_JWT_PUBLIC_KEY) });
  if (KLIK_JWT_JWKS_URL !== undefined) keys.push({ kind: "jwks", url: KLIK_JWT_JWKS_URL });
  return keys;
}

/** So short a secret could be guessed. */
export const SHORTEST_SECRET = 32;

export function isPublicKey(pem: string): boolean {
  try {
    return pem.startsWith("-----BEGIN PUBLIC KEY-----") && createPublicKey(linesOf(pem)).type === "public";
  } catch {
    return false;
  }
}

/** Many ways to set a variable keep it on one line. */
const linesOf = (pem: string): string => pem.replaceAll("\\n", "\n");

/** Keys that anybody on the way could replace are none. */
export function isSafeUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === "https:" || (protocol === "http:" && ["localhost", "127.0.0.1", "[::1]"].includes(hostname));
}
