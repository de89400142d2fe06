import { sql } from "kysely";
import { DRIVERS } from "./survey.mjs";

const asMap = (rows) => new Map(rows.map(({ s, c, m, value }) => [JSON.stringify([s, c, m]), value]));

/** NPS from what a condition selects: counts, or sums of a weight when the data has weights. */
export function npsOf(recommend, weight) {
  const sumWhere = (condition) =>
    weight === null
      ? `count(*) filter (where ${recommend} ${condition})`
      : `coalesce(sum(${weight}) filter (where ${recommend} ${condition}), 0)`;
  return `100.0 * (${sumWhere("between 9 and 10")} - ${sumWhere("<= 6")}) / nullif(${sumWhere("<= 10")}, 0)`;
}

/** Σ1, Σx and Σxy over the columns `a0`, `a1`, … of who answered all of them: the upper triangle of the Gram, row by row. */
export function gramOf(from) {
  const names = DRIVERS.map((slot) => `a${slot}`);
  const sums = names.map((a) => `sum(${a})`);
  const products = names.flatMap((a, i) => names.slice(i).map((b) => `sum(${a} * ${b})`));
  const columns = ["count(*)", ...sums, ...products].map((sum, i) => `(${sum})::float8 as x${i}`);
  return `select ${columns.join(", ")} from ${from} where ${names.map((name) => `${name} < 200`).join(" and ")}`;
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

/** NPS with the weights of a named weighting. */
export async function plainWeighted(db, weighting) {
  const { rows } = await sql`
    select o.sector_id::text as s, r.channel_id::text as c, date_trunc('month', r.day::timestamp)::date::text as m,
      (${sql.raw(npsOf("get_byte(r.scores, 0)", "w.weight"))})::float8 as value
    from response_weight w join response r on r.organisation_id = w.organisation_id and r.id = w.response_id
      join organisation o on o.id = r.organisation_id
    where r.instrument_id = 1 and w.weighting_id = (select id from weighting where instrument_id = 1 and name = ${weighting})
    group by 1, 2, 3
  `.execute(db);
  return asMap(rows);
}

/** The Gram over the stored responses. */
export async function plainGram(db) {
  const columns = DRIVERS.map((slot) => `get_byte(scores, ${slot}) as a${slot}`).join(", ");
  const { rows } = await sql.raw(gramOf(`(select ${columns} from response where instrument_id = 1) r`)).execute(db);
  return Object.values(rows[0]);
}

/** The table that one makes for these questions: typed columns, the month and the sector stored, and an index for each that holds all of it. */
export async function makeCovered(db, isWeighted) {
  const columns = DRIVERS.map((slot) => `get_byte(r.scores, ${slot})::smallint as a${slot}`).join(", ");
  await sql`
    create unlogged table covered as
      select o.sector_id::smallint as sector, r.channel_id::smallint as channel,
        (extract(year from r.day) * 12 + extract(month from r.day) - 1)::smallint as month,
        r.weight::float8 as weight, r.attributes ->> 'region' as region, ${sql.raw(columns)}
      from response r join organisation o on o.id = r.organisation_id
  `.execute(db);
  const asked = sql.raw(`sector, channel, month, a0${isWeighted ? ", weight" : ""}`);
  await sql`create index on covered (${asked})`.execute(db);
  await sql`create index on covered (region, ${asked})`.execute(db);
  await sql`create index on covered (${sql.raw(DRIVERS.map((slot) => `a${slot}`).join(", "))})`.execute(db);
  await sql`vacuum (analyze) covered`.execute(db);
}

export async function dropCovered(db) {
  await sql`drop table covered cascade`.execute(db);
}

export async function coveredNps(db, region, isWeighted) {
  const { rows } = await sql`
    select sector::text as s, channel::text as c, make_date(month / 12, month % 12 + 1, 1)::text as m,
      (${sql.raw(npsOf("a0", isWeighted ? "weight" : null))})::float8 as value
    from covered ${region === null ? sql`` : sql`where region = ${region}`}
    group by sector, channel, month
  `.execute(db);
  return asMap(rows);
}

export async function coveredGram(db) {
  const { rows } = await sql.raw(gramOf("covered")).execute(db);
  return Object.values(rows[0]);
}

/** The answers to one question kept ready: fast, and as old as its last refresh. */
export async function makeView(db) {
  await sql`
    create materialized view ready_nps as
      select o.sector_id as sector, r.channel_id as channel, date_trunc('month', r.day::timestamp)::date as month,
        ${sql.raw(npsOf("get_byte(r.scores, 0)", null))} as value
      from response r join organisation o on o.id = r.organisation_id where r.instrument_id = 1 group by 1, 2, 3
  `.execute(db);
}

export async function refreshView(db) {
  await sql`refresh materialized view ready_nps`.execute(db);
}

export async function viewedNps(db) {
  const { rows } = await sql`
    select sector::text as s, channel::text as c, month::text as m, value::float8 as value from ready_nps
  `.execute(db);
  return asMap(rows);
}

export async function dropView(db) {
  await sql`drop materialized view ready_nps`.execute(db);
}
