import { describe, test } from "vitest";
import { differenceOf, type EstimatedDifference } from "../../src/estimate/difference.ts";
import type { Estimated } from "../../src/estimate/estimate.ts";
import type { IntervalOptions } from "../../src/estimate/interval.ts";
import { standardDeviation } from "../../src/estimate/standard-deviation.ts";
import { standardErrorBy } from "../../src/estimate/standard-error.ts";
import { nps, npsGroups, npsScore } from "../../src/metric/nps.ts";
import { npsVariant, NPS_VARIANTS } from "../../src/metric/nps-variants.ts";
import { satisfaction } from "../../src/metric/satisfaction.ts";
import { ZERO_TO_TEN } from "../../src/summary/scale.ts";
import { type Tally, tallyFromCells } from "../../src/summary/tally.ts";
import { expectNumbers } from "../expect-numbers.ts";
import { readReference } from "./data.ts";
import { type BoundsByLevel, boundsByLevel, estimated } from "./intervals.ts";
import { type SurveyInput, surveyTally } from "./survey.ts";

// R survey, NPS, PropCIs and stats, with a second calculation in Python: versions stand in the files.

type Intervals = Readonly<Record<"wald" | "adjusted_wald" | "agresti_min" | "score_tango", BoundsByLevel>>;

interface GroupCounts {
  readonly detractors: number;
  readonly passives: number;
  readonly promoters: number;
}

interface NpsNumbers extends GroupCounts {
  readonly n_total: number;
  readonly n_missing: number;
  readonly n_invalid: number;
  readonly n: number;
  readonly share_detractors: number;
  readonly share_passives: number;
  readonly share_promoters: number;
  readonly mean_rating: number;
  readonly score: number;
  readonly variance: number;
  readonly variance_unbiased: number;
  readonly se: number;
  readonly se_unbiased: number;
  readonly ci: Intervals;
  readonly weighted?: WeightedNumbers;
}

interface WeightedNumbers {
  readonly n: number;
  readonly sum_of_weights: number;
  readonly share_promoters: number;
  readonly share_passives: number;
  readonly share_detractors: number;
  readonly se_share_promoters: number;
  readonly se_share_passives: number;
  readonly se_share_detractors: number;
  readonly score: number;
  readonly se_linearized: number;
  readonly ci_linearized_normal: BoundsByLevel;
  readonly ci_linearized_t: BoundsByLevel;
  readonly kish: { readonly n_eff: number };
  readonly variance: number;
  readonly se_kish: number;
  readonly ci_kish: Intervals;
}

const METHODS = {
  wald: "wald",
  adjusted_wald: "adjusted-wald",
  agresti_min: "agresti-min",
  score_tango: "score",
} as const;

const intervals = (estimate: Estimated, options: IntervalOptions = {}): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(METHODS).map(([name, method]) => [name, boundsByLevel(estimate, { ...options, method })]),
  );

const groupCells = ({ detractors, passives, promoters }: GroupCounts): Tally =>
  tallyFromCells(ZERO_TO_TEN, [
    { point: 3, n: detractors },
    { point: 7, n: passives },
    { point: 10, n: promoters },
  ]);

describe("NPS of real surveys", () => {
  const { cases } = readReference<{
    cases: { id: string; input: SurveyInput & { options: { min?: number } }; expected: NpsNumbers }[];
  }>("nps");

  test.each(cases)("$id", ({ input, expected }) => {
    const variant = input.options.min === 1 ? "nps.1_10" : "nps.0_10.classic";
    const { scale, cuts } = NPS_VARIANTS[variant];
    const { plain, weighted } = surveyTally(input, scale);
    const score = estimated(npsVariant(plain, variant));
    const { promoters, passives, detractors } = npsGroups(plain, cuts);
    const deviation = (kind: "population" | "sample"): number => standardDeviation(plain, { kind, score: npsScore })!;
    const countOf = (share: number | null): number => share! * score.base.valid;
    expectNumbers(
      {
        n_total: score.base.eligible,
        n_missing: score.base.missing,
        n_invalid: score.base.invalid,
        n: score.base.valid,
        detractors: countOf(detractors.value),
        passives: countOf(passives.value),
        promoters: countOf(promoters.value),
        share_detractors: detractors.value,
        share_passives: passives.value,
        share_promoters: promoters.value,
        mean_rating: satisfaction(plain).value,
        score: score.value,
        variance: deviation("population") ** 2 / 1e4,
        variance_unbiased: deviation("sample") ** 2 / 1e4,
        se: score.standardError,
        se_unbiased: deviation("population") / Math.sqrt(score.base.valid - 1),
        ci: intervals(score),
      },
      { ...expected, weighted: undefined },
    );
    if (expected.weighted !== undefined) expectWeighted(weighted, expected.weighted);
  });

  function expectWeighted(tally: Tally, { variance, kish, ...expected }: WeightedNumbers): void {
    const score = estimated(nps(tally));
    const { promoters, passives, detractors } = npsGroups(tally);
    expectNumbers(
      {
        n: score.base.valid,
        sum_of_weights: score.base.weighted,
        share_promoters: promoters.value,
        share_passives: passives.value,
        share_detractors: detractors.value,
        se_share_promoters: promoters.standardError,
        se_share_passives: passives.standardError,
        se_share_detractors: detractors.standardError,
        score: score.value,
        se_linearized: score.standardError,
        ci_linearized_normal: boundsByLevel(score, { method: "wald" }),
        ci_linearized_t: boundsByLevel(score, { method: "t" }),
        se_kish: standardErrorBy(score, "kish"),
        ci_kish: intervals(score, { variance: "kish" }),
      },
      { ...expected, deff_survey: undefined },
    );
    expectNumbers(score.base.effective, kish.n_eff);
    expectNumbers(standardDeviation(tally, { kind: "population", score: npsScore })! ** 2 / 1e4, variance);
  }
});

describe("NPS of counts", () => {
  const { cases } = readReference<{
    cases: { id: string; input: { counts: GroupCounts }; expected: NpsNumbers }[];
  }>("nps_counts");

  test.each(cases)("$id", ({ input, expected }) => {
    const tally = groupCells(input.counts);
    const score = estimated(nps(tally));
    const { promoters, passives, detractors } = npsGroups(tally);
    expectNumbers(
      {
        n: score.base.valid,
        share_detractors: detractors.value,
        share_passives: passives.value,
        share_promoters: promoters.value,
        score: score.value,
        variance: standardDeviation(tally, { kind: "population", score: npsScore })! ** 2 / 1e4,
        variance_unbiased: standardDeviation(tally, { score: npsScore })! ** 2 / 1e4,
        se: score.standardError,
        se_unbiased:
          standardDeviation(tally, { kind: "population", score: npsScore })! / Math.sqrt(score.base.valid - 1),
        ci: intervals(score),
      },
      expected,
    );
  });
});

interface DifferenceNumbers {
  readonly difference: number;
  readonly se: number;
  readonly p: number;
}

describe("differences of two NPS", () => {
  const { cases } = readReference<{
    cases: {
      id: string;
      input: {
        first?: Omit<SurveyInput, "columns">;
        second?: Omit<SurveyInput, "columns">;
        columns?: SurveyInput["columns"];
        counts?: { first: GroupCounts; second: GroupCounts };
      };
      expected: {
        first: { n: number; score: number };
        second: { n: number; score: number };
        wald: DifferenceNumbers & { z: number; ci: BoundsByLevel };
        adjusted_wald: DifferenceNumbers & { z: number; ci: BoundsByLevel };
        welch_t: DifferenceNumbers & { t: number; df: number; ci95: readonly [number, number] };
        weighted?: Readonly<Record<string, number>> & { ci95: readonly [number, number] };
      };
    }[];
  }>("nps_difference");

  test.each(cases)("$id", ({ input, expected }) => {
    const side = (which: "first" | "second"): { plain: Tally; weighted: Tally } => {
      const [part, columns, counts] = [input[which], input.columns, input.counts?.[which]];
      if (part !== undefined && columns !== undefined) return surveyTally({ ...part, columns }, ZERO_TO_TEN);
      const tally = groupCells(counts!);
      return { plain: tally, weighted: tally };
    };
    const [a, b] = [side("first"), side("second")];
    const [first, second] = [estimated(nps(a.plain)), estimated(nps(b.plain))];
    expectNumbers({ n: first.base.valid, score: first.value }, expected.first);
    expectNumbers({ n: second.base.valid, score: second.value }, expected.second);

    for (const [name, method] of [
      ["wald", "wald"],
      ["adjusted_wald", "adjusted-wald"],
    ] as const) {
      const { centre, standardError, statistic, p } = differenceOf(first, second, { method }) as EstimatedDifference;
      const ci = Object.fromEntries(
        [90, 95, 99].map((percent) => {
          const { interval } = differenceOf(first, second, { method, level: percent / 100 }) as EstimatedDifference;
          return [String(percent), [interval!.low, interval!.high]];
        }),
      );
      expectNumbers({ difference: centre, se: standardError, z: statistic, p, ci }, expected[name]);
    }

    const welch = differenceOf(first, second, { method: "welch" }) as EstimatedDifference;
    expectNumbers(
      {
        difference: welch.value,
        se: welch.standardError,
        t: welch.statistic,
        df: welch.degreesOfFreedom,
        p: welch.p,
        ci95: [welch.interval!.low, welch.interval!.high],
      },
      expected.welch_t,
    );

    if (expected.weighted === undefined) return;
    const [x, y] = [estimated(nps(a.weighted)), estimated(nps(b.weighted))];
    const linearised = differenceOf(x, y, { method: "wald" }) as EstimatedDifference;
    const kish = differenceOf(x, y, { method: "wald", variance: "kish" }) as EstimatedDifference;
    expectNumbers(
      {
        first_score: x.value,
        second_score: y.value,
        difference: linearised.value,
        se_linearized: linearised.standardError,
        z: linearised.statistic,
        p: linearised.p,
        ci95: [linearised.interval!.low, linearised.interval!.high],
        se_kish: kish.standardError,
        z_kish: kish.statistic,
        p_kish: kish.p,
      },
      expected.weighted,
    );
  });
});
