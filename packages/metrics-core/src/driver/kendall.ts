import { MetricsError } from "../error.ts";

/**
 * Kendall's rank correlation τ-b of two lists of equal length: 1 the same order, −1 the opposite order. Ties are corrected for; `null`
 * when all values of a list are equal or there are fewer than two.
 *
 * @see Kendall 1945, Biometrika 33
 * @example
 * kendallTau([1, 2, 3], [10, 30, 20]) // => 0.3333333333333333
 */
export function kendallTau(a: readonly number[], b: readonly number[]): number | null {
  if (a.length !== b.length || ![...a, ...b].every(Number.isFinite)) {
    throw new MetricsError(
      "ARGUMENT_INVALID",
      `kendallTau: expected as many finite numbers twice, got ${a.length} and ${b.length}`,
      {
        first: a.length,
        second: b.length,
      },
    );
  }
  let [score, untiedA, untiedB] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j < i; j++) {
      const signA = Math.sign(a[i]! - a[j]!);
      const signB = Math.sign(b[i]! - b[j]!);
      score += signA * signB;
      untiedA += signA * signA;
      untiedB += signB * signB;
    }
  }
  return untiedA === 0 || untiedB === 0 ? null : score / Math.sqrt(untiedA * untiedB);
}
