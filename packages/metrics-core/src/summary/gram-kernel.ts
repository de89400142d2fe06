/**
 * Sums of products of byte columns, three columns in the lanes of one double: Σ m·x·(a + 2^17·b + 2^34·c) is three sums at once,
 * exact as long as no lane reaches 2^17, so the lanes are emptied in time.
 */

const LANE = 2 ** 17;
const HIGH_LANE = 2 ** 34;
const LANES = 3;
/** So many rows fit the first-level cache with their words. */
const MOST_ROWS = 1300;
/** Below so many rows between emptyings, plain doubles are as fast. */
const FEWEST_ROWS = 24;
const MOST_WORDS = 24;

// Rows are copied into arrays of this module, where loops run at twice the speed (see columns-kernel.ts).
const A = new Uint8Array(MOST_ROWS);
const B = new Uint8Array(MOST_ROWS);
const C = new Uint8Array(MOST_ROWS);
/** Three columns a word, word after word, `MOST_ROWS` each. */
const WORDS = new Float64Array(MOST_WORDS * MOST_ROWS);
/** Of three columns, each with up to three words. */
const SUMS = new Float64Array(LANES * LANES);

/**
 * Rows that may be added up before a lane can overflow, or 0 when that is too few to pay, or there are too many columns.
 *
 * @param top - no byte is larger
 */
export function rowsPerFlush(columns: number, top: number, largestMultiplier: number): number {
  const largest = Math.max(1, top) ** 2 * Math.max(1, largestMultiplier);
  const rows = Math.min(MOST_ROWS, Math.floor((LANE - 1) / largest));
  return rows >= FEWEST_ROWS && columns <= LANES * MOST_WORDS ? rows : 0;
}

/**
 * Σ m·xᵢ·xⱼ for all pairs of columns, row-major and symmetric.
 *
 * @param multiplier - whole numbers of 0 or more, one per row; null for 1 each
 * @param rows - from `rowsPerFlush`
 */
export function packedProducts(
  columns: readonly Uint8Array[],
  length: number,
  multiplier: Int32Array | null,
  rows: number,
): Float64Array {
  const size = columns.length;
  const words = Math.ceil(size / LANES);
  const totals = new Float64Array(size * size);
  for (let from = 0; from < length; from += rows) {
    const n = Math.min(rows, length - from);
    for (let t = 0; t < words; t++) {
      takeThree(columns, t * LANES, from, n);
      pack(n, t * MOST_ROWS);
      if (multiplier !== null) multiply(multiplier, from, n, t * MOST_ROWS);
    }
    for (let t = 0; t < words; t++) {
      takeThree(columns, t * LANES, from, n);
      for (let u = t; u < words; u += LANES) {
        const count = Math.min(LANES, words - u);
        if (count === 3) threeWords(n, u * MOST_ROWS);
        else if (count === 2) twoWords(n, u * MOST_ROWS);
        else oneWord(n, u * MOST_ROWS);
        empty(t, u, count, size, totals);
      }
    }
  }
  for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) totals[i * size + j] = totals[j * size + i]!;
  return totals;
}

function takeThree(columns: readonly Uint8Array[], at: number, from: number, n: number): void {
  take(columns[at], from, n, A);
  take(columns[at + 1], from, n, B);
  take(columns[at + 2], from, n, C);
}

function take(column: Uint8Array | undefined, from: number, n: number, into: Uint8Array): void {
  if (column === undefined) into.fill(0, 0, n);
  else into.set(column.subarray(from, from + n));
}

function pack(n: number, at: number): void {
  for (let i = 0; i < n; i++) WORDS[at + i] = A[i]! + B[i]! * LANE + C[i]! * HIGH_LANE;
}

function multiply(multiplier: Int32Array, from: number, n: number, at: number): void {
  for (let i = 0; i < n; i++) WORDS[at + i]! *= multiplier[from + i]!;
}

// The loops below hold one sum per column and word in a register. Written out, because an inner loop over columns would keep them in memory.

function threeWords(n: number, at: number): void {
  let au = 0;
  let bu = 0;
  let cu = 0;
  let av = 0;
  let bv = 0;
  let cv = 0;
  let aw = 0;
  let bw = 0;
  let cw = 0;
  for (let i = 0, u = at, v = at + MOST_ROWS, w = at + 2 * MOST_ROWS; i < n; i++, u++, v++, w++) {
    const a = A[i]!;
    const b = B[i]!;
    const c = C[i]!;
    const p = WORDS[u]!;
    const q = WORDS[v]!;
    const s = WORDS[w]!;
    au += a * p;
    bu += b * p;
    cu += c * p;
    av += a * q;
    bv += b * q;
    cv += c * q;
    aw += a * s;
    bw += b * s;
    cw += c * s;
  }
  SUMS[0] = au;
  SUMS[1] = av;
  SUMS[2] = aw;
  SUMS[3] = bu;
  SUMS[4] = bv;
  SUMS[5] = bw;
  SUMS[6] = cu;
  SUMS[7] = cv;
  SUMS[8] = cw;
}

function twoWords(n: number, at: number): void {
  let au = 0;
  let bu = 0;
  let cu = 0;
  let av = 0;
  let bv = 0;
  let cv = 0;
  for (let i = 0, u = at, v = at + MOST_ROWS; i < n; i++, u++, v++) {
    const a = A[i]!;
    const b = B[i]!;
    const c = C[i]!;
    const p = WORDS[u]!;
    const q = WORDS[v]!;
    au += a * p;
    bu += b * p;
    cu += c * p;
    av += a * q;
    bv += b * q;
    cv += c * q;
  }
  SUMS[0] = au;
  SUMS[1] = av;
  SUMS[3] = bu;
  SUMS[4] = bv;
  SUMS[6] = cu;
  SUMS[7] = cv;
}

function oneWord(n: number, at: number): void {
  let au = 0;
  let bu = 0;
  let cu = 0;
  for (let i = 0; i < n; i++) {
    const p = WORDS[at + i]!;
    au += A[i]! * p;
    bu += B[i]! * p;
    cu += C[i]! * p;
  }
  SUMS[0] = au;
  SUMS[3] = bu;
  SUMS[6] = cu;
}

/** Adds the lanes of the sums of columns `t` and words `u`, … to the totals of their pairs. */
function empty(t: number, u: number, words: number, size: number, totals: Float64Array): void {
  for (let a = 0; a < LANES && t * LANES + a < size; a++) {
    for (let b = 0; b < words; b++) {
      const sum = SUMS[a * LANES + b]!;
      const high = Math.floor(sum / HIGH_LANE);
      const rest = sum - high * HIGH_LANE;
      const middle = Math.floor(rest / LANE);
      const j = (u + b) * LANES;
      const at = (t * LANES + a) * size + j;
      totals[at]! += rest - middle * LANE;
      if (j + 1 < size) totals[at + 1]! += middle;
      if (j + 2 < size) totals[at + 2]! += high;
    }
  }
}
