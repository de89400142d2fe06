import { useEffect, useState } from "preact/hooks";
import { ask, keyOf } from "./api.ts";
import type { TypedDocumentString } from "./generated/graphql.ts";

export type Answer<Result> =
  | { readonly state: "waiting" }
  | { readonly state: "here"; readonly data: Result }
  | { readonly state: "failed"; readonly message: string };

/** What the API answers; an answer that is no longer wanted is dropped. */
export function useAnswer<Result, Variables>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
): Answer<Result> {
  return usePromised(keyOf(document, variables), () => ask(document, variables));
}

/** The same of several questions, all of them or none. */
export function useAnswers<Result, Variables>(
  document: TypedDocumentString<Result, Variables>,
  variables: readonly Variables[],
): Answer<readonly Result[]> {
  return usePromised(variables.map((each) => keyOf(document, each)).join("\n\n"), () =>
    Promise.all(variables.map((each) => ask(document, each))),
  );
}

function usePromised<Result>(key: string, start: () => Promise<Result>): Answer<Result> {
  const [held, setHeld] = useState<{ readonly key: string; readonly answer: Answer<Result> }>();
  useEffect(() => {
    let isWanted = true;
    const hold = (answer: Answer<Result>): void => {
      if (isWanted) setHeld({ key, answer });
    };
    start().then(
      (data) => hold({ state: "here", data }),
      (error: unknown) => hold({ state: "failed", message: error instanceof Error ? error.message : String(error) }),
    );
    return () => {
      isWanted = false;
    };
  }, [key]);
  return held?.key === key ? held.answer : { state: "waiting" };
}
