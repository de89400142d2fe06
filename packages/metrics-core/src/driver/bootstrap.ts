import { MetricsError } from "../error.ts";
import { randomSource } from "../numeric/random.ts";
import type { Answers } from "../summary/gram-answers.ts";
import type { Gram } from "../summary/gram.ts";
import { completeRows, gramOfRows } from "../summary/gram-of.ts";
import { contentOrder } from "../summary/gram-order.ts";

export interface ResamplingOptions {
  /** Samples to draw. Default 1000. */
  readonly replications?: number;
  /** Start of the random numbers; the answer repeats it. Default 1. */
  readonly seed?: number;
  /** A number per row of the table: rows of one number (one respondent, one branch) are drawn together. Default: each row by itself. */
  readonly clusters?: ArrayLike<number>;
}

const MOST_REPLICATIONS = 100_000;

/**
 * Draws respondents with replacement, as many as there are complete rows (or clusters), and hands over the Gram of each sample.
 *
 * The same seed draws the same respondents from the same table, whatever is computed from them and in whatever order the rows stand: two
 * results of one seed may be compared draw by draw. With clusters the order of the rows counts.
 *
 * @throws MetricsError `ARGUMENT_INVALID` for a number of replications that is not 1 to 100,000, `INPUT_MISMATCH` for clusters of another length
 * @example
 * const bases: number[] = [];
 * bootstrapGrams(answersOf({ nps: [9, 3] }), ["nps"], { replications: 2 }, ({ n }) => bases.push(n));
 * bases // => [2, 2]
 */
export function bootstrapGrams(
  answers: Answers,
  columns: readonly string[],
  options: ResamplingOptions,
  visit: (gram: Gram) => void,
): void {
  const { replications = 1000, seed = 1, clusters } = options;
  if (!Number.isInteger(replications) || replications < 1 || replications > MOST_REPLICATIONS) {
    throw new MetricsError(
      "ARGUMENT_INVALID",
      `bootstrapGrams: expected 1 to ${MOST_REPLICATIONS} replications, got ${replications}`,
      { replications },
    );
  }
  const complete = completeRows(answers, columns);
  const random = randomSource(seed);
  const counts = new Int32Array(complete.n);
  if (clusters === undefined) {
    const order = contentOrder(answers, complete.index);
    for (let b = 0; b < replications; b++) {
      counts.fill(0);
      for (let i = 0; i < complete.n; i++) counts[order[Math.floor(random() * complete.n)]!]!++;
      visit(gramOfRows(complete, counts));
    }
    return;
  }
  if (clusters.length !== answers.length) {
    throw new MetricsError(
      "INPUT_MISMATCH",
      `bootstrapGrams: expected ${answers.length} clusters, got ${clusters.length}`,
      { got: clusters.length },
    );
  }
  const { of, number } = numbered(complete.n, (i) => clusters[complete.index?.[i] ?? i]!);
  const drawn = new Int32Array(number);
  for (let b = 0; b < replications; b++) {
    drawn.fill(0);
    for (let c = 0; c < number; c++) drawn[Math.floor(random() * number)]!++;
    for (let i = 0; i < complete.n; i++) counts[i] = drawn[of[i]!]!;
    visit(gramOfRows(complete, counts));
  }
}

/** Cluster names turned into 0, 1, 2 … in order of appearance. */
function numbered(n: number, nameOf: (i: number) => number): { readonly of: Int32Array; readonly number: number } {
  const numbers = new Map<number, number>();
  const of = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    const name = nameOf(i);
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    of[i] = number;
  }
  return { of, number: numbers.size };
}
