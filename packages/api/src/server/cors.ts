import type { IncomingMessage, ServerResponse } from "node:http";

const ALLOWED = {
  "access-control-allow-methods": "GET, POST",
  "access-control-allow-headers": "authorization, content-type, content-encoding, idempotency-key, x-request-id",
  "access-control-max-age": "600",
};

/**
 * Lets pages of the listed origins (`https://app.example`) read answers; for all others the browser keeps them. Keys travel in a header that
 * a page has to set by itself, so there are no credentials to allow.
 *
 * @returns whether the request was a preflight of such a page, which is answered by this
 */
export function allowOrigin(
  origins: ReadonlySet<string>,
  { method, headers }: IncomingMessage,
  response: ServerResponse,
): boolean {
  if (origins.size === 0) return false;
  response.setHeader("vary", "origin");
  const { origin } = headers;
  if (origin === undefined || !origins.has(origin)) return false;
  response.setHeader("access-control-allow-origin", origin);
  response.setHeader("access-control-expose-headers", "x-request-id, retry-after, etag, idempotent-replayed");
  if (method !== "OPTIONS" || headers["access-control-request-method"] === undefined) return false;
  response.writeHead(204, ALLOWED).end();
  return true;
}
