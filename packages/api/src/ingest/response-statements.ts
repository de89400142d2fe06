import { type RawBuilder, sql, type Transaction } from "kysely";
import type { Database } from "../db/database.ts";
import type { Instrument } from "../instrument/store.ts";
import { LostRace } from "./directory.ts";
import type { ResponseDraft } from "./response-draft.ts";

/** The run that the batches belong to. */
export interface Run {
  readonly id: string;
  readonly instrument: Instrument;
  readonly operatorZone: string;
  readonly salt: Uint8Array;
}

/** A good row with all that its place in the table needs. */
export interface Entry {
  readonly draft: ResponseDraft;
  readonly organisationId: number;
  readonly channelId: number | null;
  readonly touchpointId: number | null;
  readonly respondentKey: Buffer | null;
  readonly contentHash: Buffer;
}

/** An entry that has its row. */
export interface StoredEntry extends Entry {
  readonly id: string;
}

/** What a response is known by, within an instrument. */
export const entryKey = (organisationId: number, externalId: string): string => `${organisationId} ${externalId}`;

/** A response that is there already. */
interface StoredResponse {
  readonly organisation_id: number;
  readonly external_id: string;
  readonly id: string;
  readonly content_hash: Buffer;
  readonly import_id: string | null;
}

/** The responses with the keys of these entries that are there already. */
export async function findStored(
  trx: Transaction<Database>,
  run: Run,
  entries: readonly Entry[],
): Promise<readonly StoredResponse[]> {
  if (entries.length === 0) return [];
  const { rows } = await sql<StoredResponse>`
    select r.organisation_id, r.external_id, r.id, r.content_hash, r.import_id
    from unnest(${entries.map((one) => one.organisationId)}::int[], ${entries.map((one) => one.draft.externalId)}::text[])
      as sent (organisation_id, external_id)
    join response as r
      on r.organisation_id = sent.organisation_id and r.instrument_id = ${run.instrument.id} and r.external_id = sent.external_id
  `.execute(trx);
  return rows;
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

/** @throws LostRace when another import has stored one of them meanwhile */
export async function insertResponses(
  trx: Transaction<Database>,
  run: Run,
  entries: readonly Entry[],
): Promise<readonly StoredEntry[]> {
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
  return entries.map((entry) => ({
    ...entry,
    id: ids.get(entryKey(entry.organisationId, entry.draft.externalId)) as string, // as many as were sent
  }));
}

/** @throws LostRace when one of them is no longer there */
export async function updateResponses(
  trx: Transaction<Database>,
  run: Run,
  entries: readonly StoredEntry[],
): Promise<void> {
  if (entries.length === 0) return;
  const changed = entries.map((one) => one.id);
  const { numAffectedRows } = await sql`
    update response as r
    set version = ${run.instrument.version}, respondent_key = sent.respondent_key, responded_at = sent.responded_at, day = sent.day,
      channel_id = sent.channel_id, touchpoint_id = sent.touchpoint_id, audience = sent.audience, weight = sent.weight,
      scores = sent.scores, attributes = sent.attributes, content_hash = sent.content_hash, import_id = ${run.id}, updated_at = now()
    from (${sentTable(run, entries, changed)}) as sent
    where r.organisation_id = sent.organisation_id and r.id = sent.id
  `.execute(trx);
  if (numAffectedRows !== BigInt(entries.length)) throw new LostRace();
  for (const table of ["response_text", "response_number"] as const) {
    await sql`
      delete from ${sql.table(table)} as detail
      using unnest(${entries.map((one) => one.organisationId)}::int[], ${changed}::bigint[]) as sent (organisation_id, id)
      where detail.organisation_id = sent.organisation_id and detail.response_id = sent.id
    `.execute(trx);
  }
}

/** Notes on unchanged rows that this run has seen them, when there is no room to remember it: see `SeenIds`. */
export async function markSeen(trx: Transaction<Database>, run: Run, entries: readonly StoredEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await sql`
    update response as r set import_id = ${run.id}
    from unnest(${entries.map((one) => one.organisationId)}::int[], ${entries.map((one) => one.id)}::bigint[]) as sent (organisation_id, id)
    where r.organisation_id = sent.organisation_id and r.id = sent.id
  `.execute(trx);
}

/** Texts and numbers of responses that have none yet. */
export async function insertDetails(trx: Transaction<Database>, entries: readonly StoredEntry[]): Promise<void> {
  const details = [
    { table: "response_text", column: "body", type: "text", of: (entry: Entry) => entry.draft.texts },
    { table: "response_number", column: "value", type: "numeric", of: (entry: Entry) => entry.draft.numbers },
  ] as const;
  for (const { table, column, type, of } of details) {
    const rows = entries.flatMap((entry) =>
      of(entry).map(([slot, value]) => ({
        organisation: entry.organisationId,
        id: entry.id,
        slot,
        value,
      })),
    );
    if (rows.length === 0) continue;
    // There are no conflicts. Without the clause Citus would copy the rows to their nodes, which row-level security does not allow.
    await sql`
      insert into ${sql.table(table)} (organisation_id, response_id, slot, ${sql.ref(column)})
      select * from unnest(
        ${rows.map((row) => row.organisation)}::int[], ${rows.map((row) => row.id)}::bigint[],
        ${rows.map((row) => row.slot)}::smallint[], ${rows.map((row) => row.value)}::${sql.raw(type)}[]
      )
      on conflict do nothing
    `.execute(trx);
  }
}
