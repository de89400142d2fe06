import { sql } from "kysely";
import { COLUMNS, responses, setLog } from "./survey.mjs";
import { middle, timed } from "./timing.mjs";

const ROUNDS = 9;

/**
 * Responses per second by statement size, with the triggers of the log and without, in turns; the ratio is the median of those of
 * the rounds. The rows are ready in a table.
 */
export async function measureIngest(db) {
  const kinds = [
    { name: "one by one", batch: 1, statements: 1_000 },
    { name: "by 500", batch: 500, statements: 20 },
  ];
  const needed = Math.max(...kinds.map(({ batch, statements }) => 2 * ROUNDS * batch * statements));
  await sql`create table ready as select row_number() over ()::int as n, r.* from (${responses(0, needed)}) r`.execute(
    db,
  );
  await sql`create index on ready (n)`.execute(db);
  await sql`vacuum (analyze) ready`.execute(db);
  const measured = [];
  for (const { name, batch, statements } of kinds) {
    let from = 1;
    const rate = async (withLog) => {
      await setLog(db, withLog);
      const milliseconds = await timed(async () => {
        for (let i = 0; i < statements; i++, from += batch) {
          await sql`insert into response (${COLUMNS}) select ${COLUMNS} from ready where n >= ${from} and n < ${from + batch}`.execute(
            db,
          );
        }
      });
      return (batch * statements * 1000) / milliseconds;
    };
    const rounds = [];
    for (let round = 0; round < ROUNDS; round++) rounds.push({ without: await rate(false), withLog: await rate(true) });
    measured.push({
      name,
      without: middle(rounds.map(({ without }) => without)),
      withLog: middle(rounds.map(({ withLog }) => withLog)),
      ratio: middle(rounds.map(({ without, withLog }) => withLog / without)),
    });
    await setLog(db, false);
    await sql`delete from response`.execute(db);
    await sql`delete from change_log`.execute(db);
    for (const name of ["response", "change_log"]) await sql`vacuum ${sql.table(name)}`.execute(db);
  }
  await setLog(db, true);
  await sql`drop table ready`.execute(db);
  return measured;
}
