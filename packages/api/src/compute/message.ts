import { MetricsError, type MetricsErrorCode } from "@klik/metrics-core";
import type { TaskInput, TaskName } from "./tasks.ts";

/** What a thread is asked. */
export interface Order<Name extends TaskName = TaskName> {
  readonly name: Name;
  readonly input: TaskInput<Name>;
}

/** What it answers; of an error only the facts go through, not the class. */
export type Outcome =
  | { readonly status: "done"; readonly result: unknown }
  | {
      readonly status: "refused";
      readonly code: MetricsErrorCode;
      readonly message: string;
      readonly details: Readonly<Record<string, unknown>>;
    }
  | { readonly status: "failed"; readonly message: string };

export function outcomeOf(run: () => unknown): Outcome {
  try {
    return { status: "done", result: run() };
  } catch (error) {
    if (error instanceof MetricsError)
      return { status: "refused", code: error.code, message: error.message, details: error.details };
    return { status: "failed", message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

/** The result, or the error as it was thrown there. */
export function resultOf(outcome: Outcome): unknown {
  switch (outcome.status) {
    case "done":
      return outcome.result;
    case "refused":
      throw new MetricsError(outcome.code, outcome.message, outcome.details);
    case "failed":
      throw new Error(`compute thread: ${outcome.message}`);
    default:
      return outcome satisfies never;
  }
}
