/**
 * ln(1 + u) − u for u > −1, without the loss of digits near u = 0, where it is −u²/2.
 *
 * With r = u/(2 + u), ln(1 + u) = 2 artanh r and u = 2r/(1 − r), which leaves r (2r² (1/3 + r²/5 + r⁴/7 + …) − u).
 */
export function log1pMinus(u: number): number {
  if (u < -0.4 || u > 0.67) return Math.log1p(u) - u;
  const r = u / (2 + u); // |r| ≤ 0.2511, so that twelve terms are enough
  const z = r * r;
  let sum = 1 / 25;
  sum = sum * z + 1 / 23;
  sum = sum * z + 1 / 21;
  sum = sum * z + 1 / 19;
  sum = sum * z + 1 / 17;
  sum = sum * z + 1 / 15;
  sum = sum * z + 1 / 13;
  sum = sum * z + 1 / 11;
  sum = sum * z + 1 / 9;
  sum = sum * z + 1 / 7;
  sum = sum * z + 1 / 5;
  sum = sum * z + 1 / 3;
  return r * (2 * z * sum - u);
}

/**
 * shape · (−ln(1 + u) + u), the deviance of `shape` from `shape · (1 + u)`; `ratio` is 1 + u.
 *
 * A small ratio is used itself, because u + 1 would have lost its digits.
 */
export function deviance(shape: number, u: number, ratio: number): number {
  if (u === Number.POSITIVE_INFINITY) return u;
  return u > -0.7 ? -shape * log1pMinus(u) : shape * (u - Math.log(ratio));
}
