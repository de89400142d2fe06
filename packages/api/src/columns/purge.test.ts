import { expect, test } from "vitest";
import { portionsOf } from "./purge.ts";

test("days are purged together as long as few rows went on them", () => {
  const went = new Map([
    [7, 40],
    [8, 60],
    [9, 1],
  ]);
  expect(portionsOf(went, 100)).toEqual([
    { days: new Set([7, 8]), part: 0, parts: 1 },
    { days: new Set([9]), part: 0, parts: 1 },
  ]);
  expect(portionsOf(new Map(), 100)).toEqual([]);
});

test("a day on which many rows went is purged in parts", () => {
  const parts = portionsOf(new Map([[7, 250]]), 100);
  expect(parts.map(({ part, parts: of }) => [part, of])).toEqual([
    [0, 3],
    [1, 3],
    [2, 3],
  ]);
});
