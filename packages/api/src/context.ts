import type { Kysely } from "kysely";
import { bound } from "./access/bound-database.ts";
import { createKeys, type Keys } from "./access/keys.ts";
import { bindingOf, OPEN_VIEWER, type Viewer } from "./access/viewer.ts";
import type { ColumnStore } from "./columns/column-source.ts";
import { WorkBudget } from "./compute/work-budget.ts";
import { createAnswerSource } from "./db/answer-query.ts";
import { createCatalogueSource } from "./db/catalogue-query.ts";
import type { Database } from "./db/database.ts";
import { createEntities } from "./db/entities.ts";
import { createFollowUpSource } from "./db/follow-up-query.ts";
import { createOutcomeSource } from "./db/outcome-query.ts";
import { createRecoverySource } from "./db/recovery-query.ts";
import { createSummarySource } from "./db/summary-source.ts";
import { findInstrument } from "./instrument/known-instruments.ts";
import { type Instrument, loadInstruments } from "./instrument/store.ts";
import { AnswerLoader } from "./plan/answer-columns.ts";
import { Catalogue } from "./plan/catalogue.ts";
import { CustomerOutcomes } from "./plan/customer-outcomes.ts";
import type { Entities } from "./plan/entities.ts";
import type { EvaluationTrace } from "./columns/evaluation-trace.ts";
import { FollowUps } from "./plan/follow-ups.ts";
import { Recoveries } from "./plan/recoveries.ts";
import { Summaries } from "./plan/summaries.ts";
import { createWrites, type Writes } from "./writes.ts";

/** What resolvers reach the rest of Klik through; made anew for every request. */
export interface Context {
  /** Who asks. */
  readonly viewer: Viewer;
  /** When the request came. */
  readonly now: Date;
  readonly summaries: Summaries;
  readonly answers: AnswerLoader;
  readonly followUps: FollowUps;
  readonly recoveries: Recoveries;
  readonly outcomes: CustomerOutcomes;
  readonly catalogue: Catalogue;
  readonly entities: Entities;
  readonly instruments: Instruments;
  readonly writes: Writes;
  readonly keys: Keys;
  /** What the computations of this request may still take. */
  readonly work: WorkBudget;
  /** Aborted when whoever asked has left. */
  readonly signal?: AbortSignal;
  /** The passes over the answers so far, for who asked for the plan. */
  readonly trace?: readonly EvaluationTrace[];
}

interface Instruments {
  /** `null` when there is none of that code. */
  byCode(code: string): Promise<Instrument | null>;
  all(): Promise<readonly Instrument[]>;
}

interface RequestOptions {
  /** Aborted when whoever asked has left. */
  readonly signal?: AbortSignal;
  /** Gets every pass over the answers that is made. */
  readonly trace?: EvaluationTrace[];
  /** So long one statement may take; `null`: as long as it needs. Left out: as long as those of a request. */
  readonly statementMs?: number | null;
}

/** @param database - however it is bound: all that a request does in it is bound to the viewer */
export function createContext(
  database: Kysely<Database>,
  columns?: ColumnStore,
  viewer: Viewer = OPEN_VIEWER,
  { signal, trace, statementMs }: RequestOptions = {},
): Context {
  const binding = bindingOf(viewer);
  const db = bound(database, statementMs === undefined ? binding : { ...binding, statementMs });
  const byCode = new Map<string, Promise<Instrument | null>>();
  // One source for both, so that all numbers of a request are of one moment.
  const source = columns?.source(db, trace) ?? { ...createSummarySource(db), ...createAnswerSource(db) };
  return {
    viewer,
    now: new Date(),
    summaries: new Summaries(source),
    answers: new AnswerLoader(source),
    outcomes: new CustomerOutcomes(createOutcomeSource(db)),
    followUps: new FollowUps(createFollowUpSource(db)),
    recoveries: new Recoveries(createRecoverySource(db)),
    catalogue: new Catalogue(createCatalogueSource(db)),
    entities: createEntities(db, viewer),
    instruments: {
      byCode(code) {
        const known = byCode.get(code) ?? findInstrument(db, code);
        byCode.set(code, known);
        return known;
      },
      all: () => loadInstruments(db),
    },
    writes: createWrites(db),
    work: new WorkBudget(),
    keys: createKeys(db, viewer),
    ...(signal === undefined ? {} : { signal }),
    ...(trace === undefined ? {} : { trace }),
  };
}
