import { parse } from "csv-parse/sync";
import { type Kysely, sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { maintenance } from "../../src/access/bound-database.ts";
import { createReader, removeReader } from "../../src/access/reader.ts";
import { BI_METRICS } from "../../src/bi/metric.ts";
import { addReport, findReports, removeReport, runReport } from "../../src/bi/report.ts";
import { ReportRunner } from "../../src/bi/report-runner.ts";
import { ColumnStore } from "../../src/columns/column-source.ts";
import { foldEverything } from "../../src/columns/maintain.ts";
import type { Database } from "../../src/db/database.ts";
import { loadProgrammes } from "../../src/demo/load-programmes.ts";
import type { Instrument } from "../../src/instrument/store.ts";
import { describeOnDatabases } from "../database.ts";
import { importText, surveyFor } from "../import-text.ts";
import { serve, type TestServer } from "../serve.ts";
import { asReader, uniqueName } from "./reader-session.ts";

type Row = Readonly<Record<string, unknown>>;

const INSTRUMENTS = ["national-experience", "contact-monitor", "contact-monitor-employees"] as const;

const REQUESTS = [
  "instrument=contact-monitor&metrics=nps,promoters,satisfaction,shares&by=sector,quarter",
  "instrument=contact-monitor&metrics=nps,top_box,bottom_box,net_satisfaction&by=organisation&from=2011-01-01&language=nl",
  "instrument=contact-monitor&metrics=nps&by=channel,touchpoint,audience&level=0.9&weighting=none",
  "instrument=contact-monitor&metrics=nps&from=2031-01-01",
  "instrument=contact-monitor-employees&metrics=enps,proud,talking,ambassadors&by=year",
  "instrument=national-experience&metrics=functional,emotional,gap,negative_share,word_of_mouth_ratio,expectation_below,reasons&by=sector",
  "instrument=tenths&metrics=nps,satisfaction&by=attribute.region",
];

describeOnDatabases("the views of schema bi", (database) => {
  let server: TestServer;
  let db: Kysely<Database>;
  let survey: Instrument;
  const name = uniqueName();

  beforeAll(async () => {
    db = maintenance(database().db);
    await loadProgrammes(database().db, { size: "small", only: INSTRUMENTS });
    survey = await surveyFor(db, "tenths");
    await importText(db, survey, ANSWERS);
    server = await serve(database());
    await createReader(db, { name, organisations: null, statementMs: 60_000 });
  });
  afterAll(async () => {
    await removeReader(db, name);
    await server.stop();
  });

  const source = () => ({ db, columns: new ColumnStore(db) });
  const read = (text: string, { language = "en" } = {}): Promise<readonly Row[]> =>
    asReader(database(), `klik_reader_${name}`, async (session) => {
      await sql`select set_config('klik.language', ${language}, false)`.execute(session);
      return (await sql.raw<Row>(text).execute(session)).rows;
    });
  const inFile = async (request: string): Promise<readonly Readonly<Record<string, string>>[]> => {
    const response = await fetch(`${server.url}/bi/metrics.csv?${request}`);
    const body = await response.text();
    expect(response.status, body).toBe(200);
    return parse(body, { columns: true });
  };
  const text = (value: unknown): string =>
    value == null ? "" : typeof value === "string" ? value : JSON.stringify(value);
  const inOrder = (rows: readonly object[]): readonly string[] => rows.map((row) => JSON.stringify(row)).sort();

  test.each(REQUESTS)("metrics are those of the file, cell for cell: %s", async (request) => {
    await addReport(source(), { name: "asked", organisation: null, request });
    const file = await inFile(request);
    const view = await read("select * from bi.metrics where report = 'asked'");
    const columns = Object.keys(file[0]!);
    const known = columns.filter((column) => !column.startsWith("attribute."));
    expect(Object.keys(view[0]!)).toEqual(expect.arrayContaining(known));
    const cells = view.map((row) => {
      const keys = row["keys"] as Row;
      return Object.fromEntries(columns.map((column) => [column, text(column in row ? row[column] : keys[column])]));
    });
    expect(inOrder(cells)).toEqual(inOrder(file));
    // What was not grouped by is empty, and what was stands in keys too.
    const grouped = columns.slice(2, columns.indexOf("metric"));
    for (const row of view) {
      expect(Object.keys(row["keys"] as Row).sort()).toEqual([...grouped].sort());
      for (const column of [
        "organisation",
        "sector",
        "channel",
        "touchpoint",
        "audience",
        "period_from",
        "period_until",
      ])
        if (grouped.includes(column)) expect(row[column]).toEqual((row["keys"] as Row)[column]);
        else expect(row[column]).toBeNull();
      expect(row["computed_at"]).toBeInstanceOf(Date);
    }

    const wide = await read("select * from bi.metrics_wide where report = 'asked'");
    const single = view.filter((row) => row["category"] === null);
    expect(wide).toHaveLength(new Set(single.map((row) => `${text(row["segment"])} ${text(row["question"])}`)).size);
    for (const row of single) {
      const found = wide.filter((one) => one["segment"] === row["segment"] && one["question"] === row["question"]);
      expect(found).toHaveLength(1);
      expect(found[0]![text(row["metric"])]).toBe(row["value"]);
      expect(found[0]!["keys"]).toEqual(row["keys"]);
      expect([row["n"], null]).toContain(found[0]!["n"]);
    }
    await removeReport(db, "asked");
    expect(await read("select from bi.metrics where report = 'asked'")).toEqual([]);
  });

  test("metrics_wide has a column for every metric without categories", async () => {
    const columns = await read(
      "select column_name from information_schema.columns where table_schema = 'bi' and table_name = 'metrics_wide'",
    );
    const single = Object.keys(BI_METRICS).filter((metric) => BI_METRICS[metric]!.many !== true);
    expect(columns.map((row) => row["column_name"])).toEqual(expect.arrayContaining(single));
  });

  test("responses are all that there are, in the words of the reader's language", async () => {
    const [counted] = await read(
      "select count(*)::int as n, count(distinct (organisation, response_id))::int as keys from bi.responses where instrument = 'contact-monitor'",
    );
    const { responses } = await db
      .selectFrom("response")
      .innerJoin("instrument", "instrument.id", "response.instrument_id")
      .select(sql<number>`count(*)::int`.as("responses"))
      .where("code", "=", "contact-monitor")
      .executeTakeFirstOrThrow();
    expect(counted).toEqual({ n: responses, keys: responses });
    const labels = "select distinct sector, sector_label from bi.responses where sector = 'government'";
    expect(await read(labels)).toEqual([{ sector: "government", sector_label: "Government" }]);
    expect(await read(labels, { language: "nl" })).toEqual([{ sector: "government", sector_label: "Overheid" }]);
    expect(await read("select * from bi.responses where instrument = 'tenths' and day = '2024-01-01'")).toEqual([
      {
        instrument: "tenths",
        organisation: "acme",
        organisation_name: "acme",
        sector: null,
        sector_label: null,
        response_id: expect.any(String),
        day: "2024-01-01",
        channel: "web",
        channel_label: "Website",
        touchpoint: null,
        touchpoint_label: null,
        audience: "customer",
        weight: 0.5,
        attributes: { region: "north" },
      },
    ]);
  });

  test("answers are in words, as the scale defines them, and say nothing of who answered", async () => {
    const ofDay = (day: string) =>
      read(`select question, role, status, score, answer, answer_label from bi.answers
        where instrument = 'tenths' and day = '${day}' order by question`);
    expect(await ofDay("2024-01-01")).toEqual([
      { question: "age", role: "number", status: "answered", score: 41.5, answer: "41.5", answer_label: null },
      { question: "mark", role: "satisfaction", status: "answered", score: 7.5, answer: "7.5", answer_label: null },
      { question: "nps", role: "nps", status: "answered", score: 9, answer: "9", answer_label: null },
      {
        question: "surprise",
        role: "expectation",
        status: "answered",
        score: null,
        answer: "above",
        answer_label: "Text",
      },
      { question: "why.price", role: "reasons", status: "answered", score: 1, answer: "1", answer_label: null },
      { question: "why.service", role: "reasons", status: "answered", score: 0, answer: "0", answer_label: null },
    ]);
    const without = { score: null, answer: null, answer_label: null };
    expect(await ofDay("2024-01-02")).toEqual([
      { question: "age", role: "number", status: "missing", ...without },
      { question: "mark", role: "satisfaction", status: "missing", ...without },
      { question: "nps", role: "nps", status: "not_applicable", ...without },
      { question: "surprise", role: "expectation", status: "missing", ...without },
      { question: "why.price", role: "reasons", status: "missing", ...without },
      { question: "why.service", role: "reasons", status: "missing", ...without },
    ]);
    expect(JSON.stringify(await read("select * from bi.answers where instrument = 'tenths'"))).not.toMatch(
      /secret|person/,
    );
  });

  test("answers count up to the published tallies", async () => {
    const counted = await read(`
      select question, sector, count(*)::int as n, 100.0 * (sum(weight) filter (where score >= 9) - sum(weight) filter (where score <= 6)) / sum(weight) as nps
      from bi.answers where instrument = 'contact-monitor' and role = 'nps' and status = 'answered' group by 1, 2`);
    const file = await inFile("instrument=contact-monitor&metrics=nps&by=sector");
    expect(counted.length).toBeGreaterThan(1);
    expect(counted).toHaveLength(file.length);
    for (const row of counted) {
      const found = file.find((one) => one["sector"] === text(row["sector"]) && one["question"] === row["question"]);
      expect(found?.["n"]).toBe(text(row["n"]));
      expect(Number(row["nps"])).toBeCloseTo(Number(found?.["value"]), 8);
    }
  });

  test("every view and every column says what it is", async () => {
    const silent = await read(`
      select c.relname || '.' || a.attname as what from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
      where c.relnamespace = 'bi'::regnamespace and (obj_description(c.oid) is null or col_description(c.oid, a.attnum) is null)`);
    expect(silent).toEqual([]);
    const views = await read(
      "select relname as name, reloptions as options from pg_class where relnamespace = 'bi'::regnamespace order by 1",
    );
    expect(views).toEqual(
      ["answers", "metrics", "metrics_wide", "responses"].map((view) => ({
        name: view,
        options: ["security_barrier=true"],
      })),
    );
  });

  test("a serving process computes a report anew when its answers changed, and only then", async () => {
    const failed: unknown[] = [];
    const runner = new ReportRunner(source(), { intervalMilliseconds: 1e9, onError: (error) => failed.push(error) });
    const request = "instrument=tenths&metrics=nps";
    await foldEverything(db);
    await addReport(source(), { name: "all", organisation: null, request });
    await addReport(source(), { name: "acme", organisation: "acme", request: `${request}&by=organisation` });
    const computed = async (): Promise<readonly unknown[]> =>
      (await findReports(db)).map(({ name: report, computedAt }) => [report, computedAt!.getTime()]);
    const numbers = async () =>
      (await read("select report, organisation, n::int from bi.metrics order by 1")).map((row) => Object.values(row));
    const before = await computed();
    await runner.look();
    expect(await computed()).toEqual(before);
    expect(await numbers()).toEqual([
      ["acme", "acme", 1],
      ["all", null, 1],
    ]);

    await importText(db, survey, [HEADER, "8,other,2024-02-01,1,,3,,,,,,person 8,"].join("\n"));
    await runner.look();
    expect(await numbers()).toEqual([
      ["acme", "acme", 1],
      ["all", null, 2],
    ]);
    const [acme, all] = await computed();
    expect(acme).toEqual(before[0]);
    expect(all).not.toEqual(before[1]);

    await db.updateTable("organisation").set({ name: "Acme & Sons" }).where("code", "=", "acme").execute();
    await runner.look();
    expect(await read("select organisation_name as of from bi.metrics where report = 'acme'")).toEqual([
      { of: "Acme & Sons" },
    ]);

    // One that cannot be computed keeps its rows, and does not keep others from theirs.
    await db
      .updateTable("report")
      .set({ request: "instrument=gone&metrics=nps", fingerprint: "" })
      .where("name", "=", "acme")
      .execute();
    await importText(db, survey, [HEADER, "9,other,2024-02-01,1,,3,,,,,,person 9,"].join("\n"));
    await runner.look();
    expect(await numbers()).toEqual([
      ["acme", "acme", 1],
      ["all", null, 3],
    ]);
    expect(failed.map(String)).toEqual([
      expect.stringContaining('instrument: expected the code of an instrument, got "gone"'),
    ]);
    const [broken] = await findReports(db, "acme");
    await expect(runReport(source(), broken!)).rejects.toThrow("expected the code of an instrument");
    for (const report of ["all", "acme"]) await removeReport(db, report);
  });

  test("a report that cannot be made is refused as the file is, and not kept", async () => {
    const add = (report: string, request: string, organisation: string | null = null) =>
      addReport(source(), { name: report, organisation, request });
    await expect(add("a b", REQUESTS[0]!)).rejects.toThrow(
      'report: expected a name of 1 to 100 letters, digits, . _ -, got "a b"',
    );
    await expect(add("x", "instrument=tenths&metrics=nps&by=shoe")).rejects.toMatchObject({
      code: "PARAMETER_INVALID",
    });
    await expect(add("x", "instrument=tenths&metrics=nps", "moon")).rejects.toMatchObject({
      code: "ORGANISATION_UNKNOWN",
    });
    expect(await findReports(db)).toEqual([]);
    await add("x", "instrument=tenths&metrics=nps");
    await expect(add("x", "instrument=tenths&metrics=nps")).rejects.toThrow(
      "report: expected a new name, got that of a report: x",
    );
    await removeReport(db, "x");
    await expect(removeReport(db, "x")).rejects.toThrow('report: expected the name of a report, got "x"');
  });
});

const HEADER =
  "external_id,organisation,responded_at,weight,channel,nps,mark,surprise,why,age,remark,respondent_key,attribute.region";

const ANSWERS = [
  HEADER,
  "secret-1,acme,2024-01-01,0.5,web,9,7.5,above,price,41.5,secret remark,person 1,north",
  "secret-2,acme,2024-01-02,1,,n/a,,,,,,person 2,",
].join("\n");
