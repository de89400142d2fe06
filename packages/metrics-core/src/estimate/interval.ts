import { MetricsError } from "../error.ts";
import { requireName } from "../name.ts";
import { type Estimated, type Estimate, type Evidence, SMALL_BASE } from "./estimate.ts";
import { boundsOf } from "./interval-bounds.ts";
import { requireLevel } from "./level.ts";
import { requireDraws, type Simulation } from "./simulated-interval.ts";
import { requireVariance, type VarianceMethod } from "./standard-error.ts";

/** Named ways to an interval; which of them fit depends on what is estimated. */
export type IntervalMethod =
  | "adjusted-wald"
  | "agresti-coull"
  | "agresti-min"
  | "bootstrap"
  | "clopper-pearson"
  | "dirichlet"
  | "goodman"
  | "korn-graubard"
  | "log"
  | "score"
  | "t"
  | "wald"
  | "wilson";

export interface Interval {
  /** Confidence level, 0.95 and never 95. */
  readonly level: number;
  readonly method: IntervalMethod;
  readonly low: number;
  readonly high: number;
  /** Of a simulated interval: where its random numbers start. The same seed gives the same interval. */
  readonly seed?: number;
  /** Of a simulated interval: how many numbers were drawn. */
  readonly draws?: number;
}

export interface IntervalOptions {
  /** Default 0.95. */
  readonly level?: number;
  readonly method?: IntervalMethod;
  /** Standard error of `wald`, `t` and `goodman` on weighted answers. Default `linearised`. */
  readonly variance?: VarianceMethod;
  /** Of `dirichlet` and `bootstrap`. Default 1. */
  readonly seed?: number;
  /** Of `dirichlet` and `bootstrap`. Default 20,000: the bounds then vary by about 1 % of the width from seed to seed. */
  readonly draws?: number;
  /** Pseudo answers per group of `dirichlet`. Default 1/2 (Jeffreys); 1 is uniform. */
  readonly prior?: number;
}

/** The methods that fit each kind of estimate; the first is the default. */
export const INTERVAL_METHODS: Readonly<Record<Evidence["kind"], readonly IntervalMethod[]>> = {
  contrast: ["adjusted-wald", "score", "agresti-min", "wald", "t", "goodman", "dirichlet", "bootstrap"],
  share: ["wilson", "agresti-coull", "clopper-pearson", "korn-graubard", "wald", "t", "bootstrap"],
  mean: ["t", "wald", "wilson"],
  odds: ["wilson", "log", "clopper-pearson"],
  log: ["log"],
};

const DRAWS = 20_000;

/**
 * Confidence interval of an estimate, clamped to the values that the metric can take.
 *
 * Default methods: adjusted Wald for points, and the score interval when the base is below 30 or one of the three groups is empty;
 * Wilson for shares and for ratios of counts; Student's t for means and for estimates from clusters, and the Wilson bound for a mean
 * when all answers are equal. Intervals of weighted shares and points use the effective base; `wald`, `t` and `goodman` use the
 * standard error. `dirichlet` (credible) and `bootstrap` (percentile) are simulated and carry their seed.
 *
 * `null` when the estimate is suppressed, when one of several answers has all the weight, or when the method rests on a variance that
 * is not there (`wald`, `t` and `goodman` on equal answers or on one answer, `log` on a ratio of 0), and where a bound is larger than
 * any number.
 *
 * @throws MetricsError `ARGUMENT_INVALID` for a level outside (0, 1), a prior that is not above 0, or draws that are no whole number from 100 to 10 million;
 * `NAME_UNKNOWN` for a method that does not fit, or another variance; `INPUT_MISMATCH` for a bootstrap of unequal weights, which needs rows (`bootstrapInterval`)
 * @see DEFINITIONS of each method: `contrast-interval.ts`, `share-interval.ts`, `simulated-interval.ts`
 * @example
 * intervalOf(nps(tallyFromCells(ZERO_TO_TEN, [{ point: 10, n: 200 }, { point: 8, n: 150 }, { point: 0, n: 150 }])))
 * // => { level: 0.95, method: "adjusted-wald", low: 2.6868, high: 17.1939 }
 */
export function intervalOf(estimate: Estimate, options: IntervalOptions = {}): Interval | null {
  const { level = 0.95, variance = "linearised", seed = 1, draws = DRAWS, prior = 0.5 } = options;
  requireLevel("intervalOf", level);
  requireVariance("intervalOf", variance);
  if (estimate.status === "suppressed") return null;
  const method = methodOf(estimate, options.method);
  requireSimulation(estimate, method, { seed, draws, prior });
  if (allWeightOnOne(estimate)) return null;
  const bounds = estimate.flags.includes("WHOLE_POPULATION")
    ? ([estimate.value, estimate.value] as const)
    : boundsOf(estimate, { method, level, variance, prior, simulation: { seed, draws } });
  if (bounds === null) return null;
  const [lowest, highest] = estimate.range;
  const [low, high] = [Math.max(lowest, bounds[0]), Math.min(highest, bounds[1])];
  if (!Number.isFinite(low) || !Number.isFinite(high)) return null;
  return isSimulated(method) ? { level, method, low, high, seed, draws } : { level, method, low, high };
}

/** The method asked for, or the default of the estimate. */
function methodOf(estimate: Estimated, asked: IntervalMethod | undefined): IntervalMethod {
  if (asked === undefined) return defaultMethod(estimate);
  requireName("intervalOf", `method for ${estimate.metric}`, asked, INTERVAL_METHODS[estimate.evidence.kind]);
  return asked;
}

function defaultMethod({ evidence, base, standardError, degreesOfFreedom }: Estimated): IntervalMethod {
  const spread = standardError !== null && standardError > 0;
  switch (evidence.kind) {
    case "contrast": {
      if (spread && degreesOfFreedom !== undefined) return "t";
      const { positive, negative } = evidence;
      const emptyGroup = positive === 0 || negative === 0 || 1 - positive - negative < 4 * Number.EPSILON;
      return emptyGroup || base.valid < SMALL_BASE ? "score" : "adjusted-wald";
    }
    case "mean":
      return spread ? "t" : "wilson";
    default:
      return INTERVAL_METHODS[evidence.kind][0]!;
  }
}

/** One of several answers has all the weight: an effective base of 1 says nothing about the others. */
function allWeightOnOne({ evidence, standardError, base }: Estimated): boolean {
  return evidence.kind !== "odds" && evidence.kind !== "log" && standardError === null && base.valid > 1;
}

function isSimulated(method: IntervalMethod): boolean {
  return method === "dirichlet" || method === "bootstrap";
}

function requireSimulation(
  { base, metric, evidence }: Estimated,
  method: IntervalMethod,
  { draws, prior }: Simulation & { readonly prior: number },
): void {
  if (!isSimulated(method)) return;
  requireDraws("intervalOf", draws);
  if (!(prior > 0 && prior < Number.POSITIVE_INFINITY)) {
    throw new MetricsError("ARGUMENT_INVALID", `intervalOf: expected a prior above 0, got ${prior}`, { prior });
  }
  if (method === "bootstrap" && "n" in evidence && evidence.n !== base.valid) {
    throw new MetricsError(
      "INPUT_MISMATCH",
      `intervalOf: expected equal weights for a bootstrap of ${metric}, got weighted sums; resample rows with bootstrapInterval`,
      { metric },
    );
  }
}
