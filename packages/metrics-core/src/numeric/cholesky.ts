/** Row-major square matrix of a stated size. */
export type Matrix = Float64Array<ArrayBufferLike>;

/** A triangular factor L of a symmetric matrix A = L·Lᵀ, or the first rows that are linear combinations of rows before them. */
export interface Cholesky {
  readonly size: number;
  /** Row-major lower triangle; rows of dependent variables are 0. */
  readonly factor: Matrix;
  /** Indexes of variables whose remaining variance fell to `tolerance` times their own, in order. Empty for a matrix of full rank. */
  readonly dependent: readonly number[];
}

/** A variable of which less than this share is left, once those before it are known, counts as their linear combination. */
const RANK_TOLERANCE = 1e-11;

/**
 * Cholesky factor of a symmetric positive semidefinite matrix.
 *
 * @param a - row-major, symmetric; only the lower triangle is read
 * @param tolerance - smallest pivot, as a share of the diagonal element, that still counts as independent
 * @example
 * cholesky(new Float64Array([4, 2, 2, 3]), 2).factor // => [2, 0, 1, 1.4142135623730951]
 */
export function cholesky(a: Matrix, size: number, tolerance: number = RANK_TOLERANCE): Cholesky {
  const factor = new Float64Array(size * size);
  const dependent: number[] = [];
  for (let j = 0; j < size; j++) {
    const row = j * size;
    let pivot = a[row + j]!;
    for (let k = 0; k < j; k++) pivot -= factor[row + k]! ** 2;
    if (!(pivot > tolerance * a[row + j]!)) {
      dependent.push(j);
      factor.fill(0, row, row + size);
      continue;
    }
    const root = Math.sqrt(pivot);
    factor[row + j] = root;
    for (let i = j + 1; i < size; i++) {
      let sum = a[i * size + j]!;
      for (let k = 0; k < j; k++) sum -= factor[i * size + k]! * factor[row + k]!;
      factor[i * size + j] = sum / root;
    }
  }
  return { size, factor, dependent };
}

/** x with A·x = b. Dependent variables get 0, so that the others fit as well as they can without them. */
export function solve({ size, factor }: Cholesky, b: ArrayLike<number>): Float64Array {
  const x = Float64Array.from(b);
  for (let i = 0; i < size; i++) {
    let sum = x[i]!;
    for (let k = 0; k < i; k++) sum -= factor[i * size + k]! * x[k]!;
    const pivot = factor[i * size + i]!;
    x[i] = pivot === 0 ? 0 : sum / pivot;
  }
  for (let i = size - 1; i >= 0; i--) {
    let sum = x[i]!;
    for (let k = i + 1; k < size; k++) sum -= factor[k * size + i]! * x[k]!;
    const pivot = factor[i * size + i]!;
    x[i] = pivot === 0 ? 0 : sum / pivot;
  }
  return x;
}

/** A⁻¹, row-major and exactly symmetric. Rows and columns of dependent variables are 0. */
export function inverse(decomposition: Cholesky): Float64Array {
  const { size, factor } = decomposition;
  const lower = new Float64Array(size * size); // L⁻¹
  for (let j = 0; j < size; j++) {
    const pivot = factor[j * size + j]!;
    if (pivot === 0) continue;
    lower[j * size + j] = 1 / pivot;
    for (let i = j + 1; i < size; i++) {
      const own = factor[i * size + i]!;
      if (own === 0) continue;
      let sum = 0;
      for (let k = j; k < i; k++) sum -= factor[i * size + k]! * lower[k * size + j]!;
      lower[i * size + j] = sum / own;
    }
  }
  const result = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = i; k < size; k++) sum += lower[k * size + i]! * lower[k * size + j]!;
      result[i * size + j] = sum;
      result[j * size + i] = sum;
    }
  }
  return result;
}

/**
 * The variables that take part in a linear dependence: a dependent one and those before it that it is a combination of.
 *
 * Two equal columns give the pair; a total beside its parts gives all of them.
 */
export function dependentSet(a: Matrix, { size, factor, dependent }: Cholesky): readonly number[] {
  const [first] = dependent;
  if (first === undefined) return [];
  const before: Cholesky = { size: first, factor: leading(factor, size, first), dependent: [] };
  const target = Float64Array.from({ length: first }, (_, i) => a[first * size + i]!);
  const weights = solve(before, target);
  return [
    ...Array.from(weights.keys()).filter(
      (i) => Math.abs(weights[i]!) * Math.sqrt(a[i * size + i]!) > 1e-6 * Math.sqrt(a[first * size + first]!),
    ),
    first,
  ];
}

function leading(a: Matrix, size: number, keep: number): Float64Array {
  const result = new Float64Array(keep * keep);
  for (let i = 0; i < keep; i++) result.set(a.subarray(i * size, i * size + keep), i * keep);
  return result;
}
