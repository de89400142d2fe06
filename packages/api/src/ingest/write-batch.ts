import { type Kysely, sql, type Transaction } from "kysely";
import type { Database } from "../db/database.ts";
import { type Directory, LostRace } from "./directory.ts";
import { findErased, holdOffErasure } from "./erased.ts";
import { hashContent, hashRespondentKey } from "./fingerprint.ts";
import type { Problem } from "./problem.ts";
import type { ReadRow, ResponseDraft } from "./response-draft.ts";
import {
  type Entry,
  entryKey,
  findStored,
  insertDetails,
  insertResponses,
  markSeen,
  type Run,
  type StoredEntry,
  updateResponses,
} from "./response-statements.ts";
import type { SeenIds } from "./seen-ids.ts";

/** What became of one row. */
export type RowVerdict =
  | { readonly line: number; readonly verdict: "imported" | "updated" | "unchanged" }
  | { readonly line: number; readonly verdict: "rejected"; readonly problems: readonly Problem[] };

/** What a run knows after its batches so far. */
export interface RunState {
  readonly directory: Directory;
  /** Responses that it has found unchanged. */
  readonly seen: SeenIds;
}

interface Rejected {
  readonly row: ReadRow;
  readonly problems: readonly Problem[];
}

/**
 * Writes one batch of rows with its rejections and its counts, all or nothing, and returns a verdict for every row, in
 * order, and the state for the next batch.
 *
 * Safe to do again after a crash: what was kept is found unchanged. When two imports meet in one row, the batch that
 * lost the race is judged again.
 */
export async function writeBatch(
  db: Kysely<Database>,
  run: Run,
  state: RunState,
  rows: readonly ReadRow[],
): Promise<{ readonly verdicts: readonly RowVerdict[]; readonly state: RunState }> {
  for (let attempt = 1; ; attempt++) {
    const directory = state.directory.fork();
    try {
      const { verdicts, unchanged } = await db
        .transaction()
        .execute((trx) => writeRows(trx, run, { directory, seen: state.seen }, rows));
      for (const id of unchanged) state.seen.add(id);
      return { verdicts, state: { directory, seen: state.seen } };
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
  { directory, seen }: RunState,
  rows: readonly ReadRow[],
): Promise<{ readonly verdicts: readonly RowVerdict[]; readonly unchanged: readonly string[] }> {
  await holdOffErasure(trx);
  await directory.load(trx, rows);
  const erased = await findErased(trx, run, directory, rows);
  const judged: (Entry | Rejected)[] = [];
  for (const row of rows) {
    const gone = erased.get(row);
    if (gone !== undefined) {
      judged.push({ row: { ...row, raw: "", externalId: null }, problems: [gone] });
      continue;
    }
    const problems = [...row.problems, ...directory.problemsOf(row)];
    if (problems.length > 0 || row.draft === null) judged.push({ row, problems });
    else {
      await directory.create(trx, row);
      judged.push(entryOf(row.draft, run, directory));
    }
  }

  const known = await knownResponses(
    trx,
    run,
    seen,
    judged.filter((one): one is Entry => "draft" in one),
  );
  const imported: Entry[] = [];
  const updated: StoredEntry[] = [];
  const unchanged: StoredEntry[] = [];
  const rejected: Rejected[] = [];
  const verdicts = rows.map((row, index): RowVerdict => {
    const one = judged[index] as Entry | Rejected; // one for each row
    const verdict = "draft" in one ? verdictOf(one) : one;
    if (typeof verdict === "string") return { line: row.line, verdict };
    rejected.push(verdict);
    return { line: row.line, verdict: "rejected", problems: verdict.problems };

    function verdictOf(entry: Entry): "imported" | "updated" | "unchanged" | Rejected {
      const key = entryKey(entry.organisationId, entry.draft.externalId);
      const before = known.get(key);
      if (before === undefined) {
        imported.push(entry);
        known.set(key, { id: null, contentHash: entry.contentHash, ofThisRun: true });
        return "imported";
      }
      const { id, contentHash, ofThisRun } = before;
      const same = contentHash.equals(entry.contentHash);
      if (!same && (ofThisRun || id === null)) return { row, problems: [duplicate(row)] };
      if (!ofThisRun && id !== null) (same ? unchanged : updated).push({ ...entry, id });
      known.set(key, { id, contentHash: entry.contentHash, ofThisRun: true });
      return same ? "unchanged" : "updated";
    }
  });

  const inserted = await insertResponses(trx, run, imported);
  await updateResponses(trx, run, updated);
  await insertDetails(trx, [...inserted, ...updated]);
  if (!seen.hasRoomFor(unchanged.map((one) => one.id))) await markSeen(trx, run, unchanged);
  await insertRejections(trx, run, directory, rejected);
  await count(trx, run, verdicts);
  return { verdicts, unchanged: unchanged.map((one) => one.id) };
}

function entryOf(draft: ResponseDraft, run: Run, directory: Directory): Entry {
  const organisationId = directory.organisationId(draft.organisation.code) as number; // it was there, or has just been made
  const { respondentKey: key } = draft;
  const respondentKey = key === null ? null : hashRespondentKey(run.salt, organisationId, key);
  return {
    draft,
    organisationId,
    channelId: directory.categoryId("channel", draft.channel),
    touchpointId: directory.categoryId("touchpoint", draft.touchpoint),
    respondentKey,
    contentHash: hashContent(draft, respondentKey),
  };
}

/** What is known of a response while a batch is judged, row by row. */
interface KnownResponse {
  /** `null`: it comes with this batch. */
  readonly id: string | null;
  readonly contentHash: Buffer;
  /** Whether an earlier row of this run brought it. */
  readonly ofThisRun: boolean;
}

async function knownResponses(
  trx: Transaction<Database>,
  run: Run,
  seen: SeenIds,
  entries: readonly Entry[],
): Promise<Map<string, KnownResponse>> {
  const stored = await findStored(trx, run, entries);
  return new Map(
    stored.map(({ organisation_id, external_id, id, content_hash, import_id }) => [
      entryKey(organisation_id, external_id),
      { id, contentHash: content_hash, ofThisRun: import_id === run.id || seen.has(id) },
    ]),
  );
}

const duplicate = ({ columns }: ReadRow): Problem => ({
  column: columns.externalId,
  code: "DUPLICATE_EXTERNAL_ID",
  reason: "expected every external id once, got one a second time with other content",
});

async function insertRejections(
  trx: Transaction<Database>,
  run: Run,
  directory: Directory,
  rejected: readonly Rejected[],
): Promise<void> {
  if (rejected.length === 0) return;
  const firsts = rejected.map(({ problems }) => problems[0] as Problem); // a row is rejected for one problem at least
  await sql`
    insert into import_rejection (import_id, line, organisation_id, external_id, "column", code, reason, raw, problems)
    select ${run.id}, sent.*
    from unnest(
      ${rejected.map(({ row }) => row.line)}::bigint[],
      ${rejected.map(({ row }) => (row.organisation === null ? null : directory.organisationId(row.organisation.code)))}::int[],
      ${rejected.map(({ row }) => row.externalId)}::text[],
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
