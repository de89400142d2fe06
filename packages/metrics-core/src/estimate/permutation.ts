import { MetricsError } from "../error.ts";
import { logGamma } from "../numeric/log-gamma.ts";
import { pointOf, requireScale } from "../summary/scale.ts";
import type { Tally } from "../summary/tally.ts";
import type { Score } from "./score.ts";

/** Steps that an enumeration may take, well below a second, and answers whose factorials it may keep. */
const MOST_STEPS = 2e6;
const MOST_ANSWERS = 20_000;

/**
 * Exact permutation test of a difference of means of a score between two groups: the chance that a random deal of all answers to groups
 * of these sizes differs at least as much as they do. Two-sided; needs no model and no spread. All equal answers give p = 1.
 *
 * `null` when a group has no answers.
 *
 * @throws MetricsError `SCALE_MISMATCH`, `INPUT_MISMATCH` for weighted answers, `ARGUMENT_INVALID` when the deals are too many to count out
 * @see Fisher 1935, The Design of Experiments; Pitman 1937, J. Royal Statistical Society Suppl. 4, 119–130
 * @example
 * permutationTest(tallyOf(ONE_TO_FIVE, [1, 1, 2]), tallyOf(ONE_TO_FIVE, [4, 5, 5]), meanScore("satisfaction")) // => 0.1
 */
export function permutationTest(first: Tally, second: Tally, score: Score): number | null {
  requireScale("permutationTest", second.scale, first.scale);
  if (first.weights !== null || second.weights !== null) {
    throw new MetricsError("INPUT_MISMATCH", "permutationTest: expected unweighted answers, got weights");
  }
  const scores: number[] = [];
  const [a, b]: [number[], number[]] = [[], []];
  for (const [index, count] of first.n.entries()) {
    const value = score.of(pointOf(first.scale, index), index, first.scale);
    if (value === null) continue;
    scores.push(value);
    a.push(count);
    b.push(second.n[index]!);
  }
  const size = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);
  return size(a) === 0 || size(b) === 0 ? null : permutationP(scores, a, b);
}

/**
 * The p value of `permutationTest`, from the counts of each score in both groups.
 *
 * Walks through the classes of equal score and keeps, for every number of answers dealt to the first group and every sum of theirs, the
 * chance to be there.
 */
export function permutationP(scores: readonly number[], first: readonly number[], second: readonly number[]): number {
  const steps = evenSteps(scores);
  const together = first.map((count, index) => count + second[index]!);
  const [dealt, all] = [sumOf(first), sumOf(together)];
  if (all > MOST_ANSWERS) throw tooMany(all);
  const logFactorials = Float64Array.from({ length: all + 1 }, (_, n) => logGamma(n + 1));
  const expected = (dealt * weightedSum(steps, together)) / all;
  const observed = Math.abs(weightedSum(steps, first) - expected);
  // A state is the number dealt and their sum of steps, packed into one number.
  const width = (Math.max(...steps) + 1) * dealt + 1;
  let states = new Map<number, number>([[0, 1]]);
  let [left, work] = [all, 0];
  for (const [index, size] of together.entries()) {
    const next = new Map<number, number>();
    for (const [state, chance] of states) {
      const need = dealt - Math.floor(state / width);
      const most = Math.min(size, need);
      for (let take = Math.max(0, need - (left - size)); take <= most; take++) {
        if (++work > MOST_STEPS) throw tooMany(all);
        const to = state + take * width + take * steps[index]!;
        next.set(to, (next.get(to) ?? 0) + chance * hypergeometric(logFactorials, left, size, need, take));
      }
    }
    left -= size;
    states = next;
  }
  let [extreme, total] = [0, 0];
  for (const [state, chance] of states) {
    total += chance;
    if (Math.abs((state % width) - expected) >= observed - 1e-9 * (1 + observed)) extreme += chance;
  }
  // The chances sum to 1 but for rounding.
  return extreme / total;
}

/** Chance that `take` of `need` answers come from a class of `size` among `all`. */
function hypergeometric(logFactorials: Float64Array, all: number, size: number, need: number, take: number): number {
  const logChoose = (n: number, k: number): number => logFactorials[n]! - logFactorials[k]! - logFactorials[n - k]!;
  return Math.exp(logChoose(size, take) + logChoose(all - size, need - take) - logChoose(all, need));
}

/** The scores as whole steps from the lowest: a mean of steps tests the same as a mean of scores. */
function evenSteps(scores: readonly number[]): readonly number[] {
  const lowest = Math.min(...scores);
  const gaps = scores.map((score) => score - lowest).filter((gap) => gap > 0);
  const step = gaps.length === 0 ? 1 : Math.min(...gaps);
  const steps = scores.map((score) => (score - lowest) / step);
  if (steps.some((each) => Math.abs(each - Math.round(each)) > 1e-9)) {
    throw new MetricsError(
      "ARGUMENT_INVALID",
      `permutationTest: expected evenly spaced scores, got ${scores.join(", ")}`,
      {
        scores,
      },
    );
  }
  return steps.map(Math.round);
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

function weightedSum(steps: readonly number[], counts: readonly number[]): number {
  return counts.reduce((sum, count, index) => sum + count * steps[index]!, 0);
}

function tooMany(answers: number): MetricsError {
  return new MetricsError(
    "ARGUMENT_INVALID",
    `permutationTest: expected few enough answers to count out all deals, got ${answers}; use a Wald or Welch test`,
    { answers },
  );
}
