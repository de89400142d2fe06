import { MetricsError } from "../error.ts";
import { studentTTwoSidedP } from "../numeric/student-t.ts";
import { normalDeviate, requireLevel } from "./level.ts";

/** Two numbers of one unit of analysis, for example an organisation, and how much it counts. */
export interface Point {
  readonly x: number;
  readonly y: number;
  readonly weight: number;
}

/** Weighted mean and Σ w(x − mean)²/Σw of one of the two numbers. */
export function spreadOf(
  points: readonly Point[],
  of: (point: Point) => number,
): { readonly mean: number; readonly variance: number } {
  const total = points.reduce((sum, { weight }) => sum + weight, 0);
  const mean = points.reduce((sum, point) => sum + point.weight * of(point), 0) / total;
  return { mean, variance: points.reduce((sum, point) => sum + point.weight * (of(point) - mean) ** 2, 0) / total };
}

/**
 * Weighted product-moment correlation; `null` when one of the two numbers does not vary among the points with a weight.
 *
 * @throws MetricsError `ARGUMENT_INVALID` for a number that is not finite, `WEIGHT_INVALID`
 * @see Pearson 1896, Phil. Trans. A 187
 * @example
 * pearson([{ x: 1, y: 2, weight: 1 }, { x: 2, y: 4, weight: 1 }, { x: 3, y: 3, weight: 2 }]) // => 0.4264
 */
export function pearson(all: readonly Point[]): number | null {
  const points = inUnits(weighed("pearson", all));
  if (!varies(points, ({ x }) => x) || !varies(points, ({ y }) => y)) return null;
  const [x, y] = [spreadOf(points, (point) => point.x), spreadOf(points, (point) => point.y)];
  if (x.variance === 0 || y.variance === 0) return null; // all that varies has next to no weight
  const total = points.reduce((sum, { weight }) => sum + weight, 0);
  const joint = points.reduce((sum, point) => sum + point.weight * (point.x - x.mean) * (point.y - y.mean), 0) / total;
  return Math.max(-1, Math.min(1, joint / Math.sqrt(x.variance) / Math.sqrt(y.variance)));
}

/** Numbers and weights in units of a power of 2, which rounds nothing: so their squares stay in the range of doubles. */
function inUnits(points: readonly Point[]): readonly Point[] {
  const unit = (of: (point: Point) => number): number => {
    const most = points.reduce((largest, point) => Math.max(largest, Math.abs(of(point))), 0);
    return most > 0 ? 2 ** -Math.max(-1000, Math.floor(Math.log2(most))) : 1;
  };
  const [x, y, weight] = [unit((point) => point.x), unit((point) => point.y), unit((point) => point.weight)];
  return points.map((point) => ({ x: point.x * x, y: point.y * y, weight: point.weight * weight }));
}

/** The points that count. */
function weighed(where: string, points: readonly Point[]): readonly Point[] {
  for (const { x, y, weight } of points) {
    if (!Number.isFinite(x) || !Number.isFinite(y)) {
      throw new MetricsError("ARGUMENT_INVALID", `${where}: expected finite numbers, got ${x} and ${y}`, { x, y });
    }
    if (!(Number.isFinite(weight) && weight >= 0)) {
      throw new MetricsError("WEIGHT_INVALID", `${where}: expected a finite weight of 0 or more, got ${weight}`, {
        weight,
      });
    }
  }
  return points.filter(({ weight }) => weight > 0);
}

function varies(points: readonly Point[], of: (point: Point) => number): boolean {
  return points.some((point) => of(point) !== of(points[0]!));
}

/**
 * Rank correlation: Pearson's of the weighted mid-ranks. `null` when one of the two does not vary among the points with a
 * weight.
 *
 * @throws MetricsError as `pearson`
 * @see Spearman 1904, Am. J. Psychology 15
 * @example
 * spearman([{ x: 1, y: 10, weight: 1 }, { x: 2, y: 30, weight: 1 }, { x: 9, y: 20, weight: 1 }]) // => 0.5
 */
export function spearman(all: readonly Point[]): number | null {
  const points = weighed("spearman", all);
  const [x, y] = [midRanks(points, (point) => point.x), midRanks(points, (point) => point.y)];
  return pearson(points.map(({ weight }, i) => ({ x: x[i]!, y: y[i]!, weight })));
}

/** The weight below a point and half of the weight beside it: with equal weights the mid-rank less one half. */
function midRanks(points: readonly Point[], of: (point: Point) => number): readonly number[] {
  const order = points.map((_, i) => i).sort((a, b) => of(points[a]!) - of(points[b]!));
  const ranks = new Array<number>(points.length);
  let below = 0;
  for (let from = 0; from < order.length; ) {
    const value = of(points[order[from]!]!);
    let [to, beside] = [from, 0];
    while (to < order.length && of(points[order[to]!]!) === value) beside += points[order[to++]!]!.weight;
    for (const i of order.slice(from, to)) ranks[i] = below + beside / 2;
    below += beside;
    from = to;
  }
  return ranks;
}

/** Test of "no correlation" and interval of a correlation over `n` units. */
export interface CorrelationInference {
  /** Student's t with n − 2 degrees of freedom; `null` for a perfect correlation. */
  readonly t: number | null;
  readonly p: number;
  /** On Fisher's z; `null` for a perfect correlation and for three units. */
  readonly interval: {
    readonly level: number;
    readonly method: "fisher";
    readonly low: number;
    readonly high: number;
  } | null;
}

/**
 * Test and interval tanh(atanh r ± z √(inflation/(n − 3))).
 *
 * @param n - units, 3 or more, whatever their weights
 * @param inflation - 1 for Pearson's; 1 + r²/2 for Spearman's
 * @throws MetricsError `ARGUMENT_INVALID` for an argument outside its domain
 * @see Fisher 1921, Metron 1; Bonett & Wright 2000, Psychometrika 65 (Spearman)
 * @example
 * correlationInference(0.6, 28, 0.95).interval // => { method: "fisher", low: 0.2924, high: 0.7951 }
 */
export function correlationInference(r: number, n: number, level: number, inflation = 1): CorrelationInference {
  requireLevel("correlationInference", level);
  if (!(Math.abs(r) <= 1 && Number.isSafeInteger(n) && n >= 3 && inflation > 0 && Number.isFinite(inflation))) {
    throw new MetricsError(
      "ARGUMENT_INVALID",
      `correlationInference: expected a correlation of 3 or more units, got ${r} of ${n} with an inflation of ${inflation}`,
      { r, n, inflation },
    );
  }
  const t = correlationT(r, n);
  if (t === null) return { t, p: 0, interval: null };
  const p = correlationP(r, n);
  if (n === 3) return { t, p, interval: null };
  const half = normalDeviate(level) * Math.sqrt(inflation / (n - 3));
  const [low, high] = [Math.tanh(Math.atanh(r) - half), Math.tanh(Math.atanh(r) + half)];
  return { t, p, interval: { level, method: "fisher", low, high } };
}

/** p of "no correlation" among 3 or more units; 0 for a perfect correlation. */
export function correlationP(r: number, n: number): number {
  const t = correlationT(r, n);
  return t === null ? 0 : studentTTwoSidedP(t, n - 2);
}

/** Student's t; `null` for a correlation that is perfect but for rounding. */
function correlationT(r: number, n: number): number | null {
  return 1 - Math.abs(r) < 1e-15 ? null : r * Math.sqrt((n - 2) / ((1 - r) * (1 + r)));
}
