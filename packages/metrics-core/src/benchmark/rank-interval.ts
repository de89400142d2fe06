import { MetricsError } from "../error.ts";
import { type Interval, intervalOf } from "../estimate/interval.ts";
import { normalDeviate, requireLevel } from "../estimate/level.ts";
import { normalRandom, randomSource } from "../numeric/random.ts";
import { sortedQuantile } from "../numeric/sorted-quantile.ts";
import { type EstimatedMember, estimatedMembers, type Member } from "./member.ts";

/** Draws times organisations: 400 MB of ranks. */
const MOST_RANKS = 5e7;

/** How sure the place of an organisation in its sector is. */
export interface RankedMember {
  readonly organisation: string;
  /** 1 is best; organisations with equal numbers share the middle of their places. */
  readonly rank: number;
  /** Places that the simulated samples leave possible, at the level asked for. */
  readonly rankInterval: readonly [best: number, worst: number];
  /** Mid-rank percentile among the other organisations, 100 is best, and its interval. `null` without others. */
  readonly percentile: number | null;
  readonly percentileInterval: readonly [low: number, high: number] | null;
  /** Chance to be first, with a first place shared by those level. */
  readonly firstChance: number;
  /** Whether the organisation's own interval covers the number next above or next below: its place is not settled. */
  readonly tied: boolean;
}

export interface RankOptions {
  readonly seed: number;
  /** Default 0.95. */
  readonly level?: number;
  /** Simulated sectors, 100 or more. Default 2,000. */
  readonly draws?: number;
  /** Default `true`. */
  readonly higherIsBetter?: boolean;
}

export interface Ranking {
  readonly members: readonly RankedMember[];
  /** Organisations that cannot be ranked: without a number, or without a standard error. */
  readonly unranked: readonly string[];
  readonly level: number;
  readonly seed: number;
  readonly draws: number;
}

/**
 * Ranks the organisations of a sector, each with an interval of its rank and of its percentile: ranks of noisy numbers are themselves noisy.
 *
 * Every draw gives each organisation its number plus normal noise of its standard error and ranks them again; the intervals are the middle
 * of those ranks. Best first; the order of organisations with equal numbers is by name.
 *
 * @throws MetricsError `INPUT_MISMATCH` for two metrics, `ARGUMENT_INVALID` for an organisation that stands twice, a level outside (0, 1),
 * a seed, fewer than 100 draws, or more than 50 million ranks
 * @see Goldstein & Spiegelhalter 1996, J. Royal Statistical Society A 159, 385–443
 * @example
 * rankMembers([
 *   { organisation: "a", estimate: satisfaction(tallyOf(REPORT_MARK, [8, 9, 8])) },
 *   { organisation: "b", estimate: satisfaction(tallyOf(REPORT_MARK, [3, 2, 3])) },
 * ], { seed: 1 }).members[0] // => { organisation: "a", rank: 1, rankInterval: [1, 1], percentile: 100, tied: false }
 */
export function rankMembers(members: readonly Member[], options: RankOptions): Ranking {
  const { seed, level = 0.95, draws = 2000, higherIsBetter = true } = options;
  requireLevel("rankMembers", level);
  if (!(Number.isInteger(draws) && draws >= 100 && draws * members.length <= MOST_RANKS)) {
    throw new MetricsError(
      "ARGUMENT_INVALID",
      `rankMembers: expected 100 draws or more, and up to ${MOST_RANKS} ranks of all organisations, got ${draws} draws of ${members.length}`,
      { draws, organisations: members.length },
    );
  }
  const random = randomSource(seed);
  const sign = higherIsBetter ? 1 : -1;
  const ranked = estimatedMembers("rankMembers", members)
    .filter(({ estimate }) => estimate.standardError !== null)
    .sort((a, b) => sign * (b.estimate.value - a.estimate.value) || (a.organisation < b.organisation ? -1 : 1));
  const rankedNames = new Set(ranked.map(({ organisation }) => organisation));
  const values = Float64Array.from(ranked, ({ estimate }) => sign * estimate.value);
  const observed = ranksOf(values);
  const simulated = simulate(values, Float64Array.from(ranked, noiseOf), draws, random);
  const [few, many] = [(1 - level) / 2, (1 + level) / 2];
  const percentileOf = (rank: number): number => (100 * (ranked.length - rank)) / (ranked.length - 1);
  return {
    members: ranked.map(({ organisation, estimate }, at) => {
      const drawn = simulated.ranks.subarray(at * draws, (at + 1) * draws).sort();
      const [best, worst] = [sortedQuantile(drawn, few), sortedQuantile(drawn, many)];
      const alone = ranked.length === 1;
      return {
        organisation,
        rank: observed[at]!,
        rankInterval: [best, worst],
        percentile: alone ? null : percentileOf(observed[at]!),
        percentileInterval: alone ? null : [percentileOf(worst), percentileOf(best)],
        firstChance: simulated.first[at]! / draws,
        tied: coversNeighbour(ranked, at, intervalOf(estimate, { level })),
      };
    }),
    unranked: members.map(({ organisation }) => organisation).filter((name) => !rankedNames.has(name)),
    level,
    seed,
    draws,
  };
}

/** Ranks of every organisation in every draw, organisation after organisation, and how often each was first. */
function simulate(
  values: Float64Array,
  errors: Float64Array,
  draws: number,
  random: () => number,
): { readonly ranks: Float64Array; readonly first: Float64Array } {
  const [size, noisy] = [values.length, new Float64Array(values.length)];
  const ranks = new Float64Array(size * draws);
  const first = new Float64Array(size);
  for (let draw = 0; draw < draws; draw++) {
    for (let at = 0; at < size; at++) noisy[at] = values[at]! + errors[at]! * normalRandom(random);
    const drawn = ranksOf(noisy);
    const best = drawn.reduce((least, rank) => Math.min(least, rank), size);
    // Ranks are mid-ranks: m organisations level in first place all have rank (m + 1)/2.
    for (let at = 0; at < size; at++) {
      ranks[at * draws + draw] = drawn[at]!;
      if (drawn[at] === best) first[at]! += 1 / (2 * best - 1);
    }
  }
  return { ranks, first };
}

/** Mid-ranks, 1 for the highest. */
function ranksOf(values: Float64Array): Float64Array {
  const ascending = Float64Array.from(values).sort();
  return values.map((value) => {
    const below = countWhere(ascending, (each) => each < value);
    const notAbove = countWhere(ascending, (each) => each <= value);
    return ascending.length - (below + notAbove - 1) / 2;
  });
}

/** How many numbers, counted from the lowest, a condition holds for. */
function countWhere(ascending: Float64Array, holds: (value: number) => boolean): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(ascending[middle]!)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Standard error of the noise. Equal answers have a standard error of 0 and are no less uncertain for it: half the width of their interval. */
function noiseOf({ estimate }: EstimatedMember): number {
  const { standardError, flags } = estimate;
  if (standardError !== 0 || flags.includes("WHOLE_POPULATION")) return standardError!;
  const interval = intervalOf(estimate, { level: 0.95 })!;
  return (interval.high - interval.low) / (2 * normalDeviate(0.95));
}

function coversNeighbour(ranked: readonly EstimatedMember[], at: number, interval: Interval | null): boolean {
  return [ranked[at - 1], ranked[at + 1]].some(
    (neighbour) =>
      neighbour !== undefined &&
      interval !== null &&
      neighbour.estimate.value >= interval.low &&
      neighbour.estimate.value <= interval.high,
  );
}
