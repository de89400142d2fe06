import {
  answersOf,
  bootstrapImportance,
  importanceStability,
  type OrganisationImportance,
  penaltyReward,
} from "@klik/metrics-core/drivers";
import { beforeAll, describe, expect, test } from "vitest";
import { type Api, createApi } from "../../src/api.ts";
import { loadProgrammes } from "../../src/demo/load-programmes.ts";
import { sevenDrivers } from "../../src/demo/programme/seven-drivers.ts";
import { describeOnDatabases } from "../database.ts";
import { SevenDriversDocument, type SevenDriversQuery } from "../generated/graphql.ts";
import { expectExample } from "./example.ts";

const STABILITY = {
  reliability: "stable_high",
  empathy: "stable_high",
  customer_focus: "varies",
  customer_knowledge: "varies",
  waiting_time: "stable_low",
  accessibility: "stable_low",
  menu: "stable_low",
};
const DRIVERS = Object.keys(STABILITY);

describe("the seven drivers in the library", () => {
  const rows = [...sevenDrivers.rows("small")];
  const answers = (organisation: string | null, outcome: string): ReturnType<typeof answersOf> => {
    const own = rows.filter((row) => organisation === null || row["organisation"] === organisation);
    return answersOf(
      Object.fromEntries([outcome, ...DRIVERS].map((code) => [code, own.map((row) => Number(row[code]))])),
    );
  };

  test("were asked of 1,500 customers of organisations in four sectors", () => {
    expect(rows).toHaveLength(1500);
    expect(new Set(sevenDrivers.organisations.map(({ sector }) => sector)).size).toBe(4);
    expect([...sevenDrivers.rows("small")]).toEqual(rows);
  });

  describe.each(["satisfaction", "nps"])("for %s", (outcome) => {
    const importances = sevenDrivers.organisations.map(({ code }) => {
      const uncertainty = bootstrapImportance(answers(code, outcome), {
        outcome,
        drivers: DRIVERS,
        methods: ["lmg"],
        replications: 200,
        seed: 1,
      });
      if (uncertainty.status === "refused") throw new Error("expected an estimate");
      return (uncertainty.methods[0]?.drivers ?? []).map(
        ({ driver, importance, standardError }): OrganisationImportance => ({
          organisation: code,
          driver,
          importance,
          standardError,
        }),
      );
    });

    test("have reliability and empathy high and waiting, access and menu low everywhere; focus and knowledge vary", () => {
      const { drivers } = importanceStability(importances.flat());
      expect(Object.fromEntries(drivers.map(({ driver, label }) => [driver, label]))).toEqual(STABILITY);
    });

    test("have reliability and empathy on top in most organisations", () => {
      const leaders = importances.map((own) =>
        own
          .toSorted((a, b) => b.importance - a.importance)
          .slice(0, 2)
          .map(({ driver }) => driver),
      );
      const both = leaders.filter((own) => own.includes("reliability") && own.includes("empathy"));
      expect(both.length).toBeGreaterThan(importances.length / 2);
    });

    test("have waiting time as a dissatisfier: it costs when it is bad and gains nothing when it is good", () => {
      const contrast = penaltyReward(answers(null, outcome), {
        outcome,
        drivers: DRIVERS,
        levels: { lowMax: 5, highMin: 9 },
        replications: 0,
      });
      if (contrast.status === "refused") throw new Error("expected an estimate");
      const labels = Object.fromEntries(
        contrast.joint.drivers.map(({ driver, label }) => [driver, label?.significance]),
      );
      expect(labels).toEqual({
        reliability: "hybrid",
        empathy: "hybrid",
        customer_focus: "hybrid",
        customer_knowledge: "hybrid",
        waiting_time: "dissatisfier",
        accessibility: "low_impact",
        menu: "low_impact",
      });
      const waiting = contrast.joint.drivers.find(({ driver }) => driver === "waiting_time");
      expect(waiting?.penalty?.value).toBeLessThan(-0.5);
      expect(waiting?.penalty?.adjustedP).toBeLessThan(0.001);
      expect(waiting?.reward?.p).toBeGreaterThan(0.2);
    });
  });
});

describeOnDatabases("the seven drivers through GraphQL", (database) => {
  let api: Api;
  let answer: SevenDriversQuery;
  beforeAll(async () => {
    await loadProgrammes(database().db, { size: "small", only: ["seven-drivers"] });
    api = createApi({ db: database().db });
    answer = await expectExample(api, "seven-drivers", SevenDriversDocument, {});
  });

  test("were asked of 1,500 customers of organisations in four sectors", () => {
    expect(answer.everybody.nodes.map(({ responses }) => responses)).toEqual([1500]);
    expect(new Set(answer.organisations.nodes.map(({ key }) => key.sector?.label)).size).toBe(4);
  });

  test("have reliability and empathy on top in most organisations", () => {
    const leaders = answer.organisations.nodes.map(({ drivers }) =>
      (drivers?.drivers ?? []).filter(({ rank }) => rank <= 2).map(({ code }) => code),
    );
    const both = leaders.filter((own) => own.includes("reliability") && own.includes("empathy"));
    expect(both.length).toBeGreaterThan(leaders.length / 2);
  });

  test("have waiting time as a dissatisfier, and accessibility and menu with little impact", () => {
    const [all] = answer.everybody.nodes;
    const labels = new Map(all?.drivers?.asymmetry?.drivers.map(({ code, label }) => [code, label]));
    expect([labels.get("accessibility"), labels.get("menu")]).toEqual(["LOW_IMPACT", "LOW_IMPACT"]);
    const waiting = all?.drivers?.asymmetry?.drivers.find(({ code }) => code === "waiting_time");
    expect(waiting?.label).toBe("DISSATISFIER");
    expect(waiting?.penalty?.adjustedP).toBeLessThan(0.001);
    expect(waiting?.reward?.adjustedP).toBeGreaterThan(0.2);
  });

  test("have reliability and empathy high and waiting, access and menu low everywhere; focus and knowledge vary", () => {
    const { drivers } = answer.organisations.driverStability ?? {};
    expect(Object.fromEntries(drivers?.map(({ code, label }) => [code, label?.toLowerCase()]) ?? [])).toEqual(
      STABILITY,
    );
  });

  test("tell each organisation which improvement gives most result", () => {
    const best = answer.organisations.nodes.map(({ drivers }) => drivers?.simulate?.order[0]);
    expect(best).toHaveLength(8);
    for (const id of best) expect(["reliability shift", "empathy shift"]).toContain(id);
  });

  test("do not include how long a call took", () => {
    const means = answer.handlingTime.nodes.map(({ satisfaction }) => satisfaction);
    expect(means).toHaveLength(3);
    const lows = means.map((mean) => mean?.interval?.low ?? Number.NaN);
    const highs = means.map((mean) => mean?.interval?.high ?? Number.NaN);
    expect(Math.max(...lows)).toBeLessThan(Math.min(...highs));
  });
});
