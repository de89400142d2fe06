// Summaries from segments beside what else could be used: see README.md. `node packages/api/bench/segments.bench.mjs [responses] [weighted %]`
import { cpus, loadavg } from "node:os";
import { nps, scaleOf } from "@klik/metrics-core";
import { answersOfCodes } from "@klik/metrics-core/columns";
import { gramOf } from "@klik/metrics-core/drivers";
import { sql } from "kysely";
import { ColumnStore } from "../dist/columns/column-source.js";
import { foldEverything } from "../dist/columns/maintain.js";
import { connect } from "../dist/db/connect.js";
import { migrateToLatest } from "../dist/db/migrate.js";
import { measureDuckDb } from "./segments/duckdb.mjs";
import { measureIngest } from "./segments/ingest.mjs";
import { startPostgres } from "./segments/postgres.mjs";
import { COLUMNS, createSurvey, responses, SIZES } from "./segments/survey.mjs";
import { coveredNps, makeCovered, plainNps } from "./segments/plain-sql.mjs";
import { interleaved, median, timed } from "./segments/timing.mjs";

const ROWS = Number(process.argv[2] ?? 1_000_000);
const WEIGHTED = Number(process.argv[3] ?? 0);
const REPEATS = 9;
const DIFFERENT = 1_000_000;

const lines = [];
const say = (line = "") => {
  lines.push(line);
  console.log(line);
};
const table = (head, rows) => {
  say(`| ${head.join(" | ")} |`);
  say(`|${head.map(() => " --- |").join("")}`);
  for (const row of rows) say(`| ${row.join(" | ")} |`);
  say();
};
const ms = (value) => (value < 10 ? value.toFixed(2) : value < 100 ? value.toFixed(1) : value.toFixed(0));
const times = (a, b) => `${(a / b).toFixed(a / b < 10 ? 1 : 0)} x`;

const postgres = await startPostgres();
const db = connect({ ...postgres.address, max: 4 });
try {
  await migrateToLatest(db);
  await createSurvey(db);
  const { rows: version } = await sql`show server_version`.execute(db);
  say(`## Segments, ${ROWS.toLocaleString("en")} responses${WEIGHTED > 0 ? `, ${WEIGHTED} % weighted` : ""}`);
  say();
  say(
    `${cpus().length} x ${cpus()[0].model}, Node ${process.versions.node}, Postgres ${version[0].server_version}; load at the start ${loadavg()[0].toFixed(1)}. Medians of ${REPEATS} interleaved runs, wall clock.`,
  );
  say();

  await ingest();
  await load();
  await queries();
} finally {
  await db.destroy();
  await postgres.stop();
}

async function ingest() {
  const measured = await measureIngest(db);
  table(
    ["ingest, responses/s", "without the log", "with the log", "ratio"],
    measured.map(({ name, without, withLog }) => [
      name,
      Math.round(without),
      Math.round(withLog),
      (withLog / without).toFixed(2),
    ]),
  );
}

async function load() {
  const CHUNK = 100_000;
  const loaded = await timed(async () => {
    for (let from = 0; from < ROWS; from += CHUNK) {
      await sql`insert into response (${COLUMNS}) ${responses(from, Math.min(ROWS, from + CHUNK), { weighted: WEIGHTED })}`.execute(
        db,
      );
    }
  });
  const cpu = process.cpuUsage();
  let folded;
  const fold = await timed(async () => {
    folded = await foldEverything(db);
  });
  const used = process.cpuUsage(cpu);
  await sql`vacuum (analyze) response`.execute(db);
  await sql`vacuum (analyze) segment_column`.execute(db);
  await sql`vacuum (analyze) segment`.execute(db);
  const { rows } = await sql`
    select count(*)::int as segments, sum(rows)::float8 as rows,
      (pg_table_size('segment') + pg_table_size('segment_column') + pg_indexes_size('segment') + pg_indexes_size('segment_column'))::float8 as bytes,
      (select sum(length(data))::float8 from segment_column) as data,
      pg_total_relation_size('response')::float8 as raw
    from segment
  `.execute(db);
  const { segments, bytes, data, raw } = rows[0];
  // Merging leaves room that later segments use: this is what they take without it.
  for (const name of ["segment", "segment_column"]) await sql`vacuum full ${sql.table(name)}`.execute(db);
  const { rows: packed } = await sql`
    select (pg_total_relation_size('segment') + pg_total_relation_size('segment_column'))::float8 as bytes
  `.execute(db);
  table(
    ["derived data", ""],
    [
      [
        "loading with the log",
        `${Math.round(Math.min(ROWS, DIFFERENT) / (loaded / 1000)).toLocaleString("en")} responses/s (one connection, generated in SQL)`,
      ],
      [
        "fold and merge",
        `${Math.round(folded.folded / (fold / 1000)).toLocaleString("en")} responses/s; Node ${((used.user + used.system) / folded.folded).toFixed(2)} µs CPU a response`,
      ],
      ["segments", `${segments}`],
      [
        "bytes a response: columns / on disk with indexes / with the room that merging left",
        `${(data / ROWS).toFixed(1)} / ${(packed[0].bytes / ROWS).toFixed(1)} / ${(bytes / ROWS).toFixed(1)}`,
      ],
      ["response table with indexes, bytes a response", `${(raw / ROWS).toFixed(0)}`],
    ],
  );
}

async function queries() {
  const store = new ColumnStore(db);
  const question = { slot: 0, scale: scaleOf(0, 10) };
  const by = [
    { kind: "dimension", dimension: "SECTOR" },
    { kind: "dimension", dimension: "CHANNEL" },
    { kind: "period", grain: "MONTH" },
  ];
  const scope = (where) => ({ instrumentId: 1, visible: "all", where, by });
  const filter = { attributes: [{ name: "region", in: ["region 7"] }] };
  /** Fresh: a source of its own sees what is committed now. */
  const reader =
    (where, from = store) =>
    async () => {
      const tallies = await from.source().tallies(scope(where), [question]);
      return new Map([...tallies].map(([key, bySlot]) => [key, nps(bySlot.get(0)).value]));
    };
  const cold = [];
  for (let i = 0; i < 5; i++) cold.push(await timed(reader({}, new ColumnStore(db))));
  await makeCovered(db, WEIGHTED > 0);
  const duck = await measureDuckDb(db, REPEATS, WEIGHTED > 0);
  const asked = {
    reader: reader({}),
    plain: () => plainNps(db, null, WEIGHTED > 0),
    covered: () => coveredNps(db, null, WEIGHTED > 0),
    filteredReader: reader(filter),
    filteredPlain: () => plainNps(db, "region 7", WEIGHTED > 0),
    filteredCovered: () => coveredNps(db, "region 7", WEIGHTED > 0),
  };
  await requireSame(asked.reader, asked.plain, asked.covered);
  await requireSame(asked.filteredReader, asked.filteredPlain, asked.filteredCovered);
  const measured = await interleaved(asked, ROWS > 2e6 ? 5 : REPEATS);
  const row = (name, plain, covered, read, inDuck) => [
    name,
    ms(plain),
    ms(covered),
    duck === null ? "-" : ms(inDuck),
    `**${ms(read)}**`,
    times(plain, read),
    times(covered, read),
    duck === null ? "-" : times(inDuck, read),
  ];
  table(
    [
      "NPS by sector, channel and month, ms",
      "plain SQL",
      "covering index",
      "DuckDB (stale)",
      "reader",
      "plain / reader",
      "index / reader",
      "DuckDB / reader",
    ],
    [
      row("all responses", measured.plain, measured.covered, measured.reader, duck?.all),
      row(
        "one region (an attribute)",
        measured.filteredPlain,
        measured.filteredCovered,
        measured.filteredReader,
        duck?.filtered,
      ),
    ],
  );

  const six = [0, 1, 2, 8, 9, 11].map((slot) => ({ slot, scale: scaleOf(0, SIZES[slot] - 1) }));
  const drivers = [0, 1, 2, 3, 4, 5, 6, 7];
  const touchpoints = { instrumentId: 1, visible: "all", where: {}, by: [{ kind: "dimension", dimension: "TOUCHPOINT" }] };
  const others = await interleaved(
    {
      "responses, no groups (snapshot)": () => store.source().segments({ instrumentId: 1, visible: "all", where: {}, by: [] }),
      "NPS of all": () => store.source().tallies({ instrumentId: 1, visible: "all", where: {}, by: [] }, [question]),
      "NPS of one organisation, by month": () =>
        store
          .source()
          .tallies(
            { instrumentId: 1, visible: "all", where: { organisations: ["organisation 9"] }, by: [{ kind: "period", grain: "MONTH" }] },
            [question],
          ),
      "NPS by day and touchpoint": () =>
        store
          .source()
          .tallies({ instrumentId: 1, visible: "all", where: {}, by: [{ kind: "period", grain: "DAY" }, ...touchpoints.by] }, [
            question,
          ]),
      "six questions by touchpoint": () => store.source().tallies(touchpoints, six),
      "answers of every person to eight questions": () =>
        store.source().answers({ instrumentId: 1, visible: "all", where: {}, by: [] }, drivers),
      "the same, and the Gram of seven drivers": async () => {
        const answers = await store.source().answers({ instrumentId: 1, visible: "all", where: {}, by: [] }, drivers);
        const { codes, weights } = answers.get("[]");
        const columns = drivers.map((slot) => [
          `slot ${slot}`,
          { scale: scaleOf(0, SIZES[slot] - 1), codes: codes.get(slot) },
        ]);
        return gramOf(answersOfCodes(Object.fromEntries(columns), weights ?? undefined));
      },
    },
    REPEATS,
  );
  table(
    ["reader, ms", ""],
    Object.entries(others).map(([name, value]) => [name, ms(value)]),
  );

  const tails = [];
  for (const size of [1_000, 10_000, 100_000]) {
    const have = Number((await sql`select count(*)::int as n from change_log`.execute(db)).rows[0].n);
    await sql`insert into response (${COLUMNS}) ${responses(ROWS + have, ROWS + size, { weighted: WEIGHTED })}`.execute(
      db,
    );
    await sql`analyze change_log`.execute(db);
    tails.push([`${size.toLocaleString("en")} responses not folded`, ms(await median(reader({}), 5))]);
  }
  const { bytes } = store.statistics();
  table(
    ["reader, NPS by sector, channel and month, ms", ""],
    [
      ["cold: a new process's first question", ms(cold.sort((a, b) => a - b)[2])],
      ...tails,
      ["columns in memory", `${(bytes / 2 ** 20).toFixed(1)} MiB`],
      ["resident memory of Node", `${(process.memoryUsage.rss() / 2 ** 20).toFixed(0)} MiB`],
    ],
  );
}

async function requireSame(first, ...others) {
  const expected = await first();
  for (const other of others) {
    const got = await other();
    if (got.size !== expected.size) throw new Error(`expected ${expected.size} groups, got ${got.size}`);
    for (const [key, value] of expected) {
      if (Math.abs(value - got.get(key)) > 1e-9) throw new Error(`${key}: expected ${value}, got ${got.get(key)}`);
    }
  }
}
