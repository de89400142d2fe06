import { describe, test } from "vitest";
import type { IntervalMethod } from "../../src/estimate/interval.ts";
import type { Estimated } from "../../src/estimate/estimate.ts";
import { negativeRate, negativeShare, netWordOfMouth, wordOfMouthRatio } from "../../src/metric/word-of-mouth.ts";
import { WORD_OF_MOUTH } from "../../src/summary/scale.ts";
import { tallyFromCells } from "../../src/summary/tally.ts";
import { expectNumbers } from "../expect-numbers.ts";
import { readReference } from "./data.ts";
import { type BoundsByLevel, boundsByLevel, clip, estimated } from "./intervals.ts";
import { type SurveyInput, surveyTally } from "./survey.ts";

// R stats and Hmisc, with a second calculation in Python: versions stand in the file.

interface ShareNumbers {
  readonly wald: BoundsByLevel;
  readonly agresti_coull: BoundsByLevel;
}

const { cases } = readReference<{
  cases: {
    id: string;
    input: (SurveyInput & { counts?: undefined }) | { counts: { negative: number; positive: number; none: number } };
    expected: {
      readonly share_negative_of_all: ShareNumbers;
      readonly share_negative_of_mentions: ShareNumbers;
      readonly net_word_of_mouth: { readonly score: number; readonly se: number };
      readonly n_total?: number;
    };
  }[];
}>("word_of_mouth");

const share = (estimate: Estimated): unknown => ({
  count: estimate.value * estimate.base.valid,
  n: estimate.base.valid,
  share: estimate.value,
  wilson: boundsByLevel(estimate, { method: "wilson" }),
  wald: boundsByLevel(estimate, { method: "wald" }),
  agresti_coull: boundsByLevel(estimate, { method: "agresti-coull" }),
  clopper_pearson: boundsByLevel(estimate, { method: "clopper-pearson" }),
});

const clipShare = (expected: ShareNumbers): unknown => ({
  ...expected,
  wald: clip(expected.wald, [0, 1]),
  agresti_coull: clip(expected.agresti_coull, [0, 1]),
});

const ratio = (estimate: Estimated): unknown => {
  const by = (method: IntervalMethod): BoundsByLevel => boundsByLevel(estimate, { method });
  return { ratio: estimate.value, ci_log: by("log"), ci_exact: by("clopper-pearson"), ci_wilson: by("wilson") };
};

describe("word of mouth", () => {
  test.each(cases)("$id", ({ input, expected }) => {
    const tally =
      input.counts === undefined
        ? surveyTally(input, WORD_OF_MOUTH).plain
        : tallyFromCells(
            WORD_OF_MOUTH,
            Object.entries(input.counts).map(([point, n]) => ({ point, n })),
          );
    const [rate, ofMentions] = [estimated(negativeRate(tally)), estimated(negativeShare(tally))];
    const net = estimated(netWordOfMouth(tally));
    const [negative, none, positive] = tally.n;
    expectNumbers(
      {
        ...(expected.n_total === undefined
          ? {}
          : { n_total: rate.base.eligible, n_missing: rate.base.missing, n_invalid: rate.base.invalid }),
        n: rate.base.valid,
        negative,
        none,
        positive,
        mentions: ofMentions.base.valid,
        share_negative_of_all: share(rate),
        share_negative_of_mentions: share(ofMentions),
        ratio_negative_to_positive: ratio(estimated(wordOfMouthRatio(tally))),
        ratio_positive_to_negative: ratio(estimated(wordOfMouthRatio(tally, "positive-to-negative"))),
        net_word_of_mouth: { score: net.value, se: net.standardError },
      },
      {
        ...expected,
        share_negative_of_all: clipShare(expected.share_negative_of_all),
        share_negative_of_mentions: clipShare(expected.share_negative_of_mentions),
      },
    );
  });
});
