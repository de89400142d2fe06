import { baseFrom } from "../estimate/base.ts";
import { type Estimate, type Flag, SMALL_BASE, suppressed } from "../estimate/estimate.ts";
import { columnsWhereRow, type Crosstab, transposeCrosstab } from "../summary/crosstab.ts";
import type { Tally } from "../summary/tally.ts";
import { weightsAsNumbers } from "../summary/weight-sums.ts";

/**
 * Probability that a person of one column answered lower (rows) than a person of another, ties counted half: the area
 * under the ROC curve of the answers.
 *
 * Standard error by the placements of each person among the others (DeLong), linearised with weights; `null` when one
 * side is a single person. Suppressed with `EMPTY_BASE` when one side is empty.
 *
 * @see Hanley & McNeil 1982, Radiology 143; DeLong, DeLong & Clarke-Pearson 1988, Biometrics 44, 837–845
 * @example
 * const stayed = crosstabOf(ZERO_TO_TEN, CHURN, [[9, "stayed"], [8, "stayed"], [6, "churned"], [8, "churned"]]);
 * orderingProbability("churn.ordering", stayed, "churned", "stayed") // => { value: 0.875 }
 */
export function orderingProbability(metric: string, crosstab: Crosstab, lower: string, higher: string): Estimate {
  const turned = transposeCrosstab(crosstab);
  const [low, high] = [groupOf(columnsWhereRow(turned, lower)), groupOf(columnsWhereRow(turned, higher))];
  const [n, w] = [low.n + high.n, low.weight + high.weight];
  const base = baseFrom(n, w, low.squares + high.squares, crosstab, total(crosstab.n) - n);
  if (low.weight === 0 || high.weight === 0) return suppressed(metric, "share", base, "EMPTY_BASE");
  // Placement: the share of the other side that an answer is on the right side of, ties half.
  const above = placements(high, "above");
  const below = placements(low, "below");
  const value = low.w.reduce((sum, each, i) => sum + each * above[i]!, 0) / low.weight;
  const [a, b] = [variance(low, above, value), variance(high, below, value)];
  const standardError = a === null || b === null ? null : Math.sqrt(a + b);
  const flags: Flag[] = [];
  if (standardError === 0) flags.push("DEGENERATE_VARIANCE");
  if (Math.min(low.n, high.n) < SMALL_BASE) flags.push("SMALL_BASE");
  const independent =
    standardError === null || standardError === 0
      ? Math.min(low.weight ** 2 / low.squares, high.weight ** 2 / high.squares)
      : (value * (1 - value)) / standardError ** 2;
  return {
    status: "estimated",
    metric,
    unit: "share",
    value,
    standardError,
    base,
    flags,
    range: [0, 1],
    evidence: { kind: "share", share: value, n: independent },
    degreesOfFreedom: n - 2,
  };
}

interface Group {
  readonly n: number;
  readonly w: readonly number[];
  readonly ww: readonly number[];
  readonly weight: number;
  readonly squares: number;
}

function groupOf({ n, weights }: Tally): Group {
  const { w, ww } = weights === null ? { w: n, ww: n } : weightsAsNumbers(weights);
  return { n: total(n), w, ww, weight: total(w), squares: total(ww) };
}

/**
 * Per answer, the share of the group that answered higher ("above") or lower ("below"), with half of those who answered
 * the same.
 */
function placements({ w, weight }: Group, side: "above" | "below"): readonly number[] {
  let below = 0;
  return w.map((each) => {
    const upTo = below + each / 2;
    below += each;
    return (side === "below" ? upTo : weight - upTo) / weight;
  });
}

/** Of the mean placement of a group; `null` when one person has all its weight. */
function variance({ n, ww, weight, squares }: Group, placed: readonly number[], mean: number): number | null {
  if (n < 2 || weight ** 2 === squares) return null;
  const deviations = ww.reduce((sum, each, i) => sum + each * (placed[i]! - mean) ** 2, 0);
  return ((n / (n - 1)) * deviations) / weight ** 2;
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}
