import type { AccessScope, Viewer } from "../src/access/viewer.ts";
import type { Api } from "../src/api.ts";
import type { Answer } from "./ask.ts";
import type { TypedDocumentString } from "./generated/graphql.ts";

/** Somebody with some organisations and scopes. */
export const viewerOf = (organisations: Viewer["organisations"], ...scopes: readonly AccessScope[]): Viewer => ({
  id: "token:test",
  organisations,
  scopes: new Set(scopes),
});

/** Asks as a viewer, past the door that finds out who it is. */
export async function askAs<Result, Variables>(
  api: Api,
  viewer: Viewer,
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
): Promise<Answer<Result>> {
  const response = await api.fetch(
    "http://localhost/graphql",
    {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/graphql-response+json" },
      body: JSON.stringify({ query: document.toString(), variables }),
    },
    { caller: { viewer, requestId: "test" } },
  );
  return (await response.json()) as Answer<Result>;
}
