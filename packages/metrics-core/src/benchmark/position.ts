import { MetricsError } from "../error.ts";
import { sortedQuantile } from "../numeric/sorted-quantile.ts";

/** Where a number stands among its peers. */
export interface Position {
  /** Mid-rank percentile, 0 to 100: the share of peers below, and half of those level. */
  readonly percentile: number;
  /** Peers below, level and above. */
  readonly below: number;
  readonly level: number;
  readonly above: number;
}

/**
 * Mid-rank percentile of a number among its peers: 100 (B + E/2)/N. `null` without peers.
 *
 * 100 is the top of the numbers, whether or not high is good.
 *
 * @param peers - their numbers, one's own not among them
 * @throws MetricsError `ARGUMENT_INVALID` for a number that is not finite
 * @example
 * positionAmong([-12, -3, 1, 4, 4, 9, 15, 22], 4) // => { percentile: 50, below: 3, level: 2, above: 3 }
 */
export function positionAmong(peers: readonly number[], own: number): Position | null {
  requireFinite("positionAmong", [...peers, own]);
  if (peers.length === 0) return null;
  const below = peers.filter((peer) => peer < own).length;
  const level = peers.filter((peer) => peer === own).length;
  return { percentile: (100 * (below + level / 2)) / peers.length, below, level, above: peers.length - below - level };
}

export interface Quartiles {
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

/**
 * Quartiles of the organisations of a sector, type 7 (linear between neighbours, as R, NumPy and Excel do). `null` without values.
 *
 * @throws MetricsError `ARGUMENT_INVALID` for a number that is not finite
 * @see Hyndman & Fan 1996, Am. Stat. 50(4), 361–365
 * @example
 * quartilesOf([-12, -3, 1, 4, 4, 9, 15, 22]) // => { low: 0, median: 4, high: 10.5 }
 */
export function quartilesOf(values: readonly number[]): Quartiles | null {
  requireFinite("quartilesOf", values);
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const [low, median, high] = [0.25, 0.5, 0.75].map((p) => sortedQuantile(sorted, p)) as [number, number, number];
  return { low, median, high };
}

function requireFinite(where: string, values: readonly number[]): void {
  for (const value of values) {
    if (!Number.isFinite(value)) {
      throw new MetricsError("ARGUMENT_INVALID", `${where}: expected finite numbers, got ${value}`, { value });
    }
  }
}
