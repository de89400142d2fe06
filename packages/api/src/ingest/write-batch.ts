import { type Kysely, type RawBuilder, sql, type Transaction } from "kysely";
import type { Database } from "../db/database.ts";
import type { Instrument } from "../instrument/store.ts";
import { type Directory, LostRace } from "./directory.ts";
import { hashContent, hashRespondentKey } from "./fingerprint.ts";
import type { Problem } from "./problem.ts";
import type { ReadRow, ResponseDraft } from "./response-draft.ts";

/** What became of one row. */
export type RowVerdict =
  | { readonly line: number; readonly verdict: "imported" | "updated" | "unchanged" }
  | { readonly line: number; readonly verdict: "rejected"; readonly problems: readonly Problem[] };

/** The run that the batches belong to. */
export interface Run {
  readonly id: string;
  readonly instrument: Instrument;
  readonly operatorZone: string;
  readonly salt: Uint8Array;
}

/** A good row with its key in the table. */
interface Entry {
  readonly line: number;
  readonly draft: ResponseDraft;
  readonly organisationId: number;
  readonly channelId: number | null;
  readonly touchpointId: number | null;
  readonly respondentKey: Buffer | null;
  readonly contentHash: Buffer;
}

interface Rejected {
  readonly row: ReadRow;
  readonly problems: readonly Problem[];
}

/**
 * Writes one batch of rows with its rejections and its counts, all or nothing, and returns a verdict for every row, in order.
 *
 * Safe to do again after a crash: what was kept is found unchanged. Two imports at once wait for each other's rows, row by row in one
 * order, and a lost race is judged again.
 */
export async function writeBatch(
  db: Kysely<Database>,
  run: Run,
  directory: Directory,
  rows: readonly ReadRow[],
): Promise<{ readonly verdicts: readonly RowVerdict[]; readonly directory: Directory }> {
  for (let attempt = 1; ; attempt++) {
    const fork = directory.fork();
    try {
      const verdicts = await db.transaction().execute((trx) => writeRows(trx, run, fork, rows));
      return { verdicts, directory: fork };
    } catch (error) {
      if (attempt >= 5 || !isRetryable(error)) throw error;
    }
  }
}

/** Deadlock, or a serialisation failure: doing it again helps. */
function isRetryable(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : null;
  return error instanceof LostRace || code === "40P01" || code === "40001";
}

async function writeRows(
  trx: Transaction<Database>,
  run: Run,
  directory: Directory,
  rows: readonly ReadRow[],
): Promise<readonly RowVerdict[]> {
  await directory.load(trx, rows);
  const verdicts = new Map<number, RowVerdict>();
  const rejected: Rejected[] = [];
  const reject = (row: ReadRow, problems: readonly Problem[]): void => {
    rejected.push({ row, problems });
    verdicts.set(row.line, { line: row.line, verdict: "rejected", problems });
  };

  const entries = new Map<string, Entry>();
  const rowByLine = new Map<number, ReadRow>();
  for (const row of rows) {
    const problems = [...row.problems, ...directory.problemsOf(row)];
    if (problems.length > 0 || row.draft === null) {
      reject(row, problems);
      continue;
    }
    await directory.create(trx, row);
    const entry = entryOf(row.line, row.draft, run, directory);
    const key = entryKey(entry.organisationId, entry.draft.externalId);
    const earlier = entries.get(key);
    if (earlier === undefined) {
      entries.set(key, entry);
      rowByLine.set(row.line, row);
    } else if (earlier.contentHash.equals(entry.contentHash))
      verdicts.set(row.line, { line: row.line, verdict: "unchanged" });
    else reject(row, [duplicate(row)]);
  }

  const stored = await findStored(trx, run, [...entries.values()]);
  const sorted: Record<"imported" | "updated" | "unchanged", Entry[]> = { imported: [], updated: [], unchanged: [] };
  const ids = new Map<Entry, string>();
  for (const [key, entry] of entries) {
    const found = stored.get(key);
    const same = found?.content_hash.equals(entry.contentHash) === true;
    if (found !== undefined) ids.set(entry, found.id);
    if (found !== undefined && !same && found.import_id === run.id) {
      const row = rowByLine.get(entry.line) as ReadRow; // set together with the entry
      reject(row, [duplicate(row)]);
      continue;
    }
    const verdict = found === undefined ? "imported" : same ? "unchanged" : "updated";
    if (!same || found?.import_id !== run.id) sorted[verdict].push(entry);
    verdicts.set(entry.line, { line: entry.line, verdict });
  }

  for (const [entry, id] of await insertResponses(trx, run, sorted.imported)) ids.set(entry, id);
  await updateResponses(trx, run, sorted.updated, ids);
  await markSeen(trx, run, sorted.unchanged, ids);
  await insertDetails(trx, [...sorted.imported, ...sorted.updated], ids);
  await insertRejections(trx, run, directory, rejected);
  const ordered = rows.map((row) => verdicts.get(row.line) as RowVerdict); // every branch above has set one
  await count(trx, run, ordered);
  return ordered;
}

const entryKey = (organisationId: number, externalId: string): string => `${organisationId} ${externalId}`;

function entryOf(line: number, draft: ResponseDraft, run: Run, directory: Directory): Entry {
  const organisationId = directory.organisationId(draft.organisation.code) as number; // it was there, or has just been made
  const respondentKey =
    draft.respondentKey === null ? null : hashRespondentKey(run.salt, organisationId, draft.respondentKey);
  return {
    line,
    draft,
    organisationId,
    channelId: directory.categoryId("channel", draft.channel),
    touchpointId: directory.categoryId("touchpoint", draft.touchpoint),
    respondentKey,
    contentHash: hashContent(draft, respondentKey),
  };
}

const duplicate = ({ columns }: ReadRow): Problem => ({
  column: columns.externalId,
  code: "DUPLICATE_EXTERNAL_ID",
  reason: "expected every external id once, got one a second time with other content",
});

interface StoredRow {
  readonly id: string;
  readonly content_hash: Buffer;
  readonly import_id: string | null;
}

/** The responses that are there already, locked in the order of their keys. */
async function findStored(
  trx: Transaction<Database>,
  run: Run,
  entries: readonly Entry[],
): Promise<ReadonlyMap<string, StoredRow>> {
  if (entries.length === 0) return new Map();
  const { rows } = await sql<StoredRow & { organisation_id: number; external_id: string }>`
    select r.organisation_id, r.external_id, r.id, r.content_hash, r.import_id
    from unnest(${entries.map((one) => one.organisationId)}::int[], ${entries.map((one) => one.draft.externalId)}::text[])
      as sent (organisation_id, external_id)
    join response as r
      on r.organisation_id = sent.organisation_id and r.instrument_id = ${run.instrument.id} and r.external_id = sent.external_id
    order by r.organisation_id, r.external_id
    for update of r
  `.execute(trx);
  return new Map(rows.map((row) => [entryKey(row.organisation_id, row.external_id), row]));
}

/** The rows as a table: one array a column, so a statement has the same few parameters for any number of rows. */
function sentTable(
  { operatorZone }: Run,
  entries: readonly Entry[],
  ids: readonly (string | null)[],
): RawBuilder<unknown> {
  const column = <T>(valueOf: (entry: Entry) => T): readonly T[] => entries.map(valueOf);
  return sql`
    select *, (responded_at at time zone ${operatorZone})::date as day
    from unnest(
      ${ids}::bigint[],
      ${column((one) => one.organisationId)}::int[],
      ${column((one) => one.draft.externalId)}::text[],
      ${column((one) => one.respondentKey)}::bytea[],
      ${column((one) => one.draft.respondedAt)}::timestamptz[],
      ${column((one) => one.channelId)}::int[],
      ${column((one) => one.touchpointId)}::int[],
      ${column((one) => one.draft.audience)}::smallint[],
      ${column((one) => one.draft.weight)}::numeric[],
      ${column((one) => one.draft.scores)}::bytea[],
      ${column((one) => JSON.stringify(one.draft.attributes))}::jsonb[],
      ${column((one) => one.contentHash)}::bytea[]
    ) as sent (id, organisation_id, external_id, respondent_key, responded_at, channel_id, touchpoint_id, audience, weight, scores,
      attributes, content_hash)
  `;
}

async function insertResponses(
  trx: Transaction<Database>,
  run: Run,
  entries: readonly Entry[],
): Promise<readonly (readonly [Entry, string])[]> {
  if (entries.length === 0) return [];
  const { rows } = await sql<{ organisation_id: number; external_id: string; id: string }>`
    insert into response (organisation_id, instrument_id, version, external_id, respondent_key, responded_at, day, channel_id,
      touchpoint_id, audience, weight, scores, attributes, content_hash, import_id)
    select organisation_id, ${run.instrument.id}, ${run.instrument.version}, external_id, respondent_key, responded_at, day, channel_id,
      touchpoint_id, audience, weight, scores, attributes, content_hash, ${run.id}
    from (${sentTable(
      run,
      entries,
      entries.map(() => null),
    )}) as sent
    order by organisation_id, external_id
    on conflict (organisation_id, instrument_id, external_id) do nothing
    returning organisation_id, external_id, id
  `.execute(trx);
  if (rows.length !== entries.length) throw new LostRace();
  const ids = new Map(rows.map((row) => [entryKey(row.organisation_id, row.external_id), row.id]));
  return entries.map(
    (entry) => [entry, ids.get(entryKey(entry.organisationId, entry.draft.externalId)) as string] as const,
  );
}

async function updateResponses(
  trx: Transaction<Database>,
  run: Run,
  entries: readonly Entry[],
  ids: ReadonlyMap<Entry, string>,
): Promise<void> {
  if (entries.length === 0) return;
  const changed = idsOf(entries, ids);
  await sql`
    update response as r
    set version = ${run.instrument.version}, respondent_key = sent.respondent_key, responded_at = sent.responded_at, day = sent.day,
      channel_id = sent.channel_id, touchpoint_id = sent.touchpoint_id, audience = sent.audience, weight = sent.weight,
      scores = sent.scores, attributes = sent.attributes, content_hash = sent.content_hash, import_id = ${run.id}, updated_at = now()
    from (${sentTable(run, entries, changed)}) as sent
    where r.organisation_id = sent.organisation_id and r.id = sent.id
  `.execute(trx);
  for (const table of ["response_text", "response_number"] as const) {
    await sql`
      delete from ${sql.table(table)} as detail
      using unnest(${entries.map((one) => one.organisationId)}::int[], ${changed}::bigint[]) as sent (organisation_id, id)
      where detail.organisation_id = sent.organisation_id and detail.response_id = sent.id
    `.execute(trx);
  }
}

/** Notes on unchanged rows that this run has seen them, to find the same id again later in the source. */
async function markSeen(
  trx: Transaction<Database>,
  run: Run,
  entries: readonly Entry[],
  ids: ReadonlyMap<Entry, string>,
): Promise<void> {
  if (entries.length === 0) return;
  await sql`
    update response as r set import_id = ${run.id}
    from unnest(${entries.map((one) => one.organisationId)}::int[], ${idsOf(entries, ids)}::bigint[]) as sent (organisation_id, id)
    where r.organisation_id = sent.organisation_id and r.id = sent.id
  `.execute(trx);
}

const idsOf = (entries: readonly Entry[], ids: ReadonlyMap<Entry, string>): readonly string[] =>
  entries.map((entry) => ids.get(entry) as string); // found, or just inserted

async function insertDetails(
  trx: Transaction<Database>,
  entries: readonly Entry[],
  ids: ReadonlyMap<Entry, string>,
): Promise<void> {
  const details = [
    { table: "response_text", column: "body", type: "text", of: (entry: Entry) => entry.draft.texts },
    { table: "response_number", column: "value", type: "numeric", of: (entry: Entry) => entry.draft.numbers },
  ] as const;
  for (const { table, column, type, of } of details) {
    const rows = entries.flatMap((entry) =>
      of(entry).map(([slot, value]) => ({
        organisation: entry.organisationId,
        id: ids.get(entry) as string,
        slot,
        value,
      })),
    );
    if (rows.length === 0) continue;
    await sql`
      insert into ${sql.table(table)} (organisation_id, response_id, slot, ${sql.ref(column)})
      select * from unnest(
        ${rows.map((row) => row.organisation)}::int[], ${rows.map((row) => row.id)}::bigint[],
        ${rows.map((row) => row.slot)}::smallint[], ${rows.map((row) => row.value)}::${sql.raw(type)}[]
      )
    `.execute(trx);
  }
}

async function insertRejections(
  trx: Transaction<Database>,
  run: Run,
  directory: Directory,
  rejected: readonly Rejected[],
): Promise<void> {
  if (rejected.length === 0) return;
  const firsts = rejected.map(({ problems }) => problems[0] as Problem); // a row is rejected for one problem at least
  await sql`
    insert into import_rejection (import_id, line, organisation_id, "column", code, reason, raw, problems)
    select ${run.id}, sent.*
    from unnest(
      ${rejected.map(({ row }) => row.line)}::bigint[],
      ${rejected.map(({ row }) => (row.organisation === null ? null : directory.organisationId(row.organisation.code)))}::int[],
      ${firsts.map((one) => one.column)}::text[],
      ${firsts.map((one) => one.code)}::text[],
      ${firsts.map((one) => one.reason)}::text[],
      ${rejected.map(({ row }) => row.raw)}::text[],
      ${rejected.map(({ problems }) => JSON.stringify(problems))}::jsonb[]
    ) as sent
  `.execute(trx);
}

/** Adds the verdicts to the run, in the same transaction as the rows: at any moment its counts are those of what is stored. */
async function count(trx: Transaction<Database>, run: Run, verdicts: readonly RowVerdict[]): Promise<void> {
  const of = (verdict: RowVerdict["verdict"]): number => verdicts.filter((one) => one.verdict === verdict).length;
  await sql`
    update import_run
    set rows = rows + ${verdicts.length}, imported = imported + ${of("imported")}, updated = updated + ${of("updated")},
      unchanged = unchanged + ${of("unchanged")}, rejected = rejected + ${of("rejected")}
    where id = ${run.id}
  `.execute(trx);
}
