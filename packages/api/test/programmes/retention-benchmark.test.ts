import { categories, REPORT_MARK, satisfaction, tallyOf, YES_NO } from "@klik/metrics-core";
import {
  actionFollowed,
  outcomeByFollowed,
  QUADRANT,
  quadrantShares,
  RECOVERY_TABLE,
  recoveryAdvice,
} from "@klik/metrics-core/outcomes";
import { crosstabOf } from "@klik/metrics-core/people";
import { beforeAll, describe, expect, test } from "vitest";
import { createApi } from "../../src/api.ts";
import { loadProgrammes } from "../../src/demo/load-programmes.ts";
import { retentionBenchmark } from "../../src/demo/programme/retention-benchmark.ts";
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

  test("links satisfaction and recommending to staying and leaving, and exceeding expectations most", () => {
    // Leaving is read the other way round: staying away from churn is what goes with satisfaction.
    expect(firms.leaving?.reversed).toEqual(["churn"]);
    for (const analysis of [firms.staying, firms.lifetimeValue, firms.leaving]) {
      expect(analysis?.n).toBe(2576);
      expect(analysis?.drivers[0]?.code).toBe("exceeds_expectations");
      for (const { correlation } of analysis?.drivers ?? []) expect(correlation).toBeGreaterThan(0.3);
    }
  });
});

describe("the recovery quadrant in the library", () => {
  const events = [...retentionBenchmark.rows("small")].map((row) => {
    const responsibility = row["event_responsibility"];
    const advice = recoveryAdvice({
      // 1 to 5 on 0 to 1, as the table wants it.
      impact: (Number(row["event_impact"]) - 1) / 4,
      responsibility: responsibility === "internal" || responsibility === "customer" ? responsibility : null,
    });
    return { advice, action: String(row["event_action"]), mark: Number(row["event_mark"]) };
  });
  const cellOf = ({ advice }: (typeof events)[number]): string =>
    advice.status === "determined" ? advice.cell : "undetermined";

  test("places every event of which the responsibility is known", () => {
    const shares = quadrantShares(tallyOf(QUADRANT, events.map(cellOf)));
    expect(shares.undetermined.value).toBeCloseTo(206 / 2576, 9);
    for (const share of Object.values(shares)) expect(share.value).toBeGreaterThan(0.05);
  });

  test("finds better marks where the prescribed action was followed", () => {
    const taken = categories([...Object.values(RECOVERY_TABLE.actions), "nothing"]);
    const followed = actionFollowed(
      crosstabOf(
        QUADRANT,
        taken,
        events.map((event) => [cellOf(event), event.action] as const),
      ),
    );
    expect(followed.value).toBeGreaterThan(0.45);
    const marks = events.flatMap(({ advice, action, mark }) =>
      advice.status === "determined" ? [[advice.action === action ? "yes" : "no", mark] as const] : [],
    );
    const { followed: better, notFollowed: worse } = outcomeByFollowed(
      crosstabOf(YES_NO, REPORT_MARK, marks),
      satisfaction,
    );
    expect(better.value).toBeGreaterThan((worse.value ?? Number.NaN) + 0.8);
  });
});
