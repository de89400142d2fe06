import type { Kysely } from "kysely";
import type { Database } from "../db/database.ts";

interface FinishedImports {
  /** What was imported to its end, as `finishedKey` says. */
  readonly keys: ReadonlySet<string>;
  /** Whether it is known what any customers did. */
  readonly hasOutcomes: boolean;
}

/** What is there of the demo data; one statement. */
export async function findFinishedImports(db: Kysely<Database>): Promise<FinishedImports> {
  const runs = await db
    .selectFrom("import_run")
    .innerJoin("instrument", "instrument.id", "import_run.instrument_id")
    .select(["instrument.code", "import_run.source"])
    .select(({ exists, selectFrom }) =>
      exists(selectFrom("customer_outcome").select("organisation_id")).as("has_outcomes"),
    )
    .where("import_run.finished_at", "is not", null)
    .where("import_run.source", "like", "demo/%")
    .execute();
  return {
    keys: new Set(runs.map(({ code, source }) => finishedKey(code, source))),
    hasOutcomes: runs.some((run) => run.has_outcomes),
  };
}

/** Instrument and source of an import in one text. */
export function finishedKey(instrument: string, source: string): string {
  return `${instrument} ${source}`;
}
