/** Shares of one sample that count for and against, and the (effective) number of answers. */
export interface Contrast {
  readonly positive: number;
  readonly negative: number;
  /** Share that counts for neither, where it is known better than as the rest. */
  readonly neutral?: number;
  readonly n: number;
}

/** An interval of a difference of shares, on -1 to 1, not clamped. */
export type Bounds = readonly [low: number, high: number];

const neutralOf = ({ positive, negative, neutral }: Contrast): number =>
  neutral ?? Math.max(0, 1 - positive - negative);

/** Variance of one answer coded 1, 0, -1: P + D − (P − D)², in a form that loses no digits when nearly all agree. */
export function contrastVariance(contrast: Contrast): number {
  const { positive, negative } = contrast;
  return (positive + negative) * neutralOf(contrast) + 4 * positive * negative;
}

/** θ ± z √(σ²/n). */
export function waldContrast(contrast: Contrast, z: number): Bounds {
  const centre = contrast.positive - contrast.negative;
  const half = z * Math.sqrt(contrastVariance(contrast) / contrast.n);
  return [centre - half, centre + half];
}

/**
 * Wald on the counts plus pseudo answers: `each` positive, twice `each` neutral, `each` negative.
 *
 * @see Rocks 2016, Am. Stat. 70(4): each = 3/4 is its recommended variant with 3 answers added; Agresti & Min 2005 for each = 1/2
 */
export function adjustedWaldContrast(contrast: Contrast, z: number, each: number): Bounds {
  return waldContrast(adjustContrast(contrast, each), z);
}

/** The contrast with pseudo answers: `each` positive, twice `each` neutral, `each` negative. */
export function adjustContrast(contrast: Contrast, each: number): Required<Contrast> {
  const { positive, negative, n } = contrast;
  const more = n + 4 * each;
  return {
    positive: (positive * n + each) / more,
    negative: (negative * n + each) / more,
    neutral: (neutralOf(contrast) * n + 2 * each) / more,
    n: more,
  };
}

/**
 * Score interval: all Δ that the score test does not reject. "Iterative score" in Rocks 2016.
 *
 * Solved by bisection of the exact statistic to the last bit, because the published iterations stop at 5 to 7 digits.
 *
 * @see Tango 1998, Statistics in Medicine 17, 891–908
 */
export function scoreContrast(contrast: Contrast, z: number): Bounds {
  const estimate = contrast.positive - contrast.negative;
  const outside = (delta: number): boolean => Math.abs(scoreStatistic(contrast, delta)) > z;
  return [bisect(outside, -1, estimate), bisect(outside, 1, estimate)];
}

/** Tango's statistic T(Δ): standard normal when the true difference is Δ. */
export function scoreStatistic({ positive, negative, n }: Contrast, delta: number): number {
  // With Δ of 0 or more nothing below subtracts numbers that are nearly equal.
  if (delta < 0) return -scoreStatistic({ positive: negative, negative: positive, n }, -delta);
  const difference = n * (positive - negative - delta);
  if (difference === 0) return 0;
  // q: share against, estimated under the restriction that the difference is Δ: the root of 2q² + bq = c that is not negative.
  const b = -(positive + negative) + (2 - (positive - negative)) * delta;
  const c = negative * delta * (1 - delta);
  const root = Math.sqrt(b * b + 8 * c);
  const q = b > 0 ? (2 * c) / (root + b) : (root - b) / 4;
  const variance = n * (2 * q + delta * (1 - delta));
  return variance > 0 ? difference / Math.sqrt(variance) : Math.sign(difference) * Number.POSITIVE_INFINITY;
}

/** The border between a rejected Δ (`from`) and an accepted one (`to`). */
function bisect(outside: (delta: number) => boolean, from: number, to: number): number {
  if (!outside(from)) return from;
  let [out, inside] = [from, to];
  for (;;) {
    const middle = (out + inside) / 2;
    if (middle === out || middle === inside) return middle;
    if (outside(middle)) out = middle;
    else inside = middle;
  }
}
