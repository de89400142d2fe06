import { describe, expect, test } from "vitest";
import {
  fitCounts,
  mergeWeightSums,
  subtractWeightSums,
  unitWeightSums,
  WeightSumsBuilder,
  weightsAsNumbers,
} from "./weight-sums.ts";

describe("WeightSumsBuilder", () => {
  test("its unit becomes finer when a weight has more decimals, and the sums stay", () => {
    const sums = new WeightSumsBuilder(2);
    for (const weight of [3, "0.25", "1e-3"]) sums.add(0, sums.parse(weight, 0));
    sums.add(1, sums.parse(2, 1));
    expect(sums.build()).toEqual({ places: 3, w: [3251n, 2000n], ww: [9_062_501n, 4_000_000n] });
  });

  test("squares may have more decimals than their sum", () => {
    const sums = new WeightSumsBuilder(1);
    sums.addSums(0, sums.parse(1, 0), sums.parse("0.625", 0, 2));
    expect(sums.build()).toEqual({ places: 2, w: [100n], ww: [6250n] });
  });

  test("refuses what is no weight, and what a double cannot square", () => {
    const sums = new WeightSumsBuilder(1);
    const invalid = expect.objectContaining({ code: "WEIGHT_INVALID" });
    for (const weight of [-1, Number.NaN, "x", "1e-61", "1e120"]) expect(() => sums.parse(weight, 7)).toThrow(invalid);
    expect(() => sums.parse(-1, 7)).toThrow("got -1 at 7");
    expect(sums.parse("1e-60", 0)).toEqual({ units: 1n, places: 60 });
    expect(sums.parse("1e-120", 0, 2)).toEqual({ units: 1n, places: 120 });
    expect(() => sums.parse("1e-121", 0, 2)).toThrow(invalid);
  });
});

describe("sums of weights", () => {
  const a = { places: 0, w: [3n], ww: [5n] };
  const b = { places: 2, w: [150n], ww: [12_500n] };

  test("merge and subtract in the finer unit", () => {
    expect(mergeWeightSums(a, b)).toEqual({ places: 2, w: [450n], ww: [62_500n] });
    expect(subtractWeightSums(mergeWeightSums(a, b), b)).toEqual({ places: 2, w: [300n], ww: [50_000n] });
    expect(() => subtractWeightSums(b, a)).toThrow(expect.objectContaining({ code: "ARGUMENT_INVALID" }));
  });

  test("become the nearest doubles, and whole units where these have room in one", () => {
    const sums = { places: 1, w: [3n], ww: [9n] };
    expect(weightsAsNumbers(sums)).toEqual({ w: [0.3], ww: [0.09], units: [3] });
    expect(weightsAsNumbers(sums)).toBe(weightsAsNumbers(sums));
    expect(weightsAsNumbers({ places: 0, w: [2n ** 52n, 2n ** 52n], ww: [1n, 1n] })).toMatchObject({ units: null });
  });

  test("of answers that count 1 each", () => {
    expect(unitWeightSums([2, 0])).toEqual({ places: 0, w: [2n, 0n], ww: [2n, 0n] });
  });

  test("fit a number of answers between one large weight and all equal ones", () => {
    expect(fitCounts({ places: 0, w: [6n], ww: [12n] }, [3])).toBe(true);
    expect(fitCounts({ places: 0, w: [6n], ww: [36n] }, [3])).toBe(true);
    expect(fitCounts({ places: 0, w: [6n], ww: [37n] }, [3])).toBe(false);
    expect(fitCounts({ places: 0, w: [6n], ww: [11n] }, [3])).toBe(false);
    expect(fitCounts({ places: 0, w: [0n], ww: [0n] }, [0])).toBe(true);
  });
});
