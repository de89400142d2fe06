import { MetricsError } from "../error.ts";
import { randomSource } from "../numeric/random.ts";
import type { Answers } from "../summary/gram-answers.ts";
import { type Gram, isExact } from "../summary/gram.ts";
import { type CompleteRows, completeRows, gramByGroup, gramOfRows } from "../summary/gram-of.ts";
import { contentOrder } from "../summary/gram-order.ts";

export interface ResamplingOptions {
  /** Samples to draw. Default 1000. */
  readonly replications?: number;
  /** Start of the random numbers; the answer repeats it. Default 1. */
  readonly seed?: number;
  /** A number per row of the table: rows of one number (one respondent, one branch) are drawn together. Default: each row by itself. */
  readonly clusters?: ArrayLike<number>;
  /**
   * So many random groups of complete rows are drawn instead of single rows, where there are more rows than that: a sample then costs what
   * the groups cost, whatever the number of rows. Groups are equal in size but for one row; a thousand tell errors to a few per cent of what
   * single rows do. Default: each row by itself.
   */
  readonly randomGroups?: number;
}

const MOST_REPLICATIONS = 100_000;
const FEWEST_GROUPS = 2;

/**
 * Draws respondents with replacement, as many as there are complete rows (or clusters), and hands over the Gram of each sample.
 *
 * The same seed draws the same respondents from the same table, whatever is computed from them and in whatever order the rows stand: two
 * results of one seed may be compared draw by draw. With clusters the order of the rows counts.
 *
 * @throws MetricsError `ARGUMENT_INVALID` for a number of replications that is not 1 to 100,000, and for random groups that are fewer than 2 or come
 * with clusters; `INPUT_MISMATCH` for clusters of another length
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
  const { replications = 1000, seed = 1, clusters, randomGroups } = options;
  if (!Number.isInteger(replications) || replications < 1 || replications > MOST_REPLICATIONS) {
    throw new MetricsError(
      "ARGUMENT_INVALID",
      `bootstrapGrams: expected 1 to ${MOST_REPLICATIONS} replications, got ${replications}`,
      { replications },
    );
  }
  if (randomGroups !== undefined) requireGroups(randomGroups, clusters);
  const complete = completeRows(answers, columns);
  const random = randomSource(seed);
  if (randomGroups !== undefined && complete.n > randomGroups) {
    const grams = gramsOfRandomGroups(answers, complete, randomGroups, random);
    for (let b = 0; b < replications; b++) visit(gramOfDrawn(grams, random));
    return;
  }
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

function requireGroups(groups: number, clusters: ArrayLike<number> | undefined): void {
  if (Number.isInteger(groups) && groups >= FEWEST_GROUPS && clusters === undefined) return;
  const got = clusters === undefined ? String(groups) : "clusters as well";
  throw new MetricsError(
    "ARGUMENT_INVALID",
    `bootstrapGrams: expected ${FEWEST_GROUPS} or more random groups, got ${got}`,
    {
      groups,
    },
  );
}

/** Which rows stand together depends on what they hold and on the seed, not on their order. */
function gramsOfRandomGroups(
  answers: Answers,
  { columns, index, n }: CompleteRows,
  groups: number,
  random: () => number,
): readonly Gram[] {
  const order = contentOrder(answers, index);
  const groupOf = new Int32Array(answers.length).fill(groups);
  for (let i = n - 1; i >= 0; i--) {
    const other = Math.floor(random() * (i + 1));
    const place = order[other]!;
    order[other] = order[i]!;
    groupOf[index?.[place] ?? place] = i % groups;
  }
  return gramByGroup(answers, columns, groupOf, groups);
}

/** As many groups as there are, drawn with replacement. */
function gramOfDrawn(grams: readonly Gram[], random: () => number): Gram {
  const drawn = new Int32Array(grams.length);
  for (let g = 0; g < grams.length; g++) drawn[Math.floor(random() * grams.length)]!++;
  const first = grams[0]!; // there are at least two
  const products = first.products.map(() => 0);
  let [n, sumSquaredWeights, exact] = [0, 0, true];
  for (const [g, gram] of grams.entries()) {
    const times = drawn[g]!;
    if (times === 0) continue;
    n += times * gram.n;
    sumSquaredWeights += times * gram.sumSquaredWeights;
    exact &&= gram.exact;
    for (let at = 0; at < products.length; at++) products[at]! += times * gram.products[at]!;
  }
  return { ...first, rows: n, n, sumSquaredWeights, products, exact: exact && products.every(isExact) };
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
