import type { Gram } from "@klik/metrics-core/drivers";
import type { Kysely } from "kysely";
import type { Database } from "../db/database.ts";
import type { EvaluationTrace } from "./evaluation-trace.ts";
import { groupText, inOrder, type Scope, scopeKey } from "../plan/scope.ts";
import type { CountedQuestion, SegmentRow, SummarySource, TalliesBySlot } from "../plan/summaries.ts";
import type { AnswerColumns, AnswerSource, GramQuestion } from "../plan/answer-columns.ts";
import type { ColumnName } from "./block.ts";
import { ColumnCache, type ColumnCacheStatistics } from "./column-cache.ts";
import { type ColumnPlan, planColumns } from "./column-plan.ts";
import { SegmentGone } from "./column-reader.ts";
import { Counted } from "./counted.ts";
import { countTallies, gatherAnswers, sumGrams } from "./evaluate.ts";
import { type EvaluationOf, isAsWide, passOver } from "./pass.ts";
import { loadMoment, type Moment, type MomentScope } from "./moment.ts";

export interface ColumnStoreOptions {
  /** Bytes of decoded columns to keep in the process. Default: 256 MiB. */
  readonly cacheBytes?: number;
}

const DEFAULT_CACHE_BYTES = 256 * 1024 * 1024;
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

/** A moment, of whom it is, and the database to read the columns of its segments from. */
interface BoundMoment extends Moment {
  readonly scope: MomentScope;
  readonly db: Kysely<Database>;
}

/** Of all organisations that any of the plans asks for, or more. */
function widestOf(plans: readonly ColumnPlan[]): MomentScope {
  const first = plans[0]!; // never none
  return plans.every((plan) => isAsWide(plan, first)) ? first : { ...first, organisations: null, sectors: null };
}

/** Without anything to group by there is one group, also of nobody. */
function rowsInOrder(scope: Scope, rows: readonly SegmentRow[]): readonly SegmentRow[] {
  if (scope.by.length > 0) return inOrder(rows);
  const nobody = { values: [], responses: 0 };
  return [rows[0] ?? (scope.weighting === undefined ? nobody : { ...nobody, withoutWeight: 0 })];
}

class ColumnSource implements SummarySource, AnswerSource {
  readonly #db: Kysely<Database>;
  readonly #cache: ColumnCache;
  readonly #trace: EvaluationTrace[] | undefined;
  readonly #moments = new Map<string, Promise<Moment>>();
  /** The groups of a scope and what was counted with them, so that it need not be counted after them. */
  readonly #rows = new Map<string, readonly SegmentRow[]>();
  readonly #counted = new Map<string, Counted>();

  constructor(db: Kysely<Database>, cache: ColumnCache, trace: EvaluationTrace[] | undefined) {
    this.#db = db;
    this.#cache = cache;
    this.#trace = trace;
  }

  async segments(
    scope: Scope,
    expected: readonly CountedQuestion[] = [],
    related: readonly Scope[] = [],
  ): Promise<readonly SegmentRow[]> {
    const key = scopeKey(scope);
    const isKnown = this.#counted.get(key)?.holds(expected) === true;
    return (isKnown ? this.#rows.get(key) : undefined) ?? (await this.#count(scope, expected, related));
  }

  /** Counts the groups of a scope, and those of the scopes that they will be held against, in one pass. */
  #count(
    asked: Scope,
    expected: readonly CountedQuestion[],
    related: readonly Scope[],
  ): Promise<readonly SegmentRow[]> {
    const scopes = [asked, ...related.filter((scope) => !this.#rows.has(scopeKey(scope)))];
    const plans = scopes.map((scope) => planColumns(scope, expected));
    return this.#evaluate(plans, async (moment) => {
      const evaluated = await this.#run(moment, plans, countTallies);
      const counted = evaluated.map((groups) => new Counted(groups, expected));
      const rows =
        asked.weighting === undefined
          ? counted.map((one) => one.rows)
          : await this.#withAllResponses(moment, scopes, counted);
      for (const [i, scope] of scopes.entries()) {
        this.#counted.set(scopeKey(scope), counted[i]!);
        this.#rows.set(scopeKey(scope), rowsInOrder(scope, rows[i]!));
      }
      return this.#rows.get(scopeKey(asked))!;
    });
  }

  /** The groups of all responses, with what those that have a weight say of them. */
  async #withAllResponses(
    moment: BoundMoment,
    scopes: readonly Scope[],
    counted: readonly Counted[],
  ): Promise<readonly (readonly SegmentRow[])[]> {
    const plans = scopes.map(({ weighting: _, ...unweighted }) => planColumns(unweighted, []));
    const all = await this.#run(moment, plans, countTallies);
    return all.map((groups, i) => {
      const weighted = new Map(counted[i]!.rows.map((row) => [groupText(row.values), row]));
      return groups.map(({ values, responses }) => {
        const { responses: n = 0, ...row } = weighted.get(groupText(values)) ?? { values };
        return { ...row, responses, withoutWeight: responses - n };
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

  async #evaluateOnly<Plan extends ColumnPlan, T>(plan: Plan, evaluationOf: EvaluationOf<Plan, T>): Promise<T> {
    const [result] = await this.#evaluate([plan], (moment) => this.#run(moment, [plan], evaluationOf));
    return result!; // one for each plan
  }

  /** Everything that `work` runs is of one moment. */
  async #evaluate<T>(plans: readonly ColumnPlan[], work: (moment: BoundMoment) => Promise<T>): Promise<T> {
    const scope = widestOf(plans);
    const key = JSON.stringify([
      scope.instrumentId,
      scope.visible,
      scope.organisations,
      scope.sectors,
      scope.weighting,
    ]);
    const moment = this.#moments.get(key) ?? loadMoment(this.#db, scope);
    this.#moments.set(key, moment);
    try {
      return await work({ db: this.#db, scope, ...(await moment) });
    } catch (error) {
      if (!(error instanceof SegmentGone)) throw error;
    }
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#again(key, scope, work);
      } catch (error) {
        if (!(error instanceof SegmentGone) || attempt === ATTEMPTS) throw error;
      }
    }
  }

  /**
   * Segments were merged before their columns were read. Inside of one transaction they cannot go; on a cluster, where each node has its
   * own idea of the moment, they can, and are read once more.
   */
  #again<T>(key: string, scope: MomentScope, work: (moment: BoundMoment) => Promise<T>): Promise<T> {
    return this.#db
      .transaction()
      .setIsolationLevel("repeatable read")
      .setAccessMode("read only")
      .execute(async (trx) => {
        const later = loadMoment(trx, scope);
        this.#moments.set(key, later);
        return work({ db: trx, scope, ...(await later) });
      });
  }

  #run<Plan extends ColumnPlan, T>(
    { db, scope, responses, weighted }: BoundMoment,
    plans: readonly Plan[],
    evaluationOf: EvaluationOf<Plan, T>,
  ): Promise<readonly T[]> {
    const snapshot = plans[0]!.weighting === null ? responses : weighted!; // loaded for this weighting
    return passOver({ db, cache: this.#cache, trace: this.#trace }, snapshot, scope, plans, evaluationOf);
  }
}
