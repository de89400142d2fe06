import { setImmediate as nextRound } from "node:timers/promises";
import { type Kysely, sql } from "kysely";
import { organisationsOf, poolOf } from "../access/bound-database.ts";
import type { Database } from "../db/database.ts";
import { InputError } from "../input-error.ts";
import type { Instrument } from "../instrument/store.ts";
import { type Creation, Directory } from "./directory.ts";
import { type Mapping, STANDARD_COLUMNS, standardMapping } from "./mapping.ts";
import { noteGrowth } from "./planner-statistics.ts";
import type { ReadRow } from "./response-draft.ts";
import { type RowReader, rowReader } from "./row-reader.ts";
import type { Source, SourceRow } from "./source.ts";
import { storable } from "./source.ts";
import type { Run } from "./response-statements.ts";
import { SeenIds } from "./seen-ids.ts";
import { Turns } from "./turns.ts";
import { type RowVerdict, type RunState, writeBatch } from "./write-batch.ts";

/** How many rows got which verdict; the four add up to `rows`. */
export interface ImportCounts {
  readonly rows: number;
  readonly imported: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: number;
}

export interface ImportReport extends ImportCounts {
  /** Number of the run, to export its rejected rows. */
  readonly runId: string;
  readonly instrument: string;
  readonly version: number;
  readonly source: string;
  /** The first rejected rows, at most five. */
  readonly rejections: readonly Extract<RowVerdict, { verdict: "rejected" }>[];
}

export interface ImportOptions {
  /** Name of the file or of the caller, kept with the run. */
  readonly name: string;
  /** How columns become responses; columns with the standard names need none. */
  readonly mapping?: Mapping;
  /** Makes organisations, sectors, channels and touchpoints that are not there; a mapping says so for each by itself. */
  readonly create?: boolean;
  /** Rows in one transaction (default 2000); fewer when they are long. */
  readonly batchRows?: number;
  /** Rejected rows at most, to the batch; all are kept. Default: any number. */
  readonly mostRejected?: number;
  /** Called before each batch is stored; when it fails, so does the import. */
  readonly beforeBatch?: () => Promise<void>;
  /** Called before the first batch with the number of the run. */
  readonly onStart?: (runId: string) => void;
  /** Called when a batch is stored. */
  readonly onProgress?: (counts: ImportCounts) => void;
  /** Called for every row once its verdict is stored, in the order of the source. */
  readonly onVerdict?: (verdict: RowVerdict) => void;
}

/** For how long rows are read in one go; then others have their turn. */
const TURN_MS = 20;

/** Characters of the rows in one transaction; a problem takes about this many. */
const BATCH_CHARACTERS = 500_000;
const PROBLEM_CHARACTERS = 200;

/**
 * Takes rows into the database: each is imported, updated, unchanged or rejected, and what was said to be stored is stored.
 *
 * A response is known by organisation, instrument and external id. Sending it again changes nothing, or corrects it; sent twice in one
 * source with different content, the later one is rejected. The source is read as fast as it can be written: the memory that this takes
 * does not grow with it. An import that was cut off can be started again; its run stays without an end.
 *
 * @throws InputError `MAPPING_INVALID` when the columns do not fit, `CREATION_FORBIDDEN`; nothing is stored then
 * @throws InputError `REJECTED_TOO_MANY`: all rows up to there have their verdict, the rejected ones are kept, the rest was not looked at
 * @throws whatever the source throws; what was stored before stays, and is counted in the run
 */
export async function importRows(
  db: Kysely<Database>,
  instrument: Instrument,
  source: Source,
  options: ImportOptions,
): Promise<ImportReport> {
  const { batchRows = 2000, mostRejected = Infinity } = options;
  const creation = creationOf(options);
  if (organisationsOf(db) !== "all" && Object.values(creation).includes(true)) throw creationForbidden();
  const operator = await db.selectFrom("operator").select(["time_zone", "respondent_salt"]).executeTakeFirstOrThrow();
  const readers = new Readers(instrument, source, options, operator.time_zone);
  if (source.columns !== null) readers.of(source.columns);

  const id = await startRun(db, instrument, source, options);
  options.onStart?.(id);
  const run: Run = { id, instrument, operatorZone: operator.time_zone, salt: operator.respondent_salt };
  const tally = new ImportTally();
  let state: RunState = { directory: new Directory(creation), seen: new SeenIds() };
  // One batch is written while the next is read.
  let writing: Promise<void> = Promise.resolve();
  const write = async (rows: readonly ReadRow[]): Promise<void> => {
    await options.beforeBatch?.();
    const written = await turnsOn(db).run(() => writeBatch(db, run, state, rows));
    state = written.state;
    for (const verdict of written.verdicts) {
      tally.add(verdict);
      options.onVerdict?.(verdict);
    }
    const counts = tally.counts();
    options.onProgress?.(counts);
    await noteGrowth(db, written.verdicts);
    if (counts.rejected > mostRejected) throw tooManyRejected(counts, mostRejected);
  };

  let batch: ReadRow[] = [];
  let characters = 0;
  let turnEnds = performance.now() + TURN_MS;
  try {
    for await (const rows of source.rows) {
      for (const row of rows) {
        if (performance.now() > turnEnds) {
          await nextRound();
          turnEnds = performance.now() + TURN_MS;
        }
        const read = readers.read(row);
        batch.push(read);
        characters += row.raw.length + read.problems.length * PROBLEM_CHARACTERS;
        if (batch.length < batchRows && characters < BATCH_CHARACTERS) continue;
        const full = batch;
        [batch, characters] = [[], 0];
        await writing;
        writing = write(full);
        // A failure is thrown where it is awaited; until then it must not count as unhandled.
        writing.catch(() => {});
      }
    }
    await writing;
    if (batch.length > 0) await write(batch);
  } catch (error) {
    await writing.catch(() => {});
    throw error;
  }
  await finishRun(db, id);
  return {
    runId: id,
    instrument: instrument.code,
    version: instrument.version,
    source: options.name,
    ...tally.counts(),
    rejections: tally.rejections,
  };
}

/** Batches that are written at the same time: the connections that are left are for those who ask. */
const BATCHES_AT_ONCE = 2;
const TURNS = new WeakMap<object, Turns>();

function turnsOn(db: Kysely<Database>): Turns {
  const pool = poolOf(db);
  const turns = TURNS.get(pool) ?? new Turns(BATCHES_AT_ONCE);
  TURNS.set(pool, turns);
  return turns;
}

/** The readers of rows: one for each list of columns that the source brings. */
class Readers {
  readonly #instrument: Instrument;
  readonly #options: ImportOptions;
  readonly #rowOptions: { readonly operatorZone: string; readonly open: boolean };
  #last: { readonly columns: readonly string[]; readonly reader: RowReader } | null = null;

  constructor(instrument: Instrument, source: Source, options: ImportOptions, operatorZone: string) {
    this.#instrument = instrument;
    this.#options = options;
    this.#rowOptions = { operatorZone, open: source.columns === null };
  }

  of(columns: readonly string[]): RowReader {
    if (this.#last?.columns !== columns) {
      const { mapping, create = false } = this.#options;
      const used = mapping ?? standardMapping(this.#instrument, columns, { create });
      this.#last = { columns, reader: rowReader(this.#instrument, used, columns, this.#rowOptions) };
    }
    return this.#last.reader;
  }

  read(row: SourceRow): ReadRow {
    if ("cells" in row) return this.of(row.columns).read(row);
    return {
      line: row.line,
      raw: row.raw,
      problems: row.problems,
      draft: null,
      organisation: null,
      channel: null,
      touchpoint: null,
      externalId: null,
      respondentKey: null,
      columns: NO_COLUMNS,
    };
  }
}

const NO_COLUMNS = {
  externalId: null,
  organisation: null,
  organisationName: null,
  sector: null,
  channel: null,
  touchpoint: null,
  respondentKey: null,
};

class ImportTally {
  readonly rejections: Extract<RowVerdict, { verdict: "rejected" }>[] = [];
  readonly #counts = { imported: 0, updated: 0, unchanged: 0, rejected: 0 };

  add(verdict: RowVerdict): void {
    this.#counts[verdict.verdict]++;
    if (verdict.verdict === "rejected" && this.rejections.length < 5) this.rejections.push(verdict);
  }

  counts(): ImportCounts {
    const { imported, updated, unchanged, rejected } = this.#counts;
    return { rows: imported + updated + unchanged + rejected, imported, updated, unchanged, rejected };
  }
}

function creationOf({ mapping, create = false }: ImportOptions): Creation {
  if (mapping === undefined) return { organisation: create, channel: create, touchpoint: create };
  const may = (source: object | undefined): boolean =>
    create || (source !== undefined && "create" in source && source.create === true);
  return {
    organisation: may(mapping.organisation),
    channel: may(mapping.channel),
    touchpoint: may(mapping.touchpoint),
  };
}

/** What all organisations share is the operator's to extend, and one who is bound to an organisation cannot see whether another is new. */
const creationForbidden = (): InputError =>
  new InputError(
    "CREATION_FORBIDDEN",
    "create: expected a key of the operator, who alone makes organisations, sectors, channels and touchpoints, got one of an organisation",
  );

const tooManyRejected = ({ rows, rejected }: ImportCounts, most: number): InputError =>
  new InputError(
    "REJECTED_TOO_MANY",
    `rejected rows: expected at most ${most} in one import, got ${rejected} of the first ${rows}, which are kept; no row after them was read: correct the file, or send it in parts`,
  );

async function startRun(
  db: Kysely<Database>,
  instrument: Instrument,
  source: Source,
  options: ImportOptions,
): Promise<string> {
  const { id } = await db
    .insertInto("import_run")
    .values({
      instrument_id: instrument.id,
      version: instrument.version,
      source: storable(options.name),
      format: source.format,
      delimiter: source.delimiter,
      columns: source.columns ?? [],
      key_column:
        options.mapping === undefined
          ? STANDARD_COLUMNS.respondentKey
          : (options.mapping.respondentKey?.column ?? null),
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

/** Marks the run as complete; its counts and its rejected rows must agree. */
async function finishRun(db: Kysely<Database>, id: string): Promise<void> {
  const finished = await db
    .updateTable("import_run")
    .set({ finished_at: sql`now()` })
    .where("id", "=", id)
    .where("rejected", "=", sql<string>`(select count(*) from import_rejection where import_id = ${id})`)
    .executeTakeFirst();
  if (finished.numUpdatedRows !== 1n)
    throw new Error(`import ${id}: expected as many stored rejections as were counted`);
}
