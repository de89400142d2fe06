import type { ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import type { Kysely } from "kysely";
import type { Database } from "../db/database.ts";
import { rejectedRows } from "../ingest/rejected-rows.ts";
import { HttpProblem, sendJson } from "./problem.ts";

/** Where the rejected rows of an import are. */
export const rejectedPath = (id: string, format: string): string =>
  `/import/${id}/rejected.${format === "csv" ? "csv" : "ndjson"}`;

/**
 * `GET /import/ID`: how many rows of an import got which verdict, also while it runs or when it was cut off (`finishedAt` is null).
 *
 * @throws HttpProblem `IMPORT_UNKNOWN`
 */
export async function answerStoredImport(db: Kysely<Database>, response: ServerResponse, id: string): Promise<void> {
  const run = await findImport(db, id);
  sendJson(response, 200, {
    import: run.id,
    instrument: run.instrument,
    version: run.version,
    startedAt: run.started_at.toISOString(),
    finishedAt: run.finished_at?.toISOString() ?? null,
    rows: Number(run.rows),
    imported: Number(run.imported),
    updated: Number(run.updated),
    unchanged: Number(run.unchanged),
    rejected: Number(run.rejected),
    rejectedRows: run.rejected === "0" ? null : rejectedPath(run.id, run.format),
  });
}

/**
 * `GET /import/ID/rejected.csv` and `.ndjson`: the rejected rows in the format in which they came, with the reasons; the other
 * name leads to the right one.
 *
 * @throws HttpProblem `IMPORT_UNKNOWN`
 */
export async function answerRejectedRows(
  db: Kysely<Database>,
  response: ServerResponse,
  id: string,
  extension: string,
): Promise<void> {
  const { format } = await findImport(db, id);
  const right = format === "csv" ? "csv" : "ndjson";
  if (extension !== right) {
    response.writeHead(302, { location: rejectedPath(id, format) }).end();
    return;
  }
  response.writeHead(200, {
    "content-type": right === "csv" ? "text/csv; charset=utf-8" : "application/x-ndjson",
    "content-disposition": `attachment; filename="rejected-${id}.${right}"`,
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
  });
  if (response.req.method === "HEAD") {
    response.end();
    return;
  }
  await pipeline(rejectedRows(db, id), response);
}

async function findImport(db: Kysely<Database>, id: string) {
  const run = /^[1-9]\d{0,17}$/.test(id)
    ? await db
        .selectFrom("import_run")
        .innerJoin("instrument", "instrument.id", "import_run.instrument_id")
        .selectAll("import_run")
        .select("instrument.code as instrument")
        .where("import_run.id", "=", id)
        .executeTakeFirst()
    : undefined;
  if (run === undefined)
    throw new HttpProblem(404, "IMPORT_UNKNOWN", "import: expected the number of an import, got another");
  return run;
}
