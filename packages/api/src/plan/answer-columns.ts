import type { GramColumn, WeightColumn } from "@klik/metrics-core/columns";
import { emptyGram, type Gram } from "@klik/metrics-core/drivers";
import DataLoader from "dataloader";
import { partsOf, rollingOf } from "./rolling.ts";
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
  /**
   * How the answers of those who answered all questions go together, without gathering them; a group without responses is not there. `null`:
   * not without them, as where responses have weights.
   */
  grams?(scope: Scope, questions: readonly GramQuestion[]): Promise<ReadonlyMap<string, Gram> | null>;
}

/** A stored question of a Gram: a column of it by the name. */
export interface GramQuestion extends GramColumn {
  readonly slot: number;
}

interface GramRequest {
  readonly scope: Scope;
  readonly questions: readonly GramQuestion[];
}

interface AnswerRequest {
  readonly scope: Scope;
  readonly slots: readonly number[];
}

/** For what a histogram cannot tell: how answers of the same people go together. Requests of one tick share a statement per scope. */
export class AnswerLoader {
  readonly #loader: DataLoader<AnswerRequest, ReadonlyMap<string, AnswerColumns>, string>;
  readonly #grams: DataLoader<GramRequest, ReadonlyMap<string, Gram> | null, string>;

  constructor(source: AnswerSource) {
    this.#grams = new DataLoader(
      (requests) =>
        Promise.all(requests.map(async ({ scope, questions }) => (await source.grams?.(scope, questions)) ?? null)),
      { cacheKeyFn: ({ scope, questions }) => `${questions.map(({ slot }) => slot).join()} ${scopeKey(scope)}` },
    );
    this.#loader = new DataLoader((requests) => loadByScope(source, requests), {
      cacheKeyFn: ({ scope, slots }) => `${slots.join()} ${scopeKey(scope)}`,
    });
  }

  /** The columns of one group of a scope; columns of no rows when it has no responses. */
  async columns(scope: Scope, values: GroupValues, slots: readonly number[]): Promise<AnswerColumns> {
    const rolling = rollingOf(scope);
    if (rolling !== null) {
      const parts = partsOf(rolling, values).map((part) => this.columns(rolling.periods, part, slots));
      return joined(await Promise.all(parts), slots);
    }
    const byGroup = await this.#loader.load({ scope, slots });
    return (
      byGroup.get(groupKey(values)) ?? {
        rows: 0,
        codes: new Map(slots.map((slot) => [slot, new Uint8Array()])),
        weights: null,
      }
    );
  }

  /** The Gram of one group of a scope, of nobody when it has no responses; `null`: only from its columns. */
  async gram(scope: Scope, values: GroupValues, questions: readonly GramQuestion[]): Promise<Gram | null> {
    if (rollingOf(scope) !== null) return null;
    const byGroup = await this.#grams.load({ scope, questions });
    if (byGroup === null) return null;
    return byGroup.get(groupKey(values)) ?? emptyGram(questions.map(({ name }) => name));
  }
}

/** The columns of several groups below each other. */
function joined(parts: readonly AnswerColumns[], slots: readonly number[]): AnswerColumns {
  const rows = parts.reduce((sum, part) => sum + part.rows, 0);
  const codes = slots.map((slot) => {
    const column = new Uint8Array(rows);
    let at = 0;
    for (const part of parts) {
      column.set(part.codes.get(slot)!, at);
      at += part.rows;
    }
    return [slot, column] as const;
  });
  return { rows, codes: new Map(codes), weights: joinedWeights(parts, rows) };
}

/** In the smallest unit that any of them needs. */
function joinedWeights(parts: readonly AnswerColumns[], rows: number): WeightColumn | null {
  if (parts.every(({ weights }) => weights === null)) return null;
  const places = Math.max(...parts.map(({ weights }) => weights?.places ?? 0));
  const units = new Float64Array(rows);
  let at = 0;
  for (const part of parts) {
    const scale = 10 ** (places - (part.weights?.places ?? 0));
    for (let row = 0; row < part.rows; row++) units[at++] = (part.weights?.units[row] ?? 1) * scale;
  }
  return { units, places };
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
