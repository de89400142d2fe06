import type { KyselyPlugin } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "../src/access/viewer.ts";
import { type Api, createApi } from "../src/api.ts";
import { ColumnStore } from "../src/columns/column-source.ts";
import { LIMITS } from "../src/limits.ts";
import { opaque } from "../src/relay/opaque.ts";
import { ask, dataOf } from "./ask.ts";
import { askAs, viewerOf } from "./ask-as.ts";
import { describeOnDatabases } from "./database.ts";
import {
  NodeDocument,
  OrganisationsDocument,
  type OrganisationsQueryVariables,
  ResponsesDocument,
  type ResponsesQueryVariables,
  SubmitResponsesDocument,
} from "./generated/graphql.ts";
import { brief, importText, surveyFor } from "./import-text.ts";

const LINES = [
  "external_id,organisation,sector,responded_at,channel,touchpoint,audience,weight,respondent_key,attribute.region,nps,mark,surprise,why,age,remark",
  'a,acme,retail,2024-02-01,web,purchase,employee,0.5,jane,north,9,7.5,as,price|service,41,"good\nvery"',
  "b,acme,retail,2024-02-03,,,customer,1,,,99,,,,-1,",
  "c,acme,retail,2024-02-02,,,customer,1,,,n/a,3,below,,1234567890.123456789,",
  "a,bolt,energy,2024-02-02,phone,,customer,1.25,bob,south,0,1,above,service,7,bad",
  "z,Zeta,retail,2024-02-02,,,customer,1,,,5,,,,,",
];

const badInput = { extensions: { code: "BAD_USER_INPUT" } };

describeOnDatabases("organisations and responses", (database) => {
  let api: Api;
  beforeAll(async () => {
    const { db } = database();
    const { report, verdicts } = await importText(db, await surveyFor(db, "paged"), LINES.join("\n"));
    expect(report.imported, brief(verdicts).join("\n")).toBe(5);
    api = createApi({ db, columns: new ColumnStore(db) });
  });

  const organisations = async (variables: OrganisationsQueryVariables = {}) =>
    (await dataOf(api, OrganisationsDocument, variables)).organisations;
  const responses = async (variables: Partial<ResponsesQueryVariables> = {}) =>
    (await dataOf(api, ResponsesDocument, { instrument: "paged", ...variables })).responses;
  const node = async (id: string, viewer: Viewer = viewerOf("all", "read")) => {
    const { data, errors } = await askAs(api, viewer, NodeDocument, { id });
    expect(errors).toBeUndefined();
    return data?.node;
  };
  const idOf = async (code: string): Promise<number> =>
    (await database().db.selectFrom("organisation").select("id").where("code", "=", code).executeTakeFirstOrThrow()).id;

  test("organisations come by code, page by page, with how many there are", async () => {
    const all = await organisations();
    // Byte by byte, on every engine.
    expect(all.nodes.map(({ code }) => code)).toEqual(["Zeta", "acme", "bolt"]);
    expect(all).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: false, hasPreviousPage: false } });
    const first = await organisations({ first: 2 });
    expect(first).toMatchObject({ nodes: all.nodes.slice(0, 2), totalCount: 3, pageInfo: { hasNextPage: true } });
    const second = await organisations({ first: 2, after: first.pageInfo.endCursor });
    expect(second).toMatchObject({
      nodes: all.nodes.slice(2),
      totalCount: 3,
      pageInfo: { hasNextPage: false, hasPreviousPage: true },
    });
    const none = await organisations({ after: second.pageInfo.endCursor });
    expect(none).toMatchObject({ nodes: [], pageInfo: { hasNextPage: false, startCursor: null, endCursor: null } });
    expect((await organisations({ first: 3 })).pageInfo.hasNextPage).toBe(false);
  });

  test("organisations of a sector; an unknown sector is a slip of the pen", async () => {
    expect(await organisations({ sector: "retail", first: 1 })).toMatchObject({
      nodes: [{ code: "Zeta" }],
      totalCount: 2,
    });
    const { errors } = await ask(api, OrganisationsDocument, { sector: "retial" });
    expect(errors).toMatchObject([{ extensions: { code: "UNKNOWN_CODE", expected: ["energy", "retail"] } }]);
  });

  test("responses come newest day first, then by organisation and external id", async () => {
    const all = await responses();
    expect(all.nodes.map(({ day, organisation, externalId }) => `${day} ${organisation.code} ${externalId}`)).toEqual([
      "2024-02-03 acme b",
      "2024-02-02 Zeta z",
      "2024-02-02 acme c",
      "2024-02-02 bolt a",
      "2024-02-01 acme a",
    ]);
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof responses>> = await responses({ first: 1, after });
      expect(page.totalCount).toBe(5);
      seen.push(...page.nodes.map(({ id }) => id));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen).toEqual(all.nodes.map(({ id }) => id));
  });

  test("a response shows its context, and its answers as they were sent", async () => {
    const [full] = (await responses({ where: { organisations: ["acme"], until: "2024-02-02" } })).nodes;
    expect(full).toMatchObject({
      externalId: "a",
      organisation: { code: "acme" },
      channel: { code: "web" },
      touchpoint: { code: "purchase" },
      audience: "EMPLOYEE",
      respondedAt: "2024-01-31T23:00:00.000Z",
      day: "2024-02-01",
      weight: 0.5,
      attributes: [{ name: "region", value: "north" }],
      answers: [
        { question: "nps", status: "ANSWERED", value: 9 },
        { question: "mark", status: "ANSWERED", value: 7.5 },
        { question: "surprise", status: "ANSWERED", value: "as" },
        { question: "why", status: "ANSWERED", value: ["price", "service"] },
        { question: "age", status: "ANSWERED", value: 41 },
        { question: "remark", status: "ANSWERED", value: "good\nvery" },
      ],
    });
    expect(JSON.stringify(full)).not.toMatch(/jane|respondent/);
    const { nodes } = await responses({ where: { organisations: ["acme"], from: "2024-02-02" } });
    expect(
      nodes.map(({ channel, answers }) => [channel, ...answers.map(({ status, value }) => value ?? status)]),
    ).toEqual([
      [null, "MISSING", "MISSING", "MISSING", "MISSING", "MISSING", "MISSING"],
      [null, "NOT_APPLICABLE", 3, "below", "MISSING", "1234567890.123456789", "MISSING"],
    ]);
  });

  test("sent back as they are, they change nothing", async () => {
    const { nodes } = await responses();
    const { submitResponses } = await dataOf(api, SubmitResponsesDocument, {
      input: {
        instrument: "paged",
        responses: nodes.map((one) => ({
          externalId: one.externalId,
          organisation: one.organisation.code,
          respondedAt: one.respondedAt,
          channel: one.channel?.code ?? null,
          touchpoint: one.touchpoint?.code ?? null,
          audience: one.audience,
          weight: one.weight,
          attributes: one.attributes.map(({ name, value }) => ({ name, value })),
          answers: one.answers.flatMap(({ question, status, value }) =>
            value !== null ? [{ question, value }] : status === "NOT_APPLICABLE" ? [{ question, value: "n/a" }] : [],
          ),
        })),
      },
    });
    expect(submitResponses).toMatchObject({ rows: 5, rejected: 0 });
  });

  test("open text is withheld without the scope, and is not read", async () => {
    const { data } = await askAs(api, viewerOf("all", "read"), ResponsesDocument, { instrument: "paged" });
    const remarks = data!.responses.nodes.map(({ answers }) => answers.find(({ question }) => question === "remark"));
    expect(new Set(remarks.map((one) => JSON.stringify(one)))).toEqual(
      new Set(['{"question":"remark","status":"WITHHELD","value":null}']),
    );
    expect(JSON.stringify(data)).not.toMatch(/good|bad/);
  });

  test("without the scope read there is nothing", async () => {
    for (const document of [OrganisationsDocument, ResponsesDocument, NodeDocument] as const) {
      const { errors } = await askAs(
        api,
        viewerOf("all", "ingest"),
        document as typeof NodeDocument,
        {
          id: "x",
          instrument: "paged",
        } as { id: string },
      );
      expect(errors).toMatchObject([{ extensions: { code: "FORBIDDEN" } }]);
    }
  });

  test("what comes or goes between two pages neither hides nor doubles the rest", async () => {
    const { db } = database();
    const survey = await surveyFor(db, "moving");
    const line = (id: string, organisation: string, day: string): string => `${id},${organisation},${day},5`;
    const header = "external_id,organisation,responded_at,nps";
    const put = (...lines: readonly string[]) => importText(db, survey, [header, ...lines].join("\n"));
    await put(
      line("1", "acme", "2024-03-01"),
      line("2", "bolt", "2024-03-02"),
      line("3", "acme", "2024-03-03"),
      line("4", "bolt", "2024-03-03"),
    );
    const first = await responses({ instrument: "moving", first: 2 });
    expect(first.nodes.map(({ externalId }) => externalId)).toEqual(["3", "4"]);
    // One before the cursor, one behind it, and the one at the cursor itself goes.
    await put(line("5", "acme", "2024-03-04"), line("15", "bolt", "2024-03-01"));
    await db.deleteFrom("response").where("instrument_id", "=", survey.id).where("external_id", "=", "4").execute();
    const second = await responses({ instrument: "moving", first: 9, after: first.pageInfo.endCursor });
    expect(second.nodes.map(({ externalId }) => externalId)).toEqual(["2", "1", "15"]);
  });

  test("page sizes end at the limit", async () => {
    for (const first of [0, -1, LIMITS.page + 1]) {
      expect((await ask(api, OrganisationsDocument, { first })).errors).toMatchObject([badInput]);
      expect((await ask(api, ResponsesDocument, { instrument: "paged", first })).errors).toMatchObject([badInput]);
    }
    const { db } = database();
    const survey = await surveyFor(db, "long");
    const lines = Array.from({ length: LIMITS.page + 1 }, (_, i) => `${i},o${i},2024-01-01,5`);
    await importText(db, survey, ["external_id,organisation,responded_at,nps", ...lines].join("\n"));
    const page = await responses({ instrument: "long", first: LIMITS.page });
    expect([page.nodes.length, page.pageInfo.hasNextPage]).toEqual([LIMITS.page, true]);
    const rest = await responses({ instrument: "long", first: LIMITS.page, after: page.pageInfo.endCursor });
    expect([rest.nodes.length, rest.pageInfo.hasNextPage]).toEqual([1, false]);
    expect(new Set([...page.nodes, ...rest.nodes].map(({ id }) => id)).size).toBe(LIMITS.page + 1);
    await db.deleteFrom("response").where("instrument_id", "=", survey.id).execute();
    await db.deleteFrom("organisation").where("code", "like", "o%").execute();
  });

  test.each([
    ["nothing", ""],
    ["a word", "acme"],
    ["an id", opaque({ kind: "Organisation", parts: ["acme"] })],
    ["a cursor of another list", opaque({ kind: "instruments", parts: ["acme"] })],
    ["too few parts", opaque({ kind: "responses", parts: ["2024-01-01"] })],
    ["too many parts", opaque({ kind: "organisations", parts: ["a", "b"] })],
    ["a day that is none", opaque({ kind: "responses", parts: ["2024-02-30", "a", "b"] })],
    ["the year 0", opaque({ kind: "responses", parts: ["0000-01-01", "a", "b"] })],
    ["words for a day", opaque({ kind: "responses", parts: ["infinity", "a", "b"] })],
    ["a NUL", Buffer.from('[1,"organisations","\\u0000"]').toString("base64url")],
    ["a long text", "A".repeat(100_000)],
  ])("a cursor of %s is bad input", async (_name, after) => {
    expect((await ask(api, OrganisationsDocument, { after })).errors).toMatchObject([badInput]);
    expect((await ask(api, ResponsesDocument, { instrument: "paged", after })).errors).toMatchObject([badInput]);
  });

  describe("node", () => {
    test("finds what has an id", async () => {
      const { edges } = await organisations();
      for (const { node: one } of edges)
        expect(await node(one.id)).toEqual({ __typename: "Organisation", id: one.id, code: one.code });
      const [response] = (await responses()).nodes;
      expect(await node(response!.id)).toEqual({ __typename: "Response", id: response!.id, externalId: "b" });
      expect(await node(response!.instrument.id)).toMatchObject({ __typename: "Instrument", code: "paged" });
    });

    test("gives nothing for what is not there, is somebody else's, or is no id at all", async () => {
      const acme = viewerOf([await idOf("acme")], "read");
      const { nodes } = await responses();
      for (const one of nodes) {
        const own = one.organisation.code === "acme";
        expect(await node(one.id, acme)).toEqual(own ? expect.objectContaining({ id: one.id }) : null);
      }
      for (const { node: one } of (await organisations()).edges)
        expect(await node(one.id, acme)).toEqual(
          one.code === "acme" ? expect.objectContaining({ code: "acme" }) : null,
        );
      for (const parts of [["nobody"], [], ["acme", "more"], ["x".repeat(900)]])
        expect(await node(opaque({ kind: "Organisation", parts }), acme)).toEqual(
          parts[0] === "acme" ? expect.anything() : null,
        );
      for (const id of [
        opaque({ kind: "Response", parts: ["paged", "acme", "nothing"] }),
        opaque({ kind: "Response", parts: ["nothing", "acme", "a"] }),
        opaque({ kind: "Response", parts: ["paged"] }),
        opaque({ kind: "Query", parts: ["acme"] }),
        opaque({ kind: "constructor", parts: ["acme"] }),
        "",
        "1",
        "nonsense",
      ])
        expect(await node(id)).toBeNull();
    });

    test("and the lists are those of the organisations that one may see", async () => {
      const bolt = viewerOf([await idOf("bolt")], "read");
      const own = await askAs(api, bolt, OrganisationsDocument, {});
      expect(own.data?.organisations).toMatchObject({ nodes: [{ code: "bolt" }], totalCount: 1 });
      const answered = await askAs(api, bolt, ResponsesDocument, { instrument: "paged" });
      expect(answered.data?.responses).toMatchObject({ nodes: [{ organisation: { code: "bolt" } }], totalCount: 1 });
      const others = { instrument: "paged", where: { organisations: ["acme"] } };
      const unknown = { instrument: "paged", where: { organisations: ["nobody"] } };
      const [theirs, nobodys] = await Promise.all(
        [others, unknown].map((asked) => askAs(api, bolt, ResponsesDocument, asked)),
      );
      expect(theirs).toEqual(nobodys);
    });
  });

  test("costs the same statements whatever the size of the page", async () => {
    let count = 0;
    const counter: KyselyPlugin = {
      transformQuery: ({ node: query }) => query,
      async transformResult({ result }) {
        count++;
        return result;
      },
    };
    const db = database().db.withPlugin(counter);
    const counted = createApi({ db, columns: new ColumnStore(db) });
    // The instrument is looked up once, and then known.
    await dataOf(counted, ResponsesDocument, { instrument: "paged", first: 1 });
    const statements: number[] = [];
    for (const first of [1, 5]) {
      count = 0;
      const { responses: page } = await dataOf(counted, ResponsesDocument, { instrument: "paged", first });
      expect(page.nodes).toHaveLength(first);
      statements.push(count);
    }
    // Instrument, page, texts, numbers, organisations; the count from a snapshot. The first response has no category to look up.
    expect(statements).toEqual([6, 7]);
  });
});
