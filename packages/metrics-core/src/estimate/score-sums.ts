import { fixedToNumber } from "../numeric/fixed.ts";
import { pointOf } from "../summary/scale.ts";
import type { Tally } from "../summary/tally.ts";
import { weightsAsNumbers } from "../summary/weight-sums.ts";
import { type Base, baseFrom } from "./base.ts";
import type { Score } from "./score.ts";

/** What a tally and a score have to say together: the mean, and the sums its variance is made of. */
export interface ScoreSums {
  readonly base: Base;
  /** Weighted mean of the scores. */
  readonly mean: number;
  /** Σ w (s − mean)². */
  readonly deviations: number;
  /** Σ w² (s − mean)². */
  readonly squares: number;
  /** Weighted share of the answers with a score above 0, and below 0. */
  readonly positive: number;
  readonly negative: number;
  /** Whether all weights are equal and so carry no information: the design is a simple random sample. */
  readonly equalWeights: boolean;
  /** Whether one answer alone carries weight: nothing is known about spread. */
  readonly oneAnswer: boolean;
}

/** Only the base, when no answer carries weight. */
export function scoreSums(tally: Tally, score: Score): ScoreSums | Base {
  return tally.weights === null ? unweightedSums(tally, score) : weightedSums(tally, score);
}

/** Whether there is something to estimate from. */
export function hasSums(sums: ScoreSums | Base): sums is ScoreSums {
  return "mean" in sums;
}

function scoresOf({ scale, n }: Tally, score: Score): readonly (number | null)[] {
  return n.map((_, index) => score.of(pointOf(scale, index), index, scale));
}

function unweightedSums(tally: Tally, score: Score): ScoreSums | Base {
  const scores = scoresOf(tally, score);
  let [n, elsewhere, total, positive, negative] = [0, 0, 0, 0, 0];
  for (const [index, value] of scores.entries()) {
    const count = tally.n[index]!;
    if (value === null) elsewhere += count;
    else {
      n += count;
      total += count * value;
      if (value > 0) positive += count;
      else if (value < 0) negative += count;
    }
  }
  const base = baseFrom(n, n, n, tally, elsewhere);
  if (n === 0) return base;
  const mean = onlyScore(scores, tally.n) ?? total / n;
  const deviations = sumOfSquares(scores, tally.n, mean);
  return {
    base,
    mean,
    deviations,
    squares: deviations,
    positive: positive / n,
    negative: negative / n,
    equalWeights: true,
    oneAnswer: n === 1,
  };
}

/** Sums of weights are integers of a small unit; they stay integers until the one division, so that a net of 0 is 0. */
function weightedSums(tally: Tally, score: Score): ScoreSums | Base {
  const { places, w: units, ww: squaredUnits } = tally.weights!;
  const scores = scoresOf(tally, score);
  const { w, ww } = weightsAsNumbers(tally.weights!);
  let [n, elsewhere, inexact] = [0, 0, 0];
  let [exact, weight, squaredWeight, positive, negative] = [0n, 0n, 0n, 0n, 0n];
  let integers = true;
  for (const [index, value] of scores.entries()) {
    if (value === null) {
      elsewhere += tally.n[index]!;
      continue;
    }
    n += tally.n[index]!;
    weight += units[index]!;
    squaredWeight += squaredUnits[index]!;
    if (value > 0) positive += units[index]!;
    else if (value < 0) negative += units[index]!;
    inexact += w[index]! * value;
    if (Number.isInteger(value)) exact += units[index]! * BigInt(value);
    else integers = false;
  }
  const sum = fixedToNumber(weight, places);
  const ledger = baseFrom(n, sum, fixedToNumber(squaredWeight, 2 * places), tally, elsewhere);
  if (weight === 0n) return ledger;
  // Exactly when all weights are equal; the quotient of doubles might miss it by a hair.
  const equalWeights = weight * weight === BigInt(n) * squaredWeight;
  const base = equalWeights ? { ...ledger, effective: n } : ledger;
  const mean = onlyScore(scores, w) ?? (integers ? Number(exact) / Number(weight) : inexact / sum);
  return {
    base,
    mean,
    deviations: sumOfSquares(scores, w, mean),
    squares: sumOfSquares(scores, ww, mean),
    positive: Number(positive) / Number(weight),
    negative: Number(negative) / Number(weight),
    equalWeights,
    oneAnswer: weight * weight === squaredWeight,
  };
}

/** The score that all answers have, if they have one: a mean of equal numbers must not pick up the dust of adding them. */
function onlyScore(scores: readonly (number | null)[], counts: readonly number[]): number | null {
  let only: number | null = null;
  for (const [index, value] of scores.entries()) {
    if (value === null || counts[index] === 0 || value === only) continue;
    if (only !== null) return null;
    only = value;
  }
  return only;
}

function sumOfSquares(scores: readonly (number | null)[], counts: readonly number[], mean: number): number {
  let sum = 0;
  for (const [index, value] of scores.entries()) {
    if (value !== null) sum += counts[index]! * (value - mean) ** 2;
  }
  return sum;
}
