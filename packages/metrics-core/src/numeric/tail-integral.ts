import { log1pMinus } from "./log1p-minus.ts";

/** Smallest shape from which {@link tailIntegral} is used: below it series and continued fractions are short. */
export const TAIL_INTEGRAL_FROM = 200;

/**
 * ∫ exp(−h(s)) ds over 0 ≤ s < limit, where h(s) = slope · s − p · L(−s/x) − q · L(s/y) and L(u) = ln(1 + u) − u.
 *
 * This is the tail of a gamma or beta density beyond a point, divided by the density at that point; s is the distance
 * from it. Nothing cancels here, so the result keeps its digits for shapes of 1e12 and in tails of 1e-300, where series
 * and continued fractions would need millions of terms. The smaller exponent has to be at least 199, and the point not on
 * the wrong side of the mean: then 32 Gauss-Legendre nodes up to where the integrand has fallen to e⁻³⁸ give 15 digits.
 */
export function tailIntegral(slope: number, p: number, x: number, q: number, y: number, limit: number): number {
  const middle = reach(slope, p, x, q, y, limit) / 2;
  let sum = 0;
  for (let k = 0; k < NODES.length; k++) {
    const offset = middle * NODES[k]!;
    const near = Math.exp(-height(middle - offset, slope, p, x, q, y));
    const far = Math.exp(-height(middle + offset, slope, p, x, q, y));
    sum += WEIGHTS[k]! * (near + far);
  }
  return sum * middle;
}

const FALL = 38;

/** A distance at which the height is at least {@link FALL}, and not much more: one Newton step from a parabola's. */
function reach(slope: number, p: number, x: number, q: number, y: number, limit: number): number {
  const curvature = p / x / x + q / y / y;
  const parabola = (2 * FALL) / (slope + Math.sqrt(slope * slope + 2 * FALL * curvature));
  const s = Math.min(parabola, 0.9 * limit);
  const rise = slope + (p / x) * (s / (x - s)) + (q / y) * (s / (y + s));
  // The height is convex, so the step lands at or beyond the crossing, from either side.
  return Math.min(s + (FALL - height(s, slope, p, x, q, y)) / rise, limit);
}

function height(s: number, slope: number, p: number, x: number, q: number, y: number): number {
  return slope * s - p * log1pMinus(-s / x) - q * log1pMinus(s / y);
}

/** Positive half of the 32 Gauss-Legendre nodes. Made by test/reference/distributions/coefficients.py. */
const NODES: readonly number[] = [
  0.04830766568773832, 0.1444719615827965, 0.23928736225213706, 0.33186860228212767, 0.42135127613063533,
  0.5068999089322294, 0.5877157572407623, 0.6630442669302152, 0.7321821187402897, 0.7944837959679424, 0.84936761373257,
  0.8963211557660521, 0.9349060759377397, 0.9647622555875064, 0.9856115115452684, 0.9972638618494816,
];

const WEIGHTS: readonly number[] = [
  0.0965400885147278, 0.09563872007927486, 0.09384439908080457, 0.09117387869576389, 0.08765209300440381,
  0.08331192422694675, 0.07819389578707031, 0.0723457941088485, 0.06582222277636185, 0.058684093478535544,
  0.050998059262376175, 0.04283589802222668, 0.03427386291302143, 0.02539206530926206, 0.01627439473090567,
  0.007018610009470096,
];
