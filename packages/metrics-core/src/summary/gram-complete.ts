import { type AnswerColumn, type Answers, NO_ANSWER } from "./gram-answers.ts";

/** The rows that answered all columns with a weight above 0, without gaps. */
export interface CompleteValues {
  /** One per column, in their order. */
  readonly values: readonly (Uint8Array | Float64Array)[];
  readonly weights: Float64Array | null;
  /** Where the rows stand in the table; null when all do. */
  readonly index: Int32Array | null;
}

/** Arrays to fill and use again, one per column and one for places: making them takes longer than filling them. */
interface Room {
  readonly values: readonly (Uint8Array | Float64Array)[];
  readonly index: Int32Array;
}

/**
 * @param rows - indexes of the rows to look at; default all
 * @param room - for all rows; without it there are new arrays
 */
export function completeValues(
  answers: Answers,
  columns: readonly AnswerColumn[],
  rows: Int32Array | undefined,
  room?: Room,
): CompleteValues {
  const units = answers.weights?.units ?? null;
  const gapped = columns.filter(({ missing }) => missing > 0);
  const weightless = units?.includes(0) ?? false;
  const all = units === null ? columns.map(({ values }) => values) : [...columns.map(({ values }) => values), units];
  const split = (values: readonly (Uint8Array | Float64Array)[], index: Int32Array | null): CompleteValues => ({
    values: values.slice(0, columns.length),
    weights: units === null ? null : (values[columns.length] as Float64Array), // as units are
    index,
  });
  if (rows !== undefined) {
    const index = completeOfSome(rows, gapped, weightless ? units : null);
    return split(
      all.map((values) => (values instanceof Uint8Array ? gatherBytes(values, index) : gatherDoubles(values, index))),
      index,
    );
  }
  if (gapped.length === 0 && !weightless) return split(all, null);
  const { values: gathered, index } = room ?? roomFor(all, answers.length);
  let n = 0;
  for (let from = 0; from < answers.length; from += BATCH_ROWS) {
    const count = Math.min(BATCH_ROWS, answers.length - from);
    GAPS.fill(0);
    for (const column of gapped) markGaps(column, from, count);
    if (weightless) for (let k = 0; k < count; k++) if (units![from + k] === 0) GAPS[k] = GAP;
    const kept = listComplete(count);
    keepPlaces(from, kept, index, n);
    for (const [i, values] of all.entries()) pick(values, from, count, kept, gathered[i]!, n);
    n += kept;
  }
  return split(
    gathered.map((values) => values.subarray(0, n)),
    index.subarray(0, n),
  );
}

/** Room for so many rows of columns like these. */
export function roomFor(columns: readonly (Uint8Array | Float64Array)[], rows: number): Room {
  const values = columns.map((column) =>
    column instanceof Uint8Array ? new Uint8Array(rows) : new Float64Array(rows),
  );
  return { values, index: new Int32Array(rows) };
}

// A batch of rows is copied into arrays of this module, where loops run at twice the speed (see columns-kernel.ts).

const BATCH_ROWS = 16_384;
const BYTES = new Uint8Array(BATCH_ROWS);
const GAPS = new Uint8Array(BATCH_ROWS);
const BYTE_WORDS = new Int32Array(BYTES.buffer);
const GAP_WORDS = new Int32Array(GAPS.buffer);
const PLACES = new Int32Array(BATCH_ROWS);
const PICKED = new Uint8Array(BATCH_ROWS);

/** The bit of a row that has a gap; others mean nothing. */
const GAP = 128;

/** Bytes with the bit are gaps where points leave it free: then four rows at a time are marked with it. */
function markGaps({ values, top }: AnswerColumn, from: number, count: number): void {
  if (values instanceof Float64Array) {
    for (let k = 0; k < count; k++) if (Number.isNaN(values[from + k]!)) GAPS[k] = GAP;
    return;
  }
  BYTES.set(values.subarray(from, from + count));
  if (top < GAP) markWords((count + 3) >> 2);
  else for (let k = 0; k < count; k++) if (BYTES[k] === NO_ANSWER) GAPS[k] = GAP;
}

function markWords(words: number): void {
  for (let i = 0; i < words; i++) GAP_WORDS[i]! |= BYTE_WORDS[i]!;
}

/** Lists the rows of a batch without a gap; without a branch, which would be guessed wrong half of the time. */
function listComplete(count: number): number {
  let kept = 0;
  for (let k = 0; k < count; k++) {
    PLACES[kept] = k;
    kept += (GAPS[k]! >>> 7) ^ 1;
  }
  return kept;
}

function keepPlaces(from: number, kept: number, into: Int32Array, at: number): void {
  for (let k = 0; k < kept; k++) into[at + k] = from + PLACES[k]!;
}

/** Copies the listed rows of a batch. */
function pick(
  values: Uint8Array | Float64Array,
  from: number,
  count: number,
  kept: number,
  into: Uint8Array | Float64Array,
  at: number,
): void {
  if (values instanceof Float64Array) {
    for (let k = 0; k < kept; k++) into[at + k] = values[from + PLACES[k]!]!;
    return;
  }
  BYTES.set(values.subarray(from, from + count));
  pickBytes(kept);
  into.set(PICKED.subarray(0, kept), at);
}

function pickBytes(kept: number): void {
  for (let k = 0; k < kept; k++) PICKED[k] = BYTES[PLACES[k]!]!;
}

function completeOfSome(rows: Int32Array, gapped: readonly AnswerColumn[], units: Float64Array | null): Int32Array {
  const index = rows.slice();
  let kept = index.length;
  for (const { values } of gapped)
    kept = values instanceof Uint8Array ? keepAnswered(values, index, kept) : keepNumbers(values, index, kept);
  if (units !== null) {
    let to = 0;
    for (let i = 0; i < kept; i++) if (units[index[i]!]! > 0) index[to++] = index[i]!;
    kept = to;
  }
  return index.subarray(0, kept);
}

// Twice the same loop: each stays fast by seeing one kind of array.

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

/** The values at some places. */
export function gatherBytes(values: Uint8Array, index: Int32Array | Uint16Array): Uint8Array {
  const out = new Uint8Array(index.length);
  for (let i = 0; i < out.length; i++) out[i] = values[index[i]!]!;
  return out;
}

function gatherDoubles(values: Float64Array, index: Int32Array): Float64Array {
  const out = new Float64Array(index.length);
  for (let i = 0; i < out.length; i++) out[i] = values[index[i]!]!;
  return out;
}
