import { type Selectable, sql, type Transaction } from "kysely";
import type { Database, ImportProblem, ImportRejectionTable, ImportRunTable } from "../db/database.ts";
import { fieldsOf } from "../ingest/csv.ts";
import { isReadable } from "../ingest/problem.ts";
import { holdsAlone } from "./holds-alone.ts";

const PAGE = 500;

/** Whose rejected rows are to be emptied. */
interface ErasedPerson {
  readonly organisationId: number;
  readonly key: string;
  /** Those that were erased. */
  readonly responses: readonly { readonly instrument_id: number; readonly external_id: string }[];
}

interface RowId {
  readonly import_id: string;
  readonly line: string;
}

/**
 * Empties the rejected rows that hold a respondent key, of an organisation or of none that is known, and those that name a response that was
 * erased; returns which. Imports that were bound to other organisations hold nothing of this one. The lines themselves stay, so that an
 * import adds up also while it runs.
 */
export async function blankRejections(trx: Transaction<Database>, person: ErasedPerson): Promise<readonly RowId[]> {
  const blanked: RowId[] = [];
  const blankAll = async (rows: readonly RowId[]): Promise<void> => {
    if (rows.length > 0) await blank(trx, rows);
    blanked.push(...rows);
  };
  await blankAll(await namingResponses(trx, person));
  for (let after: RowId | undefined = { import_id: "0", line: "0" }; after !== undefined; ) {
    const page: readonly Suspect[] = await suspects(trx, person, after);
    await blankAll(page.filter((row) => holds(row, person.key)));
    after = page.length < PAGE ? undefined : page.at(-1);
  }
  return blanked;
}

const BLANK: ImportProblem = {
  column: null,
  code: "ERASED",
  reason: "expected a respondent who was not erased, got one who was; the row is not kept",
};

async function blank(trx: Transaction<Database>, rows: readonly RowId[]): Promise<void> {
  await sql`
    update import_rejection as r
    set raw = '', external_id = null, "column" = null, code = ${BLANK.code}, reason = ${BLANK.reason},
      problems = ${JSON.stringify([BLANK])}::jsonb
    from unnest(${rows.map((row) => row.import_id)}::bigint[], ${rows.map((row) => row.line)}::bigint[]) as held (import_id, line)
    where r.import_id = held.import_id and r.line = held.line
  `.execute(trx);
}

/** Rows that would have been one of the responses. */
async function namingResponses(
  trx: Transaction<Database>,
  { organisationId, responses }: ErasedPerson,
): Promise<readonly RowId[]> {
  const { rows } = await sql<RowId>`
    select r.import_id, r.line
    from import_rejection as r join import_run as i on i.id = r.import_id
    join unnest(${responses.map((one) => one.instrument_id)}::int[], ${responses.map((one) => one.external_id)}::text[])
      as gone (instrument_id, external_id) on gone.instrument_id = i.instrument_id and gone.external_id = r.external_id
    where r.organisation_id = ${organisationId} and (i.organisations is null or ${organisationId} = any(i.organisations))
  `.execute(trx);
  return rows;
}

type Suspect = Selectable<Pick<ImportRejectionTable, "import_id" | "line" | "raw" | "problems">> &
  Selectable<Pick<ImportRunTable, "format" | "delimiter" | "columns" | "key_column">>;

/** Rows that may hold the key: as it is, or written otherwise. */
async function suspects(
  trx: Transaction<Database>,
  { organisationId, key }: ErasedPerson,
  after: RowId,
): Promise<readonly Suspect[]> {
  const { rows } = await sql<Suspect>`
    select r.import_id, r.line, r.raw, r.problems, i.format, i.delimiter, i.columns, i.key_column
    from import_rejection as r join import_run as i on i.id = r.import_id
    where (r.organisation_id = ${organisationId} or r.organisation_id is null)
      and (i.organisations is null or ${organisationId} = any(i.organisations)) and r.raw <> ''
      and (strpos(r.raw, ${key}) > 0 or strpos(r.raw, '\\') > 0 or strpos(r.raw, '""') > 0 or strpos(r.raw, '�') > 0
        or strpos(r.raw, '␀') > 0)
      and (r.import_id, r.line) > (${after.import_id}, ${after.line})
    order by r.import_id, r.line limit ${PAGE}
  `.execute(trx);
  return rows;
}

/**
 * Whether a row holds the key in its column, or in any when it is not known which. A row that cannot be cut into values holds it when
 * it stands somewhere by itself.
 */
function holds(row: Suspect, key: string): boolean {
  if (!isReadable(row)) return holdsAlone(row.raw, key);
  const { format, raw, delimiter, columns, key_column: keyColumn } = row;
  const values = format === "csv" ? csvValues(raw, delimiter ?? ",", columns, keyColumn) : jsonValues(raw, keyColumn);
  return values.some((value) => value.trim() === key);
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
