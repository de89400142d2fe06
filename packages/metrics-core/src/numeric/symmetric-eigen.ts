import type { Matrix } from "./cholesky.ts";

/** A = V·diag(values)·Vᵀ, values from large to small. */
interface SymmetricEigen {
  readonly values: Float64Array;
  /** Row-major; column m is the unit eigenvector of `values[m]`. */
  readonly vectors: Float64Array;
}

const MOST_SWEEPS = 60;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix by cyclic Jacobi rotations, which keep small eigenvalues accurate.
 *
 * @param a - row-major, symmetric; left as it is
 * @see Golub & Van Loan, Matrix Computations, 8.5
 * @example
 * symmetricEigen(new Float64Array([2, 1, 1, 2]), 2).values // => [3, 1]
 */
export function symmetricEigen(a: Matrix, size: number): SymmetricEigen {
  const m = Float64Array.from(a);
  const v = new Float64Array(size * size); // rows are the vectors while rotating: both updates then run along memory
  let trace = 0;
  for (let i = 0; i < size; i++) {
    v[i * size + i] = 1;
    trace += Math.abs(m[i * size + i]!);
  }
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let rotated = false;
    for (let p = 0; p < size - 1; p++) {
      for (let q = p + 1; q < size; q++) {
        const apq = m[p * size + q]!;
        const app = m[p * size + p]!;
        const aqq = m[q * size + q]!;
        if (Math.abs(apq) <= Math.max(1e-17 * Math.sqrt(Math.abs(app * aqq)), 1e-20 * trace)) continue;
        rotated = true;
        const theta = (aqq - app) / (2 * apq);
        const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        const c = 1 / Math.sqrt(t * t + 1);
        rotate(m, v, size, p, q, t, c);
        m[p * size + p] = app - t * apq;
        m[q * size + q] = aqq + t * apq;
        m[p * size + q] = 0;
      }
    }
    if (!rotated) break;
  }
  return sorted(m, v, size);
}

/** Rotates rows and columns p and q of the upper triangle of m (its diagonal apart), and the vectors. */
function rotate(m: Float64Array, v: Float64Array, size: number, p: number, q: number, t: number, c: number): void {
  const s = t * c;
  const tau = s / (1 + c);
  const turn = (i: number, j: number): void => {
    const g = m[i]!;
    const h = m[j]!;
    m[i] = g - s * (h + g * tau);
    m[j] = h + s * (g - h * tau);
  };
  for (let i = 0; i < p; i++) turn(i * size + p, i * size + q);
  for (let i = p + 1; i < q; i++) turn(p * size + i, i * size + q);
  for (let i = q + 1; i < size; i++) turn(p * size + i, q * size + i);
  const rp = p * size;
  const rq = q * size;
  for (let i = 0; i < size; i++) {
    const g = v[rp + i]!;
    const h = v[rq + i]!;
    v[rp + i] = g - s * (h + g * tau);
    v[rq + i] = h + s * (g - h * tau);
  }
}

function sorted(m: Float64Array, v: Float64Array, size: number): SymmetricEigen {
  const order = Array.from({ length: size }, (_, i) => i).sort((i, j) => m[j * size + j]! - m[i * size + i]!);
  const values = new Float64Array(size);
  const vectors = new Float64Array(size * size);
  order.forEach((from, to) => {
    values[to] = m[from * size + from]!;
    for (let i = 0; i < size; i++) vectors[i * size + to] = v[from * size + i]!;
  });
  return { values, vectors };
}
