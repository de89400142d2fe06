import { GraphQLError } from "graphql";
import type { AccessScope, Viewer } from "./viewer.ts";

/** @throws GraphQLError `UNAUTHENTICATED` for a stranger, `FORBIDDEN` for a key or token without the scope */
export function requireScope({ viewer }: { readonly viewer: Viewer }, scope: AccessScope): void {
  if (viewer.scopes.has(scope)) return;
  if (viewer.id === "stranger")
    throw new GraphQLError("Authorization: expected an API key or a token, got none", {
      extensions: { code: "UNAUTHENTICATED" },
    });
  throw new GraphQLError(`Authorization: expected a key or token with scope ${scope}, got one without`, {
    extensions: { code: "FORBIDDEN" },
  });
}
