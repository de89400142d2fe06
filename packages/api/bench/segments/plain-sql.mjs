import { sql } from "kysely";

const asMap = (rows) => new Map(rows.map(({ s, c, m, value }) => [JSON.stringify([s, c, m]), value]));

/** What one writes first: NPS over the stored responses; weighted, as the data may be. */
export async function plainNps(db, region) {
  const { rows } = await sql`
    select o.sector_id::text as s, r.channel_id::text as c, date_trunc('month', r.day::timestamp)::date::text as m,
      (100 * (coalesce(sum(r.weight) filter (where get_byte(r.scores, 0) between 9 and 10), 0)
        - coalesce(sum(r.weight) filter (where get_byte(r.scores, 0) <= 6), 0)) / sum(r.weight) filter (where get_byte(r.scores, 0) <= 10))::float8 as value
    from response r join organisation o on o.id = r.organisation_id
    where r.instrument_id = 1 ${region === null ? sql`` : sql`and r.attributes ->> 'region' = ${region}`}
    group by 1, 2, 3
  `.execute(db);
  return asMap(rows);
}

/** The table that one makes for this question: typed columns, the month and the sector stored, and an index that holds all of it. */
export async function makeCovered(db) {
  await sql`
    create table covered as
      select o.sector_id::smallint as sector, r.channel_id::smallint as channel,
        (extract(year from r.day) * 12 + extract(month from r.day) - 1)::smallint as month, get_byte(r.scores, 0)::smallint as recommend,
        r.weight::float8 as weight, r.attributes ->> 'region' as region, r.scores, r.external_id
      from response r join organisation o on o.id = r.organisation_id
  `.execute(db);
  await sql`create index on covered (sector, channel, month, recommend, weight)`.execute(db);
  await sql`create index on covered (region, sector, channel, month, recommend, weight)`.execute(db);
  await sql`vacuum (analyze) covered`.execute(db);
}

export async function coveredNps(db, region) {
  const { rows } = await sql`
    select sector::text as s, channel::text as c, make_date(month / 12, month % 12 + 1, 1)::text as m,
      100 * (coalesce(sum(weight) filter (where recommend between 9 and 10), 0) - coalesce(sum(weight) filter (where recommend <= 6), 0))
        / sum(weight) filter (where recommend <= 10) as value
    from covered ${region === null ? sql`` : sql`where region = ${region}`}
    group by sector, channel, month
  `.execute(db);
  return asMap(rows);
}
