import { MetricsError } from "../error.ts";
import { scoreContrast, scoreStatistic } from "../estimate/contrast-interval.ts";
import type { Estimate, Evidence } from "../estimate/estimate.ts";
import { normalDeviate, requireLevel } from "../estimate/level.ts";
import { contrastScore } from "../estimate/score.ts";
import { scoreMean } from "../estimate/score-mean.ts";
import { bigQuotient } from "../numeric/big-quotient.ts";
import { normalTwoSidedP } from "../numeric/normal.ts";
import { ASKED_SLOT, type MultiTally, pairSlot } from "../summary/multi-tally.ts";
import { SENTIMENT } from "../summary/scale.ts";
import type { Tally } from "../summary/tally.ts";

/** One reason against another, by the same people. */
export interface ReasonContrast {
  readonly first: string;
  readonly second: string;
  /** Share of everybody asked who cite the first minus share who cite the second, in points. */
  readonly difference: Estimate;
  /**
   * McNemar's z, (only first − only second)/√(both); `null` on an empty base. 0 when everybody cites both or neither.
   */
  readonly z: number | null;
  /** Two-sided. */
  readonly p: number | null;
  /** Tango's score interval of the difference, in points. */
  readonly interval: {
    readonly level: number;
    readonly method: "score";
    readonly low: number;
    readonly high: number;
  } | null;
}

/**
 * Whether people cite one reason more often than another: a paired test, from the counts of who cites only one of the
 * two.
 *
 * With weights the discordant people are taken as so many as their squared weights say, Σw²: z = Σw d / √(Σw² d²).
 *
 * @throws MetricsError `NAME_UNKNOWN` for a reason that is not in the question, `ARGUMENT_INVALID` for the same one
 * twice or a level outside (0, 1)
 * @see McNemar 1947, Psychometrika 12; Tango 1998, Statistics in Medicine 17, 891–908 (of which McNemar's test is the
 * case Δ = 0)
 * @example
 * const multi = multiTallyFromCells(multiQuestion(["price", "service"]), [
 *   { options: [], n: 300 }, { options: "any", n: 200 }, { options: ["price"], n: 140 }, { options: ["service"], n: 110 },
 *   { options: ["price", "service"], n: 50 },
 * ]);
 * compareReasons(multi, "price", "service")
 * // => { difference: { value: 10 }, z: 2.449489742783178, p: 0.0143, interval: { low: 2.01, high: 17.86 } }
 */
export function compareReasons(
  multi: MultiTally,
  first: string,
  second: string,
  options: { readonly level?: number } = {},
): ReasonContrast {
  const { level = 0.95 } = options;
  requireLevel("compareReasons", level);
  const [i, j] = [requireOption(multi, first), requireOption(multi, second)];
  if (i === j) {
    throw new MetricsError("ARGUMENT_INVALID", `compareReasons: expected two reasons, got ${first} twice`, { first });
  }
  const tally = discordance(multi, i, j);
  const estimate = scoreMean(
    tally,
    contrastScore(`reasons.contrast.${first}_minus_${second}`, (_, index) => (index - 1) as 1 | 0 | -1), // of three points
  );
  if (estimate.status === "suppressed") {
    return { first, second, difference: estimate, z: null, p: null, interval: null };
  }
  const shares = estimate.evidence as Extract<Evidence, { kind: "contrast" }>; // a contrast score gives no other
  const evidence = { ...shares, n: independentPeople(tally) ?? shares.n };
  const z = scoreStatistic(evidence, 0);
  const [low, high] = scoreContrast(evidence, normalDeviate(level));
  return {
    first,
    second,
    difference: { ...estimate, evidence },
    z,
    p: normalTwoSidedP(z),
    interval: { level, method: "score", low: 100 * low, high: 100 * high },
  };
}

function requireOption({ question }: MultiTally, code: string): number {
  const index = question.options.indexOf(code);
  if (index >= 0) return index;
  throw new MetricsError(
    "NAME_UNKNOWN",
    `compareReasons: expected one of ${question.options.join(", ")}, got ${code}`,
    {
      code,
    },
  );
}

/** Everybody asked as one question: cites only the second, both or neither, only the first. */
function discordance({ question, n, weights, unanswered }: MultiTally, i: number, j: number): Tally {
  const [first, second, both] = [pairSlot(question, i, i), pairSlot(question, j, j), pairSlot(question, i, j)];
  const counts = [n[second]! - n[both]!, 0, n[first]! - n[both]!];
  const split = (sums: readonly bigint[]): readonly bigint[] => {
    const [against, for_] = [sums[second]! - sums[both]!, sums[first]! - sums[both]!];
    return [against, sums[ASKED_SLOT]! - against - for_, for_];
  };
  counts[1] = n[ASKED_SLOT]! - counts[0]! - counts[2]!;
  return {
    scale: SENTIMENT,
    n: counts,
    weights: weights === null ? null : { places: weights.places, w: split(weights.w), ww: split(weights.ww) },
    unanswered,
  };
}

/**
 * The number of people asked for which the score test of the shares has Σw²d² as its variance; `null` without weights
 * or discordant people.
 */
function independentPeople({ weights }: Tally): number | null {
  if (weights === null) return null;
  const [against, rest, for_] = weights.w as readonly [bigint, bigint, bigint]; // three points
  const squares = weights.ww[0]! + weights.ww[2]!;
  return squares === 0n ? null : bigQuotient((against + for_) * (against + rest + for_), squares);
}
