import { MetricsError } from "../error.ts";
import type { Bounds } from "./contrast-interval.ts";
import { normalDeviate, studentDeviate } from "./level.ts";
import { quotient, tailOf } from "./one-sample.ts";
import type { Estimated } from "./estimate.ts";

/** What a method finds about a difference, in the unit of the estimates and not clamped. */
export interface Comparison {
  /** The difference that test and interval are built around: of the adjusted shares where a method adjusts them. */
  readonly centre: number;
  readonly standardError: number | null;
  /** z, or t when there are degrees of freedom; `null` without a variance, and where p is counted out. */
  readonly statistic: number | null;
  readonly degreesOfFreedom: number | null;
  readonly p: number | null;
  readonly bounds: Bounds | null;
}

/** Test and interval of a difference with a known standard error; neither exists when that is 0 or not there. */
export function waldComparison(
  centre: number,
  standardError: number | null,
  level: number,
  degreesOfFreedom: number | null = null,
): Comparison {
  const statistic = standardError === null ? null : quotient(centre, standardError);
  if (standardError === null || statistic === null) {
    return { centre, standardError, statistic: null, degreesOfFreedom: null, p: null, bounds: null };
  }
  const deviate = degreesOfFreedom === null ? normalDeviate(level) : studentDeviate(level, degreesOfFreedom);
  const half = deviate * standardError;
  return {
    centre,
    standardError,
    statistic,
    degreesOfFreedom,
    p: tailOf(statistic, degreesOfFreedom, "two-sided"),
    bounds: [centre - half, centre + half],
  };
}

/** √(a² + b²), or `null` when one of the two is not there. */
export function jointStandardError(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : Math.hypot(a, b);
}

/**
 * Degrees of freedom of a difference of two independent means with unequal variances.
 *
 * @see Welch 1947, Biometrika 34; Satterthwaite 1946, Biometrics Bulletin 2
 */
export function welchDegreesOfFreedom(a: number, freedomA: number, b: number, freedomB: number): number {
  // As shares of the joint variance, so that tiny standard errors do not vanish in their fourth power.
  const joint = a ** 2 + b ** 2;
  const [shareA, shareB] = [a ** 2 / joint, b ** 2 / joint];
  return 1 / (shareA ** 2 / freedomA + shareB ** 2 / freedomB);
}

/** @throws MetricsError `INPUT_MISMATCH` unless both are the same metric, in the same unit, on the same scale */
export function requireSameMetric(where: string, a: Estimated, b: Estimated): void {
  const same =
    a.metric === b.metric &&
    a.unit === b.unit &&
    a.evidence.kind === b.evidence.kind &&
    a.range[0] === b.range[0] &&
    a.range[1] === b.range[1];
  if (!same) {
    const name = ({ metric, unit, range }: Estimated): string => `${metric} in ${unit} on ${range.join("–")}`;
    throw new MetricsError(
      "INPUT_MISMATCH",
      `${where}: expected the same metric twice, got ${name(a)} and ${name(b)}`,
      {
        first: a.metric,
        second: b.metric,
      },
    );
  }
}
