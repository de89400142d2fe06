import { type GraphQLObjectType, isRequiredArgument } from "graphql";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { authentication } from "../../src/access/authenticate.ts";
import { createApi } from "../../src/api.ts";
import { ColumnStore } from "../../src/columns/column-source.ts";
import { opaque } from "../../src/relay/opaque.ts";
import { schema } from "../../src/schema/schema.ts";
import { type HttpServer, startHttpServer } from "../../src/server/http-server.ts";
import { describeOnDatabases } from "../database.ts";
import { type Names, namingProbes } from "./naming-arguments.ts";
import { selectionOf } from "./selection.ts";
import {
  channelOf,
  responseOf,
  sectorOf,
  seedTenants,
  SHARED_IDEMPOTENCY_KEY,
  type Tenants,
  touchpointOf,
} from "./tenants.ts";

/** Somebody of A asks for what is of B, in every way that the API has. */
describeOnDatabases("whoever has a key of one organisation", (database) => {
  vi.setConfig({ testTimeout: 240_000 });
  let tenants: Tenants;
  let server: HttpServer;
  let before: string;
  let probes = 0;

  beforeAll(async () => {
    const { db } = database();
    tenants = await seedTenants(db);
    const columns = new ColumnStore(db);
    const api = createApi({ db, columns });
    server = await startHttpServer({
      api,
      db,
      columns,
      host: "127.0.0.1",
      port: 0,
      authenticate: authentication(db),
    });
    before = await everythingOfBeta();
  });
  afterAll(() => server.stop());

  /** All rows of B, in one text. */
  async function everythingOfBeta(): Promise<string> {
    const { db } = database();
    const { beta } = tenants;
    const { rows: tables } = await sql<{ name: string }>`
      select c.relname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
      where a.attname = 'organisation_id' and c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by 1
    `.execute(db);
    const parts = tables.map(
      ({ name }) =>
        sql`select ${sql.lit(name)} || md5(coalesce(string_agg(t::text, ',' order by t::text), '')) as part
          from ${sql.table(name)} t where organisation_id = ${beta.id}`,
    );
    const { rows } = await sql<{ part: string }>`${sql.join(parts, sql` union all `)}`.execute(db);
    return rows.map(({ part }) => part).join("\n");
  }

  async function send(path: string, key: string, init: RequestInit = {}): Promise<{ status: number; text: string }> {
    const headers = { ...(init.headers as Record<string, string>), authorization: `Bearer ${key}` };
    const response = await fetch(server.url + path, { redirect: "manual", ...init, headers });
    return { status: response.status, text: await response.text() };
  }

  const ask = (key: string, query: string, variables: object = {}) =>
    send("/graphql", key, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query, variables }),
    });

  /** The answer, without what was named and without what is new in every answer. */
  function blanked({ status, text }: { status: number; text: string }, names: readonly string[] = []): string {
    let blank = text;
    for (const name of names.toSorted((a, b) => b.length - a.length)) blank = blank.replaceAll(name, "NAME");
    return `${status} ${blank.replace(NEW, "NEW")}`;
  }

  /** One question about B and one about nobody: the answers are the same, and nothing in them is of B. */
  async function expectSame(
    title: string,
    query: string,
    { theirs, nobodys, key = tenants.alpha.key }: { theirs: object; nobodys: object; key?: string },
  ): Promise<void> {
    const [about, control] = [await ask(key, query, theirs), await ask(key, query, nobodys)];
    expect(control.status, `${title}: ${control.text}`).toBeLessThan(500);
    // A question that is none would prove nothing.
    expect(control.text, title).not.toMatch(/GRAPHQL_VALIDATION_FAILED|GRAPHQL_PARSE_FAILED|"Variable |Syntax Error/);
    const answer = blanked(about, ownTexts(theirs, nobodys));
    expect(answer, title).toBe(blanked(control, ownTexts(nobodys, theirs)));
    expect(answer, title).not.toMatch(/beta/i);
    probes++;
  }

  test("learns nothing by naming what is theirs, in any argument of any root field", async () => {
    const { alpha, beta, survey } = tenants;
    const names = (code: string, prefix: string): Names => ({
      organisation: [code],
      organisations: [code],
      sector: [sectorOf(code)],
      sectors: [sectorOf(code)],
      channel: [channelOf(code)],
      channels: [channelOf(code)],
      touchpoint: [touchpointOf(code)],
      touchpoints: [touchpointOf(code)],
      in: [code, `${code}-region`],
      respondentKey: [`${code}-person-5`],
      externalId: [`${code}-3`],
      idempotencyKey: [`${code}-tuesday`],
      prefix: [prefix],
      code: [code],
      id: [
        opaque({ kind: "Organisation", parts: [code] }),
        opaque({ kind: "Response", parts: [survey.code, code, `${code}-3`] }),
        code,
      ],
      after: [
        opaque({ kind: "organisations", parts: [code] }),
        opaque({ kind: "responses", parts: ["2024-03-13", code, `${code}-3`] }),
        opaque({ kind: "keys", parts: [prefix] }),
      ],
    });
    const fill = (name: string): unknown =>
      ({
        instrument: survey.code,
        question: "nps",
        value: 5,
        organisation: alpha.code,
        externalId: `${alpha.code}-3`,
        respondentKey: `${alpha.code}-person-1`,
        // What is asked twice must not change: no response is taken, for this among other reasons.
        respondedAt: "some day",
        name: "owner",
        create: false,
      })[name];
    // Beside theirs in the order of keys, so that the same of A's stand after it.
    const unused = beta.keyPrefix.slice(0, -1) + (beta.keyPrefix.endsWith("a") ? "b" : "a");
    const titles = new Set<string>();
    for (const key of [alpha.key, ...Object.values(alpha.keyWith)]) {
      for (const probe of namingProbes(names(beta.code, beta.keyPrefix), names("nobody", unused), fill)) {
        titles.add(probe.title.split(" ")[0]!);
        await expectSame(probe.title, probe.query, { ...probe, key });
      }
    }
    for (const field of [
      "segments",
      "responses",
      "organisations",
      "node",
      "keys",
      "submitResponses",
      "eraseRespondent",
    ])
      expect(titles).toContain(field);
  });

  const SEGMENT = Object.values((schema.getType("Segment") as GraphQLObjectType).getFields());
  /** Every measure of a segment that needs no argument but a question, four to a request. */
  const MEASURES = SEGMENT.filter(({ name }) => !["key", "responses"].includes(name)).flatMap(
    ({ name, type, args }) => {
      const fields = selectionOf(type, 2);
      const needed = args.filter(isRequiredArgument);
      if (needed.some((one) => one.name !== "question")) return [];
      if (needed.length === 0) return [`${name} ${fields}`];
      return [`${name}(question: "nps") ${fields}`, `${name}Of: ${name}(question: "mark") ${fields}`];
    },
  );
  const BUNDLES = Array.from({ length: Math.ceil(MEASURES.length / 4) }, (_, i) => MEASURES.slice(4 * i, 4 * i + 4));
  const KEY =
    "key { organisation { code name } sector { code } channel { code } touchpoint { code } audience attributes { name value } }";
  const query = (measures: readonly string[]): string =>
    `query($where: ResponseFilter, $by: [GroupBy!]!) {
      segments(instrument: "tenants", where: $where, by: $by, first: 50) { totalCount nodes { ${KEY} responses ${measures.join(" ")} } } }`;

  test("gets no number of theirs by any filter, grouping or measure", async () => {
    const filters = (code: string): readonly object[] => [
      { organisations: [code] },
      { organisations: ["alpha", code] },
      { sectors: [sectorOf(code)] },
      { sectors: [sectorOf("alpha"), sectorOf(code)] },
      { channels: [channelOf(code)] },
      { touchpoints: [touchpointOf(code), "purchase"] },
      { attributes: [{ name: "owner", in: [code] }] },
      { attributes: [{ name: "region", in: [`${code}-region`, "north"] }] },
      { attributes: [{ name: "owner", in: ["alpha", code] }], from: "2024-03-01" },
      { organisations: [code], channels: ["web"], until: "2024-06-01" },
      { sectors: [sectorOf(code)], audiences: ["CUSTOMER"] },
      { organisations: [code], sectors: [sectorOf("alpha")] },
    ];
    const nobodys = filters("nobody");
    const groups = [
      [],
      [{ dimension: "ORGANISATION" }],
      [{ dimension: "SECTOR" }, { period: "MONTH" }],
      [{ attribute: "owner" }],
    ];
    for (const [i, measures] of BUNDLES.entries()) {
      for (const [j, where] of filters("beta").entries()) {
        for (const by of [0, 1, 2].map((k) => groups[(i + j + k) % 4])) {
          const variables = { theirs: { where, by }, nobodys: { where: nobodys[j], by } };
          await expectSame(`${measures.join()} where ${JSON.stringify(where)}`, query(measures), variables);
          probes += measures.length - 1;
        }
      }
    }
  });

  test("gets exactly the numbers of its own, grouped by whatever", async () => {
    const { alpha, operatorKey } = tenants;
    const groups = [
      ...["ORGANISATION", "SECTOR", "CHANNEL", "TOUCHPOINT", "AUDIENCE"].map((dimension) => ({ dimension })),
      { period: "MONTH" },
      { attribute: "owner" },
      { attribute: "region" },
    ];
    for (const measures of BUNDLES) {
      for (const group of groups) {
        const title = `${measures.join()} by ${JSON.stringify(group)}`;
        const own = await ask(alpha.key, query(measures), { by: [group] });
        const all = await ask(operatorKey, query(measures), { by: [group], where: { organisations: [alpha.code] } });
        expect(blanked(own), title).toBe(blanked(all));
        expect(own.text, title).not.toMatch(/beta/i);
        probes += measures.length;
      }
    }
  });

  test("finds no import, no rejected row and no kept answer of theirs, and takes no row for them", async () => {
    const { alpha, beta } = tenants;
    const ofOperator = "2";
    const kept = await send(`/import/${ofOperator}/rejected.csv`, tenants.operatorKey);
    expect(kept.text).toMatch(/alpha-91.*beta-91/s);
    for (const id of [beta.importId, ofOperator, "999999"]) {
      for (const path of [`/import/${id}`, `/import/${id}/rejected.csv`, `/import/${id}/rejected.ndjson`]) {
        for (const key of [alpha.key, alpha.keyWith.ingest]) {
          const unknown = await send(path.replace(id, "999999"), key);
          expect(await send(path, key), path).toEqual(unknown);
          expect(unknown.status).toBe(404);
          probes++;
        }
      }
    }
    const importRows = (organisation: string, create = false) =>
      send(`/import?instrument=tenants&create=${create}`, alpha.key, {
        method: "POST",
        headers: { "content-type": "text/csv" },
        body: `external_id,organisation,responded_at,nps\n${organisation}-3,${organisation},2024-01-01,1\n`,
      });
    const theirs = await importRows("beta");
    const nobodys = await importRows("nobody");
    expect(theirs.status).toBe(200);
    const blank = ({ text }: { text: string }, name: string): string =>
      text.replaceAll(name, "NAME").replace(NEW, "NEW");
    expect(blank(theirs, "beta")).toBe(blank(nobodys, "nobody"));
    expect(theirs.text).toContain("ORGANISATION_UNKNOWN");
    const made = await importRows("gamma", true);
    expect([made.status, made.text]).toEqual([403, expect.stringContaining("CREATION_FORBIDDEN")]);
    probes += 3;
  });

  test("gets nothing but its own by the doors for BI tools", async () => {
    const { alpha, operatorKey } = tenants;
    const parameters = [
      "by=organisation",
      "by=sector",
      "by=channel,month",
      "by=touchpoint",
      "by=attribute.owner",
      "by=attribute.region",
    ];
    for (const metrics of ["nps", "nps,shares"]) {
      for (const parameter of parameters) {
        for (const format of ["csv", "ndjson"]) {
          const path = `/bi/metrics.${format}?instrument=tenants&metrics=${metrics}&${parameter}`;
          const own = await send(path, alpha.key);
          expect(own.status, `${path}: ${own.text}`).toBe(200);
          expect(own, path).toEqual(await send(`${path}&organisation=alpha`, operatorKey));
          expect(own.text, path).not.toMatch(/beta/i);
          const named = await send(`${path}&organisation=beta`, alpha.key);
          expect(named, path).toEqual(await send(`${path}&organisation=nobody`, alpha.key));
          probes += 2;
        }
      }
    }
    expect((await send("/metrics", alpha.key)).status).toBe(403);
  });

  test("makes no key that opens more, and sees and ends none of theirs", async () => {
    const { alpha, beta } = tenants;
    const create = `mutation($input: CreateKeyInput!) { createKey(input: $input) {
      __typename ... on WriteRefused { code issues { path } } ... on KeyCreated { key { organisation scopes } } } }`;
    const made = async (key: string, input: object) => JSON.parse((await ask(key, create, { input })).text) as object;
    const refusedAt = (path: string) => ({
      data: { createKey: { __typename: "WriteRefused", code: "INPUT_INVALID", issues: [{ path }] } },
    });
    expect(await made(alpha.key, { scopes: ["READ"] })).toEqual(refusedAt("organisation"));
    expect(await made(alpha.key, { scopes: ["READ"], organisation: "beta" })).toMatchObject({
      data: { createKey: { code: "ORGANISATION_NOT_FOUND" } },
    });
    expect(await made(alpha.keyWith.admin, { scopes: ["READ"], organisation: "alpha" })).toEqual(refusedAt("scopes"));
    expect(await made(alpha.keyWith.admin, { scopes: ["ADMIN"], organisation: "alpha" })).toMatchObject({
      data: { createKey: { __typename: "KeyCreated", key: { organisation: "alpha", scopes: ["ADMIN"] } } },
    });
    const listed = await ask(alpha.key, "{ keys { totalCount nodes { prefix organisation label } } }");
    expect(listed.text).toContain(alpha.keyPrefix);
    expect(listed.text).not.toMatch(new RegExp(`beta|${beta.keyPrefix}|"organisation":null`));
    probes += 5;
  });

  test("shares no idempotency key with them", async () => {
    const { alpha } = tenants;
    // Both have used it before, each for responses of its own: this is the answer to A's.
    const submit = `mutation($input: SubmitResponsesInput!) { submitResponses(input: $input) {
      __typename ... on WriteRefused { code } ... on ResponsesSubmitted { import rows imported verdicts { externalId } } } }`;
    const responses = [responseOf("alpha", 100, 5), responseOf("alpha", 101, 11)];
    const input = { instrument: "tenants", create: false, idempotencyKey: SHARED_IDEMPOTENCY_KEY, responses };
    expect(JSON.parse((await ask(alpha.key, submit, { input })).text)).toEqual({
      data: {
        submitResponses: {
          __typename: "ResponsesSubmitted",
          import: alpha.importId,
          rows: 2,
          imported: 1,
          verdicts: [{ externalId: "alpha-100" }, { externalId: "alpha-101" }],
        },
      },
    });
    const changed = { ...input, responses: responses.slice(0, 1) };
    expect((await ask(alpha.key, submit, { input: changed })).text).toContain("IDEMPOTENCY_MISMATCH");
    probes += 2;
  });

  describe("and all that", () => {
    test("was a thousand questions at least, after which everything of theirs is as it was", async () => {
      expect(probes).toBeGreaterThanOrEqual(1_000);
      expect(await everythingOfBeta()).toBe(before);
    });
  });
});

/** Numbers of imports and requests, and the moment of now. */
const NEW = /"import":"\d+"|\/import\/\d+|"requestId":"[^"]*"|\d{4}-\d\d-\d\dT[\d:.]+Z/g;

/** Texts of one value that the other, of the same shape, does not have in their place. */
function ownTexts(one: unknown, other: unknown): readonly string[] {
  if (typeof one === "string") return one === other ? [] : [one];
  if (typeof one !== "object" || one === null) return [];
  return Object.entries(one).flatMap(([name, value]) =>
    ownTexts(value, (other as Readonly<Record<string, unknown>>)[name]),
  );
}
