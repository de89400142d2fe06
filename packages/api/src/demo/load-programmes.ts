import type { Kysely } from "kysely";
import type { Database, Labels } from "../db/database.ts";
import { type ImportCounts, importRows } from "../ingest/import.ts";
import type { InstrumentDefinition } from "../instrument/definition.ts";
import { findShipped } from "../instrument/shipped.ts";
import { defineInstrument, loadInstrument } from "../instrument/store.ts";
import type { DemoProgramme, DemoSize } from "./demo-programme.ts";
import { findFinishedImports, finishedKey } from "./finished-imports.ts";
import { PROGRAMMES } from "./programmes.ts";
import { registerCategories, registerOrganisations } from "./register.ts";
import { rowsSource } from "./rows-source.ts";

export interface ProgrammeOptions {
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
    sourcesOf(programme, size).some((source) => finished.has(finishedKey(programme.instrument, source)));
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
    await defineInstrument(db, markedSynthetic(definition));
    const instrument = await loadInstrument(db, code);
    const name = sourcesOf(programme, size)[0] ?? code;
    const source = rowsSource(columns, programme.rows(size));
    const { rows, rejected, rejections } = await importRows(db, instrument, source, { name, onProgress });
    if (rejected > 0) throw new Error(`${name}: expected rows that fit ${code}, got ${JSON.stringify(rejections[0])}`);
    log(`demo data: ${rows} synthetic responses from ${name}`);
    taken += rows;
  }
  return taken;
}

/** Names of the imports that bring a programme in this size: the first is made, the others will do. */
function sourcesOf({ instrument, sizes }: DemoProgramme, size: DemoSize): readonly string[] {
  if (sizes === "one") return [`demo/${instrument}`];
  return size === "full" ? [`demo/${instrument}/full`] : [`demo/${instrument}/small`, `demo/${instrument}/full`];
}

/** Says with the name of the instrument that its answers are invented. */
function markedSynthetic(definition: InstrumentDefinition): InstrumentDefinition {
  const marks: Labels = { en: "synthetic demo data", nl: "synthetische demodata" };
  const labels = Object.entries(definition.labels).map(([language, label]) => [
    language,
    `${label} (${marks[language] ?? marks["en"]})`,
  ]);
  return { ...definition, labels: Object.fromEntries(labels) };
}
