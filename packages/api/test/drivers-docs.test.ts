import { readFileSync } from "node:fs";
import { format } from "node:util";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { driverImpact } from "../../../examples/driver-impact/impact.mjs";
import { reportOf } from "../../../examples/driver-impact/report.mjs";
import { readSurvey } from "../../../examples/driver-impact/survey.mjs";
import { type Api, createApi } from "../src/api.ts";
import { loadDemo } from "../src/demo/load.ts";
import { post } from "./ask.ts";
import { openTestDatabase, type TestDatabase } from "./database.ts";

const docs = readFileSync(new URL("../../../docs/drivers.md", import.meta.url), "utf8");
const blocks = [...docs.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language, code]) => ({
  language: language!,
  code: code!,
}));
const impact = driverImpact(readSurvey());

let database: TestDatabase;
let api: Api;
beforeAll(async () => {
  database = await openTestDatabase("embedded");
  await loadDemo(database.db);
  api = createApi({ db: database.db });
});
afterAll(() => database.close());

/** What follows a block that runs. */
const outputOf = (index: number): string => blocks[index + 1]!.code.trimEnd();
const numbered = (language: string): readonly (readonly [number, string])[] =>
  blocks.flatMap((block, i) => (block.language === language ? [[i, block.code] as const] : []));

test("every block runs or is the output of the one before it", () => {
  const languages = blocks.map(({ language }) => language).join(" ");
  expect(languages).toBe("sh text js text graphql json js text graphql js text");
});

// That the program prints this is a test beside it.
test("the report is that of the example", () => {
  const [[index, command]] = numbered("sh") as [[number, string]]; // there is one
  expect(command).toBe("node examples/driver-impact/main.mjs\n");
  expect(outputOf(index)).toBe(reportOf(impact));
});

const modules: Readonly<Record<string, () => Promise<unknown>>> = {
  "@klik/metrics-core/drivers": () => import("@klik/metrics-core/drivers"),
  "../examples/driver-impact/survey.mjs": () => import("../../../examples/driver-impact/survey.mjs"),
};
const AsyncFunction = (async () => {}).constructor as new (
  ...code: readonly string[]
) => (load: (name: string) => Promise<unknown>) => Promise<void>;

test.each(numbered("js"))("block %i prints what stands below it", async (index, code) => {
  const said: string[] = [];
  const log = vi.spyOn(console, "log").mockImplementation((...words: unknown[]) => void said.push(format(...words)));
  try {
    const body = code.replace(/^import \{([^}]+)\} from "([^"]+)";$/gm, 'const {$1} = await load("$2");');
    await new AsyncFunction("load", body)((name) => modules[name]!());
  } finally {
    log.mockRestore();
  }
  expect(said.map((line) => line.trimEnd()).join("\n")).toBe(outputOf(index));
});

async function answerTo(query: string): Promise<unknown> {
  return (await post(api, { query })).json();
}

test("a refusal is the answer that is shown", async () => {
  const [[index, query]] = numbered("graphql") as [[number, string]]; // the first of two
  expect(await answerTo(query)).toEqual(JSON.parse(outputOf(index)));
});

interface Ends {
  readonly low: number;
  readonly high: number;
}
interface Coefficient {
  readonly value: number;
  readonly standardError: number;
  readonly adjustedP: number;
}
type Coded = { readonly code: string };

/** The fields of the document. */
interface Impact {
  readonly rows: number;
  readonly n: number;
  readonly effective: number;
  readonly fit: { readonly rSquared: number };
  readonly drivers: readonly (Coded & {
    readonly rank: number;
    readonly importance: number;
    readonly relativeWeight: number;
    readonly usefulness: number;
    readonly correlation: number;
    readonly standardizedBeta: number;
    readonly vif: number;
  })[];
  readonly certainty: {
    readonly drivers: readonly (Coded & { interval: Ends; rankInterval: Ends; first: number })[];
  };
  readonly asymmetry: {
    readonly drivers: readonly (Coded & {
      readonly penalty: Coefficient;
      readonly reward: Coefficient;
      readonly asymmetryAdjustedP: number;
      readonly label: string;
    })[];
  };
  readonly importancePerformance: {
    readonly importanceLine: number;
    readonly performanceLine: number;
    readonly drivers: readonly (Coded & { performance: number; quadrant: string; borderline: boolean })[];
  };
  readonly simulate: {
    readonly order: readonly string[];
    readonly outcomes: readonly {
      readonly outcome: string;
      readonly actions: readonly { id: string; gain: number; interval: Ends; best: number }[];
    }[];
  };
  readonly warnings: readonly { readonly code: string }[];
  readonly caution: string;
}

function near(actual: number | undefined, expected: number, what: string): void {
  const tolerance = 1e-9 * Math.max(Math.abs(expected), 1e-3);
  expect(Math.abs((actual ?? Number.NaN) - expected), `${what}: expected ${expected}, got ${actual}`).toBeLessThan(
    tolerance,
  );
}

function nearEnds(actual: Ends | undefined, { low, high }: Ends, what: string): void {
  near(actual?.low, low, `${what}, low`);
  near(actual?.high, high, `${what}, high`);
}

function nearCoefficient(actual: Coefficient | undefined, expected: Coefficient, what: string): void {
  near(actual?.value, expected.value, what);
  near(actual?.standardError, expected.standardError, `standard error of ${what}`);
  near(actual?.adjustedP, expected.adjustedP, `p of ${what}`);
}

test("the document returns the numbers that the example prints", async () => {
  const query = numbered("graphql")[1]![1];
  const { data } = (await answerTo(query)) as {
    data: { segments: { nodes: readonly { drivers: Impact }[] } };
  };
  const got = data.segments.nodes[0]!.drivers;
  const { analysis, lmg, johnson, contrast, placement, simulation } = impact;
  const of = <Each extends Coded>(each: readonly Each[], code: string): Each | undefined =>
    each.find((one) => one.code === code);

  expect(got).toMatchObject({ rows: analysis.rows, n: analysis.n, caution: analysis.caution });
  expect(got.warnings).toMatchObject(analysis.warnings.map((warning: Coded) => ({ code: warning.code })));
  near(got.effective, analysis.effective, "effective base");
  near(got.fit.rSquared, analysis.rSquared, "R²");

  expect(got.drivers).toHaveLength(7);
  for (const { driver, importance, rank, correlation, standardizedBeta, vif } of analysis.drivers) {
    const own = of(got.drivers, driver);
    expect(own?.rank, driver).toBe(rank);
    near(own?.importance, importance.lmg, `LMG of ${driver}`);
    near(own?.relativeWeight, importance.relative_weight, `relative weight of ${driver}`);
    near(own?.usefulness, importance.usefulness, `usefulness of ${driver}`);
    near(own?.correlation, correlation, `correlation of ${driver}`);
    near(own?.standardizedBeta, standardizedBeta, `beta of ${driver}`);
    near(own?.vif, vif, `VIF of ${driver}`);
  }
  for (const { driver, importance } of johnson.drivers)
    near(of(got.drivers, driver)?.relativeWeight, importance, `printed relative weight of ${driver}`);
  for (const { driver, importance, interval, rank, rankInterval, first } of lmg.drivers) {
    const own = of(got.certainty.drivers, driver);
    near(of(got.drivers, driver)?.importance, importance, `printed LMG of ${driver}`);
    expect(of(got.drivers, driver)?.rank, driver).toBe(rank);
    nearEnds(own?.interval, interval, `interval of ${driver}`);
    nearEnds(own?.rankInterval, rankInterval, `ranks of ${driver}`);
    near(own?.first, first, `P(rank 1) of ${driver}`);
  }
  for (const { driver, penalty, reward, asymmetryTest, label } of contrast.joint.drivers) {
    const own = of(got.asymmetry.drivers, driver);
    nearCoefficient(own?.penalty, penalty as Coefficient, `penalty of ${driver}`); // none is withheld
    nearCoefficient(own?.reward, reward as Coefficient, `reward of ${driver}`);
    near(own?.asymmetryAdjustedP, asymmetryTest!.adjustedP, `asymmetry of ${driver}`);
    expect(own?.label).toBe(label!.significance.toUpperCase());
  }
  near(got.importancePerformance.importanceLine, placement.importanceLine!, "line of importance");
  near(got.importancePerformance.performanceLine, placement.performanceLine!, "line of performance");
  for (const { driver, performance, quadrant, borderline } of placement.drivers) {
    const own = of(got.importancePerformance.drivers, driver);
    near(own?.performance, performance, `rating of ${driver}`);
    expect(own).toMatchObject({ quadrant: quadrant.toUpperCase(), borderline: borderline.performance });
  }
  expect(got.simulate.order).toEqual(simulation.order);
  for (const [o, { outcome, actions }] of simulation.outcomes.entries()) {
    expect(got.simulate.outcomes[o]?.outcome).toBe(outcome);
    for (const [a, { id, gain, interval, best }] of actions.entries()) {
      const own = got.simulate.outcomes[o]?.actions[a];
      expect(own?.id).toBe(id);
      near(own?.gain, gain!, `gain of ${id}`);
      nearEnds(own?.interval, interval!, `gain of ${id}`);
      near(own?.best, best!, `P(best) of ${id}`);
    }
  }
});
