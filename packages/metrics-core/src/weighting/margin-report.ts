import { encodeCategories, MISSING, rowsOf } from "./category-column.ts";
import { requireRows } from "./require-weights.ts";
import { targetShares, type WeightingMargin } from "./targets.ts";

/** One category of a margin before and after weighting. Shares are of the rows that have a value of this margin. */
export interface MarginCategory {
  readonly category: string;
  readonly n: number;
  /** `null` when no row with a value has weight. */
  readonly before: number | null;
  readonly after: number | null;
  /** `null` for a category without target. */
  readonly target: number | null;
  /** (after - target) / target; `null` without a target above 0. */
  readonly relativeError: number | null;
}

/** A margin before and after weighting. */
export interface MarginReport {
  readonly name: string;
  readonly categories: readonly MarginCategory[];
  /** Largest |relative error|; `null` when no category has one. */
  readonly maxRelativeError: number | null;
}

/**
 * Weighted shares of each margin before and after, next to their targets.
 *
 * Categories without target are listed after those with one. Nothing is refused for missing its target: this is the report
 * that shows it.
 *
 * @throws MetricsError `INPUT_MISMATCH` when lengths differ; `ARGUMENT_INVALID` for invalid targets
 */
export function marginReport(
  where: string,
  margins: readonly WeightingMargin[],
  before: ArrayLike<number>,
  after: ArrayLike<number>,
): MarginReport[] {
  return margins.map((margin): MarginReport => {
    const { name, categories: column, targets } = margin;
    requireRows(where, `margin ${name}`, rowsOf(column), after.length);
    const shares = targetShares(where, margin);
    const { codes, labels } = encodeCategories(where, column, Object.keys(targets));
    const n = sumByCode(codes, labels.length, () => 1);
    const sharesBefore = toShares(sumByCode(codes, labels.length, (row) => before[row]!));
    const sharesAfter = toShares(sumByCode(codes, labels.length, (row) => after[row]!));
    const categories = labels.map((category, code): MarginCategory => {
      const target = shares[code] ?? null;
      const share = sharesAfter[code]!;
      const relativeError = target !== null && target > 0 && share !== null ? (share - target) / target : null;
      return { category, n: n[code]!, before: sharesBefore[code]!, after: share, target, relativeError };
    });
    const errors = categories.flatMap(({ relativeError }) => (relativeError === null ? [] : [Math.abs(relativeError)]));
    return { name, categories, maxRelativeError: errors.length === 0 ? null : Math.max(...errors) };
  });
}

function sumByCode(codes: Int32Array, size: number, amount: (row: number) => number): Float64Array {
  const sums = new Float64Array(size);
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    if (code !== MISSING) sums[code] = sums[code]! + amount(row);
  }
  return sums;
}

function toShares(sums: Float64Array): (number | null)[] {
  const total = sums.reduce((all, sum) => all + sum, 0);
  return Array.from(sums, (sum) => (total > 0 ? sum / total : null));
}
