import { MARK } from "@klik/metrics-core/columns";
import { type Kysely, sql } from "kysely";
import type { RecoveryCell, RecoveryRequest, RecoverySource } from "../plan/recoveries.ts";
import { groupKey, type GroupValues } from "../plan/scope.ts";
import type { Database } from "./database.ts";
import { groupColumns, responsesOf, weightOf } from "./scope-query.ts";

interface CellRow extends RecoveryCell {
  readonly values: GroupValues;
}

export function createRecoverySource(db: Kysely<Database>): RecoverySource {
  return async (request) => {
    const cells = new Map<string, RecoveryCell[]>();
    for (const { values, ...cell } of await loadCells(db, request)) {
      const key = groupKey(values);
      cells.set(key, [...(cells.get(key) ?? []), cell]);
    }
    return cells;
  };
}

/**
 * A person counts once in a group, with the first case that was followed up; and after it with the first valid answer that came after the
 * contact, in whatever group. Who is not known by a key has no answer after.
 */
async function loadCells(
  db: Kysely<Database>,
  { scope, slot, asOf, trigger }: RecoveryRequest,
): Promise<readonly CellRow[]> {
  const values = sql<(string | null)[]>`array[${sql.join(groupColumns(scope.by))}]::text[]`;
  const markOf = (scores: string) =>
    sql<number>`case when ${slot}::int < length(${sql.ref(scores)}) then get_byte(${sql.ref(scores)}, ${slot}::int) else ${sql.lit(MARK.MISSING)} end`;
  const person = sql`coalesce(encode(r.respondent_key, 'hex'), r.id::text)`;
  const weight = weightOf(scope);
  const first = responsesOf(db, scope)
    .innerJoin("follow_up as f", (join) =>
      join.onRef("f.organisation_id", "=", "r.organisation_id").onRef("f.response_id", "=", "r.id"),
    )
    .where("f.opened_at", "<=", asOf)
    .where("f.contacted_at", "<=", asOf)
    .where(weight, "is not", null)
    .$if(trigger !== null, (query) => query.where("f.trigger", "=", trigger!))
    .distinctOn([sql`1`, "r.organisation_id", person])
    .select([
      values.as("values"),
      markOf("r.scores").as("before"),
      sql<string>`${weight}`.as("weight"),
      sql<number | null>`(
        select ${markOf("later.scores")} from response as later
        where later.organisation_id = r.organisation_id and later.instrument_id = r.instrument_id
          and later.respondent_key = r.respondent_key
          and later.responded_at > f.contacted_at and later.responded_at <= ${asOf}
          and ${markOf("later.scores")} < ${sql.lit(MARK.INVALID)}
        order by later.responded_at, later.id limit 1
      )`.as("after"),
    ])
    .orderBy(sql`1`)
    .orderBy("r.organisation_id")
    .orderBy(person)
    .orderBy("r.responded_at")
    .orderBy("r.id");
  return db
    .selectFrom(first.as("p"))
    .select([
      "p.values",
      "p.before",
      "p.after",
      sql<number>`count(*)::int`.as("n"),
      sql<string>`sum(p.weight)::text`.as("w"),
      sql<string>`sum(p.weight * p.weight)::text`.as("ww"),
    ])
    .groupBy(["p.values", "p.before", "p.after"])
    .execute();
}
