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
