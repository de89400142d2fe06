import { type Kysely, sql, type Transaction } from "kysely";
import { foldOwner } from "../columns/maintain.ts";
import { ownedLog, ownedSegments, type SegmentOwner } from "../columns/owner.ts";
import { purge } from "../columns/purge.ts";
import { maintenance } from "../access/bound-database.ts";
import type { Database } from "../db/database.ts";
import { InputError, shown } from "../input-error.ts";
import { holdOffBatches } from "../ingest/erased.ts";
import { hashErasedResponse, hashRespondentKey } from "../ingest/fingerprint.ts";
import { blankRejections } from "./blank-rejections.ts";

/** What an erasure removed; all 0 when nothing was kept of this respondent. */
export interface Erasure {
  readonly organisation: string;
  /** Responses, with the answers on scales and the attributes in them. */
  readonly responses: number;
  readonly texts: number;
  readonly numbers: number;
  /** Cases of closing the loop. */
  readonly followUps: number;
  /** What the respondent did as a customer: 1 when something was known. */
  readonly customerOutcomes: number;
  /** Rejected rows that held the key, or that named one of the responses: their lines stay counted, what stood in them is gone. */
  readonly rejectedRows: number;
  /** Kept answers to writes with an idempotency key, of the imports that held something of this respondent. */
  readonly keptAnswers: number;
  /** Whether the columns that summaries are counted from are rewritten too; otherwise the maintenance that runs now does so. */
  readonly columnsRewritten: boolean;
}

export interface Respondent {
  /** Code of the organisation: a respondent is known within one. */
  readonly organisation: string;
  /** As it was imported. */
  readonly respondentKey: string;
}

/**
 * Removes all that is kept of a respondent, in one transaction: summaries are right from then on, and rows that name the respondent or
 * one of the responses are rejected with `ERASED`. Doing it again, or for a key that nobody has, removes nothing and keeps out all the same.
 *
 * Waits for batches of imports that are being written. What is left of the respondent is a keyed hash of the key, and of each external id.
 *
 * @throws InputError `ORGANISATION_UNKNOWN`, `RESPONDENT_INVALID`
 */
export async function eraseRespondent(db: Kysely<Database>, respondent: Respondent): Promise<Erasure> {
  const key = respondent.respondentKey.trim();
  if (key === "" || /[\0\p{Surrogate}]/u.test(key)) {
    throw new InputError(
      "RESPONDENT_INVALID",
      "erase: expected the key of a respondent, got an empty one, a NUL or half a character",
    );
  }
  const organisationId = await findOrganisation(db, respondent.organisation);
  // What is kept of the respondent also stands where whoever asks does not see it, such as the rejected rows of an import by the operator.
  const all = maintenance(db);
  const { owners, ...erased } = await all.transaction().execute((trx) => eraseRows(trx, organisationId, key));
  const rewritten = await Promise.all(owners.map((owner) => rewriteColumns(all, owner)));
  return {
    organisation: respondent.organisation,
    responses: erased.responses,
    texts: erased.texts,
    numbers: erased.numbers,
    followUps: erased.followUps,
    customerOutcomes: erased.customerOutcomes,
    rejectedRows: erased.rejectedRows,
    keptAnswers: erased.keptAnswers,
    columnsRewritten: rewritten.every(Boolean),
  };
}

async function findOrganisation(db: Kysely<Database>, code: string): Promise<number> {
  // Postgres refuses a text with a NUL; no organisation has one.
  const found = code.includes("\0")
    ? undefined
    : await db.selectFrom("organisation").select("id").where("code", "=", code).executeTakeFirst();
  if (found !== undefined) return found.id;
  throw new InputError("ORGANISATION_UNKNOWN", `erase: expected the code of an organisation, got ${shown(code)}`);
}

async function eraseRows(trx: Transaction<Database>, organisationId: number, respondentKey: string) {
  await holdOffBatches(trx);
  const { respondent_salt: salt } = await trx
    .selectFrom("operator")
    .select("respondent_salt")
    .executeTakeFirstOrThrow();
  const hash = hashRespondentKey(salt, organisationId, respondentKey);
  const details = await countDetails(trx, organisationId, hash);
  const gone = await trx
    .deleteFrom("response")
    .where("organisation_id", "=", organisationId)
    .where("respondent_key", "=", hash)
    .returning(["instrument_id", "external_id", "import_id"])
    .execute();
  const { numDeletedRows: customerOutcomes } = await trx
    .deleteFrom("customer_outcome")
    .where("organisation_id", "=", organisationId)
    .where("respondent_key", "=", hash)
    .executeTakeFirstOrThrow();
  const tombstones = [
    hash,
    ...gone.map((one) =>
      hashErasedResponse(salt, { organisationId, instrumentId: one.instrument_id }, one.external_id),
    ),
  ];
  await sql`
    insert into tombstone (organisation_id, hash) select ${organisationId}, hash from unnest(${tombstones}::bytea[]) as sent (hash)
    on conflict do nothing
  `.execute(trx);
  const rejections = await blankRejections(trx, { organisationId, key: respondentKey, responses: gone });
  const imports = new Set([...gone.map((one) => one.import_id), ...rejections.map((one) => one.import_id)]);
  imports.delete(null);
  const { numAffectedRows: keptAnswers = 0n } = await sql`
    delete from idempotent_request where import_id = any(${[...imports]}::bigint[])
  `.execute(trx);
  return {
    owners: await ownersOf(trx, organisationId, [...new Set(gone.map((one) => one.instrument_id))]),
    responses: gone.length,
    ...details,
    customerOutcomes: Number(customerOutcomes),
    rejectedRows: rejections.length,
    keptAnswers: Number(keptAnswers),
  };
}

/** Texts, numbers and follow-ups that go with the responses of a respondent. */
async function countDetails(
  trx: Transaction<Database>,
  organisationId: number,
  hash: Buffer,
): Promise<Pick<Erasure, "texts" | "numbers" | "followUps">> {
  const { rows } = await sql<Pick<Erasure, "texts" | "numbers" | "followUps">>`
    with mine as (select id from response where organisation_id = ${organisationId} and respondent_key = ${hash})
    select
      (select count(*) from response_text where organisation_id = ${organisationId} and response_id in (select id from mine))::int as texts,
      (select count(*) from response_number where organisation_id = ${organisationId} and response_id in (select id from mine))::int as numbers,
      (select count(*) from follow_up where organisation_id = ${organisationId} and response_id in (select id from mine))::int as "followUps"
  `.execute(trx);
  return rows[0] ?? { texts: 0, numbers: 0, followUps: 0 };
}

/** Whose columns held responses to these instruments: all of them, and those with a weight in each weighting. */
async function ownersOf(
  trx: Transaction<Database>,
  organisationId: number,
  instrumentIds: readonly number[],
): Promise<readonly SegmentOwner[]> {
  const weightings = await trx
    .selectFrom("weighting")
    .select(["id", "instrument_id"])
    .where("instrument_id", "=", sql<number>`any(${instrumentIds}::int[])`)
    .execute();
  return [
    ...instrumentIds.map((instrumentId) => ({ organisationId, instrumentId, weightingId: null })),
    ...weightings.map(({ id, instrument_id: instrumentId }) => ({ organisationId, instrumentId, weightingId: id })),
  ];
}

/** Takes the rows that went out of the log and the segments; false when others are at work on them and will. */
async function rewriteColumns(db: Kysely<Database>, owner: SegmentOwner): Promise<boolean> {
  for (let attempt = 0; attempt < 5; attempt++) {
    await foldOwner(db, owner);
    await purge(db, owner);
    if (!(await holdsRowsThatWent(db, owner))) return true;
    await new Promise((resolve) => setTimeout(resolve, 50 * 2 ** attempt));
  }
  return false;
}

async function holdsRowsThatWent(db: Kysely<Database>, owner: SegmentOwner): Promise<boolean> {
  const { table, owned } = ownedLog(owner);
  const { rows } = await sql<{ left: boolean }>`
    select exists (select from segment where ${ownedSegments(owner)} and taken > 0)
      or exists (select from ${sql.table(table)} where ${owned} and sign = -1) as left
  `.execute(db);
  return rows[0]?.left === true;
}
