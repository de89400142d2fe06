import { type Kysely, sql } from "kysely";
import type { FollowUpCase, FollowUpSource } from "../plan/follow-ups.ts";
import { groupKey, type GroupValues } from "../plan/scope.ts";
import type { Database } from "./database.ts";
import { groupColumns, responsesOf } from "./scope-query.ts";

/** The cases of a scope, one row a group: their columns as arrays, all in one order. */
interface CaseRow {
  readonly values: GroupValues;
  readonly triggers: readonly string[];
  readonly responded: readonly number[];
  readonly opened: readonly number[];
  readonly contacted: readonly (number | null)[];
  readonly resolved: readonly (number | null)[];
  readonly reopened: readonly (number | null)[];
}

/** Cases from the database: they are few beside the responses, and are not in the segments. */
export function createFollowUpSource(db: Kysely<Database>): FollowUpSource {
  return async (scope) => {
    const groups = groupColumns(scope.by);
    const milliseconds = (column: string) =>
      sql<number[]>`array_agg((extract(epoch from ${sql.ref(column)}) * 1000)::float8)`;
    const rows: readonly CaseRow[] = await responsesOf(db, scope)
      .innerJoin("follow_up as f", (join) =>
        join.onRef("f.organisation_id", "=", "r.organisation_id").onRef("f.response_id", "=", "r.id"),
      )
      .select([
        sql<(string | null)[]>`array[${sql.join(groups)}]::text[]`.as("values"),
        sql<string[]>`array_agg(f.trigger)`.as("triggers"),
        milliseconds("r.responded_at").as("responded"),
        milliseconds("f.opened_at").as("opened"),
        milliseconds("f.contacted_at").as("contacted"),
        milliseconds("f.resolved_at").as("resolved"),
        milliseconds("f.reopened_at").as("reopened"),
      ])
      .$if(groups.length > 0, (query) => query.groupBy([...groups]))
      .having(sql<number>`count(*)`, ">", 0)
      .execute();
    return new Map(rows.map((row) => [groupKey(row.values), casesOf(row)]));
  };
}

function casesOf({ triggers, responded, opened, contacted, resolved, reopened }: CaseRow): readonly FollowUpCase[] {
  return triggers.map((trigger, at) => ({
    trigger,
    respondedAt: responded[at]!,
    openedAt: opened[at]!,
    contactedAt: contacted[at] ?? null,
    resolvedAt: resolved[at] ?? null,
    reopenedAt: reopened[at] ?? null,
  }));
}
