/** Limits of weight / start weight. */
export interface RatioBounds {
  readonly lower: number;
  readonly upper: number;
}

/** Steps after which the bracket of a double cannot shrink further. */
const MAX_STEPS = 2200;

/**
 * The multiplier a with Σ start · clamp(a · ratio, lower, upper) = target over the cells of one category.
 *
 * Without bounds this is target / current, the step of Deming and Stephan. With bounds the left side is a rising, piecewise
 * linear function of a; Newton steps inside a shrinking bracket end on its piece and solve that exactly. The caller has made
 * sure that the target lies between lower · Σ start and upper · Σ start.
 */
export function categoryMultiplier(
  cells: Int32Array,
  start: Float64Array,
  ratios: Float64Array,
  bounds: RatioBounds,
  target: number,
): number {
  const { lower, upper } = bounds;
  let low = 0;
  let high = Number.POSITIVE_INFINITY;
  let multiplier = 1;
  for (let step = 0; step < MAX_STEPS; step++) {
    let sum = 0;
    let slope = 0;
    for (let i = 0; i < cells.length; i++) {
      const weight = start[cells[i]!]!;
      const ratio = ratios[cells[i]!]!;
      const moved = ratio * multiplier;
      if (moved < lower) sum += weight * lower;
      else if (moved > upper) sum += weight * upper;
      else {
        sum += weight * moved;
        slope += weight * ratio;
      }
    }
    const gap = target - sum;
    if (Math.abs(gap) <= 1e-14 * target) break;
    if (gap > 0) low = multiplier;
    else high = multiplier;
    const newton = multiplier + gap / slope;
    const next = newton > low && newton < high ? newton : between(low, high);
    if (next === multiplier) break;
    multiplier = next;
  }
  return multiplier;
}

const between = (low: number, high: number): number =>
  high === Number.POSITIVE_INFINITY ? low * 2 : low === 0 ? high / 2 : Math.sqrt(low) * Math.sqrt(high);
