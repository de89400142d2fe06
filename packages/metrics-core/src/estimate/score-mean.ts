import { MetricsError } from "../error.ts";
import type { Tally } from "../summary/tally.ts";
import { type Estimate, type Evidence, type Flag, SMALL_BASE, suppressed } from "./estimate.ts";
import type { Score } from "./score.ts";
import { hasSums, type ScoreSums, scoreSums } from "./score-sums.ts";

/**
 * Weighted mean of a score per scale point, with its standard error.
 *
 * Equal weights: a share or a contrast has the multinomial variance σ²/n, a mean s²/n with n − 1.
 * Unequal weights: the linearised variance n/(n − 1) · Σ w²(s − m)² / W², as R survey computes it for one stage with replacement.
 * The standard error is `null` with one answer, or when one answer has all the weight. Weights are taken as fixed.
 *
 * @throws MetricsError `NAME_UNKNOWN` for a score of another kind
 * @see DEFINITIONS in the README of this package; Lumley 2010, Complex Surveys, ch. 2 (linearisation)
 * @example
 * scoreMean(tallyOf(ONE_TO_FIVE, [5, 4, 3, 1]), shareScore("happy", (point) => point >= 4)) // => { value: 0.5, standardError: 0.25 }
 */
export function scoreMean(tally: Tally, score: Score): Estimate {
  const sums = scoreSums(tally, score);
  if (!hasSums(sums)) return suppressed(score.metric, score.unit, sums, "EMPTY_BASE");
  const { base, mean, squares, equalWeights, oneAnswer } = sums;
  const multinomial = equalWeights && score.kind !== "mean";
  const variance = (squares / base.weighted ** 2) * (multinomial ? 1 : base.valid / (base.valid - 1));
  const flags: Flag[] = [];
  if (squares === 0) flags.push("DEGENERATE_VARIANCE");
  if (base.valid < SMALL_BASE) flags.push("SMALL_BASE");
  return {
    status: "estimated",
    metric: score.metric,
    unit: score.unit,
    value: mean,
    standardError: oneAnswer ? null : Math.sqrt(variance),
    base,
    flags,
    range: score.range(tally.scale),
    evidence: evidenceOf(score, sums),
  };
}

function evidenceOf({ kind }: Score, { base, positive, negative, neutral, deviations }: ScoreSums): Evidence {
  const n = base.effective;
  switch (kind) {
    case "contrast":
      return { kind, positive, negative, neutral, n };
    case "share":
      return { kind, share: positive, n };
    case "mean":
      return { kind, n, variance: deviations / base.weighted };
    default:
      throw new MetricsError(
        "NAME_UNKNOWN",
        `scoreMean: expected a contrast, share or mean, got ${String(kind satisfies never)}`,
        { kind },
      );
  }
}
