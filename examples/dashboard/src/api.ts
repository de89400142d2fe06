import type { TypedDocumentString } from "./generated/graphql.ts";

/** Answers by document and variables: parts of the page that ask the same share one request. */
const asked = new Map<string, Promise<unknown>>();

/**
 * Asks the API. A metric that fails is null in the answer and leaves the others alone, so only an answer without data is an error.
 *
 * @throws Error with the words of the API
 */
export function ask<Result, Variables>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
): Promise<Result> {
  const key = keyOf(document, variables);
  const known = asked.get(key);
  // The key holds the document, and the document has one type of answer.
  if (known !== undefined) return known as Promise<Result>;
  const answer = post<Result>(document.toString(), variables);
  asked.set(key, answer);
  answer.catch(() => asked.delete(key));
  return answer;
}

/** Tells questions apart. */
export function keyOf<Result, Variables>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
): string {
  return `${document.toString()}\n${JSON.stringify(variables)}`;
}

interface Answer<Result> {
  readonly data?: Result | null;
  readonly errors?: readonly { readonly message: string }[];
}

async function post<Result>(query: string, variables: unknown): Promise<Result> {
  const response = await fetch("/graphql", {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/graphql-response+json" },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as Answer<Result>;
  if (data == null) throw new Error(errors?.map(({ message }) => message).join("; ") ?? `HTTP ${response.status}`);
  return data;
}
