import { bigQuotient } from "../numeric/big-quotient.ts";
import { fixedToNumber } from "../numeric/fixed.ts";
import { pointOf } from "../summary/scale.ts";
import type { Tally } from "../summary/tally.ts";
import { unitWeightSums, type WeightSums, weightsAsNumbers } from "../summary/weight-sums.ts";
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
  /** Share of the others: 1 less the two would lose its digits where it is small. */
  readonly neutral: number;
  /** Whether all weights are equal and so carry no information: the design is a simple random sample. */
  readonly equalWeights: boolean;
  /** Whether one answer alone carries weight: nothing is known about spread. */
  readonly oneAnswer: boolean;
}

/** Only the base, when no answer carries weight. */
export function scoreSums(tally: Tally, score: Score): ScoreSums | Base {
  const { scale } = tally;
  const scores = tally.n.map((_, index) => score.of(pointOf(scale, index), index, scale));
  return tally.weights === null ? unweightedSums(tally, scores) : weightedSums(tally, tally.weights, scores);
}

/** Whether there is something to estimate from. */
export function hasSums(sums: ScoreSums | Base): sums is ScoreSums {
  return "mean" in sums;
}

type Scores = readonly (number | null)[];

function unweightedSums(tally: Tally, scores: Scores): ScoreSums | Base {
  const { n: answers, elsewhere } = countAnswers(tally, scores);
  const base = baseFrom(answers, answers, answers, tally, elsewhere);
  if (answers === 0) return base;
  const { total, positive, negative } = totals(scores, tally.n);
  const mean = onlyScore(scores, tally.n) ?? total / answers;
  const deviations = sumOfSquares(scores, tally.n, mean, lostByMean(scores, tally.n, mean));
  return {
    base,
    mean,
    deviations,
    squares: deviations,
    positive: positive / answers,
    negative: negative / answers,
    neutral: (answers - positive - negative) / answers,
    equalWeights: true,
    oneAnswer: answers === 1,
  };
}

/** Sums of weights are integers of a small unit; they stay integers until the one division, so that a net of 0 is 0. */
function weightedSums(tally: Tally, sums: WeightSums, scores: Scores): ScoreSums | Base {
  const { w, ww } = weightsAsNumbers(sums);
  const { n, elsewhere } = countAnswers(tally, scores);
  const { weight, total, positive, negative, neutral } = exactTotals(scores, sums);
  const weighted = fixedToNumber(BigInt(weight), sums.places);
  const squared = sumOver(scores, ww);
  if (weighted === 0) return baseFrom(n, 0, 0, tally, elsewhere);
  const equalWeights = isClose(weighted ** 2, n * squared) && compareSquares(scores, sums, n);
  const oneAnswer = isClose(weighted ** 2, squared) && compareSquares(scores, sums, 1);
  const ledger = baseFrom(n, weighted, squared, tally, elsewhere);
  const mean = onlyScore(scores, w) ?? (total === null ? totals(scores, w).total / weighted : ratio(total, weight));
  const lost = lostByMean(scores, w, mean);
  return {
    // Exactly when all weights are equal; the quotient of doubles might miss it by a hair.
    base: equalWeights ? { ...ledger, effective: n } : ledger,
    mean,
    deviations: sumOfSquares(scores, w, mean, lost),
    squares: sumOfSquares(scores, ww, mean, lost),
    positive: ratio(positive, weight),
    negative: ratio(negative, weight),
    neutral: ratio(neutral, weight),
    equalWeights,
    oneAnswer,
  };
}

function countAnswers({ n }: Tally, scores: Scores): { readonly n: number; readonly elsewhere: number } {
  let [inside, elsewhere] = [0, 0];
  for (let index = 0; index < n.length; index++) {
    if (scores[index] === null) elsewhere += n[index]!;
    else inside += n[index]!;
  }
  return { n: inside, elsewhere };
}

interface Totals<Sum> {
  readonly weight: Sum;
  /** Σ w s. */
  readonly total: Sum;
  readonly positive: Sum;
  readonly negative: Sum;
  readonly neutral: Sum;
}

function totals(scores: Scores, counts: readonly number[]): Totals<number> {
  let [weight, total, positive, negative] = [0, 0, 0, 0];
  for (let index = 0; index < scores.length; index++) {
    const score = scores[index]!;
    if (score === null) continue;
    const count = counts[index]!;
    weight += count;
    total += count * score;
    if (score > 0) positive += count;
    else if (score < 0) negative += count;
  }
  return { weight, total, positive, negative, neutral: weight - positive - negative };
}

/** `total` is `null` where a score is no whole number, which integers cannot hold. */
type ExactTotals = Omit<Totals<number | bigint>, "total"> & { readonly total: number | bigint | null };

/** Exact totals in units of the weights: as doubles where they have room, else as big integers. */
function exactTotals(scores: Scores, sums: WeightSums): ExactTotals {
  const { units } = weightsAsNumbers(sums);
  const whole = scores.every((score) => score === null || Number.isInteger(score));
  if (units !== null) {
    const small = totals(scores, units);
    if (!whole) return { ...small, total: null };
    const largest = scores.reduce<number>((most, score) => Math.max(most, Math.abs(score ?? 0)), 0);
    if (small.weight * largest <= Number.MAX_SAFE_INTEGER) return small;
  }
  let [weight, total, positive, negative] = [0n, 0n, 0n, 0n];
  for (const [index, score] of scores.entries()) {
    if (score === null) continue;
    const count = sums.w[index]!;
    weight += count;
    if (whole) total += count * BigInt(score);
    if (score > 0) positive += count;
    else if (score < 0) negative += count;
  }
  return { weight, total: whole ? total : null, positive, negative, neutral: weight - positive - negative };
}

/** Whether (Σw)² = n Σw², exactly. It holds for n equal weights and, with n = 1, for one weight alone. */
function compareSquares(scores: Scores, sums: WeightSums, n: number): boolean {
  const { squareOfSum, sumOfSquares } = exactSquares(scores, sums);
  return squareOfSum === BigInt(n) * sumOfSquares;
}

/** (Σw)² and Σw². */
function exactSquares(
  scores: Scores,
  { w, ww }: WeightSums,
): { readonly squareOfSum: bigint; readonly sumOfSquares: bigint } {
  const sum = (units: readonly bigint[]): bigint =>
    units.reduce((total, each, index) => (scores[index] === null ? total : total + each), 0n);
  return { squareOfSum: sum(w) ** 2n, sumOfSquares: sum(ww) };
}

/** 1 − 1/n_eff, from the sums themselves: an effective base of nearly 1 has few digits behind it. */
export function effectiveFreedom({ scale, n, weights }: Tally, score: Score): number {
  const scores = n.map((_, index) => score.of(pointOf(scale, index), index, scale));
  const { squareOfSum, sumOfSquares } = exactSquares(scores, weights ?? unitWeightSums(n));
  return bigQuotient(squareOfSum - sumOfSquares, squareOfSum);
}

function isClose(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * a;
}

function ratio(part: number | bigint, whole: number | bigint): number {
  return Number(part) / Number(whole);
}

function sumOver(scores: Scores, counts: readonly number[]): number {
  let sum = 0;
  for (let index = 0; index < scores.length; index++) if (scores[index] !== null) sum += counts[index]!;
  return sum;
}

/** The score that all answers have, if they have one: a mean of equal numbers must not pick up the dust of adding them. */
function onlyScore(scores: Scores, counts: readonly number[]): number | null {
  let only: number | null = null;
  for (let index = 0; index < scores.length; index++) {
    const score = scores[index]!;
    if (score === null || counts[index] === 0 || score === only) continue;
    if (only !== null) return null;
    only = score;
  }
  return only;
}

/** What the mean lost in rounding: where one point has nearly all the weight, its own distance from it is smaller than that. */
function lostByMean(scores: Scores, counts: readonly number[], mean: number): number {
  let [weight, rest] = [0, 0];
  for (let index = 0; index < scores.length; index++) {
    const score = scores[index]!;
    if (score === null) continue;
    weight += counts[index]!;
    rest += counts[index]! * (score - mean);
  }
  return rest / weight;
}

function sumOfSquares(scores: Scores, counts: readonly number[], mean: number, lost: number): number {
  let sum = 0;
  for (let index = 0; index < scores.length; index++) {
    const score = scores[index]!;
    if (score !== null) sum += counts[index]! * (score - mean - lost) ** 2;
  }
  return sum;
}
