import { type Kysely, sql } from "kysely";
import type { Database } from "../db/database.ts";
import { InputError, shown } from "../input-error.ts";
import { type ComputedReport, computeReport, type ReportRequest, type ReportSource } from "./compute-report.ts";

/** A request of `/bi/metrics` whose rows are kept for the views of schema `bi`. */
export interface Report extends ReportRequest {
  readonly id: number;
  readonly name: string;
  /** Code; `null`: it may mix organisations, only the operator's readers see it. */
  readonly organisation: string | null;
  readonly computedAt: Date | null;
  readonly rows: number;
  /** Of what its rows were made from. */
  readonly fingerprint: string | null;
}

interface NewReport {
  readonly name: string;
  /** Code: bound to it the report is computed. */
  readonly organisation: string | null;
  readonly request: string;
}

const NAME = /^[\w.-]{1,100}$/;
/** Rows of one statement. */
const PORTION = 5_000;

/**
 * Computes a report and keeps it; one that cannot be computed is not kept.
 *
 * @param source - bound to all organisations
 * @throws InputError `INPUT_INVALID`, `ORGANISATION_UNKNOWN`; HttpProblem as `/bi/metrics`
 */
export async function addReport(source: ReportSource, { name, organisation, request }: NewReport): Promise<Report> {
  const { db } = source;
  if (!NAME.test(name))
    throw new InputError(
      "INPUT_INVALID",
      `report: expected a name of 1 to 100 letters, digits, . _ -, got ${shown(name)}`,
    );
  if ((await findReports(db, name)).length > 0)
    throw new InputError("INPUT_INVALID", `report: expected a new name, got that of a report: ${name}`);
  const organisationId = organisation === null ? null : await organisationIdOf(db, organisation);
  const computed = await computeReport(source, { organisationId, request });
  await db.transaction().execute(async (trx) => {
    const { id } = await trx
      .insertInto("report")
      .values({ name, organisation_id: organisationId, request })
      .returning("id")
      .executeTakeFirstOrThrow();
    await store(trx, id, computed);
  });
  return requireReport(db, name);
}

/** Computes a report anew, and puts its rows in the place of the old ones; what is wrong leaves those. */
export async function runReport(source: ReportSource, report: Report): Promise<void> {
  const computed = await computeReport(source, report);
  await source.db.transaction().execute((trx) => store(trx, report.id, computed));
}

/** All reports, by name, or the one of a name. */
export function findReports(db: Kysely<Database>, name?: string): Promise<readonly Report[]> {
  return db
    .selectFrom("report as p")
    .leftJoin("organisation as o", "o.id", "p.organisation_id")
    .select([
      "p.id",
      "p.name",
      "p.organisation_id as organisationId",
      "o.code as organisation",
      "p.request",
      "p.computed_at as computedAt",
      "p.fingerprint",
      sql<number>`(select count(*)::int from report_metric m where m.report_id = p.id)`.as("rows"),
    ])
    .$if(name !== undefined, (query) => query.where("p.name", "=", name!))
    .orderBy("p.name")
    .execute();
}

/** @throws InputError `INPUT_INVALID` */
export async function requireReport(db: Kysely<Database>, name: string): Promise<Report> {
  const [report] = await findReports(db, name);
  if (report !== undefined) return report;
  throw new InputError("INPUT_INVALID", `report: expected the name of a report, got ${shown(name)}`);
}

/** @throws InputError `INPUT_INVALID` */
export async function removeReport(db: Kysely<Database>, name: string): Promise<void> {
  const { id } = await requireReport(db, name);
  await db.deleteFrom("report").where("id", "=", id).execute();
}

async function organisationIdOf(db: Kysely<Database>, code: string): Promise<number> {
  const found = await db.selectFrom("organisation").select("id").where("code", "=", code).executeTakeFirst();
  if (found !== undefined) return found.id;
  throw new InputError("ORGANISATION_UNKNOWN", `report: expected the code of an organisation, got ${shown(code)}`);
}

async function store(
  trx: Kysely<Database>,
  id: number,
  { computedAt, fingerprint, rows }: ComputedReport,
): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable("report")
    .set({ computed_at: computedAt, fingerprint })
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) return; // it was removed meanwhile
  await trx.deleteFrom("report_metric").where("report_id", "=", id).execute();
  for (let from = 0; from < rows.length; from += PORTION) {
    const part = rows.slice(from, from + PORTION).map((row, at) => ({ report_id: id, place: from + at, ...row }));
    await sql`
      insert into report_metric select * from json_populate_recordset(null::report_metric, ${JSON.stringify(part)}::json)
    `.execute(trx);
  }
}
