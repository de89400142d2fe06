import { betaQuantile } from "../numeric/beta.ts";
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
  const zz = z * z;
  const centre = (share + zz / (2 * n)) / (1 + zz / n);
  const half = (z * Math.sqrt((share * (1 - share)) / n + zz / (4 * n * n))) / (1 + zz / n);
  // At 0 and 1 the bound is exact; subtraction would leave dust.
  return [share === 0 ? 0 : centre - half, share === 1 ? 1 : centre + half];
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
    hits === 0 ? 0 : betaQuantile(tail, hits, misses + 1),
    misses === 0 ? 1 : betaQuantile(1 - tail, hits + 1, misses),
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
