import { beforeAll, describe, expect, test } from "vitest";
import { type Api, createApi } from "../src/api.ts";
import { loadDemo } from "../src/demo/load.ts";
import { ask, dataOf, post } from "./ask.ts";
import { describeOnDatabases } from "./database.ts";
import { CatalogueDocument, GroupedDocument, NpsDocument, SharesDocument } from "./generated/graphql.ts";

interface ErrorAnswer {
  readonly data?: { readonly segments?: unknown } | null;
  readonly errors: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions?: { readonly code?: string };
  }[];
}

describeOnDatabases("the GraphQL API", (database) => {
  let api: Api;
  beforeAll(async () => {
    await loadDemo(database().db, { log: () => {} });
    api = createApi({ db: database().db });
  });

  async function errorsOf(query: string): Promise<ErrorAnswer> {
    const response = await post(api, { query });
    expect(response.status).toBeLessThan(500);
    return (await response.json()) as ErrorAnswer;
  }

  describe("segments", () => {
    test("are one of everything without by", async () => {
      const { segments } = await dataOf(api, GroupedDocument, { instrument: "synthetic-service" });
      expect(segments).toMatchObject({
        totalCount: 1,
        truncated: false,
        nodes: [{ responses: 1500, key: { organisation: null, period: null, attributes: [] } }],
      });
    });

    test("name what they were grouped by, in that order, and add up", async () => {
      const by = [{ dimension: "SECTOR" as const }, { period: "QUARTER" as const }];
      const { segments } = await dataOf(api, GroupedDocument, { instrument: "synthetic-service", by });
      expect(segments.nodes.reduce((sum, { responses }) => sum + responses, 0)).toBe(1500);
      for (const { key } of segments.nodes) {
        expect(key.sector?.code).toMatch(/^\w+$/);
        expect(key.period?.label).toMatch(/^20\d\d-Q[1-4]$/);
        expect(key.period!.from < key.period!.until).toBe(true);
      }
    });

    test("say when there are more than were asked for", async () => {
      const { segments } = await dataOf(api, GroupedDocument, {
        instrument: "synthetic-service",
        by: [{ period: "WEEK" }],
        first: 3,
      });
      expect(segments).toMatchObject({ truncated: true });
      expect(segments.nodes).toHaveLength(3);
      expect(segments.nodes[0]!.key.period!.label).toMatch(/^\d{4}-W\d\d$/);
    });

    test("hold nobody, with a reason and no number, when a filter leaves nobody", async () => {
      const { segments } = await dataOf(api, NpsDocument, {
        instrument: "synthetic-service",
        where: { from: "1999-01-01", until: "1999-02-01" },
        level: 0.95,
      });
      expect(segments.nodes[0]).toMatchObject({
        responses: 0,
        nps: { value: null, standardError: null, status: "SUPPRESSED", default: null, base: { valid: 0 } },
      });
    });

    test("show what the listed categories leave as unstated", async () => {
      const { segments } = await dataOf(api, SharesDocument, {
        instrument: "synthetic-service",
        question: "expectation",
        categories: ["as", "above"],
      });
      const { categories, unstated } = segments.nodes[0]!.shares!;
      expect(categories.map(({ code }) => code)).toEqual(["as", "above"]);
      const total = [...categories, unstated!].reduce((sum, { share }) => sum + share.value!, 0);
      expect(total).toBeCloseTo(1, 10);
      expect(unstated!.count).toBeGreaterThan(0);
    });
  });

  test("lists instruments and explains every metric", async () => {
    const { instruments, metricDefinitions } = await dataOf(api, CatalogueDocument, {});
    expect(instruments.map(({ code }) => code)).toEqual(
      expect.arrayContaining(["sfo-passengers", "synthetic-service"]),
    );
    const nps = instruments
      .find(({ code }) => code === "sfo-passengers")!
      .questions.find(({ role }) => role === "NPS")!;
    expect(nps.scale).toEqual({ min: 0, max: 10, step: 1, direction: "HIGH_IS_GOOD" });
    expect(nps.points).toHaveLength(11);
    expect(metricDefinitions.map(({ id }) => id)).toContain("nps.0_10.classic");
    for (const definition of metricDefinitions) {
      for (const text of [definition.name, definition.definition, definition.formula, definition.source])
        expect(text).not.toBe("");
    }
  });

  describe("a metric that fails", () => {
    test("is null with an error and leaves its neighbours alone", async () => {
      const query =
        '{ segments(instrument: "sfo-passengers") { nodes { responses ces { value } nps { value(round: 1) } } } }';
      const { data, errors } = (await (await post(api, { query })).json()) as {
        data: { segments: { nodes: unknown[] } };
        errors: ErrorAnswer["errors"];
      };
      expect(data.segments.nodes[0]).toEqual({ responses: 5918, ces: null, nps: { value: 40.4 } });
      expect(errors).toHaveLength(1);
      expect(errors[0]).toMatchObject({
        path: ["segments", "nodes", 0, "ces"],
        extensions: { code: "AMBIGUOUS_QUESTION", expected: ["ease_getting_here", "ease_wayfinding", "ease_security"] },
      });
    });

    test.each([
      ['nps(question: "overall") { value }', "QUESTION_UNSUITABLE"],
      ['nps(question: "nothing") { value }', "QUESTION_NOT_FOUND"],
      ["wordOfMouth { net { value } }", "QUESTION_NOT_FOUND"],
      ['satisfaction(question: "overall") { topBox(k: 9) { value } }', "ARGUMENT_INVALID"],
      ['shares(question: "overall", categories: ["9"]) { unstated { code } }', "ANSWER_OFF_SCALE"],
      ["nps { value interval(level: 95) { low } }", "ARGUMENT_INVALID"],
      ["nps { value interval(method: WILSON) { low } }", "NAME_UNKNOWN"],
      ["nps { value(round: 99) }", "BAD_USER_INPUT"],
    ])("%s says %s", async (field, code) => {
      const { errors } = await errorsOf(`{ segments(instrument: "sfo-passengers") { nodes { ${field} } } }`);
      expect(errors[0]!.extensions?.code).toBe(code);
    });
  });

  describe("a request that is wrong", () => {
    test.each([
      ['segments(instrument: "nothing") { totalCount }', "INSTRUMENT_NOT_FOUND"],
      ['segments(instrument: "sfo-passengers", where: { sectors: ["nothing"] }) { totalCount }', "UNKNOWN_CODE"],
      ['segments(instrument: "sfo-passengers", first: 0) { totalCount }', "BAD_USER_INPUT"],
      ['segments(instrument: "sfo-passengers", weighting: "mine") { totalCount }', "BAD_USER_INPUT"],
      [
        'segments(instrument: "sfo-passengers", by: [{ period: YEAR }, { period: MONTH }]) { totalCount }',
        "BAD_USER_INPUT",
      ],
      [
        `segments(instrument: "sfo-passengers", by: [{ attribute: "a'; drop table response; --" }]) { totalCount }`,
        "BAD_USER_INPUT",
      ],
      ['segments(instrument: "sfo-passengers\\u0000") { totalCount }', "BAD_USER_INPUT"],
      [
        'segments(instrument: "sfo-passengers", where: { attributes: [{ name: "age", in: ["\\u0000"] }] }) { totalCount }',
        "BAD_USER_INPUT",
      ],
    ])("%s says %s", async (field, code) => {
      const { errors } = await errorsOf(`{ ${field} }`);
      expect(errors[0]!.extensions?.code).toBe(code);
    });

    test.each(["2017-02-30", "0000-01-01"])("gets no answer for a day that does not exist: %s", async (day) => {
      const { errors } = await errorsOf(
        `{ segments(instrument: "sfo-passengers", where: { from: "${day}" }) { totalCount } }`,
      );
      expect(errors[0]!.message).toContain("expected a day such as 2026-11-22");
    });

    test("gets no hint about names it does not know of its own", async () => {
      const answer = await ask(api, SharesDocument, { instrument: "sfo-passengers", question: "overal" });
      expect(answer.errors?.[0]?.message).toMatch(/^shares: expected one of /);
    });
  });

  test("hides what goes wrong inside, under a number for the log", async () => {
    const closed = database().db.withSchema("nowhere");
    const { errors } = (await (
      await post(createApi({ db: closed }), { query: "{ instruments { code } }" })
    ).json()) as {
      errors: { message: string; extensions: { code: string; requestId: string } }[];
    };
    expect(errors[0]!.extensions.code).toBe("INTERNAL_SERVER_ERROR");
    expect(errors[0]!.extensions.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(JSON.stringify(errors)).not.toMatch(/nowhere|relation|select/i);
  });
});
