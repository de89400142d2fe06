import type { Kysely } from "kysely";
import type { Database } from "../db/database.ts";
import type { Instrument } from "../instrument/store.ts";
import { doOnce } from "./idempotency.ts";
import { type ImportCounts, importRows } from "./import.ts";
import { STANDARD_COLUMNS } from "./mapping.ts";
import { openSource } from "./open-source.ts";
import type { Problem } from "./problem.ts";

/** An answer as a program sends it; a list holds the options chosen of a multi-select. */
export type AnswerValue = string | number | boolean | readonly string[];

/** One response as a program sends it. */
export interface SubmittedResponse {
  readonly externalId: string;
  readonly organisation: string;
  readonly sector: string | null;
  /** ISO 8601. */
  readonly respondedAt: string;
  readonly channel: string | null;
  readonly touchpoint: string | null;
  readonly audience: string | null;
  readonly weight: number | null;
  readonly respondentKey: string | null;
  readonly attributes: readonly { readonly name: string; readonly value: string }[];
  readonly answers: readonly { readonly question: string; readonly value: AnswerValue | null }[];
}

export interface Submission {
  readonly instrument: Instrument;
  readonly responses: readonly SubmittedResponse[];
  /** Makes organisations, sectors, channels and touchpoints that are new. */
  readonly create: boolean;
  readonly idempotencyKey: string | null;
}

/** What became of one response; `row` is its place in the list, from 1. */
export interface SubmittedVerdict {
  readonly row: number;
  readonly verdict: "imported" | "updated" | "unchanged" | "rejected";
  readonly problems: readonly Problem[];
}

export interface SubmissionReport extends ImportCounts {
  readonly runId: string;
  readonly instrument: string;
  readonly version: number;
  /** In the order of the list. */
  readonly verdicts: readonly SubmittedVerdict[];
}

/**
 * Takes responses from a program: each becomes a line of NDJSON and goes the way of an import, so that a verdict never depends on the
 * door, and rejected ones can be exported and sent again.
 *
 * @throws InputError as `doOnce`
 */
export async function submitResponses(db: Kysely<Database>, submission: Submission): Promise<SubmissionReport> {
  const { instrument, responses, create, idempotencyKey } = submission;
  const lines = Buffer.from(responses.map((response) => `${lineOf(instrument, response)}\n`).join(""));
  const asked = JSON.stringify(["submit", instrument.code, create]);
  const { answer } = await doOnce<SubmissionReport>(db, idempotencyKey, {
    async read(fingerprint) {
      fingerprint.add(asked);
      fingerprint.add(lines);
    },
    async run(fingerprint) {
      fingerprint.add(asked);
      fingerprint.add(lines);
      const verdicts: SubmittedVerdict[] = [];
      const source = await openSource(once(lines), { format: "ndjson" });
      const report = await importRows(db, instrument, source, {
        name: "submitResponses",
        create,
        onVerdict: (one) => {
          const problems = one.verdict === "rejected" ? one.problems : [];
          verdicts.push({ row: one.line, verdict: one.verdict, problems });
        },
      });
      const { runId, instrument: code, version, rows, imported, updated, unchanged, rejected } = report;
      const answer = { runId, instrument: code, version, rows, imported, updated, unchanged, rejected, verdicts };
      return { answer, importId: runId };
    },
  });
  return answer;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** A response under the names of the standard columns. What is given twice stands there twice, and is refused as in a file. */
function lineOf(instrument: Instrument, response: SubmittedResponse): string {
  const codes = new Set(instrument.questions.flatMap(({ code, reason }) => [code, reason?.question ?? code]));
  const { attributes, answers, ...standard } = response;
  const fields: (readonly [string, unknown])[] = [
    ...Object.entries(STANDARD_COLUMNS).map(
      ([field, column]) => [column, standard[field as keyof typeof STANDARD_COLUMNS]] as const, // the keys of that object
    ),
    ...attributes.map(({ name, value }) => [`attribute.${name}`, value] as const),
    // Whatever else a file may have a column for is no question: `answers.weight` is a column that nobody reads.
    ...answers.map(({ question, value }) => [codes.has(question) ? question : `answers.${question}`, value] as const),
  ];
  const given = fields.filter(([, value]) => value !== null && value !== undefined);
  return `{${given.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join(",")}}`;
}
