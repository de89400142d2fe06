import { gammaRandom } from "./random.ts";

/** Below this many trials each is thrown by itself. */
const FEW = 24;

/**
 * How many of `n` trials with chance `p` succeed; exact for any n, in about log₂ n steps.
 *
 * The median of n uniform numbers is beta distributed: it says at once whether the larger or the smaller half of the trials
 * lies on one side of p, and leaves a problem of half the size.
 *
 * @param n - a whole number of 0 or more
 * @see Ahrens & Dieter 1974, Computing 12, 223–246 (binomial by beta splitting); Devroye 1986, Non-Uniform Random Variate Generation, X.4.4
 */
export function binomialRandom(random: () => number, n: number, p: number): number {
  let [trials, chance, successes] = [n, p, 0];
  while (trials > FEW && chance > 0 && chance < 1) {
    const rank = Math.floor(trials / 2) + 1;
    const below = gammaRandom(random, rank);
    const split = below / (below + gammaRandom(random, trials + 1 - rank));
    if (split <= chance) {
      successes += rank;
      trials -= rank;
      chance = (chance - split) / (1 - split);
    } else {
      trials = rank - 1;
      chance /= split;
    }
  }
  if (chance >= 1) return successes + trials;
  if (chance <= 0) return successes; // not one by one: there may be 10¹² of them
  for (let trial = 0; trial < trials; trial++) {
    if (random() < chance) successes++;
  }
  return successes;
}

/** How often each class comes up in `n` trials with the given chances, which sum to 1. Writes into `into`. */
export function multinomialRandom(random: () => number, n: number, chances: readonly number[], into: number[]): void {
  let [trials, rest] = [n, 1];
  for (const [index, chance] of chances.entries()) {
    const hits =
      index === chances.length - 1 ? trials : binomialRandom(random, trials, rest > 0 ? Math.min(1, chance / rest) : 0);
    into[index] = hits;
    trials -= hits;
    rest -= chance;
  }
}
