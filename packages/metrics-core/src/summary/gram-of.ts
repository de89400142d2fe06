import { MetricsError } from "../error.ts";
import { type AnswerColumn, type Answers, requireColumn } from "./gram-answers.ts";
import { gramOfProducts, productsOfBytes, productsOfRows, unscaled } from "./gram-bytes.ts";
import { completeValues } from "./gram-complete.ts";
import { doubleProducts } from "./gram-doubles.ts";
import { emptyGram, type Gram, requireDistinct, subtractGram } from "./gram.ts";

export interface GramOptions {
  /** Indexes of the rows to look at, each at most once. Default: all. */
  readonly rows?: Int32Array;
  /** How often each row of the table counts: a whole number, one per row. −1 takes a row back that counts elsewhere in the table. */
  readonly multiplicity?: Int8Array | Uint8Array | Int16Array | Uint16Array | Int32Array;
}

/** The rows that answered every column with a weight above 0, without gaps: what a Gram is formed of, once or a thousand times. */
export interface CompleteRows {
  readonly columns: readonly string[];
  /** Rows that were looked at. */
  readonly rows: number;
  readonly n: number;
  readonly scales: readonly Pick<AnswerColumn, "offset" | "step" | "top" | "whole">[];
  /** Constant 1 first, then the columns. */
  readonly values: readonly (Uint8Array | Float64Array)[];
  readonly weights: Float64Array | null;
  /** Decimal places of the weights; null for weights that have no decimal unit. */
  readonly places: number | null;
  /** Where the rows stand in the table; null when all do. */
  readonly index: Int32Array | null;
}

/**
 * The Gram of the rows that answered every column (listwise). `n` says how many did, `rows` how many were looked at.
 *
 * Whole answers are summed exactly, with or without weights of at most 10 decimals, while the sums stay below 2^53; `exact` says so. A
 * million rows of 8 columns take some 20 ms.
 *
 * @param names - columns, in order; default all
 * @throws MetricsError `NAME_UNKNOWN`, `INPUT_MISMATCH` when `multiplicity` has another length
 * @example
 * gramOf(answersOf({ nps: [9, 3, null], wait: [4, 1, 5] })).products // => [2, 12, 5, 90, 39, 17]
 */
export function gramOf(
  answers: Answers,
  names: readonly string[] = [...answers.columns.keys()],
  options: GramOptions = {},
): Gram {
  const { multiplicity, rows } = options;
  if (multiplicity === undefined)
    return rows === undefined ? gramOfAll(answers, names) : gramOfRows(completeRows(answers, names, rows));
  if (multiplicity.length !== answers.length) {
    throw new MetricsError(
      "INPUT_MISMATCH",
      `gramOf: expected ${answers.length} multiplicities, got ${multiplicity.length}`,
      { got: multiplicity.length },
    );
  }
  const looked = rows ?? Int32Array.from({ length: answers.length }, (_, row) => row);
  const counted = gramOfCounted(
    answers,
    names,
    looked.filter((row) => multiplicity[row]! > 0),
    multiplicity,
  );
  const taken = looked.filter((row) => multiplicity[row]! < 0);
  return taken.length === 0 ? counted : subtractGram(counted, gramOfCounted(answers, names, taken, multiplicity));
}

/**
 * One Gram per group in one pass: per organisation, per month, per random group of a jackknife.
 *
 * @param group - a number per row, 0 to `groups` − 1; any other leaves the row out
 * @throws MetricsError `NAME_UNKNOWN`, `INPUT_MISMATCH` when `group` has another length
 * @example
 * gramByGroup(answersOf({ nps: [9, 3, 10] }), ["nps"], Uint8Array.of(0, 1, 0), 2).map((gram) => gram.n) // => [2, 1]
 */
export function gramByGroup(
  answers: Answers,
  names: readonly string[],
  group: ArrayLike<number>,
  groups: number,
  options: Pick<GramOptions, "multiplicity"> = {},
): readonly Gram[] {
  if (group.length !== answers.length) {
    throw new MetricsError("INPUT_MISMATCH", `gramByGroup: expected ${answers.length} groups, got ${group.length}`, {
      got: group.length,
    });
  }
  const ends = new Int32Array(groups + 1);
  for (let row = 0; row < group.length; row++) if (group[row]! < groups) ends[group[row]! + 1]!++;
  for (let g = 0; g < groups; g++) ends[g + 1]! += ends[g]!;
  const at = ends.slice();
  const sorted = new Int32Array(ends[groups]!);
  for (let row = 0; row < group.length; row++) if (group[row]! < groups) sorted[at[group[row]!]!++] = row;
  return Array.from({ length: groups }, (_, g) =>
    gramOf(answers, names, { ...options, rows: sorted.subarray(ends[g], ends[g + 1]) }),
  );
}

/** @internal Rows that answered every column with a weight above 0. */
export function completeRows(answers: Answers, names: readonly string[], rows?: Int32Array): CompleteRows {
  requireDistinct("gramOf", names);
  const columns = names.map((name) => requireColumn("gramOf", answers, name));
  const { values, weights, index } = completeValues(answers, columns, rows);
  const n = index?.length ?? answers.length;
  const scales = columns.map(({ offset, step, top, whole }) => ({ offset, step, top, whole }));
  return {
    columns: [...names],
    rows: rows?.length ?? answers.length,
    n,
    scales,
    values: [new Uint8Array(n).fill(1), ...values],
    weights,
    places: answers.weights === null ? 0 : answers.weights.places,
    index,
  };
}

/** @internal The Gram of complete rows, each counted `counts` times (a whole number of 0 or more; null for once). */
export function gramOfRows(complete: CompleteRows, counts: Int32Array | null = null): Gram {
  const { columns, scales, values, weights, places, n } = complete;
  const gram = emptyGram(columns);
  if (n === 0) return { ...gram, rows: complete.rows, weightPlaces: places ?? 0 };
  const bytes = weights === null ? values.filter((column) => column instanceof Uint8Array) : [];
  const raw =
    bytes.length === values.length
      ? productsOfRows(bytes, n, counts, Math.max(0, ...scales.map(({ top }) => top)))
      : doubleProducts(values, n, multiplied(weights, counts));
  const whole = places !== null && scales.every((scale) => scale.whole);
  const { products, safe } = unscaled(raw, scales);
  return {
    ...gram,
    rows: counts === null ? complete.rows : sum(counts),
    n: counts === null ? n : sum(counts),
    weightPlaces: places ?? 0,
    sumSquaredWeights: weights === null ? raw[0]! : sumSquares(weights, counts),
    products,
    exact: whole && safe,
  };
}

function gramOfAll(answers: Answers, names: readonly string[]): Gram {
  const columns = names.map((name) => requireColumn("gramOf", answers, name));
  const whole = columns.flatMap((column) => {
    const { values } = column;
    return column.whole && values instanceof Uint8Array ? [{ ...column, values }] : [];
  });
  if (answers.weights !== null || whole.length < columns.length) return gramOfRows(completeRows(answers, names));
  requireDistinct("gramOf", names);
  return gramOfProducts(names, whole, productsOfBytes(whole, answers.length), answers.length);
}

function gramOfCounted(
  answers: Answers,
  names: readonly string[],
  rows: Int32Array,
  multiplicity: ArrayLike<number>,
): Gram {
  const complete = completeRows(answers, names, rows);
  const index = complete.index!; // rows were named
  const counts = Int32Array.from(index, (row) => Math.abs(multiplicity[row]!));
  const looked = rows.reduce((total, row) => total + Math.abs(multiplicity[row]!), 0);
  return { ...gramOfRows(complete, counts), rows: looked };
}

function multiplied(weights: Float64Array | null, counts: Int32Array | null): Float64Array | null {
  if (counts === null) return weights;
  const product = new Float64Array(counts.length);
  for (let i = 0; i < product.length; i++) product[i] = weights === null ? counts[i]! : weights[i]! * counts[i]!;
  return product;
}

function sum(counts: Int32Array): number {
  let total = 0;
  for (let i = 0; i < counts.length; i++) total += counts[i]!;
  return total;
}

function sumSquares(weights: Float64Array, counts: Int32Array | null): number {
  let total = 0;
  for (let i = 0; i < weights.length; i++) total += weights[i]! ** 2 * (counts === null ? 1 : counts[i]!);
  return total;
}
