/**
 * Quantile of numbers in ascending order: type 7, linear between the order statistics, as in R, NumPy and Excel.
 *
 * @param sorted - at least one number, ascending
 * @param p - 0 to 1
 * @see Hyndman & Fan 1996, Am. Stat. 50(4), 361–365
 * @example
 * sortedQuantile([1, 2, 3, 4], 0.25) // => 1.75
 */
export function sortedQuantile(sorted: ArrayLike<number>, p: number): number {
  const at = p * (sorted.length - 1);
  const below = Math.floor(at);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  const gap = high - low;
  return Number.isFinite(gap) ? low + (at - below) * gap : low * (1 - (at - below)) + high * (at - below);
}
