import type { KyselyPlugin } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { createApi } from "../src/api.ts";
import { loadDemo } from "../src/demo/load.ts";
import { dataOf } from "./ask.ts";
import { describeOnDatabases } from "./database.ts";
import { GroupedDocument, OneMetricDocument } from "./generated/graphql.ts";

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
  beforeAll(() => loadDemo(database().db, { log: () => {} }));

  async function statementsOf(run: (api: ReturnType<typeof createApi>) => Promise<unknown>): Promise<number> {
    const statements = counter();
    await run(createApi({ db: database().db.withPlugin(statements) }));
    return statements.count;
  }

  test("is five for one metric: three to know the instrument, one for the groups, one for the answers", async () => {
    expect(await statementsOf((api) => dataOf(api, OneMetricDocument, { instrument: "synthetic-service" }))).toBe(5);
  });

  test("does not grow with metrics or segments; names cost two more", async () => {
    const few = await statementsOf(async (api) => {
      const { segments } = await dataOf(api, GroupedDocument, {
        instrument: "synthetic-service",
        by: [{ dimension: "ORGANISATION" }],
      });
      expect(segments.totalCount).toBe(6);
    });
    const many = await statementsOf(async (api) => {
      const by = [
        { dimension: "ORGANISATION" as const },
        { dimension: "CHANNEL" as const },
        { period: "MONTH" as const },
      ];
      const { segments } = await dataOf(api, GroupedDocument, { instrument: "synthetic-service", by });
      expect(segments.totalCount).toBeGreaterThan(300);
    });
    expect(few).toBe(7);
    expect(many).toBe(7);
  });
});
