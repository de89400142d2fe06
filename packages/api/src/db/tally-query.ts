import { type Kysely, sql } from "kysely";
import type { Scope } from "../plan/scope.ts";
import type { Database } from "./database.ts";
import { groupColumns, responsesOf, weightOf } from "./scope-query.ts";

/** How often one byte value stands at one slot in one group. */
export interface TallyCellRow {
  readonly values: readonly (string | null)[];
  readonly slot: number;
  /** The stored byte: index of the point on the scale, or a mark that there is no valid answer. */
  readonly mark: number;
  readonly n: number;
  /** Σ weight and Σ weight², exact decimal text. */
  readonly w: string;
  readonly ww: string;
}

/** Cells of all slots and groups of a scope in one statement. The plain path over the raw rows. */
export async function loadTallyCells(
  db: Kysely<Database>,
  scope: Scope,
  slots: readonly number[],
): Promise<readonly TallyCellRow[]> {
  const groups = groupColumns(scope.by);
  const weight = weightOf(scope);
  return responsesOf(db, scope)
    .innerJoin(sql<{ slot: number }>`unnest(${slots}::int[])`.as<"s">(sql`s(slot)`), (join) => join.onTrue())
    .select([
      sql<(string | null)[]>`array[${sql.join(groups)}]::text[]`.as("values"),
      sql<number>`s.slot`.as("slot"),
      // A response from before the question existed is shorter: nobody asked.
      sql<number>`case when s.slot < length(r.scores) then get_byte(r.scores, s.slot) else 255 end`.as("mark"),
      sql<number>`count(*)::int`.as("n"),
      sql<string>`sum(${weight})::text`.as("w"),
      sql<string>`sum(${weight} * ${weight})::text`.as("ww"),
    ])
    .where(weight, "is not", null)
    .groupBy([...groups, sql`s.slot`, sql`mark`])
    .execute();
}
