import { expect, test } from "vitest";
import { errorOf } from "../../test/error-of.ts";
import { answersOf, requireColumn, withScore } from "./gram-answers.ts";
import { gramFromCells, gramFromSums } from "./gram-from-cells.ts";
import { gramFromCorrelation } from "./gram-from-correlation.ts";
import { gramOf } from "./gram-of.ts";
import { ONE_TO_FIVE } from "./scale.ts";
import { tallyOfCodes } from "./tally-codes.ts";

const table = answersOf({ mark: [1, 2] });
const sums = { columns: ["mark"], rows: 2, n: 2, products: [2, 3, 5] };
const weighted = { answers: [1], n: 1, w: 1, ww: 1 };
const ONES = [[1]] as const;

// A program reads in `details` what the message tells a person.
test.each<[code: string, call: () => unknown, details: object]>([
  ["INPUT_MISMATCH", () => gramFromCells(["mark"], [{ answers: [1, 2], n: 1 }]), { answers: [1, 2] }],
  ["INPUT_MISMATCH", () => gramFromCells(["mark"], [weighted, { answers: [1], n: 1 }]), {}],
  ["INPUT_MISMATCH", () => gramFromCells(["mark"], [weighted, { answers: [1], n: 1, ww: 1 }]), {}],
  ["INPUT_MISMATCH", () => gramFromCells(["mark"], [weighted, { answers: [1], n: 1, w: 1 }]), {}],
  ["ARGUMENT_INVALID", () => gramFromCells(["mark"], [{ answers: [1], n: 1.5 }]), { count: 1.5 }],
  ["WEIGHT_INVALID", () => gramFromCells(["mark"], [{ ...weighted, ww: -1 }]), { ww: -1 }],
  ["INPUT_MISMATCH", () => gramFromSums({ ...sums, products: [2, 3] }), { columns: ["mark"] }],
  ["ARGUMENT_INVALID", () => gramFromSums({ ...sums, products: [-2, 3, 5] }), { columns: ["mark"] }],
  ["ARGUMENT_INVALID", () => gramFromSums({ ...sums, products: [2, Number.NaN, 5] }), { columns: ["mark"] }],
  ["ARGUMENT_INVALID", () => gramFromSums({ ...sums, sumSquaredWeights: -1 }), { columns: ["mark"] }],
  ["ARGUMENT_INVALID", () => gramFromSums({ ...sums, rows: 1 }), { count: -1 }],
  ["INPUT_MISMATCH", () => gramFromCorrelation(["mark"], [], 9), { columns: ["mark"] }],
  ["ARGUMENT_INVALID", () => gramFromCorrelation(["mark"], ONES, 9.5), { n: 9.5 }],
  ["ARGUMENT_INVALID", () => gramFromCorrelation(["mark"], ONES, -1), { n: -1 }],
  ["ARGUMENT_INVALID", () => gramFromCorrelation(["mark"], [[0.9]], 9), { r: 0.9 }],
  ["WEIGHT_INVALID", () => answersOf({ mark: [1, 2] }, { weights: [1, -1] }), { row: 1 }],
  ["WEIGHT_INVALID", () => answersOf({ mark: [1, 2] }, { weights: [1, 2], weightPlaces: 11 }), { given: 11 }],
  ["WEIGHT_INVALID", () => answersOf({ mark: [1, 2] }, { weights: [1, 2], weightPlaces: -1 }), { given: -1 }],
  ["WEIGHT_INVALID", () => answersOf({ mark: [1, 2] }, { weights: [1, 2], weightPlaces: 0.5 }), { given: 0.5 }],
  ["WEIGHT_INVALID", () => answersOf({ mark: [1, 2] }, { weights: [1, 2.5], weightPlaces: 2 }), { given: 2 }],
  ["NAME_UNKNOWN", () => requireColumn("somewhere", table, "age"), { name: "age" }],
  ["NAME_UNKNOWN", () => withScore(table, "score", "age", (mark) => mark), { name: "age" }],
  ["ARGUMENT_INVALID", () => answersOf({ mark: [1, Number.POSITIVE_INFINITY] }), { name: "mark" }],
  ["ARGUMENT_INVALID", () => answersOf({ mark: [1, "2" as unknown as number] }), { name: "mark" }],
  ["INPUT_MISMATCH", () => gramOf(table, ["mark"], { multiplicity: Int32Array.of(1) }), { got: 1 }],
  [
    "INPUT_MISMATCH",
    () => tallyOfCodes(ONE_TO_FIVE, Uint8Array.of(1, 2), { units: Int32Array.of(1), places: 0 }),
    { answers: 2, weights: 1 },
  ],
  [
    "WEIGHT_INVALID",
    () => tallyOfCodes(ONE_TO_FIVE, Uint8Array.of(1, 2), { units: Int32Array.of(1, -1), places: 0 }),
    { row: 1 },
  ],
])("%s tells in details what was wrong (%#)", (code, call, details) => {
  const error = errorOf(call);
  expect(error.code).toBe(code);
  expect(error.details).toMatchObject(details);
  expect(Object.keys(details).length > 0 || Object.keys(error.details).length === 0).toBe(true);
});

test("whole weights may have 0 to 10 places", () => {
  for (const weightPlaces of [0, 10]) {
    expect(answersOf({ mark: [1, 2] }, { weights: [0, 2], weightPlaces }).weights).toMatchObject({
      places: weightPlaces,
    });
  }
});
