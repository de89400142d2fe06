import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import type { Kysely } from "kysely";
import type { Database, Labels } from "../db/database.ts";
import { importRows } from "../ingest/import.ts";
import { parseMapping } from "../ingest/mapping.ts";
import { openSource } from "../ingest/open-source.ts";
import { parseDefinition } from "../instrument/definition.ts";
import { defineInstrument, loadInstrument } from "../instrument/store.ts";

interface Programme {
  /** Folder below `packages/api/demo`. */
  readonly folder: string;
  readonly instrument: string;
  readonly files: readonly string[];
}

const PROGRAMMES: readonly Programme[] = [
  { folder: "sfo", instrument: "sfo-passengers", files: ["sfo_2016.csv", "sfo_2017.csv"] },
  { folder: "synthetic", instrument: "synthetic-service", files: ["synthetic_responses.csv"] },
];

interface DemoOptions {
  /** Told what is being done, in words. */
  readonly log?: (text: string) => void;
}

/**
 * Loads the demo programmes that are not there yet, and returns the number of responses it brought.
 *
 * A programme that was loaded to its end is left alone without reading its files; one that was cut off is loaded again.
 */
export async function loadDemo(db: Kysely<Database>, options: DemoOptions = {}): Promise<number> {
  const log = options.log ?? (() => {});
  let brought = 0;
  for (const programme of PROGRAMMES) {
    const loaded = await findLoaded(db, programme.instrument);
    const files = programme.files.filter((file) => !loaded.has(sourceName(programme, file)));
    if (files.length === 0) continue;
    await defineInstrument(db, parseDefinition(await readJson(programme, "instrument.json")));
    const instrument = await loadInstrument(db, programme.instrument);
    await addCategories(db, programme);
    const mapping = parseMapping(await readJson(programme, "mapping.json"), instrument);
    for (const file of files) {
      const source = await openSource(createReadStream(urlOf(programme, file)), { format: "csv" });
      const report = await importRows(db, instrument, source, { name: sourceName(programme, file), mapping });
      log(`demo data: ${report.imported} responses from ${sourceName(programme, file)}`);
      brought += report.imported;
    }
  }
  return brought;
}

/** Files that were taken to their end. */
async function findLoaded(db: Kysely<Database>, instrument: string): Promise<ReadonlySet<string>> {
  const runs = await db
    .selectFrom("import_run")
    .innerJoin("instrument", "instrument.id", "import_run.instrument_id")
    .select("import_run.source")
    .where("instrument.code", "=", instrument)
    .where("import_run.finished_at", "is not", null)
    .execute();
  return new Set(runs.map((run) => run.source));
}

/** Adds the sectors, channels and touchpoints of a programme with their names, unless they are there. */
async function addCategories(db: Kysely<Database>, programme: Programme): Promise<void> {
  const categories = (await readJson(programme, "categories.json")) as Partial<
    Record<(typeof CATEGORIES)[number], Readonly<Record<string, Labels>>>
  >;
  for (const table of CATEGORIES) {
    const rows = Object.entries(categories[table] ?? {}).map(([code, labels]) => ({ code, labels }));
    if (rows.length === 0) continue;
    await db
      .insertInto(table)
      .values(rows)
      .onConflict((conflict) => conflict.column("code").doNothing())
      .execute();
  }
}

const CATEGORIES = ["sector", "channel", "touchpoint"] as const;

/** The folder stands beside `src` and `dist`, at the same distance from this module in both. */
const urlOf = ({ folder }: Programme, file: string): URL => new URL(`../../demo/${folder}/${file}`, import.meta.url);

const sourceName = ({ folder }: Programme, file: string): string => `demo/${folder}/${file}`;

const readJson = async (programme: Programme, file: string): Promise<unknown> =>
  JSON.parse(await readFile(urlOf(programme, file), "utf8"));
