import { rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { sql } from "kysely";
import { gramOf, npsOf } from "./plain-sql.mjs";
import { DRIVERS } from "./survey.mjs";

/**
 * The same questions to DuckDB in memory; `null` when it is not there. It is no dependency of Klik (its binary has 70 MB): install
 * @duckdb/node-api anywhere and name its folder in BENCH_DUCKDB.
 *
 * It is loaded once and then stale. Columns are as narrow as they go, and the month is a column.
 *
 * @param directory - where the database server can write a file that this process can read
 */
export async function openDuckDb(db, directory, isWeighted) {
  const folder = process.env.BENCH_DUCKDB;
  if (folder === undefined || directory === null) return null;
  const module = await import(pathToFileURL(join(folder, "lib/index.js")).href);
  const { DuckDBInstance, version } = module.default ?? module;
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const file = join(directory, "covered.csv");
  const answers = DRIVERS.map((slot) => `a${slot}`);
  await sql
    .raw(`copy covered (sector, channel, month, weight, region, ${answers.join(", ")}) to '${file}' (format csv)`)
    .execute(db);
  await connection.run(`create table covered (sector tinyint, channel tinyint, month smallint, weight double, region varchar,
    ${answers.map((name) => `${name} utinyint`).join(", ")})`);
  await connection.run(`copy covered from '${file}'`);
  rmSync(file);
  const rowsOf = async (text) => (await connection.runAndReadAll(text)).getRows();
  const npsBy = (where) => async () => {
    const rows = await rowsOf(`select sector, channel, month, ${npsOf("a0", isWeighted ? "weight" : null)} as value
      from covered ${where} group by all`);
    return new Map(rows.map(([s, c, m, value]) => [JSON.stringify([`${s}`, `${c}`, dateOf(m)]), value]));
  };
  return {
    version: version(),
    setThreads: (threads) => connection.run(`set threads = ${threads}`),
    nps: npsBy(""),
    filtered: npsBy("where region = 'region 7'"),
    // Products of small numbers would be small numbers.
    gram: async () => Object.values((await rowsOf(gramOf("covered").replaceAll(/\b(a\d)( \*|\))/g, "$1::int$2")))[0]),
    close: () => connection.closeSync(),
  };
}

const dateOf = (month) => `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}-01`;
