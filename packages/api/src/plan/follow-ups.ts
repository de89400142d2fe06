import DataLoader from "dataloader";
import { partsOf, rollingOf } from "./rolling.ts";
import { type GroupValues, groupKey, type Scope, scopeKey } from "./scope.ts";

/** What was done about one response; moments in milliseconds since 1970, `null` while it has not happened. */
export interface FollowUpCase {
  readonly trigger: string;
  readonly respondedAt: number;
  readonly openedAt: number;
  readonly contactedAt: number | null;
  readonly resolvedAt: number | null;
  readonly reopenedAt: number | null;
}

/** By `groupKey`; a group without cases is not there. One statement a call. */
export type FollowUpSource = (scope: Scope) => Promise<ReadonlyMap<string, readonly FollowUpCase[]>>;

/** The cases of one operation: those of all groups of a scope at once. */
export class FollowUps {
  readonly #loader: DataLoader<Scope, ReadonlyMap<string, readonly FollowUpCase[]>, string>;

  constructor(source: FollowUpSource) {
    this.#loader = new DataLoader((scopes) => Promise.all(scopes.map(source)), { cacheKeyFn: scopeKey });
  }

  async cases(scope: Scope, values: GroupValues): Promise<readonly FollowUpCase[]> {
    const rolling = rollingOf(scope);
    if (rolling !== null) {
      const parts = partsOf(rolling, values).map((part) => this.cases(rolling.periods, part));
      return (await Promise.all(parts)).flat();
    }
    return (await this.#loader.load(scope)).get(groupKey(values)) ?? [];
  }
}
