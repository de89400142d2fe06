import type { Kysely } from "kysely";
import type { Database } from "../src/db/database.ts";
import { type ImportOptions, type ImportReport, importRows } from "../src/ingest/import.ts";
import { type OpenOptions, openSource } from "../src/ingest/open-source.ts";
import type { RowVerdict } from "../src/ingest/write-batch.ts";
import { parseDefinition } from "../src/instrument/definition.ts";
import { defineInstrument, type Instrument, loadInstrument } from "../src/instrument/store.ts";

const labels = { en: "Text" };
const list = (...codes: readonly string[]): readonly object[] => codes.map((code) => ({ code, labels }));

/** A questionnaire with every kind of question: slots 0 to 7. */
export const SURVEY_QUESTIONS = [
  { code: "nps", role: "nps", labels, missing: ["99"], notApplicable: ["n/a"] },
  { code: "mark", role: "satisfaction", labels, scale: { min: 1, max: 10, step: 0.5 }, top: 3, bottom: 5 },
  { code: "surprise", role: "expectation", labels, categories: list("below", "as", "above") },
  { code: "why", role: "reasons", kind: "recommend", labels, options: list("price", "service") },
  { code: "age", role: "number", labels, missing: ["-1"] },
  { code: "remark", role: "comment", labels, missing: ["-"] },
];

/** Defines the questionnaire under a code of its own, so that tests on one database do not meet. */
export async function surveyFor(db: Kysely<Database>, code: string): Promise<Instrument> {
  await defineInstrument(db, parseDefinition({ code, labels, unit: "response", questions: SURVEY_QUESTIONS }));
  return loadInstrument(db, code);
}

export async function* chunksOf(bytes: Uint8Array | string, size = 1000): AsyncGenerator<Uint8Array> {
  const buffer = Buffer.from(bytes);
  for (let at = 0; at < buffer.length; at += size) yield buffer.subarray(at, at + size);
}

export type ImportTextOptions = Partial<ImportOptions & OpenOptions>;

/** Imports a text or bytes as a file, with organisations and the rest made as they come. */
export async function importText(
  db: Kysely<Database>,
  instrument: Instrument,
  file: Uint8Array | string,
  options: ImportTextOptions = {},
): Promise<{ readonly report: ImportReport; readonly verdicts: readonly RowVerdict[] }> {
  const { format = "csv", delimiter, ...rest } = options;
  const source = await openSource(chunksOf(file), { format, ...(delimiter === undefined ? {} : { delimiter }) });
  const verdicts: RowVerdict[] = [];
  const report = await importRows(db, instrument, source, {
    name: "test.csv",
    create: true,
    onVerdict: (verdict) => verdicts.push(verdict),
    ...rest,
  });
  return { report, verdicts };
}

/** `2 imported`, `3 rejected nps ANSWER_OFF_SCALE`: what became of each line. */
export function brief(verdicts: readonly RowVerdict[]): readonly string[] {
  return verdicts.map((one) =>
    one.verdict === "rejected"
      ? `${one.line} rejected ${one.problems.map(({ column, code }) => `${column ?? "row"} ${code}`).join(", ")}`
      : `${one.line} ${one.verdict}`,
  );
}

/** Everything that a survey has stored, without ids and times, by external id. */
export async function storedResponses(
  db: Kysely<Database>,
  instrument: Instrument,
): Promise<readonly Record<string, unknown>[]> {
  const rows = await db
    .selectFrom("response as r")
    .innerJoin("organisation as o", "o.id", "r.organisation_id")
    .leftJoin("channel as c", "c.id", "r.channel_id")
    .select([
      "o.code as organisation",
      "r.id",
      "r.external_id",
      "r.version",
      "r.responded_at",
      "r.day",
      "c.code as channel",
    ])
    .select(["r.audience", "r.weight", "r.scores", "r.attributes", "r.respondent_key"])
    .where("r.instrument_id", "=", instrument.id)
    .orderBy("o.code")
    .orderBy("r.external_id")
    .execute();
  const ids = rows.map((row) => row.id);
  const texts =
    ids.length === 0
      ? []
      : await db.selectFrom("response_text").selectAll().where("response_id", "in", ids).orderBy("slot").execute();
  const numbers =
    ids.length === 0
      ? []
      : await db.selectFrom("response_number").selectAll().where("response_id", "in", ids).orderBy("slot").execute();
  return rows.map(({ id, ...row }) => ({
    ...row,
    responded_at: row.responded_at.toISOString(),
    scores: [...row.scores],
    respondent_key: row.respondent_key?.toString("hex") ?? null,
    texts: texts.filter((one) => one.response_id === id).map((one) => [one.slot, one.body]),
    numbers: numbers.filter((one) => one.response_id === id).map((one) => [one.slot, one.value]),
  }));
}
