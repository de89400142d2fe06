import type { Kysely } from "kysely";
import type { Database } from "./db/database.ts";
import { type DefinedCategories, defineCategories } from "./entity/category-definition.ts";
import { type DefinedOrganisations, defineOrganisations } from "./entity/organisation-definition.ts";
import { type Erasure, eraseRespondent, type Respondent } from "./erasure/erase-respondent.ts";
import { type FollowUpRecord, recordFollowUps, type RecordedFollowUps } from "./follow-up/record-follow-ups.ts";
import { type Submission, type SubmissionReport, submitResponses } from "./ingest/submission.ts";
import { InputError, shown } from "./input-error.ts";
import { type InstrumentDefinition, parseDefinition } from "./instrument/definition.ts";
import { findShipped, shippedInstruments } from "./instrument/shipped.ts";
import { defineInstrument, type Instrument, loadInstrument } from "./instrument/store.ts";
import { type CustomerOutcome, type RecordedOutcomes, recordOutcomes } from "./outcome/record-outcomes.ts";
import type { CategoryKind } from "./plan/catalogue.ts";
import { deleteWeighting, rakeWeights } from "./weighting/rake-weights.ts";
import type { Raked, Raking, Unreachable } from "./weighting/raking.ts";

/** What mutations do. All throw InputError for what a client can mend. */
export interface Writes {
  submit(submission: Omit<Submission, "instrument"> & { readonly instrument: string }): Promise<SubmissionReport>;
  /** Takes a definition as in a file. */
  define(definition: unknown): Promise<DefinedInstrument>;
  /** Takes the definition of an instrument that comes with Klik. */
  loadShipped(code: string): Promise<DefinedInstrument>;
  defineOrganisations(input: unknown): Promise<DefinedOrganisations>;
  defineCategories(kind: CategoryKind, input: unknown): Promise<DefinedCategories>;
  followUps(instrument: string, records: readonly FollowUpRecord[]): Promise<RecordedFollowUps>;
  rake(raking: Raking): Promise<Raked | Unreachable>;
  /** Whether there was one. */
  deleteWeighting(instrument: string, name: string): Promise<boolean>;
  outcomes(outcomes: readonly CustomerOutcome[]): Promise<RecordedOutcomes>;
  erase(respondent: Respondent): Promise<Erasure>;
}

export interface DefinedInstrument {
  readonly instrument: Instrument;
  /** Whether this made a version; false when the newest says the same. */
  readonly created: boolean;
}

export function createWrites(db: Kysely<Database>): Writes {
  const define = async (definition: InstrumentDefinition): Promise<DefinedInstrument> => {
    const before = await db
      .selectFrom("instrument as i")
      .innerJoin("instrument_version as v", "v.instrument_id", "i.id")
      .select(({ fn }) => fn.max("v.version").as("version"))
      .where("i.code", "=", definition.code)
      .executeTakeFirst();
    const version = await defineInstrument(db, definition);
    const instrument = await loadInstrument(db, definition.code, { version });
    return { instrument, created: version !== before?.version };
  };
  return {
    async submit({ instrument, ...submission }) {
      return submitResponses(db, { ...submission, instrument: await loadInstrument(db, instrument) });
    },
    define: async (input) => define(parseDefinition(input)),
    async loadShipped(code) {
      const definition = await findShipped(code);
      if (definition !== null) return define(definition);
      const expected = `one of ${shippedInstruments().join(", ")}`;
      throw new InputError("INSTRUMENT_UNKNOWN", `instrument: expected ${expected}, got ${shown(code)}`, [
        { path: "code", expected, got: shown(code) },
      ]);
    },
    defineOrganisations: (input) => defineOrganisations(db, input),
    defineCategories: (kind, input) => defineCategories(db, kind, input),
    async followUps(code, records) {
      const instrument = await loadInstrument(db, code);
      return recordFollowUps(db, instrument.id, records);
    },
    rake: (raking) => rakeWeights(db, raking),
    deleteWeighting: (instrument, name) => deleteWeighting(db, instrument, name),
    outcomes: (outcomes) => recordOutcomes(db, outcomes),
    erase: (respondent) => eraseRespondent(db, respondent),
  };
}
