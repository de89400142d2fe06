import { MetricsError } from "../error.ts";
import { requireName } from "../name.ts";
import { normalCdf, normalSurvival, normalTwoSidedP } from "../numeric/normal.ts";
import { studentTCdf, studentTSurvival, studentTTwoSidedP } from "../numeric/student-t.ts";
import { adjustContrast, type Contrast, contrastVariance, scoreStatistic } from "./contrast-interval.ts";
import type { Estimate, Estimated, Evidence, Reason } from "./estimate.ts";
import type { Share } from "./share-difference.ts";
import {
  degreesOfFreedomOf,
  requireVariance,
  sampleStandardError,
  standardErrorBy,
  type VarianceMethod,
} from "./standard-error.ts";

export type Alternative = "two-sided" | "greater" | "less";
export type OneSampleMethod = "adjusted-wald" | "log" | "score" | "t" | "wald";

/** The methods that fit each kind of estimate; the first is the default. A ratio of counts is tested as a share. */
export const ONE_SAMPLE_METHODS: Readonly<Record<Evidence["kind"], readonly OneSampleMethod[]>> = {
  contrast: ["score", "adjusted-wald", "wald", "t"],
  share: ["score", "wald", "t"],
  mean: ["t", "wald"],
  odds: ["score"],
  log: ["log"],
};

/** Whether a number differs from one that was fixed beforehand. */
export type OneSampleTest =
  | {
      readonly status: "tested";
      readonly metric: string;
      readonly method: OneSampleMethod;
      readonly alternative: Alternative;
      /** Value minus reference. */
      readonly difference: number;
      /** z, or t when there are degrees of freedom. */
      readonly statistic: number;
      readonly degreesOfFreedom: number | null;
      readonly p: number;
    }
  | { readonly status: "suppressed"; readonly metric: string; readonly reason: Reason };

export interface OneSampleOptions {
  readonly method?: OneSampleMethod;
  /** Default `two-sided`. `greater` asks whether the true value lies above the reference. */
  readonly alternative?: Alternative;
  readonly variance?: VarianceMethod;
}

/**
 * Test of an estimate against a number that was fixed beforehand, such as a target.
 *
 * Default methods: the score test for points, shares and ratios of counts, which agrees with the `score` and `wilson` intervals and needs
 * no spread in the answers; Student's t for means. `wald` and `t` rest on the standard error and are suppressed with `NO_VARIANCE` when
 * that is 0 or not there. Weighted points and shares use the effective base or the linearised standard error, as intervals do.
 *
 * @param reference - in the unit of the estimate; inside its range for the score test
 * @throws MetricsError `ARGUMENT_INVALID` for a reference that is not inside the range, `NAME_UNKNOWN` for a method that does not fit, or another alternative or variance
 * @see Tango 1998, Statistics in Medicine 17, 891–908 (score test of a contrast); Wilson 1927 (of a share)
 * @example
 * testAgainst(nps(tallyFromCells(ZERO_TO_TEN, [{ point: 10, n: 200 }, { point: 8, n: 150 }, { point: 0, n: 150 }])), 0)
 * // => { method: "score", difference: 10, statistic: 2.672612, p: 0.007526315 }
 */
export function testAgainst(estimate: Estimate, reference: number, options: OneSampleOptions = {}): OneSampleTest {
  const { alternative = "two-sided", variance = "linearised" } = options;
  const { metric } = estimate;
  requireName("testAgainst", "alternative", alternative, ["two-sided", "greater", "less"]);
  requireVariance("testAgainst", variance);
  if (!Number.isFinite(reference)) throw outside(metric, reference);
  if (estimate.status === "suppressed") return { status: "suppressed", metric, reason: estimate.reason };
  const method = methodOf(estimate, options.method);
  const statistic = statisticOf(estimate, reference, method, variance);
  if (statistic === null || !Number.isFinite(statistic)) return { status: "suppressed", metric, reason: "NO_VARIANCE" };
  const degreesOfFreedom = method === "t" ? degreesOfFreedomOf(estimate) : null;
  const p = tailOf(statistic, degreesOfFreedom, alternative);
  const difference = estimate.value - reference;
  return { status: "tested", metric, method, alternative, difference, statistic, degreesOfFreedom, p };
}

/** p value of a standard normal statistic, or of Student's t when there are degrees of freedom. */
export function tailOf(statistic: number, degreesOfFreedom: number | null, alternative: Alternative): number {
  if (degreesOfFreedom === null) {
    if (alternative === "two-sided") return normalTwoSidedP(statistic);
    return alternative === "greater" ? normalSurvival(statistic) : normalCdf(statistic);
  }
  if (alternative === "two-sided") return studentTTwoSidedP(statistic, degreesOfFreedom);
  return alternative === "greater"
    ? studentTSurvival(statistic, degreesOfFreedom)
    : studentTCdf(statistic, degreesOfFreedom);
}

function methodOf({ evidence, metric }: Estimated, asked: OneSampleMethod | undefined): OneSampleMethod {
  const methods = ONE_SAMPLE_METHODS[evidence.kind];
  if (asked !== undefined) requireName("testAgainst", `method for ${metric}`, asked, methods);
  return asked ?? methods[0]!;
}

function statisticOf(
  estimate: Estimated,
  reference: number,
  method: OneSampleMethod,
  variance: VarianceMethod,
): number | null {
  const { evidence, value, metric, range } = estimate;
  switch (method) {
    case "wald":
      return quotient(value - reference, standardErrorBy(estimate, variance));
    case "t": {
      const standardError = variance === "kish" ? standardErrorBy(estimate, variance) : sampleStandardError(estimate);
      return quotient(value - reference, standardError);
    }
    case "adjusted-wald": {
      const adjusted = adjustContrast(evidence as Contrast, 0.75);
      const centre = adjusted.positive - adjusted.negative;
      return (centre - reference / 100) / Math.sqrt(contrastVariance(adjusted) / adjusted.n);
    }
    case "score":
      requireInside(metric, reference, range);
      return evidence.kind === "contrast"
        ? scoreStatistic(evidence, reference / 100)
        : shareScoreStatistic(evidence as Share, evidence.kind === "odds" ? reference / (1 + reference) : reference);
    case "log":
      requireInside(metric, reference, range);
      return quotient(Math.log(value / reference), (evidence as LogEvidence).logStandardError);
  }
}

type LogEvidence = Extract<Evidence, { kind: "log" }>;

function shareScoreStatistic({ share, n }: Share, reference: number): number {
  return (share - reference) / Math.sqrt((reference * (1 - reference)) / n);
}

/** `null` without a standard error, and where it is 0 or so small that no number holds the quotient. */
export function quotient(difference: number, standardError: number | null): number | null {
  if (standardError === null) return null;
  const statistic = difference / standardError;
  return Number.isFinite(statistic) ? statistic : null;
}

function requireInside(metric: string, reference: number, range: readonly [number, number]): void {
  if (!(reference > range[0] && reference < range[1])) throw outside(metric, reference);
}

function outside(metric: string, reference: number): MetricsError {
  return new MetricsError(
    "ARGUMENT_INVALID",
    `testAgainst: expected a reference inside the range of ${metric}, got ${reference}`,
    { reference, metric },
  );
}
