import type { ComponentChildren } from "preact";
import { useReport } from "../report.ts";
import type { Answer } from "../use-answer.ts";

interface LoadedProps<Result> {
  readonly answer: Answer<Result>;
  readonly children: (data: Result) => ComponentChildren;
}

/** What is shown of an answer that may still be on its way. */
export function Loaded<Result>({ answer, children }: LoadedProps<Result>) {
  const { text } = useReport();
  switch (answer.state) {
    case "here":
      return <>{children(answer.data)}</>;
    case "failed":
      return (
        <p class="card failed" role="alert">
          {text.failed} <span class="quiet">{answer.message}</span>
        </p>
      );
    case "waiting":
      return (
        <p class="card waiting" aria-busy="true">
          {text.loading}
        </p>
      );
    default:
      return answer satisfies never;
  }
}
