import { describe, expect, test } from "vitest";
import { differenceOf, type DifferenceOptions, type EstimatedDifference } from "../../src/estimate/difference.ts";
import type { Estimate, Estimated } from "../../src/estimate/estimate.ts";
import { benjaminiHochberg, holm } from "../../src/estimate/family.ts";
import { type Trend, trendOf } from "../../src/estimate/trend.ts";
import { nps } from "../../src/metric/nps.ts";
import { satisfaction, topBox } from "../../src/metric/satisfaction.ts";
import { scaleOf } from "../../src/summary/scale.ts";
import type { Tally } from "../../src/summary/tally.ts";
import { expectNumbers } from "../expect-numbers.ts";
import { readReference } from "./data.ts";
import { estimated } from "./intervals.ts";
import { type SurveyInput, surveyTally } from "./survey.ts";

// R stats and survey, with a second calculation in Python: versions stand in the file.

interface ChangeNumbers {
  readonly from: string;
  readonly to: string;
  readonly pooled_z_p?: number;
  readonly pooled_chi2?: number;
  readonly welch?: Readonly<Record<string, unknown>>;
  readonly weighted?: Readonly<Record<string, unknown>>;
}

interface Period {
  readonly label: string;
  readonly plain: Estimated;
  readonly weighted: Estimated;
}

const { cases } = readReference<{
  cases: {
    id: string;
    input: {
      data?: string;
      columns: SurveyInput["columns"];
      options: { metric: "nps" | "mean" | "top"; min: number; max: number; top_min?: number };
      periods: { label: string; data?: string; filter?: Record<string, string[]> }[];
    };
    expected: {
      readonly periods: readonly (Readonly<Record<string, unknown>> & { readonly weighted_value?: number })[];
      readonly consecutive: readonly ChangeNumbers[];
      readonly versus_first: readonly ChangeNumbers[];
      readonly consecutive_p_holm: readonly number[];
      readonly consecutive_p_bh: readonly number[];
      readonly linear_trend?: Readonly<Record<string, unknown>> & { readonly time: readonly number[] };
      readonly homogeneity?: Readonly<Record<string, unknown>>;
    };
  }[];
}>("trend");

const compare = (a: Estimate, b: Estimate, options: DifferenceOptions): EstimatedDifference => {
  const difference = differenceOf(a, b, options);
  expect(difference).toMatchObject({ status: "estimated" });
  return difference as EstimatedDifference;
};

const wald = (a: Estimate, b: Estimate): Record<string, unknown> => {
  const { value, standardError, statistic, p, interval } = compare(a, b, { method: "wald" });
  return { change: value, se: standardError, z: statistic, p, ci95: [interval!.low, interval!.high] };
};

describe("trends of real surveys", () => {
  test.each(cases)("$id", ({ input, expected }) => {
    const { metric, min, max, top_min = max } = input.options;
    const metrics: Record<string, (tally: Tally) => Estimate> = {
      nps,
      mean: satisfaction,
      top: (tally) => topBox(tally, max - top_min + 1),
    };
    const measure = (tally: Tally): Estimated => estimated(metrics[metric]!(tally));
    const periods = input.periods.map(({ label, data = input.data!, filter = {} }): Period => {
      const { plain, weighted } = surveyTally({ data, filter, columns: input.columns }, scaleOf(min, max));
      return { label, plain: measure(plain), weighted: measure(weighted) };
    });
    expectNumbers(
      periods.map(({ label, plain, weighted }) => ({
        label,
        n: plain.base.valid,
        value: plain.value,
        se: plain.standardError,
        weighted_value: weighted.value,
        weighted_se: weighted.standardError,
        n_eff: weighted.base.effective,
      })),
      expected.periods,
    );

    const expectChanges = (changes: readonly ChangeNumbers[]): void => {
      for (const { from, to, welch, weighted, pooled_z_p, pooled_chi2, ...numbers } of changes) {
        const [a, b] = [from, to].map((name) => periods.find(({ label }) => label === name)!) as [Period, Period];
        expectNumbers(wald(a.plain, b.plain), numbers);
        if (weighted !== undefined) expectNumbers(wald(a.weighted, b.weighted), weighted);
        if (welch !== undefined) {
          const { statistic, degreesOfFreedom, p, interval } = compare(a.plain, b.plain, { method: "welch" });
          expectNumbers({ t: statistic, df: degreesOfFreedom, p, ci95: [interval!.low, interval!.high] }, welch);
        }
        if (pooled_z_p !== undefined) {
          const { p, statistic } = compare(a.plain, b.plain, { method: "pooled" });
          expectNumbers([p, statistic! ** 2], [pooled_z_p, pooled_chi2]);
        }
      }
    };
    expectChanges(expected.consecutive);
    expectChanges(expected.versus_first);

    const p = periods.slice(1).map(({ plain }, i) => compare(periods[i]!.plain, plain, { method: "wald" }).p);
    expectNumbers(holm(p), expected.consecutive_p_holm);
    expectNumbers(benjaminiHochberg(p), expected.consecutive_p_bh);

    const trend = trendOf(periods.map(({ plain }, time) => ({ time, estimate: plain })));
    if (expected.linear_trend === undefined) {
      expect(trend).toMatchObject({ status: "suppressed", reason: "BELOW_MINIMUM_BASE" });
      return;
    }
    const { slope, standardError, z, p: ofSlope, unweightedSlope, homogeneity } = trend as Trend;
    expectNumbers(
      {
        time: periods.map((_, time) => time),
        slope_inverse_variance: slope,
        slope_se_known_variance: standardError,
        z,
        p: ofSlope,
        slope_unweighted: unweightedSlope,
      },
      expected.linear_trend,
    );
    expectNumbers({ q: homogeneity.q, df: homogeneity.degreesOfFreedom, p: homogeneity.p }, expected.homogeneity);
  });
});
