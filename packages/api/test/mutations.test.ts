import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findShipped, shippedInstruments } from "../src/instrument/shipped.ts";
import { LIMITS } from "../src/limits.ts";
import { dataOf } from "./ask.ts";
import { describeOnDatabases } from "./database.ts";
import {
  DefineInstrumentDocument,
  type DefineInstrumentInput,
  EraseRespondentDocument,
  LoadInstrumentDocument,
  NpsDocument,
  type ResponseInput,
  SubmitResponsesDocument,
  type SubmitResponsesInput,
} from "./generated/graphql.ts";
import { brief, importText, storedResponses, surveyFor } from "./import-text.ts";
import { postImport, serve, type TestServer } from "./serve.ts";

const response = (externalId: string, nps: number, more: Partial<ResponseInput> = {}): ResponseInput => ({
  externalId,
  organisation: "acme",
  respondedAt: "2024-02-01",
  answers: [{ question: "nps", value: nps }],
  ...more,
});

describeOnDatabases("mutations", (database) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await serve(database());
  });
  afterAll(() => server.stop());

  const submit = async (input: SubmitResponsesInput) =>
    (await dataOf(server.api, SubmitResponsesDocument, { input })).submitResponses;

  describe("submitResponses", () => {
    test("stores what a file would, and gives each response its verdict", async () => {
      const { db } = database();
      const survey = await surveyFor(db, "submit");
      const full = response("a", 9, {
        sector: "retail",
        channel: "web",
        touchpoint: "purchase",
        audience: "EMPLOYEE",
        weight: 0.5,
        respondentKey: "jane",
        attributes: [{ name: "region", value: "north" }],
        answers: [
          { question: "nps", value: 9 },
          { question: "mark", value: "7.5" },
          { question: "surprise", value: "as" },
          { question: "why", value: ["price", "service"] },
          { question: "age", value: 41 },
          { question: "remark", value: 'good {"nps": 1}\nvery' },
        ],
      });
      const input = { instrument: "submit", create: true, responses: [full, response("b", 11), response("c", 3)] };
      const first = await submit(input);
      expect(first).toMatchObject({
        __typename: "ResponsesSubmitted",
        instrument: "submit",
        version: 1,
        rows: 3,
        imported: 2,
        updated: 0,
        unchanged: 0,
        rejected: 1,
        verdicts: [
          { row: 1, externalId: "a", verdict: "IMPORTED", problems: [] },
          { row: 2, externalId: "b", verdict: "REJECTED", problems: [{ column: "nps", code: "ANSWER_OFF_SCALE" }] },
          { row: 3, externalId: "c", verdict: "IMPORTED", problems: [] },
        ],
      });
      const bySubmission = await storedResponses(db, survey);
      const file = [
        "external_id,organisation,sector,responded_at,channel,touchpoint,audience,weight,respondent_key,attribute.region,nps,mark,surprise,why,age,remark",
        'a,acme,retail,2024-02-01,web,purchase,employee,0.5,jane,north,9,7.5,as,price|service,41,"good {""nps"": 1}\nvery"',
      ].join("\n");
      expect((await importText(db, survey, file)).report).toMatchObject({ rows: 1, unchanged: 1 });
      const second = await submit({ ...input, responses: [full, response("c", 4)] });
      expect(second).toMatchObject({ updated: 1, unchanged: 1 });
      expect((await storedResponses(db, survey)).map((one) => one["external_id"])).toEqual(["a", "c"]);
      expect((await storedResponses(db, survey))[0]).toEqual(bySubmission[0]);

      if (first.__typename !== "ResponsesSubmitted") throw new Error(first.message);
      const exported = await (await fetch(server.url + first.rejectedRows!)).text();
      expect(JSON.parse(exported)).toMatchObject({ external_id: "b", nps: 11, rejected_code: "ANSWER_OFF_SCALE" });
      const again = await postImport(server, "submit", exported.replace('"nps":11', '"nps":10'), {
        type: "application/x-ndjson",
      });
      expect(again.body).toMatchObject({ rows: 1, imported: 1 });
    });

    test.each<[string, Partial<ResponseInput>, string]>([
      ["a day that is none", { respondedAt: "01-02-2024" }, "responded_at DATE_INVALID"],
      ["a NUL", { organisation: "a\0" }, "organisation TEXT_INVALID"],
      ["half a character", { organisation: "a\ud800" }, "organisation TEXT_INVALID"],
      ["an unknown question", { answers: [{ question: "nothing", value: 1 }] }, "answers.nothing COLUMN_UNKNOWN"],
      ["a column as a question", { answers: [{ question: "weight", value: 2 }] }, "answers.weight COLUMN_UNKNOWN"],
      [
        "a column that is passed over",
        { answers: [{ question: "rejected_line", value: 2 }] },
        "answers.rejected_line COLUMN_UNKNOWN",
      ],
      [
        "a question twice",
        {
          answers: [
            { question: "nps", value: 1 },
            { question: "nps", value: 9 },
            { question: "remark", value: "{" },
          ],
        },
        "row JSON_INVALID",
      ],
      [
        "an attribute twice",
        {
          attributes: [
            { name: "a", value: "1" },
            { name: "a", value: "2" },
          ],
        },
        "row JSON_INVALID",
      ],
      [
        "an attribute that can have no such name",
        { attributes: [{ name: "a b", value: "1" }] },
        "attribute.a b COLUMN_UNKNOWN",
      ],
      [
        "more digits than are kept",
        { answers: [{ question: "age", value: 1.2345678901234567 }] },
        "age NUMBER_IMPRECISE",
      ],
      ["an option with a bar", { answers: [{ question: "why", value: ["price|service"] }] }, "why JSON_INVALID"],
      ["a weight below 0", { weight: -1 }, "weight WEIGHT_INVALID"],
      ["no external id", { externalId: "" }, "external_id VALUE_MISSING"],
      [
        "100,001 characters",
        { answers: [{ question: "remark", value: "x".repeat(100_001) }] },
        "remark FIELD_TOO_LONG",
      ],
    ])("rejects %s", async (_name, more, problem) => {
      await surveyFor(database().db, "submit-wrong");
      const answer = await submit({ instrument: "submit-wrong", create: true, responses: [response("x", 1, more)] });
      if (answer.__typename !== "ResponsesSubmitted") throw new Error(answer.message);
      const [verdict] = answer.verdicts;
      expect(`${verdict!.problems[0]!.column ?? "row"} ${verdict!.problems[0]!.code}`).toBe(problem);
      expect(answer).toMatchObject({ rows: 1, imported: 0, rejected: 1 });
    });

    test("answers the same again for an idempotency key, and refuses another request with it", async () => {
      await surveyFor(database().db, "submit-key");
      const input = {
        instrument: "submit-key",
        create: true,
        idempotencyKey: "k1",
        responses: [response("a", 9), response("b", 12)],
      };
      const first = await submit(input);
      expect(first).toMatchObject({ imported: 1, rejected: 1 });
      expect(await submit(input)).toEqual(first);
      expect(await submit({ ...input, responses: [response("a", 8)] })).toMatchObject({
        __typename: "WriteRefused",
        code: "IDEMPOTENCY_MISMATCH",
      });
      expect(await submit({ ...input, idempotencyKey: "é" })).toMatchObject({ code: "IDEMPOTENCY_KEY_INVALID" });
      const overHttp = await postImport(server, "submit-key", "external_id,organisation,responded_at\n", {
        headers: { "idempotency-key": "k1" },
      });
      expect(overHttp.status).toBe(422);
    });

    test("refuses an unknown instrument, and more responses than it takes", async () => {
      for (const instrument of ["nothing", "a\0", "x".repeat(300)]) {
        expect(await submit({ instrument, responses: [] })).toEqual({
          __typename: "WriteRefused",
          code: "INSTRUMENT_NOT_FOUND",
          message: "instrument: expected the code of an instrument, got another",
          issues: [],
        });
      }
      await surveyFor(database().db, "submit-many");
      const many = (count: number): ResponseInput[] =>
        Array.from({ length: count }, (_, index) => response(`r${index}`, 5));
      const input = { instrument: "submit-many", create: true };
      expect(await submit({ ...input, responses: many(LIMITS.listElements + 1) })).toMatchObject({
        code: "INPUT_INVALID",
        issues: [{ path: "responses", expected: "at most 1000 elements", got: "1001" }],
      });
      expect(await submit({ ...input, responses: many(LIMITS.listElements) })).toMatchObject({ imported: 1000 });
    });

    test("does not make organisations unless it is told to", async () => {
      await surveyFor(database().db, "submit-create");
      const answer = await submit({
        instrument: "submit-create",
        responses: [response("a", 1, { organisation: "new" })],
      });
      expect(answer).toMatchObject({ rejected: 1, verdicts: [{ problems: [{ code: "ORGANISATION_UNKNOWN" }] }] });
    });
  });

  describe("loadInstrument", () => {
    const load = async (code: string) => (await dataOf(server.api, LoadInstrumentDocument, { code })).loadInstrument;

    test.each(shippedInstruments())("stores %s once", async (code) => {
      const { labels } = (await findShipped(code))!;
      const instrument = { code, version: 1, label: labels["en"] };
      expect(await load(code)).toEqual({ __typename: "InstrumentDefined", created: true, instrument });
      expect(await load(code)).toEqual({ __typename: "InstrumentDefined", created: false, instrument });
    });

    test.each(["seven_drivers", "../instruments/seven-drivers", ""])("says which there are for %j", async (code) => {
      expect(await load(code)).toEqual({
        __typename: "WriteRefused",
        code: "INSTRUMENT_NOT_FOUND",
        issues: [
          { path: "code", expected: `one of ${shippedInstruments().join(", ")}`, got: expect.any(String) as string },
        ],
      });
    });
  });

  describe("defineInstrument", () => {
    const labels = [{ language: "en", text: "Text" }];
    const categories = ["below", "as", "above"].map((code) => ({ code, labels }));
    const input: DefineInstrumentInput = {
      code: "defined",
      labels,
      unit: "RESPONSE",
      questions: [
        {
          code: "nps",
          role: "NPS",
          labels,
          missing: ["99"],
          pointLabels: [{ point: "0", labels: [{ language: "en", text: "Never" }] }],
        },
        { code: "effort", role: "CES", version: "V2", labels },
        { code: "mark", role: "SATISFACTION", labels, scale: { min: 1, max: 10, step: 0.5 }, top: 3, bottom: 5 },
        { code: "held", role: "EXPECTATION", labels, categories },
        { code: "why", role: "REASONS", kind: "RECOMMEND", labels, options: categories.slice(0, 2) },
        { code: "remark", role: "COMMENT", labels },
      ],
    };
    const define = async (definition: DefineInstrumentInput) =>
      (await dataOf(server.api, DefineInstrumentDocument, { input: definition })).defineInstrument;

    test("stores an instrument and versions it", async () => {
      const first = await define(input);
      expect(first).toMatchObject({
        __typename: "InstrumentDefined",
        created: true,
        instrument: { code: "defined", version: 1 },
      });
      if (first.__typename !== "InstrumentDefined") throw new Error(first.message);
      expect(first.instrument.questions.map(({ code }) => code)).toEqual([
        "nps",
        "effort",
        "mark",
        "held",
        "why.below",
        "why.as",
        "remark",
      ]);
      expect(first.instrument.questions[0]!.points[0]).toEqual({ code: "0", label: "Never" });
      expect(await define({ ...input, questions: input.questions.toReversed() })).toMatchObject({
        created: false,
        instrument: { version: 1 },
      });
      expect(await define({ ...input, questions: input.questions.slice(1) })).toMatchObject({
        created: true,
        instrument: { version: 2 },
      });
      expect(await submit({ instrument: "defined", create: true, responses: [response("a", 1)] })).toMatchObject({
        version: 2,
        verdicts: [{ problems: [{ column: "answers.nps", code: "COLUMN_UNKNOWN" }] }],
      });
    });

    test("says all that is wrong, with its place", async () => {
      const [nps] = input.questions;
      expect(
        await define({
          ...input,
          code: "Wrong",
          questions: [nps!, { ...nps!, scale: { min: 1, max: 5 } }, { code: "c", role: "CES", labels }],
        }),
      ).toMatchObject({
        __typename: "WriteRefused",
        code: "INSTRUMENT_INVALID",
        issues: [{ path: "code", got: '"Wrong"' }, { path: "questions[2].version" }],
      });
      expect(await define({ ...input, labels: [...labels, ...labels] })).toMatchObject({
        issues: [{ path: "labels", expected: "every name once", got: '"en"' }],
      });
      expect(await define({ ...input, unit: "EMPLOYEE" })).toMatchObject({ issues: [{ path: "unit" }] });
      expect(await define({ ...input, questions: [] })).toMatchObject({ issues: [{ path: "questions" }] });
    });

    test("refuses names that every object has", async () => {
      const odd = [{ language: "__proto__", text: "x" }];
      expect(await define({ ...input, labels: odd })).toMatchObject({ code: "INSTRUMENT_INVALID" });
    });
  });

  describe("eraseRespondent", () => {
    const erase = async (organisation: string, respondentKey: string) =>
      (await dataOf(server.api, EraseRespondentDocument, { input: { organisation, respondentKey } })).eraseRespondent;

    test("removes answers, texts, rejected rows and kept answers; summaries are right at once, and a retry is rejected", async () => {
      await surveyFor(database().db, "forget");
      const remark = { question: "remark", value: "mine" };
      const input = {
        instrument: "forget",
        create: true,
        idempotencyKey: "forget-1",
        responses: [
          response("a", 2, {
            organisation: "beta",
            respondentKey: "jane",
            answers: [{ question: "nps", value: 2 }, remark],
          }),
          response("b", 9, { organisation: "beta", respondentKey: "joe" }),
          response("c", 13, { organisation: "beta", respondentKey: "jane" }),
        ],
      };
      expect(await submit(input)).toMatchObject({ imported: 2, rejected: 1 });
      const nps = async (): Promise<unknown> => {
        const { segments } = await dataOf(server.api, NpsDocument, { instrument: "forget", level: 0.95 });
        return segments.nodes.map((one) => [one.responses, one.nps?.value]);
      };
      expect(await nps()).toEqual([[2, 0]]);
      expect(await erase("beta", "jane")).toEqual({
        __typename: "RespondentErased",
        organisation: "beta",
        responses: 1,
        texts: 1,
        numbers: 0,
        followUps: 0,
        customerOutcomes: 0,
        rejectedRows: 1,
        keptAnswers: 1,
        columnsRewritten: true,
      });
      expect(await nps()).toEqual([[1, 100]]);
      expect(await submit(input)).toMatchObject({
        imported: 0,
        unchanged: 1,
        rejected: 2,
        verdicts: [{ problems: [{ code: "ERASED" }] }, { problems: [] }, { problems: [{ code: "ERASED" }] }],
      });
      expect(await nps()).toEqual([[1, 100]]);
    });

    test("refuses an organisation that is not there, and a key that nobody can have", async () => {
      expect(await erase("nobody", "jane")).toMatchObject({
        __typename: "WriteRefused",
        code: "ORGANISATION_NOT_FOUND",
      });
      expect(await erase("beta", " ")).toMatchObject({ __typename: "WriteRefused", code: "INPUT_INVALID" });
    });
  });

  describe("come as JSON by POST only", () => {
    const mutation =
      'mutation { eraseRespondent(input: { organisation: "acme", respondentKey: "csrf" }) { __typename } }';
    const tombstones = () => database().db.selectFrom("tombstone").selectAll().execute();

    test("not by GET", async () => {
      const before = await tombstones();
      const reply = await fetch(`${server.url}/graphql?query=${encodeURIComponent(mutation)}`);
      expect(reply.status).toBe(405);
      expect(await tombstones()).toEqual(before);
    });

    test.each([
      ["application/x-www-form-urlencoded", `query=${encodeURIComponent(mutation)}`],
      ["text/plain", JSON.stringify({ query: mutation })],
      ["text/plain; x=application/json", JSON.stringify({ query: mutation })],
      ["application/graphql", mutation],
      [
        "multipart/form-data; boundary=x",
        `--x\r\ncontent-disposition: form-data; name="operations"\r\n\r\n${JSON.stringify({ query: mutation })}\r\n--x\r\ncontent-disposition: form-data; name="map"\r\n\r\n{}\r\n--x--\r\n`,
      ],
      ["", JSON.stringify({ query: mutation })],
    ])("not as %j", async (type, body) => {
      const before = await tombstones();
      const reply = await fetch(`${server.url}/graphql`, {
        method: "POST",
        headers: type === "" ? {} : { "content-type": type },
        body: Buffer.from(body),
      });
      expect(reply.status).toBe(415);
      expect(await reply.json()).toMatchObject({ errors: [{ extensions: { code: "MEDIA_TYPE_UNSUPPORTED" } }] });
      expect(await tombstones()).toEqual(before);
    });

    test.each([
      ["gzip", 415],
      ["br", 415],
      ["identity, gzip", 415],
      ["identity", 200],
      ["Identity ", 200],
    ])("JSON in the encoding %s gets %i, whatever it really is", async (encoding, status) => {
      const reply = await fetch(`${server.url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json", "content-encoding": encoding },
        body: JSON.stringify({ query: "{ instruments { code } }" }),
      });
      expect(reply.status).toBe(status);
      if (status === 415)
        expect(await reply.json()).toMatchObject({ errors: [{ extensions: { code: "ENCODING_UNSUPPORTED" } }] });
    });

    test("JSON with a charset is fine", async () => {
      const reply = await fetch(`${server.url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json; charset=utf-8" },
        body: JSON.stringify({ query: "{ instruments { code } }" }),
      });
      expect(reply.status).toBe(200);
    });
  });

  test("an import over HTTP and a submission give a row the same verdict", async () => {
    const { db } = database();
    const survey = await surveyFor(db, "doors");
    const lines = [
      { external_id: "a", organisation: "acme", responded_at: "2024-02-01", nps: 11 },
      { external_id: "b", organisation: "acme", responded_at: "2024-02-30", nps: 1 },
      { external_id: "c", organisation: "acme", responded_at: "2024-02-01", nps: 7 },
    ];
    const submitted = await submit({
      instrument: "doors",
      create: true,
      responses: lines.map((one) => response(one.external_id, one.nps, { respondedAt: one.responded_at })),
    });
    if (submitted.__typename !== "ResponsesSubmitted") throw new Error(submitted.message);
    const file = lines.map((one) => JSON.stringify(one)).join("\n");
    const { verdicts } = await importText(db, survey, file, { format: "ndjson" });
    expect(brief(verdicts)).toEqual([
      "1 rejected nps ANSWER_OFF_SCALE",
      "2 rejected responded_at DATE_INVALID",
      "3 unchanged",
    ]);
    const { body } = await postImport(server, "doors", gzipSync(file), {
      type: "application/x-ndjson",
      headers: { "content-encoding": "gzip" },
    });
    const rejections = body["rejections"] as { line: number; problems: unknown }[];
    expect(rejections.map(({ line, problems }) => ({ row: line, problems }))).toEqual(
      submitted.verdicts.filter((one) => one.verdict === "REJECTED").map(({ row, problems }) => ({ row, problems })),
    );
  });
});
