import { expect, test } from "vitest";
import { LIMITS } from "../limits.ts";
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
