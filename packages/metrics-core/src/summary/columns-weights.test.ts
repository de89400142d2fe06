import { describe, expect, test } from "vitest";
import { CellSums, trimWeightSums, weightLimbs } from "./columns-weights.ts";

/** The sums of the first cells, in units of 10^-places and 10^-(2 × places). */
function sumsOf(sums: CellSums, cells: number, places: number): readonly [readonly bigint[], readonly bigint[]] {
  const w = new Array<bigint>(cells).fill(0n);
  const ww = new Array<bigint>(cells).fill(0n);
  sums.addTo(0, places, w, ww);
  return [w, ww];
}

describe("CellSums", () => {
  const MANY = 2 ** 27;
  const largest = 2n ** 60n - 1n;

  test("stays exact with more rows than a double has room for", () => {
    const sums = new CellSums(2);
    const limbs = weightLimbs([largest]);
    for (let block = 0; block < 3; block++) {
      // So many rows of one weight add so much to the second of two cells.
      sums.add(limbs, MANY, 2, ([limb], into) => (into[1]! += limb! * MANY));
    }
    sums.add(weightLimbs([5n]), 1, 3, ([limb], into) => (into[2]! += limb!));
    const rows = 3n * BigInt(MANY);
    expect(sumsOf(sums, 4, 2)).toEqual([
      [0n, largest * rows, 5n, 0n],
      [0n, largest * largest * rows, 25n, 0n],
    ]);
    // Cells that unweighted rows added behind the weighted ones.
    const [w, ww] = [[0n], [0n]];
    sums.addTo(5000, 2, w, ww);
    expect([w, ww]).toEqual([[0n], [0n]]);
    expect(sumsOf(sums, 3, 3)).toEqual([
      [0n, largest * rows * 10n, 50n],
      [0n, largest * largest * rows * 100n, 2500n],
    ]);
  });

  test("takes weights of 0 for sums of 0, however many", () => {
    const sums = new CellSums(0);
    for (let block = 0; block < 2; block++) sums.add(weightLimbs([0n]), MANY, 1, () => expect.unreachable());
    expect(sumsOf(sums, 1, 0)).toEqual([[0n], [0n]]);
  });

  test("takes rows away", () => {
    const sums = new CellSums(0);
    const limbs = weightLimbs([largest, 3n]);
    sums.add(limbs, 2, 1, ([large, small], into) => (into[0]! += small! - large!));
    expect(sumsOf(sums, 1, 0)).toEqual([[3n - largest], [9n - largest * largest]]);
  });
});

describe("trimWeightSums", () => {
  test("finds the largest unit that holds both sums", () => {
    expect(trimWeightSums({ places: 3, w: [1500n, 200n], ww: [2250000n, 40000n] })).toEqual({
      places: 1,
      w: [15n, 2n],
      ww: [225n, 4n],
    });
    expect(trimWeightSums({ places: 2, w: [0n], ww: [0n] })).toEqual({ places: 0, w: [0n], ww: [0n] });
    const finest = { places: 2, w: [100n, 100n], ww: [10000n, 10050n] };
    expect(trimWeightSums(finest)).toEqual(finest);
  });
});
