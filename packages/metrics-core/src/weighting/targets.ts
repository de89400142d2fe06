import { MetricsError } from "../error.ts";
import type { CategoryColumn } from "./category-column.ts";

/** What target numbers are: shares that sum to 1, percentages that sum to 100, or counts of a population. */
export type TargetUnit = "share" | "percent" | "count";

/** A known distribution and its value per row. */
export interface WeightingMargin {
  readonly name: string;
  readonly categories: CategoryColumn;
  /** Target per category. A target of 0 gives the rows of that category the weight 0. */
  readonly targets: Readonly<Record<string, number>>;
  /** Unit of the targets. Default `share`. */
  readonly unit?: TargetUnit;
}

const SUM_TOLERANCE = 1e-6;
const EXPECTED_SUM = { share: 1, percent: 100 } as const;

/**
 * Targets of a margin as shares that sum to 1, in the order of its `targets`.
 *
 * Shares and percentages may miss their sum by a relative 1e-6 (printed tables are rounded) and are then scaled to it, so
 * that all margins agree on the total. Counts may have any sum.
 *
 * @throws MetricsError `ARGUMENT_INVALID` for a target that is negative, NaN or infinite, or targets with the wrong sum;
 * `NAME_UNKNOWN` for an unknown unit
 */
export function targetShares(where: string, margin: WeightingMargin): Float64Array {
  const { name, unit = "share" } = margin;
  const targets = Float64Array.from(Object.values(margin.targets));
  for (const [category, target] of Object.entries(margin.targets)) {
    if (!(target >= 0 && target < Number.POSITIVE_INFINITY)) {
      throw new MetricsError(
        "ARGUMENT_INVALID",
        `${where}: expected a finite target of at least 0 for category ${category} of margin ${name}, got ${target}`,
        { margin: name, category, target },
      );
    }
  }
  const sum = targets.reduce((total, target) => total + target, 0);
  const expected = expectedSum(where, unit, sum);
  if (!(Math.abs(sum - expected) <= SUM_TOLERANCE * expected && sum > 0 && sum < Number.POSITIVE_INFINITY)) {
    throw new MetricsError(
      "ARGUMENT_INVALID",
      `${where}: expected the targets of margin ${name} to sum to ${unit === "count" ? "a count above 0" : expected}, got ${sum}`,
      { margin: name, unit, sum },
    );
  }
  return targets.map((target) => target / sum);
}

function expectedSum(where: string, unit: TargetUnit, sum: number): number {
  switch (unit) {
    case "share":
    case "percent":
      return EXPECTED_SUM[unit];
    case "count":
      return sum;
    default:
      throw new MetricsError(
        "NAME_UNKNOWN",
        `${where}: expected a unit share, percent or count, got ${String(unit satisfies never)}`,
        {
          unit,
        },
      );
  }
}
