import { describe, expect, test } from "vitest";
import { emptyGram, gramEffective, subtractGram } from "./gram.ts";
import { answersOf } from "./gram-answers.ts";
import { gramFromCorrelation } from "./gram-from-correlation.ts";
import { gramOf } from "./gram-of.ts";
import { mergePairGrams, pairGramsOf, pairwiseGram } from "./gram-pairs.ts";

describe("pairs of columns", () => {
  test("add up over rows", () => {
    const [a, b] = [
      { x: [9, 3], y: [4, null], z: [1, 2] },
      { x: [5], y: [2], z: [null] },
    ];
    const both = { x: [...a.x, ...b.x], y: [...a.y, ...b.y], z: [...a.z, ...b.z] };
    expect(mergePairGrams(pairGramsOf(answersOf(a)), pairGramsOf(answersOf(b)))).toEqual(pairGramsOf(answersOf(both)));
  });

  test("of other columns are not added", () => {
    const mismatch = expect.objectContaining({ code: "INPUT_MISMATCH" });
    const of = (...names: readonly string[]): ReturnType<typeof pairGramsOf> =>
      pairGramsOf(answersOf(Object.fromEntries(names.map((name) => [name, [1, 2]]))));
    expect(() => mergePairGrams(of("x", "y", "z"), of("x", "y"))).toThrow(mismatch);
    expect(() => mergePairGrams(of("x", "y"), of("x", "y", "z"))).toThrow(mismatch);
    expect(() => mergePairGrams(of("x", "y"), of("x", "z"))).toThrow(mismatch);
  });

  test("one column is a pair of itself, none are refused", () => {
    const result = pairwiseGram(pairGramsOf(answersOf({ x: [9, 3, null] })));
    expect(result).toMatchObject({ status: "estimated", smallest: { columns: ["x"], n: 2 } });
    expect(pairwiseGram({ columns: [], pairs: [] })).toEqual({
      status: "refused",
      reason: "EMPTY_BASE",
      columns: [],
      smallest: null,
    });
  });
});

test("weights without a decimal unit of rows that all miss an answer give an empty Gram", () => {
  const answers = answersOf({ x: [null, null] }, { weights: [1 / 3, 1 / 7] });
  expect(gramOf(answers)).toEqual({ ...emptyGram(["x"]), rows: 2 });
  expect(gramEffective(gramOf(answers))).toBe(0);
});

test("what is left of sums with a rounding may be a rounding below 0", () => {
  const whole = gramFromCorrelation(["x"], [[1]], 10, { means: [0.1], deviations: [0.3] });
  const part = { ...whole, products: whole.products.map((product) => product * (1 + 1e-12)) };
  expect(subtractGram(whole, part).n).toBe(0);
  const more = { ...whole, products: whole.products.map((product) => product * 1.1) };
  expect(() => subtractGram(whole, more)).toThrow(expect.objectContaining({ code: "ARGUMENT_INVALID" }));
});
