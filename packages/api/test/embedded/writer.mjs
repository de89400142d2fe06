// Started by embedded.test.ts: opens the embedded database in the directory of its argument and commits rows for ever,
// telling each one when the database has confirmed it. Runs what tsc made, as a started Klik does.
import { sql } from "kysely";
import { connect } from "../../dist/db/connect.js";
import { startEmbedded } from "../../dist/embedded/start-embedded.js";

const { address } = await startEmbedded({ directory: process.argv[2] });
const db = connect(address);
await sql`create table if not exists written (n int primary key)`.execute(db);
for (let n = 1; ; n++) {
  await sql`insert into written values (${n})`.execute(db);
  process.stdout.write(`${n}\n`);
}
