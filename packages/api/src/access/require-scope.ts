import { GraphQLError } from "graphql";
import type { AccessScope, Viewer } from "./viewer.ts";

interface Asking {
  readonly viewer: Viewer;
}

/** @throws GraphQLError `UNAUTHENTICATED` for a stranger */
export function requireAuthenticated({ viewer }: Asking): void {
  if (viewer.id !== "stranger") return;
  throw new GraphQLError("authorization: expected an API key or a token, got none that is valid", {
    extensions: { code: "UNAUTHENTICATED", http: { status: 401, headers: { "www-authenticate": "Bearer" } } },
  });
}

/** @throws GraphQLError `UNAUTHENTICATED` for a stranger, `FORBIDDEN` for a key or token without the scope */
export function requireScope(asking: Asking, scope: AccessScope): void {
  if (asking.viewer.scopes.has(scope)) return;
  requireAuthenticated(asking);
  throw forbidden(`a key or token with scope ${scope}, got one without`);
}

/** For what all organisations share. @throws GraphQLError as `requireScope`, and `FORBIDDEN` for the key or token of an organisation */
export function requireOperator(asking: Asking, scope: AccessScope): void {
  requireScope(asking, scope);
  if (asking.viewer.organisations !== "all") throw forbidden("a key of the operator, got one of an organisation");
}

const forbidden = (expected: string): GraphQLError =>
  new GraphQLError(`authorization: expected ${expected}`, { extensions: { code: "FORBIDDEN" } });
