import { expect, test } from "vitest";
import { problem } from "./problem.ts";

test("a problem is short, however much was expected and came", () => {
  const { reason } = problem("nps", "VALUE_UNKNOWN", "code | ".repeat(10_000), "x".repeat(100_000));
  expect(reason).toMatch(/^expected code \| .*…, got "x+…$/);
  expect(reason.length).toBeLessThan(600);
});
