import type { Kysely } from "kysely";
import type { Database } from "../db/database.ts";

/** What was imported to its end, as `finishedKey` says; one statement. */
export async function findFinishedImports(db: Kysely<Database>): Promise<ReadonlySet<string>> {
  const runs = await db
    .selectFrom("import_run")
    .innerJoin("instrument", "instrument.id", "import_run.instrument_id")
    .select(["instrument.code", "import_run.source"])
    .where("import_run.finished_at", "is not", null)
    .where("import_run.source", "like", "demo/%")
    .execute();
  return new Set(runs.map(({ code, source }) => finishedKey(code, source)));
}

/** Instrument and source of an import in one text. */
export function finishedKey(instrument: string, source: string): string {
  return `${instrument} ${source}`;
}
