import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Viewer } from "../access/viewer.ts";
import type { ColumnStore } from "../columns/column-source.ts";
import { createContext } from "../context.ts";
import type { Database } from "../db/database.ts";
import { type MetricsParameters, readMetricsParameters } from "./parameters.ts";
import { type Cell, metricsTable } from "./rows.ts";

/** Where a report is computed from and kept. */
export interface ReportSource {
  readonly db: Kysely<Database>;
  readonly columns: ColumnStore;
}

/** What a report asks. */
export interface ReportRequest {
  /** Bound to which it is computed; `null`: to all. */
  readonly organisationId: number | null;
  /** Query of `/bi/metrics`. */
  readonly request: string;
}

export interface ComputedReport {
  readonly computedAt: Date;
  readonly fingerprint: string;
  /** By the columns of `/bi/metrics`, with those that it groups by together as `keys`, and the number of the group. */
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

/** @throws HttpProblem as `/bi/metrics` */
export async function computeReport({ db, columns }: ReportSource, report: ReportRequest): Promise<ComputedReport> {
  const computedAt = new Date();
  // What changes from here on makes another fingerprint, and the report is computed again.
  const fingerprint = await fingerprintOf(db, report);
  const context = createContext(db, columns, viewerOf(report), { statementMs: null });
  const table = await metricsTable(context, parametersOf(report));
  const keys = table.columns.slice(table.columns.indexOf("instrument_label") + 1, table.columns.indexOf("metric"));
  const segments = new Map<string, number>();
  const rows = table.rows.map((cells) => {
    const row: Record<string, Cell> = Object.fromEntries(table.columns.map((name, at) => [name, cells[at] ?? null]));
    const group = Object.fromEntries(keys.map((name) => [name, row[name]]));
    const name = JSON.stringify(group);
    if (!segments.has(name)) segments.set(name, segments.size);
    return { ...row, keys: group, segment: segments.get(name) };
  });
  return { computedAt, fingerprint, rows };
}

/**
 * A text that is another one when anything is that the rows of a report are made from: segments never change but are replaced, and what
 * they do not hold yet stands in the logs.
 */
export async function fingerprintOf(db: Kysely<Database>, report: ReportRequest): Promise<string> {
  const { instrument } = parametersOf(report);
  const asked = sql`t.instrument_id = (select id from instrument where code = ${instrument})`;
  const own = (column: string): RawBuilder<unknown> =>
    report.organisationId === null ? sql`true` : sql`${sql.ref(column)} = ${report.organisationId}`;
  const answers = sql`${asked} and ${own("t.organisation_id")}`;
  const made: readonly (readonly [keyof Database, RawBuilder<unknown>])[] = [
    ["segment", answers],
    ["change_log", answers],
    ["weight_log", answers],
    ["weighting", asked],
    ["instrument_version", asked],
    ["organisation", own("t.id")],
    ...(["sector", "channel", "touchpoint"] as const).map((name) => [name, sql`true`] as const),
  ];
  const hashes = made.map(
    ([table, where]) =>
      sql`(select count(*) || ':' || coalesce(sum(hashtextextended(t::text, 0)), 0) from ${sql.table(table)} t where ${where})`,
  );
  const { rows } = await sql<{ fingerprint: string }>`
    select md5(concat_ws(' ', ${sql.join(hashes)})) as fingerprint
  `.execute(db);
  return rows[0]!.fingerprint;
}

const parametersOf = ({ request }: ReportRequest): MetricsParameters =>
  readMetricsParameters(new URLSearchParams(request));

const viewerOf = ({ organisationId }: ReportRequest): Viewer => ({
  id: "report",
  organisations: organisationId === null ? "all" : [organisationId],
  scopes: new Set(["read"]),
});
