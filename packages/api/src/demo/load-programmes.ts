import type { Kysely } from "kysely";
import type { Database } from "../db/database.ts";
import { type ImportCounts, importRows } from "../ingest/import.ts";
import { findShipped } from "../instrument/shipped.ts";
import { defineInstrument, loadInstrument } from "../instrument/store.ts";
import { markedSynthetic } from "../instrument/synthetic.ts";
import { recordFollowUps } from "../follow-up/record-follow-ups.ts";
import { LIMITS } from "../limits.ts";
import { recordOutcomes } from "../outcome/record-outcomes.ts";
import type { DemoProgramme, DemoSize } from "./demo-programme.ts";
import { findFinishedImports, finishedKey } from "./finished-imports.ts";
import { PROGRAMMES } from "./programmes.ts";
import { registerCategories, registerOrganisations } from "./register.ts";
import { rowsSource } from "./rows-source.ts";

interface ProgrammeOptions {
  readonly size: DemoSize;
  /** Codes of instruments; left out: all programmes. */
  readonly only?: readonly string[];
  /** Told what is being done, in words. */
  readonly log?: (text: string) => void;
  readonly onProgress?: (counts: ImportCounts) => void;
}

/**
 * Loads the synthetic responses of the programmes that are not there yet, and returns the number of rows it took in.
 *
 * They go the way of any import. What was loaded to its end is not made again; what was cut off is. The full size of a programme replaces
 * its small one.
 */
export async function loadProgrammes(db: Kysely<Database>, options: ProgrammeOptions): Promise<number> {
  const { size, only, log = () => {}, onProgress = () => {} } = options;
  const finished = await findFinishedImports(db);
  const isLoaded = (programme: DemoProgramme): boolean =>
    sourcesOf(programme, size).some((source) => finished.keys.has(finishedKey(programme.instrument, source))) &&
    (programme.aftermath === undefined || finished.hasOutcomes);
  const wanted = PROGRAMMES.filter(
    (programme) => (only?.includes(programme.instrument) ?? true) && !isLoaded(programme),
  );
  if (wanted.length === 0) return 0;
  await registerCategories(db);
  let taken = 0;
  for (const programme of wanted) {
    const { instrument: code, columns, organisations } = programme;
    await registerOrganisations(db, organisations);
    const definition = await findShipped(code);
    if (definition === null) throw new Error(`demo programme: expected a shipped instrument ${code}`);
    await defineInstrument(db, { ...definition, labels: markedSynthetic(definition.labels) });
    const instrument = await loadInstrument(db, code);
    const name = sourcesOf(programme, size)[0] ?? code;
    const source = rowsSource(columns, programme.rows(size));
    const { rows, rejected, rejections } = await importRows(db, instrument, source, { name, onProgress });
    if (rejected > 0) throw new Error(`${name}: expected rows that fit ${code}, got ${JSON.stringify(rejections[0])}`);
    log(`demo data: ${rows} synthetic responses from ${name}`);
    const { followUps = [], outcomes = [] } = programme.aftermath?.(size) ?? {};
    for (const chunk of chunksOf(followUps)) await recordFollowUps(db, instrument.id, chunk);
    // Last: that there are some says that all was loaded.
    for (const chunk of chunksOf(outcomes)) await recordOutcomes(db, chunk);
    taken += rows;
  }
  return taken;
}

/** As many as a request may bring. */
function* chunksOf<Item>(items: Iterable<Item>): Iterable<readonly Item[]> {
  let chunk: Item[] = [];
  for (const item of items) {
    chunk.push(item);
    if (chunk.length < LIMITS.listElements) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

/** Names of the imports that bring a programme in this size: the first is made, the others will do. */
function sourcesOf({ instrument, sizes }: DemoProgramme, size: DemoSize): readonly string[] {
  if (sizes === "one") return [`demo/${instrument}`];
  return size === "full" ? [`demo/${instrument}/full`] : [`demo/${instrument}/small`, `demo/${instrument}/full`];
}
