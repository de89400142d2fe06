import { MetricsError } from "../error.ts";
import { betaQuantile } from "../numeric/beta.ts";
import { normalQuantile } from "../numeric/normal.ts";
import { studentTQuantile } from "../numeric/student-t.ts";
import { adjustedWaldContrast, type Bounds, scoreContrast } from "./contrast-interval.ts";
import { type Estimated, type Estimate, type Evidence, SMALL_BASE } from "./estimate.ts";
import { agrestiCoullShare, wilsonShare } from "./share-interval.ts";

/** Named ways to an interval; which of them fit depends on what is estimated. */
export type IntervalMethod =
  | "adjusted-wald"
  | "agresti-coull"
  | "agresti-min"
  | "clopper-pearson"
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
}

/** The methods that fit each kind of estimate; the first is the default. */
export const INTERVAL_METHODS: Readonly<Record<Evidence["kind"], readonly IntervalMethod[]>> = {
  contrast: ["adjusted-wald", "score", "agresti-min", "wald", "t"],
  share: ["wilson", "agresti-coull", "clopper-pearson", "wald"],
  mean: ["t", "wald", "wilson"],
  odds: ["wilson", "log", "clopper-pearson"],
  log: ["log"],
};

/**
 * Confidence interval of an estimate, clamped to the values that the metric can take.
 *
 * Default methods: adjusted Wald for points, and the score interval when the base is below 30 or one of the three groups is empty;
 * Wilson for shares and for ratios of counts; Student's t for means, and the Wilson bound when all answers are equal.
 * Intervals of weighted shares and points use the effective base; `wald` and `t` use the linearised standard error.
 *
 * `null` when the estimate is suppressed, or when the method rests on a variance that is not there (`wald` and `t` on equal answers or on one answer).
 *
 * @throws MetricsError `ARGUMENT_INVALID` for a level outside (0, 1), `NAME_UNKNOWN` for a method that does not fit
 * @see DEFINITIONS of each method: `contrast-interval.ts`, `share-interval.ts`
 * @example
 * intervalOf(nps(tallyFromCells(ZERO_TO_TEN, [{ point: 10, n: 200 }, { point: 8, n: 150 }, { point: 0, n: 150 }])))
 * // => { level: 0.95, method: "adjusted-wald", low: 2.6868, high: 17.1939 }
 */
export function intervalOf(
  estimate: Estimate,
  options: { level?: number; method?: IntervalMethod } = {},
): Interval | null {
  const { level = 0.95, method: asked } = options;
  if (!(level > 0 && level < 1)) {
    throw new MetricsError(
      "ARGUMENT_INVALID",
      `intervalOf: expected a level between 0 and 1, such as 0.95, got ${level}`,
      { level },
    );
  }
  if (estimate.status === "suppressed") return null;
  const methods = INTERVAL_METHODS[estimate.evidence.kind];
  if (asked !== undefined && !methods.includes(asked)) {
    throw new MetricsError(
      "NAME_UNKNOWN",
      `intervalOf: expected one of ${methods.join(", ")} for ${estimate.metric}, got ${asked}`,
      { method: asked, metric: estimate.metric },
    );
  }
  const method = asked ?? defaultMethod(estimate);
  const bounds = boundsOf(estimate, method, level);
  if (bounds === null) return null;
  const [lowest, highest] = estimate.range;
  return { level, method, low: Math.max(lowest, bounds[0]), high: Math.min(highest, bounds[1]) };
}

function defaultMethod({ evidence, base, standardError }: Estimated): IntervalMethod {
  switch (evidence.kind) {
    case "contrast": {
      const emptyGroup =
        evidence.positive === 0 || evidence.negative === 0 || evidence.positive + evidence.negative >= 1;
      return emptyGroup || base.valid < SMALL_BASE ? "score" : "adjusted-wald";
    }
    case "mean":
      return standardError === 0 || standardError === null ? "wilson" : "t";
    default:
      return INTERVAL_METHODS[evidence.kind][0]!;
  }
}

function boundsOf(estimate: Estimated, method: IntervalMethod, level: number): Bounds | null {
  const { evidence } = estimate;
  const z = -normalQuantile((1 - level) / 2);
  if (method === "wald") return symmetric(estimate, z);
  if (method === "t")
    return estimate.base.valid < 2
      ? null
      : symmetric(estimate, -studentTQuantile((1 - level) / 2, estimate.base.valid - 1));
  switch (evidence.kind) {
    case "contrast": {
      const [low, high] =
        method === "score"
          ? scoreContrast(evidence, z)
          : adjustedWaldContrast(evidence, z, method === "agresti-min" ? 0.5 : 0.75);
      return [100 * low, 100 * high];
    }
    case "share":
      return shareBounds(evidence, method, z, level);
    case "odds": {
      if (method === "log")
        return logBounds(
          estimate.value,
          Math.sqrt(1 / (evidence.share * evidence.n) + 1 / ((1 - evidence.share) * evidence.n)),
          z,
        );
      const [low, high] = shareBounds(evidence, method, z, level);
      return [low / (1 - low), high / (1 - high)];
    }
    case "log":
      return logBounds(estimate.value, evidence.logStandardError, z);
    case "mean":
      return meanBound(estimate, evidence.n, z);
    default:
      return evidence satisfies never;
  }
}

function symmetric({ value, standardError }: Estimated, quantile: number): Bounds | null {
  return standardError === null || standardError === 0
    ? null
    : [value - quantile * standardError, value + quantile * standardError];
}

function logBounds(value: number, standardError: number, z: number): Bounds {
  const factor = Math.exp(z * standardError);
  return [value / factor, value * factor];
}

function shareBounds(
  { share, n }: { share: number; n: number },
  method: IntervalMethod,
  z: number,
  level: number,
): Bounds {
  if (method === "agresti-coull") return agrestiCoullShare(share, n, z);
  if (method === "wilson") return wilsonShare(share, n, z);
  const [hits, misses, tail] = [share * n, (1 - share) * n, (1 - level) / 2];
  return [
    hits === 0 ? 0 : betaQuantile(tail, hits, misses + 1),
    misses === 0 ? 1 : betaQuantile(1 - tail, hits + 1, misses),
  ];
}

/** All answers are one point: the Wilson bound of the share elsewhere, put at either end of the scale. */
function meanBound({ value, range, standardError }: Estimated, n: number, z: number): Bounds | null {
  if (standardError !== null && standardError > 0) return null;
  const elsewhere = wilsonShare(0, n, z)[1];
  return [value - elsewhere * (value - range[0]), value + elsewhere * (range[1] - value)];
}
