import { MARK } from "@klik/metrics-core/columns";
import { type Kysely, sql } from "kysely";
import type { OutcomeCell, OutcomeRequest, OutcomeSource } from "../plan/customer-outcomes.ts";
import { groupKey, type GroupValues } from "../plan/scope.ts";
import type { Database } from "./database.ts";
import { groupColumns, responsesOf, weightOf } from "./scope-query.ts";

interface CellRow extends Omit<OutcomeCell, "margins"> {
  readonly values: GroupValues;
  readonly margin_n: number;
  readonly margin_sum: number;
  readonly margin_w: number;
  readonly margin_weighted: number;
}

export function createOutcomeSource(db: Kysely<Database>): OutcomeSource {
  return async (request) => {
    const cells = new Map<string, OutcomeCell[]>();
    for (const { values, margin_n, margin_sum, margin_w, margin_weighted, ...cell } of await loadCells(db, request)) {
      const margins = { n: margin_n, sum: margin_sum, w: margin_w, weighted: margin_weighted };
      const key = groupKey(values);
      cells.set(key, [...(cells.get(key) ?? []), { ...cell, margins }]);
    }
    return cells;
  };
}

/**
 * A customer counts once in a group, with the first response that answers the question: its window begins there. Responses of nobody known
 * count each by itself.
 */
async function loadCells(db: Kysely<Database>, { scope, slot, days }: OutcomeRequest): Promise<readonly CellRow[]> {
  const values = sql<(string | null)[]>`array[${sql.join(groupColumns(scope.by))}]::text[]`;
  const mark = sql<number>`case when ${slot}::int < length(r.scores) then get_byte(r.scores, ${slot}::int) else ${sql.lit(MARK.MISSING)} end`;
  const customer = sql`coalesce(encode(r.respondent_key, 'hex'), r.id::text)`;
  const end = sql`r.responded_at + make_interval(hours => ${days * 24}::int)`;
  const weight = weightOf(scope);
  const first = responsesOf(db, scope)
    .leftJoin("customer_outcome as c", (join) =>
      join.onRef("c.organisation_id", "=", "r.organisation_id").onRef("c.respondent_key", "=", "r.respondent_key"),
    )
    .where(weight, "is not", null)
    .distinctOn([sql`1`, "r.organisation_id", customer])
    .select([
      values.as("values"),
      mark.as("mark"),
      sql<string>`${weight}`.as("weight"),
      "c.margin",
      sql<OutcomeCell["outcome"]>`case
        when c.left_at <= r.responded_at then 'before'
        when c.left_at <= ${end} then 'churned'
        when c.observed_until >= ${end} then 'stayed'
        else 'unknown' end`.as("outcome"),
    ])
    .orderBy(sql`1`)
    .orderBy("r.organisation_id")
    .orderBy(customer)
    .orderBy(sql`${mark} >= ${sql.lit(MARK.INVALID)}`)
    .orderBy("r.responded_at")
    .orderBy("r.id");
  return db
    .selectFrom(first.as("f"))
    .select([
      "f.values",
      "f.mark",
      "f.outcome",
      sql<number>`count(*)::int`.as("n"),
      sql<string>`sum(f.weight)::text`.as("w"),
      sql<string>`sum(f.weight * f.weight)::text`.as("ww"),
      sql<number>`count(f.margin)::int`.as("margin_n"),
      sql<number>`coalesce(sum(f.margin), 0)::float8`.as("margin_sum"),
      sql<number>`coalesce(sum(f.weight) filter (where f.margin is not null), 0)::float8`.as("margin_w"),
      sql<number>`coalesce(sum(f.weight * f.margin), 0)::float8`.as("margin_weighted"),
    ])
    .groupBy(["f.values", "f.mark", "f.outcome"])
    .execute();
}
