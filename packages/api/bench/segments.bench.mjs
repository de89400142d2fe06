// Summaries from segments beside what else could be used: see README.md. `npm run bench -- segments [responses] [weighted %]`
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import { maintenance } from "../dist/access/bound-database.js";
import { foldEverything } from "../dist/columns/maintain.js";
import { findOwners } from "../dist/columns/raw-images.js";
import { rebuildSegments } from "../dist/columns/rebuild.js";
import { connect } from "../dist/db/connect.js";
import { migrateToLatest } from "../dist/db/migrate.js";
import { rakeWeights } from "../dist/weighting/rake-weights.js";
import { openDuckDb } from "./segments/duckdb.mjs";
import { measureIngest } from "./segments/ingest.mjs";
import * as plain from "./segments/plain-sql.mjs";
import { startPostgres } from "./segments/postgres.mjs";
import { OTHER_QUESTIONS, WEIGHTING } from "./segments/reader.mjs";
import { startKlik } from "./segments/klik-process.mjs";
import { machine, mebibytes, ms, table, times, whole } from "./segments/report.mjs";
import { requireSame } from "./segments/require-same.mjs";
import { createQuestions, createSurvey, setLog, writeResponses } from "./segments/survey.mjs";
import { inTurns, middle, timed } from "./segments/timing.mjs";

const MILLION = 1_000_000;
const ROWS = Number(process.argv[2] ?? MILLION);
const WEIGHTED = Number(process.argv[3] ?? 0);
const isWeighted = WEIGHTED > 0;

const NAMES = {
  plain: "plain SQL",
  index: "SQL, the best covering index",
  view: "materialised view (stale)",
  duckdb1: "DuckDB in memory, one thread (stale)",
  duckdb2: "DuckDB in memory, two threads (stale)",
  reader: "**Klik's reader**",
  graphql: "GraphQL, the whole request",
};

const postgres = await startPostgres();
const db = connect({ ...postgres.address, max: 4 });
const goals = [];

/** Milliseconds that processors have worked for this process and for Postgres. */
function worked() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000 + postgres.worked();
}

try {
  await migrateToLatest(db);
  await createSurvey(db);
  await createQuestions(db);
  const { rows: version } = await sql`show server_version`.execute(db);
  console.log(`## Segments, ${whole(ROWS)} responses${isWeighted ? `, ${WEIGHTED} % weighted` : ""}\n`);
  console.log(`${machine(version[0].server_version)}\n`);
  await ingest();
  const first = Math.min(ROWS, MILLION);
  await loadWithLog(first);
  const small = await questions(first);
  await weighted(first);
  if (ROWS > first) {
    await loadWithoutLog(first, ROWS);
    const large = await questions(ROWS);
    growth(first, small, large);
  }
  await unfolded();
  console.log("### Goals\n");
  table(["", "goal", "measured", ""], goals);
} finally {
  await db.destroy();
  await postgres.stop();
}

/** @param reached - `null`: what it is compared with was not there */
function goal(name, wanted, measured, reached) {
  if (reached !== null) goals.push([name, wanted, measured, reached ? "reached" : "**missed**"]);
}

async function ingest() {
  const measured = await measureIngest(db);
  console.log("### Ingest\n");
  table(
    ["responses/s", "without the log", "with the log", "ratio"],
    measured.map(({ name, without, withLog, ratio }) => [name, whole(without), whole(withLog), ratio.toFixed(2)]),
  );
  const worst = Math.min(...measured.map(({ ratio }) => ratio));
  goal("ingest with the log / without", ">= 0.85", worst.toFixed(2), worst >= 0.85);
}

async function loadWithLog(rows) {
  const load = await timed(() => writeResponses(db, 0, rows, { weighted: WEIGHTED, writers: 1 }));
  const cpu = process.cpuUsage();
  const all = worked();
  const fold = await timed(() => foldEverything(db));
  const { user, system } = process.cpuUsage(cpu);
  await tidy();
  console.log(`### ${whole(rows)} responses through the log\n`);
  table(
    ["", "responses/s", "processor, µs a response"],
    [
      ["written, with four indexes, by one connection", whole((rows / load) * 1000), ""],
      [
        "folded and merged",
        whole((rows / fold) * 1000),
        `${(((worked() - all) * 1000) / rows).toFixed(1)}, ${((user + system) / rows).toFixed(1)} of it in Node`,
      ],
    ],
  );
  await derived(rows);
}

async function loadWithoutLog(from, until) {
  await setLog(db, false);
  const load = await timed(() => writeResponses(db, from, until, { weighted: WEIGHTED, writers: 2 }));
  await setLog(db, true);
  const owners = await findOwners(db);
  const rebuild = await timed(async () => {
    for (const owner of owners) await rebuildSegments(db, owner);
  });
  await tidy();
  console.log(`### ${whole(until)} responses, segments made anew from them\n`);
  table(
    ["", "responses/s"],
    [
      ["written without the log, by two connections", whole(((until - from) / load) * 1000)],
      ["rebuilt", whole((until / rebuild) * 1000)],
    ],
  );
  await derived(until);
}

async function tidy() {
  for (const name of ["response", "segment", "segment_column", "change_log"]) {
    await sql`vacuum (analyze) ${sql.table(name)}`.execute(db);
  }
}

async function derived(rows) {
  const measure = async () => {
    const { rows: sizes } = await sql`
      select (pg_total_relation_size('segment') + pg_total_relation_size('segment_column'))::float8 as disk,
        (select sum(length(data))::float8 from segment_column) as columns,
        (select count(*)::int from segment) as segments, pg_total_relation_size('response')::float8 as raw
    `.execute(db);
    return sizes[0];
  };
  const before = await measure();
  // Merging leaves room that later segments use: this is what they take without it.
  for (const name of ["segment", "segment_column"]) await sql`vacuum full ${sql.table(name)}`.execute(db);
  await tidy();
  const { disk, columns, segments, raw } = await measure();
  const each = (bytes) => (bytes / rows).toFixed(1);
  table(
    ["bytes a response", ""],
    [
      [`columns of ${segments} segments`, each(columns)],
      ["on disk, with indexes", each(disk)],
      ["with the room that merging left", each(before.disk)],
      ["the responses themselves, with indexes", each(raw)],
    ],
  );
  goal(`derived bytes a response, ${whole(rows)}`, "<= 30", each(disk), disk / rows <= 30);
}

/** The three questions to everything that can answer them; milliseconds of the reader. */
async function questions(rows) {
  const turns = rows > 2 * MILLION ? 3 : 7;
  const cold = await coldStart();
  const [reader, graphql] = [startKlik(postgres.address), startKlik(postgres.address)];
  await plain.makeCovered(db, isWeighted);
  const duck = await openDuckDb(db, postgres.directory, isWeighted);
  const viewMade = isWeighted ? null : await timed(() => plain.makeView(db));
  const inDuck = (question) =>
    duck === null
      ? {}
      : {
          duckdb1: async () => (await duck.setThreads(1), duck[question]()),
          duckdb2: async () => (await duck.setThreads(2), duck[question]()),
        };
  const compare = async (title, question, asked) => {
    await requireSame({ ...asked, reader: () => reader.answer(question) });
    const klik = { reader: reader.ask(question), graphql: graphql.ask(`GraphQL ${question}`) };
    return compared(title, await inTurns({ ...asked, ...klik }, turns, worked));
  };
  console.log(`### Questions to ${whole(rows)} responses\n`);
  const all = await compare("NPS by sector, channel and month", "nps", {
    plain: () => plain.plainNps(db, null, isWeighted),
    index: () => plain.coveredNps(db, null, isWeighted),
    ...(viewMade === null ? {} : { view: () => plain.viewedNps(db) }),
    ...inDuck("nps"),
  });
  const filtered = await compare("The same of one region in forty, an attribute", "filtered", {
    plain: () => plain.plainNps(db, "region 7", isWeighted),
    index: () => plain.coveredNps(db, "region 7", isWeighted),
    ...inDuck("filtered"),
  });
  const gram = isWeighted
    ? null
    : await compare(
        "Seven drivers and their outcome: the Gram of who answered all; GraphQL gives the driver analysis",
        "gram",
        {
          plain: () => plain.plainGram(db),
          index: () => plain.coveredGram(db),
          ...inDuck("gram"),
        },
      );
  if (viewMade !== null) {
    const refresh = await timed(() => plain.refreshView(db));
    console.log(`The materialised view took ${ms(viewMade)} ms to make and ${ms(refresh)} ms to refresh.\n`);
    await plain.dropView(db);
  }
  if (duck !== null) console.log(`DuckDB ${duck.version}.\n`);
  duck?.close();
  await plain.dropCovered(db);
  const others = await inTurns(
    Object.fromEntries(OTHER_QUESTIONS.map((name) => [name, reader.ask(name)])),
    turns,
    worked,
  );
  const { columns, resident } = reader.memory();
  reader.stop();
  graphql.stop();
  table(
    ["reader, ms", "by the clock", "processors"],
    [
      ...Object.entries(others).map(([name, { wall, processor }]) => [name, ms(wall), ms(processor)]),
      ["a new process, from its start to the answer to its first question", ms(cold), ""],
    ],
  );
  console.log(`Memory: ${mebibytes(columns)} of columns; ${mebibytes(resident)} resident, Node and all.\n`);
  setGoals(rows, all, filtered, gram, cold);
  return { all, filtered, gram };
}

function compared(title, measured) {
  const { reader } = measured;
  table(
    [title, "ms", "x reader", "first of a turn", "processor ms", "x reader"],
    Object.entries(measured).map(([name, { first, wall, processor }]) => [
      NAMES[name],
      ms(wall),
      times(wall, reader.wall),
      ms(first),
      ms(processor),
      times(processor, reader.processor),
    ]),
  );
  return measured;
}

/** Weights under a name, raked to the channels: how long that takes, and what a question to them takes. */
async function weighted(rows) {
  const channels = ["1", "2", "3", "4", "5"].map((n) => ({ code: `channel ${n}`, target: 0.2 }));
  const margins = [{ of: { kind: "dimension", dimension: "CHANNEL" }, targets: channels, unit: "share" }];
  const how = { start: "none", total: null, bounds: {}, missing: "refuse", trim: null };
  const rake = () => rakeWeights(maintenance(db), { instrument: "cx", name: WEIGHTING, where: {}, margins, ...how });
  const raked = await timed(rake);
  const folded = await timed(() => foldEverything(db));
  for (const name of ["response_weight", "weight_log", "segment", "segment_column"])
    await sql`vacuum (analyze) ${sql.table(name)}`.execute(db);
  console.log(`### A named weighting of ${whole(rows)} responses\n`);
  console.log(`Raked and stored in ${ms(raked)} ms, folded in ${ms(folded)} ms.\n`);
  const reader = startKlik(postgres.address);
  const asked = { plain: () => plain.plainWeighted(db, WEIGHTING) };
  await requireSame({ ...asked, reader: () => reader.answer("weighted") });
  compared(
    "NPS by sector, channel and month, with its weights",
    await inTurns({ ...asked, reader: reader.ask("weighted") }, 5, worked),
  );
  reader.stop();
  await sql`delete from weighting`.execute(db);
  await sql`vacuum (analyze) segment, segment_column, response_weight, weight_log`.execute(db);
}

async function coldStart() {
  const child = fileURLToPath(new URL("segments/cold-child.mjs", import.meta.url));
  const start = () => Number(execFileSync(process.execPath, [child, JSON.stringify(postgres.address)]));
  return middle(Array.from({ length: 5 }, start));
}

function setGoals(rows, all, filtered, gram, cold) {
  const atLeast = (name, other, own, factor) =>
    goal(
      `${name}, ${whole(rows)}`,
      `>= ${factor} x`,
      other === undefined ? "" : `${times(other.wall, own.wall)}; processors ${times(other.processor, own.processor)}`,
      other === undefined ? null : other.wall / own.wall >= factor,
    );
  if (rows === MILLION) {
    atLeast("NPS by three dimensions, plain SQL / reader", all.plain, all.reader, 150);
    atLeast("NPS by three dimensions, covering index / reader", all.index, all.reader, 15);
    goal("a new process's first answer, 1,000,000", "<= 1 s", `${ms(cold)} ms`, cold <= 1000);
  }
  if (rows >= 10 * MILLION) {
    atLeast("attribute filter, plain SQL / reader", filtered.plain, filtered.reader, 100);
    atLeast("NPS by three dimensions, DuckDB on one thread / reader", all.duckdb1, all.reader, 1);
    atLeast("NPS by three dimensions, DuckDB on two threads / reader", all.duckdb2, all.reader, 1);
    if (gram !== null) {
      const { wall, processor } = gram.reader;
      goal(
        `Gram of seven drivers, ${whole(rows)}`,
        "<= 250 ms",
        `${ms(wall)} ms; processors ${ms(processor)} ms`,
        wall <= 250,
      );
    }
  }
}

function growth(few, small, large) {
  const names = { all: "NPS by three dimensions", filtered: "one region", gram: "Gram of seven drivers" };
  console.log(`### From ${whole(few)} to ${whole(ROWS)} responses\n`);
  table(
    ["times as long", "plain SQL", "reader"],
    Object.entries(names)
      .filter(([question]) => small[question] !== null)
      .map(([question, name]) => [
        name,
        ...["plain", "reader"].map((who) => times(large[question][who].wall, small[question][who].wall)),
      ]),
  );
}

/** What changes cost that no segment holds yet. */
async function unfolded() {
  const reader = startKlik(postgres.address);
  const ask = async () => ms((await inTurns({ reader: reader.ask("nps") }, 3, worked)).reader.wall);
  const rows = [["none", await ask()]];
  let from = ROWS;
  for (const size of [1_000, 10_000, 100_000]) {
    await writeResponses(db, from, ROWS + size, { weighted: WEIGHTED, writers: 1 });
    from = ROWS + size;
    await sql`analyze change_log`.execute(db);
    rows.push([whole(size), await ask()]);
  }
  reader.stop();
  console.log("### Responses that are not folded\n");
  table(["", "NPS by sector, channel and month, ms"], rows);
}
