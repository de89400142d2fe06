import { MetricsError } from "../error.ts";
import {
  type CorrelationInference,
  correlationInference,
  pearson,
  type Point,
  spearman,
  spreadOf,
} from "../estimate/correlation.ts";
import type { Reason } from "../estimate/estimate.ts";
import { requireLevel } from "../estimate/level.ts";

/**
 * One organisation with two results, for example its employees' mark and its customers' NPS. For the lagged version
 * pass `x` of an earlier period.
 */
export interface LinkedOrganisation {
  readonly organisation: string;
  readonly x: number | null;
  readonly y: number | null;
  /** At least 0 and finite; default 1. An organisation of weight 0 is left out. */
  readonly weight?: number;
  /** Sampling error of the two results, to correct for; needed of every organisation. */
  readonly xStandardError?: number;
  readonly yStandardError?: number;
}

/** A correlation across organisations. Test and interval are `null` with fewer than 10. */
export interface LinkedCorrelation {
  readonly value: number;
  readonly inference: CorrelationInference | null;
}

export interface EstimatedLinkage {
  readonly status: "estimated";
  readonly metric: "linkage";
  /** Organisations with both results and a weight. */
  readonly n: number;
  /** Organisations that lack a result or have no weight. */
  readonly leftOut: number;
  readonly pearson: LinkedCorrelation;
  readonly spearman: LinkedCorrelation;
  /**
   * Pearson's divided by √(reliability of x × of y), so free of the sampling error of the results. May leave −1 to 1
   * when that error is large. `null` without the standard errors, or when a result has no more spread than its sampling
   * error.
   */
  readonly corrected: number | null;
  /** Share of the variance between organisations that is not sampling error; `null` without the standard errors. */
  readonly reliability: { readonly x: number | null; readonly y: number | null };
  /** Pearson's without each organisation, the most influential first. */
  readonly influence: readonly {
    readonly organisation: string;
    /** `null` when the others do not vary. */
    readonly without: number | null;
    /** What the organisation adds to the correlation. */
    readonly change: number | null;
  }[];
  /** `DESCRIPTION_ONLY`: fewer than 10 organisations say nothing about others. */
  readonly flags: readonly "DESCRIPTION_ONLY"[];
}

export interface SuppressedLinkage {
  readonly status: "suppressed";
  readonly metric: "linkage";
  /** No organisation has both results, or one of the results is the same everywhere. */
  readonly reason: Extract<Reason, "EMPTY_BASE" | "NO_VARIANCE">;
  readonly n: number;
  readonly leftOut: number;
}

export type Linkage = EstimatedLinkage | SuppressedLinkage;

/** With fewer organisations a correlation describes these organisations and nothing else. */
export const LINKAGE_MINIMUM = 10;

/**
 * Do organisations with more satisfied employees have more satisfied customers? Weighted correlation of two results
 * across organisations.
 *
 * The unit is the organisation: nothing follows about single employees and customers (ecological fallacy), nor about
 * cause. n is the number of organisations, whatever their weights.
 *
 * @throws MetricsError `ARGUMENT_INVALID` for a result or standard error that is no number up to 1e100 or a level outside
 * (0, 1), `WEIGHT_INVALID`, `INPUT_MISMATCH` for an organisation that stands twice
 * @see Heskett et al. 1994, HBR 72 (service-profit chain); Brown & Lam 2008, J. Retailing 84(3), 243–255; Spearman 1904
 * (correction for unreliability)
 * @example
 * linkage([
 *   { organisation: "a", x: 7.1, y: -5 }, { organisation: "b", x: 7.9, y: 12 }, { organisation: "c", x: 8.4, y: 10 }, { organisation: "d", x: 7.5, y: null },
 * ]) // => { status: "estimated", n: 3, leftOut: 1, pearson: { value: 0.8781, inference: null }, flags: ["DESCRIPTION_ONLY"] }
 */
export function linkage(
  organisations: readonly LinkedOrganisation[],
  options: { readonly level?: number } = {},
): Linkage {
  const { level = 0.95 } = options;
  requireLevel("linkage", level);
  requireOrganisations(organisations);
  const linked = organisations.flatMap(({ organisation, x, y, weight = 1, xStandardError, yStandardError }) =>
    x === null || y === null || weight === 0 ? [] : [{ organisation, x, y, weight, xStandardError, yStandardError }],
  );
  const [n, leftOut] = [linked.length, organisations.length - linked.length];
  const [r, rho] = [pearson(linked), spearman(linked)];
  if (r === null || rho === null) {
    return { status: "suppressed", metric: "linkage", reason: n === 0 ? "EMPTY_BASE" : "NO_VARIANCE", n, leftOut };
  }
  const inferable = n >= LINKAGE_MINIMUM;
  const reliability = {
    x: reliabilityOf(
      linked,
      (point) => point.x,
      linked.map((each) => each.xStandardError),
    ),
    y: reliabilityOf(
      linked,
      (point) => point.y,
      linked.map((each) => each.yStandardError),
    ),
  };
  return {
    status: "estimated",
    metric: "linkage",
    n,
    leftOut,
    pearson: { value: r, inference: inferable ? correlationInference(r, n, level) : null },
    spearman: { value: rho, inference: inferable ? correlationInference(rho, n, level, 1 + rho ** 2 / 2) : null },
    corrected:
      reliability.x !== null && reliability.y !== null && reliability.x > 0 && reliability.y > 0
        ? r / Math.sqrt(reliability.x * reliability.y)
        : null,
    reliability,
    influence: linked
      .map(({ organisation }, i) => {
        const without = pearson(linked.filter((_, j) => j !== i));
        return { organisation, without, change: without === null ? null : r - without };
      })
      .sort((a, b) => sizeOf(b.change) - sizeOf(a.change)),
    flags: inferable ? [] : ["DESCRIPTION_ONLY"],
  };
}

/** What cannot be told comes last. */
function sizeOf(change: number | null): number {
  return Math.abs(change ?? 0);
}

/** 1 − mean squared standard error / variance between organisations, that with n − 1. */
function reliabilityOf(
  points: readonly Point[],
  of: (point: Point) => number,
  standardErrors: readonly (number | undefined)[],
): number | null {
  if (standardErrors.includes(undefined)) return null;
  const total = points.reduce((sum, { weight }) => sum + weight, 0);
  const squares = points.reduce((sum, { weight }) => sum + weight ** 2, 0);
  const error = points.reduce((sum, { weight }, i) => sum + weight * standardErrors[i]! ** 2, 0) / total;
  const unbiased = spreadOf(points, of).variance / (1 - squares / total ** 2);
  return unbiased > 0 ? 1 - error / unbiased : null;
}

/** Products of a weight and a square must stay in the range of doubles. */
const LARGEST = 1e100;

function requireOrganisations(organisations: readonly LinkedOrganisation[]): void {
  const names = new Set<string>();
  for (const { organisation, x, y, weight = 1, xStandardError = 0, yStandardError = 0 } of organisations) {
    const results = [x ?? 0, y ?? 0, xStandardError, yStandardError];
    if (
      !results.every((each) => Number.isFinite(each) && Math.abs(each) <= LARGEST) ||
      xStandardError < 0 ||
      yStandardError < 0
    ) {
      throw new MetricsError(
        "ARGUMENT_INVALID",
        `linkage: expected finite results and standard errors of 0 or more, got ${results.join(", ")} of ${organisation}`,
        { organisation },
      );
    }
    if (!(Number.isFinite(weight) && weight >= 0 && weight <= LARGEST)) {
      throw new MetricsError(
        "WEIGHT_INVALID",
        `linkage: expected a finite weight of 0 or more, got ${weight} of ${organisation}`,
        {
          organisation,
        },
      );
    }
    if (names.has(organisation)) {
      throw new MetricsError("INPUT_MISMATCH", `linkage: expected every organisation once, got ${organisation} twice`, {
        organisation,
      });
    }
    names.add(organisation);
  }
}
