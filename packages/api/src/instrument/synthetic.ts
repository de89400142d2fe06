import type { Kysely } from "kysely";
import type { Database, Labels } from "../db/database.ts";

const MARKS: Labels = { en: "synthetic demo data", nl: "synthetische demodata" };

/**
 * Labels that say that answers are invented; those that say so already stay as they are.
 *
 * @example
 * markedSynthetic({ en: "Monitor", fy: "Monitor" }) // => { en: "Monitor (synthetic demo data)", fy: "Monitor (synthetic demo data)" }
 */
export function markedSynthetic(labels: Labels): Labels {
  const marked = Object.entries(labels).map(([language, label]): readonly [string, string] => {
    const mark = MARKS[language] ?? MARKS["en"]!;
    return [language, label.includes(mark) ? label : `${label} (${mark})`];
  });
  return Object.fromEntries(marked);
}

/** Whether demo data that are invented were imported for an instrument; those of the airport are real. */
export async function holdsSynthetic(db: Kysely<Database>, code: string): Promise<boolean> {
  const run = await db
    .selectFrom("import_run as r")
    .innerJoin("instrument as i", "i.id", "r.instrument_id")
    .select("r.id")
    .where("i.code", "=", code)
    .where("r.source", "like", "demo/%")
    .where("r.source", "not like", "demo/sfo/%")
    .limit(1)
    .executeTakeFirst();
  return run !== undefined;
}
