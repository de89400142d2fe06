import { apportion } from "./quota.ts";

interface Part {
  readonly n: number;
  /** What its answers should be on average. */
  readonly mean: number;
  /** Whether that is a published figure, which nothing may move. */
  readonly published: boolean;
}

/**
 * Whole sums of the answers of each part, such that the whole has the overall mean: parts with a published mean have it, the others are
 * moved by as much each.
 *
 * @example
 * calibratedSums([{ n: 10, mean: 5, published: true }, { n: 10, mean: 5, published: false }], 6) // => [50, 70]
 */
export function calibratedSums(parts: readonly Part[], overall: number): readonly number[] {
  const total = Math.round(overall * parts.reduce((sum, { n }) => sum + n, 0));
  const sums = parts.map(({ n, mean }) => Math.round(n * mean));
  const left = total - sums.reduce((a, b) => a + b, 0);
  const moved = apportion(
    Math.abs(left),
    parts.map(({ n, published }) => (published ? 0 : n)),
  );
  return sums.map((sum, part) => sum + Math.sign(left) * (moved[part] ?? 0));
}
