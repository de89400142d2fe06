import { normalDeviate, requireLevel } from "../estimate/level.ts";
import { studentTTwoSidedP } from "../numeric/student-t.ts";
import { type Gram, selectGram } from "../summary/gram.ts";
import { momentsOf } from "../summary/gram-moments.ts";

/** A correlation with its test, or the reason why there is none. */
export type CorrelationTest =
  | {
      readonly status: "estimated";
      /** Product-moment correlation, weighted where rows have weights. */
      readonly r: number;
      readonly n: number;
      /** Student t of "no correlation", with n − 2 degrees of freedom; null for a perfect correlation. */
      readonly t: number | null;
      readonly p: number;
      /** Fisher z interval; null with fewer than 4 rows or a perfect correlation. */
      readonly interval: { readonly level: number; readonly low: number; readonly high: number } | null;
    }
  | {
      readonly status: "refused";
      readonly reason: "EMPTY_BASE" | "CONSTANT" | "TOO_FEW_ROWS";
      readonly columns: readonly string[];
      readonly n: number;
    };

/**
 * Correlation of two columns of a Gram. With weights the test takes n rows as they are: weights do not change how many there are.
 *
 * @param level - of the interval, default 0.95
 * @throws MetricsError `NAME_UNKNOWN`, `ARGUMENT_INVALID` for a level outside 0–1
 * @see Fisher 1921, Metron 1 (interval)
 * @example
 * correlationTest(gramOf(answersOf({ a: [1, 2, 3, 4], b: [2, 1, 4, 3] })), "a", "b") // => { status: "estimated", r: 0.6, n: 4, … }
 */
export function correlationTest(gram: Gram, a: string, b: string, level = 0.95): CorrelationTest {
  requireLevel("correlationTest", level);
  const pair = selectGram(gram, [a, b]);
  const { n } = pair;
  if (n === 0 || pair.products[0] === 0) return { status: "refused", reason: "EMPTY_BASE", columns: [a, b], n };
  const { correlation, constant } = momentsOf(pair);
  if (constant.length > 0) return { status: "refused", reason: "CONSTANT", columns: constant, n };
  if (n < 3) return { status: "refused", reason: "TOO_FEW_ROWS", columns: [a, b], n };
  const r = Math.max(-1, Math.min(1, correlation[1]!));
  const t = tOf(r, n);
  if (t === null) return { status: "estimated", r, n, t, p: 0, interval: null };
  const half = normalDeviate(level) / Math.sqrt(n - 3);
  const interval =
    n < 4 ? null : { level, low: Math.tanh(Math.atanh(r) - half), high: Math.tanh(Math.atanh(r) + half) };
  return { status: "estimated", r, n, t, p: studentTTwoSidedP(t, n - 2), interval };
}

/** p of "no correlation" among 3 or more rows; 0 for a perfect correlation. */
export function correlationP(r: number, n: number): number {
  const t = tOf(r, n);
  return t === null ? 0 : studentTTwoSidedP(t, n - 2);
}

function tOf(r: number, n: number): number | null {
  return 1 - Math.abs(r) < 1e-15 ? null : r * Math.sqrt((n - 2) / ((1 - r) * (1 + r)));
}
