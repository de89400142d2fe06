import { type Kysely, sql, type Transaction } from "kysely";
import { CLOCK_SKEW_MILLISECONDS } from "../clock-skew.ts";
import type { Database } from "../db/database.ts";
import { InputError, type InputIssue, shown } from "../input-error.ts";
import { LIMITS } from "../limits.ts";
import { holdOffErasure } from "../ingest/erased.ts";
import { hashRespondentKey } from "../ingest/fingerprint.ts";

/** All that is known of what one customer did; it replaces what was known. */
export interface CustomerOutcome {
  /** Code. */
  readonly organisation: string;
  /** As in the responses. */
  readonly respondentKey: string;
  readonly observedUntil: Date;
  /** `null`: the customer had not left by then. */
  readonly leftAt: Date | null;
  /** Money in a year; `null`: not known. */
  readonly margin: number | null;
}

export interface RecordedOutcomes {
  readonly recorded: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Customers who were erased: nothing is kept of them. */
  readonly erased: number;
}

/**
 * Takes what customers did, all or nothing. Sent again it changes nothing.
 *
 * @throws InputError `INPUT_INVALID` with all that is to mend
 */
export async function recordOutcomes(
  db: Kysely<Database>,
  outcomes: readonly CustomerOutcome[],
): Promise<RecordedOutcomes> {
  return db.transaction().execute(async (trx) => {
    await holdOffErasure(trx);
    const organisations = await organisationsOf(trx, outcomes);
    const issues = outcomes.flatMap((outcome, at) => issuesOf(outcome, at, organisations));
    issues.push(...twice(outcomes));
    if (issues.length > 0) throw new InputError("INPUT_INVALID", `outcomes: ${issues.length} to mend`, issues);
    const found = await findKnown(trx, outcomes, organisations);
    const kinds = found.map((known, at) => kindOf(outcomes[at]!, known));
    await store(
      trx,
      found.flatMap((known, at) =>
        kinds[at] === "recorded" || kinds[at] === "changed" ? [{ ...known, outcome: outcomes[at]! }] : [],
      ),
    );
    const count = (kind: string): number => kinds.filter((each) => each === kind).length;
    return {
      recorded: count("recorded"),
      changed: count("changed"),
      unchanged: count("unchanged"),
      erased: count("erased"),
    };
  });
}

async function organisationsOf(
  trx: Transaction<Database>,
  outcomes: readonly CustomerOutcome[],
): Promise<ReadonlyMap<string, number>> {
  // Postgres refuses a text with a NUL; no organisation has one.
  const codes = [...new Set(outcomes.map(({ organisation }) => organisation))].filter((code) => !code.includes("\0"));
  const { rows } = await sql<{ id: number; code: string }>`
    select id, code from organisation where code = any(${codes}::text[])
  `.execute(trx);
  return new Map(rows.map(({ id, code }) => [code, id]));
}

function issuesOf(
  { organisation, respondentKey, observedUntil, leftAt, margin }: CustomerOutcome,
  at: number,
  organisations: ReadonlyMap<string, number>,
): readonly InputIssue[] {
  const issues: InputIssue[] = [];
  const issue = (field: string, expected: string, got: unknown): number =>
    issues.push({ path: `outcomes[${at}].${field}`, expected, got: shown(got) });
  if (!organisations.has(organisation)) issue("organisation", "the code of an organisation", organisation);
  if (keyOf(respondentKey) === "" || respondentKey.includes("\0"))
    issue("respondentKey", "the key of a respondent", "an empty one, or one with a NUL");
  if (observedUntil < FIRST_MOMENT || observedUntil.getTime() > Date.now() + CLOCK_SKEW_MILLISECONDS)
    issue("observedUntil", "a moment since 1900 that has passed", observedUntil.toISOString());
  if (leftAt !== null && (leftAt < FIRST_MOMENT || leftAt > observedUntil))
    issue("leftAt", "a moment since 1900 and not after observedUntil", leftAt.toISOString());
  if (margin !== null && !(Math.abs(margin) < LIMITS.margin))
    issue("margin", "an amount of less than 1,000,000,000,000", margin);
  return issues;
}

const FIRST_MOMENT = new Date("1900-01-01T00:00:00Z");

/** As imports read it. */
const keyOf = (respondentKey: string): string => respondentKey.trim();

function twice(outcomes: readonly CustomerOutcome[]): readonly InputIssue[] {
  const seen = new Set<string>();
  return outcomes.flatMap(({ organisation, respondentKey }, at) => {
    const key = JSON.stringify([organisation, keyOf(respondentKey)]);
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [{ path: `outcomes[${at}]`, expected: "every customer once", got: "one that stands above" }];
  });
}

interface KnownOutcome {
  readonly organisation_id: number;
  readonly respondent_key: Buffer;
  readonly is_erased: boolean;
  /** `null`: nothing was known. */
  readonly observed_until: Date | null;
  readonly left_at: Date | null;
  readonly margin: string | null;
}

/** What is known of each customer so far, in the order of the outcomes. */
async function findKnown(
  trx: Transaction<Database>,
  outcomes: readonly CustomerOutcome[],
  organisations: ReadonlyMap<string, number>,
): Promise<readonly KnownOutcome[]> {
  const { respondent_salt: salt } = await trx
    .selectFrom("operator")
    .select("respondent_salt")
    .executeTakeFirstOrThrow();
  const ids = outcomes.map(({ organisation }) => organisations.get(organisation)!); // issuesOf holds it
  const hashes = outcomes.map(({ respondentKey }, at) => hashRespondentKey(salt, ids[at]!, keyOf(respondentKey)));
  const { rows } = await sql<KnownOutcome>`
    select s.organisation_id, s.respondent_key, t.hash is not null as is_erased, c.observed_until, c.left_at, c.margin
    from unnest(${ids}::int[], ${hashes}::bytea[]) with ordinality as s (organisation_id, respondent_key, at)
    left join tombstone as t on t.organisation_id = s.organisation_id and t.hash = s.respondent_key
    left join customer_outcome as c on c.organisation_id = s.organisation_id and c.respondent_key = s.respondent_key
    order by s.at
  `.execute(trx);
  return rows;
}

function kindOf(outcome: CustomerOutcome, known: KnownOutcome): "recorded" | "changed" | "unchanged" | "erased" {
  if (known.is_erased) return "erased";
  if (known.observed_until === null) return "recorded";
  const same =
    outcome.observedUntil.getTime() === known.observed_until.getTime() &&
    outcome.leftAt?.getTime() === known.left_at?.getTime() &&
    (outcome.margin === null) === (known.margin === null) &&
    Number(roundedMargin(outcome.margin)) === Number(known.margin);
  return same ? "unchanged" : "changed";
}

/** To millionths. */
const roundedMargin = (margin: number | null): string | null => (margin === null ? null : margin.toFixed(6));

async function store(
  trx: Transaction<Database>,
  outcomes: readonly (KnownOutcome & { readonly outcome: CustomerOutcome })[],
): Promise<void> {
  if (outcomes.length === 0) return;
  await trx
    .insertInto("customer_outcome")
    .values(
      outcomes.map(({ organisation_id, respondent_key, outcome }) => ({
        organisation_id,
        respondent_key,
        observed_until: outcome.observedUntil,
        left_at: outcome.leftAt,
        margin: roundedMargin(outcome.margin),
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(["organisation_id", "respondent_key"]).doUpdateSet((eb) => ({
        observed_until: eb.ref("excluded.observed_until"),
        left_at: eb.ref("excluded.left_at"),
        margin: eb.ref("excluded.margin"),
      })),
    )
    .execute();
}
