import { MetricsError } from "../error.ts";
import type { Decimal } from "../numeric/decimal.ts";
import { answerName, indexOf, pointOf, requireScale, scaleName, scaleSize, type Scale } from "./scale.ts";
import {
  type Answer,
  mergeTallies,
  NOT_APPLICABLE,
  subtractTallies,
  type Tally,
  tallyFromCells,
  tallyOf,
  type TallyOptions,
  type Unanswered,
} from "./tally.ts";
import type { WeightSums } from "./weight-sums.ts";

/**
 * Weighted joint counts of two ordinal or categorical questions, answered by the same people.
 *
 * A cell counts who answered both. Whoever did not is in `unanswered`: not applicable when one of the questions is,
 * else missing when one answer is missing, else invalid.
 */
export interface Crosstab {
  readonly rows: Scale;
  readonly columns: Scale;
  /** People per cell, unweighted, row after row: the cell of row r and column c stands at r × columns + c. */
  readonly n: readonly number[];
  /** Per cell Σ weight and Σ weight², exactly; `null` when everybody counts 1. */
  readonly weights: WeightSums | null;
  readonly unanswered: Unanswered;
}

/** The two answers of one person. */
export type AnswerPair = readonly [row: Answer, column: Answer];

/** What one cell has collected, as it comes from SQL or a file. Without `w` everybody counts 1. */
export interface CrosstabCell {
  /** The answers: scale points or category codes. */
  readonly row: number | string;
  readonly column: number | string;
  readonly n: number;
  readonly w?: number | string | Decimal;
  /** Σ weight². */
  readonly ww?: number | string | Decimal;
}

/**
 * The crosstab of nobody: the neutral element of `mergeCrosstabs`.
 *
 * @example
 * emptyCrosstab(YES_NO, YES_NO).n // => [0, 0, 0, 0]
 */
export function emptyCrosstab(rows: Scale, columns: Scale): Crosstab {
  return crosstabOf(rows, columns, []);
}

/**
 * Counts pairs of answers once.
 *
 * @throws MetricsError `ANSWER_OFF_SCALE` (unless `invalid: "count"`), `WEIGHT_INVALID`, `INPUT_MISMATCH` when weights
 * and pairs differ in number
 * @example
 * crosstabOf(SENTIMENT, SENTIMENT, [[1, 3], [2, 3], [2, null]]).n // => [0, 0, 1, 0, 0, 1, 0, 0, 0]
 */
export function crosstabOf(
  rows: Scale,
  columns: Scale,
  pairs: readonly AnswerPair[],
  options: TallyOptions = {},
): Crosstab {
  const cells = pairs.map(([row, column], at): Answer => {
    const r = stateOf(rows, row);
    const c = stateOf(columns, column);
    if (r === INVALID || c === INVALID) requireAllowed(options, { at, rows, row, columns, column });
    if (r === NOT_APPLICABLE || c === NOT_APPLICABLE) return NOT_APPLICABLE;
    if (r === null || c === null) return null;
    return r === INVALID || c === INVALID ? INVALID : r * scaleSize(columns) + c;
  });
  return fromCells(rows, columns, tallyOf(cellScale(rows, columns), cells, options));
}

/**
 * A crosstab from counted cells. Cells that are not named collected nothing; a cell named twice is added up.
 *
 * @throws MetricsError `ANSWER_OFF_SCALE`, `ARGUMENT_INVALID` for a count that is negative or no whole number,
 * `WEIGHT_INVALID`, `INPUT_MISMATCH` when only some cells have weights
 * @example
 * crosstabFromCells(YES_NO, YES_NO, [{ row: "yes", column: "no", n: 7 }]).n // => [0, 0, 7, 0]
 */
export function crosstabFromCells(
  rows: Scale,
  columns: Scale,
  cells: readonly CrosstabCell[],
  unanswered: Partial<Unanswered> = {},
): Crosstab {
  const flat = cells.map(({ row, column, ...sums }) => {
    const [r, c] = [indexOf(rows, row), indexOf(columns, column)];
    if (r < 0 || c < 0) {
      throw new MetricsError(
        "ANSWER_OFF_SCALE",
        `crosstabFromCells: expected points of ${scaleName(rows)} and ${scaleName(columns)}, got ${answerName(rows, row)} and ${answerName(columns, column)}`,
        { row: answerName(rows, row), column: answerName(columns, column) },
      );
    }
    return { ...sums, point: r * scaleSize(columns) + c };
  });
  return fromCells(rows, columns, tallyFromCells(cellScale(rows, columns), flat, unanswered));
}

/**
 * Adds two crosstabs of the same questions. Associative and commutative; `emptyCrosstab` changes nothing.
 *
 * @example
 * mergeCrosstabs(crosstabOf(YES_NO, YES_NO, [["yes", "no"]]), crosstabOf(YES_NO, YES_NO, [["yes", "yes"]])).n // => [0, 0, 1, 1]
 */
export function mergeCrosstabs(a: Crosstab, b: Crosstab): Crosstab {
  requireSameQuestions("mergeCrosstabs", a, b);
  return fromCells(a.rows, a.columns, mergeTallies(cellTally(a), cellTally(b)));
}

/**
 * Takes a part out of a crosstab. The inverse of `mergeCrosstabs`.
 *
 * @throws MetricsError `ARGUMENT_INVALID` when `part` is not a part of `whole`
 * @example
 * const all = crosstabOf(YES_NO, YES_NO, [["yes", "no"], ["yes", "yes"]]);
 * subtractCrosstabs(all, crosstabOf(YES_NO, YES_NO, [["yes", "no"]])).n // => [0, 0, 0, 1]
 */
export function subtractCrosstabs(whole: Crosstab, part: Crosstab): Crosstab {
  requireSameQuestions("subtractCrosstabs", whole, part);
  return fromCells(whole.rows, whole.columns, subtractTallies(cellTally(whole), cellTally(part)));
}

/**
 * The same people with the questions in each other's place.
 *
 * @example
 * transposeCrosstab(crosstabOf(YES_NO, YES_NO, [["yes", "no"], ["no", "no"]])).n // => [1, 1, 0, 0]
 */
export function transposeCrosstab(crosstab: Crosstab): Crosstab {
  const { rows, columns, n, weights, unanswered } = crosstab;
  const [height, width] = [scaleSize(rows), scaleSize(columns)];
  const turn = <T>(cells: readonly T[]): T[] =>
    cells.map((_, i) => cells[(i % height) * width + Math.floor(i / height)]!);
  return {
    rows: columns,
    columns: rows,
    n: turn(n),
    weights: weights === null ? null : { places: weights.places, w: turn(weights.w), ww: turn(weights.ww) },
    unanswered,
  };
}

/**
 * The row question, of the people who answered both.
 *
 * @example
 * rowTally(crosstabOf(YES_NO, SENTIMENT, [["yes", 3], ["yes", 1], ["no", 3]])).n // => [1, 2]
 */
export function rowTally(crosstab: Crosstab): Tally {
  return columnTally(transposeCrosstab(crosstab));
}

/**
 * The column question, of the people who answered both.
 *
 * @example
 * columnTally(crosstabOf(YES_NO, SENTIMENT, [["yes", 3], ["yes", 1], ["no", 3]])).n // => [1, 0, 2]
 */
export function columnTally(crosstab: Crosstab): Tally {
  const width = scaleSize(crosstab.columns);
  const height = scaleSize(crosstab.rows);
  const sum = <T extends number | bigint>(cells: readonly T[], add: (a: T, b: T) => T): T[] =>
    Array.from({ length: width }, (_, c) => {
      let total = cells[c]!;
      for (let r = 1; r < height; r++) total = add(total, cells[r * width + c]!);
      return total;
    });
  const weights = crosstab.weights;
  const add = (a: bigint, b: bigint): bigint => a + b;
  return {
    scale: crosstab.columns,
    n: sum(crosstab.n, (a, b) => a + b),
    weights: weights === null ? null : { places: weights.places, w: sum(weights.w, add), ww: sum(weights.ww, add) },
    unanswered: crosstab.unanswered,
  };
}

/**
 * The column question, of the people with one answer to the row question. Nobody is unanswered in it: it holds complete
 * pairs only.
 *
 * @throws MetricsError `ANSWER_OFF_SCALE`
 * @example
 * columnsWhereRow(crosstabOf(YES_NO, YES_NO, [["yes", "no"], ["yes", "yes"], ["no", "no"]]), "yes").n // => [1, 1]
 */
export function columnsWhereRow(crosstab: Crosstab, row: number | string): Tally {
  const { rows, columns, n, weights } = crosstab;
  const at = indexOf(rows, row);
  if (at < 0) {
    throw new MetricsError(
      "ANSWER_OFF_SCALE",
      `columnsWhereRow: expected a point of ${scaleName(rows)}, got ${answerName(rows, row)}`,
      {
        row: answerName(rows, row),
      },
    );
  }
  const width = scaleSize(columns);
  const part = <T>(cells: readonly T[]): T[] => cells.slice(at * width, (at + 1) * width);
  return {
    scale: columns,
    n: part(n),
    weights: weights === null ? null : { places: weights.places, w: part(weights.w), ww: part(weights.ww) },
    unanswered: { missing: 0, notApplicable: 0, invalid: 0 },
  };
}

/**
 * The cells as the points of one question, so that what works on a tally works on pairs. Point i is row ⌊i / columns⌋,
 * column i mod columns.
 *
 * @example
 * cellTally(crosstabOf(YES_NO, YES_NO, [["yes", "no"], ["no", "no"]])).n // => [1, 0, 1, 0]
 */
export function cellTally({ rows, columns, n, weights, unanswered }: Crosstab): Tally {
  return { scale: cellScale(rows, columns), n, weights, unanswered };
}

/** The two answers behind a point of `cellTally`. */
export function pairOf({ rows, columns }: Crosstab, cell: number): readonly [row: number, column: number] {
  const width = scaleSize(columns);
  return [pointOf(rows, Math.floor(cell / width)), pointOf(columns, cell % width)];
}

/** Off the scale of its question and, as a point of `cellScale`, off that scale too. */
const INVALID = -1;

function stateOf(scale: Scale, answer: Answer): number | null | typeof NOT_APPLICABLE {
  if (answer === null || answer === undefined) return null;
  return answer === NOT_APPLICABLE ? NOT_APPLICABLE : indexOf(scale, answer);
}

function requireAllowed(
  { invalid = "throw" }: TallyOptions,
  got: { at: number; rows: Scale; row: Answer; columns: Scale; column: Answer },
): void {
  if (invalid === "count") return;
  const answers = [answerName(got.rows, got.row), answerName(got.columns, got.column)];
  throw new MetricsError(
    "ANSWER_OFF_SCALE",
    `crosstabOf: expected answers on ${scaleName(got.rows)} and ${scaleName(got.columns)}, got ${answers.join(" and ")}`,
    { row: got.at, answers },
  );
}

/** Built by hand: two scales of 250 points have more pairs than a question may have points. */
function cellScale(rows: Scale, columns: Scale): Scale {
  const size = scaleSize(rows) * scaleSize(columns);
  return { min: 0, max: size - 1, step: 1, direction: "high_is_good", codes: null };
}

function fromCells(rows: Scale, columns: Scale, { n, weights, unanswered }: Tally): Crosstab {
  return { rows, columns, n, weights, unanswered };
}

function requireSameQuestions(where: string, a: Crosstab, b: Crosstab): void {
  requireScale(`${where} (rows)`, b.rows, a.rows);
  requireScale(`${where} (columns)`, b.columns, a.columns);
}
