import { adjustedWaldContrast, type Bounds, scoreContrast } from "./contrast-interval.ts";
import type { Estimated, Evidence } from "./estimate.ts";
import type { IntervalMethod } from "./interval.ts";
import { normalDeviate, studentDeviate } from "./level.ts";
import { agrestiCoullShare, clopperPearsonShare, kornGraubardShare, wilsonShare } from "./share-interval.ts";
import { bootstrapScores, dirichletContrast, type Simulation } from "./simulated-interval.ts";
import { degreesOfFreedomOf, sampleStandardError, standardErrorBy, type VarianceMethod } from "./standard-error.ts";

/** Everything an interval depends on besides the estimate; all choices are made. */
interface IntervalRequest {
  readonly method: IntervalMethod;
  readonly level: number;
  readonly variance: VarianceMethod;
  readonly prior: number;
  readonly simulation: Simulation;
}

/** Bounds in the unit of the estimate, not clamped; `null` when the method rests on a variance that is not there. */
export function boundsOf(estimate: Estimated, request: IntervalRequest): Bounds | null {
  const { evidence } = estimate;
  const { method, level, variance } = request;
  switch (method) {
    case "wald":
      return symmetric(estimate.value, standardErrorBy(estimate, variance), normalDeviate(level));
    // The square root of the chi-square quantile with 2 degrees of freedom: simultaneous for all contrasts of three groups.
    case "goodman":
      return symmetric(estimate.value, standardErrorBy(estimate, variance), Math.sqrt(-2 * Math.log(1 - level)));
    case "t": {
      const freedom = degreesOfFreedomOf(estimate);
      const standardError = variance === "kish" ? standardErrorBy(estimate, variance) : sampleStandardError(estimate);
      return freedom > 0 ? symmetric(estimate.value, standardError, studentDeviate(level, freedom)) : null;
    }
    default:
      break;
  }
  switch (evidence.kind) {
    case "contrast": {
      const [low, high] = contrastBounds(evidence, request);
      return [100 * low, 100 * high];
    }
    case "share":
      return shareBounds(estimate, evidence, request);
    case "odds": {
      const { share, n } = evidence;
      if (method === "log") return logBounds(estimate.value, Math.sqrt(1 / (share * n) + 1 / ((1 - share) * n)), level);
      const of = (part: number): Bounds =>
        method === "wilson" ? wilsonShare(part, n, normalDeviate(level)) : clopperPearsonShare(part, n, level);
      // The upper bound from the other side, because 1 less a share of nearly 1 has few digits.
      const [[low], [rest]] = [of(share), of(1 - share)];
      return [low / (1 - low), (1 - rest) / rest];
    }
    case "log":
      return logBounds(estimate.value, evidence.logStandardError, level);
    case "mean":
      return equalAnswers(estimate, evidence.n, normalDeviate(level));
  }
}

function contrastBounds(
  evidence: Extract<Evidence, { kind: "contrast" }>,
  { method, level, prior, simulation }: IntervalRequest,
): Bounds {
  const { positive, negative, n } = evidence;
  switch (method) {
    case "score":
      return scoreContrast(evidence, normalDeviate(level));
    case "dirichlet":
      return dirichletContrast(evidence, prior, level, simulation);
    case "bootstrap": {
      const classes = [
        { share: positive, score: 1 },
        { share: negative, score: -1 },
        { share: Math.max(0, 1 - positive - negative), score: 0 },
      ];
      return bootstrapScores(classes, n, level, simulation);
    }
    default:
      return adjustedWaldContrast(evidence, normalDeviate(level), method === "agresti-min" ? 0.5 : 0.75);
  }
}

function shareBounds(
  estimate: Estimated,
  { share, n }: Extract<Evidence, { kind: "share" }>,
  { method, level, simulation }: IntervalRequest,
): Bounds | null {
  switch (method) {
    case "agresti-coull":
      return agrestiCoullShare(share, n, normalDeviate(level));
    case "clopper-pearson":
      return clopperPearsonShare(share, n, level);
    case "korn-graubard": {
      const standardError = sampleStandardError(estimate);
      if (standardError === null) return null;
      const [answers, design] = [estimate.base.valid - 1, degreesOfFreedomOf(estimate)];
      return kornGraubardShare(
        share,
        standardError,
        n,
        [studentDeviate(level, answers), studentDeviate(level, design)],
        level,
      );
    }
    case "bootstrap": {
      const classes = [
        { share, score: 1 },
        { share: 1 - share, score: 0 },
      ];
      return bootstrapScores(classes, n, level, simulation);
    }
    default:
      return wilsonShare(share, n, normalDeviate(level));
  }
}

function symmetric(value: number, standardError: number | null, quantile: number): Bounds | null {
  return standardError === null || standardError === 0
    ? null
    : [value - quantile * standardError, value + quantile * standardError];
}

function logBounds(value: number, standardError: number, level: number): Bounds | null {
  const factor = Math.exp(normalDeviate(level) * standardError);
  return value > 0 ? [value / factor, value * factor] : null;
}

/** All answers are one point: the Wilson bound of the share elsewhere, put at either end of the scale. */
function equalAnswers({ value, range, standardError }: Estimated, n: number, z: number): Bounds | null {
  if (standardError !== null && standardError > 0) return null;
  const elsewhere = wilsonShare(0, n, z)[1];
  return [value - elsewhere * (value - range[0]), value + elsewhere * (range[1] - value)];
}
