import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { sql } from "kysely";
import { npsOf } from "./plain-sql.mjs";
import { median } from "./timing.mjs";

/**
 * The same two questions in DuckDB in memory; `null` when it is not there. It is no dependency of Klik (its binary has 70 MB):
 * install @duckdb/node-api anywhere and name the folder in BENCH_DUCKDB.
 *
 * It is loaded once and then stale. Columns are as narrow as they go, and the month is a column.
 */
export async function measureDuckDb(db, repeats, isWeighted) {
  const folder = process.env.BENCH_DUCKDB;
  if (folder === undefined) return null;
  const { DuckDBInstance } = await import(pathToFileURL(join(folder, "lib/index.js")).href).then(
    (module) => module.default ?? module,
  );
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  await connection.run(
    "create table covered (sector tinyint, channel tinyint, month smallint, recommend utinyint, weight double, region varchar)",
  );
  const appender = await connection.createAppender("covered");
  const CHUNK = 200_000;
  for (let offset = 0; ; offset += CHUNK) {
    const { rows } = await sql`
      select string_agg(concat_ws(',', sector, channel, month, recommend, weight, region), ';') as packed from (
        select * from covered where ctid >= ${`(${offset / 50},0)`}::tid and ctid < ${`(${(offset + CHUNK) / 50},0)`}::tid
      ) part
    `.execute(db);
    const { rows: size } = await sql`select pg_relation_size('covered') / 8192 as pages`.execute(db);
    for (const line of rows[0].packed?.split(";") ?? []) {
      const [sector, channel, month, recommend, weight, region] = line.split(",");
      appender.appendTinyInt(Number(sector));
      appender.appendTinyInt(Number(channel));
      appender.appendSmallInt(Number(month));
      appender.appendUTinyInt(Number(recommend));
      appender.appendDouble(Number(weight));
      appender.appendVarchar(region);
      appender.endRow();
    }
    if (offset / 50 > Number(size[0].pages)) break;
  }
  appender.closeSync();
  const ask = (where) => async () => {
    const result = await connection.runAndReadAll(`
      select sector, channel, month, ${npsOf("recommend", isWeighted ? "weight" : null)} as value
      from covered ${where} group by all`);
    return result.getRows();
  };
  const all = await median(ask(""), repeats);
  const filtered = await median(ask("where region = 'region 7'"), repeats);
  connection.closeSync();
  return { all, filtered };
}
