import { describe, expect, test } from "vitest";
import { expectNumbers } from "../../test/expect-numbers.ts";
import { EXPECTATION, SENTIMENT, WORD_OF_MOUTH } from "../summary/scale.ts";
import { emptyTally, tallyFromCells, tallyOf } from "../summary/tally.ts";
import { negativeRate, negativeShare, netWordOfMouth, wordOfMouthRatio } from "./word-of-mouth.ts";

const tally = tallyOf(WORD_OF_MOUTH, ["negative", "positive", "positive", "positive", "none", null]);

describe("word of mouth", () => {
  // Intervals: test/reference/word-of-mouth.test.ts
  test("share of the mentions; who told nobody is not applicable to it", () => {
    expect(negativeShare(tally)).toMatchObject({
      metric: "word_of_mouth.negative_share",
      value: 0.25,
      base: { eligible: 6, valid: 4, missing: 1, notApplicable: 1 },
    });
  });

  test("rate and net of everybody asked", () => {
    expect(negativeRate(tally)).toMatchObject({ value: 0.2, base: { valid: 5, notApplicable: 0 } });
    expect(netWordOfMouth(tally)).toMatchObject({ value: 40, unit: "points" });
  });

  test("ratio both ways, without a symmetric standard error", () => {
    expectNumbers(wordOfMouthRatio(tally).value, 1 / 3);
    expect(wordOfMouthRatio(tally, "positive-to-negative")).toMatchObject({
      value: 3,
      standardError: null,
      unit: "ratio",
      evidence: { kind: "odds", share: 0.75, n: 4 },
    });
  });

  test("a ratio says in its id which way round it is", () => {
    const both = tallyOf(WORD_OF_MOUTH, ["negative", "positive"]);
    expect(wordOfMouthRatio(both).metric).toBe("word_of_mouth.negative_to_positive");
    expect(wordOfMouthRatio(both, "positive-to-negative").metric).toBe("word_of_mouth.positive_to_negative");
    const nobody = emptyTally(WORD_OF_MOUTH);
    expect(wordOfMouthRatio(nobody, "positive-to-negative").metric).toBe("word_of_mouth.positive_to_negative");
  });

  test("weights count, exactly", () => {
    const weighted = tallyOf(WORD_OF_MOUTH, ["negative", "positive", "none"], { weights: ["0.1", "0.3", 7] });
    expect(wordOfMouthRatio(weighted, "positive-to-negative").value).toBe(3);
    expectNumbers(negativeShare(weighted).value, 0.25);
  });

  test("a ratio to nothing is a reason, not infinity; a ratio of nothing is 0", () => {
    const praise = tallyFromCells(WORD_OF_MOUTH, [{ point: "positive", n: 4 }]);
    expect(wordOfMouthRatio(praise)).toMatchObject({ status: "estimated", value: 0 });
    expect(wordOfMouthRatio(praise, "positive-to-negative")).toMatchObject({
      status: "suppressed",
      reason: "DIVISION_BY_ZERO",
    });
    const complaints = tallyFromCells(WORD_OF_MOUTH, [{ point: "negative", n: 4 }]);
    expect(wordOfMouthRatio(complaints)).toMatchObject({ status: "suppressed", reason: "DIVISION_BY_ZERO" });
    expect(wordOfMouthRatio(complaints, "positive-to-negative")).toMatchObject({ status: "estimated", value: 0 });
  });

  test("nobody told anybody: no share and no ratio, but a rate of 0", () => {
    const silence = tallyFromCells(WORD_OF_MOUTH, [{ point: "none", n: 9 }]);
    for (const estimate of [
      negativeShare(silence),
      wordOfMouthRatio(silence),
      wordOfMouthRatio(silence, "positive-to-negative"),
    ]) {
      expect(estimate).toMatchObject({ status: "suppressed", reason: "EMPTY_BASE" });
    }
    expect(negativeRate(silence)).toMatchObject({ status: "estimated", value: 0 });
    expect(negativeRate(emptyTally(WORD_OF_MOUTH))).toMatchObject({ status: "suppressed", reason: "EMPTY_BASE" });
  });

  test("takes no other three answers", () => {
    for (const other of [tallyOf(SENTIMENT, [1]), tallyOf(EXPECTATION, ["as"])]) {
      for (const metric of [negativeShare, negativeRate, netWordOfMouth, wordOfMouthRatio]) {
        expect(() => metric(other)).toThrow(expect.objectContaining({ code: "SCALE_MISMATCH" }));
      }
    }
  });
});
