import { describe, expect, test } from "vitest";
import { expectNumbers } from "../../test/expect-numbers.ts";
import { npsScore } from "../metric/nps.ts";
import { CES_V2_SCALE, ONE_TO_FIVE, ZERO_TO_TEN } from "../summary/scale.ts";
import { emptyTally, tallyFromCells, tallyOf } from "../summary/tally.ts";
import { type DeviationKind, standardDeviation } from "./standard-deviation.ts";

const KINDS: readonly DeviationKind[] = ["sample", "population", "reliability"];

describe("standardDeviation", () => {
  test("of a published distribution of effort answers", () => {
    // DEFINITIONS 2: 80, 210, 140, 110, 160, 180, 120 answers, sd 1.9124
    const counts = [80, 210, 140, 110, 160, 180, 120].map((n, index) => ({ point: index + 1, n }));
    expect(standardDeviation(tallyFromCells(CES_V2_SCALE, counts))).toBeCloseTo(1.9124, 4);
  });

  test("divides by n - 1, by n, or by what the weights leave", () => {
    const answers = [1, 3, 5, 4];
    const plain = KINDS.map((kind) => standardDeviation(tallyOf(ONE_TO_FIVE, answers), { kind }));
    expectNumbers(plain, [Math.sqrt(8.75 / 3), Math.sqrt(8.75 / 4), Math.sqrt(8.75 / 3)]);
    // w = 1, 2, 1, 2: mean 10/3, Σ w (x - m)² = 84/9; R: cov.wt(matrix(x), w, method = "unbiased") divides by 1 - Σ w²/W² = 26/36
    const weighted = KINDS.map((kind) =>
      standardDeviation(tallyOf(ONE_TO_FIVE, answers, { weights: [1, 2, 1, 2] }), { kind }),
    );
    const variance = 84 / 9 / 6;
    expectNumbers(weighted, [Math.sqrt((variance * 4) / 3), Math.sqrt(variance), Math.sqrt((variance * 36) / 26)]);
  });

  test("of a score: NPS answers are 100, 0 or -100", () => {
    expectNumbers(
      standardDeviation(tallyOf(ZERO_TO_TEN, [10, 8, 3, 9]), { kind: "population", score: npsScore }),
      Math.sqrt(11 / 16) * 100,
    );
  });

  test("is null, not zero or NaN, where there is none", () => {
    for (const kind of KINDS) expect(standardDeviation(emptyTally(ONE_TO_FIVE), { kind })).toBeNull();
    const alone = tallyOf(ONE_TO_FIVE, [4, 2], { weights: [0.3, 0] });
    for (const tally of [tallyOf(ONE_TO_FIVE, [4]), alone]) {
      expect(KINDS.map((kind) => standardDeviation(tally, { kind }))).toEqual([null, 0, null]);
    }
  });
});

test("reliability weights that nearly all lie on one answer leave a finite deviation", () => {
  const tally = tallyOf(ONE_TO_FIVE, [5, 4], { weights: ["1000000000", "0.000000001"] });
  // Two answers: Σw(x − m)²/W / (1 − Σw²/W²) = d² w₁ w₂/W² / (2 w₁ w₂/W²) = d²/2.
  expectNumbers(standardDeviation(tally, { kind: "reliability" }), Math.SQRT1_2, 1e-14);
});
