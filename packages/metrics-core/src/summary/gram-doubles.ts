/** Rows whose columns stay in the first-level cache while all pairs are formed. */
const ROWS = 256;
const TILE = 3;

/**
 * Σ m·xᵢ·xⱼ for all pairs of columns, row-major and symmetric.
 *
 * Blocks of rows are added up plainly and blocks with compensation (Neumaier 1974), so whole numbers below 2^53 are exact and others lose
 * next to nothing over many rows.
 *
 * @param multiplier - one per row; null for 1 each
 */
export function doubleProducts(
  columns: readonly (Uint8Array | Float64Array)[],
  length: number,
  multiplier: Float64Array | null,
): Float64Array {
  const size = columns.length;
  const tiles = Math.ceil(size / TILE);
  const left = Array.from({ length: tiles * TILE }, () => new Float64Array(ROWS));
  const right = multiplier === null ? left : left.map(() => new Float64Array(ROWS));
  const sums = new Float64Array(TILE * TILE);
  const totals = new Float64Array(size * size);
  const lost = new Float64Array(size * size);
  for (let from = 0; from < length; from += ROWS) {
    const n = Math.min(ROWS, length - from);
    for (let i = 0; i < size; i++) {
      const column = columns[i]!;
      if (column instanceof Uint8Array) widen(column, from, n, left[i]!);
      else left[i]!.set(column.subarray(from, from + n));
      if (multiplier !== null) weigh(left[i]!, multiplier, from, n, right[i]!);
    }
    for (let s = 0; s < tiles; s++) {
      for (let t = s; t < tiles; t++) {
        tile(
          left[s * TILE]!,
          left[s * TILE + 1]!,
          left[s * TILE + 2]!,
          right[t * TILE]!,
          right[t * TILE + 1]!,
          right[t * TILE + 2]!,
          n,
          sums,
        );
        for (let i = s * TILE; i < Math.min(size, s * TILE + TILE); i++) {
          for (let j = t * TILE; j < Math.min(size, t * TILE + TILE); j++) {
            addCompensated(totals, lost, i * size + j, sums[(i - s * TILE) * TILE + (j - t * TILE)]!);
          }
        }
      }
    }
  }
  for (let i = 0; i < size; i++) {
    for (let j = i; j < size; j++) {
      const total = totals[i * size + j]! + lost[i * size + j]!;
      totals[i * size + j] = total;
      totals[j * size + i] = total;
    }
  }
  return totals;
}

function widen(column: Uint8Array, from: number, n: number, out: Float64Array): void {
  for (let i = 0; i < n; i++) out[i] = column[from + i]!;
}

function weigh(column: Float64Array, multiplier: Float64Array, from: number, n: number, out: Float64Array): void {
  for (let i = 0; i < n; i++) out[i] = column[i]! * multiplier[from + i]!;
}

function addCompensated(totals: Float64Array, lost: Float64Array, at: number, value: number): void {
  const before = totals[at]!;
  const after = before + value;
  lost[at]! += Math.abs(before) >= Math.abs(value) ? before - after + value : value - after + before;
  totals[at] = after;
}

function tile(
  a: Float64Array,
  b: Float64Array,
  c: Float64Array,
  u: Float64Array,
  v: Float64Array,
  w: Float64Array,
  n: number,
  sums: Float64Array,
): void {
  let au = 0;
  let av = 0;
  let aw = 0;
  let bu = 0;
  let bv = 0;
  let bw = 0;
  let cu = 0;
  let cv = 0;
  let cw = 0;
  for (let i = 0; i < n; i++) {
    const x = a[i]!;
    const y = b[i]!;
    const z = c[i]!;
    const p = u[i]!;
    const q = v[i]!;
    const s = w[i]!;
    au += x * p;
    av += x * q;
    aw += x * s;
    bu += y * p;
    bv += y * q;
    bw += y * s;
    cu += z * p;
    cv += z * q;
    cw += z * s;
  }
  sums[0] = au;
  sums[1] = av;
  sums[2] = aw;
  sums[3] = bu;
  sums[4] = bv;
  sums[5] = bw;
  sums[6] = cu;
  sums[7] = cv;
  sums[8] = cw;
}
