import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { answersOf } from "./gram-answers.ts";
import { contentOrder } from "./gram-order.ts";

describe("contentOrder", () => {
  const row = fc.record({
    nps: fc.option(fc.nat(10)),
    mark: fc.option(fc.double({ min: 1, max: 10, noNaN: true })),
    weight: fc.constantFrom(0.5, 1, 2),
  });

  test.prop([fc.array(row, { minLength: 1 }), fc.nat()])("does not depend on the order of the rows", (rows, turn) => {
    const held = (given: typeof rows): unknown => {
      const answers = answersOf(
        { nps: given.map(({ nps }) => nps), mark: given.map(({ mark }) => mark) },
        { weights: given.map(({ weight }) => weight) },
      );
      return Array.from(contentOrder(answers, null), (place) => given[place]);
    };
    const at = turn % rows.length;
    expect(held([...rows.slice(at), ...rows.slice(0, at)])).toEqual(held(rows));
  });

  test("orders some rows only, by their place", () => {
    const answers = answersOf({ nps: [3, 9, 1, 7] });
    expect(Array.from(contentOrder(answers, Int32Array.of(0, 1, 3)))).toEqual([0, 2, 1]);
  });
});
