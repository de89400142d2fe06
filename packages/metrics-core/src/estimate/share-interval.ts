import { betaQuantileAt } from "../numeric/beta.ts";
import type { Bounds } from "./contrast-interval.ts";

/** p ± z √(p(1 − p)/n). */
export function waldShare(share: number, n: number, z: number): Bounds {
  const half = z * Math.sqrt((share * (1 - share)) / n);
  return [share - half, share + half];
}

/**
 * Score interval of a share; never degenerate: 0 of 10 gives 0 to 0.2775.
 *
 * @see Wilson 1927, JASA 22(158), 209–212
 */
export function wilsonShare(share: number, n: number, z: number): Bounds {
  const high = share + wilsonDistances(share, n, z)[1];
  // The product of both bounds is share²/(1 + z²/n): so a low bound of a small share keeps its digits.
  return [share ** 2 / ((1 + (z * z) / n) * high), high];
}

/** How far the Wilson interval reaches below and above the share: 0 below a share of 0, and above one of 1. */
export function wilsonDistances(share: number, n: number, z: number): readonly [below: number, above: number] {
  const zz = z * z;
  const most = zz / (2 * n);
  const shift = most * (1 - 2 * share);
  const half = Math.sqrt((zz * share * (1 - share)) / n + most * most);
  return [(half - shift) / (1 + zz / n), (half + shift) / (1 + zz / n)];
}

/**
 * Wald around the Wilson centre.
 *
 * @see Agresti & Coull 1998, Am. Stat. 52(2), 119–126
 */
export function agrestiCoullShare(share: number, n: number, z: number): Bounds {
  const more = n + z * z;
  return waldShare((share * n + (z * z) / 2) / more, more, z);
}

/**
 * "Exact" interval: all shares that neither binomial tail rejects. Never less than its level, mostly more.
 *
 * @see Clopper & Pearson 1934, Biometrika 26, 404–413
 */
export function clopperPearsonShare(share: number, n: number, level: number): Bounds {
  const [hits, misses, tail] = [share * n, (1 - share) * n, (1 - level) / 2];
  return [
    hits === 0 ? 0 : betaQuantileAt(hits, misses + 1, { lower: tail, upper: 1 - tail }),
    misses === 0 ? 1 : betaQuantileAt(hits + 1, misses, { lower: 1 - tail, upper: tail }),
  ];
}

/**
 * Clopper-Pearson on the effective number of answers that a design-based standard error implies, n* = p(1 − p)/SE² · (t(n − 1)/t(df))²,
 * as `svyciprop(method = "beta")` of R survey computes it. SE is the linearised one, with n/(n − 1).
 *
 * Where all answers are equal no effective number follows from the standard error, and `effective`, Kish's, is used.
 *
 * @param deviates - t quantiles at n − 1 and at the design's degrees of freedom
 * @see Korn & Graubard 1998, Survey Methodology 24(2), 193–201
 */
export function kornGraubardShare(
  share: number,
  standardError: number,
  effective: number,
  deviates: readonly [answers: number, design: number],
  level: number,
): Bounds {
  const implied = standardError > 0 ? (share * (1 - share)) / standardError ** 2 : effective;
  return clopperPearsonShare(share, implied * (deviates[0] / deviates[1]) ** 2, level);
}
