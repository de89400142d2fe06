import { requireProbability } from "./distribution-argument.ts";

/**
 * Quantile of the standard normal distribution: the x with P(Z ≤ x) = p.
 *
 * Unit: standard deviations. 0 gives −Infinity, 1 gives Infinity. Relative error below 1e-14, for p down to the smallest
 * number.
 *
 * @throws MetricsError `ARGUMENT_INVALID` unless p is in [0, 1]
 * @see Wichura 1988, Applied Statistics 37(3), algorithm AS 241 (PPND16)
 * @example
 * normalQuantile(0.975) // => 1.9599639845400536
 */
export function normalQuantile(p: number): number {
  requireProbability("normalQuantile", "p", p);
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return q * ratio(CENTRE, 0.180625 - q * q);
  const tail = q < 0 ? p : 1 - p;
  if (tail === 0) return q < 0 ? -Infinity : Infinity;
  const r = Math.sqrt(-Math.log(tail));
  const x = r <= 5 ? ratio(MIDDLE, r - 1.6) : ratio(FAR, r - 5);
  return q < 0 ? -x : x;
}

type Rational = readonly (readonly [above: number, below: number])[];

function ratio(coefficients: Rational, t: number): number {
  let above = 0;
  let below = 0;
  for (let k = coefficients.length - 1; k >= 0; k--) {
    const pair = coefficients[k]!;
    above = above * t + pair[0];
    below = below * t + pair[1];
  }
  return above / below;
}

// Wichura's constants, [numerator, denominator] by rising power, rounded to doubles.

const CENTRE: Rational = [
  [3.3871328727963665, 1],
  [133.14166789178438, 42.31333070160091],
  [1971.5909503065513, 687.1870074920579],
  [13731.69376550946, 5394.196021424751],
  [45921.95393154987, 21213.794301586597],
  [67265.7709270087, 39307.89580009271],
  [33430.57558358813, 28729.085735721943],
  [2509.0809287301227, 5226.495278852854],
];

const MIDDLE: Rational = [
  [1.4234371107496835, 1],
  [4.630337846156546, 2.053191626637759],
  [5.769497221460691, 1.6763848301838038],
  [3.6478483247632045, 0.6897673349851],
  [1.2704582524523684, 0.14810397642748008],
  [0.2417807251774506, 0.015198666563616457],
  [0.022723844989269184, 0.0005475938084995345],
  [0.0007745450142783414, 1.0507500716444169e-9],
];

const FAR: Rational = [
  [6.657904643501103, 1],
  [5.463784911164114, 0.599832206555888],
  [1.7848265399172913, 0.1369298809227358],
  [0.29656057182850487, 0.014875361290850615],
  [0.026532189526576124, 0.0007868691311456133],
  [0.0012426609473880784, 1.8463183175100548e-5],
  [2.7115555687434876e-5, 1.421511758316446e-7],
  [2.0103343992922881e-7, 2.0442631033899397e-15],
];
