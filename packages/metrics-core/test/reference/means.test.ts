import { describe, test } from "vitest";
import type { Estimated } from "../../src/estimate/estimate.ts";
import { medianOf } from "../../src/estimate/median.ts";
import { standardDeviation } from "../../src/estimate/standard-deviation.ts";
import { standardErrorBy } from "../../src/estimate/standard-error.ts";
import { bottomBox, netSatisfaction, satisfaction, satisfactionIndex, topBox } from "../../src/metric/satisfaction.ts";
import { pointOf, scaleOf } from "../../src/summary/scale.ts";
import type { Tally } from "../../src/summary/tally.ts";
import { expectNumbers } from "../expect-numbers.ts";
import { readReference } from "./data.ts";
import { type Bounds, type BoundsByLevel, boundsAt, boundsByLevel, clip, estimated } from "./intervals.ts";
import { type SurveyInput, surveyTally } from "./survey.ts";

// R survey, Hmisc and stats, with a second calculation in Python: versions stand in the file.

interface BoxNumbers {
  readonly wilson: BoundsByLevel;
  readonly wald: BoundsByLevel;
  readonly agresti_coull: BoundsByLevel;
  readonly clopper_pearson: BoundsByLevel;
}

interface WeightedNumbers {
  readonly sd_population: number;
  readonly top: { readonly wald95_linearized: Bounds };
  readonly kish: Readonly<Record<string, number>>;
}

interface MeanNumbers {
  readonly top: BoxNumbers;
  readonly bottom: BoxNumbers;
  readonly index_0_100?: number;
  readonly weighted?: WeightedNumbers;
}

const { cases } = readReference<{
  cases: {
    id: string;
    input: SurveyInput & { options: { min: number; max: number; top_min: number; bottom_max: number } };
    expected: MeanNumbers;
  }[];
}>("csat_ces");

const extremes = ({ scale, n }: Tally): { min: number; max: number } => {
  const points = n.flatMap((count, index) => (count > 0 ? [pointOf(scale, index)] : []));
  return { min: points[0]!, max: points.at(-1)! };
};

const box = (share: Estimated): unknown => ({
  count: share.value * share.base.valid,
  n: share.base.valid,
  share: share.value,
  wilson: boundsByLevel(share, { method: "wilson" }),
  wald: boundsByLevel(share, { method: "wald" }),
  agresti_coull: boundsByLevel(share, { method: "agresti-coull" }),
  clopper_pearson: boundsByLevel(share, { method: "clopper-pearson" }),
});

const clipBox = (expected: BoxNumbers): unknown => ({
  ...expected,
  wald: clip(expected.wald, [0, 1]),
  agresti_coull: clip(expected.agresti_coull, [0, 1]),
});

describe("means and boxes of real surveys", () => {
  test.each(cases)("$id", ({ input, expected }) => {
    const { min, max, top_min, bottom_max } = input.options;
    const { plain, weighted } = surveyTally(input, scaleOf(min, max));
    const [top, bottom] = [max - top_min + 1, bottom_max - min + 1];
    const mean = estimated(satisfaction(plain));
    const net = estimated(netSatisfaction(plain, { top, bottom }));
    expectNumbers(
      {
        n_total: mean.base.eligible,
        n_missing: mean.base.missing,
        n_invalid: mean.base.invalid,
        n: mean.base.valid,
        mean: mean.value,
        sd: standardDeviation(plain),
        sd_population: standardDeviation(plain, { kind: "population" }),
        se: mean.standardError,
        median: medianOf(plain),
        ...extremes(plain),
        ci_t: boundsByLevel(mean),
        ci_normal: boundsByLevel(mean, { method: "wald" }),
        top: box(estimated(topBox(plain, top))),
        bottom: box(estimated(bottomBox(plain, bottom))),
        net: { score: net.value, se: net.standardError, ci_wald95: boundsAt(net, 95, { method: "wald" }) },
        index_0_100: satisfactionIndex(plain).value,
      },
      { ...expected, top: clipBox(expected.top), bottom: clipBox(expected.bottom), weighted: undefined },
    );
    if (expected.weighted !== undefined) expectWeighted(weighted, top, expected.weighted);
  });

  function expectWeighted(tally: Tally, k: number, { kish, ...expected }: WeightedNumbers): void {
    const mean = estimated(satisfaction(tally));
    const top = estimated(topBox(tally, k));
    expectNumbers(
      {
        n: mean.base.valid,
        sum_of_weights: mean.base.weighted,
        mean: mean.value,
        se_linearized: mean.standardError,
        ci95_linearized_normal: boundsAt(mean, 95, { method: "wald" }),
        ci95_linearized_t: boundsAt(mean, 95),
        sd_population: standardDeviation(tally, { kind: "population" }),
        sd_reliability: standardDeviation(tally, { kind: "reliability" }),
        se_kish: standardErrorBy(mean, "kish"),
        se_kish_reliability: standardDeviation(tally, { kind: "reliability" })! / Math.sqrt(mean.base.effective),
        top: {
          share: top.value,
          se_linearized: top.standardError,
          wilson_kish: boundsByLevel(top),
          wald95_linearized: boundsAt(top, 95, { method: "wald" }),
        },
      },
      expected,
    );
    expectNumbers(
      { n: mean.base.valid, sum: mean.base.weighted, n_eff: mean.base.effective },
      {
        n: kish.n,
        sum: kish.sum,
        n_eff: kish.n_eff,
      },
    );
  }
});
