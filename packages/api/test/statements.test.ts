import type { KyselyPlugin } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { type Api, createApi } from "../src/api.ts";
import { ColumnStore } from "../src/columns/column-source.ts";
import { loadDemo } from "../src/demo/load.ts";
import { dataOf, post } from "./ask.ts";
import { describeOnDatabases } from "./database.ts";
import {
  BenchmarkDocument,
  ChurnDocument,
  FollowUpDocument,
  type GroupBy,
  GroupedDocument,
  OneMetricDocument,
} from "./generated/graphql.ts";

/** Counts the statements that reach the database. */
function counter(): KyselyPlugin & { count: number } {
  return {
    count: 0,
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      this.count++;
      return result;
    },
  };
}

describeOnDatabases("the number of SQL statements of one operation", (database) => {
  beforeAll(() => loadDemo(database().db));

  describe.each([
    { from: "responses", one: 3, grouped: 5, benchmark: 7 },
    { from: "segments", one: 2, grouped: 4, benchmark: 4 },
  ])("counted from $from", ({ from, one, grouped, benchmark }) => {
    const statements = counter();
    let api: Api;
    beforeAll(async () => {
      const db = database().db.withPlugin(statements);
      api = createApi(from === "segments" ? { db, columns: new ColumnStore(db) } : { db });
      // The columns of segments are read once and kept.
      await dataOf(api, GroupedDocument, { instrument: "synthetic-service" });
    });

    async function statementsOf(run: () => Promise<unknown>): Promise<number> {
      statements.count = 0;
      await run();
      return statements.count;
    }

    test("is one to see that the instrument is the known one, and one or two for all numbers", async () => {
      expect(await statementsOf(() => dataOf(api, OneMetricDocument, { instrument: "synthetic-service" }))).toBe(one);
    });

    test("does not grow with metrics or segments; names cost two more", async () => {
      const few = await statementsOf(async () => {
        const { segments } = await dataOf(api, GroupedDocument, {
          instrument: "synthetic-service",
          by: [{ dimension: "ORGANISATION" }],
        });
        expect(segments.totalCount).toBe(6);
      });
      const many = await statementsOf(async () => {
        const by = [
          { dimension: "ORGANISATION" as const },
          { dimension: "CHANNEL" as const },
          { period: "MONTH" as const },
        ];
        const { segments } = await dataOf(api, GroupedDocument, { instrument: "synthetic-service", by });
        expect(segments.totalCount).toBeGreaterThan(300);
      });
      expect([few, many]).toEqual([grouped, grouped]);
    });

    test("is two more for benchmarks of all rows, and none more where the columns are known", async () => {
      const of = (by: readonly GroupBy[]): Promise<number> =>
        statementsOf(async () => {
          const { segments } = await dataOf(api, BenchmarkDocument, {
            instrument: "synthetic-service",
            by: [...by],
            against: "ALL",
          });
          expect(segments.nodes.some(({ nps }) => nps?.benchmark?.status === "AVAILABLE")).toBe(true);
        });
      const organisation: GroupBy = { dimension: "ORGANISATION" };
      const channel: GroupBy = { dimension: "CHANNEL" };
      expect([await of([organisation, channel]), await of([channel, organisation, { period: "YEAR" }])]).toEqual([
        benchmark,
        benchmark,
      ]);
    });

    test("is no more for rolling windows than for periods", async () => {
      const of = (by: GroupBy): Promise<number> =>
        statementsOf(() => dataOf(api, GroupedDocument, { instrument: "synthetic-service", by: [by] }));
      const months = await of({ period: "MONTH" });
      const windows = [2, 12].map((length): GroupBy => ({ rolling: { grain: "MONTH", length } }));
      expect([await of(windows[0]!), await of(windows[1]!)]).toEqual([months, months]);
    });

    test("does not grow with segments for numbers of their parts", async () => {
      const ask = async (by: string): Promise<string> => {
        const fields = `npsOfAccounts(account: "region") { value } organisations(question: "reliability", k: 2) { agreement }
          nps { trend { slope } } followUp { recovery { rate { value } } }`;
        const query = `{ segments(instrument: "synthetic-service", by: [{ period: MONTH } ${by}]) { nodes { ${fields} } } }`;
        return (await post(api, { query })).text();
      };
      const few = await statementsOf(async () => expect(await ask("")).not.toContain("errors"));
      // Accounts, organisations, cases, and what came after them.
      expect(few).toBeLessThanOrEqual(one + 6);
      expect(await statementsOf(() => ask("{ dimension: CHANNEL } { dimension: TOUCHPOINT }"))).toBe(few);
    });

    test("does not grow with segments for follow-ups and churn either", async () => {
      const instrument = "synthetic-service";
      for (const ask of [
        (by: GroupBy[]) => dataOf(api, FollowUpDocument, { instrument, by }),
        (by: GroupBy[]) => dataOf(api, ChurnDocument, { instrument, by }),
      ]) {
        const few = await statementsOf(() => ask([{ dimension: "CHANNEL" }]));
        expect(few).toBeLessThanOrEqual(one + 1);
        expect(await statementsOf(() => ask([{ dimension: "CHANNEL" }, { period: "MONTH" }]))).toBe(few);
      }
    });
  });
});
