import { type Kysely, sql, type Transaction } from "kysely";
import type { Database } from "../db/database.ts";
import type { Directory } from "./directory.ts";
import { hashErasedResponse, hashRespondentKey } from "./fingerprint.ts";
import type { Problem } from "./problem.ts";
import type { ReadRow } from "./response-draft.ts";
import type { Run } from "./response-statements.ts";

/** Two numbers of an advisory lock: batches hold it together, an erasure alone. */
const LOCK = sql.raw("1802266988, 0");

/**
 * Lets no erasure begin until this transaction ends: what it finds not erased stays so. Comes before any other statement,
 * because each statement sees what was there when it began.
 */
export async function holdOffErasure(trx: Transaction<Database>): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${LOCK})`.execute(trx);
}

/** Waits for the batches that run, and lets none begin until this transaction ends. */
export async function holdOffBatches(trx: Transaction<Database>): Promise<void> {
  await sql`select pg_advisory_xact_lock(${LOCK})`.execute(trx);
}

/** The rows that name a respondent or a response that was erased, good or not, each with the reason to refuse it. */
export async function findErased(
  trx: Transaction<Database>,
  run: Run,
  directory: Directory,
  rows: readonly ReadRow[],
): Promise<ReadonlyMap<ReadRow, Problem>> {
  const known = rows.flatMap((row) => {
    const organisationId = row.organisation === null ? null : directory.organisationId(row.organisation.code);
    return organisationId === null ? [] : [{ row, organisationId }];
  });
  const marked = await organisationsWithTombstones(trx, new Set(known.map((one) => one.organisationId)));
  if (marked.size === 0) return new Map();

  const named = known
    .filter((one) => marked.has(one.organisationId))
    .flatMap(({ row, organisationId }) => {
      const { externalId, respondentKey, columns } = row;
      const owner = { organisationId, instrumentId: run.instrument.id };
      const names: { row: ReadRow; organisationId: number; hash: Buffer; problem: Problem }[] = [];
      if (respondentKey !== null) {
        const hash = hashRespondentKey(run.salt, organisationId, respondentKey);
        names.push({ row, organisationId, hash, problem: erased(columns.respondentKey, "respondent who") });
      }
      if (externalId !== null) {
        const hash = hashErasedResponse(run.salt, owner, externalId);
        names.push({ row, organisationId, hash, problem: erased(columns.externalId, "response that") });
      }
      return names;
    });
  const { rows: found } = await sql<{ place: string }>`
    select sent.place
    from unnest(${named.map((one) => one.organisationId)}::int[], ${named.map((one) => one.hash)}::bytea[])
      with ordinality as sent (organisation_id, hash, place)
    join tombstone as t on t.organisation_id = sent.organisation_id and t.hash = sent.hash
    order by sent.place desc
  `.execute(trx);
  return new Map(
    found.flatMap(({ place }) => {
      const one = named[Number(place) - 1];
      return one === undefined ? [] : [[one.row, one.problem]];
    }),
  );
}

const erased = (column: string | null, what: string): Problem => ({
  column,
  code: "ERASED",
  reason: `expected a ${what} was not erased, got one ${what.split(" ")[1]} was; the row is not kept`,
});

async function organisationsWithTombstones(
  db: Kysely<Database>,
  organisations: ReadonlySet<number>,
): Promise<ReadonlySet<number>> {
  if (organisations.size === 0) return new Set();
  const { rows } = await sql<{ id: number }>`
    select distinct organisation_id as id from tombstone where organisation_id = any(${[...organisations]}::int[])
  `.execute(db);
  return new Set(rows.map(({ id }) => id));
}
