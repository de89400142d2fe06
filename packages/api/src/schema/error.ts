import { MetricsError } from "@klik/metrics-core";
import { GraphQLError } from "graphql";
import { computePool, ComputeRefused } from "../compute/compute-pool.ts";
import { type TaskInput, type TaskName, type TaskOutput, taskOf } from "../compute/tasks.ts";
import type { WorkBudget } from "../compute/work-budget.ts";

/** What a client can act on. Codes are API; wording is not. */
type RequestErrorCode =
  | "AMBIGUOUS_QUESTION"
  | "BAD_USER_INPUT"
  | "INSTRUMENT_NOT_FOUND"
  | "QUESTION_NOT_FOUND"
  | "QUESTION_UNSUITABLE"
  | "TOO_MANY_GROUPS"
  | "UNKNOWN_CODE";

/** A wrong request: `where: expected …, got …`, with what would be right in `extensions`. */
export function requestError(
  code: RequestErrorCode,
  message: string,
  details: Readonly<Record<string, unknown>> = {},
): GraphQLError {
  return new GraphQLError(message, { extensions: { code, ...details } });
}

/** Runs a computation of metrics-core; what it refuses is the client's to mend and keeps its code. */
export function computed<T>(compute: () => T): T {
  try {
    return compute();
  } catch (error) {
    throw refusal(error);
  }
}

/** The same for a computation that can take long: it does not hold up the process, and ends when the client leaves. */
export async function computedApart<Name extends TaskName>(
  name: Name,
  input: TaskInput<Name>,
  { signal, work }: { readonly signal?: AbortSignal; readonly work: WorkBudget },
): Promise<TaskOutput<Name>> {
  try {
    work.spend(taskOf(name).work(input));
    return await computePool.run(name, input, signal);
  } catch (error) {
    throw refusal(error);
  }
}

function refusal(error: unknown): unknown {
  if (error instanceof MetricsError || error instanceof ComputeRefused)
    return new GraphQLError(error.message, { extensions: { code: error.code } });
  return error;
}
