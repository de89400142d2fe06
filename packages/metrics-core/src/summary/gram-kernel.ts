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

/**
 * Rows that may be added up before a lane can overflow, or 0 when that is too few to pay.
 *
 * @param top - no byte is larger
 */
export function rowsPerFlush(top: number, largestMultiplier: number): number {
  const largest = Math.max(1, top) ** 2 * Math.max(1, largestMultiplier);
  const rows = Math.min(MOST_ROWS, Math.floor((LANE - 1) / largest));
  return rows >= FEWEST_ROWS ? rows : 0;
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
  const blank = new Uint8Array(size % LANES === 0 ? 0 : length);
  const words = Math.ceil(size / LANES);
  const padded = Array.from({ length: words * LANES }, (_, i) => columns[i] ?? blank);
  const packed = Array.from({ length: words }, () => new Float64Array(rows));
  const sums = new Float64Array(words * LANES * words); // [column][word] of the current rows
  const totals = new Float64Array(size * size);
  for (let from = 0; from < length; from += rows) {
    const n = Math.min(rows, length - from);
    for (let t = 0; t < words; t++) pack(padded, t * LANES, from, n, multiplier, packed[t]!);
    for (let t = 0; t < words; t++) {
      const [a, b, c] = [padded[t * LANES]!, padded[t * LANES + 1]!, padded[t * LANES + 2]!];
      const at = t * LANES * words;
      let u = t;
      for (; u + 3 <= words; u += 3)
        threeWords(a, b, c, from, n, packed[u]!, packed[u + 1]!, packed[u + 2]!, sums, at + u, words);
      if (u + 2 === words) twoWords(a, b, c, from, n, packed[u]!, packed[u + 1]!, sums, at + u, words);
      else if (u + 1 === words) oneWord(a, b, c, from, n, packed[u]!, sums, at + u, words);
    }
    empty(sums, words, size, totals);
  }
  for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) totals[i * size + j] = totals[j * size + i]!;
  return totals;
}

function pack(
  columns: readonly Uint8Array[],
  at: number,
  from: number,
  n: number,
  multiplier: Int32Array | null,
  out: Float64Array,
): void {
  const [a, b, c] = [columns[at]!, columns[at + 1]!, columns[at + 2]!];
  if (multiplier === null) for (let i = 0, r = from; i < n; i++, r++) out[i] = a[r]! + b[r]! * LANE + c[r]! * HIGH_LANE;
  else for (let i = 0, r = from; i < n; i++, r++) out[i] = (a[r]! + b[r]! * LANE + c[r]! * HIGH_LANE) * multiplier[r]!;
}

// The loops below hold one sum per column and word in a register. Written out, because an inner loop over columns would keep them in memory.

function threeWords(
  a: Uint8Array,
  b: Uint8Array,
  c: Uint8Array,
  from: number,
  n: number,
  u: Float64Array,
  v: Float64Array,
  w: Float64Array,
  sums: Float64Array,
  at: number,
  words: number,
): void {
  let au = 0;
  let bu = 0;
  let cu = 0;
  let av = 0;
  let bv = 0;
  let cv = 0;
  let aw = 0;
  let bw = 0;
  let cw = 0;
  for (let i = 0, r = from; i < n; i++, r++) {
    const x = a[r]!;
    const y = b[r]!;
    const z = c[r]!;
    const p = u[i]!;
    const q = v[i]!;
    const s = w[i]!;
    au += x * p;
    bu += y * p;
    cu += z * p;
    av += x * q;
    bv += y * q;
    cv += z * q;
    aw += x * s;
    bw += y * s;
    cw += z * s;
  }
  sums[at] = au;
  sums[at + 1] = av;
  sums[at + 2] = aw;
  sums[at + words] = bu;
  sums[at + words + 1] = bv;
  sums[at + words + 2] = bw;
  sums[at + 2 * words] = cu;
  sums[at + 2 * words + 1] = cv;
  sums[at + 2 * words + 2] = cw;
}

function twoWords(
  a: Uint8Array,
  b: Uint8Array,
  c: Uint8Array,
  from: number,
  n: number,
  u: Float64Array,
  v: Float64Array,
  sums: Float64Array,
  at: number,
  words: number,
): void {
  let au = 0;
  let bu = 0;
  let cu = 0;
  let av = 0;
  let bv = 0;
  let cv = 0;
  for (let i = 0, r = from; i < n; i++, r++) {
    const x = a[r]!;
    const y = b[r]!;
    const z = c[r]!;
    const p = u[i]!;
    const q = v[i]!;
    au += x * p;
    bu += y * p;
    cu += z * p;
    av += x * q;
    bv += y * q;
    cv += z * q;
  }
  sums[at] = au;
  sums[at + 1] = av;
  sums[at + words] = bu;
  sums[at + words + 1] = bv;
  sums[at + 2 * words] = cu;
  sums[at + 2 * words + 1] = cv;
}

function oneWord(
  a: Uint8Array,
  b: Uint8Array,
  c: Uint8Array,
  from: number,
  n: number,
  u: Float64Array,
  sums: Float64Array,
  at: number,
  words: number,
): void {
  let au = 0;
  let bu = 0;
  let cu = 0;
  for (let i = 0, r = from; i < n; i++, r++) {
    const p = u[i]!;
    au += a[r]! * p;
    bu += b[r]! * p;
    cu += c[r]! * p;
  }
  sums[at] = au;
  sums[at + words] = bu;
  sums[at + 2 * words] = cu;
}

/** Adds the lanes of all sums to the totals of their pairs. */
function empty(sums: Float64Array, words: number, size: number, totals: Float64Array): void {
  for (let i = 0; i < size; i++) {
    for (let t = Math.floor(i / LANES); t < words; t++) {
      const sum = sums[i * words + t]!;
      const high = Math.floor(sum / HIGH_LANE);
      const rest = sum - high * HIGH_LANE;
      const middle = Math.floor(rest / LANE);
      const j = i * size + t * LANES;
      totals[j]! += rest - middle * LANE;
      if (t * LANES + 1 < size) totals[j + 1]! += middle;
      if (t * LANES + 2 < size) totals[j + 2]! += high;
    }
  }
}
