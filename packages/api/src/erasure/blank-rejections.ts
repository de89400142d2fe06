import { type Selectable, sql, type Transaction } from "kysely";
import type { Database, ImportProblem, ImportRejectionTable, ImportRunTable } from "../db/database.ts";
import { fieldsOf } from "../ingest/csv.ts";
import { UNREADABLE } from "../ingest/problem.ts";

const PAGE = 500;

/**
 * Empties the rejected rows that hold a respondent key, of an organisation or of none that is known, and returns how many, and the
 * imports that they are of. Imports that were bound to other organisations hold nothing of this one. The lines themselves stay, so that an import adds up also while it runs.
 */
export async function blankRejections(
  trx: Transaction<Database>,
  organisationId: number,
  key: string,
): Promise<{ readonly rows: number; readonly imports: readonly string[] }> {
  let rows = 0;
  const imports = new Set<string>();
  let after = { import_id: "0", line: "0" };
  for (;;) {
    const page = await suspects(trx, organisationId, key, after);
    const last = page.at(-1);
    if (last === undefined) return { rows, imports: [...imports] };
    after = last;
    const held = page.filter((row) => holds(row, key));
    if (held.length === 0) continue;
    await sql`
      update import_rejection as r
      set raw = '', "column" = null, code = ${BLANK.code}, reason = ${BLANK.reason}, problems = ${JSON.stringify([BLANK])}::jsonb
      from unnest(${held.map((row) => row.import_id)}::bigint[], ${held.map((row) => row.line)}::bigint[]) as held (import_id, line)
      where r.import_id = held.import_id and r.line = held.line
    `.execute(trx);
    rows += held.length;
    for (const row of held) imports.add(row.import_id);
  }
}

const BLANK: ImportProblem = {
  column: null,
  code: "ERASED",
  reason: "expected a respondent who was not erased, got one who was; the row is not kept",
};

type Suspect = Selectable<Pick<ImportRejectionTable, "import_id" | "line" | "raw" | "problems">> &
  Selectable<Pick<ImportRunTable, "format" | "delimiter" | "columns" | "key_column">>;

/** Rows that may hold the key: as it is, or written with escapes. */
async function suspects(
  trx: Transaction<Database>,
  organisationId: number,
  key: string,
  after: { readonly import_id: string; readonly line: string },
): Promise<readonly Suspect[]> {
  const { rows } = await sql<Suspect>`
    select r.import_id, r.line, r.raw, r.problems, i.format, i.delimiter, i.columns, i.key_column
    from import_rejection as r join import_run as i on i.id = r.import_id
    where (r.organisation_id = ${organisationId} or r.organisation_id is null)
      and (i.organisations is null or ${organisationId} = any(i.organisations)) and r.raw <> ''
      and (strpos(r.raw, ${key}) > 0 or strpos(r.raw, '\\') > 0 or strpos(r.raw, '""') > 0)
      and (r.import_id, r.line) > (${after.import_id}, ${after.line})
    order by r.import_id, r.line limit ${PAGE}
  `.execute(trx);
  return rows;
}

/**
 * Whether a row holds the key in its column, or in any when it is not known which. A row that cannot be cut into values holds it when
 * it stands somewhere by itself.
 */
function holds({ format, raw, problems, delimiter, columns, key_column: keyColumn }: Suspect, key: string): boolean {
  if (!problems.some(({ code }) => UNREADABLE.has(code))) {
    const values = format === "csv" ? csvValues(raw, delimiter ?? ",", columns, keyColumn) : jsonValues(raw, keyColumn);
    return values.some((value) => value.trim() === key);
  }
  return [key, key.replaceAll('"', '""'), JSON.stringify(key).slice(1, -1)].some((text) => standsAlone(raw, text));
}

function csvValues(
  raw: string,
  delimiter: string,
  columns: readonly string[],
  keyColumn: string | null,
): readonly string[] {
  const fields = fieldsOf(raw, delimiter);
  const index = keyColumn === null ? -1 : columns.indexOf(keyColumn);
  return index === -1 ? fields : [fields[index] ?? ""];
}

function jsonValues(raw: string, keyColumn: string | null): readonly string[] {
  const entries = Object.entries(JSON.parse(raw) as Readonly<Record<string, unknown>>); // a row that is no object is unreadable
  const named = entries.filter(([name]) => name === keyColumn);
  return (named.length === 0 ? entries : named).map(([, value]) => String(value));
}

function standsAlone(text: string, part: string): boolean {
  const escaped = part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, "u").test(text);
}
