import { MetricsError } from "../error.ts";
import { multinomialRandom } from "../numeric/multinomial-random.ts";
import { gammaRandom, randomSource } from "../numeric/random.ts";
import { sortedQuantile } from "../numeric/sorted-quantile.ts";
import type { Bounds, Contrast } from "./contrast-interval.ts";

/** Where random numbers start, and how many to draw. */
export interface Simulation {
  readonly seed: number;
  readonly draws: number;
}

/** @throws MetricsError `ARGUMENT_INVALID` unless the number of draws is whole, 100 to 10 million */
export function requireDraws(where: string, draws: number): void {
  if (!Number.isInteger(draws) || draws < 100 || draws > 1e7) {
    throw new MetricsError("ARGUMENT_INVALID", `${where}: expected 100 to 10,000,000 draws, got ${draws}`, { draws });
  }
}

/** The middle `level` of the numbers that `draw` makes. */
function simulatedBounds({ seed, draws }: Simulation, level: number, draw: (random: () => number) => number): Bounds {
  const random = randomSource(seed);
  const drawn = Float64Array.from({ length: draws }, () => draw(random)).sort();
  return [sortedQuantile(drawn, (1 - level) / 2), sortedQuantile(drawn, (1 + level) / 2)];
}

/**
 * Credible interval of a contrast: the shares have a Dirichlet(counts + prior) distribution. Prior 1/2 is Jeffreys', 1 is uniform.
 *
 * @see Costa & Ponte 2023, An. Acad. Bras. Cienc. (arXiv 2303.00835)
 */
export function dirichletContrast(contrast: Contrast, prior: number, level: number, simulation: Simulation): Bounds {
  const { positive, negative, n } = contrast;
  const neutral = Math.max(0, 1 - positive - negative);
  return simulatedBounds(simulation, level, (random) => {
    const [p, d, q] = [
      gammaRandom(random, positive * n + prior),
      gammaRandom(random, negative * n + prior),
      gammaRandom(random, neutral * n + prior),
    ];
    return (p - d) / (p + d + q);
  });
}

/** Percentile bootstrap of a mean of scores: `n` answers drawn again from the classes, each with its share and score. */
export function bootstrapScores(
  classes: readonly { readonly share: number; readonly score: number }[],
  n: number,
  level: number,
  simulation: Simulation,
): Bounds {
  const chances = classes.map(({ share }) => share);
  const counts = new Array<number>(classes.length);
  return simulatedBounds(simulation, level, (random) => {
    multinomialRandom(random, n, chances, counts);
    let total = 0;
    for (const [index, { score }] of classes.entries()) total += counts[index]! * score;
    return total / n;
  });
}
