import { expect, test } from "vitest";
import { pairOf } from "./pair.ts";

const instruments = [
  { code: "monitor", label: "", questions: [{ code: "mark", role: "SATISFACTION" as const }] },
  { code: "monitor-employees", label: "", questions: [{ code: "employer", role: "SATISFACTION" as const }] },
  { code: "alone", label: "", questions: [{ code: "mark", role: "SATISFACTION" as const }] },
];

test("both of a pair find each other", () => {
  const pair = {
    customers: "monitor",
    customerMark: "mark",
    employees: "monitor-employees",
    employeeMark: "employer",
  };
  expect(pairOf("monitor", instruments)).toEqual(pair);
  expect(pairOf("monitor-employees", instruments)).toEqual(pair);
});

test("what stands alone has none", () => {
  expect(pairOf("alone", instruments)).toBeNull();
});
