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
import { loadMoment, type Moment } from "./snapshot.ts";

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

/** A moment, and the database to read the columns of its segments from. */
interface BoundMoment extends Moment {
  readonly db: Kysely<Database>;
}

type EvaluationOf<Plan, T> = (plan: Plan, filters: readonly ColumnFilter[]) => Evaluation<T>;

const talliesOf = (row: SegmentRow | undefined): Pick<SegmentRow, "tallies"> =>
  row?.tallies === undefined ? {} : { tallies: row.tallies };

class ColumnSource implements SummarySource, AnswerSource {
  readonly #db: Kysely<Database>;
  readonly #cache: ColumnCache;
  readonly #trace: EvaluationTrace[] | undefined;
  readonly #moments = new Map<string, Promise<Moment>>();
  /** What was counted with the groups of a scope, so that it need not be counted after them. */
  readonly #counted = new Map<string, Counted>();

  constructor(db: Kysely<Database>, cache: ColumnCache, trace: EvaluationTrace[] | undefined) {
    this.#db = db;
    this.#cache = cache;
    this.#trace = trace;
  }

  async segments(scope: Scope, expected: readonly CountedQuestion[] = []): Promise<readonly SegmentRow[]> {
    const plan = planColumns(scope, expected);
    const rows = await (plan.weighting === null
      ? this.#evaluate(plan, async (moment) => {
          const counted = new Counted(await this.#run(moment, plan, countTallies), expected);
          if (expected.length > 0) this.#counted.set(scopeKey(scope), counted);
          return counted.rows;
        })
      : this.#weightedSegments(scope, plan));
    if (scope.by.length === 0) {
      const none = { values: [], responses: 0, ...(plan.weighting === null ? {} : { withoutWeight: 0 }) };
      return [rows[0] ?? none];
    }
    return inOrder(rows);
  }

  /** The groups of all responses, and what those with a weight say of them. */
  #weightedSegments(scope: Scope, plan: ColumnPlan<CountedQuestion>): Promise<readonly SegmentRow[]> {
    const { weighting: _, ...unweighted } = scope;
    const groups = planColumns(unweighted, []);
    return this.#evaluate(plan, async (moment) => {
      const all = await this.#run(moment, groups, countTallies);
      const counted = new Counted(await this.#run(moment, plan, countTallies), plan.questions);
      if (plan.questions.length > 0) this.#counted.set(scopeKey(scope), counted);
      const weighted = new Map(counted.rows.map((row) => [groupText(row.values), row]));
      return all.map(({ values, responses }) => {
        const row = weighted.get(groupText(values));
        return { values, responses, withoutWeight: responses - (row?.responses ?? 0), ...talliesOf(row) };
      });
    });
  }

  async tallies(scope: Scope, questions: readonly CountedQuestion[]): Promise<ReadonlyMap<string, TalliesBySlot>> {
    if (questions.length === 0) return new Map();
    const counted = this.#counted.get(scopeKey(scope));
    if (counted?.holds(questions)) return counted.byGroup();
    return new Counted(await this.#evaluateOnly(planColumns(scope, questions), countTallies), questions).byGroup();
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
    const groups = await this.#evaluateOnly({ ...plan, columns }, gatherAnswers);
    return new Map(groups.map(({ values, answers }) => [groupText(values), answers]));
  }

  async grams(scope: Scope, questions: readonly GramQuestion[]): Promise<ReadonlyMap<string, Gram> | null> {
    const groups = await this.#evaluateOnly(planColumns(scope, questions), sumGrams);
    return groups === null ? null : new Map(groups.map(({ values, gram }) => [groupText(values), gram]));
  }

  #evaluateOnly<Plan extends ColumnPlan, T>(plan: Plan, evaluationOf: EvaluationOf<Plan, T>): Promise<T> {
    return this.#evaluate(plan, (moment) => this.#run(moment, plan, evaluationOf));
  }

  /** Everything that `work` runs is of one moment. */
  async #evaluate<T>(plan: ColumnPlan, work: (moment: BoundMoment) => Promise<T>): Promise<T> {
    const key = JSON.stringify([plan.instrumentId, plan.visible, plan.organisations, plan.sectors, plan.weighting]);
    const moment = this.#moments.get(key) ?? loadMoment(this.#db, plan);
    this.#moments.set(key, moment);
    try {
      return await work({ db: this.#db, ...(await moment) });
    } catch (error) {
      if (!(error instanceof SegmentGone)) throw error;
    }
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#again(key, plan, work);
      } catch (error) {
        if (!(error instanceof SegmentGone) || attempt === ATTEMPTS) throw error;
      }
    }
  }

  /**
   * Segments were merged before their columns were read. Inside of one transaction they cannot go; on a cluster, where each node has its
   * own idea of the moment, they can, and are read once more.
   */
  #again<T>(key: string, plan: ColumnPlan, work: (moment: BoundMoment) => Promise<T>): Promise<T> {
    return this.#db
      .transaction()
      .setIsolationLevel("repeatable read")
      .setAccessMode("read only")
      .execute(async (trx) => {
        const later = loadMoment(trx, plan);
        this.#moments.set(key, later);
        return work({ db: trx, ...(await later) });
      });
  }

  async #run<Plan extends ColumnPlan, T>(
    { db, responses, weighted }: BoundMoment,
    plan: Plan,
    evaluationOf: EvaluationOf<Plan, T>,
  ): Promise<T> {
    const { organisations, tail } = plan.weighting === null ? responses : weighted!; // loaded for this weighting
    const evaluation = evaluationOf(plan, await this.#withIds(plan.filters));
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
