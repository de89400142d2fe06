import DataLoader from "dataloader";
import { type GroupValues, groupKey, type Scope, scopeKey } from "./scope.ts";

/** Customers of one group with one answer and one outcome. */
export interface OutcomeCell {
  /** The stored byte of the answer. */
  readonly mark: number;
  /** `before`: left before the survey; `unknown`: nothing is known, or not for long enough. */
  readonly outcome: "stayed" | "churned" | "before" | "unknown";
  readonly n: number;
  /** Σ weight and Σ weight², exact decimal text. */
  readonly w: string;
  readonly ww: string;
  /** Of the customers of whom a margin is known: how many, and the sum of their yearly margins; then the same weighted. */
  readonly margins: { readonly n: number; readonly sum: number; readonly w: number; readonly weighted: number };
}

export interface OutcomeRequest {
  readonly scope: Scope;
  /** Of the question. */
  readonly slot: number;
  /** Length of the window after the response. */
  readonly days: number;
}

/** By `groupKey`; one statement a call. */
export type OutcomeSource = (request: OutcomeRequest) => Promise<ReadonlyMap<string, readonly OutcomeCell[]>>;

/** What customers did after they answered: of all groups of a scope at once. */
export class CustomerOutcomes {
  readonly #loader: DataLoader<OutcomeRequest, ReadonlyMap<string, readonly OutcomeCell[]>, string>;

  constructor(source: OutcomeSource) {
    this.#loader = new DataLoader((requests) => Promise.all(requests.map(source)), {
      cacheKeyFn: ({ scope, slot, days }) => `${slot} ${days} ${scopeKey(scope)}`,
    });
  }

  async cells(request: OutcomeRequest, values: GroupValues): Promise<readonly OutcomeCell[]> {
    return (await this.#loader.load(request)).get(groupKey(values)) ?? [];
  }
}
