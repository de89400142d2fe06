import { expect, test } from "vitest";
import { domainOf } from "./domain.ts";

test("shows all values, with room", () => {
  expect(domainOf([10, 20])).toEqual([9.5, 20.5]);
});

test("starts at 0 when bars do and all are on one side", () => {
  expect(domainOf([10, 20], { withZero: true })).toEqual([0, 21]);
  expect(domainOf([-10, -20], { withZero: true })).toEqual([-21, 0]);
  expect(domainOf([-10, 10], { withZero: true })).toEqual([-11, 11]);
});

test("is not shorter than what makes much of little", () => {
  const [low, high] = domainOf([7, 7.02], { span: 0.5 });
  expect(high - low).toBeGreaterThanOrEqual(0.5);
  expect((low + high) / 2).toBeCloseTo(7.01);
});

test("is there for one value, and for none", () => {
  expect(domainOf([5])).toEqual([4.5, 5.5]);
  expect(domainOf([])).toEqual([0, 1]);
});

test("shows its line of reference", () => {
  expect(domainOf([60, 70], { reference: 50 })[0]).toBeLessThan(50);
});
