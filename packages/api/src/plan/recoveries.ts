import DataLoader from "dataloader";
import { type GroupValues, groupKey, type Scope, scopeKey } from "./scope.ts";

/** People of one group who were followed up, by what they answered before and after. */
export interface RecoveryCell {
  /** The stored byte of the answer that opened the case. */
  readonly before: number;
  /** Of the first answer after the contact; `null`: none yet. */
  readonly after: number | null;
  readonly n: number;
  /** Σ weight and Σ weight², exact decimal text. */
  readonly w: string;
  readonly ww: string;
}

export interface RecoveryRequest {
  readonly scope: Scope;
  /** Of the question. */
  readonly slot: number;
  /** What came later is not counted. */
  readonly asOf: Date;
  /** Cases of this rule only; `null`: of all. */
  readonly trigger: string | null;
}

/** By `groupKey`; one statement a call. */
export type RecoverySource = (request: RecoveryRequest) => Promise<ReadonlyMap<string, readonly RecoveryCell[]>>;

/** What people answered after they were followed up: of all groups of a scope at once. */
export class Recoveries {
  readonly #loader: DataLoader<RecoveryRequest, ReadonlyMap<string, readonly RecoveryCell[]>, string>;

  constructor(source: RecoverySource) {
    this.#loader = new DataLoader((requests) => Promise.all(requests.map(source)), {
      cacheKeyFn: ({ scope, slot, asOf, trigger }) => JSON.stringify([slot, asOf, trigger, scopeKey(scope)]),
    });
  }

  async cells(request: RecoveryRequest, values: GroupValues): Promise<readonly RecoveryCell[]> {
    return (await this.#loader.load(request)).get(groupKey(values)) ?? [];
  }
}
