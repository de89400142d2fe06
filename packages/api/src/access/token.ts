import { createPublicKey } from "node:crypto";
import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from "jose";
import { Unavailable } from "../unavailable.ts";
import type { TokenConfig, TokenKey } from "./token-config.ts";
import { ACCESS_SCOPES, type AccessScope } from "./viewer.ts";

/** What a good token says. */
export interface TokenClaims {
  readonly subject: string;
  /** Codes; `all`: the operator's. */
  readonly organisations: readonly string[] | "all";
  readonly scopes: readonly AccessScope[];
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** `null` for a token that is none, or not good. @throws Unavailable when the keys of the issuer cannot be fetched */
export type TokenReader = (token: string) => Promise<TokenClaims | null>;

/** Between the clocks of two machines. */
const CLOCK_TOLERANCE_SECONDS = 5;

/** Reads tokens as the configuration says; the token itself has no say in how it is checked. */
export function tokenReader({ key, algorithms, issuer, audience }: TokenConfig): TokenReader {
  const options = {
    algorithms: [...algorithms],
    issuer,
    audience,
    requiredClaims: ["exp"],
    clockTolerance: CLOCK_TOLERANCE_SECONDS,
  };
  const verify = verifierOf(key);
  return async (token) => {
    try {
      const claims = await verify(token, options);
      return hasTimes(claims) ? claimsOf(claims) : null;
    } catch (error) {
      if (error instanceof errors.JOSEError && !UNREACHABLE.has(error.code)) return null;
      throw key.kind === "jwks" ? new Unavailable("AUTHENTICATION_UNAVAILABLE", error) : error;
    }
  };
}

/** Not the fault of the token. */
const UNREACHABLE = new Set(["ERR_JWKS_TIMEOUT", "ERR_JOSE_GENERIC", "ERR_JWKS_INVALID"]);

type Verify = (token: string, options: Parameters<typeof jwtVerify>[2]) => Promise<JWTPayload>;

function verifierOf(key: TokenKey): Verify {
  switch (key.kind) {
    case "secret": {
      const secret = new TextEncoder().encode(key.secret);
      return async (token, options) => (await jwtVerify(token, secret, options)).payload;
    }
    case "public": {
      const publicKey = createPublicKey(key.pem);
      return async (token, options) => (await jwtVerify(token, publicKey, options)).payload;
    }
    case "jwks": {
      const keys = createRemoteJWKSet(new URL(key.url));
      return async (token, options) => (await jwtVerify(token, keys, options)).payload;
    }
    default:
      return key satisfies never;
  }
}

/** JSON can say numbers that are no time, such as 1e400: a token that expires then would never. */
const hasTimes = ({ exp, nbf, iat }: JWTPayload): boolean =>
  [exp, nbf, iat].every((seconds = 0) => !Number.isNaN(new Date(seconds * 1_000).getTime()));

/** What is not there, or of another type than it should be, opens nothing. */
function claimsOf({ sub, exp, organisations, scope }: JWTPayload): TokenClaims {
  const words = typeof scope === "string" ? scope.split(" ") : textsOf(scope);
  return {
    subject: typeof sub === "string" ? sub : "",
    organisations: organisations === "*" ? "all" : textsOf(organisations),
    scopes: ACCESS_SCOPES.filter((one) => words.includes(one)),
    expiresAt: (exp ?? 0) * 1_000,
  };
}

const textsOf = (claim: unknown): readonly string[] =>
  Array.isArray(claim) ? claim.filter((one): one is string => typeof one === "string" && !one.includes("\0")) : [];
