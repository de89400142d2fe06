import { setImmediate } from "node:timers/promises";
import type { Gram } from "@klik/metrics-core/drivers";
import { type Kysely, sql } from "kysely";
import type { Database } from "../db/database.ts";
import { AUDIENCE_CODES } from "../db/scope-query.ts";
import type { EvaluationTrace } from "./evaluation-trace.ts";
import { type Audience, groupText, inOrder, type Scope, scopeKey } from "../plan/scope.ts";
import type { CountedQuestion, SegmentRow, SummarySource, TalliesBySlot } from "../plan/summaries.ts";
import type { AnswerColumns, AnswerSource, GramQuestion } from "../plan/answer-columns.ts";
import type { ColumnName } from "./block.ts";
import { sizeOf } from "./column-bytes.ts";
import { ColumnCache, type ColumnCacheStatistics } from "./column-cache.ts";
import { type ColumnFilter, type ColumnPlan, planColumns } from "./column-plan.ts";
import { type ColumnWitness, readColumns, SegmentGone } from "./column-reader.ts";
import { Counted } from "./counted.ts";
import { columnsOf, countTallies, type Evaluation, gatherAnswers, sumGrams } from "./evaluate.ts";
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
   * @param trace - gets every evaluation that is made
   */
  source(db: Kysely<Database> = this.#db, trace?: EvaluationTrace[]): SummarySource & AnswerSource {
    return new ColumnSource(db, this.#cache, trace);
  }

  statistics(): ColumnCacheStatistics {
    return this.#cache.statistics();
  }
}

class ColumnSource implements SummarySource, AnswerSource {
  readonly #db: Kysely<Database>;
  readonly #cache: ColumnCache;
  readonly #trace: EvaluationTrace[] | undefined;
  readonly #snapshots = new Map<string, Promise<Snapshot>>();
  /** What was counted with the groups of a scope, so that it need not be counted after them. */
  readonly #counted = new Map<string, Counted>();

  constructor(db: Kysely<Database>, cache: ColumnCache, trace: EvaluationTrace[] | undefined) {
    this.#db = db;
    this.#cache = cache;
    this.#trace = trace;
  }

  async segments(scope: Scope, expected: readonly CountedQuestion[] = []): Promise<readonly SegmentRow[]> {
    const groups = await this.#evaluate(planColumns(scope, expected), countTallies);
    const counted = new Counted(groups, expected);
    if (expected.length > 0) this.#counted.set(scopeKey(scope), counted);
    if (scope.by.length === 0) return [counted.rows[0] ?? { values: [], responses: 0 }];
    return inOrder(counted.rows);
  }

  async tallies(scope: Scope, questions: readonly CountedQuestion[]): Promise<ReadonlyMap<string, TalliesBySlot>> {
    if (questions.length === 0) return new Map();
    const counted = this.#counted.get(scopeKey(scope));
    if (counted?.holds(questions)) return counted.byGroup();
    return new Counted(await this.#evaluate(planColumns(scope, questions), countTallies), questions).byGroup();
  }

  counted(scope: Scope): ReadonlyMap<string, TalliesBySlot> | undefined {
    return this.#counted.get(scopeKey(scope))?.byGroup();
  }

  async answers(scope: Scope, slots: readonly number[]): Promise<ReadonlyMap<string, AnswerColumns>> {
    const plan = planColumns(
      scope,
      slots.map((slot) => ({ slot })),
    );
    // Weights are part of the answer, also when no question is.
    const columns = [...new Set<ColumnName>([...plan.columns, "weight"])];
    const groups = await this.#evaluate({ ...plan, columns }, gatherAnswers);
    return new Map(groups.map(({ values, answers }) => [groupText(values), answers]));
  }

  async grams(scope: Scope, questions: readonly GramQuestion[]): Promise<ReadonlyMap<string, Gram> | null> {
    const groups = await this.#evaluate(planColumns(scope, questions), sumGrams);
    return groups === null ? null : new Map(groups.map(({ values, gram }) => [groupText(values), gram]));
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
    const totals = { cached: { columns: 0, bytes: 0 }, read: { columns: 0, bytes: 0 } };
    const witness: ColumnWitness = (column, isCached) => {
      const total = isCached ? totals.cached : totals.read;
      total.columns++;
      total.bytes += sizeOf(column);
    };
    for (const block of tail) await add(null, columnsOf(block));
    const filtered = new Set(plan.filters.map(({ column }) => column));
    const told = this.#trace === undefined ? undefined : witness;
    const reading = readColumns(db, this.#cache, wanted, plan.columns, filtered, told);
    for await (const portion of reading) {
      for (const { organisationId, columns } of portion) await add(owners.get(organisationId)!, columns);
    }
    this.#trace?.push({
      kernel: evaluation.kernel,
      plan,
      segments: { count: wanted.length, rows: wanted.reduce((sum, { rows }) => sum + rows, 0) },
      tailRows: tail.reduce((sum, { runs }) => sum + runs.rows, 0),
      ...totals,
    });
    await setImmediate();
    const result = evaluation.result();
    await setImmediate();
    return result;
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
