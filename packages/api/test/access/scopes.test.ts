import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ACCESS_SCOPES, type AccessScope, OPEN_VIEWER, STRANGER, type Viewer } from "../../src/access/viewer.ts";
import { type Api, createApi } from "../../src/api.ts";
import { schema } from "../../src/schema/schema.ts";
import { openTestDatabase, type TestDatabase } from "../database.ts";
import { surveyFor } from "../import-text.ts";
import { plainOperation } from "./naming-arguments.ts";

/** What each root field asks for; `known`: any key or token; `operator`: not one of an organisation. A new field has to be decided here. */
const NEEDED: Readonly<Record<string, { readonly scope: AccessScope | "known"; readonly operator?: true }>> = {
  segments: { scope: "read" },
  responses: { scope: "read" },
  organisations: { scope: "read" },
  categories: { scope: "read" },
  linkage: { scope: "read" },
  node: { scope: "read" },
  instrument: { scope: "known" },
  instruments: { scope: "known" },
  metricDefinitions: { scope: "known" },
  keys: { scope: "admin" },
  createKey: { scope: "admin" },
  revokeKey: { scope: "admin" },
  eraseRespondent: { scope: "admin" },
  defineInstrument: { scope: "admin", operator: true },
  loadInstrument: { scope: "admin", operator: true },
  defineOrganisations: { scope: "admin", operator: true },
  defineCategories: { scope: "admin", operator: true },
  rakeWeights: { scope: "admin", operator: true },
  deleteWeighting: { scope: "admin", operator: true },
  submitResponses: { scope: "ingest" },
  recordFollowUps: { scope: "ingest" },
  recordCustomerOutcomes: { scope: "ingest" },
};

const QUERIES = schema.getQueryType()!.getFields();
const MUTATIONS = schema.getMutationType()!.getFields();

describe("every root field asks for its scope", () => {
  let database: TestDatabase;
  let api: Api;
  beforeAll(async () => {
    database = await openTestDatabase("server");
    await surveyFor(database.db, "scopes");
    api = createApi({ db: database.db });
  });
  afterAll(() => database.close());

  /** The code of the answer's first error; null: it was answered. */
  async function ask(viewer: Viewer, name: string) {
    const [kind, field] =
      name in QUERIES ? (["query", QUERIES[name]!] as const) : (["mutation", MUTATIONS[name]!] as const);
    const body = JSON.stringify(plainOperation(kind, field, (one) => (one === "instrument" ? "scopes" : undefined)));
    const request = { method: "POST", headers: { "content-type": "application/json" }, body };
    const response = await api.fetch("http://localhost/graphql", request, { caller: { viewer, requestId: "test" } });
    const { errors } = (await response.json()) as { errors?: { extensions?: { code?: string } }[] };
    return { status: response.status, code: errors?.[0]?.extensions?.code ?? null };
  }

  const viewerWith = (scopes: readonly AccessScope[], organisations: Viewer["organisations"]): Viewer => ({
    id: "key:test",
    organisations,
    scopes: new Set(scopes),
  });

  test("as decided here for each of them", () => {
    expect([...Object.keys(QUERIES), ...Object.keys(MUTATIONS)].toSorted()).toEqual(Object.keys(NEEDED).toSorted());
  });

  test.each(Object.entries(NEEDED))("%s", async (field, { scope, operator }) => {
    expect(await ask(STRANGER, field)).toEqual({ status: 401, code: "UNAUTHENTICATED" });
    const others = ACCESS_SCOPES.filter((one) => one !== scope);
    const without = await ask(viewerWith(others, "all"), field);
    if (scope === "known") expect(without.code).toBeNull();
    else {
      expect(without.code).toBe("FORBIDDEN");
      const own = await ask(viewerWith([scope], [1]), field);
      if (operator === true) expect(own.code).toBe("FORBIDDEN");
      else expect(String(own.code)).not.toMatch(/FORBIDDEN|UNAUTHENTICATED|INTERNAL/);
      const all = await ask(viewerWith([scope], "all"), field);
      expect(String(all.code)).not.toMatch(/FORBIDDEN|UNAUTHENTICATED|INTERNAL/);
    }
    expect(String((await ask(OPEN_VIEWER, field)).code)).not.toMatch(/FORBIDDEN|UNAUTHENTICATED|INTERNAL/);
  });
});
