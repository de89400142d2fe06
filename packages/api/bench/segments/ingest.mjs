import { sql } from "kysely";
import { COLUMNS, responses } from "./survey.mjs";
import { timed } from "./timing.mjs";

const ROUNDS = 5;

/** Responses per second by statement size, with the triggers of the log and without, in turns. The rows are ready in a table. */
export async function measureIngest(db) {
  await sql`create table ready as select row_number() over ()::int as n, r.* from (${responses(0, 120_000)}) r`.execute(
    db,
  );
  await sql`create index on ready (n)`.execute(db);
  await sql`vacuum (analyze) ready`.execute(db);
  const measured = [];
  for (const { name, batch, statements } of [
    { name: "one by one", batch: 1, statements: 1_000 },
    { name: "by 500", batch: 500, statements: 20 },
  ]) {
    const rates = { without: [], withLog: [] };
    let from = 1;
    for (let round = 0; round < 2 * ROUNDS; round++) {
      const kind = round % 2 === 0 ? "without" : "withLog";
      await setTriggers(db, kind === "withLog");
      const milliseconds = await timed(async () => {
        for (let i = 0; i < statements; i++, from += batch) {
          await sql`insert into response (${COLUMNS}) select ${COLUMNS} from ready where n >= ${from} and n < ${from + batch}`.execute(
            db,
          );
        }
      });
      rates[kind].push((batch * statements * 1000) / milliseconds);
    }
    measured.push({ name, without: middle(rates.without), withLog: middle(rates.withLog) });
    await setTriggers(db, false);
    await sql`delete from response`.execute(db);
    await sql`delete from change_log`.execute(db);
    for (const table of ["response", "change_log"]) await sql`vacuum ${sql.table(table)}`.execute(db);
  }
  await setTriggers(db, true);
  await sql`drop table ready`.execute(db);
  return measured;
}

async function setTriggers(db, enabled) {
  const state = enabled ? sql`enable always` : sql`disable`;
  for (const event of ["insert", "update", "delete"]) {
    await sql`alter table response ${state} trigger ${sql.ref(`response_log_${event}`)}`.execute(db);
  }
}

const middle = (values) => values.sort((a, b) => a - b)[values.length >> 1];
