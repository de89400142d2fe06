import { readFileSync } from "node:fs";
import { ApolloClient, HttpLink, InMemoryCache } from "@apollo/client";
import { relayStylePagination } from "@apollo/client/utilities";
import { buildSchema, isAbstractType, parse } from "graphql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect } from "../../../examples/client/connect.ts";
import { numberText, organisationPages, ranking } from "../../../examples/client/ranking.ts";
import { describeOnDatabases } from "./database.ts";
import { importText, surveyFor } from "./import-text.ts";
import { serve, type TestServer } from "./serve.ts";

const LINES = [
  "external_id,organisation,sector,responded_at,nps",
  ...Array.from({ length: 20 }, (_, i) => `a${i},acme,retail,2024-01-01,${i < 15 ? 10 : 3}`),
  ...Array.from({ length: 20 }, (_, i) => `b${i},bolt,energy,2024-01-01,${i < 5 ? 10 : 3}`),
  "c,cafe,retail,2024-01-01,8",
];

describeOnDatabases("clients", (database) => {
  let server: TestServer;
  beforeAll(async () => {
    const { db } = database();
    await importText(db, await surveyFor(db, "clients"), LINES.join("\n"));
    await db.insertInto("organisation").values({ code: "idle", name: "Idle", sector_id: null }).execute();
    server = await serve(database());
  });
  afterAll(() => server.stop());

  describe("of the example, with typed documents and urql", () => {
    test("pages through the organisations", async () => {
      const pages: string[][] = [];
      for await (const page of organisationPages(connect(`${server.url}/graphql`), 3))
        pages.push(page.map(({ name }) => name));
      expect(pages).toEqual([["acme", "bolt", "cafe"], ["Idle"]]);
    });

    test("ranks them by their number, whatever the size of a page", async () => {
      for (const size of [1, 100]) {
        const rows = await ranking(
          connect(`${server.url}/graphql`, "no key is asked for"),
          { instrument: "clients" },
          size,
        );
        expect(rows.map(({ organisation, nps }) => `${organisation.name} ${numberText(nps)}`)).toEqual([
          expect.stringMatching(/^acme \+50 \(\+\d.* to \+\d.*, n = 20\)$/),
          "cafe 0 (-79.3 to +79.3, n = 1)",
          expect.stringMatching(/^bolt -50 /),
          "Idle –",
        ]);
      }
    });

    test("says what is wrong with a question", async () => {
      const asked = ranking(connect(`${server.url}/graphql`), { instrument: "nothing" });
      await expect(asked).rejects.toThrow("segments: expected the code of an instrument");
    });
  });

  describe("Apollo Client, which reads the schema", () => {
    const schema = buildSchema(readFileSync(new URL("../schema.graphql", import.meta.url), "utf8"));
    const possibleTypes = Object.fromEntries(
      Object.values(schema.getTypeMap()).flatMap((type) =>
        isAbstractType(type) ? [[type.name, schema.getPossibleTypes(type).map(({ name }) => name)]] : [],
      ),
    );
    const clientOf = (): ApolloClient =>
      new ApolloClient({
        link: new HttpLink({ uri: `${server.url}/graphql` }),
        cache: new InMemoryCache({
          possibleTypes,
          typePolicies: { Query: { fields: { organisations: relayStylePagination(["sector"]) } } },
        }),
      });

    test("joins the pages of a connection", async () => {
      const client = clientOf();
      const query = parse(`query ($first: Int, $after: String) {
        organisations(first: $first, after: $after) {
          edges { cursor node { id code } }
          pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
        }
      }`);
      interface Page {
        readonly organisations: {
          readonly edges: readonly { readonly node: { readonly code: string } }[];
          readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
        };
      }
      const first = await client.query<Page>({ query, variables: { first: 3 } });
      expect(first.data?.organisations.edges).toHaveLength(3);
      const after = first.data!.organisations.pageInfo.endCursor;
      await client.query<Page>({ query, variables: { first: 3, after }, fetchPolicy: "network-only" });
      const joined = client.readQuery<Page>({ query, variables: { first: 3 } });
      expect(joined?.organisations.edges.map(({ node }) => node.code)).toEqual(["acme", "bolt", "cafe", "idle"]);
      expect(joined?.organisations.pageInfo.hasNextPage).toBe(false);
      client.stop();
    });

    test("keeps an organisation once, wherever it came from, and finds it again by its id", async () => {
      const client = clientOf();
      await client.query({ query: parse("{ organisations { nodes { id name } } }") });
      await client.query({
        query: parse(`{ segments(instrument: "clients", by: [{ dimension: ORGANISATION }]) {
          nodes { key { organisation { id code } } nps { ... on Estimate { value } status } }
        } }`),
      });
      const kept = Object.entries(client.cache.extract() as Record<string, { __typename?: string }>).filter(
        ([, { __typename }]) => __typename === "Organisation",
      );
      expect(kept).toHaveLength(4);
      const [key, acme] = kept.find(([, one]) => (one as { name?: string }).name === "acme")!;
      expect(acme).toMatchObject({ name: "acme", code: "acme" });
      const { data } = await client.query<{ node: { __typename: string; code: string } }>({
        query: parse("query ($id: ID!) { node(id: $id) { id ... on Organisation { code } } }"),
        variables: { id: (acme as unknown as { id: string }).id },
        fetchPolicy: "network-only",
      });
      expect(data?.node).toMatchObject({ __typename: "Organisation", code: "acme" });
      expect(key).toBe(`Organisation:${(acme as unknown as { id: string }).id}`);
      client.stop();
    });
  });
});
