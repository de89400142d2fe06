import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { bound } from "../access/bound-database.ts";
import { bindingOf } from "../access/viewer.ts";
import { createApi } from "../api.ts";
import { recordFollowUps } from "../follow-up/record-follow-ups.ts";
import { rejectedRows } from "../ingest/rejected-rows.ts";
import { recordOutcomes } from "../outcome/record-outcomes.ts";
import { dataOf } from "../../test/ask.ts";
import { describeOnDatabases } from "../../test/database.ts";
import { NpsDocument } from "../../test/generated/graphql.ts";
import { brief, importText, storedResponses, surveyFor } from "../../test/import-text.ts";
import { eraseRespondent } from "./erase-respondent.ts";

const HEADER = "external_id,responded_at,organisation,respondent_key,nps,age,remark";
const csv = (...rows: readonly string[]): string => [HEADER, ...rows, ""].join("\n");
const JANE = ["j1,2024-02-01,acme,jane@example.org,2,41,slow", "j2,2024-03-01,acme,jane@example.org,3,41,"];
const OTHERS = ["o1,2024-02-01,acme,joe@example.org,9,50,fine", "o2,2024-02-01,rival,jane@example.org,10,41,good"];

const erased = {
  columnsRewritten: true,
  texts: 0,
  numbers: 0,
  followUps: 0,
  customerOutcomes: 0,
  responses: 0,
  rejectedRows: 0,
  keptAnswers: 0,
};

describeOnDatabases("erasing a respondent", (database) => {
  const everything = async (): Promise<string> => {
    const { rows } = await sql<{ text: string }>`
      select coalesce(string_agg(t.text, ' '), '') as text from (
        select to_jsonb(r)::text from response r union all select to_jsonb(t)::text from response_text t
        union all select to_jsonb(r)::text from import_rejection r union all select to_jsonb(l)::text from change_log l
        union all select to_jsonb(w)::text from weight_log w
        union all select to_jsonb(i)::text from idempotent_request i union all select to_jsonb(f)::text from follow_up f union all select encode(data, 'escape') from segment_column
      ) as t (text)
    `.execute(database().db);
    return rows[0]!.text;
  };

  test("removes answers, texts and numbers of that organisation only, and says how many", async () => {
    const { db } = database();
    const survey = await surveyFor(db, "erase-rows");
    await importText(db, survey, csv(...JANE, ...OTHERS));
    expect(await eraseRespondent(db, { organisation: "acme", respondentKey: " jane@example.org " })).toEqual({
      ...erased,
      organisation: "acme",
      responses: 2,
      texts: 1,
      numbers: 2,
    });
    expect((await storedResponses(db, survey)).map((one) => one["external_id"])).toEqual(["o1", "o2"]);
    expect(await eraseRespondent(db, { organisation: "acme", respondentKey: "jane@example.org" })).toEqual({
      ...erased,
      organisation: "acme",
    });
  });

  test("corrects summaries at once, and leaves nothing in log and segments", async () => {
    const { db } = database();
    const survey = await surveyFor(db, "erase-summaries");
    const attribute = (rows: readonly string[]): string =>
      [
        `${HEADER},attribute.nickname`,
        ...rows.map((row) => `${row},${row.includes("jane") ? "janiebird" : "x"}`),
        "",
      ].join("\n");
    await importText(
      db,
      survey,
      attribute([...JANE, ...OTHERS].map((row) => row.replaceAll("acme", "beta").replaceAll("rival", "rival-of-beta"))),
    );
    await sql`
      with made as (insert into weighting (instrument_id, name) values (${survey.id}, 'doubled') returning id)
      insert into response_weight (organisation_id, response_id, weighting_id, weight)
      select organisation_id, response.id, made.id, 2 from response, made where instrument_id = ${survey.id}
    `.execute(db);
    const nps = async (): Promise<unknown> => {
      const { segments } = await dataOf(createApi({ db }), NpsDocument, {
        instrument: "erase-summaries",
        where: { organisations: ["beta"] },
        level: 0.95,
      });
      const [segment] = segments.nodes;
      return { responses: segment!.responses, value: segment!.nps?.value };
    };
    expect(await nps()).toMatchObject({ responses: 3, value: -33.3333333333 });
    expect(await everything()).toContain("janiebird");
    await eraseRespondent(db, { organisation: "beta", respondentKey: "jane@example.org" });
    expect(await nps()).toEqual({ responses: 1, value: 100 });
    await eraseRespondent(db, { organisation: "rival-of-beta", respondentKey: "jane@example.org" });
    expect(await everything()).not.toContain("janiebird");
  });

  test("removes what was done about the responses", async () => {
    const { db } = database();
    const survey = await surveyFor(db, "erase-follow-ups");
    await importText(db, survey, csv(...[...JANE, ...OTHERS].map((row) => row.replaceAll("acme", "loop"))));
    const cases = [
      { organisation: "loop", externalId: "j1", trigger: "janiecase" },
      { organisation: "loop", externalId: "o1", trigger: "joecase" },
    ];
    await recordFollowUps(db, survey.id, cases);
    expect(await everything()).toContain("janiecase");
    expect(await eraseRespondent(db, { organisation: "loop", respondentKey: "jane@example.org" })).toMatchObject({
      responses: 2,
      followUps: 1,
    });
    expect(await everything()).not.toContain("janiecase");
    expect(await everything()).toContain("joecase");
  });

  test("removes what the customer did, and takes nothing more of it", async () => {
    const { db } = database();
    const survey = await surveyFor(db, "erase-outcomes");
    await importText(db, survey, csv(...[...JANE, ...OTHERS].map((row) => row.replaceAll("acme", "shop"))));
    const observedUntil = new Date("2025-01-01");
    const outcomes = ["jane@example.org", " joe@example.org "].map((respondentKey) => ({
      organisation: "shop",
      respondentKey,
      observedUntil,
      leftAt: null,
      margin: 10,
    }));
    expect(await recordOutcomes(db, outcomes)).toEqual({ recorded: 2, changed: 0, unchanged: 0, erased: 0 });
    expect(await eraseRespondent(db, { organisation: "shop", respondentKey: "jane@example.org" })).toMatchObject({
      responses: 2,
      customerOutcomes: 1,
    });
    expect(await recordOutcomes(db, outcomes)).toEqual({ recorded: 0, changed: 0, unchanged: 1, erased: 1 });
    expect(await db.selectFrom("customer_outcome").selectAll().execute()).toHaveLength(1);
  });

  describe("afterwards", () => {
    test("rows that name the respondent or a response are rejected, good or not, and not kept", async () => {
      const { db } = database();
      const survey = await surveyFor(db, "erase-again");
      const rows = [...JANE, ...OTHERS].map((row) => row.replaceAll("acme", "gamma"));
      await importText(db, survey, csv(...rows));
      await eraseRespondent(db, { organisation: "gamma", respondentKey: "jane@example.org" });
      const again = await importText(
        db,
        survey,
        csv(
          ...rows,
          "j3,2024-02-01,gamma,jane@example.org,11,41,again",
          "j1,2024-02-01,gamma,,2,41,without key",
          "o1,2024-02-01,gamma,jane@example.org,9,50,fine",
        ),
      );
      expect(brief(again.verdicts)).toEqual([
        "2 rejected respondent_key ERASED",
        "3 rejected respondent_key ERASED",
        "4 unchanged",
        "5 unchanged",
        "6 rejected respondent_key ERASED",
        "7 rejected external_id ERASED",
        "8 rejected respondent_key ERASED",
      ]);
      const { rows: counts } = await sql<{ raw: string }>`
        select raw from import_rejection where import_id = ${again.report.runId}
      `.execute(db);
      expect(counts.map(({ raw }) => raw)).toEqual(["", "", "", "", ""]);
      expect((await storedResponses(db, survey)).map((one) => one["external_id"])).toEqual(["o1", "o2"]);
    });

    test("rejected rows that held the key are empty, still counted, and others are as they were", async () => {
      const { db } = database();
      const survey = await surveyFor(db, "erase-rejected");
      const text = [
        HEADER,
        "a,2024-02-01,delta,7,11,1,held: the key",
        "b,2024-02-01,delta,8,11,7,not held: 7 is an age",
        "c,2024-02-01,nobody,7,9,1,held: of no known organisation",
        'd,2024-02-01,delta,7,9,1,"held: not closed',
        "e,2024-02-01,delta,77,9,1,not,held",
        "f,2024-02-01,delta,7,9,1,held,too many fields",
        "",
      ].join("\n");
      await importText(db, survey, csv("z,2024-02-01,delta,9,9,1,"));
      const { report } = await importText(db, survey, text, { create: false });
      expect(report).toMatchObject({ rows: 6, rejected: 6 });
      const json = await importText(
        db,
        survey,
        '{"external_id":"n","responded_at":"2024-02-01","organisation":"delta","respondent_key":"\\u0037","nps":11}\n' +
          '{"external_id":"m","respondent_key":7,"nps":1,"nps":2}\n{"external_id":"l","respondent_key":70,\n',
        { format: "ndjson" },
      );
      expect(await eraseRespondent(db, { organisation: "delta", respondentKey: "7" })).toMatchObject({
        responses: 0,
        rejectedRows: 6,
      });
      const raws = await db
        .selectFrom("import_rejection")
        .select("raw")
        .where("import_id", "=", report.runId)
        .orderBy("line")
        .execute();
      expect(raws.map(({ raw }) => raw.slice(0, 1))).toEqual(["", "b", "", "", "e", ""]);
      const exported: string[] = [];
      for await (const part of rejectedRows(db, report.runId)) exported.push(part);
      const lines = exported.join("").trim().split("\n");
      expect(lines).toHaveLength(1 + 6);
      expect(lines[1]).toMatch(/^,,,,,,,2,,ERASED,/);
      const kept = await db
        .selectFrom("import_rejection")
        .select("raw")
        .where("import_id", "=", json.report.runId)
        .orderBy("line")
        .execute();
      expect(kept.map(({ raw }) => raw.slice(0, 18))).toEqual(["", "", '{"external_id":"l"']);
      for await (const part of rejectedRows(db, json.report.runId)) expect(part).not.toContain("\\u0037");
    });
  });

  test("rejected rows that name an erased response are empty too, also without the key, and nobody else's", async () => {
    const { db } = database();
    const survey = await surveyFor(db, "erase-named");
    const other = await surveyFor(db, "erase-named-other");
    const rows = (organisation: string): readonly string[] => [
      `j1,2024-02-01,${organisation},jane@example.org,2,41,slow`,
      `j1,2024-02-01,${organisation},,11,41,${organisation} without key`,
    ];
    await importText(db, survey, csv(...rows("theta")));
    await importText(db, survey, csv(...rows("iota")));
    await importText(db, other, csv(rows("theta")[1]!.replace("without", "elsewhere")));
    expect(await eraseRespondent(db, { organisation: "theta", respondentKey: "jane@example.org" })).toMatchObject({
      responses: 1,
      rejectedRows: 1,
    });
    const left = await everything();
    expect(left).not.toContain("theta without key");
    expect(left).toContain("iota without key");
    expect(left).toContain("theta elsewhere key");
    await importText(db, survey, csv(...rows("theta")));
    const { rows: named } = await sql`
      select r.external_id from import_rejection r join organisation o on o.id = r.organisation_id join import_run i on i.id = r.import_id
      where o.code = 'theta' and r.external_id is not null and i.instrument_id = ${survey.id}
    `.execute(db);
    expect(named).toEqual([]);
  });

  test("waits for a batch that is being written, and a batch waits for it", async () => {
    const { db } = database();
    const survey = await surveyFor(db, "erase-race");
    await importText(db, survey, csv("z,2024-02-01,epsilon,9,9,1,"));
    const rows = Array.from({ length: 400 }, (_, index) => `r${index},2024-02-01,epsilon,k${index % 4},9,1,text`);
    const importing = importText(db, survey, csv(...rows), { batchRows: 20 });
    const erasures = await Promise.all(
      ["k0", "k1", "k2"].map((respondentKey) => eraseRespondent(db, { organisation: "epsilon", respondentKey })),
    );
    const { report } = await importing;
    expect(report.imported + report.rejected).toBe(400);
    // Whatever was stored before an erasure was removed by it, whatever came later was rejected.
    expect(erasures.reduce((sum, { responses }) => sum + responses, 0) + report.rejected).toBe(300);
    expect(await storedResponses(db, survey)).toHaveLength(100 + 1);
  });

  test("by the organisation itself reaches imports of the operator, and none of another organisation", async () => {
    const { db } = database();
    const survey = await surveyFor(db, "erase-bound");
    const bad = (organisation: string): string => `x-${organisation},2024-02-01,${organisation},kim@example.org,77,1,`;
    await importText(db, survey, csv("a,2024-02-01,zeta,9,9,1,", "b,2024-02-01,eta,9,9,1,"));
    const boundTo = async (code: string) => {
      const { id } = await db
        .selectFrom("organisation")
        .select("id")
        .where("code", "=", code)
        .executeTakeFirstOrThrow();
      return bound(db, bindingOf({ id: "test", organisations: [id], scopes: new Set() }));
    };
    const zeta = await boundTo("zeta");
    const operators = await importText(db, survey, csv(bad("zeta"), bad("eta"), bad("unknown")), { create: false });
    const own = await importText(zeta, survey, csv(bad("zeta"), bad("unknown")), { create: false });
    const others = await importText(await boundTo("eta"), survey, csv(bad("eta"), bad("unknown")), { create: false });
    const erasure = await eraseRespondent(zeta, { organisation: "zeta", respondentKey: "kim@example.org" });
    expect(erasure).toMatchObject({ responses: 0, rejectedRows: 4 });
    const left = async (runId: string): Promise<readonly string[]> => {
      const rows = await db.selectFrom("import_rejection").select("raw").where("import_id", "=", runId).execute();
      return rows.map(({ raw }) => raw.split(",")[0]!).filter((raw) => raw !== "");
    };
    expect(await left(operators.report.runId)).toEqual(["x-eta"]);
    expect(await left(own.report.runId)).toEqual([]);
    expect((await left(others.report.runId)).toSorted()).toEqual(["x-eta", "x-unknown"]);
    await expect(
      eraseRespondent(zeta, { organisation: "eta", respondentKey: "kim@example.org" }),
    ).rejects.toMatchObject({
      code: "ORGANISATION_UNKNOWN",
      message: 'erase: expected the code of an organisation, got "eta"',
    });
  });

  test.for([
    ["nobody", "jane", "ORGANISATION_UNKNOWN"],
    ["a\0", "jane", "ORGANISATION_UNKNOWN"],
    ["acme", " ", "RESPONDENT_INVALID"],
    ["acme", "a\0b", "RESPONDENT_INVALID"],
    ["acme", "a\ud800", "RESPONDENT_INVALID"],
  ] as const)("refuses %j %j", async ([organisation, respondentKey, code]) => {
    await expect(eraseRespondent(database().db, { organisation, respondentKey })).rejects.toMatchObject({ code });
  });
});
