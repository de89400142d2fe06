import type { WeightColumn } from "@klik/metrics-core/columns";
import DataLoader from "dataloader";
import { type GroupValues, groupKey, type Scope, scopeKey } from "./scope.ts";

/** The stored answers of one group, column by column; every column has one byte a response, in one order. */
export interface AnswerColumns {
  readonly rows: number;
  /** By slot. */
  readonly codes: ReadonlyMap<number, Uint8Array>;
  /** `null`: every response counts 1. */
  readonly weights: WeightColumn | null;
}

/** What the database gives; one statement a call, whatever the number of groups and columns. By `groupKey`. */
export interface AnswerSource {
  answers(scope: Scope, slots: readonly number[]): Promise<ReadonlyMap<string, AnswerColumns>>;
}

interface AnswerRequest {
  readonly scope: Scope;
  readonly slots: readonly number[];
}

/** For what a histogram cannot tell: how answers of the same people go together. Requests of one tick share a statement per scope. */
export class AnswerLoader {
  readonly #loader: DataLoader<AnswerRequest, ReadonlyMap<string, AnswerColumns>, string>;

  constructor(source: AnswerSource) {
    this.#loader = new DataLoader((requests) => loadByScope(source, requests), {
      cacheKeyFn: ({ scope, slots }) => `${slots.join()} ${scopeKey(scope)}`,
    });
  }

  /** The columns of one group of a scope; columns of no rows when it has no responses. */
  async columns(scope: Scope, values: GroupValues, slots: readonly number[]): Promise<AnswerColumns> {
    const byGroup = await this.#loader.load({ scope, slots });
    return (
      byGroup.get(groupKey(values)) ?? {
        rows: 0,
        codes: new Map(slots.map((slot) => [slot, new Uint8Array()])),
        weights: null,
      }
    );
  }
}

async function loadByScope(
  source: AnswerSource,
  requests: readonly AnswerRequest[],
): Promise<ReadonlyMap<string, AnswerColumns>[]> {
  const slots = new Map<string, Set<number>>();
  for (const request of requests) {
    const key = scopeKey(request.scope);
    slots.set(key, new Set([...(slots.get(key) ?? []), ...request.slots]));
  }
  const loaded = new Map<string, Promise<ReadonlyMap<string, AnswerColumns>>>();
  for (const { scope } of requests) {
    const key = scopeKey(scope);
    if (!loaded.has(key))
      loaded.set(
        key,
        source.answers(
          scope,
          [...slots.get(key)!].sort((a, b) => a - b),
        ),
      );
  }
  return Promise.all(requests.map(({ scope }) => loaded.get(scopeKey(scope))!));
}
