import type { Tails } from "./gamma-tails.ts";

/** A distribution of a variable with a log-concave density, seen at one point. */
interface TailPoint {
  readonly tails: Tails;
  readonly density: number;
  readonly tilt: number; // derivative of ln density
}

/**
 * The point u where the tails are `target` (lower + upper = 1, both given, so that the smaller one keeps its digits).
 *
 * The logarithm of each tail of a log-concave density is concave, so a step along its tangent parabola, or along the
 * tangent where the parabola has no root, converges from anywhere, in the end with the third power of the error.
 *
 * @param start - a first guess; a good one saves time, not correctness
 * @param center - a point with both tails well above zero, to come back to from a guess whose tail underflows
 */
export function tailQuantile(target: Tails, start: number, center: number, at: (u: number) => TailPoint): number {
  const below = target.lower <= target.upper;
  const goal = Math.log(below ? target.lower : target.upper);
  let inside = center;
  let u = start;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const { tails, density, tilt } = at(u);
    const tail = below ? tails.lower : tails.upper;
    if (tail === 0 || density === 0) {
      u = (u + inside) / 2;
      continue;
    }
    inside = u;
    const gap = Math.log(tail) - goal;
    const slope = (below ? density : -density) / tail;
    const root = 1 - 2 * gap * (tilt / slope - 1);
    u -= (root > 0.25 ? 2 / (1 + Math.sqrt(root)) : 1) * (gap / slope);
    if (Math.abs(gap) < 1e-6) break; // the error after this step is of the order of gap³
  }
  return u;
}

const MOST_ROUNDS = 200;
