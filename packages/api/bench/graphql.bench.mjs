// GraphQL beside a bare HTTP handler that does the same: see README.md. `node packages/api/bench/graphql.bench.mjs [responses]`
import { createServer } from "node:http";
import { cpus, loadavg } from "node:os";
import { maintenance } from "../dist/access/bound-database.js";
import { createApi } from "../dist/api.js";
import { ColumnStore } from "../dist/columns/column-source.js";
import { foldEverything } from "../dist/columns/maintain.js";
import { connect } from "../dist/db/connect.js";
import { migrateToLatest } from "../dist/db/migrate.js";
import { startHttpServer } from "../dist/server/http-server.js";
import { bareHandler, BARE_REQUEST } from "./graphql/bare-handler.mjs";
import { GRAPHQL_REQUEST, HELLO_REQUEST } from "./graphql/requests.mjs";
import { askMany, startClients } from "./graphql/clients.mjs";
import { startPostgres } from "./segments/postgres.mjs";
import { COLUMNS, createQuestions, createSurvey, responses } from "./segments/survey.mjs";
import { sql } from "kysely";

const ROWS = Number(process.argv[2] ?? 100_000);
const ROUNDS = 9;
const REQUESTS = 100;
const CLIENTS = [1, 8, 64];

const postgres = await startPostgres();
const db = connect({ ...postgres.address, max: 8 });
const clients = startClients();
const stops = [];
try {
  await migrateToLatest(db);
  await createSurvey(db);
  await createQuestions(db);
  await sql`insert into response (${COLUMNS}) ${responses(0, ROWS)}`.execute(db);
  await foldEverything(db);
  await sql`vacuum (analyze)`.execute(db);

  const columns = new ColumnStore(db);
  const graphql = await startHttpServer({ api: createApi({ db, columns }), db, host: "127.0.0.1", port: 0 });
  stops.push(() => graphql.stop());
  const bare = createServer(bareHandler(maintenance(db), columns));
  await new Promise((resolve) => bare.listen(0, "127.0.0.1", resolve));
  stops.push(() => new Promise((resolve) => bare.close(resolve)));
  const targets = {
    bare: { url: `http://127.0.0.1:${bare.address().port}/`, body: BARE_REQUEST },
    graphql: { url: `${graphql.url}/graphql`, body: GRAPHQL_REQUEST },
    hello: { url: `${graphql.url}/graphql`, body: HELLO_REQUEST },
  };

  const first = await askMany(clients, targets.graphql, 1, 1);
  const same = await askMany(clients, targets.bare, 1, 1);
  requireSame(JSON.parse(first.answer).data.segments, JSON.parse(same.answer));

  console.log(`## GraphQL, 50 segments x 6 metrics over ${ROWS.toLocaleString("en")} responses\n`);
  console.log(
    `${cpus().length} x ${cpus()[0].model}, Node ${process.versions.node}; load at the start ${loadavg()[0].toFixed(1)}. Medians of ${ROUNDS} rounds in turns; CPU of the server's process.\n`,
  );
  await cpuPerRequest(targets, first.answer.length);
  await throughput(targets);
} finally {
  for (const stop of stops) await stop();
  await clients.stop();
  await db.destroy();
  await postgres.stop();
}

async function cpuPerRequest(targets, bytes) {
  const used = Object.fromEntries(Object.keys(targets).map((name) => [name, []]));
  for (const target of Object.values(targets)) await askMany(clients, target, 200, 4);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, target] of Object.entries(targets)) {
      const before = process.cpuUsage();
      await askMany(clients, target, REQUESTS, 4);
      const { user, system } = process.cpuUsage(before);
      used[name].push((user + system) / REQUESTS);
    }
  }
  const median = (name) => used[name].sort((a, b) => a - b)[ROUNDS >> 1];
  console.log("| CPU a request | µs | x bare |\n| --- | --- | --- |");
  console.log(`| bare HTTP handler, the same numbers | ${median("bare").toFixed(0)} | 1 |`);
  console.log(
    `| GraphQL (${(bytes / 1024).toFixed(0)} KiB answer) | ${median("graphql").toFixed(0)} | **${(median("graphql") / median("bare")).toFixed(2)}** |`,
  );
  console.log(`| GraphQL, \`{ __typename }\` | ${median("hello").toFixed(0)} | |\n`);
}

async function throughput(targets) {
  console.log(
    "| clients | bare, requests/s | GraphQL, requests/s | GraphQL, p50 / p99 ms |\n| --- | --- | --- | --- |",
  );
  for (const count of CLIENTS) {
    const [bare, graphql] = [
      await askMany(clients, targets.bare, 300, count),
      await askMany(clients, targets.graphql, 300, count),
    ];
    console.log(
      `| ${count} | ${bare.perSecond.toFixed(0)} | ${graphql.perSecond.toFixed(0)} | ${graphql.p50.toFixed(1)} / ${graphql.p99.toFixed(1)} |`,
    );
  }
}

/** The two give the same numbers, or the comparison means nothing. */
function requireSame(segments, bare) {
  const flat = segments.nodes.map(({ key, responses: n, ...metrics }) => ({
    sector: key.sector.code,
    channel: key.channel.code,
    responses: n,
    metrics: Object.values(metrics),
  }));
  if (flat.length < 50) throw new Error(`expected 50 segments, got ${flat.length}`);
  const [a, b] = [JSON.stringify(flat), JSON.stringify(bare)];
  if (a !== b) throw new Error(`expected the same numbers, got ${a.slice(0, 400)} and ${b.slice(0, 400)}`);
}
