import { MetricsError } from "../error.ts";
import { normalCdf, normalSurvival } from "../numeric/normal.ts";
import { normalQuantile } from "../numeric/normal-quantile.ts";
import { normalDeviate, requireLevel } from "./level.ts";

/** What a plan rests on. Differences and standard deviations are in the unit of the metric: NPS in points, shares 0 to 1, marks. */
export interface PlanOptions {
  /** Default 0.95. */
  readonly level?: number;
  /** By how much weights, clusters and strata multiply the variance. Default 1. */
  readonly designEffect?: number;
  /** Number of people there are; a small one needs fewer answers. Default: as many as you like. */
  readonly population?: number;
}

/**
 * Largest standard deviation of one answer that is possible. For NPS 100 points (half promoters, half detractors); 83 is usual
 * (σ² = 0.69), 71 is calm (σ² = 0.5). For a share 0.5.
 */
export const WORST_DEVIATION = { points: 100, share: 0.5 } as const;

/**
 * Answers needed for a margin of error (half the width of the interval): n = ⌈z² σ²/m²⌉, times the design effect.
 *
 * @param options - `pseudoAnswers`: 3 where the interval will be adjusted Wald, which brings 3 answers of its own. Default 0
 * @throws MetricsError `ARGUMENT_INVALID` for a margin, deviation, design effect or population that is not above 0, a negative number of
 * pseudo answers, a level outside (0, 1)
 * @see Cochran 1977, Sampling Techniques, chapter 4; Lewis & Sauro, MeasuringU, nps-ci-sample-size (the 3 answers)
 * @example
 * sampleSizeForMargin({ margin: 5, deviation: 100 }) // => 1537
 */
export function sampleSizeForMargin(
  plan: { readonly margin: number; readonly deviation: number },
  options: PlanOptions & { readonly pseudoAnswers?: number } = {},
): number {
  const { margin, deviation } = plan;
  requirePlan("sampleSizeForMargin", { margin, deviation });
  const { designEffect, deviate, population } = requireOptions("sampleSizeForMargin", options);
  const { pseudoAnswers = 0 } = options;
  if (pseudoAnswers !== 0) requirePlan("sampleSizeForMargin", { pseudoAnswers });
  const answers = designEffect * (deviate * (deviation / margin)) ** 2;
  return roundUp("sampleSizeForMargin", forFinite(answers, population) - pseudoAnswers);
}

/**
 * Margin of error of a planned number of answers: z σ/√n.
 *
 * @throws MetricsError as `sampleSizeForMargin`, and for `answers` not above 0
 * @example
 * marginOfError({ answers: 100, deviation: 100 }) // => 19.59963984540054
 */
export function marginOfError(
  plan: { readonly answers: number; readonly deviation: number },
  options: PlanOptions = {},
): number {
  const { answers, deviation } = plan;
  requirePlan("marginOfError", { answers, deviation });
  const { designEffect, deviate, population } = requireOptions("marginOfError", options);
  const unseen = Math.max(0, 1 - answers / population);
  return requireNumber("marginOfError", deviate * deviation * Math.sqrt((designEffect * unseen) / answers));
}

/** Two groups to compare; `deviations` are those of one answer in each. */
export interface TwoGroupPlan {
  readonly difference: number;
  readonly deviations: readonly [first: number, second: number];
}

/**
 * Answers needed in each of two groups to find a true difference: ⌈(z_{α/2} + z_β)² (σ₁² + σ₂²)/δ²⌉, times the design effect.
 *
 * @param options - `power`: chance to find the difference. Default 0.8
 * @throws MetricsError `ARGUMENT_INVALID` as `sampleSizeForMargin`, and for a power outside (0, 1)
 * @see Fleiss 1981, Statistical Methods for Rates and Proportions, chapter 3
 * @example
 * sampleSizeForDifference({ difference: 10, deviations: [100, 100] }) // => 1570
 */
export function sampleSizeForDifference(
  plan: TwoGroupPlan,
  options: Omit<PlanOptions, "population"> & { readonly power?: number } = {},
): number {
  const { difference } = requirePlan("sampleSizeForDifference", { difference: plan.difference });
  const variance = jointVariance("sampleSizeForDifference", plan);
  const { designEffect, deviate } = requireOptions("sampleSizeForDifference", options);
  const { power = 0.8 } = options;
  requireLevel("sampleSizeForDifference (power)", power);
  const deviates = Math.max(0, deviate + normalQuantile(power));
  return roundUp("sampleSizeForDifference", designEffect * (deviates / difference) ** 2 * variance);
}

/**
 * Chance to find a true difference with a planned number of answers in each group, two-sided.
 *
 * @throws MetricsError as `sampleSizeForDifference`, and for `answers` not above 0
 * @example
 * powerOf({ difference: 10, deviations: [100, 100], answers: [1570, 1570] }) // => 0.8000569
 */
export function powerOf(
  plan: TwoGroupPlan & { readonly answers: readonly [first: number, second: number] },
  options: Omit<PlanOptions, "population"> = {},
): number {
  const { difference } = requirePlan("powerOf", { difference: plan.difference });
  jointVariance("powerOf", plan);
  const { designEffect, deviate } = requireOptions("powerOf", options);
  const variance = plan.deviations.reduce((sum, deviation, group) => {
    const { answers } = requirePlan("powerOf", { answers: plan.answers[group]! });
    return sum + (designEffect * deviation ** 2) / answers;
  }, 0);
  const shift = difference / Math.sqrt(variance);
  requireNumber("powerOf", variance);
  return normalSurvival(deviate - shift) + normalCdf(-deviate - shift);
}

function jointVariance(where: string, { deviations }: TwoGroupPlan): number {
  const [first, second] = deviations;
  requirePlan(where, { first, second });
  return first ** 2 + second ** 2;
}

/** n/(1 + n/N): a part of a finite population tells more about it. */
function forFinite(answers: number, population: number): number {
  return answers / (1 + answers / population);
}

function roundUp(where: string, answers: number): number {
  const whole = Math.max(2, Math.ceil(answers));
  if (!Number.isSafeInteger(whole)) {
    throw new MetricsError(
      "ARGUMENT_INVALID",
      `${where}: expected a plan that a sample can meet, got ${answers} answers`,
      {
        answers,
      },
    );
  }
  return whole;
}

/** @throws MetricsError for a plan whose numbers leave the range of doubles */
function requireNumber(where: string, result: number): number {
  if (Number.isFinite(result)) return result;
  throw new MetricsError("ARGUMENT_INVALID", `${where}: expected a plan that numbers can hold, got ${result}`);
}

function requirePlan<Plan extends Readonly<Record<string, number>>>(where: string, plan: Plan): Plan {
  for (const [name, value] of Object.entries(plan)) {
    if (!(value > 0 && value < Number.POSITIVE_INFINITY)) {
      throw new MetricsError("ARGUMENT_INVALID", `${where}: expected ${name} above 0, got ${value}`, { [name]: value });
    }
  }
  return plan;
}

function requireOptions(
  where: string,
  { level = 0.95, designEffect = 1, population = Number.POSITIVE_INFINITY }: PlanOptions,
): { readonly designEffect: number; readonly deviate: number; readonly population: number } {
  requireLevel(where, level);
  requirePlan(where, { designEffect });
  if (!(population > 0)) {
    throw new MetricsError("ARGUMENT_INVALID", `${where}: expected a population above 0, got ${population}`, {
      population,
    });
  }
  return { designEffect, deviate: normalDeviate(level), population };
}
