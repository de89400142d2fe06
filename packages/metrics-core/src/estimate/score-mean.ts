import { pointOf } from "../summary/scale.ts";
import type { Tally } from "../summary/tally.ts";
import { weightsAsNumbers } from "../summary/weight-sums.ts";
import { baseFrom } from "./base.ts";
import { type Estimate, type Evidence, type Flag, SMALL_BASE, suppressed } from "./estimate.ts";
import type { Score } from "./score.ts";

/**
 * Weighted mean of a score per scale point, with its standard error.
 *
 * Equal weights: a share or a contrast has the multinomial variance σ²/n, a mean s²/n with n − 1.
 * Unequal weights: the linearised variance n/(n − 1) · Σ w²(s − m)² / W², as R survey computes it for one stage with replacement.
 * The standard error is `null` with one answer. Weights are taken as fixed.
 *
 * @see DEFINITIONS in the README of this package; Lumley 2010, Complex Surveys, ch. 2 (linearisation)
 */
export function scoreMean(tally: Tally, score: Score): Estimate {
  const { scale } = tally;
  const sums = tally.weights === null ? null : weightsAsNumbers(tally.weights);
  let [n, w, ww, total, positive, negative, elsewhere] = [0, 0, 0, 0, 0, 0, 0];
  const scores = tally.n.map((count, index) => {
    const value = score.of(pointOf(scale, index), index, scale);
    if (value === null) {
      elsewhere += count;
      return null;
    }
    const weight = sums === null ? count : sums.w[index]!;
    n += count;
    w += weight;
    ww += sums === null ? count : sums.ww[index]!;
    total += weight * value;
    if (value > 0) positive += weight;
    else if (value < 0) negative += weight;
    return value;
  });
  const base = baseFrom(n, w, ww, tally, elsewhere);
  if (w === 0) return suppressed(score.metric, score.unit, base, "EMPTY_BASE");

  const value = total / w;
  // W² = n·ΣW² holds exactly when all weights are equal, and then they carry no information: the design is a simple random sample.
  const equalWeights = sums === null || Math.abs(base.effective - n) <= 1e-12 * n;
  let squares = 0;
  for (const [index, each] of scores.entries()) {
    if (each !== null) squares += (sums === null ? tally.n[index]! : sums.ww[index]!) * (each - value) ** 2;
  }
  const multinomial = equalWeights && score.kind !== "mean";
  const variance = (squares / w ** 2) * (multinomial ? 1 : n / (n - 1));
  const flags: Flag[] = [];
  if (squares === 0) flags.push("DEGENERATE_VARIANCE");
  if (n < SMALL_BASE) flags.push("SMALL_BASE");
  return {
    status: "estimated",
    metric: score.metric,
    unit: score.unit,
    value,
    standardError: n > 1 ? Math.sqrt(variance) : null,
    base,
    flags,
    range: score.range(scale),
    evidence: evidenceOf(score, base.effective, positive / w, negative / w),
  };
}

function evidenceOf({ kind }: Score, n: number, positive: number, negative: number): Evidence {
  switch (kind) {
    case "contrast":
      return { kind, positive, negative, n };
    case "share":
      return { kind, share: positive, n };
    case "mean":
      return { kind, n };
    default:
      return kind satisfies never;
  }
}
