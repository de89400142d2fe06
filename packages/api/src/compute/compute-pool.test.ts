import { performance } from "node:perf_hooks";
import { categories, nps, scaleOf, tallyOf, ZERO_TO_TEN } from "@klik/metrics-core";
import { gramOf } from "@klik/metrics-core/drivers";
import { RECOVERY_TABLE } from "@klik/metrics-core/outcomes";
import { afterEach, describe, expect, test } from "vitest";
import { ComputePool, ComputeRefused } from "./compute-pool.ts";
import { answersOfTable, type DriverTable } from "./driver-table.ts";
import type { PeopleTable } from "./people-tasks.ts";
import type { TaskInput, TaskName } from "./tasks.ts";

const marks = scaleOf(1, 7);

/** Answers that go together, one in ten missing. */
function tableOf(rows: number, drivers = 3): DriverTable {
  let state = 1;
  const next = (): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  const codes = Array.from({ length: drivers }, () => Uint8Array.from({ length: rows }, () => Math.floor(next() * 7)));
  const outcome = Uint8Array.from({ length: rows }, (_, row) =>
    next() < 0.1 ? 255 : Math.min(10, Math.floor(codes[0]![row]! + codes[1]![row]! / 2 + 3 * next())),
  );
  const names = codes.map((_, at) => `driver ${at}`);
  return {
    rows,
    columns: {
      nps: { scale: ZERO_TO_TEN, codes: outcome },
      ...Object.fromEntries(names.map((name, at) => [name, { scale: marks, codes: codes[at]! }])),
    },
    weights: { units: Float64Array.from({ length: rows }, () => 1 + Math.floor(3 * next())), places: 1 },
    outcome: "nps",
    kind: "nps",
    drivers: names,
  };
}

const table = tableOf(200);
const people: PeopleTable = {
  rows: table.rows,
  columns: table.drivers.map((code) => ({ code, ...table.columns[code]! })),
  weights: table.weights,
};
/** 1: chosen. */
const choices = {
  ...people,
  columns: people.columns.map(({ code, codes }) => ({
    code,
    scale: scaleOf(0, 1),
    codes: codes.map((one) => one % 2),
  })),
};
/** Who was responsible is the second column. */
const events: PeopleTable = {
  ...people,
  columns: people.columns.map((column) =>
    column.code === "driver 1"
      ? {
          ...column,
          scale: categories(["internal", "customer", "unknown"]),
          codes: column.codes.map((one) => one % 3),
        }
      : column,
  ),
};
const inputs: { readonly [Name in TaskName]: TaskInput<Name> } = {
  analyseDrivers: { table, missing: "listwise", method: "lmg" },
  analyseGram: { gram: gramOf(answersOfTable({ ...table, kind: "mean" })), outcome: "nps", method: "lmg" },
  certaintyOfDrivers: { table, replications: 100, methods: ["lmg"] },
  asymmetryOfDrivers: { table, levels: { lowMax: 2, highMin: 6 }, replications: 100 },
  performancesOfDrivers: { table, of: ["driver 1"] },
  simulateDrivers: {
    table: { ...table, kind: "mean" },
    withPoints: true,
    actions: [{ id: "up", driver: "driver 0", kind: "shift", by: 1 }],
    scale: { min: 1, max: 7 },
    replications: 100,
  },
  crosstabOfPeople: { table: people },
  experienceOfPeople: {
    table: people,
    dimensions: [
      { code: "functional", columns: ["driver 0"] },
      { code: "emotional", columns: ["driver 1", "driver 2"] },
    ],
  },
  experienceIndexOfPeople: { table: people, dimensions: [{ code: "trust", columns: ["driver 1", "driver 2"] }] },
  compareReasonsOfPeople: {
    table: choices,
    first: choices.columns[0]!.code,
    second: choices.columns[1]!.code,
    level: 0.9,
  },
  reasonsOfPeople: { table: choices, base: "asked" },
  reliabilityOfPeople: { table: people },
  recoveryOfPeople: {
    table: events,
    columns: { impact: "driver 0", responsibility: "driver 1", action: null, outcome: "driver 2" },
    decisions: RECOVERY_TABLE,
  },
  rankOrganisations: {
    members: ["a", "b", "c"].map((organisation, at) => ({
      organisation,
      estimate: nps(tallyOf(ZERO_TO_TEN, [10, 9, 9, 8, at, 3 * at])),
    })),
    higherIsBetter: true,
    seed: 7,
  },
};

describe("tasks in a thread", () => {
  const pools: ComputePool[] = [];
  const poolOf = (options: ConstructorParameters<typeof ComputePool>[0]): ComputePool => {
    const pool = new ComputePool(options);
    pools.push(pool);
    return pool;
  };
  afterEach(() => Promise.all(pools.splice(0).map((pool) => pool.stop())));

  test.each(Object.keys(inputs) as TaskName[])("%s gives the same numbers as here", async (name) => {
    const there = await poolOf({ longWork: 0 }).run(name, inputs[name]);
    const here = await poolOf({ longWork: Number.POSITIVE_INFINITY }).run(name, inputs[name]);
    expect(there).toStrictEqual(here);
    if ("status" in there) expect(there.status).toBe("estimated");
  });

  test("throw what metrics-core throws", async () => {
    const wrong = { ...inputs.certaintyOfDrivers, replications: -1 };
    await expect(poolOf({ longWork: -1e9 }).run("certaintyOfDrivers", wrong)).rejects.toMatchObject({
      name: "MetricsError",
      code: "ARGUMENT_INVALID",
      details: { replications: -1 },
    });
  });

  test("leave the process free", async () => {
    const before = performance.eventLoopUtilization();
    await poolOf({ threads: 1 }).run("certaintyOfDrivers", { table: tableOf(20_000), replications: 500 });
    const { active, idle } = performance.eventLoopUtilization(before);
    expect(idle).toBeGreaterThan(active);
  });

  test("end when whoever asked has left, running or waiting, and the next gets a new thread", async () => {
    const pool = poolOf({ threads: 1, longWork: 0 });
    const left = new AbortController();
    const endless = { table: tableOf(50_000), replications: 100_000 };
    const asked = [1, 2].map(() => pool.run("certaintyOfDrivers", endless, left.signal));
    const next = pool.run("analyseDrivers", inputs.analyseDrivers);
    setTimeout(() => left.abort(), 50);
    for (const one of await Promise.allSettled(asked))
      expect(one).toMatchObject({ status: "rejected", reason: { name: "AbortError" } });
    expect((await next).status).toBe("estimated");
    await expect(pool.run("certaintyOfDrivers", endless, left.signal)).rejects.toMatchObject({ name: "AbortError" });
  });

  test("are turned away when too many wait or one takes too long", async () => {
    const pool = poolOf({ threads: 1, longWork: 0, mostWaiting: 1, mostMilliseconds: 300 });
    const endless = { table: tableOf(50_000), replications: 100_000 };
    const [first, second, third] = await Promise.allSettled(
      [1, 2, 3].map(() => pool.run("certaintyOfDrivers", endless)),
    );
    for (const [one, code] of [
      [first, "TOO_LONG"],
      [second, "TOO_LONG"],
      [third, "SERVER_BUSY"],
    ] as const) {
      expect(one).toMatchObject({ status: "rejected", reason: expect.any(ComputeRefused) });
      expect(one).toMatchObject({ reason: { code } });
    }
  });
});

test("short tasks run one at a time, and others get their turn in between", async () => {
  const pool = new ComputePool();
  const order: string[] = [];
  setImmediate(() => order.push("other"));
  await Promise.all([1, 2].map(() => pool.run("analyseDrivers", inputs.analyseDrivers).then(() => order.push("task"))));
  expect(order).toEqual(["task", "other", "task"]);
});
