import { type AnswerColumn, type Answers, NO_ANSWER } from "./gram-answers.ts";

/** Indexes of the rows that count, or null when all rows of the table do. */
export function completeIndex(
  answers: Answers,
  columns: readonly AnswerColumn[],
  rows?: Int32Array,
): Int32Array | null {
  const incomplete = columns.filter(({ missing }) => missing > 0);
  const units = answers.weights?.units;
  const weightless = units?.includes(0) ?? false;
  if (rows === undefined && incomplete.length === 0 && !weightless) return null;
  return rows === undefined
    ? completeOfAll(answers.length, incomplete, weightless ? units : undefined)
    : completeOfSome(rows, incomplete, weightless ? units : undefined);
}

function completeOfAll(length: number, columns: readonly AnswerColumn[], units: Float64Array | undefined): Int32Array {
  const gaps = new Uint8Array(length);
  for (const column of columns) markGaps(column, gaps);
  if (units !== undefined) for (let row = 0; row < length; row++) if (units[row] === 0) gaps[row] = GAP;
  const index = new Int32Array(length);
  let kept = 0;
  for (let row = 0; row < length; row++) {
    // Without a branch, which would be guessed wrong half of the time.
    index[kept] = row;
    kept += (gaps[row]! >>> 7) ^ 1;
  }
  return index.subarray(0, kept);
}

/** The bit of a row that has a gap; others mean nothing. */
const GAP = 128;

/** Bytes with the bit are gaps where points leave it free: then four rows at a time are marked with it. */
function markGaps({ values, top }: AnswerColumn, gaps: Uint8Array): void {
  if (values instanceof Float64Array) {
    for (let row = 0; row < gaps.length; row++) if (Number.isNaN(values[row]!)) gaps[row] = GAP;
    return;
  }
  const words = values.byteOffset % 4 === 0 && top < GAP ? values.length >> 2 : 0;
  const from = new Int32Array(values.buffer, words === 0 ? 0 : values.byteOffset, words);
  const into = new Int32Array(gaps.buffer, 0, words);
  for (let i = 0; i < words; i++) into[i]! |= from[i]!;
  for (let row = 4 * words; row < gaps.length; row++) if (values[row] === NO_ANSWER) gaps[row] = GAP;
}

function completeOfSome(
  rows: Int32Array,
  columns: readonly AnswerColumn[],
  units: Float64Array | undefined,
): Int32Array {
  const index = rows.slice();
  let kept = index.length;
  for (const { values } of columns)
    kept = values instanceof Uint8Array ? keepAnswered(values, index, kept) : keepNumbers(values, index, kept);
  if (units !== undefined) {
    let to = 0;
    for (let i = 0; i < kept; i++) if (units[index[i]!]! > 0) index[to++] = index[i]!;
    kept = to;
  }
  return index.subarray(0, kept);
}

function keepAnswered(values: Uint8Array, index: Int32Array, kept: number): number {
  let to = 0;
  for (let i = 0; i < kept; i++) {
    const row = index[i]!;
    index[to] = row;
    if (values[row] !== NO_ANSWER) to++;
  }
  return to;
}

function keepNumbers(values: Float64Array, index: Int32Array, kept: number): number {
  let to = 0;
  for (let i = 0; i < kept; i++) {
    const row = index[i]!;
    index[to] = row;
    if (!Number.isNaN(values[row]!)) to++;
  }
  return to;
}
