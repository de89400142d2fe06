import { describe, expect, test } from "vitest";
import { answerAt, answersOf, type Answers, requireColumn, withScore } from "./gram-answers.ts";

const column = (answers: Answers, name = "x"): ReturnType<typeof requireColumn> => requireColumn("test", answers, name);
const read = (answers: Answers, name = "x"): readonly (number | null)[] =>
  Array.from({ length: answers.length }, (_, row) => answerAt(column(answers, name), row));

describe("answersOf", () => {
  test("of no columns has no rows", () => {
    expect(answersOf({})).toMatchObject({ length: 0, weights: null });
  });

  test.each<[string, readonly (number | null)[]]>([
    ["whole numbers", [9, 3, null, 7]],
    ["hundreds in steps", [100, 300, null, 50_900]],
    ["negative numbers", [-5, null, 249]],
    ["one number", [7, 7, null]],
    ["one huge number", [2 ** 60, 2 ** 60]],
    ["fractions", [0.5, null, 7.25]],
    ["whole numbers too far apart", [0, 1, 255]],
    ["nothing", [null, null]],
  ])("keeps %s as they are", (_, values) => {
    const answers = answersOf({ x: values });
    expect(read(answers)).toEqual(values);
    expect(column(answers).missing).toBe(values.filter((value) => value === null).length);
  });

  test.each<[readonly (number | null)[], object]>([
    [[9, 3, null, 7], { offset: 3, step: 2, top: 3, whole: true }],
    [[100, 300, 50_900], { offset: 100, step: 200, top: 254, whole: true }],
    [[7, 7], { offset: 7, step: 1, top: 0, whole: true }],
    [[null, null], { offset: 0, step: 1, top: 0, whole: true }],
    [[0.5, 1], { offset: 0, step: 1, top: 0, whole: false }],
    [[0, 1, 255], { offset: 0, step: 1, top: 0, whole: true }],
    [[0, 254], { offset: 0, step: 254, top: 1, whole: true }],
  ])("packs %j", (values, packing) => {
    const { values: packed, ...rest } = column(answersOf({ x: values }));
    expect(rest).toMatchObject(packing);
    const fits = (packing as { readonly top: number }).top > 0 || new Set(values).size === 1;
    expect(packed).toBeInstanceOf(fits ? Uint8Array : Float64Array);
  });

  test("takes bytes as they stand, wherever they begin", () => {
    const bytes = Uint8Array.of(0, 9, 3, 255, 7, 1, 2, 4, 200);
    for (const from of [0, 1, 3, 4]) {
      const part = bytes.subarray(from);
      const { values, top, missing } = column(answersOf({ x: part }));
      expect(values).toBe(part);
      expect([top, missing]).toEqual([200, from <= 3 ? 1 : 0]);
    }
    expect(column(answersOf({ x: Uint8Array.of(200, 130, 200, 255) }))).toMatchObject({ top: 200, missing: 1 });
    expect(column(answersOf({ x: Uint8Array.of(3, 9, 4) })).top).toBeGreaterThanOrEqual(9);
    expect(column(answersOf({ x: Uint8Array.of(127, 0, 0, 0, 128) })).top).toBeGreaterThanOrEqual(128);
  });

  test("reads another mark of no answer", () => {
    expect(read(answersOf({ x: Uint8Array.of(1, 99, 3) }, { missing: 99 }))).toEqual([1, null, 3]);
    expect(read(answersOf({ x: Float64Array.of(0.5, -1, 2) }, { missing: -1 }))).toEqual([0.5, null, 2]);
    expect(read(answersOf({ x: [1, 99, 3] }, { missing: 99 }))).toEqual([1, 99, 3]);
  });

  test.each<[string, () => unknown, string]>([
    ["an infinite answer", () => answersOf({ x: [1, Number.POSITIVE_INFINITY] }), "ARGUMENT_INVALID"],
    ["one without a lower end", () => answersOf({ x: [1, Number.NEGATIVE_INFINITY] }), "ARGUMENT_INVALID"],
    ["text", () => answersOf({ x: ["9" as never] }), "ARGUMENT_INVALID"],
    ["columns of other lengths", () => answersOf({ x: [1], y: [1, 2] }), "INPUT_MISMATCH"],
    ["weights of another length", () => answersOf({ x: [1] }, { weights: [1, 2] }), "INPUT_MISMATCH"],
    ["a column that is not there", () => column(answersOf({ x: [1] }), "y"), "NAME_UNKNOWN"],
  ])("refuses %s", (_, call, code) => {
    expect(call).toThrow(expect.objectContaining({ code }));
  });
});

describe("withScore", () => {
  const scored = (values: readonly (number | null)[], score: (answer: number) => number | null): readonly unknown[] =>
    read(withScore(answersOf({ x: values }), "y", "x", score), "y");

  test("scores bytes and doubles alike", () => {
    const promoter = (answer: number): number => (answer >= 9 ? 1 : answer <= 6 ? -1 : 0);
    expect(scored([10, 3, null, 8], promoter)).toEqual([1, -1, null, 0]);
    expect(scored([9.5, 3.25, null, 8], promoter)).toEqual([1, -1, null, 0]);
  });

  test("a score may be missing, a fraction, constant or far apart", () => {
    expect(scored([1, 2, 3], (answer) => (answer === 2 ? null : answer))).toEqual([1, null, 3]);
    expect(scored([1, 2, 3], (answer) => answer / 4)).toEqual([0.25, 0.5, 0.75]);
    expect(scored([1, 2, null], () => 7)).toEqual([7, 7, null]);
    expect(scored([1, 2, 3], () => null)).toEqual([null, null, null]);
    expect(scored([1, 2, 3], (answer) => 10 ** answer)).toEqual([10, 100, 1000]);
    expect(scored([1, 2, 3], (answer) => -100 * answer)).toEqual([-100, -200, -300]);
  });

  test("counts what is missing and knows the largest", () => {
    const { missing, top, offset, step } = column(
      withScore(answersOf({ x: [1, 2, null, 3] }), "y", "x", (answer) => (answer === 1 ? null : 10 * answer)),
      "y",
    );
    expect([missing, offset + step * top]).toEqual([2, 30]);
  });
});

test.each([1e51, -1e51])("an answer of %d is refused: its squares would leave the range of doubles", (answer) => {
  expect(() => answersOf({ revenue: [1, answer] })).toThrow(
    expect.objectContaining({
      code: "ARGUMENT_INVALID",
      message: `answersOf: expected answers of at most 1e+50 to revenue, got ${answer}`,
    }),
  );
});

test.each([1e51, 1e-51])("a weight of %d is refused", (weight) => {
  expect(() => answersOf({ mark: [1, 2] }, { weights: [1, weight] })).toThrow(
    expect.objectContaining({ code: "WEIGHT_INVALID" }),
  );
});
