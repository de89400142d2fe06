import { createHmac } from "node:crypto";
import { fc, test as propertyTest } from "@fast-check/vitest";
import { sql } from "kysely";
import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { describeOnDatabases } from "../../test/database.ts";
import { brief, chunksOf, importText, storedResponses, SURVEY_QUESTIONS, surveyFor } from "../../test/import-text.ts";
import { parseDefinition } from "../instrument/definition.ts";
import { defineInstrument, loadInstrument } from "../instrument/store.ts";
import { importRows } from "./import.ts";
import { openSource } from "./open-source.ts";
import { rejectedRows } from "./rejected-rows.ts";
import type { Source } from "./source.ts";

const FULL = [
  "external_id,organisation,sector,responded_at,channel,audience,weight,respondent_key,nps,mark,surprise,why.price,why.service,age,remark,attribute.region",
  'a,acme,retail,2024-02-01T23:30:00Z,phone,customer,0.50,jane,10,7.5,above,1,0,42.50,"good, ""very""\nnext line",north',
  "b,acme,retail,2024-02-01,,employee,2,,n/a,,,,,-1,-,",
  "",
].join("\n");

const text = async (chunks: AsyncIterable<string>): Promise<string> => {
  let all = "";
  for await (const chunk of chunks) all += chunk;
  return all;
};

describeOnDatabases("importRows", (database) => {
  test("stores all that a row says", async () => {
    const { db } = database();
    const survey = await surveyFor(db, "whole");
    const { verdicts } = await importText(db, survey, FULL);
    expect(brief(verdicts)).toEqual(["2 imported", "4 imported"]);
    const { respondent_salt: salt } = await db
      .selectFrom("operator")
      .select("respondent_salt")
      .executeTakeFirstOrThrow();
    const { id } = await db
      .selectFrom("organisation")
      .select("id")
      .where("code", "=", "acme")
      .executeTakeFirstOrThrow();
    expect(await storedResponses(db, survey)).toEqual([
      {
        organisation: "acme",
        external_id: "a",
        version: 1,
        responded_at: "2024-02-01T23:30:00.000Z",
        day: "2024-02-02", // in Amsterdam
        channel: "phone",
        audience: 1,
        weight: "0.5",
        scores: [10, 13, 2, 1, 0],
        attributes: { region: "north" },
        respondent_key: createHmac("sha256", salt).update(`${id}\0jane`).digest("hex"),
        texts: [[6, 'good, "very"\nnext line']],
        numbers: [[5, "42.5"]],
      },
      {
        organisation: "acme",
        external_id: "b",
        version: 1,
        responded_at: "2024-01-31T23:00:00.000Z",
        day: "2024-02-01",
        channel: null,
        audience: 2,
        weight: "2",
        scores: [254],
        attributes: {},
        respondent_key: null,
        texts: [],
        numbers: [],
      },
    ]);
  });

  test("changes nothing when it is done twice, also in another order, form or version", async () => {
    const { db } = database();
    const survey = await surveyFor(db, "twice");
    await importText(db, survey, FULL);
    const before = await storedResponses(db, survey);
    const stamps = (): Promise<unknown> =>
      db.selectFrom("response").select(["id", "updated_at"]).orderBy("id").execute();
    const stampsBefore = await stamps();
    const again = await importText(db, survey, FULL);
    expect(again.report).toMatchObject({ rows: 2, unchanged: 2 });
    const [header, first, next, second] = FULL.split("\n");
    const other = [
      header,
      second?.replace(",2,", ",2.0,"),
      first?.replace("0.50", "0.5").replace("23:30:00Z", "23:30:00.000+00:00"),
      next,
      "",
    ];
    expect(
      (await importText(db, survey, other.join("\r\n").replace("\r\nnext", "\nnext"), { batchRows: 1 })).report,
    ).toMatchObject({ rows: 2, unchanged: 2 });
    await defineInstrument(
      db,
      parseDefinition({
        code: "twice",
        unit: "response",
        labels: { en: "New" },
        questions: [{ code: "extra", role: "nps", labels: { en: "Extra" } }, ...SURVEY_QUESTIONS],
      }),
    );
    const later = await loadInstrument(db, "twice");
    expect(later.version).toBe(2);
    expect((await importText(db, later, FULL)).report).toMatchObject({ rows: 2, unchanged: 2 });
    expect(await storedResponses(db, survey)).toEqual(before);
    expect(await stamps()).toEqual(stampsBefore);
  });

  test("corrects a response that is sent again, with its texts and numbers", async () => {
    const { db } = database();
    const survey = await surveyFor(db, "again");
    await importText(db, survey, FULL);
    const ids = (): Promise<unknown> =>
      db.selectFrom("response").select("id").where("instrument_id", "=", survey.id).orderBy("id").execute();
    const before = await ids();
    const changed = FULL.replace("phone,customer,0.50,jane,10", "web,customer,0.50,john,9")
      .replace("42.50", "")
      .replace('good, ""very""', "better");
    const { verdicts } = await importText(db, survey, changed);
    expect(brief(verdicts)).toEqual(["2 updated", "4 unchanged"]);
    expect(await ids()).toEqual(before);
    const [first] = await storedResponses(db, survey);
    expect(first).toMatchObject({
      channel: "web",
      scores: [9, 13, 2, 1, 0],
      texts: [[6, "better\nnext line"]],
      numbers: [],
    });
    const remark = await importText(db, survey, changed.replace('"better\nnext line"', ""));
    expect(brief(remark.verdicts)).toEqual(["2 updated", "3 unchanged"]);
    expect((await storedResponses(db, survey))[0]).toMatchObject({ texts: [] });
  });

  test("refuses a second content for one id in one file, each time the file comes", async () => {
    const { db } = database();
    const survey = await surveyFor(db, "conflict");
    const file = [
      "external_id,organisation,responded_at,nps",
      "a,acme,2024-02-01,1",
      "b,acme,2024-02-01,1",
      "a,acme,2024-02-01,2",
      "",
    ].join("\n");
    for (const [batchRows, verdict] of [
      [2, "imported"],
      [2, "unchanged"],
      [1, "unchanged"],
      [100, "unchanged"],
    ] as const) {
      const { verdicts } = await importText(db, survey, file, { batchRows });
      expect(brief(verdicts)).toEqual([`2 ${verdict}`, `3 ${verdict}`, "4 rejected external_id DUPLICATE_EXTERNAL_ID"]);
    }
    expect((await storedResponses(db, survey))[0]).toMatchObject({ scores: [1] });
  });

  test("gives its rejected rows back, to be corrected and sent again", async () => {
    const { db } = database();
    const survey = await surveyFor(db, "correct");
    const header = "external_id;organisation;responded_at;nps;remark";
    const file = [
      header,
      'a;acme;2024-02-01;11;"one; ""two""\nthree"',
      "b;acme;01-02-2024;12;",
      'c;acme;"2024',
      "d;acme;2024-02-01;4;",
      "",
    ].join("\n");
    const { report } = await importText(db, survey, file);
    expect(report).toMatchObject({ rows: 4, imported: 1, rejected: 3 });
    const exported = await text(rejectedRows(db, report.runId));
    expect(exported.split("\n")[0]).toBe(
      `${header};rejected_line;rejected_column;rejected_code;rejected_reason;rejected_raw`,
    );
    expect(exported).toContain('b;acme;01-02-2024;12;;4;"responded_at; nps";"DATE_INVALID; ANSWER_OFF_SCALE"');
    expect(exported).toContain(";;;;;5;responded_at;QUOTE_UNCLOSED;");
    const corrected = exported.replace(";11;", ";10;").replace("01-02-2024;12", "2024-02-01;3");
    const second = await importText(db, survey, corrected);
    expect(second.report).toMatchObject({ rows: 3, imported: 2, rejected: 1 });
    expect((await storedResponses(db, survey)).map((one) => one["texts"])).toEqual([
      [[6, 'one; "two"\nthree']],
      [],
      [],
    ]);
    await expect(text(rejectedRows(db, "999999"))).rejects.toMatchObject({ code: "IMPORT_UNKNOWN" });
    await expect(text(rejectedRows(db, "1; drop table response"))).rejects.toMatchObject({ code: "IMPORT_UNKNOWN" });
  });

  test("gives rejected NDJSON back as NDJSON", async () => {
    const { db } = database();
    const survey = await surveyFor(db, "correct-ndjson");
    const file = '{"external_id":"a","organisation":"acme","responded_at":"2024-02-01","nps":11}\n{"external_id":\n';
    const { report } = await importText(db, survey, file, { format: "ndjson" });
    const exported = await text(rejectedRows(db, report.runId));
    expect(exported.split("\n").map((line) => (line === "" ? null : JSON.parse(line)))).toMatchObject([
      { external_id: "a", nps: 11, rejected_line: "1", rejected_column: "nps", rejected_code: "ANSWER_OFF_SCALE" },
      { rejected_line: "2", rejected_code: "JSON_INVALID", rejected_raw: '{"external_id":' },
      null,
    ]);
    const second = await importText(db, survey, exported.replace("11", "10"), { format: "ndjson" });
    expect(second.report).toMatchObject({ imported: 1, rejected: 1 });
  });

  const json = '{"external_id":"a","organisation":"acme","responded_at":"2024-02-01","nps":9';
  const line = (remark: string): string => `a,acme,2024-02-01,9,${remark}`;
  test.for<[name: string, format: "csv" | "ndjson", row: string | Buffer]>([
    ["a NUL", "csv", line("a\0b")],
    ["bytes of Latin-1", "csv", Buffer.from(line("caf\u00e9"), "latin1")],
    ["bytes of Latin-1 in NDJSON", "ndjson", Buffer.from(`${json},"remark":"caf\u00e9"}`, "latin1")],
    ["a NUL in NDJSON", "ndjson", `${json},"remark":"a\0b"}`],
    ["a number beyond all numbers", "ndjson", `${json},"age":1e400}`],
    ["a number with more digits than a double has", "ndjson", `${json},"age":1.00000000000000000001}`],
    ["a key twice", "ndjson", `${json},"age":1,"age":2}`],
    ["half a character", "ndjson", `${json},"remark":"\\ud800"}`],
  ])("rejects again what is sent again as it is: %s", async ([name, format, row]) => {
    const { db } = database();
    const survey = await surveyFor(db, `again-${name.replaceAll(/\W/g, "-").toLowerCase()}`);
    const header = format === "csv" ? "external_id,organisation,responded_at,nps,remark\n" : "";
    const { report } = await importText(db, survey, Buffer.concat([Buffer.from(header), Buffer.from(row)]), { format });
    expect(report).toMatchObject({ rows: 1, rejected: 1 });
    const again = await importText(db, survey, await text(rejectedRows(db, report.runId)), { format });
    expect(again.report).toMatchObject({ rows: 1, rejected: 1 });
  });

  test("takes two imports of the same rows at once without storing anything twice", async () => {
    const { db } = database();
    const survey = await surveyFor(db, "at-once");
    const rows = Array.from(
      { length: 300 },
      (_, index) => `r${index},org-${index % 7},2024-02-01,${index % 11},ch-${index % 5}`,
    );
    const file = (lines: readonly string[]): string =>
      ["external_id,organisation,responded_at,nps,channel", ...lines, ""].join("\n");
    const both = await Promise.all([
      importText(db, survey, file(rows), { batchRows: 20 }),
      importText(db, survey, file(rows.toReversed()), { batchRows: 30 }),
    ]);
    expect(both.map(({ report }) => report.imported).reduce((a, b) => a + b)).toBe(300);
    expect(both.map(({ report }) => report.unchanged).reduce((a, b) => a + b)).toBe(300);
    expect(await storedResponses(db, survey)).toHaveLength(300);
  });

  test("keeps what was stored, and counts it, when the source breaks off", async () => {
    const { db } = database();
    const survey = await surveyFor(db, "broken");
    const lines = Array.from({ length: 50 }, (_, index) => `r${index},acme,2024-02-01,${index % 12}`);
    const file = ["external_id,organisation,responded_at,nps", ...lines, ""].join("\n");
    async function* breaking(): AsyncGenerator<Uint8Array> {
      yield* chunksOf(file.slice(0, 700), 100);
      throw new Error("the line went dead");
    }
    const source = await openSource(breaking(), { format: "csv" });
    await expect(importRows(db, survey, source, { name: "broken.csv", create: true, batchRows: 7 })).rejects.toThrow(
      "the line went dead",
    );
    const run = await db
      .selectFrom("import_run")
      .selectAll()
      .where("instrument_id", "=", survey.id)
      .executeTakeFirstOrThrow();
    expect(run.finished_at).toBeNull();
    expect(Number(run.rows)).toBeGreaterThan(0);
    expect(await storedResponses(db, survey)).toHaveLength(Number(run.imported));
    const again = await importText(db, survey, file);
    expect(again.report).toMatchObject({ rows: 50, unchanged: Number(run.imported), rejected: 4 });
    expect(again.report.imported).toBe(46 - Number(run.imported));
  });

  test("does not make organisations and channels for rows that it rejects", async () => {
    const { db } = database();
    const survey = await surveyFor(db, "ghosts");
    await importText(
      db,
      survey,
      "external_id,organisation,sector,responded_at,nps,channel\na,ghost,ghosts,2024-02-01,11,ether\n",
    );
    expect(await db.selectFrom("organisation").select("id").where("code", "=", "ghost").execute()).toEqual([]);
    expect(await db.selectFrom("sector").select("id").where("code", "=", "ghosts").execute()).toEqual([]);
    expect(await db.selectFrom("channel").select("id").where("code", "=", "ether").execute()).toEqual([]);
  });

  const DIRT = fc.constantFrom(
    "",
    " ",
    "x",
    "11",
    "-1",
    "7.5",
    "7,5",
    "n/a",
    "99",
    '"',
    '""',
    "\0",
    "é",
    "1;2",
    "2024-02-01",
    "01-02-2024",
    "45292",
    "\r",
    "\n",
    "acme",
  );
  const cell = (clean: fc.Arbitrary<string>): fc.Arbitrary<string> =>
    fc.oneof({ weight: 12, arbitrary: clean }, { weight: 1, arbitrary: DIRT });
  const row = fc
    .tuple(
      cell(fc.oneof(fc.nat(3), fc.nat(30)).map((id) => `id${id}`)),
      cell(fc.constantFrom("acme", "globex")),
      cell(fc.constantFrom("2024-02-01", "2024-03-31T02:30:00Z")),
      cell(fc.integer({ min: 0, max: 10 }).map(String)),
      cell(fc.constantFrom("fine", '"two\nlines"', "")),
      fc.oneof({ weight: 20, arbitrary: fc.constant("") }, { weight: 1, arbitrary: fc.constantFrom(",", ",,", '"') }),
    )
    .map(([id, organisation, at, nps, remark, tail]) => `${[id, organisation, at, nps, remark].join(",")}${tail}`);

  propertyTest.prop(
    [fc.array(row, { maxLength: 40 }), fc.integer({ min: 1, max: 9 }), fc.constantFrom("\n", "\r\n", "\r")],
    { numRuns: 40 },
  )(
    "gives every row one verdict, and counts as many as it stored, whatever the file holds",
    async (lines, batchRows, lineEnd) => {
      const { db } = database();
      const survey = await surveyFor(db, `law-${Math.random().toString(36).slice(2)}`);
      const file = ["external_id,organisation,responded_at,nps,remark", ...lines, ""].join(lineEnd);
      const first = await importText(db, survey, file, { batchRows });
      const { rows, imported, updated, unchanged, rejected, runId } = first.report;
      expect(imported + updated + unchanged + rejected).toBe(rows);
      expect(first.verdicts).toHaveLength(rows);
      expect(new Set(first.verdicts.map((one) => one.line)).size).toBe(rows);
      expect(updated).toBe(0);
      const stored = await storedResponses(db, survey);
      expect(stored).toHaveLength(imported);
      const run = await db.selectFrom("import_run").selectAll().where("id", "=", runId).executeTakeFirstOrThrow();
      expect([run.rows, run.imported, run.updated, run.unchanged, run.rejected].map(Number)).toEqual([
        rows,
        imported,
        updated,
        unchanged,
        rejected,
      ]);
      const rejections = await db
        .selectFrom("import_rejection")
        .select("line")
        .where("import_id", "=", runId)
        .execute();
      expect(rejections).toHaveLength(rejected);

      const second = await importText(db, survey, file, { batchRows: 10 - batchRows });
      expect(second.report).toMatchObject({ rows, imported: 0, updated: 0, unchanged: rows - rejected, rejected });
      const refused = (verdicts: typeof first.verdicts): readonly number[] =>
        verdicts.filter((one) => one.verdict === "rejected").map((one) => one.line);
      expect(refused(second.verdicts)).toEqual(refused(first.verdicts));
      expect(await storedResponses(db, survey)).toEqual(stored);
    },
  );

  propertyTest.prop(
    [
      // Before 1970 the time-zone data of a server may differ from those of Node: its makers leave older rules out.
      fc.array(fc.date({ min: new Date("1970-01-02"), max: new Date("2199-12-30"), noInvalidDate: true }), {
        minLength: 20,
        maxLength: 60,
      }),
    ],
    { numRuns: 5 },
  )("counts days as the calendar of the operator's zone does", async (moments) => {
    const { db } = database();
    const survey = await surveyFor(db, `days-${Math.random().toString(36).slice(2)}`);
    const zone = "Europe/Amsterdam";
    await importText(
      db,
      survey,
      [
        "external_id,organisation,responded_at",
        ...moments.map((moment, index) => `${index},acme,${moment.toISOString()}`),
        "",
      ].join("\n"),
    );
    const { rows } = await sql<{ external_id: string; day: string }>`
        select external_id, day from response where instrument_id = ${survey.id}
      `.execute(db);
    const expected = moments.map((moment) =>
      Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(zone).toPlainDate().toString(),
    );
    expect(rows).toHaveLength(moments.length);
    for (const { external_id, day } of rows) expect(day).toBe(expected[Number(external_id)]);
  });

  test("lets others have their turn while it reads", async () => {
    const { db } = database();
    const survey = await surveyFor(db, "turns");
    const columns = ["external_id", "organisation", "responded_at"];
    const row = { line: 2, raw: "", columns, cells: ["a", "acme", "2024-02-01"] };
    let turns = 0;
    const source: Source = {
      ...{ format: "csv", delimiter: ",", columns },
      rows: (async function* () {
        const others = setInterval(() => turns++, 1);
        yield Array.from({ length: 100_000 }, () => row);
        clearInterval(others);
        throw new Error("that is enough");
      })(),
    };
    const options = { name: "turns", create: true, batchRows: Infinity };
    await expect(importRows(db, survey, source, options)).rejects.toThrow("that is enough");
    expect(turns).toBeGreaterThan(2);
  });
});
