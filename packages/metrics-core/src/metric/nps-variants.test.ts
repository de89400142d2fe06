import { describe, expect, test } from "vitest";
import { CES_V1_SCALE, categories, ONE_TO_FIVE, pointsOf, scaleOf, ZERO_TO_TEN } from "../summary/scale.ts";
import { emptyTally, tallyOf } from "../summary/tally.ts";
import { nps } from "./nps.ts";
import { NPS_VARIANTS, type NpsVariant, npsCustom, npsVariant } from "./nps-variants.ts";

describe("npsVariant", () => {
  test.each([
    ["nps.0_10.classic", [-100, -100, -100, -100, -100, -100, -100, 0, 0, 100, 100]],
    ["nps.0_10.european", [-100, -100, -100, -100, -100, -100, 0, 0, 100, 100, 100]],
    ["nps.1_10", [-100, -100, -100, -100, -100, -100, 0, 0, 100, 100]],
    ["nps.1_7", [-100, -100, -100, -100, 0, 100, 100]],
    ["nps.1_5", [-100, -100, -100, 0, 100]],
  ] as const)("%s scores every point of its scale", (variant, scores) => {
    const { scale } = NPS_VARIANTS[variant];
    expect(pointsOf(scale).map((point) => npsVariant(tallyOf(scale, [point]), variant).value)).toEqual(scores);
    expect(npsVariant(emptyTally(scale), variant)).toMatchObject({
      metric: variant,
      status: "suppressed",
      reason: "EMPTY_BASE",
    });
  });

  test("the classic variant is the Net Promoter Score", () => {
    const tally = tallyOf(ZERO_TO_TEN, [10, 9, 8, 3]);
    expect(npsVariant(tally, "nps.0_10.classic")).toEqual(nps(tally));
  });

  test("answers on 1-10 never enter a 0-10 metric, nor the other way round", () => {
    const mismatch = expect.objectContaining({ code: "SCALE_MISMATCH" });
    expect(() => npsVariant(tallyOf(scaleOf(1, 10), [9]), "nps.0_10.european")).toThrow(mismatch);
    expect(() => npsVariant(tallyOf(ZERO_TO_TEN, [9]), "nps.1_10")).toThrow(mismatch);
  });

  test.each(["nps.2_6", "toString"])("refuses the id %s", (id) => {
    expect(() => npsVariant(tallyOf(ZERO_TO_TEN, [9]), id as NpsVariant)).toThrow(
      expect.objectContaining({ code: "NAME_UNKNOWN" }),
    );
  });
});

describe("npsCustom", () => {
  test("names scale, step and cuts in the id", () => {
    expect(npsCustom(tallyOf(ZERO_TO_TEN, [8, 7, 5, 0]), { detractorMax: 4, promoterMin: 8 })).toMatchObject({
      metric: "nps.custom.0_10.4_8",
      value: 0,
    });
    const halves = tallyOf(scaleOf(1, 5, { step: 0.5 }), [4.5, 4]);
    expect(npsCustom(halves, { detractorMax: 2, promoterMin: 4.5 })).toMatchObject({
      metric: "nps.custom.1_5_by_0.5.2_4.5",
      value: 50,
    });
  });

  test("refuses cuts that overlap or leave the scale", () => {
    for (const [detractorMax, promoterMin] of [
      [8, 8],
      [-1, 8],
      [6, 11],
      [Number.NaN, 9],
    ] as const) {
      expect(() => npsCustom(tallyOf(ZERO_TO_TEN, [8]), { detractorMax, promoterMin })).toThrow(
        expect.objectContaining({ code: "ARGUMENT_INVALID" }),
      );
    }
  });

  test("refuses categories, and a scale where low is good", () => {
    const mismatch = expect.objectContaining({ code: "SCALE_MISMATCH" });
    expect(() => npsCustom(tallyOf(categories(["a", "b", "c"]), ["a"]), { detractorMax: 0, promoterMin: 2 })).toThrow(
      mismatch,
    );
    expect(() => npsCustom(tallyOf(CES_V1_SCALE, [1]), { detractorMax: 2, promoterMin: 4 })).toThrow(mismatch);
    expect(npsCustom(tallyOf(ONE_TO_FIVE, [1]), { detractorMax: 2, promoterMin: 4 }).value).toBe(-100);
  });
});
