import type { Scale, Tally } from "@klik/metrics-core";
import { emptyTally } from "@klik/metrics-core";
import DataLoader from "dataloader";
import { rollingOf, windowRows } from "./rolling.ts";
import { type GroupValues, groupKey, type Scope, scopeKey } from "./scope.ts";
import { windowTally } from "./window-tallies.ts";

/** One group of a scope that has responses. */
export interface SegmentRow {
  readonly values: GroupValues;
  readonly responses: number;
  /** Those of them that have no weight in the weighting of the scope. Absent: none. */
  readonly withoutWeight?: number;
  /** What was counted with them. */
  readonly tallies?: TalliesBySlot;
}

/** A stored question as far as counting needs it: where its byte stands and what the byte means. */
export interface CountedQuestion {
  readonly slot: number;
  readonly scale: Scale;
}

/** Tallies of one group by slot. */
export interface TalliesBySlot {
  get(slot: number): Tally | undefined;
}

/** What the database gives; one statement a call, whatever the number of groups and questions. */
export interface SummarySource {
  /**
   * @param expected - questions that will probably be asked of the groups: a source may count them in the same pass
   * @param related - scopes of which the same will probably be asked, for comparisons; of the same instrument, weighting and viewer
   */
  segments(
    scope: Scope,
    expected?: readonly CountedQuestion[],
    related?: readonly Scope[],
  ): Promise<readonly SegmentRow[]>;
  /** By `groupKey`; a group without responses is not there. */
  tallies(scope: Scope, questions: readonly CountedQuestion[]): Promise<ReadonlyMap<string, TalliesBySlot>>;
  /** What was counted with the groups of a scope and is there at once. */
  counted?(scope: Scope): ReadonlyMap<string, TalliesBySlot> | undefined;
}

interface TallyRequest {
  readonly scope: Scope;
  readonly question: CountedQuestion;
}

/**
 * The summaries of one operation. Requests of one tick are planned together, and what will probably be asked of the groups of a scope is
 * counted with them: one pass over the answers of a scope, whatever the number of its segments and metrics.
 */
export class Summaries {
  readonly #source: SummarySource;
  readonly #segments: DataLoader<Scope, readonly SegmentRow[], string>;
  readonly #tallies: DataLoader<TallyRequest, ReadonlyMap<string, Tally>, string>;
  /** By `scopeKey` and slot. */
  readonly #expected = new Map<string, Map<number, CountedQuestion>>();
  /** By `scopeKey` of what was asked, and their own. */
  readonly #related = new Map<string, Map<string, Scope>>();

  /** Those of rolling windows, by `scopeKey`. */
  readonly #windows = new Map<string, Promise<readonly SegmentRow[]>>();

  constructor(source: SummarySource) {
    this.#source = source;
    this.#segments = new DataLoader(
      (scopes) =>
        Promise.all(
          scopes.map((scope) => {
            const key = scopeKey(scope);
            const [expected, related] = [this.#expected.get(key), this.#related.get(key)];
            return source.segments(scope, [...(expected?.values() ?? [])], [...(related?.values() ?? [])]);
          }),
        ),
      { cacheKeyFn: scopeKey },
    );
    this.#tallies = new DataLoader((requests) => loadByScope(source, requests), {
      cacheKeyFn: ({ scope, question }) => `${question.slot} ${scopeKey(scope)}`,
    });
  }

  /** @param related - scopes that the groups will probably be held against */
  segments(
    scope: Scope,
    expected: readonly CountedQuestion[] = [],
    related: readonly Scope[] = [],
  ): Promise<readonly SegmentRow[]> {
    const key = scopeKey(scope);
    const rolling = rollingOf(scope);
    if (rolling !== null) {
      const windows =
        this.#windows.get(key) ??
        this.segments(rolling.periods, expected, related).then((rows) => windowRows(rolling, rows, scope.where.from));
      this.#windows.set(key, windows);
      return windows;
    }
    const questions = this.#expected.get(key) ?? new Map<number, CountedQuestion>();
    for (const question of expected) questions.set(question.slot, question);
    this.#expected.set(key, questions);
    const others = this.#related.get(key) ?? new Map<string, Scope>();
    for (const each of related) {
      const counted = rollingOf(each)?.periods ?? each;
      if (scopeKey(counted) !== key) others.set(scopeKey(counted), counted);
    }
    this.#related.set(key, others);
    return this.#segments.load(scope);
  }

  /** The tally of one question in one group of a scope; no promise where it was counted with the groups, as that of a dashboard is. */
  tally(scope: Scope, row: Pick<SegmentRow, "values" | "tallies">, question: CountedQuestion): Tally | Promise<Tally> {
    return (
      row.tallies?.get(question.slot) ??
      this.#source.counted?.(scope)?.get(groupKey(row.values))?.get(question.slot) ??
      this.#load(scope, row.values, question)
    );
  }

  async #load(scope: Scope, values: GroupValues, question: CountedQuestion): Promise<Tally> {
    const rolling = rollingOf(scope);
    if (rolling !== null) {
      const periods = await this.#tallies.load({ scope: rolling.periods, question });
      return windowTally(rolling, periods, values) ?? emptyTally(question.scale);
    }
    const byGroup = await this.#tallies.load({ scope, question });
    return byGroup.get(groupKey(values)) ?? emptyTally(question.scale);
  }
}

async function loadByScope(
  source: SummarySource,
  requests: readonly TallyRequest[],
): Promise<ReadonlyMap<string, Tally>[]> {
  const plans = new Map<string, { scope: Scope; questions: Map<number, CountedQuestion> }>();
  for (const { scope, question } of requests) {
    const key = scopeKey(scope);
    const plan = plans.get(key) ?? { scope, questions: new Map<number, CountedQuestion>() };
    plan.questions.set(question.slot, question);
    plans.set(key, plan);
  }
  const loaded = new Map<string, Promise<ReadonlyMap<string, TalliesBySlot>>>();
  for (const [key, { scope, questions }] of plans) loaded.set(key, source.tallies(scope, [...questions.values()]));
  return Promise.all(
    requests.map(async ({ scope, question }) => {
      const byGroup = new Map<string, Tally>();
      for (const [group, bySlot] of (await loaded.get(scopeKey(scope))) ?? []) {
        const tally = bySlot.get(question.slot);
        if (tally !== undefined) byGroup.set(group, tally);
      }
      return byGroup;
    }),
  );
}
