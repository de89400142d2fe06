import type { Estimate } from "../estimate/estimate.ts";
import { holm } from "../estimate/family.ts";
import type { MultiTally } from "../summary/multi-tally.ts";
import { compareReasons, type ReasonContrast } from "./reason-contrast.ts";
import { reasons } from "./reasons.ts";

/** A reason's place in the order, and how sure it is. */
export interface RankedReason {
  readonly code: string;
  /** Of everybody asked. */
  readonly share: Estimate;
  /** Dense: exact ties have one rank. `null` on an empty base. */
  readonly rank: number | null;
  /** Whether another reason has exactly the same weighted count. */
  readonly exactTie: boolean;
  /** Whether the test does not separate it from the next reason in the order; `false` for the last. */
  readonly tiedWithNext: boolean;
  /** 1 + the number of reasons cited significantly more often. */
  readonly highestRank: number | null;
  /** Number of reasons − those cited significantly less often. */
  readonly lowestRank: number | null;
}

/** A comparison with its p value in the family of all pairs of reasons. */
export interface AdjustedContrast extends ReasonContrast {
  /** Holm's; `null` on an empty base. */
  readonly adjustedP: number | null;
}

export interface ReasonOrder {
  readonly level: number;
  /** Most cited first. */
  readonly reasons: readonly RankedReason[];
  /** Every pair, the more cited reason first. */
  readonly pairs: readonly AdjustedContrast[];
}

/**
 * The order of reasons with what is certain about it: statistical ties and rank intervals.
 *
 * All pairs are tested on the same people (`compareReasons`) and corrected as one family by Holm, so that with
 * probability `level` no interval of a rank is wrong. Two neighbours that the test does not separate are a statistical
 * tie.
 *
 * @throws MetricsError `ARGUMENT_INVALID` for a level outside (0, 1)
 * @see Holm 1979, Scandinavian J. Statistics 6, 65–70; Wang 2008, J. Applied Statistics 35(4), 465–474 (ranking
 * multiple responses)
 * @example
 * orderOfReasons(multiTallyFromCells(multiQuestion(["price", "service"]), [
 *   { options: [], n: 300 }, { options: "any", n: 200 }, { options: ["price"], n: 140 }, { options: ["service"], n: 110 },
 *   { options: ["price", "service"], n: 50 },
 * ])).reasons // => [{ code: "price", rank: 1, tiedWithNext: false, highestRank: 1, lowestRank: 1 }, { code: "service", rank: 2 }]
 */
export function orderOfReasons(multi: MultiTally, options: { readonly level?: number } = {}): ReasonOrder {
  const { level = 0.95 } = options;
  const { reasons: ordered } = reasons(multi, "asked");
  const contrasts = ordered.flatMap(({ code }, at) =>
    ordered.slice(at + 1).map((other) => compareReasons(multi, code, other.code, { level })),
  );
  const adjusted = holm(contrasts.map(({ p }) => p));
  const pairs = contrasts.map((contrast, at) => ({ ...contrast, adjustedP: adjusted[at] ?? null }));
  const separated = pairs.filter(({ adjustedP }) => adjustedP !== null && adjustedP <= 1 - level);
  return {
    level,
    pairs,
    reasons: ordered.map(({ code, share, rank, tied }, at) => {
      const next = ordered[at + 1]?.code;
      const known = rank !== null;
      return {
        code,
        share,
        rank,
        exactTie: tied,
        tiedWithNext:
          known && next !== undefined && !separated.some(({ first, second }) => first === code && second === next),
        highestRank: known ? 1 + separated.filter(({ second }) => second === code).length : null,
        lowestRank: known ? ordered.length - separated.filter(({ first }) => first === code).length : null,
      };
    }),
  };
}
