import { MetricsError } from "../error.ts";
import { LARGEST, type RowWeights, rowWeights } from "./gram-weights.ts";

/** One question over all rows, in one byte per answer where its answers allow it. */
export interface AnswerColumn {
  /** Bytes: the answer is `offset + step × byte`, and 255 is no answer. Doubles: the answer itself, and NaN is no answer. */
  readonly values: Uint8Array | Float64Array;
  readonly offset: number;
  readonly step: number;
  /** No byte of an answer is larger. 0 for a column of doubles. */
  readonly top: number;
  /** Whether every answer is a whole number, so that sums are exact. */
  readonly whole: boolean;
  /** Rows without an answer. */
  readonly missing: number;
}

/** Answers of many rows to many questions, column by column, with the weights of the rows. */
export interface Answers {
  readonly length: number;
  readonly columns: ReadonlyMap<string, AnswerColumn>;
  readonly weights: RowWeights | null;
}

/** Answers as they are given: `null`, `undefined` and NaN are no answer, and so is the code named `missing` in a typed array. */
export type AnswerSource =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Int32Array
  | Float64Array
  | readonly (number | null | undefined)[];

export interface AnswersOptions {
  /** One weight per row: at least 0 and finite. A row of weight 0 is not counted. */
  readonly weights?: readonly number[] | Float64Array | Int32Array;
  /** Decimal places of weights that come as whole numbers: with 4 places, 10000 is a weight of 1. */
  readonly weightPlaces?: number;
  /** The code of "no answer" in typed arrays of whole numbers. Default: 255 in a Uint8Array, none in others. */
  readonly missing?: number;
}

export const NO_ANSWER = 255;

/**
 * A table of answers from columns. A Uint8Array whose "no answer" is 255 is used as it stands, not copied: leave it unchanged.
 *
 * Whole answers are summed exactly. Fractions are summed as doubles from 0, which costs correlations (mean/deviation)² × 1e-16 of their
 * digits: take a constant off a column that lies thousands of deviations from 0.
 *
 * @throws MetricsError `INPUT_MISMATCH` when columns or weights differ in length, `WEIGHT_INVALID`, `ARGUMENT_INVALID` for an answer beyond ±1e50
 * @example
 * answersOf({ nps: [9, 3, null], effort: Uint8Array.of(1, 5, 255) }).length // => 3
 */
export function answersOf(columns: Readonly<Record<string, AnswerSource>>, options: AnswersOptions = {}): Answers {
  const sources = Object.entries(columns);
  const length = sources[0]?.[1].length ?? 0;
  for (const [name, { length: got }] of sources) requireLength("answersOf", name, got, length);
  return {
    length,
    columns: new Map(sources.map(([name, source]) => [name, answerColumn(name, source, options.missing)])),
    weights: weightsOf(options, length),
  };
}

/**
 * A table of answers from rows. A name that a row lacks is no answer.
 *
 * @param options - `weight` names the field that holds the weight
 * @throws MetricsError as `answersOf`, and `ARGUMENT_INVALID` for an answer that is not a number
 * @example
 * answersOfRows([{ nps: 9 }, { nps: null }], ["nps"]).columns.get("nps")?.missing // => 1
 */
export function answersOfRows(
  rows: readonly Readonly<Record<string, number | null | undefined>>[],
  names: readonly string[],
  options: { readonly weight?: string } = {},
): Answers {
  const column = (name: string): readonly (number | null | undefined)[] => rows.map((row) => row[name]);
  const { weight } = options;
  const columns = Object.fromEntries(names.map((name) => [name, column(name)]));
  if (weight === undefined) return { ...answersOf(columns), length: rows.length };
  // A row without a weight is malformed, not a row of weight 0: NaN is refused below.
  return {
    ...answersOf(columns, { weights: column(weight).map((value) => value ?? Number.NaN) }),
    length: rows.length,
  };
}

/**
 * The same table with one more column, a score of the answers to another question: `null` leaves the row without an answer.
 *
 * An outcome that is a share is such a column (1 for a promoter, 0 for others), and so are the steps of a contrast.
 *
 * @throws MetricsError `NAME_UNKNOWN` when `from` is not a column
 * @example
 * withScore(answersOf({ nps: [9, 3] }), "promoter", "nps", (mark) => (mark >= 9 ? 1 : 0)).columns.size // => 2
 */
export function withScore(
  answers: Answers,
  name: string,
  from: string,
  score: (answer: number) => number | null,
): Answers {
  const column = requireColumn("withScore", answers, from);
  return { ...answers, columns: new Map([...answers.columns, [name, scoredColumn(name, column, score)]]) };
}

function scoredColumn(
  name: string,
  { values, offset, step, top }: AnswerColumn,
  score: (answer: number) => number | null,
): AnswerColumn {
  if (values instanceof Float64Array) {
    return answerColumn(
      name,
      Array.from(values, (value) => (Number.isNaN(value) ? null : score(value))),
    );
  }
  const scores = Array.from({ length: top + 1 }, (_, byte) => score(offset + step * byte));
  const given = scores.filter((value) => value !== null);
  const whole = given.length > 0 && given.every(Number.isSafeInteger);
  const scale = whole ? byteScale(given, Math.min(...given), Math.max(...given)) : null;
  if (scale === null)
    return answerColumn(
      name,
      Array.from(values, (byte) => scores[byte] ?? null),
    );
  const bytes = new Uint8Array(256).fill(NO_ANSWER);
  scores.forEach((value, byte) => {
    if (value !== null) bytes[byte] = (value - scale.offset) / scale.step;
  });
  const scored = new Uint8Array(values.length);
  let missing = 0;
  for (let row = 0; row < scored.length; row++) {
    const byte = bytes[values[row]!]!;
    scored[row] = byte;
    if (byte === NO_ANSWER) missing++;
  }
  const largest = given.reduce((most, value) => Math.max(most, (value - scale.offset) / scale.step), 0);
  return { values: scored, ...scale, top: largest, whole: true, missing };
}

/** The column of a name. @throws MetricsError `NAME_UNKNOWN` */
export function requireColumn(where: string, answers: Answers, name: string): AnswerColumn {
  const column = answers.columns.get(name);
  if (column === undefined) {
    throw new MetricsError(
      "NAME_UNKNOWN",
      `${where}: expected one of ${[...answers.columns.keys()].join(", ")}, got ${name}`,
      { name },
    );
  }
  return column;
}

/** The answer of one row, or null. */
export function answerAt({ values, offset, step }: AnswerColumn, row: number): number | null {
  const value = values[row]!;
  if (values instanceof Float64Array) return Number.isNaN(value) ? null : value;
  return value === NO_ANSWER ? null : offset + step * value;
}

function weightsOf({ weights, weightPlaces }: AnswersOptions, length: number): RowWeights | null {
  if (weights === undefined) return null;
  requireLength("answersOf", "weights", weights.length, length);
  return rowWeights(weights, weightPlaces);
}

function answerColumn(name: string, source: AnswerSource, missingCode?: number): AnswerColumn {
  if (source instanceof Uint8Array && (missingCode ?? NO_ANSWER) === NO_ANSWER) return byteColumn(source);
  const values =
    source instanceof Float64Array
      ? source
      : Float64Array.from(source as ArrayLike<unknown>, (value) => numberOrNaN(name, value));
  const code = Array.isArray(source) ? undefined : missingCode;
  const doubles = code === undefined ? values : values.map((value) => (value === code ? Number.NaN : value));
  let [low, high, missing, whole] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, true];
  for (const value of doubles) {
    if (Number.isNaN(value)) missing++;
    else {
      if (value < low) low = value;
      if (value > high) high = value;
      if (Math.floor(value) !== value) whole = false;
    }
  }
  if (missing < doubles.length && !(low >= -LARGEST && high <= LARGEST)) {
    throw new MetricsError(
      "ARGUMENT_INVALID",
      `answersOf: expected answers of at most ${LARGEST} to ${name}, got ${high > LARGEST ? high : low}`,
      {
        name,
      },
    );
  }
  const scale = missing === doubles.length ? { offset: 0, step: 1 } : whole ? byteScale(doubles, low, high) : null;
  if (scale === null) return { values: doubles, offset: 0, step: 1, top: 0, whole, missing };
  const bytes = new Uint8Array(doubles.length);
  for (let row = 0; row < bytes.length; row++) {
    const value = doubles[row]!;
    bytes[row] = Number.isNaN(value) ? NO_ANSWER : (value - scale.offset) / scale.step;
  }
  return {
    values: bytes,
    ...scale,
    top: missing === doubles.length ? 0 : (high - low) / scale.step,
    whole: true,
    missing,
  };
}

function numberOrNaN(name: string, value: unknown): number {
  if (typeof value === "number") return value;
  if (value === null || value === undefined) return Number.NaN;
  throw new MetricsError("ARGUMENT_INVALID", `answersOf: expected numbers or null in ${name}, got ${typeof value}`, {
    name,
  });
}

/** Looks at four bytes at a time: most columns need no second look. */
function byteColumn(values: Uint8Array): AnswerColumn {
  let bits = 0;
  const head = values.byteOffset % 4 === 0 ? values.length >> 2 : 0;
  const words = new Uint32Array(values.buffer, head === 0 ? 0 : values.byteOffset, head);
  for (let i = 0; i < head; i++) bits |= words[i]!;
  bits = (bits | (bits >>> 8) | (bits >>> 16) | (bits >>> 24)) & 255;
  for (let i = head * 4; i < values.length; i++) bits |= values[i]!;
  const scale = { values, offset: 0, step: 1, whole: true };
  if (bits < 128) return { ...scale, top: bits, missing: 0 };
  let [top, missing] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value === NO_ANSWER) missing++;
    else if (value > top) top = value;
  }
  return { ...scale, top, missing };
}

/** How whole numbers fit in a byte: the largest step that they share, if their range holds at most 255 such steps. */
function byteScale(
  values: Iterable<number>,
  low: number,
  high: number,
): { readonly offset: number; readonly step: number } | null {
  const range = high - low;
  if (range === 0) return Number.isSafeInteger(low) ? { offset: low, step: 1 } : null;
  let step = range;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    for (let rest = value - low; rest !== 0; ) [step, rest] = [rest, step % rest];
    if (step === 1) break;
  }
  const fits = range / step < NO_ANSWER && Number.isSafeInteger(low) && Number.isSafeInteger(high);
  return fits ? { offset: low, step } : null;
}

function requireLength(where: string, name: string, got: number, expected: number): void {
  if (got !== expected)
    throw new MetricsError("INPUT_MISMATCH", `${where}: expected ${expected} values of ${name}, got ${got}`, {
      name,
      got,
      expected,
    });
}
