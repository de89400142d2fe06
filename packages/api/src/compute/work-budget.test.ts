import { describe, expect, test } from "vitest";
import { LIMITS } from "../limits.ts";
import { WorkBudget } from "./work-budget.ts";

const { computeWork, usualReplications } = LIMITS;

describe("WorkBudget", () => {
  test("takes as much as it says in all, and no more", () => {
    const budget = new WorkBudget();
    budget.spend("certaintyOfDrivers", computeWork - 1, 5000);
    budget.spend("analyseDrivers", 1, 0);
    expect(() => budget.spend("analyseDrivers", 1, 0)).toThrow(
      `query.computeWork: expected at most ${computeWork}, got ${computeWork + 1};`,
    );
  });

  test("takes one of each kind with the usual number of samples, of any size", () => {
    const budget = new WorkBudget();
    const large = 100 * computeWork;
    expect(() => budget.spend("certaintyOfDrivers", large, usualReplications + 1)).toThrow();
    budget.spend("certaintyOfDrivers", large, usualReplications);
    budget.spend("asymmetryOfDrivers", large, usualReplications);
    budget.spend("analyseDrivers", computeWork, 0);
    expect(() => budget.spend("certaintyOfDrivers", large, usualReplications)).toThrow();
  });
});
