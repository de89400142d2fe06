import type { Kysely } from "kysely";
import { OPEN_VIEWER, type Viewer } from "./access/viewer.ts";
import type { ColumnStore } from "./columns/column-source.ts";
import { createAnswerSource } from "./db/answer-query.ts";
import { createCatalogueSource } from "./db/catalogue-query.ts";
import type { Database } from "./db/database.ts";
import { createSummarySource } from "./db/summary-source.ts";
import { InputError } from "./input-error.ts";
import { type Instrument, loadInstrument, loadInstruments } from "./instrument/store.ts";
import { AnswerLoader } from "./plan/answer-columns.ts";
import { Catalogue } from "./plan/catalogue.ts";
import { Summaries } from "./plan/summaries.ts";
import { createWrites, type Writes } from "./writes.ts";

/** What resolvers reach the rest of Klik through; made anew for every request. */
export interface Context {
  /** Who asks. */
  readonly viewer: Viewer;
  readonly summaries: Summaries;
  readonly answers: AnswerLoader;
  readonly catalogue: Catalogue;
  readonly instruments: Instruments;
  readonly writes: Writes;
}

export interface Instruments {
  /** `null` when there is none of that code. */
  byCode(code: string): Promise<Instrument | null>;
  all(): Promise<readonly Instrument[]>;
}

export function createContext(db: Kysely<Database>, columns?: ColumnStore, viewer: Viewer = OPEN_VIEWER): Context {
  const byCode = new Map<string, Promise<Instrument | null>>();
  // One source for both, so that all numbers of a request are of one moment.
  const segments = columns?.source();
  return {
    viewer,
    summaries: new Summaries(segments ?? createSummarySource(db)),
    answers: new AnswerLoader(segments ?? createAnswerSource(db)),
    catalogue: new Catalogue(createCatalogueSource(db)),
    instruments: {
      byCode(code) {
        const known = byCode.get(code) ?? findInstrument(db, code);
        byCode.set(code, known);
        return known;
      },
      all: () => loadInstruments(db),
    },
    writes: createWrites(db),
  };
}

async function findInstrument(db: Kysely<Database>, code: string): Promise<Instrument | null> {
  try {
    return await loadInstrument(db, code);
  } catch (error) {
    if (error instanceof InputError && error.code === "INSTRUMENT_UNKNOWN") return null;
    throw error;
  }
}
