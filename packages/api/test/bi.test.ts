import { fc } from "@fast-check/vitest";
import { type RecordBatchFileReader, RecordBatchReader, tableFromIPC } from "apache-arrow";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FILE_FORMATS } from "../src/bi/file.ts";
import { BI_METRICS } from "../src/bi/metric.ts";
import { loadDemo } from "../src/demo/load.ts";
import { loadProgrammes } from "../src/demo/load-programmes.ts";
import { parseDefinition } from "../src/instrument/definition.ts";
import { defineInstrument, loadInstrument } from "../src/instrument/store.ts";
import { post } from "./ask.ts";
import { describeOnDatabases } from "./database.ts";
import { serve, type TestServer } from "./serve.ts";

type Row = Readonly<Record<string, string>>;

const INSTRUMENTS = ["sfo-passengers", "national-experience", "contact-monitor", "contact-monitor-employees"] as const;
const NUMBERS = ["value", "lower", "upper", "standard_error", "n", "weighted_n"] as const;

/** How a frontend would ask for each metric by hand; `it` is the estimate, or the list of categories. */
const BY_HAND: Readonly<Record<string, string>> = {
  nps: "it: nps(question: $question) { ...E }",
  promoters: "nps(question: $question) { it: promoters { ...E } }",
  passives: "nps(question: $question) { it: passives { ...E } }",
  detractors: "nps(question: $question) { it: detractors { ...E } }",
  enps: "it: enps(question: $question) { ...E }",
  ces: "it: ces(question: $question) { ...E }",
  ces_index: "ces(question: $question) { it: index { ...E } }",
  ces_easy: "ces(question: $question) { it: easy { ...E } }",
  ces_net_easy: "ces(question: $question) { it: netEasy { ...E } }",
  satisfaction: "it: satisfaction(question: $question) { ...E }",
  satisfaction_index: "satisfaction(question: $question) { it: index { ...E } }",
  top_box: "satisfaction(question: $question) { it: topBox { ...E } }",
  bottom_box: "satisfaction(question: $question) { it: bottomBox { ...E } }",
  net_satisfaction: "satisfaction(question: $question) { it: net { ...E } }",
  report_mark: "it: reportMark(question: $question) { ...E }",
  high_marks: "reportMark(question: $question) { it: high { ...E } }",
  insufficient_marks: "reportMark(question: $question) { it: insufficient { ...E } }",
  shares: "shares(question: $question) { it: categories { code share { ...E } } }",
  expectation_below: "expectation(question: $question) { it: below { ...E } }",
  expectation_as_expected: "expectation(question: $question) { it: asExpected { ...E } }",
  expectation_above: "expectation(question: $question) { it: above { ...E } }",
  expectation_net: "expectation(question: $question) { it: net { ...E } }",
  expectation_mean: "expectation(question: $question) { it: mean { ...E } }",
  negative_share: "wordOfMouth(question: $question) { it: negativeShare { ...E } }",
  negative_rate: "wordOfMouth(question: $question) { it: negativeRate { ...E } }",
  net_word_of_mouth: "wordOfMouth(question: $question) { it: net { ...E } }",
  word_of_mouth_ratio: "wordOfMouth(question: $question) { it: ratio { ...E } }",
  sentiment: "sentiment(question: $question) { it: mean { ...E } }",
  sentiment_net: "sentiment(question: $question) { it: net { ...E } }",
  sentiment_index: "sentiment(question: $question) { it: index { ...E } }",
  functional: "experience { it: functional { ...E } }",
  emotional: "experience { it: emotional { ...E } }",
  gap: "experience { it: gap { ...E } }",
  reasons: "it: reasons(kind: RECOMMEND) { code share { ...E } }",
  reasons_not: "it: reasons(kind: NOT_RECOMMEND) { code share { ...E } }",
  proud: "ambassadors { it: proud { ...E } }",
  talking: "ambassadors { it: talking { ...E } }",
  ambassadors: "ambassadors { it: ambassadors { ...E } }",
};

interface ByHand {
  readonly value: number | null;
  readonly standardError: number | null;
  readonly status: string;
  readonly reason: string | null;
  readonly interval: { readonly low: number; readonly high: number } | null;
  readonly base: { readonly valid: number; readonly weighted: number };
}

const text = (value: number | string | null | undefined): string => String(value ?? "");

/** A row of the file, and what GraphQL says, in the same words. */
const ofRow = (row: Row): readonly string[] => [
  row["category"]!,
  ...NUMBERS.map((name) => row[name]!),
  row["status"]!,
  row["reason"]!,
];
const ofEstimate = (
  category: string,
  { value, standardError, status, reason, interval, base }: ByHand,
): readonly string[] => [
  category,
  ...[value, interval?.low, interval?.high, standardError, base.valid, base.weighted].map(text),
  status.toLowerCase(),
  text(reason?.toLowerCase()),
];

describeOnDatabases("files for BI tools", (database) => {
  let server: TestServer;
  const served = new Map<string, readonly string[]>();
  beforeAll(async () => {
    await loadDemo(database().db);
    await loadProgrammes(database().db, { size: "small", only: INSTRUMENTS });
    server = await serve(database());
    for (const code of INSTRUMENTS) {
      const instrument = await loadInstrument(database().db, code);
      served.set(
        code,
        Object.keys(BI_METRICS).filter((name) => BI_METRICS[name]!.serves(instrument).length > 0),
      );
    }
  });
  afterAll(() => server.stop());

  const get = (query: string, headers: Readonly<Record<string, string>> = {}, format = "csv"): Promise<Response> =>
    fetch(`${server.url}/bi/metrics.${format}?${query}`, { headers });
  const rowsOf = async (query: string): Promise<readonly Row[]> => {
    const response = await get(query);
    const body = await response.text();
    expect(response.status, body).toBe(200);
    return parse(body, { columns: true });
  };

  test("know every metric by hand, and every metric is served by a demo instrument", () => {
    expect(Object.keys(BY_HAND)).toEqual(Object.keys(BI_METRICS));
    expect(new Set([...served.values()].flat())).toEqual(new Set(Object.keys(BI_METRICS)));
  });

  interface Asked {
    readonly instrument: (typeof INSTRUMENTS)[number];
    readonly picks: readonly number[];
    readonly dimensions: readonly string[];
    readonly grain: string | null;
    readonly from: string | null;
    readonly weighting: "response" | "none";
    readonly level: number;
  }

  const asked: fc.Arbitrary<Asked> = fc.record({
    instrument: fc.constantFrom(...INSTRUMENTS),
    picks: fc.array(fc.nat(), { minLength: 1, maxLength: 4 }),
    dimensions: fc.subarray(["sector", "channel", "touchpoint", "audience"], { maxLength: 2 }),
    grain: fc.constantFrom(null, "month", "quarter", "year"),
    from: fc.constantFrom(null, "2011-06-01", "2013-11-05", "2017-01-01", "2031-01-01"),
    weighting: fc.constantFrom("response", "none"),
    level: fc.constantFrom(0.95, 0.9),
  });

  async function byHand(
    name: string,
    question: string,
    { instrument, dimensions, grain, from, weighting, level }: Asked,
  ) {
    const by = [
      ...dimensions.map((dimension) => ({ dimension: dimension.toUpperCase() })),
      ...(grain === null ? [] : [{ period: grain.toUpperCase() }]),
    ];
    const declared = BY_HAND[name]!.includes("$question") ? ", $question: String!" : "";
    const query = `query Q($instrument: String!, $where: ResponseFilter, $by: [GroupBy!], $weighting: String, $level: Float!${declared}) {
      segments(instrument: $instrument, where: $where, by: $by, weighting: $weighting, first: 5000) { nodes { ${BY_HAND[name]!} } }
    } fragment E on Estimate { value standardError status reason interval(level: $level) { low high } base { valid weighted } }`;
    const where = from === null ? {} : { from };
    const variables = { instrument, where, by, weighting, level, ...(question === "" ? {} : { question }) };
    const body = (await (await post(server.api, { query, variables })).json()) as {
      readonly data: { readonly segments: { readonly nodes: readonly Readonly<Record<string, unknown>>[] } };
      readonly errors?: unknown;
    };
    expect(body.errors).toBeUndefined();
    return body.data.segments.nodes.map((node) => {
      const { it } = ("it" in node ? node : Object.values(node)[0]) as { readonly it: unknown };
      return Array.isArray(it)
        ? it.map(({ code, share }: { code: string; share: ByHand }) => ofEstimate(code, share))
        : [ofEstimate("", it as ByHand)];
    });
  }

  test("hold the numbers of GraphQL, whatever is asked", async () => {
    await fc.assert(
      fc.asyncProperty(asked, async (request) => {
        const { instrument, picks, dimensions, grain, from, weighting, level } = request;
        const all = served.get(instrument)!;
        const metrics = [...new Set(picks.map((pick) => all[pick % all.length]!))];
        const by = [...dimensions, ...(grain === null ? [] : [grain])].join();
        const rows = await rowsOf(
          new URLSearchParams({
            ...{ instrument, weighting, metrics: metrics.join(), level: String(level) },
            ...(by === "" ? {} : { by }),
            ...(from === null ? {} : { from }),
          }).toString(),
        );
        const keysOf = (row: Row): string =>
          [...dimensions, ...(grain === null ? [] : ["period"])].map((name) => row[name]).join("|");
        const segments = [...new Set(rows.map(keysOf))];
        for (const name of metrics) {
          const ofMetric = rows.filter((row) => row["metric"] === name);
          const questions = new Set(ofMetric.map((row) => row["question"]!));
          for (const question of questions) {
            const got = segments.map((segment) =>
              ofMetric.filter((row) => keysOf(row) === segment && row["question"] === question).map(ofRow),
            );
            expect(got).toEqual(await byHand(name, question, request));
          }
        }
      }),
      { numRuns: Number(process.env["KLIK_BI_RUNS"] ?? 12) },
    );
  });

  test("have one row per group, metric and question, with the names of things", async () => {
    const response = await get("instrument=sfo-passengers&metrics=nps,ces&by=year");
    const [header, ...lines] = (await response.text()).trimEnd().split("\n");
    expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(header).toBe(
      "instrument,instrument_label,period,period_from,period_until,metric,question,question_label,category,category_label,definition,unit,value,lower,upper,level,standard_error,n,weighted_n,status,reason",
    );
    expect(lines.filter((line) => line.includes(",2017,") && line.includes(",nps,"))).toEqual([
      'sfo-passengers,"Passenger survey, San Francisco International Airport",2017,2017-01-01,2018-01-01,nps,nps,How likely are you to recommend SFO?,,,nps.0_10.classic,points,40.3984355117,37.4911338809,43.1989341932,0.95,1.44572497693,2746,2746.39657289,estimated,',
    ]);
    // The airport did not ask it in 2016: an empty cell and a reason, never a 0.
    expect(lines.filter((line) => line.includes(",2016,") && line.includes(",nps,"))).toEqual([
      expect.stringMatching(/,points,,,,0\.95,,0,0,suppressed,empty_base$/),
    ]);
  });

  test("are the same table as NDJSON", async () => {
    const query = "instrument=national-experience&metrics=shares,gap&question=feeling&by=sector&language=nl";
    const lines = (await (await get(query, {}, "ndjson")).text()).trimEnd().split("\n");
    const objects = lines.map((line) => JSON.parse(line) as Readonly<Record<string, string | number | null>>);
    const rows = await rowsOf(query);
    expect(
      objects.map((row) => Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, text(cell)]))),
    ).toEqual(rows);
    expect(rows.find(({ sector }) => sector === "bank")).toMatchObject({
      sector_label: "Banken",
      instrument_label: expect.stringContaining("synthetische demodata"),
    });
  });

  test.each([
    "instrument=sfo-passengers&metrics=nps,shares&by=year&level=0.9",
    "instrument=sfo-passengers&metrics=top_box&by=attribute.dest_geo,month",
    "instrument=national-experience&metrics=shares,gap,word_of_mouth_ratio&by=sector&language=nl",
    "instrument=sfo-passengers&metrics=nps&by=year&from=2031-01-01", // no rows
  ])("are the same table as Arrow, cell by cell: %s", async (query) => {
    const response = await get(query, {}, "arrow");
    expect(response.headers.get("content-type")).toBe("application/vnd.apache.arrow.file");
    expect(response.headers.get("content-disposition")).toBe('attachment; filename="metrics.arrow"');
    const bytes = new Uint8Array(await response.arrayBuffer());
    const table = tableFromIPC(bytes);
    // Readers in other languages refuse a batch without dictionaries, which one of no rows would be.
    const reader = RecordBatchReader.from(bytes).open() as RecordBatchFileReader;
    expect(reader.numRecordBatches).toBe(table.numRows === 0 ? 0 : 1);
    const [header] = (await (await get(query)).text()).split("\n");
    expect(table.schema.fields.map(({ name }) => name).join()).toBe(header);
    const types = Object.fromEntries(table.schema.fields.map(({ name, type }) => [name, String(type)]));
    for (const [name, type] of Object.entries(types)) {
      if (name === "n") expect(type).toBe("Int64");
      else if (name.startsWith("period_")) expect(type, name).toBe("Date32<DAY>");
      else if (/^(value|lower|upper|level|standard_error|weighted_n)$/.test(name)) expect(type, name).toBe("Float64");
      else expect(type, name).toBe("Dictionary<Int32, Utf8>");
    }
    const rows = table.toArray().map((row: Readonly<Record<string, string | number | bigint | null>>) =>
      Object.fromEntries(
        Object.keys(types).map((name) => {
          const cell = row[name] ?? null;
          if (name === "n") return [name, Number(cell)];
          const isDay = typeof cell === "number" && name.startsWith("period_");
          return [name, isDay ? new Date(cell).toISOString().slice(0, 10) : cell];
        }),
      ),
    );
    const lines = (await (await get(query, {}, "ndjson")).text()).split("\n").slice(0, -1);
    expect(rows).toEqual(lines.map((line) => JSON.parse(line) as unknown));
  });

  test("are filtered by codes, days and attributes", async () => {
    const n = async (filter: string): Promise<readonly (string | undefined)[]> =>
      (await rowsOf(`instrument=contact-monitor-employees&metrics=proud${filter}`)).map((row) => row["n"]);
    const [all] = await n("");
    const [one] = await n("&sector=housing");
    const [other] = await n("&sector=government");
    const [both] = await n("&sector=housing,government");
    expect(Number(one) + Number(other)).toBe(Number(both));
    expect(Number(both)).toBeLessThan(Number(all));
    expect(await n("&sector=housing&sector=government")).toEqual([both]);
    expect(await n("&attribute.no_such=x")).toEqual(["0"]);
  });

  test.each(FILE_FORMATS)("are not sent again when nothing changed: %s", async (format) => {
    const query = "instrument=sfo-passengers&metrics=nps";
    const tag = (await get(query, {}, format)).headers.get("etag")!;
    const again = await get(query, { "if-none-match": tag }, format);
    expect([again.status, await again.text()]).toEqual([304, ""]);
    expect((await get(`${query}&level=0.9`, { "if-none-match": tag }, format)).status).toBe(200);
    const head = await fetch(`${server.url}/bi/metrics.${format}?${query}`, { method: "HEAD" });
    expect([head.status, head.headers.get("etag"), await head.text()]).toEqual([200, tag, ""]);
  });

  test("run no formulas", async () => {
    const labels = { en: "=cmd|calc" };
    await defineInstrument(
      database().db,
      parseDefinition({
        code: "formulas",
        labels,
        unit: "response",
        questions: [{ code: "nps", role: "nps", labels }],
      }),
    );
    const rows = await rowsOf("instrument=formulas&metrics=nps");
    expect(rows.map((row) => row["question_label"])).toEqual(["'=cmd|calc"]);
    // A negative number is a number.
    const negative = await rowsOf("instrument=contact-monitor&metrics=nps&by=sector");
    expect(negative.some((row) => /^-\d/.test(row["value"]!))).toBe(true);
  });

  describe("refuse", () => {
    test.each([
      ["metrics=nps", 400, "PARAMETER_INVALID", "instrument", "none"],
      ["instrument=no-such&metrics=nps", 404, "INSTRUMENT_UNKNOWN", "instrument", '"no-such"'],
      ["instrument=sfo-passengers", 400, "PARAMETER_INVALID", "metrics", "none"],
      ["instrument=sfo-passengers&metrics=sentiment", 400, "PARAMETER_INVALID", "metrics", '"sentiment"'],
      ["instrument=sfo-passengers&metrics=toString", 400, "PARAMETER_INVALID", "metrics", '"toString"'],
      ["instrument=sfo-passengers&metrics=nps&question=art", 400, "PARAMETER_INVALID", "question", '"art"'],
      ["instrument=sfo-passengers&metrics=nps&by=shoe", 400, "PARAMETER_INVALID", "by", '"shoe"'],
      ["instrument=sfo-passengers&metrics=nps&by=month,year", 400, "BAD_USER_INPUT", "by", "one twice"],
      ["instrument=sfo-passengers&metrics=nps&from=2017-02-30", 400, "PARAMETER_INVALID", "from", '"2017-02-30"'],
      ["instrument=sfo-passengers&metrics=nps&sector=moon", 400, "UNKNOWN_CODE", "sector", '"moon"'],
      ["instrument=sfo-passengers&metrics=nps&audience=cat", 400, "PARAMETER_INVALID", "audience", '"cat"'],
      ["instrument=sfo-passengers&metrics=nps&level=95", 400, "PARAMETER_INVALID", "level", '"95"'],
      ["instrument=sfo-passengers&metrics=nps&weighting=mine", 400, "BAD_USER_INPUT", "weighting", '"mine"'],
      ["instrument=sfo-passengers&metrics=nps&limit=3", 400, "PARAMETER_INVALID", "limit", "another"],
      [
        "instrument=sfo-passengers&metrics=nps&instrument=x",
        400,
        "PARAMETER_INVALID",
        "instrument",
        "it more than once",
      ],
    ])("%s with %i %s, and name the parameter", async (query, status, code, parameter, got) => {
      const response = await get(query);
      expect(response.headers.get("content-type")).toBe("application/problem+json");
      const problem = (await response.json()) as Readonly<Record<string, unknown>>;
      expect(problem).toMatchObject({ status, code, parameter, got, expected: expect.stringMatching(/./) });
      expect(response.status).toBe(status);
    });

    test("more numbers than a file holds", async () => {
      const response = await get(
        "instrument=sfo-passengers&metrics=shares&by=attribute.age,attribute.dest_geo,attribute.gate_area,attribute.gender,attribute.strata",
      );
      const problem = (await response.json()) as Readonly<Record<string, unknown>>;
      expect(problem).toMatchObject({ status: 400, code: "PARAMETER_INVALID", parameter: "by" });
      expect(problem["expected"]).toMatch(/^at most \d+ groups of these metrics/);
    });

    test("another path, and another method", async () => {
      expect((await get("instrument=sfo-passengers&metrics=nps", {}, "xlsx")).status).toBe(404);
      const posted = await fetch(`${server.url}/bi/metrics.csv`, { method: "POST" });
      expect([posted.status, posted.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
    });
  });
});
