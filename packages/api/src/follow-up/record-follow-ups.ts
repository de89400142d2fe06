import { type Kysely, sql, type Transaction } from "kysely";
import { CLOCK_SKEW_MILLISECONDS } from "../clock-skew.ts";
import type { Database } from "../db/database.ts";
import { InputError, type InputIssue, shown } from "../input-error.ts";

/** What is known of one case. A moment that is left out stays as it was; `null` takes it back. */
export interface FollowUpRecord {
  /** Code. */
  readonly organisation: string;
  /** Of the response. */
  readonly externalId: string;
  /** Needed of a case that is new. */
  readonly trigger?: string | undefined;
  /** Left out of a case that is new: now. */
  readonly openedAt?: Date | undefined;
  readonly contactedAt?: Date | null | undefined;
  readonly resolvedAt?: Date | null | undefined;
  readonly reopenedAt?: Date | null | undefined;
}

export interface RecordedFollowUps {
  readonly opened: number;
  readonly changed: number;
  readonly unchanged: number;
}

/**
 * Opens cases and notes what was done about them, all or nothing. Sent again it changes nothing.
 *
 * @throws InputError `INPUT_INVALID` with all that is to mend
 */
export async function recordFollowUps(
  db: Kysely<Database>,
  instrumentId: number,
  records: readonly FollowUpRecord[],
): Promise<RecordedFollowUps> {
  return db.transaction().execute(async (trx) => {
    const found = await findCases(trx, instrumentId, records);
    const drafts = records.map((record, at) => draftOf(record, found[at] ?? null));
    const issues = drafts.flatMap((draft, at) => issuesOf(draft, at, found[at] ?? null));
    issues.push(...twice(found));
    if (issues.length > 0)
      throw new InputError(
        "INPUT_INVALID",
        `followUps: expected follow-ups of responses, got ${issues[0]!.got}`,
        issues,
      );
    const kinds = drafts.map((draft, at) => kindOf(draft, found[at]!));
    await store(
      trx,
      drafts.flatMap((draft, at) => (kinds[at] === "unchanged" ? [] : [{ draft, found: found[at]! }])),
    );
    const count = (kind: string): number => kinds.filter((each) => each === kind).length;
    return { opened: count("opened"), changed: count("changed"), unchanged: count("unchanged") };
  });
}

interface FoundCase {
  readonly organisation_id: number;
  readonly response_id: string;
  readonly now: Date;
  readonly responded_at: Date;
  readonly trigger: string | null;
  readonly opened_at: Date | null;
  readonly contacted_at: Date | null;
  readonly resolved_at: Date | null;
  readonly reopened_at: Date | null;
}

/** The responses with the cases that they have, in the order of the records; `undefined` where there is no such response. Locks them. */
async function findCases(
  trx: Transaction<Database>,
  instrumentId: number,
  records: readonly FollowUpRecord[],
): Promise<readonly (FoundCase | undefined)[]> {
  // Postgres refuses a text with a NUL; nothing is called so.
  const text = (value: string): string => (value.includes("\0") ? "" : value);
  const { rows } = await sql<FoundCase & { readonly at: number }>`
    select s.at::int as at, now() as now, r.organisation_id, r.id as response_id, r.responded_at,
      f.trigger, f.opened_at, f.contacted_at, f.resolved_at, f.reopened_at
    from unnest(${records.map(({ organisation }) => text(organisation))}::text[], ${records.map(({ externalId }) => text(externalId))}::text[])
      with ordinality as s (organisation, external_id, at)
    join organisation as o on o.code = s.organisation
    join response as r on r.organisation_id = o.id and r.instrument_id = ${instrumentId} and r.external_id = s.external_id
    left join follow_up as f on f.organisation_id = r.organisation_id and f.response_id = r.id
    order by r.organisation_id, r.id
    for no key update of r
  `.execute(trx);
  const found = new Array<FoundCase | undefined>(records.length).fill(undefined);
  for (const row of rows) found[row.at - 1] = row;
  return found;
}

interface Draft {
  readonly trigger: string | null;
  readonly openedAt: Date | null;
  readonly contactedAt: Date | null;
  readonly resolvedAt: Date | null;
  readonly reopenedAt: Date | null;
}

const MOMENTS = ["openedAt", "contactedAt", "resolvedAt", "reopenedAt"] as const;

function draftOf(record: FollowUpRecord, found: FoundCase | null): Draft {
  const moment = (given: Date | null | undefined, stored: Date | null | undefined): Date | null =>
    given === undefined ? (stored ?? null) : given;
  return {
    trigger: record.trigger ?? found?.trigger ?? null,
    openedAt: record.openedAt ?? found?.opened_at ?? found?.now ?? null,
    contactedAt: moment(record.contactedAt, found?.contacted_at),
    resolvedAt: moment(record.resolvedAt, found?.resolved_at),
    reopenedAt: moment(record.reopenedAt, found?.reopened_at),
  };
}

function issuesOf(draft: Draft, at: number, found: FoundCase | null): readonly InputIssue[] {
  const issue = (field: string, expected: string, got: unknown): InputIssue => ({
    path: `followUps[${at}].${field}`,
    expected,
    got: shown(got instanceof Date ? got.toISOString() : got),
  });
  if (found === null) return [issue("externalId", "the external id of a response of this organisation", "another")];
  const { trigger, contactedAt, resolvedAt, reopenedAt } = draft;
  const issues: InputIssue[] = [];
  if (trigger === null || trigger.trim() === "" || trigger.length > 200 || trigger.includes("\0"))
    issues.push(issue("trigger", "1 to 200 characters for a case that is new", trigger ?? undefined));
  const latest = found.now.getTime() + CLOCK_SKEW_MILLISECONDS;
  for (const name of MOMENTS) {
    const moment = draft[name];
    if (moment === null) continue;
    if (moment < found.responded_at || moment.getTime() > latest)
      issues.push(issue(name, "a moment after the response that has passed", moment));
  }
  if (contactedAt !== null && resolvedAt !== null && resolvedAt < contactedAt)
    issues.push(issue("resolvedAt", "a moment at or after contactedAt", resolvedAt));
  if (reopenedAt !== null && (resolvedAt === null || reopenedAt < resolvedAt))
    issues.push(issue("reopenedAt", "a moment at or after resolvedAt", reopenedAt));
  return issues;
}

function twice(found: readonly (FoundCase | undefined)[]): readonly InputIssue[] {
  const seen = new Set<string>();
  return found.flatMap((one, at) => {
    if (one === undefined) return [];
    const key = `${one.organisation_id} ${one.response_id}`;
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [{ path: `followUps[${at}].externalId`, expected: "every response once", got: "one that stands above" }];
  });
}

function kindOf(draft: Draft, found: FoundCase): "opened" | "changed" | "unchanged" {
  if (found.trigger === null) return "opened";
  const same = (a: Date | null, b: Date | null): boolean => a?.getTime() === b?.getTime();
  return draft.trigger === found.trigger &&
    same(draft.openedAt, found.opened_at) &&
    same(draft.contactedAt, found.contacted_at) &&
    same(draft.resolvedAt, found.resolved_at) &&
    same(draft.reopenedAt, found.reopened_at)
    ? "unchanged"
    : "changed";
}

async function store(
  trx: Transaction<Database>,
  cases: readonly { readonly draft: Draft; readonly found: FoundCase }[],
): Promise<void> {
  if (cases.length === 0) return;
  await trx
    .insertInto("follow_up")
    .values(
      cases.map(({ draft, found }) => ({
        organisation_id: found.organisation_id,
        response_id: found.response_id,
        trigger: draft.trigger!, // issuesOf holds it and openedAt
        opened_at: draft.openedAt!,
        contacted_at: draft.contactedAt,
        resolved_at: draft.resolvedAt,
        reopened_at: draft.reopenedAt,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(["organisation_id", "response_id"]).doUpdateSet((eb) => ({
        trigger: eb.ref("excluded.trigger"),
        opened_at: eb.ref("excluded.opened_at"),
        contacted_at: eb.ref("excluded.contacted_at"),
        resolved_at: eb.ref("excluded.resolved_at"),
        reopened_at: eb.ref("excluded.reopened_at"),
      })),
    )
    .execute();
}
