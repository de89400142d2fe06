import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, createApi } from "../src/api.ts";
import { LIMITS } from "../src/limits.ts";
import { post } from "./ask.ts";
import { openTestDatabase, type TestDatabase } from "./database.ts";

interface LimitedAnswer {
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions?: { readonly code?: string; readonly most?: number; readonly got?: number };
  }[];
}

/** A body that is exactly so large in one respect. */
type Sized = (size: number) => { readonly query: string; readonly variables?: object };

const QUERY = "{ instruments { code } }";
const times = (n: number, part: (i: number) => string): string =>
  Array.from({ length: n }, (_, i) => part(i)).join(" ");

const SIZED: Readonly<Record<string, { readonly most: number; readonly code: string; readonly of: Sized }>> = {
  "body.bytes": {
    most: LIMITS.bodyBytes,
    code: "BODY_TOO_LARGE",
    of: (size) => {
      const empty = JSON.stringify({ query: QUERY, variables: { unused: "" } }).length;
      return { query: QUERY, variables: { unused: "x".repeat(size - empty) } };
    },
  },
  "document.characters": {
    most: LIMITS.documentCharacters,
    code: "DOCUMENT_TOO_LARGE",
    of: (size) => ({ query: `${QUERY} #${"x".repeat(size - QUERY.length - 2)}` }),
  },
  "document.tokens": {
    most: LIMITS.documentTokens,
    code: "DOCUMENT_TOO_LARGE",
    of: (size) => ({ query: `{ instruments { ${times(size - 5, () => "code")} } }` }),
  },
  "document.depth": {
    most: LIMITS.depth,
    code: "DOCUMENT_TOO_LARGE",
    // Introspection has no such depth, and no other field goes so deep; so this one is wrong below.
    of: (size) => ({ query: `{ ${"instruments { ".repeat(size - 1)} code ${"}".repeat(size)}` }),
  },
  "document.aliases": {
    most: LIMITS.aliases,
    code: "DOCUMENT_TOO_LARGE",
    of: (size) => ({ query: `{ instruments { ${times(size, (i) => `a${i}: code`)} } }` }),
  },
  "document.directives": {
    most: LIMITS.directives,
    code: "DOCUMENT_TOO_LARGE",
    of: (size) => ({ query: `{ instruments { ${times(size, () => "code @include(if: true)")} } }` }),
  },
  "document.rootFields": {
    most: LIMITS.rootFields,
    code: "DOCUMENT_TOO_LARGE",
    of: (size) => ({ query: `{ ${times(size, () => "instruments { code }")} }` }),
  },
  "document.operations": {
    most: LIMITS.operations,
    code: "DOCUMENT_TOO_LARGE",
    of: (size) => ({ query: times(size, (i) => `query Q${i} { instruments { code } }`), operationName: "Q0" }),
  },
  "query.cost": {
    most: LIMITS.cost,
    code: "QUERY_TOO_COSTLY",
    of: (size) => {
      const segments = (first: number, metrics: string): string =>
        `segments(instrument: "none", by: [{ period: DAY }], first: ${first}) { nodes { ${metrics} } }`;
      const metrics = `${times(14, (i) => `a${i}: nps { value }`)} sentiment { mean { value } } expectation { net { value } } ces { value }`;
      // 1 + 4999 × 20, then 1 + 18, then 1 for each instrument.
      const rest = times(size - 99_981 - 19, () => 'instrument(code: "none") { code }');
      return { query: `{ ${segments(4999, metrics)} few: ${segments(18, "responses")} ${rest} }` };
    },
  },
};

describe("a limit of GraphQL", () => {
  let database: TestDatabase;
  let api: Api;
  beforeAll(async () => {
    database = await openTestDatabase("embedded");
    api = createApi({ db: database.db });
  });
  afterAll(() => database.close());

  async function answerTo(
    body: object,
  ): Promise<{ readonly status: number; readonly codes: readonly unknown[]; readonly answer: LimitedAnswer }> {
    const response = await post(api, body);
    const answer = (await response.json()) as LimitedAnswer;
    return { status: response.status, codes: answer.errors?.map(({ extensions }) => extensions?.code) ?? [], answer };
  }

  test.each(Object.entries(SIZED))("%s takes as much, and no more", async (where, { most, code, of }) => {
    expect((await answerTo(of(most))).codes).not.toContain(code);
    const { status, codes, answer } = await answerTo(of(most + 1));
    expect(status).toBe(code === "BODY_TOO_LARGE" ? 413 : 400);
    expect(codes).toEqual([code]);
    const { message, extensions } = answer.errors![0]!;
    const got = ["body.bytes", "document.tokens"].includes(where) ? "more" : String(most + 1);
    expect(message).toBe(`${where}: expected at most ${most}, got ${got}`);
    expect(extensions).toMatchObject({ limit: where, most });
  });

  test("elements of a list take as many, and no more", async () => {
    const query =
      'query ($codes: [String!]) { segments(instrument: "none", where: { organisations: $codes }) { totalCount } }';
    const of = (size: number) => ({ query, variables: { codes: Array.from({ length: size }, (_, i) => `c${i}`) } });
    expect((await answerTo(of(LIMITS.listElements))).codes).toEqual(["INSTRUMENT_NOT_FOUND"]);
    const { codes, answer } = await answerTo(of(LIMITS.listElements + 1));
    expect(codes).toEqual(["BAD_USER_INPUT"]);
    expect(answer.errors![0]!.message).toBe("where.organisations: expected at most 1000 elements, got 1001");
  });

  test("a page takes as many nodes, and no more", async () => {
    const of = (size: number) => ({ query: `{ organisations(first: ${size}) { totalCount } }` });
    expect((await answerTo(of(LIMITS.page))).codes).toEqual([]);
    const { codes, answer } = await answerTo(of(LIMITS.page + 1));
    expect(codes).toEqual(["BAD_USER_INPUT"]);
    expect(answer.errors![0]!.message).toBe("first: expected 1 to 200, got 201");
  });
});
