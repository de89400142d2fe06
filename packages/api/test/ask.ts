import type { Api } from "../src/api.ts";
import type { TypedDocumentString } from "./generated/graphql.ts";

export interface Answer<Result> {
  readonly data?: Result | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions?: Readonly<Record<string, unknown>>;
  }[];
}

/** Sends a typed document over HTTP, as a frontend does. */
export async function ask<Result, Variables>(
  api: Api,
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
): Promise<Answer<Result>> {
  return (await post(api, { query: document.toString(), variables })).json() as Promise<Answer<Result>>;
}

/** The data of an answer without errors. */
export async function dataOf<Result, Variables>(
  api: Api,
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
): Promise<Result> {
  const { data, errors } = await ask(api, document, variables);
  if (errors !== undefined || data == null) throw new Error(`expected data, got ${JSON.stringify(errors)}`);
  return data;
}

/** Any body, typed or not. */
export async function post(api: Api, body: unknown): Promise<Response> {
  return api.fetch("http://localhost/graphql", {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/graphql-response+json" },
    body: JSON.stringify(body),
  });
}
