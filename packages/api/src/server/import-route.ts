import type { IncomingMessage, ServerResponse } from "node:http";
import type { Kysely } from "kysely";
import type { Database } from "../db/database.ts";
import { doOnce, type Fingerprint } from "../ingest/idempotency.ts";
import { type ImportCounts, type ImportReport, importRows } from "../ingest/import.ts";
import { parseMapping } from "../ingest/mapping.ts";
import { openSource } from "../ingest/open-source.ts";
import { unpacked } from "../ingest/unpack.ts";
import { InputError } from "../input-error.ts";
import { type Instrument, loadInstrument } from "../instrument/store.ts";
import { IMPORT_LIMITS } from "../limits.ts";
import { bodyOf } from "./body.ts";
import type { Caller } from "./caller.ts";
import { type ImportRequest, readImportRequest } from "./import-request.ts";
import { rejectedPath } from "./stored-import-route.ts";
import { HttpProblem, problemOf, sendJson } from "./problem.ts";

/** What `POST /import` answers. */
interface ImportAnswer extends ImportCounts {
  /** Number of the import. */
  readonly import: string;
  readonly instrument: string;
  readonly version: number;
  /** The first rejected rows, at most five. */
  readonly rejections: ImportReport["rejections"];
  /** Where all rejected rows are; null when there are none. */
  readonly rejectedRows: string | null;
}

/**
 * `POST /import?instrument=CODE`: takes the rows of the body and answers how many got which verdict.
 *
 * A body that ends too early or turns out to be unreadable is answered with a problem that says what was stored before; sent again,
 * those rows are found unchanged.
 *
 * @throws HttpProblem, InputError
 */
export async function answerImport(
  db: Kysely<Database>,
  request: IncomingMessage,
  response: ServerResponse,
  { query, caller }: { readonly query: URLSearchParams; readonly caller: Caller },
): Promise<void> {
  const asked = readImportRequest(request, query);
  const instrument = await findInstrument(db, asked.instrument);
  const bytes = unpacked(bodyOf(request), { gzip: asked.gzip });
  try {
    const { answer, repeated } = await doOnce<ImportAnswer>(db, asked.idempotencyKey, {
      async read(fingerprint) {
        for await (const chunk of told(bytes, asked, fingerprint)) void chunk;
      },
      async run(fingerprint) {
        const report = await runImport(db, instrument, asked, {
          bytes: told(bytes, asked, fingerprint),
          caller,
        });
        return { answer: answerOf(report, asked), importId: report.runId };
      },
    });
    sendJson(response, 200, answer, repeated ? { "idempotent-replayed": "true" } : {});
  } finally {
    await bytes.return(undefined);
  }
}

async function findInstrument(db: Kysely<Database>, code: string): Promise<Instrument> {
  try {
    // Postgres refuses a text with a NUL; no instrument has one.
    if (!code.includes("\0")) return await loadInstrument(db, code);
  } catch (error) {
    if (!(error instanceof InputError && error.code === "INSTRUMENT_UNKNOWN")) throw error;
  }
  throw new HttpProblem(404, "INSTRUMENT_UNKNOWN", "instrument: expected the code of an instrument, got another");
}

async function runImport(
  db: Kysely<Database>,
  instrument: Instrument,
  asked: ImportRequest,
  { bytes, caller: { confirm } }: { readonly bytes: AsyncGenerator<Uint8Array>; readonly caller: Caller },
): Promise<ImportReport> {
  const mapping = asked.mapping === undefined ? undefined : parseMapping(asked.mapping, instrument);
  const delimiter = asked.delimiter ?? mapping?.delimiter;
  let stored: Readonly<Record<string, unknown>> = {};
  let id: string | null = null;
  try {
    const source = await openSource(bytes, {
      format: asked.format,
      ...(delimiter === undefined ? {} : { delimiter }),
    });
    return await importRows(db, instrument, source, {
      name: "POST /import",
      create: asked.create,
      mostRejected: IMPORT_LIMITS.rejected,
      ...(mapping === undefined ? {} : { mapping }),
      ...(confirm === undefined ? {} : { beforeBatch: confirm }),
      onStart: (runId) => {
        id = runId;
      },
      onProgress: (counts) => {
        stored = { stored: { import: id, ...counts } };
      },
    });
  } catch (error) {
    throw problemOf(error, stored) ?? error;
  }
}

/** The same bytes, told to a fingerprint together with all else that is asked. */
async function* told(
  bytes: AsyncGenerator<Uint8Array>,
  { instrument, mapping, format, delimiter, create }: ImportRequest,
  fingerprint: Fingerprint,
): AsyncGenerator<Uint8Array> {
  fingerprint.add(JSON.stringify(["import", instrument, mapping ?? null, format, delimiter, create]));
  for await (const chunk of bytes) {
    fingerprint.add(chunk);
    yield chunk;
  }
}

function answerOf(report: ImportReport, { format }: ImportRequest): ImportAnswer {
  const { runId, instrument, version, rows, imported, updated, unchanged, rejected, rejections } = report;
  return {
    import: runId,
    instrument,
    version,
    rows,
    imported,
    updated,
    unchanged,
    rejected,
    rejections,
    rejectedRows: rejected === 0 ? null : rejectedPath(runId, format),
  };
}
