/** How tokens of an identity provider are checked (JWT, RFC 7519). */
export interface TokenConfig {
  readonly key: TokenKey;
  /** The only signatures that are accepted; all of the kind that the key is for. */
  readonly algorithms: readonly TokenAlgorithm[];
  readonly issuer: string;
  readonly audience: string;
}

export type TokenKey =
  | { readonly kind: "secret"; readonly secret: string }
  | { readonly kind: "public"; readonly pem: string }
  | { readonly kind: "jwks"; readonly url: string };

export const SECRET_ALGORITHMS = ["HS256", "HS384", "HS512"] as const;
export const PUBLIC_ALGORITHMS = [
  "RS256",
  "RS384",
  "RS512",
  "PS256",
  "PS384",
  "PS512",
  "ES256",
  "ES384",
  "ES512",
  "EdDSA",
] as const;
export type TokenAlgorithm = (typeof SECRET_ALGORITHMS)[number] | (typeof PUBLIC_ALGORITHMS)[number];
