import { beforeAll, expect, test } from "vitest";
import { createApi } from "../../src/api.ts";
import { loadProgrammes } from "../../src/demo/load-programmes.ts";
import { describeOnDatabases } from "../database.ts";
import { RetentionBenchmarkDocument, type RetentionBenchmarkQuery } from "../generated/graphql.ts";
import { expectExample, onlyNode, percentages } from "./example.ts";

describeOnDatabases("the customer-retention benchmark through GraphQL", (database) => {
  let firms: RetentionBenchmarkQuery["firms"]["nodes"][number];
  beforeAll(async () => {
    await loadProgrammes(database().db, { size: "small", only: ["retention-benchmark"] });
    const api = createApi({ db: database().db });
    firms = onlyNode((await expectExample(api, "retention-benchmark", RetentionBenchmarkDocument, {})).firms);
  });

  test("asked 2,576 firms: raising satisfaction first with 27 %, lowering churn fifth with 8 %", () => {
    expect(firms.responses).toBe(2576);
    expect(firms.priority?.categories.reduce((sum, { count }) => sum + count, 0)).toBe(2576);
    const ranked = Object.entries(percentages(firms.priority)).toSorted(([, a], [, b]) => b - a);
    expect(ranked[0]).toEqual(["satisfaction", 27]);
    const order = (firms.priority?.categories ?? []).toSorted((a, b) => b.count - a.count).map(({ code }) => code);
    expect(order[4]).toBe("churn");
    expect(percentages(firms.priority)["churn"]).toBe(8);
  });

  test("has the owner of the customer, the storage of data and the frequency of research as published", () => {
    expect(percentages(firms.owner)).toEqual({
      managing_director: 26,
      customer_service: 17,
      sales: 8,
      marketing: 12,
      unstated: 37,
    });
    expect(percentages(firms.data)).toEqual({ fully: 22, partly: 41, not: 13, unstated: 24 });
    expect(percentages(firms.research)).toEqual({ never: 14, ad_hoc: 17, continuous: 26, periodic: 43 });
  });

  test("links satisfaction and recommending to all that is published, and exceeding expectations most", () => {
    // Of these little is good, and they are read the other way round: what goes with satisfaction is that there is less of them.
    expect(firms.leaving?.reversed).toEqual(["churn"]);
    expect(firms.negativeWordOfMouth?.reversed).toEqual(["negative_word_of_mouth"]);
    const { staying, distinctiveness, lifetimeValue, leaving, negativeWordOfMouth } = firms;
    for (const analysis of [staying, distinctiveness, leaving, lifetimeValue, negativeWordOfMouth]) {
      expect(analysis?.n).toBe(2576);
      expect(analysis?.drivers[0]?.code).toBe("exceeds_expectations");
      for (const { correlation } of analysis?.drivers ?? []) expect(correlation).toBeGreaterThan(0.3);
    }
  });

  test("places the events in the quadrant, and finds better marks where the prescribed action was followed", () => {
    const { cells, undetermined, followed, outcome, table } = firms.recoveryQuadrant!;
    expect(table).toMatchObject({ version: 1, mapping: "ASSUMPTION" });
    expect(cells.map(({ cell, action }) => [cell, action])).toEqual([
      ["INTERNAL_LOW", "apologise_and_help"],
      ["INTERNAL_HIGH", "fix_and_plus_up"],
      ["CUSTOMER_LOW", "red_carpet"],
      ["CUSTOMER_HIGH", "everything_in_our_power"],
    ]);
    // Every event of which the responsibility is known.
    expect(cells.reduce((sum, { count }) => sum + count, 0)).toBe(2576 - 206);
    expect(undetermined.value).toBe(0.08);
    for (const { share } of cells) expect(share.value).toBeGreaterThan(0.05);
    expect(followed?.value).toBeGreaterThan(0.45);
    expect(outcome?.followed.value).toBeGreaterThan((outcome?.notFollowed.value ?? Number.NaN) + 0.8);
  });
});
