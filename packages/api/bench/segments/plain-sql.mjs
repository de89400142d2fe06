import { sql } from "kysely";

const asMap = (rows) => new Map(rows.map(({ s, c, m, value }) => [JSON.stringify([s, c, m]), value]));

/** NPS from what a condition selects: counts, or sums of a weight when the data has weights. */
export function npsOf(recommend, weight) {
  const sumWhere = (condition) =>
    weight === null
      ? `count(*) filter (where ${recommend} ${condition})`
      : `coalesce(sum(${weight}) filter (where ${recommend} ${condition}), 0)`;
  return `100.0 * (${sumWhere("between 9 and 10")} - ${sumWhere("<= 6")}) / nullif(${sumWhere("<= 10")}, 0)`;
}

/** What one writes first: NPS over the stored responses. */
export async function plainNps(db, region, isWeighted) {
  const { rows } = await sql`
    select o.sector_id::text as s, r.channel_id::text as c, date_trunc('month', r.day::timestamp)::date::text as m,
      (${sql.raw(npsOf("get_byte(r.scores, 0)", isWeighted ? "r.weight" : null))})::float8 as value
    from response r join organisation o on o.id = r.organisation_id
    where r.instrument_id = 1 ${region === null ? sql`` : sql`and r.attributes ->> 'region' = ${region}`}
    group by 1, 2, 3
  `.execute(db);
  return asMap(rows);
}

/** The table that one makes for this question: typed columns, the month and the sector stored, and an index that holds all of it. */
export async function makeCovered(db, isWeighted) {
  await sql`
    create table covered as
      select o.sector_id::smallint as sector, r.channel_id::smallint as channel,
        (extract(year from r.day) * 12 + extract(month from r.day) - 1)::smallint as month, get_byte(r.scores, 0)::smallint as recommend,
        r.weight::float8 as weight, r.attributes ->> 'region' as region, r.scores, r.external_id
      from response r join organisation o on o.id = r.organisation_id
  `.execute(db);
  const asked = sql.raw(`sector, channel, month, recommend${isWeighted ? ", weight" : ""}`);
  await sql`create index on covered (${asked})`.execute(db);
  await sql`create index on covered (region, ${asked})`.execute(db);
  await sql`vacuum (analyze) covered`.execute(db);
}

export async function coveredNps(db, region, isWeighted) {
  const { rows } = await sql`
    select sector::text as s, channel::text as c, make_date(month / 12, month % 12 + 1, 1)::text as m,
      (${sql.raw(npsOf("recommend", isWeighted ? "weight" : null))})::float8 as value
    from covered ${region === null ? sql`` : sql`where region = ${region}`}
    group by sector, channel, month
  `.execute(db);
  return asMap(rows);
}
