import { expect, test } from "vitest";
import { LIMITS } from "../limits.ts";
import type { DriverTable } from "./driver-table.ts";
import { taskOf } from "./tasks.ts";
import { WorkBudget } from "./work-budget.ts";

const { computeWork } = LIMITS;

test("a budget of work takes as much as it says in all, and no more", () => {
  const budget = new WorkBudget();
  budget.spend(computeWork - 1);
  budget.spend(1);
  expect(() => budget.spend(1)).toThrow(
    `query.computeWork: expected at most ${computeWork}, got ${computeWork + 1}; ask for fewer replications`,
  );
});

test("it holds certainty and asymmetry of seven drivers over 400,000 responses, with 1,000 samples each", () => {
  const table: DriverTable = {
    rows: 400_000,
    columns: {},
    weights: null,
    outcome: "nps",
    kind: "mean",
    drivers: ["a", "b", "c", "d", "e", "f", "g"],
  };
  const budget = new WorkBudget();
  budget.spend(taskOf("certaintyOfDrivers").work({ table }));
  budget.spend(taskOf("asymmetryOfDrivers").work({ table, levels: { lowMax: 2, highMin: 6 } }));
});
