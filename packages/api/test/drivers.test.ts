import { readFileSync } from "node:fs";
import {
  answersOf,
  bootstrapImportance,
  penaltyReward,
  simulateImprovements,
  withScore,
} from "@klik/metrics-core/drivers";
import { beforeAll, describe, expect, test } from "vitest";
import { readData } from "../../metrics-core/test/reference/data.ts";
import { type Api, createApi } from "../src/api.ts";
import { ColumnStore } from "../src/columns/column-source.ts";
import { loadDemo } from "../src/demo/load.ts";
import { loadProgrammes } from "../src/demo/load-programmes.ts";
import { ask, dataOf } from "./ask.ts";
import { describeOnDatabases } from "./database.ts";
import { DriverActionDocument, DriversDocument, DriverStabilityByOrganisationDocument } from "./generated/graphql.ts";

// Golden values of R (relaimpo, lm) and Python: packages/metrics-core/test/reference/README.md.
interface DriverCase {
  readonly id: string;
  readonly input: {
    readonly data?: string;
    readonly columns: { readonly outcome: string; readonly drivers: readonly string[]; readonly weight?: string };
  };
  readonly expected: Readonly<Record<string, readonly number[]>> & { readonly n: number; readonly r_squared: number };
}
const read = (family: string): { cases: DriverCase[] } =>
  JSON.parse(readFileSync(new URL(`../../metrics-core/test/reference/${family}.json`, import.meta.url), "utf8")) as {
    cases: DriverCase[];
  };

const SFO = { instrument: "sfo-passengers", where: { from: "2017-01-01" } };

function near(actual: number | null | undefined, expected: number | undefined, what: string): void {
  const tolerance = 1e-9 * Math.max(Math.abs(expected ?? Number.NaN), 1e-3);
  expect(
    Math.abs((actual ?? Number.NaN) - (expected ?? Number.NaN)),
    `${what}: expected ${expected}, got ${actual}`,
  ).toBeLessThanOrEqual(tolerance);
}

/** The same answers read from the file, as a user of the library would. */
function fromFile(columns: readonly string[]): ReturnType<typeof answersOf> {
  const rows = readData("sfo_2017.csv");
  return answersOf(
    Object.fromEntries(columns.map((name) => [name, rows.map((row) => (row[name] === "" ? null : Number(row[name])))])),
  );
}

describeOnDatabases("driver impact through GraphQL", (database) => {
  beforeAll(() => loadDemo(database().db));

  describe.each(["responses", "segments"])("from %s", (from) => {
    let api: Api;
    beforeAll(() => {
      const { db } = database();
      api = createApi(from === "segments" ? { db, columns: new ColumnStore(db) } : { db });
    });

    const sfo = read("drivers").cases.filter(({ input }) => input.data?.includes("sfo_2017"));
    test("has golden cases", () => expect(sfo.length).toBeGreaterThanOrEqual(4));

    test.each(sfo.map((each) => [each.id, each] as const))("%s", async (_id, { input, expected }) => {
      const { outcome, drivers, weight } = input.columns;
      const variables = {
        ...SFO,
        outcome,
        drivers: [...drivers],
        weighting: weight === undefined ? "none" : "response",
      };
      const analysis = (await dataOf(api, DriversDocument, variables)).segments.nodes[0]!.drivers!;
      expect(analysis).toMatchObject({
        status: "ESTIMATED",
        reason: null,
        n: expected.n,
        method: "LMG",
        caution: "Association, not proof of cause.",
      });
      near(analysis.fit!.rSquared, expected.r_squared, "R²");
      for (const [i, code] of drivers.entries()) {
        const driver = analysis.drivers.find((each) => each.code === code)!;
        near(driver.importance, expected["lmg"]![i], `${code} LMG`);
        near(driver.share, expected["lmg_share"]![i], `${code} LMG share`);
        near(driver.johnson, expected["johnson"]![i], `${code} Johnson`);
        near(driver.first, expected["first"]![i], `${code} first`);
        near(driver.last, expected["last"]![i], `${code} last`);
        near(driver.pratt, expected["pratt"]![i], `${code} Pratt`);
        near(driver.coefficient, expected["coefficients"]![i], `${code} coefficient`);
        near(driver.standardError, expected["standard_errors"]![i], `${code} standard error`);
        near(driver.standardizedBeta, expected["standardized_betas"]![i], `${code} beta`);
        near(driver.vif, expected["vif"]![i], `${code} VIF`);
        near(driver.mean, expected["driver_means"]![i], `${code} mean`);
      }
      expect(analysis.drivers.map(({ rank }) => rank)).toEqual(analysis.drivers.map((_, index) => index + 1));
    });

    describe("uncertainty, asymmetry and simulation", () => {
      const drivers = ["restaurants", "shops", "signs", "walkways", "screens", "clean_overall", "ease_wayfinding"];
      const levels = { lowMax: 3, highMin: 5 };

      test("are those of the library on the same answers", async () => {
        const actions = [
          { driver: "signs", kind: "SHIFT" as const, by: 0.5, cost: 2 },
          { driver: "shops", kind: "REPAIR" as const, cost: 1 },
        ];
        const { segments } = await dataOf(api, DriverActionDocument, {
          ...SFO,
          weighting: "none",
          outcome: "nps",
          drivers,
          ...levels,
          actions,
        });
        const { certainty, asymmetry, simulate, importancePerformance, impactRangePerformance } =
          segments.nodes[0]!.drivers!;
        const answers = fromFile(["nps", ...drivers]);

        const expectedCertainty = bootstrapImportance(answers, {
          outcome: "nps",
          drivers,
          methods: ["lmg"],
          replications: 200,
          seed: 1,
        });
        if (expectedCertainty.status === "refused") throw new Error("expected an estimate");
        for (const [i, each] of expectedCertainty.methods[0]!.drivers.entries()) {
          const got = certainty!.drivers[i]!;
          expect(got.code).toBe(each.driver);
          near(got.interval.low, each.interval.low, "interval");
          near(got.first, each.first, "P(rank 1)");
          expect(got.rankInterval).toMatchObject({ low: each.rankInterval.low, high: each.rankInterval.high });
        }

        const expectedContrast = penaltyReward(answers, {
          outcome: "nps",
          drivers,
          levels,
          replications: 200,
          seed: 1,
        });
        if (expectedContrast.status === "refused") throw new Error("expected an estimate");
        for (const [i, each] of expectedContrast.joint.drivers.entries()) {
          const got = asymmetry!.drivers[i]!;
          near(got.penalty!.value, each.penalty!.value, "penalty");
          near(got.reward!.value, each.reward!.value, "reward");
          near(got.asymmetryInterval!.low, each.iaInterval!.low, "IA interval");
          expect(got.label).toBe(each.label!.significance.toUpperCase());
        }

        const withPoints = withScore(answers, "nps:nps", "nps", (answer) =>
          answer >= 9 ? 100 : answer <= 6 ? -100 : 0,
        );
        const expectedGains = simulateImprovements(withPoints, {
          outcomes: ["nps", "nps:nps"],
          drivers,
          actions: [
            { id: "signs shift", driver: "signs", kind: "shift", by: 0.5, cost: 2 },
            { id: "shops repair", driver: "shops", kind: "repair", cost: 1 },
          ],
          scale: { min: 1, max: 5 },
          levels,
          replications: 200,
          seed: 1,
        });
        if (expectedGains.status === "refused") throw new Error("expected an estimate");
        expect(simulate!.order).toEqual(expectedGains.order);
        for (const [o, outcome] of expectedGains.outcomes.entries()) {
          expect(simulate!.outcomes[o]!.outcome).toBe(outcome.outcome);
          for (const [a, action] of outcome.actions.entries()) {
            const got = simulate!.outcomes[o]!.actions[a]!;
            near(got.gain, action.gain!, "gain");
            near(got.interval!.high, action.interval!.high, "gain interval");
            near(got.best, action.best!, "P(best)");
            near(got.gainPerCost, action.gainPerCost!, "gain per cost");
          }
        }
        expect(importancePerformance!.drivers.map(({ code }) => code)).toEqual(drivers);
        expect(impactRangePerformance!.drivers).toHaveLength(drivers.length);
      });

      test("hold the golden penalties and rewards", async () => {
        const { expected } = read("penalty_reward").cases.find(({ id }) => id === "prca/sfo_2017_nps")! as unknown as {
          expected: { joint: { drivers: readonly { driver: string; penalty: number; reward: number }[] } };
        };
        const { segments } = await dataOf(api, DriverActionDocument, {
          ...SFO,
          weighting: "none",
          outcome: "nps",
          drivers,
          ...levels,
          actions: [{ driver: "signs", kind: "SHIFT", by: 1 }],
          replications: 100,
        });
        const got = segments.nodes[0]!.drivers!.asymmetry!.drivers;
        const golden = Object.fromEntries(expected.joint.drivers.map((each) => [each.driver, each]));
        for (const each of got) {
          near(each.penalty!.value, golden[each.code]!.penalty, `${each.code} penalty`);
          near(each.reward!.value, golden[each.code]!.reward, `${each.code} reward`);
        }
      });
    });

    test("reads an outcome where low is good the other way round, and says so", async () => {
      await loadProgrammes(database().db, { size: "small", only: ["retention-benchmark"] });
      const drivers = ["satisfied", "distinctive"];
      const actions = drivers.map((driver) => ({ driver, kind: "SHIFT" as const, by: 0.5 }));
      const variables = { instrument: "retention-benchmark", outcome: "churn", drivers, actions, replications: 100 };
      const analysis = (await dataOf(api, DriverActionDocument, variables)).segments.nodes[0]!.drivers!;
      expect(analysis.reversed).toEqual(["churn"]);
      const [first] = analysis.simulate!.order;
      const gains = analysis.simulate!.outcomes[0]!.actions;
      // Better answers go with less churn: a gain, and the largest is the best.
      expect(gains.every(({ gain }) => gain! > 0)).toBe(true);
      expect(gains.find(({ id }) => id === first)!.gain).toBe(Math.max(...gains.map(({ gain }) => gain!)));
    });

    test("tells promoters, detractors and NPS itself as outcomes", async () => {
      const coefficients = async (as: "PROMOTERS" | "DETRACTORS" | "NPS"): Promise<Map<string, number>> => {
        const { segments } = await dataOf(api, DriversDocument, {
          ...SFO,
          outcome: "nps",
          as,
          drivers: ["signs", "shops"],
        });
        return new Map(segments.nodes[0]!.drivers!.drivers.map(({ code, coefficient }) => [code, coefficient]));
      };
      const [promoters, detractors, points] = [
        await coefficients("PROMOTERS"),
        await coefficients("DETRACTORS"),
        await coefficients("NPS"),
      ];
      for (const code of ["signs", "shops"])
        near(points.get(code), 100 * (promoters.get(code)! - detractors.get(code)!), code);
    });

    test("takes pairs of answers when asked, with the base of the smallest pair", async () => {
      const variables = { instrument: "synthetic-service", outcome: "nps" };
      const listwise = (await dataOf(api, DriversDocument, variables)).segments.nodes[0]!.drivers!;
      const pairwise = (await dataOf(api, DriversDocument, { ...variables, missing: "PAIRWISE" })).segments.nodes[0]!
        .drivers!;
      expect(listwise.drivers).toHaveLength(7);
      expect(pairwise.n).toBeGreaterThan(listwise.n);
    });

    test("compares drivers over organisations", async () => {
      const { segments } = await dataOf(api, DriverStabilityByOrganisationDocument, {
        instrument: "synthetic-service",
      });
      expect(segments.driverStability!.refused).toBe(0);
      expect(segments.driverStability!.drivers).toHaveLength(7);
      for (const { segments: counted, label } of segments.driverStability!.drivers) {
        expect(counted).toBe(segments.totalCount);
        expect(["STABLE_HIGH", "STABLE_LOW", "VARIES"]).toContain(label);
      }
    });

    describe("what cannot be answered", () => {
      test("is refused as data, with a reason that names the columns", async () => {
        const variables = {
          instrument: "sfo-passengers",
          where: { from: "2016-01-01", until: "2017-01-01" },
          outcome: "nps",
          drivers: ["signs"],
        };
        const analysis = (await dataOf(api, DriversDocument, variables)).segments.nodes[0]!.drivers!;
        expect(analysis).toMatchObject({ status: "REFUSED", reason: "EMPTY_BASE", n: 0, fit: null, drivers: [] });
        expect(analysis.columns).toContain("nps");
      });

      test.each([
        [{ outcome: "nps", drivers: ["signs", "signs"] }, "BAD_USER_INPUT"],
        [{ outcome: "nps", drivers: ["nps"] }, "BAD_USER_INPUT"],
        [{ outcome: "nps", drivers: [] }, "BAD_USER_INPUT"],
        [{ outcome: "nps", drivers: ["nothing"] }, "QUESTION_NOT_FOUND"],
        [{ outcome: "overall", as: "PROMOTERS" as const, drivers: ["signs"] }, "BAD_USER_INPUT"],
      ])("or the client's to mend: %o", async (variables, code) => {
        const { errors } = await ask(api, DriversDocument, { ...SFO, ...variables });
        expect(errors?.[0]?.extensions?.["code"]).toBe(code);
      });
    });
  });
});
