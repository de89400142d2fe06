import { setImmediate } from "node:timers/promises";
import { type Kysely, sql } from "kysely";
import type { Database } from "../db/database.ts";
import { AUDIENCE_CODES } from "../db/scope-query.ts";
import { type Audience, type GroupValues, groupKey, type Scope } from "../plan/scope.ts";
import type { CountedQuestion, SegmentRow, SummarySource, TalliesBySlot } from "../plan/summaries.ts";
import type { AnswerColumns, AnswerSource } from "../plan/answer-columns.ts";
import type { ColumnName } from "./block.ts";
import { ColumnCache, type ColumnCacheStatistics } from "./column-cache.ts";
import { type ColumnFilter, type ColumnPlan, planColumns } from "./column-plan.ts";
import { readColumns, SegmentGone } from "./column-reader.ts";
import { columnsOf, countTallies, type Evaluation, gatherAnswers } from "./evaluate.ts";
import type { Columns } from "./grouping.ts";
import type { Owner } from "./numbered.ts";
import { loadSnapshot, type Snapshot } from "./snapshot.ts";

export interface ColumnStoreOptions {
  /** Bytes of decoded columns to keep in the process. Default: 256 MiB. */
  readonly cacheBytes?: number;
}

const DEFAULT_CACHE_BYTES = 256 * 1024 * 1024;
/** So long the process counts without looking at anything else. */
const SLICE_MILLISECONDS = 8;
/** Snapshots that are taken anew when segments go while they are read. */
const ATTEMPTS = 5;

/** Reads summaries from segments and the unfolded tail. One for each database and process: it keeps the decoded columns. */
export class ColumnStore {
  readonly #db: Kysely<Database>;
  readonly #cache: ColumnCache;

  constructor(db: Kysely<Database>, { cacheBytes = DEFAULT_CACHE_BYTES }: ColumnStoreOptions = {}) {
    this.#db = db;
    this.#cache = new ColumnCache(cacheBytes);
  }

  /**
   * Summaries for one request: all its answers about the same organisations are of one moment, that of the first. A later
   * request needs a source of its own to see later changes.
   *
   * @param db - the same database, bound to whoever asks
   */
  source(db: Kysely<Database> = this.#db): SummarySource & AnswerSource {
    return new ColumnSource(db, this.#cache);
  }

  statistics(): ColumnCacheStatistics {
    return this.#cache.statistics();
  }
}

class ColumnSource implements SummarySource, AnswerSource {
  readonly #db: Kysely<Database>;
  readonly #cache: ColumnCache;
  readonly #snapshots = new Map<string, Promise<Snapshot>>();

  constructor(db: Kysely<Database>, cache: ColumnCache) {
    this.#db = db;
    this.#cache = cache;
  }

  async segments(scope: Scope): Promise<readonly SegmentRow[]> {
    const groups = await this.#evaluate(planColumns<CountedQuestion>(scope, []), countTallies);
    if (scope.by.length === 0) return [{ values: [], responses: groups[0]?.responses ?? 0 }];
    return groups
      .map(({ values, responses }) => ({ values, responses }))
      .sort((a, b) => compareValues(a.values, b.values));
  }

  async tallies(scope: Scope, questions: readonly CountedQuestion[]): Promise<ReadonlyMap<string, TalliesBySlot>> {
    if (questions.length === 0) return new Map();
    const groups = await this.#evaluate(planColumns(scope, questions), countTallies);
    return new Map(
      groups.map(({ values, tallies }) => [
        groupKey(values),
        new Map(questions.map(({ slot }, i) => [slot, tallies[i]!])),
      ]),
    );
  }

  async answers(scope: Scope, slots: readonly number[]): Promise<ReadonlyMap<string, AnswerColumns>> {
    const plan = planColumns(
      scope,
      slots.map((slot) => ({ slot })),
    );
    // Weights are part of the answer, also when no question is.
    const columns = [...new Set<ColumnName>([...plan.columns, "weight"])];
    const groups = await this.#evaluate({ ...plan, columns }, gatherAnswers);
    return new Map(groups.map(({ values, answers }) => [groupKey(values), answers]));
  }

  async #evaluate<Plan extends ColumnPlan, T>(
    plan: Plan,
    evaluationOf: (plan: Plan, filters: readonly ColumnFilter[]) => Evaluation<T>,
  ): Promise<T> {
    const filters = await this.#withIds(plan.filters);
    const key = JSON.stringify([plan.instrumentId, plan.visible, plan.organisations, plan.sectors]);
    const snapshot = this.#snapshots.get(key) ?? loadSnapshot(this.#db, plan);
    this.#snapshots.set(key, snapshot);
    try {
      return await this.#run(this.#db, plan, evaluationOf(plan, filters), await snapshot);
    } catch (error) {
      if (!(error instanceof SegmentGone)) throw error;
    }
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#again(key, plan, () => evaluationOf(plan, filters));
      } catch (error) {
        if (!(error instanceof SegmentGone) || attempt === ATTEMPTS) throw error;
      }
    }
  }

  /**
   * Segments were merged before their columns were read. Inside of one transaction they cannot go; on a cluster, where each node has its
   * own idea of the moment, they can, and are read once more.
   */
  #again<T>(key: string, plan: ColumnPlan, evaluation: () => Evaluation<T>): Promise<T> {
    return this.#db
      .transaction()
      .setIsolationLevel("repeatable read")
      .setAccessMode("read only")
      .execute(async (trx) => {
        const later = loadSnapshot(trx, plan);
        this.#snapshots.set(key, later);
        return this.#run(trx, plan, evaluation(), await later);
      });
  }

  async #run<T>(
    db: Kysely<Database>,
    plan: ColumnPlan,
    evaluation: Evaluation<T>,
    { organisations, tail }: Snapshot,
  ): Promise<T> {
    const owners = new Map(organisations.map((one) => [one.organisationId, one]));
    const wanted = organisations.flatMap(({ organisationId, segments }) =>
      segments.map((segment) => ({ organisationId, ...segment })),
    );
    let sliceEnd = performance.now() + SLICE_MILLISECONDS;
    const add = async (owner: Owner | null, columns: Columns): Promise<void> => {
      evaluation.add(owner, columns);
      if (performance.now() < sliceEnd) return;
      await setImmediate();
      sliceEnd = performance.now() + SLICE_MILLISECONDS;
    };
    for (const block of tail) await add(null, columnsOf(block));
    for await (const portion of readColumns(db, this.#cache, wanted, plan.columns)) {
      for (const { organisationId, columns } of portion) await add(owners.get(organisationId)!, columns);
    }
    return evaluation.result();
  }

  /** Categories are stored by id. */
  async #withIds(filters: readonly ColumnFilter[]): Promise<readonly ColumnFilter[]> {
    return Promise.all(
      filters.map(async ({ column, in: codes }) => {
        if (column === "audience") return { column, in: codes.map((code) => String(AUDIENCE_CODES[code as Audience])) };
        if (column !== "channel" && column !== "touchpoint") return { column, in: codes };
        const { rows } = await sql<{ id: number }>`
          select id from ${sql.table(column)} where code = any(${codes}::text[])
        `.execute(this.#db);
        return { column, in: rows.map(({ id }) => String(id)) };
      }),
    );
  }
}

/** The order of Postgres arrays of text in byte order: nulls last. */
function compareValues(a: GroupValues, b: GroupValues): number {
  for (const [i, left] of a.entries()) {
    const right = b[i] ?? null;
    if (left === right) continue;
    if (left === null) return 1;
    if (right === null) return -1;
    return Buffer.compare(Buffer.from(left), Buffer.from(right));
  }
  return 0;
}
