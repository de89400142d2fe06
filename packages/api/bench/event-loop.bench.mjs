// How long the process is busy with one thing: see README.md. `node packages/api/bench/event-loop.bench.mjs [drivers on so many responses] [counts so many]`
import { readFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { maintenance } from "../dist/access/bound-database.js";
import { createApi } from "../dist/api.js";
import { ColumnStore } from "../dist/columns/column-source.js";
import { foldEverything } from "../dist/columns/maintain.js";
import { connect } from "../dist/db/connect.js";
import { migrateToLatest } from "../dist/db/migrate.js";
import { startPostgres } from "./segments/postgres.mjs";
import { COLUMNS, createQuestions, createSurvey, responses } from "./segments/survey.mjs";

const ROWS = Number(process.argv[2] ?? 400_000);
const COUNTED = Number(process.argv[3] ?? 10_000_000);

// Work for threads: what looks at the answers of every person.
const ANALYSIS = `drivers(outcome: "mark") { n importancePerformance { drivers { quadrant } }
    impactRangePerformance { drivers { quadrant } } }
  pairwise: drivers(outcome: "mark", missing: PAIRWISE) { n fit { rSquared } }`;
const CERTAINTY = `drivers(outcome: "mark") { n certainty { replications drivers { code first } differences { greater } } }`;
const METRICS = ["recommend: nps", "waiting: satisfaction", "mark: satisfaction"]
  .map((one) => `${one}(question: "${one.split(":")[0]}") { value interval { low high } base { valid } }`)
  .join("\n");
const count = (by) =>
  `{ segments(instrument: "cx", by: [${by}], first: 5000) { totalCount nodes { responses ${METRICS} } } }`;

const postgres = await startPostgres();
const db = connect({ ...postgres.address, max: 4 });
try {
  await migrateToLatest(db);
  const bound = maintenance(db);
  await createSurvey(db);
  await createQuestions(db);
  await sql`insert into response (${COLUMNS}) ${responses(0, ROWS)}`.execute(bound);
  await foldEverything(bound);

  console.log(`## Event loop\n`);
  console.log(
    `${cpus().length} x ${cpus()[0].model}, Node ${process.versions.node}; load ${loadavg()[0].toFixed(1)} at the start.\n`,
  );
  console.log(
    "| | took, s | longest block, ms of CPU | longest delay, ms | p99, ms | main thread busy |\n| --- | --- | --- | --- | --- | --- |",
  );
  await row("nothing (what the machine itself delays)", () => sleep(5_000));
  const api = createApi({ db, columns: new ColumnStore(db) });
  const ask = (query) => async () => {
    const answer = await api.fetch("http://localhost/graphql", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query }),
    });
    const { errors } = await answer.json();
    if (errors !== undefined) throw new Error(JSON.stringify(errors));
  };
  const million = (n) => `${(n / 1e6).toFixed(1)} M`;
  await row(`drivers, ${million(ROWS)} responses`, ask(`{ segments(instrument: "cx") { nodes { ${ANALYSIS} } } }`));
  await row(
    `certainty, ${million(ROWS)} responses, 1,000 samples`,
    ask(`{ segments(instrument: "cx") { nodes { ${CERTAINTY} } } }`),
  );
  await row(
    `drivers of 5,000 segments, ${million(ROWS)} responses`,
    ask(`{ segments(instrument: "cx", by: [{ period: DAY }, { dimension: SECTOR }], first: 5000) {
      nodes { drivers(outcome: "mark") { n fit { rSquared } } } } }`),
  );
  await copySegments(bound, Math.round(COUNTED / ROWS) - 1);
  await row(`count ${million(COUNTED)}, columns not in memory`, ask(count(`{ dimension: SECTOR }, { period: MONTH }`)));
  await row(`count ${million(COUNTED)}, in memory`, ask(count(`{ dimension: SECTOR }, { period: MONTH }`)));
  await row(
    `count ${million(COUNTED)}, 5,000 segments x 3 metrics`,
    ask(count(`{ period: DAY }, { dimension: SECTOR }`)),
  );
} finally {
  await db.destroy();
  await postgres.stop();
}
process.exit(); // threads that are at work end with it

async function row(name, run) {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const before = performance.eventLoopUtilization();
  const start = performance.now();
  let [longest, last] = [0, cpuOfThread()];
  // What the thread itself used between two turns: a busy machine does not count.
  const watch = setInterval(() => {
    const now = cpuOfThread();
    longest = Math.max(longest, now - last);
    last = now;
  }, 1);
  delay.enable();
  await run();
  delay.disable();
  clearInterval(watch);
  const { active, idle } = performance.eventLoopUtilization(before);
  const ms = (nanoseconds) => (nanoseconds / 1e6 - 1).toFixed(1);
  console.log(
    `| ${name} | ${((performance.now() - start) / 1000).toFixed(1)} | ${longest.toFixed(1)} | ${ms(delay.max)} | ${ms(delay.percentile(99))} | ${((100 * active) / (active + idle)).toFixed(0)} % |`,
  );
}

/** CPU of the main thread in ms, where Linux tells. */
function cpuOfThread() {
  try {
    return Number(readFileSync("/proc/self/schedstat", "utf8").split(" ")[0]) / 1e6;
  } catch {
    return Number.NaN;
  }
}

/** The same segments again and again, under other ids: as many rows without the time to write them. */
async function copySegments(bound, times) {
  for (let i = 0; i < times; i++) {
    await sql`
      with copied as (select organisation_id, id, gen_random_uuid() as copy from segment where created_at < '2030-01-01'),
      s as (
        insert into segment (organisation_id, id, instrument_id, rows, taken, first_day, last_day, created_at)
        select organisation_id, copy, instrument_id, rows, taken, first_day, last_day, '2030-01-01' from copied join segment using (organisation_id, id)
        returning id
      )
      insert into segment_column (organisation_id, segment_id, name, data)
      select organisation_id, copy, name, data from copied join segment_column c using (organisation_id) where c.segment_id = copied.id
    `.execute(bound);
  }
}
