import { type Kysely, sql } from "kysely";
import type { Scope } from "../plan/scope.ts";
import type { SegmentRow } from "../plan/summaries.ts";
import type { Database } from "./database.ts";
import { groupColumns, responsesOf, weightOf } from "./scope-query.ts";

/** The groups of a scope with their number of responses, in the order of their values. */
export async function findSegments(db: Kysely<Database>, scope: Scope): Promise<readonly SegmentRow[]> {
  const groups = groupColumns(scope.by);
  const rows = await responsesOf(db, scope)
    .select([
      sql<(string | null)[]>`array[${sql.join(groups)}]::text[]`.as("values"),
      sql<number>`count(*)::int`.as("responses"),
    ])
    .$if(scope.weighting !== undefined, (query) =>
      query.select(sql<number>`(count(*) - count(${weightOf(scope)}))::int`.as("withoutWeight")),
    )
    .$if(groups.length > 0, (query) => query.groupBy([...groups]).orderBy("values"))
    .execute();
  return rows;
}
