import { type Expression, type Kysely, type RawBuilder, type SelectQueryBuilder, type SqlBool, sql } from "kysely";
import type { Audience, GroupBy, ResponseFilter, Scope } from "../plan/scope.ts";
import type { Database } from "./database.ts";

/** The audiences by their stored code. */
export const AUDIENCE_CODES: Readonly<Record<Audience, number>> = { CUSTOMER: 1, EMPLOYEE: 2, ORGANISATION: 3 };

type Responses = Database & { readonly r: Database["response"]; readonly o: Database["organisation"] };

/** The responses of a scope, not yet grouped: `r` is the response, `o` its organisation, `w` its weight in a stored weighting. */
export function responsesOf(
  db: Kysely<Database>,
  { instrumentId, visible, where, weighting }: Scope,
): SelectQueryBuilder<Responses, "r" | "o", object> {
  return db
    .selectFrom("response as r")
    .innerJoin("organisation as o", "o.id", "r.organisation_id")
    .$if(weighting !== undefined, (query) =>
      query.leftJoin("response_weight as w", (join) =>
        join
          .onRef("w.organisation_id", "=", "r.organisation_id")
          .onRef("w.response_id", "=", "r.id")
          .on("w.weighting_id", "=", weightingNamed(instrumentId, weighting!)),
      ),
    )
    .where("r.instrument_id", "=", instrumentId)
    .$if(visible !== "all", (query) => query.where(sql<boolean>`r.organisation_id = any(${visible}::int[])`))
    .where(({ and }) => and(conditions(where))) as unknown as SelectQueryBuilder<Responses, "r" | "o", object>; // the aliases are in the statement, not in the type that kysely infers
}

/** What a response counts as; null where it has no weight in the weighting of the scope. */
export const weightOf = ({ weighting }: Scope): Expression<string | null> =>
  sql.ref(weighting === undefined ? "r.weight" : "w.weight");

/** Its id, found in the statement that uses it: raking anew gives it another. */
const weightingNamed = (instrumentId: number, name: string): RawBuilder<number> =>
  sql`(select id from weighting where instrument_id = ${instrumentId} and name = ${name})`;

/** Columns g0, g1, …: one per thing to group by, as text. Ids for categories, the first day for periods. */
export function groupColumns(by: readonly GroupBy[]): readonly Expression<string | null>[] {
  return by.map((group) => {
    switch (group.kind) {
      case "dimension":
        return DIMENSION_COLUMNS[group.dimension];
      case "period":
        return sql<string>`date_trunc(${sql.lit(group.grain.toLowerCase())}, r.day::timestamp)::date::text`;
      case "attribute":
        return sql<string | null>`r.attributes ->> ${sql.lit(group.name)}`;
      default:
        return group satisfies never;
    }
  });
}

const DIMENSION_COLUMNS = {
  ORGANISATION: sql<string>`r.organisation_id::text`,
  SECTOR: sql<string | null>`o.sector_id::text`,
  CHANNEL: sql<string | null>`r.channel_id::text`,
  TOUCHPOINT: sql<string | null>`r.touchpoint_id::text`,
  AUDIENCE: sql<string>`r.audience::text`,
};

/** What a response `r` of an organisation `o` must meet. */
export function conditions(where: ResponseFilter): Expression<SqlBool>[] {
  const list: Expression<SqlBool>[] = [];
  const oneOf = (
    table: "organisation" | "sector" | "channel" | "touchpoint",
    column: string,
    codes: readonly string[] | undefined,
  ): void => {
    if (codes !== undefined)
      list.push(sql`${sql.ref(column)} in (select id from ${sql.table(table)} where code = any(${textArray(codes)}))`);
  };
  oneOf("organisation", "r.organisation_id", where.organisations);
  oneOf("sector", "o.sector_id", where.sectors);
  oneOf("channel", "r.channel_id", where.channels);
  oneOf("touchpoint", "r.touchpoint_id", where.touchpoints);
  if (where.audiences !== undefined)
    list.push(sql`r.audience = any(${where.audiences.map((each) => AUDIENCE_CODES[each])}::smallint[])`);
  if (where.from !== undefined) list.push(sql`r.day >= ${where.from}::date`);
  if (where.until !== undefined) list.push(sql`r.day < ${where.until}::date`);
  for (const { name, in: values } of where.attributes ?? [])
    list.push(sql`r.attributes ->> ${name} = any(${textArray(values)})`);
  return list;
}

const textArray = (values: readonly string[]): Expression<unknown> => sql`${values}::text[]`;
